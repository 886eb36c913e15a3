
"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const kinds = ["check", "source", "place", "measure", "severity"];
  const events = [...document.querySelectorAll(".event")].map((card) => ({
    card,
    sheaf: card.closest(".sheaf") || card,
    section: card.closest(".severity"),
    findings: [...card.querySelectorAll(".finding")],
    head: card.querySelector("header"),
  }));
  const all = events.reduce((sum, event) => sum + event.findings.length, 0);
  const output = form.querySelector("output");
  const texts = new WeakMap();

  // spellings that the press does not keep apart, so that a search finds them all
  const fold = (text) => text.toLowerCase().normalize("NFKD")
    .replace(/[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f\u2066-\u2069]/g, "")
    .replace(/[\u0622\u0623\u0625\u0671]/g, "\u0627").replace(/\u0649/g, "\u064a").replace(/\u0629/g, "\u0647")
    .replace(/[\u0660-\u0669]/g, (c) => c.charCodeAt(0) - 0x660).replace(/[\u06f0-\u06f9]/g, (c) => c.charCodeAt(0) - 0x6f0)
    .replace(/\s+/g, " ");
  const textOf = (element) => {
    if (!texts.has(element)) texts.set(element, fold(element.textContent));
    return texts.get(element);
  };

  const apply = () => {
    const wanted = kinds.filter((kind) => form.elements[kind] && form.elements[kind].value !== "")
      .map((kind) => [kind, form.elements[kind].value]);
    const words = fold(form.elements.words.value).trim().split(" ").filter(Boolean);
    let shown = 0;
    const sections = new Map();
    for (const { card, sheaf, section, findings, head } of events) {
      let inCard = 0;
      for (const finding of findings) {
        const fits = wanted.every(([kind, value]) => finding.dataset[kind].split(" ").includes(value)) &&
          (!words.length || words.every((word) => textOf(finding).includes(word) || textOf(head).includes(word)));
        finding.hidden = !fits;
        inCard += fits ? 1 : 0;
      }
      card.hidden = inCard === 0;
      shown += inCard;
      for (const around of [sheaf, section]) sections.set(around, (sections.get(around) || 0) + inCard);
    }
    for (const [around, amount] of sections) around.hidden = amount === 0;
    output.textContent = output.dataset.text.replace("{shown}", shown).replace("{all}", all);
  };

  let timer;
  const soon = (event) => {
    clearTimeout(timer);
    timer = setTimeout(apply, event.target.name === "words" ? 150 : 0);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon); // all that some tools for people who cannot use a mouse send for a list
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });

  // what is folded away is printed too
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });

  // a link to a finding that is filtered away shows it
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      form.reset();
      setTimeout(() => target.scrollIntoView());
    }
  });

  form.hidden = false;
  apply();
})();
