"""What is known and what is silenced: files, states, growth, end dates, and fingerprints that edits elsewhere keep."""

from __future__ import annotations

import datetime
import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import figures
from figures.baseline import (
    Entry,
    Placed,
    Suppression,
    entry_of,
    load_baseline,
    load_suppressions,
    pruned,
    settle,
    snippet,
    written,
)
from figures.cli import _run as run_cli
from figures.model import Article, Finding, Location
from figures.resources import ResourceError

ROOT = Path(__file__).resolve().parent.parent
DAY = datetime.date(2025, 6, 1)
Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Cli:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        code = run_cli([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


def finding(number: int, gap: float = 0.5) -> Finding:
    place = Location(article="b", start=0, end=1, line=1, column=1, text="1")
    return Finding(check="disputed", code="F101", severity="error", confidence=1.0, message="m\x1b[0m «47 شخصا»",
                   fingerprint=f"{number:016x}", gap=gap, event=None, series=None,
                   locations=(place, msgspec.structs.replace(place, article="a")))


def silence(number: int, until: str | None = None) -> Placed:
    return Placed(Suppression(fingerprint=f"{number:016x}", reason="why", until=until), "figures-ignore.yml", 2)


# --- files --------------------------------------------------------------------------------------------------------


def test_a_baseline_reads_as_it_was_written(tmp_path: Path) -> None:
    entries = [entry_of(finding(n, n / 7)) for n in range(5)]
    path = tmp_path / "b.json"
    path.write_text(written(reversed(entries)), "utf-8")
    assert list(load_baseline(path).values()) == entries
    assert path.read_text("utf-8").count("\n") == 8
    assert "\x1b" not in path.read_text("utf-8")
    path.write_text(written([]), "utf-8")
    assert load_baseline(path) == {}


@pytest.mark.parametrize(("text", "said"), [
    ("{", "not a baseline"), ("[" * 100_000, "not a baseline"), ("\xff", "not a baseline"),
    ("[]", "expected a mapping"),
    ('{"version": 2, "findings": []}', "expected a whole number <= 1"),
    ('{"version": 1, "findings": [{"fingerprint": "x", "code": "F101", "gap": 1}]}', "this is no name"),
    ('{"version": 1, "finding": []}', "unknown key 'finding' (did you mean 'findings'?)"),
])
def test_what_is_no_baseline(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text, "latin-1")
    with pytest.raises(ResourceError, match=re.escape(said)):
        load_baseline(path)
    with pytest.raises(ResourceError, match="cannot be read"):
        load_baseline(tmp_path / "nowhere.json")


GOOD = 'ignore:\n  - fingerprint: "00c0ffee00c0ffee"\n    reason: why\n    until: 2025-12-31\n'


@pytest.mark.parametrize(("change", "said"), [
    (("    reason: why\n", ""), "y.yml:2:5: key 'reason' is missing"),
    (("why", '" "'), "y.yml:3:5: a reason says why"),
    (("why", '""'), "y.yml:3:5: expected a text of length >= 1"),
    (("reason", "resaon"), "y.yml:3:5: unknown key 'resaon' (did you mean 'reason'?)"),
    (("2025-12-31", "soon"), "y.yml:4:5: 'soon' is no day (write it as 2025-12-31)"),
    (("2025-12-31", "2025-02-30"), "y.yml:4:5: '2025-02-30' is no day"),
    (('"00c0ffee00c0ffee"', "xyz"), "y.yml:2:5: this is no name"),
    (("ignore:", "ignored:"), "y.yml:1:1: the file holds the key 'ignore' with a list"),
    (("    until: 2025-12-31\n", '  - fingerprint: "00c0ffee00c0ffee"\n    reason: again\n'),
     "y.yml:4:5: this fingerprint stands twice (first in line 2)"),
])
def test_what_is_wrong_in_a_file_of_suppressions(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    path = tmp_path / "y.yml"
    path.write_text(GOOD, "utf-8")
    assert [(p.entry.fingerprint, p.line) for p in load_suppressions(path)] == [("00c0ffee00c0ffee", 2)]
    assert change[0] in GOOD
    path.write_text(GOOD.replace(*change), "utf-8")
    with pytest.raises(ResourceError, match=re.escape(said)):
        load_suppressions(path)


def test_an_empty_file_silences_nothing(tmp_path: Path) -> None:
    (tmp_path / "y.yml").write_text("# nothing yet\n")
    assert load_suppressions(tmp_path / "y.yml") == ()


def test_the_snippet_is_an_entry_that_lacks_its_reason(tmp_path: Path) -> None:
    text = snippet(finding(7))
    path = tmp_path / "y.yml"
    path.write_text(text.replace('""', '"It is so."').replace("# until", "until"), "utf-8")
    (placed,) = load_suppressions(path)
    assert placed.entry == Suppression(fingerprint=f"{7:016x}", reason="It is so.", until="2030-12-31")
    path.write_text(text, "utf-8")
    with pytest.raises(ResourceError, match=":3:5: expected a text"):
        load_suppressions(path)


# --- states -------------------------------------------------------------------------------------------------------


def states(*findings: Finding, baseline: dict[str, Entry] | None = None) -> list[str | None]:
    return [f.baseline for f in settle(findings, baseline, (), DAY).findings]


def test_what_is_new_known_or_grown() -> None:
    known = {e.fingerprint: e for e in (entry_of(finding(1)), entry_of(finding(2)), entry_of(finding(3)))}
    assert states(finding(1), finding(2, 0.4), finding(3, 0.502), finding(4), baseline=known) == [
        "unchanged", "unchanged", "updated", "new"]
    assert states(finding(1)) == ["new"]
    assert states(finding(1, 0.501), baseline=known) == ["unchanged"], "the last digit of a gap is rounding"


def test_until_its_day_a_finding_is_silent() -> None:
    for until, silent in ((None, True), ("2025-06-01", True), ("2025-05-31", False), ("2025-06-02", True)):
        (found,), notices = settle([finding(1)], None, [silence(1, until)], DAY)
        assert (found.suppressed == "why") is silent
        assert [n.message for n in notices] == ([] if silent else [f"the suppression of {1:016x} ended on {until}"])


def test_what_nothing_needs_is_told_where_all_was_looked_at() -> None:
    assert [str(n) for n in settle([], None, [silence(1)], DAY).notices] == [
        f"figures-ignore.yml:2: no finding has the fingerprint {1:016x} (take it out)"]
    assert settle([], None, [silence(1)], DAY, whole=False).notices == ()


@given(st.dictionaries(st.integers(0, 20), st.integers(0, 50)), st.dictionaries(st.integers(0, 20), st.integers(0, 50)))
def test_pruning_leaves_what_is_found_and_never_raises_a_gap(before: dict[int, int], now: dict[int, int]) -> None:
    known = {e.fingerprint: e for e in (entry_of(finding(n, gap / 10)) for n, gap in before.items())}
    found = [finding(n, gap / 10) for n, gap in now.items()]
    kept = {e.fingerprint: e for e in pruned(known, found)}
    assert set(kept) == set(known) & {f.fingerprint for f in found}
    assert all(kept[f.fingerprint].gap <= min(known[f.fingerprint].gap, f.gap) for f in found if f.fingerprint in kept)
    for f, state in zip(found, states(*found, baseline=kept), strict=True):
        was = known.get(f.fingerprint)
        assert state == ("new" if was is None else "updated" if f.gap > was.gap else "unchanged")


# --- fingerprints -------------------------------------------------------------------------------------------------

BRIDGE = "Police said that {} people were killed when a bridge fell into the river near Dorn on Thursday."


def prints(*texts: str) -> list[tuple[str, str]]:
    articles = [Article(id=f"a{i}", text=text, publisher=f"p{i}", date="2025-05-01", path=f"a{i}.md", line=i + 3)
                for i, text in enumerate(texts)]
    return [(f.code, f.fingerprint) for f in figures.check(articles)]


@pytest.mark.parametrize("edited", [
    (f"\n\n\n{BRIDGE.format(47)}", BRIDGE.format(74)),
    (f"The mayor spent 900 euros and 3 days on it. {BRIDGE.format(47)}", BRIDGE.format(74)),
    (BRIDGE.format(47), f"{BRIDGE.format(74)} Fourteen trees fell, and 30 cows fled over 12 km."),
    (BRIDGE.format(47), BRIDGE.format(75)),
])
def test_edits_elsewhere_keep_the_fingerprint(edited: tuple[str, str]) -> None:
    before, after = prints(BRIDGE.format(47), BRIDGE.format(74)), prints(*edited)
    assert before == after
    assert len(before) == 1


def test_other_figures_have_other_fingerprints() -> None:
    both = (
        "The storm injured 20 people, including 30 children.",
        "A fire in the north injured 25 guests, including 40 women.",
    )
    assert len({print_ for _, print_ in prints(*both)}) == 2


# --- the command line ---------------------------------------------------------------------------------------------


def corpus(*texts: str) -> None:
    Path("articles").mkdir(exist_ok=True)
    for i, text in enumerate(texts):
        Path(f"articles/a{i}.md").write_text(f"---\npublisher: P{i}\ndate: 2025-05-01\n---\n{text}\n", "utf-8")


PARTS = "The storm injured 20 people, including 30 children."


def test_every_report_says_what_is_known(cli: Cli) -> None:
    corpus(PARTS)
    assert cli("baseline", "create", "articles")[:2] == (0, "figures-baseline.json: 1 finding known from now on.\n")
    shown = {name: cli("check", "articles", "--format", name)[1] for name in (
        "full", "concise", "jsonl", "json", "sarif", "junit", "github", "markdown", "html", "csv")}
    assert "[30 children]" not in shown["full"]
    assert "No new figures at odds.\nNot shown: 1 known from the baseline.\n" in shown["full"]
    assert shown["concise"] == ""
    assert json.loads(shown["jsonl"])["baseline"] == "unchanged"
    summary = json.loads(shown["json"])["summary"]
    assert (summary["findings"], summary["errors"], summary["known"], summary["suppressed"]) == (1, 0, 1, 0)
    (result,) = json.loads(shown["sarif"])["runs"][0]["results"]
    assert result["baselineState"] == "unchanged"
    tree = ET.fromstring(shown["junit"].encode())
    assert [e.get("message") for e in tree.iter("skipped")] == ["known from the baseline"]
    assert not list(tree.iter("failure"))
    assert shown["github"] == "figures: 0 findings, 1 suppressed or known.\n"
    assert "# No new figures at odds" in shown["markdown"] and "(known)" in shown["markdown"]
    assert "Known from the baseline" in shown["html"] and "1 suppressed or known" in shown["html"]
    assert ",unchanged," in shown["csv"]


def test_every_report_says_what_is_silenced_and_why(cli: Cli) -> None:
    corpus(PARTS)
    found = json.loads(cli("check", "articles", "--format", "jsonl")[1])
    entry = f'ignore:\n  - fingerprint: "{found["fingerprint"]}"\n    reason: "Counted\\u001b[31m twice</script>."\n'
    Path("figures-ignore.yml").write_text(entry)
    code, out, err = cli("check", "articles", "--format", "sarif")
    assert (code, err) == (0, "")
    (result,) = json.loads(out)["runs"][0]["results"]
    assert result["suppressions"][0]["kind"] == "external"
    assert "twice" in result["suppressions"][0]["justification"]
    tree = ET.fromstring(cli("check", "articles", "--format", "junit")[1].encode())
    assert ["twice" in (e.get("message") or "") for e in tree.iter("skipped")] == [True]
    page = cli("check", "articles", "--format", "html")[1]
    assert "twice</script>." not in page and "twice&lt;/script&gt;." in page
    assert "Not shown: 1 suppressed." in cli("check", "articles")[1]
    assert cli("check", "articles", "--format", "gitlab")[1].strip() == "[]"


def test_the_page_has_the_entry_ready(cli: Cli) -> None:
    corpus(PARTS)
    page = cli("check", "articles", "--format", "html")[1]
    (entry,) = re.findall(r'<pre dir="ltr" lang="en">(.*?)</pre>', page, re.DOTALL)
    Path("figures-ignore.yml").write_text(html.unescape(entry).replace('""', '"Read and found right."'))
    assert cli("check", "articles")[0] == 0


def test_commands_that_should_change_nothing(cli: Cli) -> None:
    corpus(PARTS)
    code, _, err = cli("baseline", "prune", "articles")
    assert (code, err[:73]) == (2, "figures-baseline.json: cannot be read: No such file or directory (figures")
    assert cli("baseline", "create", "articles", "nowhere")[0] == 3
    assert not Path("figures-baseline.json").exists()
    cli("baseline", "create", "articles")
    kept = Path("figures-baseline.json").read_bytes()
    assert cli("baseline", "create", "articles")[0] == 2
    assert cli("baseline", "prune", "articles", "nowhere")[0] == 3
    assert Path("figures-baseline.json").read_bytes() == kept
    assert cli("baseline", "create", "articles", "--force")[0] == 0
    assert Path("figures-baseline.json").read_bytes() == kept


def test_show_lists_what_is_known(cli: Cli) -> None:
    corpus(PARTS)
    cli("baseline", "create", "articles")
    code, out, _ = cli("baseline", "show")
    assert code == 0
    assert re.match(r"[0-9a-f]{16} F105 apart by a factor of 1.5: .30 children and 20 people cannot both hold", out)
    assert out.endswith("1 finding known.\n")


def test_where_the_files_lie(cli: Cli) -> None:
    corpus(PARTS)
    Path("figures.toml").write_text('paths = ["articles"]\nbaseline = "kept/known.json"\nignore-file = "kept/no.yml"\n')
    Path("kept").mkdir()
    assert cli("check")[2] == ("kept/known.json: cannot be read: No such file or directory (figures baseline create "
                               "--force writes it anew)\n")
    assert "kept/no.yml: cannot be read" in cli("baseline", "create")[2], "one that is named must be there"
    Path("kept/no.yml").write_text("")
    assert cli("baseline", "create")[0] == 0
    assert Path("kept/known.json").is_file()
    assert cli("check")[0] == 0
    assert cli("check", "--baseline", "other.json")[0] == 2
    Path("kept/known.json").write_text("{")
    assert cli("check")[0] == 2


def test_a_run_of_some_checks_says_nothing_of_the_others(cli: Cli) -> None:
    corpus(PARTS)
    Path("figures-ignore.yml").write_text(GOOD)
    assert "no finding has the fingerprint" in cli("check", "articles", "--today", "2025-06-01")[2]
    assert cli("check", "articles", "--today", "2025-06-01", "--select", "F101")[2] == ""
    assert "no finding has" not in cli("check", "articles", "nowhere", "--today", "2025-06-01")[2]
    assert cli("check", "articles", "--today", "June")[0] == 2


def test_the_documented_file_is_one(tmp_path: Path) -> None:
    text, = re.findall(r"^```yaml\n(.*?)^```", (ROOT / "docs/baseline.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    (tmp_path / "y.yml").write_text(text, "utf-8")
    assert len(load_suppressions(tmp_path / "y.yml")) == len(yaml.safe_load(text)["ignore"]) == 2
