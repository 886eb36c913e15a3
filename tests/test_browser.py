"""The HTML report in a browser: nothing is fetched, nothing fails, filters work, and what is painted reads right.

Debian's chromium and its driver are used where they are installed (``.ci/run`` does that); else the tests are skipped.
"""

from __future__ import annotations

import gzip
import importlib.util
import itertools
import json
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from reports import large
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select

from figures.cli import _run as run_cli
from figures.report import render

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parent.parent
BULK = ROOT.parent / "shared" / "bulk" / "ar_20k.jsonl.gz"
ARTICLES = 2_000
RANGES = [
    {"id": "a", "publisher": "صحيفة المرفأ", "date": "2025-05-01",
     "text": "قالت الشرطة إن 10,000–12,000 جندي كوري شمالي انتشروا في كورسك، وإن ١٠–١٢ جنديا قتلوا هناك."},
    {"id": "b", "publisher": "نشرة الجسر", "date": "2025-05-01",
     "text": "قالت الشرطة إن 30,000 جندي كوري شمالي انتشروا في كورسك، وإن ٣٠ جنديا قتلوا هناك."},
]


class Browser:
    """Chromium with a page open, and what its console and its network saw."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, page: Path, dark: bool = False) -> None:
        self.logs()
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        self.driver.get(page.as_uri())

    def logs(self) -> tuple[list[Any], list[str]]:
        """What the console said since the last question, and the addresses that were asked for."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
        return self.driver.get_log("browser"), asked

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def run(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)  # type: ignore[no-untyped-call]

    def shown(self) -> list[str]:
        """The ids of the findings that are not filtered away."""
        return self.run("return [...document.querySelectorAll('.finding:not([hidden])')].map(e => e.id)")

    def settle(self) -> None:
        """Wait until typing has been heard: the page waits a moment for the next letter."""
        self.driver.execute_async_script("setTimeout(arguments[0], 400)")

    def box(self, scope: str, words: str, beside: str = "") -> dict[str, float]:
        """Where the first of these words is painted, in the first element of a selector that also holds others."""
        found = self.run(BOX, scope, words, beside)
        assert found, f"{words} is not shown in {scope}"
        return found


BOX = """
for (const scope of document.querySelectorAll(arguments[0])) {
  if (!scope.textContent.includes(arguments[2])) continue;
  const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(arguments[1]);
    if (at < 0) continue;
    scope.scrollIntoView();
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + arguments[1].length);
    const rects = [...range.getClientRects()].filter((r) => r.width);
    if (rects.length === 1) return rects[0].toJSON();
  }
}
return null;
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        pytest.skip("chromium and chromedriver are not installed here (on Debian: apt install chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                     "--disable-background-networking", "--window-size=1280,1000"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = webdriver.Chrome(options=options, service=Service(driver))
    yield Browser(chrome)
    chrome.quit()


def report(folder: Path, *arguments: str) -> Path:
    file = folder / "report.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        assert run_cli(["check", *arguments, "--format", "concise", "--output", f"html:{file}"]) in (0, 1)
    return file


@pytest.fixture(scope="module", params=["en", "ar"])
def seeds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report(tmp_path_factory.mktemp("seeds"), "seeds", "--lang", request.param)


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report(tmp_path_factory.mktemp("english"), "seeds")


@pytest.fixture(scope="module", params=["en", "ar"])
def ranges(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ranges")
    lines = (json.dumps(article, ensure_ascii=False) + "\n" for article in RANGES)
    (folder / "ranges.jsonl").write_text("".join(lines), "utf-8")
    return report(folder, str(folder / "ranges.jsonl"), "--lang", request.param)


def made() -> Iterator[str]:
    """Articles of this test's own: two papers on each of many happenings, at odds now and then."""
    mixer = random.Random(11)
    towns = ["Aleppo", "Mosul", "Basra", "Kharkiv", "Homs", "Sanaa", "Benghazi", "Khartoum", "Kursk", "Tripoli"]
    things = ["bridge", "market", "school", "mill", "harbour", "tunnel", "station", "depot", "tower", "ferry"]
    for n in range(ARTICLES // 2):
        town, thing, dead = mixer.choice(towns), mixer.choice(things), mixer.randrange(12, 90)
        for paper in ("The Wall", "The Mill"):
            yield json.dumps({
                "id": f"{n}-{paper}", "publisher": paper,
                "title": f"{town}: {dead + 40} people killed" if n % 50 == 0 else None,
                "date": f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}",
                "text": f"Police said that {dead} people were killed in {town} when {thing} number {n} gave way.",
            })
            dead += mixer.choice([0, 0, 27])


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of 2,000 articles: real ones where they are at hand, else made ones."""
    folder = tmp_path_factory.mktemp("many")
    if BULK.is_file():
        with gzip.open(BULK, "rt", encoding="utf-8") as lines:
            articles = [line.rstrip("\n") for line in itertools.islice(lines, ARTICLES)]
    else:
        articles = list(made())
    (folder / "articles.jsonl").write_text("\n".join(articles) + "\n", "utf-8")
    return report(folder, str(folder / "articles.jsonl"), "--allow-unreadable")


def test_nothing_fails_and_nothing_is_fetched(browser: Browser, seeds: Path) -> None:
    for dark in (False, True):
        browser.open(seeds, dark)
        console, asked = browser.logs()
        assert console == []
        assert asked == [seeds.as_uri()]
    lang, direction = browser.run("return [document.documentElement.lang, document.documentElement.dir]")
    assert direction == {"en": "ltr", "ar": "rtl"}[lang]
    assert len(browser.shown()) == 21


def test_the_report_of_many_articles_opens_like_any_other(browser: Browser, many: Path) -> None:
    browser.open(many)
    console, asked = browser.logs()
    assert (console, asked) == ([], [many.as_uri()])
    shown = browser.shown()
    assert shown and len(shown) == len(set(shown))
    assert re.search("2,000 articles", browser.all(".verdict")[0].text)
    first = browser.run("return document.querySelector('.finding').dataset.check")
    Select(browser.all("select[name=check]")[0]).select_by_value(first.split()[0])
    browser.settle()
    assert 0 < len(browser.shown()) <= len(shown)
    left = browser.run("return [...document.querySelectorAll('.finding:not([hidden])')].map(e => e.dataset.check)")
    assert set(left) == {first}


def test_five_thousand_findings_can_be_searched(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "large.html"
    page.write_text(render(large(5_000), "html"), "utf-8")
    browser.open(page)
    assert browser.logs()[0] == []
    assert len(browser.shown()) == 5_000
    browser.all("input[name=words]")[0].send_keys("0000000000000abc")
    browser.settle()
    assert browser.shown() == ["f-0000000000000abc"]


def test_filters_leave_what_fits_and_say_so(browser: Browser, english: Path) -> None:
    browser.open(english)
    assert browser.all("#filters output")[0].text == "21 of 21 shown"
    Select(browser.all("select[name=severity]")[0]).select_by_visible_text("Warning")
    browser.settle()
    assert len(browser.shown()) == 11 and browser.all("#filters output")[0].text == "11 of 21 shown"
    empty = "section:is(.event, .severity):has(.finding):not(:has(.finding:not([hidden])))"
    assert browser.all(empty) and not any(e.is_displayed() for e in browser.all(empty))
    Select(browser.all("select[name=measure]")[0]).select_by_visible_text("killed")
    browser.settle()
    assert len(browser.shown()) == 5
    browser.all("#filters button[type=reset]")[0].click()
    browser.settle()
    assert len(browser.shown()) == 21
    for words, amount in (("شخصا", 1), ("٤٧", 1), ("كورسك", 1), ("kursk detained", 1), ("no such words", 0)):
        field = browser.all("input[name=words]")[0]
        field.clear()
        field.send_keys(words)
        browser.settle()
        assert (len(browser.shown()) >= 1) == (amount > 0), words
    assert browser.all("#filters output")[0].text == "0 of 21 shown"


def test_every_value_of_every_filter_leaves_the_findings_that_have_it(browser: Browser, seeds: Path) -> None:
    browser.open(seeds)
    kinds = browser.run("return [...document.querySelectorAll('#filters select')].map(e => e.name)")
    assert kinds == ["check", "source", "place", "measure", "severity"]
    for kind in kinds:
        left = browser.run(FILTERED, kind)
        assert len(left) > 1 and all(shown and shown == wanted for shown, wanted in left), kind
    browser.all("#filters button[type=reset]")[0].click()
    browser.settle()
    assert len(browser.shown()) == 21


FILTERED = """
const list = document.querySelector(`select[name=${arguments[0]}]`);
const apply = () => document.querySelector("#filters").requestSubmit();
const pairs = [...list.options].filter((o) => o.value).map((option) => {
  list.value = option.value;
  apply();
  const all = [...document.querySelectorAll(".finding")];
  return [all.filter((e) => !e.hidden).map((e) => e.id).join(" "),
          all.filter((e) => e.dataset[arguments[0]].split(" ").includes(option.value)).map((e) => e.id).join(" ")];
});
list.value = "";
apply();
return pairs;
"""


def test_what_is_said_of_a_drawing_stands_beside_it_or_below(browser: Browser, seeds: Path) -> None:
    for width, beside in ((1280, True), (700, False)):
        size = {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
        browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        try:
            browser.open(seeds)
            boxes = browser.run("return ['.drawing', '.legend'].map((e) => document.querySelector("
                                "`.plot:only-child ${e}`).getBoundingClientRect().toJSON())")
            assert (boxes[1]["top"] < boxes[0]["bottom"]) == beside
            assert boxes[0]["right"] <= boxes[1]["left"] or boxes[1]["right"] <= boxes[0]["left"] or not beside
            assert browser.run("return document.documentElement.scrollWidth") <= width
        finally:
            browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_no_label_of_a_drawing_is_painted_over_another(browser: Browser, seeds: Path) -> None:
    browser.open(seeds)
    over = browser.run("""
      const boxes = (svg) => [...svg.querySelectorAll("text")].map((e) => [e.textContent, e.getBBox()]);
      return [...document.querySelectorAll(".drawing > svg")].flatMap((svg) => boxes(svg).flatMap(([a, x], i, all) =>
        all.slice(i + 1).filter(([, y]) => x.x < y.x + y.width && y.x < x.x + x.width && x.y < y.y + y.height - 3
          && y.y < x.y + x.height - 3).map(([b]) => `${a} over ${b}`)));""")
    assert over == []


def test_a_link_to_a_finding_shows_it_though_it_was_filtered_away(browser: Browser, english: Path) -> None:
    browser.open(english)
    Select(browser.all("select[name=severity]")[0]).select_by_visible_text("Warning")
    browser.settle()
    browser.all(".counts .error a")[0].send_keys(Keys.ENTER)
    browser.settle()
    assert len(browser.shown()) == 21
    assert browser.run("return document.querySelector(':target').getBoundingClientRect().top") < 1000


def test_the_keyboard_reaches_the_findings_first(browser: Browser, seeds: Path) -> None:
    browser.open(seeds)
    browser.all("body")[0].send_keys(Keys.TAB)
    skip = browser.driver.switch_to.active_element
    assert skip.get_attribute("class") == "skip" and skip.is_displayed()
    skip.send_keys(Keys.ENTER)
    assert browser.run("return document.activeElement.id") == "findings"


def test_an_arabic_range_is_painted_in_its_order(browser: Browser, ranges: Path) -> None:
    browser.open(ranges)
    for scope in ("blockquote", "blockquote mark", ".places dd"):
        low, high, noun = (browser.box(scope, words, "10,000") for words in ("10,000", "12,000", " جندي"))
        assert low["right"] < high["left"], scope
        if "blockquote" in scope:
            assert noun["right"] <= low["left"] + 1, "the noun stands on the left of its number"
    low, high = (browser.box("blockquote", words) for words in ("١٠", "١٢"))
    assert high["right"] < low["left"], "Arabic digits are read from the right, as they are written"


def test_a_date_or_a_range_is_not_broken_between_two_lines(browser: Browser, seeds: Path) -> None:
    size = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        browser.open(seeds)
        script = ("return [...document.querySelectorAll('.places dd > bdi[dir=ltr]:not(:only-child)')]"
                  ".map(e => e.getClientRects().length)")
        rects = browser.run(script)
        assert len(rects) > 10 and set(rects) == {1}
    finally:
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_arabic_begins_on_the_right_and_english_on_the_left(browser: Browser, seeds: Path) -> None:
    browser.open(seeds)
    rtl = browser.run("return [...document.querySelectorAll('blockquote[dir=rtl]')].map(e => getComputedStyle(e))"
                      ".map(style => style.direction + style.textAlign)")
    assert len(rtl) > 5 and set(rtl) == {"rtlstart"}
    first, last = (browser.box("blockquote[dir=rtl]", words) for words in ("طوكيو", "قال الجيش الياباني"))
    assert first["left"] > last["right"]
    start, end = (browser.box("blockquote[dir=auto]", words) for words in ("Ukraine", "said that"))
    assert start["right"] < end["left"]


def test_plots_have_their_marks(browser: Browser, seeds: Path) -> None:
    browser.open(seeds)
    plots = browser.all(".drawing > svg")
    assert len(plots) >= 4  # one for each measure at odds of an event
    inside = browser.run("""return [...document.querySelectorAll('.drawing > svg')].map(svg => {
      const frame = svg.getBoundingClientRect();
      return [...svg.querySelectorAll('.dot, .ring, .bar, .step, text')].map(mark => {
        const box = mark.getBoundingClientRect();
        return [mark.classList[0] || 'text', box.width + box.height > 2 && box.left >= frame.left - 1
          && box.right <= frame.right + 1 && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1];
      });
    })""")
    for marks in inside:
        assert sum(name in ("dot", "bar") for name, _ in marks) >= 2
        assert any(name == "ring" for name, _ in marks)  # the other figure at odds may be in another plot
        assert any(name == "value" for name, _ in marks)
        assert all(good for _, good in marks), marks


def test_nothing_sticks_out_on_a_telephone(browser: Browser, seeds: Path) -> None:
    size = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        browser.open(seeds)
        assert browser.run("return document.documentElement.scrollWidth") <= 360
        assert browser.run("return document.querySelector('.drawing').scrollLeft") == 0
    finally:
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("dark", [False, True])
def test_words_stand_out_from_what_is_behind_them(browser: Browser, seeds: Path, dark: bool) -> None:
    browser.open(seeds, dark)
    behind, card, mark = (browser.run(COLOUR, selector, "backgroundColor") for selector in ("body", ".event", "mark"))
    assert (sum(behind) < 200) == dark
    for selector, ground in ((".verdict p", behind), (".message", card), (".why", card), ("dt", card), ("mark", mark),
                             (".error .badge", card), (".warning .badge", card), (".finding a", card),
                             (".plot text.value", card), (".plot text.y", card)):
        ink = browser.run(COLOUR, selector, "fill" if selector.startswith(".plot") else "color")
        assert contrast(ink, ground) >= 4.5, (selector, ink, ground)


COLOUR = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]].match(/[\\d.]+/g).map(Number)"


def contrast(one: list[float], other: list[float]) -> float:
    """The ratio of WCAG 2."""
    def light(colour: list[float]) -> float:
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in
                            (value / 255 for value in colour[:3]))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_paper_is_white_in_the_dark_too(browser: Browser, english: Path) -> None:
    browser.open(english, dark=True)
    emulate = {"media": "print", "features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", emulate)
    try:
        for selector in (".verdict p", ".message", ".error .badge", ".finding a", ".plot text.value"):
            ink = browser.run(COLOUR, selector, "fill" if selector.startswith(".plot") else "color")
            assert contrast(ink, [255, 255, 255]) >= 4.5, (selector, ink)
        assert not browser.all("#filters")[0].is_displayed()
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})


def test_without_scripts_all_is_there_but_the_filters(browser: Browser, english: Path) -> None:
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.open(english)
        assert not browser.all("#filters")[0].is_displayed()
        assert len([e for e in browser.all(".finding") if e.is_displayed()]) == 21
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_the_pictures_show_the_present_report(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = importlib.util.spec_from_file_location("pictures", ROOT / "docs" / "tools" / "pictures.py")
    assert spec is not None and spec.loader is not None
    pictures = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pictures)
    monkeypatch.chdir(ROOT)
    try:
        for picture in pictures.PICTURES:
            words = pictures.show(browser.driver, picture, pictures.report(picture, tmp_path))
            data = (pictures.IMAGES / f"{picture.name}.png").read_bytes()
            assert words.count("\n") > 5
            assert pictures.words_of(data) == words, "take them anew: uv run python docs/tools/pictures.py"
    finally:
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
