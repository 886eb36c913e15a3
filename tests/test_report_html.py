"""The page: well-formed, self-contained, harmless whatever an article says, in two languages and directions."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import CHECKS, claim, golden, hostile, large, location, series, shuffled, small

from figures.checks import all_checks
from figures.cli import _run as run_cli
from figures.extract import Extractor
from figures.model import Article, Claim, Event, Extraction, Finding, Slot
from figures.report import Run, render, safe
from figures.report.page import SHEAF
from figures.report.page_markup import bdi, esc, flow, is_arabic
from figures.report.page_plot import ARROW, BOTTOM, HEIGHT, MOST, TOP, WIDTH, point, svg
from figures.report.told import told
from figures.report.ui import languages

ROOT = Path(__file__).resolve().parent.parent
VOID = {"meta", "input", "br"}
TAGS = (
    "html head meta title style body a header h1 h2 h3 h4 ul ol li p pre form label input select option button output "
    "main section article figure figcaption svg desc path text g circle details summary div table thead tbody tr th td "
    "span bdi code blockquote mark dl dt dd b script"
)
RUNS = {
    "empty": Run(checks={}), "small": small(), "hostile": hostile(), "large": large(60), "wide": large(1, places=90),
}


class Reader(HTMLParser):
    """Reads a page strictly: every element is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.comments: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice: {tag} {names}"
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert "svg" in self.open, tag
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("style", "script"):
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def find(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [a for t, a in self.elements if t == tag and all(a.get(k) == v for k, v in wanted.items())]


def page(run: Run, lang: str = "en") -> str:
    return render(replace(run, lang=lang), "html")


def bare(text: str) -> str:
    """A page without its style and script, whose changes concern no golden file."""
    text = re.sub(r"(<(style|script)>).*?(</\2>)", r"\1…\3", text, flags=re.DOTALL)
    return re.sub(r"sha256-[\w+/=]+", "sha256-…", text)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_golden(lang: str) -> None:
    golden("html" if lang == "en" else f"html.{lang}", bare(page(small(), lang)))


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("name", sorted(RUNS))
def test_it_is_well_formed(name: str, lang: str) -> None:
    read = Reader(page(RUNS[name], lang))
    assert {tag for tag, _ in read.elements} <= set(TAGS.split())
    ids = Counter(a["id"] for _, a in read.elements if "id" in a)
    assert max(ids.values()) == 1
    for _, attributes in read.elements:
        for key in ("aria-labelledby", "aria-describedby"):
            assert all(ident in ids for ident in attributes.get(key, "").split())
        if attributes.get("href", "").startswith("#"):
            assert attributes["href"][1:] in ids, attributes["href"]
    assert read.find("html") == [{"lang": lang, "dir": "rtl" if lang == "ar" else "ltr"}]
    assert len(read.find("h1")) == 1
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch("h[1-4]", tag)]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


# --- nothing comes in, nothing goes out -------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(RUNS))
def test_nothing_is_loaded_and_only_our_own_style_and_script_run(name: str) -> None:
    text = page(RUNS[name])
    (policy,) = Reader(text).find("meta", **{"http-equiv": "Content-Security-Policy"})
    rules = dict(rule.strip().split(" ", 1) for rule in policy["content"].split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for kind, tag in (("style-src", "style"), ("script-src", "script")):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        made = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert rules[kind] == f"'sha256-{made}'"
        assert not re.search(r"url\(|@import|fetch|XMLHttpRequest|innerHTML|eval\(|https?:", inside)
    for tag, attributes in Reader(text).elements:
        assert not {"src", "srcset", "style", "action", "data"} & set(attributes), tag
        assert not [name for name in attributes if name.startswith("on")]
        assert re.match("#|https?://", attributes.get("href", "#"))


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_hostile_text_is_only_text(lang: str) -> None:
    text = page(hostile(), lang)
    text.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066\u2067]", bare(text))
    read = Reader(text)
    assert not read.comments
    assert len(read.find("script")) == len(read.find("style")) == 1
    assert not read.find("img") and not [a for a in read.find("a") if "javascript" in a["href"]]
    assert text.count("</script>") == 1
    assert "<script>alert(1)</script>" in "".join(read.words)


@given(st.text())
def test_escaped_text_is_the_text(text: str) -> None:
    read = Reader(f"<p>{esc(text)}</p><p>{flow(text, rtl=True)}</p>")
    shown = re.sub("[\ufdd0-\ufdef\ufffe\uffff]", "\ufffd", safe(text))
    assert "".join(read.words) == shown * 2
    assert Reader(f'<p lang="{esc(text)}"></p>').find("p")[0]["lang"] == shown


@pytest.mark.parametrize(("url", "there"), [
    ("https://x.example/a?b=1&c='2'", True), ("http://x.example/خبر", True), ("javascript:alert(1)", False),
    ("JaVaScRiPt:alert(1)", False), ("data:text/html,x", False), ("//x.example/a", False), ("https:///a", False),
    ("https://x.example\n/a", False), ("https://user:pass@x.example/", False), ("ftp://x.example/a", False),
    ("x", False),
])
def test_only_links_to_the_web_are_links(url: str, there: bool) -> None:
    run = small()
    article = msgspec.structs.replace(run.extractions[0].article, url=url)
    extractions = (msgspec.structs.replace(run.extractions[0], article=article), *run.extractions[1:])
    links = [a for a in Reader(page(replace(run, extractions=extractions))).find("a") if "rel" in a]
    assert bool(links) == there
    assert all("noopener" in a["rel"] and "noreferrer" in a["rel"] for a in links)


# --- directions ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "parts"), [
    ("قتل 10,000–12,000 جندي", ["10,000–12,000"]), ("بين 10 - 12 شخصا", ["10 - 12"]),
    ("زاد 39.7% عن 1.5", ["39.7%", "1.5"]), ("%39.7 منهم", ["%39.7"]), ("نتيجة 3-2 و10–12 شخصا", ["3-2", "10–12"]),
    ("سنة 2025/03/01", ["2025/03/01"]),
    ("١٠–١٢ شخصا", []), ("بلا رقم", []), ("بلغ -5 درجات", ["-5"]),
])
def test_numbers_do_not_turn_round(text: str, parts: list[str]) -> None:
    made = flow(text, rtl=True)
    found = re.findall(r'<bdi dir="ltr">(.*?)</bdi>', made)
    assert [part for part in found if part in parts] == parts
    assert re.sub("<[^>]*>", "", made) == text


def test_arabic_stands_in_blocks_of_its_own_direction() -> None:
    text = page(small())
    assert ('<blockquote dir="rtl" lang="ar">قالت الشرطة إن <mark><bdi dir="ltr">47</bdi> شخصا</mark> قتلوا في '
            "الميناء.</blockquote>") in text
    assert re.search(r'<blockquote dir="auto">The governor said.*<mark>about 74 people</mark>', text)
    assert is_arabic("قتل 5 في Idlib أمس") and not is_arabic("the word قتل") and not is_arabic("12")
    assert bdi("<b>").count("&lt;b&gt;") == 1


# --- languages ------------------------------------------------------------------------------------------------------


def test_languages_have_the_same_words() -> None:
    english = languages()["en"]
    for w in languages().values():
        assert set(w.keys) == set(english.keys)
        assert set(w.nouns) == set(english.nouns)
        for key, text in w.keys.items():
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english.keys[key])), key
        for forms in w.nouns.values():
            assert {"one", "other"} <= set(forms)
            assert all("{n}" in text for form, text in forms.items() if form in ("few", "many", "other"))


def test_every_word_is_used() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "figures" / "report").glob("*.py"))
    for key in languages()["en"].keys:
        begin, _, _ = key.rpartition(".")
        assert re.search(rf"""["']{re.escape(key)}["']|f["']{re.escape(begin)}\.\{{""", code), key


def test_arabic_words_of_checks_are_of_checks_that_there_are() -> None:
    w = languages()["ar"]
    assert set(w.checks) == set(all_checks()), "a check without Arabic words"
    assert all(set(words) == {"title", "why", "silent"} for words in w.checks.values())
    assert w.check(CHECKS["F101"], "why") != CHECKS["F101"].why == languages()["en"].check(CHECKS["F101"], "why")


def test_every_unit_has_an_arabic_name() -> None:
    w = languages()["ar"]
    for unit in Extractor().lexicon.units.values():
        assert unit.display == "%" or re.fullmatch("[\u0621-\u064a ]+", w.unit(unit.display)), unit.display
    assert w.unit("soldier") == "جندي" and languages()["en"].unit("soldier") == "soldier"


def test_arabic_messages_fill_in_what_the_english_ones_name() -> None:
    w = languages()["ar"]
    assert len({english for english, _ in w.messages}) == len(w.messages) > 20
    for english, own in w.messages:
        assert sorted(re.findall(r"\{\w+\}", own)) == sorted(re.findall(r"\{\w+\}", english)), english
        assert not re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", own)), own


def test_a_message_is_told_in_arabic_whatever_stands_in_the_figures() -> None:
    run = small()
    first, second = run.findings[0].locations
    odd = msgspec.structs.replace(first, text="3 dead and (x) cannot both hold: 5")
    finding = msgspec.structs.replace(
        run.findings[0], locations=(odd, second),
        message=f"{odd.text} (A and B) and {second.text} (C\ue000) cannot both hold: they differ by a doubled digit.")
    made = told(finding, languages()["ar"])
    assert made is not None
    assert [piece.text for piece in made if piece.apart] == [odd.text, "A and B", "47 شخصا", "C\ufffd"]
    assert "تكرار خانة" in made[-1].text
    for message in ("of my own", "about 74 people and 47 شخصا cannot both hold", "x " * 5_000):
        assert told(msgspec.structs.replace(finding, message=message), languages()["ar"]) is None


@pytest.mark.parametrize(("via", "english", "arabic"), [
    ("agency/reuters", "Reuters", "رويترز"), ("agency/afp", "AFP", "فرانس برس"),
    ("agency/interfax-ukraine", "Interfax Ukraine", "إنترفاكس أوكرانيا"), ("The Wire", "The Wire", "The Wire"),
    ("agency/", "agency/", "agency/"),
])
def test_agencies_have_names(via: str, english: str, arabic: str) -> None:
    assert (languages()["en"].agency(via), languages()["ar"].agency(via)) == (english, arabic)


def test_arabic_counts() -> None:
    w = languages()["ar"]
    assert [w.count("article", n) for n in (0, 1, 2, 3, 10, 11, 100, 1234)] == [
        "لا مقالات", "مقال واحد", "مقالان", "3 مقالات", "10 مقالات", "11 مقالا", "100 مقال", "1,234 مقالا"]


def test_the_arabic_page_says_the_same_in_arabic() -> None:
    text = page(small(), "ar")
    for words in ("نتيجتان", "مصادر تختلف على رقم", "قتلى", "لماذا يهم", "صحيفة المرفأ", "about 74 people"):
        assert words in text, words
    assert "مقابل" in text and "مقابل" not in page(small())
    assert "Why it matters" not in text and "as read" not in text


def test_no_english_is_left_in_the_arabic_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    out = tmp_path / "ar.html"
    assert run_cli(["check", "seeds", "--format", "concise", "--lang", "ar", "--output", f"html:{out}"]) == 1
    text = re.sub(r"<(style|script|code|pre|option)\b.*?</\1>", "", out.read_text("utf-8"), flags=re.DOTALL)
    assert text.count('<p class="message"') == 21 and '"message own"' not in text
    # what is left out are words of the articles, each in an element that says so, and codes of checks
    text = re.sub(r'<(bdi|blockquote) dir="auto">.*?</\1>|<g class="c\w"><title>.*?</title>', "", text)
    text = re.sub(r"\bF1\d\d\b", "", re.sub("<[^>]*>", " ", text))
    assert not re.findall("[A-Za-z]{2,}", text)


# --- what it says ---------------------------------------------------------------------------------------------------


def test_the_verdict_comes_first() -> None:
    text = "".join(Reader(page(small())).words)
    assert re.search(r"2 findings\s*1 warning1 note1 problem in reading\s*Read 2 articles, 2 figures", text)
    assert "No figures at odds" in page(Run(small().extractions, checks={}))
    assert "Nothing was read" in page(Run())


def test_a_finding_says_who_where_when_why_and_how_to_silence_it() -> None:
    text = "".join(Reader(page(small())).words)
    for words in ("الشرطة", "XX/police", "assumed from the article as a whole", "passed on by Agency",
                  "unknown publisher", "no date", "readers should know.", "a.md:7:12", "--ignore F101", "00ff",
                  "apart by a factor of 1.6", "about 74 (person), killed, of this incident, expected", "not YAML"):
        assert words in text, words


def test_where_and_when_say_how_they_are_known() -> None:
    run = small()
    first = run.extractions[0]
    time = msgspec.structs.replace(first.claims[0].period, origin="main")
    made = replace(run, extractions=(msgspec.structs.replace(first, claims=(
        msgspec.structs.replace(first.claims[0], period=time),)), *run.extractions[1:]))
    text = "".join(Reader(page(made)).words)
    assert "whenالأحد (2025-03-02, assumed from the article as a whole)" in text
    assert "wherenot saidwhennot saidsaid whenearlier (from the sentence before)" in text


def test_figures_that_no_rule_claimed_are_listed() -> None:
    run = small()
    first = run.extractions[0]
    loose = msgspec.structs.replace(first.claims[0], measure=None, id="c3:1")
    run = replace(run, extractions=(msgspec.structs.replace(first, claims=(loose,)), *run.extractions[1:]))
    assert "Figures that no rule claimed" in page(run)
    assert "Every figure was claimed by a rule." in page(small())


def test_figures_that_no_rule_claimed_stand_among_whole_words() -> None:
    run, words = small(), "كلمات " * 20
    article = msgspec.structs.replace(run.extractions[0].article, text=f"{words}47 شخصا {words}")
    loose = msgspec.structs.replace(claim(article, "c3:0", "47 شخصا", 47), measure=None)
    text = page(replace(run, extractions=(msgspec.structs.replace(run.extractions[0], article=article, claims=(loose,)),
                                          *run.extractions[1:])))
    (said,) = re.findall(r'<li><bdi dir="rtl" lang="ar">(.*?)</bdi> <code', text)
    assert set(re.findall("[\u0621-\u064a]+", said)) == {"كلمات", "شخصا"}
    assert said.startswith("… ") and said.endswith(" …") and said.count("كلمات") < 30


def test_filters_name_what_there_is() -> None:
    read = Reader(page(small()))
    assert read.find("form")[0].get("hidden") == ""
    assert [s["name"] for s in read.find("select")] == ["source", "severity"]
    sources = {a["data-source"] for a in read.find("article")}
    assert sources == {"0 1", ""}
    assert {a["data-severity"] for a in read.find("article")} == {"0", "1"}
    assert not Reader(page(Run())).find("form")


def test_the_gravest_event_stands_first_and_findings_of_an_event_together() -> None:
    run = small()
    warning, note = run.findings
    error = msgspec.structs.replace(note, severity="error", fingerprint="22ff", event="e2")
    mild = msgspec.structs.replace(note, event="e1")
    read = Reader(page(replace(run, findings=(warning, mild, error))))
    assert [a["id"] for a in read.find("article")] == ["f-22ff", "f-00ff", "f-11ff"]
    assert len(read.find("section", **{"class": "event"})) == 2


def test_suppressed_and_known_findings_say_so() -> None:
    run = small()
    found = (msgspec.structs.replace(run.findings[0], suppressed="both desks know"),
             msgspec.structs.replace(run.findings[1], baseline="unchanged"))
    text = "".join(Reader(page(replace(run, findings=found))).words)
    assert "Suppressed: both desks know" in text and "Known from the baseline" in text


def test_the_order_of_the_run_changes_nothing() -> None:
    for run in (small(), hostile(), large(20)):
        for lang in ("en", "ar"):
            assert page(shuffled(run), lang) == page(run, lang)


def test_thousands_of_findings_stay_light() -> None:
    text = page(large(5_000))
    assert len(text.encode()) < 20_000_000
    assert "content-visibility: auto" in text
    assert page(large(1, places=400)).count("<blockquote") == 40
    assert "360 places not shown" in page(large(1, places=400))


# --- drawings -------------------------------------------------------------------------------------------------------

ARTICLE = Article(id="x", text="about 30 dead")


def drawn(*values: tuple[object, object, object, str | None, str], odds: bool = False) -> str:
    points = []
    for low, best, high, date, source in values:
        made = claim(ARTICLE, f"c:{len(points)}", "30 dead", 30, low=low, best=best, high=high)
        points.append(point(made, date, source, odds))
    kept = [p for p in points if p is not None]
    return svg(kept, sorted({p.source for p in kept}), "name", "i", languages()["en"])


def test_bars_arrows_shapes_and_rings() -> None:
    text = drawn((200, 300, 400, "2025-01-01", "A"), (500, 500, None, "2025-01-02", "B"), (None, 90, 90, None, "A"),
                 odds=True)
    read = Reader(f"<div>{text}</div>")
    assert len(read.find("path", **{"class": "bar"})) == 3
    assert sum("m-4" in a["d"] for a in read.find("path", **{"class": "bar"})) == 2
    assert len(read.find("circle", **{"class": "ring"})) == 3
    assert [a["class"] for a in read.find("g")] == ["c0", "c1", "c0"]
    assert "undated" in text and "2025-01-01" in text


@pytest.mark.parametrize("values", [
    [(10, 10, None), (2, 2, 2)], [(10, 10, None), (500, 500, None)], [(None, 10, 10), (30, 30, 30)],
    [(None, 4, 4), (900, 900, 900)], [(7, 7, None)], [(None, 7, 7)],
])
def test_the_arrow_of_an_open_end_has_room(values: list[tuple[object, object, object]]) -> None:
    text = drawn(*((*value, "2025-01-01", "A") for value in values), odds=True)
    for start, end in re.findall(r'class="bar" d="M[\d.]+ ([\d.]+)V([\d.]+)m', text):
        assert abs(float(start) - float(end)) == pytest.approx(ARROW, abs=0.2)
        assert TOP <= float(end) <= HEIGHT - BOTTOM


def test_a_logarithmic_scale_where_it_helps() -> None:
    assert "Logarithmic" in drawn((1, 1, 1, None, "A"), (1000, 1000, 1000, None, "A"))
    assert "Logarithmic" not in drawn((10, 10, 10, None, "A"), (12, 12, 12, None, "A"))
    assert "Logarithmic" not in drawn((0, 0, 0, None, "A"), (1000, 1000, 1000, None, "A"))


@pytest.mark.parametrize(("values", "ticks"), [
    ((20, 200), ["20", "50", "100", "200"]), ((12, 900), ["10", "20", "50", "100", "200", "500", "1,000"]),
    ((1, 10_000), ["1", "10", "100", "1,000", "10,000"]), ((40, 70), ["40", "50", "60", "70"]),
])
def test_the_scale_is_as_fine_as_there_is_room(values: tuple[int, int], ticks: list[str]) -> None:
    text = drawn(*((value, value, value, "2025-01-01", "A") for value in values))
    assert re.findall(r'class="y"[^>]*>([^<]*)<', text) == ticks


def test_what_is_at_odds_has_its_value_beside_it() -> None:
    values = [(200, 300, 400, "2025-01-01", "A"), (500, 500, None, "2025-01-02", "B"), (None, 90, 90, None, "A")]
    assert re.findall(r'class="value [vy]"[^>]*>([^<]*)<', drawn(*values, odds=True)) == ["200–400", "≥ 500", "≤ 90"]
    assert "value" not in drawn(*values)
    crowd = drawn(*((n, n, n, "2025-01-01", "A") for n in range(100, 130)), odds=True)
    assert 0 < crowd.count('class="value') < 10


def test_running_tolls_of_a_source_are_steps() -> None:
    days = [("2025-01-01", 10), ("2025-01-02", 14), ("2025-01-05", 31)]
    points = [
        point(claim(ARTICLE, f"c:{n}", "30 dead", n, basis=basis), day, source, odds=False)
        for source, basis in (("A", "total"), ("B", "incident")) for day, n in days
    ]
    text = svg([p for p in points if p is not None], ["A", "B"], "name", "i", languages()["en"])
    (step,) = Reader(f"<div>{text}</div>").find("path", **{"class": "step c0"})
    assert step["d"].count("H") == step["d"].count("V") == 2
    alone = svg([p for p in points[:1] if p is not None], ["A"], "name", "i", languages()["en"])
    assert 'class="step' not in alone


def test_many_cards_stand_in_sheaves_and_few_do_not() -> None:
    run = small()
    found = tuple(msgspec.structs.replace(run.findings[0], event=f"e{n:03}", fingerprint=f"{n:016x}")
                  for n in range(2 * SHEAF + 5))
    read = Reader(page(replace(run, findings=found)))
    assert len(read.find("div", **{"class": "sheaf"})) == 2
    assert len(read.find("article")) == 2 * SHEAF + 5
    assert not Reader(page(replace(run, findings=found[:SHEAF]))).find("div", **{"class": "sheaf"})


def test_rules_and_settings_are_told() -> None:
    run = replace(small(), settings=('fail-on = "error"  # figures.toml:3', 'x = "<b>"'))
    text = page(run)
    words = "".join(Reader(text).words)
    assert "The rules that claimed figures: 1" in words and "rulekilled" in words
    assert 'fail-on = "error"' in words and "&lt;b&gt;" in text
    assert "The settings" not in "".join(Reader(page(small())).words)


VALUES = st.one_of(st.none(), st.integers(-(10**30), 10**30), st.integers(-5, 5), st.just(10**400),
                   st.decimals(allow_nan=False, allow_infinity=False))


@given(st.lists(st.tuples(VALUES, VALUES, VALUES, st.sampled_from([None, "2025-01-01", "1999-12-31T10:00", "x", ""]),
                          st.sampled_from(["A", "B", "<"])), min_size=1, max_size=12))
def test_whatever_is_stated_can_be_drawn_inside_of_the_drawing(
    values: list[tuple[object, object, object, str | None, str]],
) -> None:
    if all(point(claim(ARTICLE, "c:0", "30 dead", 30, low=a, best=b, high=c), None, "A", False) is None
           for a, b, c, _, _ in values):
        return
    text = drawn(*values)
    read = Reader(f"<div>{text}</div>")
    assert "nan" not in re.sub("<(title|desc).*?</", "", text) and "inf" not in re.sub("<(title|desc).*?</", "", text)
    for attributes in read.find("circle") + read.find("text"):
        x, y = (float(attributes.get(k) or attributes[f"c{k}"]) for k in "xy")
        assert 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def test_a_series_is_drawn_whole_with_its_table_and_its_limit() -> None:
    articles = [Article(id=f"a{i:03}", text=f"{i + 10} dead", date=f"2025-01-{i % 28 + 1:02}") for i in range(200)]
    claims: list[Claim] = [
        claim(a, f"c{i:03}:0", f"{i + 10} dead", i + 10, source=Slot(text=f"S{i % 11}", start=0, end=1))
        for i, a in enumerate(articles)
    ]
    finding = Finding(check="disputed", code="F101", severity="warning", confidence=1, message="m", fingerprint="f",
                      gap=1, event="e1", series="s1",
                      locations=tuple(location(articles[i], claims[i], 1) for i in (199, 0)))
    event = Event(id="e1", articles=tuple(a.id for a in articles), series=(series(tuple(claims)),))
    extractions = tuple(Extraction(article=a, claims=(c,), lang="en") for a, c in zip(articles, claims, strict=True))
    read = Reader(page(Run(extractions, (event,), (finding,), checks=CHECKS)))
    assert len(read.find("g")) == MOST
    assert "The figures of the drawing" in "".join(read.words)
    assert len(read.find("circle", **{"class": "ring"})) == 2
    assert len([a for a in read.find("svg") if a.get("class") == "swatch"]) == 11
    assert f"{200 - MOST} figures not drawn" in "".join(read.words)
    assert {a["class"] for a in read.find("g")} == {*(f"c{i}" for i in range(8)), "cx"}


def test_about_is_drawn_as_far_as_it_goes() -> None:
    made = claim(ARTICLE, "c:0", "about 30 dead", 30, qualifier="approx", interval=(27, 33))
    about = point(made, "2025-01-01", "A", True)
    assert about is not None and (about.low, about.best, about.high) == (27, 30, 33)
    assert "≈ 30<" in svg([about], ["A"], "name", "i", languages()["en"])


def test_figures_without_a_measure_share_no_drawing() -> None:
    run = small()
    loose = tuple(msgspec.structs.replace(e, claims=tuple(msgspec.structs.replace(c, measure=None) for c in e.claims))
                  for e in run.extractions)
    assert "<figure" in page(run) and "<figure" not in page(replace(run, extractions=loose))


def test_what_is_quoted_below_needs_no_table() -> None:
    assert Reader(page(small())).find("figure") and "The figures of the drawing" not in page(small())


def test_decimals_are_drawn() -> None:
    assert "12.5" in drawn((Decimal("12.5"), Decimal("12.5"), Decimal("12.5"), None, "A"), (10, 10, 10, None, "A"))
