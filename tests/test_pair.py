"""Why two claims were linked, compared and found at odds, or not."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from figures.checks import Clash, Silence, contexts, lore_of, make_panel
from figures.checks.panel import built_in
from figures.cli import _run as run_cli
from figures.extract import Extractor
from figures.model import Article, Claim
from figures.pair import Pair, explain_pair, verdicts
from figures.series import link_all

ROOT = Path(__file__).resolve().parent.parent
CHECKS = ROOT / "figures/checks"
BRIDGE = "Police said that {} people were killed when a bridge fell into the river near Dorn on Thursday."


def pair(extractor: Extractor, *texts: str, select: tuple[str, ...] = (), **fields: str) -> Pair:
    """The first measured claims of two texts, or the first two of one."""
    read = [extractor.extract(Article(id=f"a{i}", text=text, publisher=f"P{i}", date="2025-05-01", **fields))
            for i, text in enumerate(texts)]
    claims = [claim for found in read for claim in found.claims if claim.measure][:2] if len(read) == 1 else [
        next(claim for claim in found.claims if claim.measure) for found in read]
    return Pair(claims[0], claims[1], read, link_all(read), make_panel(select, lore=lore_of(extractor)))


def said(found: Pair) -> dict[str, Clash | Silence | None]:
    (context,) = contexts(found.events(), found.extractions, found.links, found.panel)
    return {verdict.member.check.code: verdict.said for verdict in verdicts(found, context)}


def text(found: Pair) -> str:
    return "\n".join(f"{line}{words}" for line, words in explain_pair(found))


def test_copies_at_odds(extractor: Extractor) -> None:
    found = pair(extractor, BRIDGE.format(47), BRIDGE.format(74))
    told = said(found)
    assert {code for code, verdict in told.items() if isinstance(verdict, Clash)} == {"F112", "F113", "F117"}
    assert told["F101"] is Silence.COPIES
    assert told["F105"] is Silence.NO_PART
    assert told["F109"] is Silence.NO_HEADLINE
    shown = text(found)
    assert "linked: both are of event" in shown
    assert "copies or versions of one text" in shown
    assert "compared: the two may be one count" in shown
    assert "F117 copies-differ: fires, error, 47 people and 74 people cannot both hold" in shown
    assert "told as finding" in shown
    assert "told by F117 (finding" in shown


KILLED = "In Aleppo 20 people were killed."


@pytest.mark.parametrize(("first", "second", "reason", "values"), [
    (KILLED, "In Idlib 30 people were killed.", Silence.PLACE, "(A: SY/aleppo, B: SY/idlib)"),
    (KILLED, "In Aleppo 30 people were injured.", Silence.MEASURE, "(A: killed, B: injured)"),
    (KILLED, "In Aleppo the toll was revised to 30 people killed.", Silence.REVISED, ""),
])
def test_what_is_not_compared(extractor: Extractor, first: str, second: str, reason: Silence, values: str) -> None:
    shown = text(pair(extractor, first, second))
    assert f"not compared as one count: {reason} {values}".rstrip() in shown


def test_what_speaks_for_one_event_and_against_it_is_told(extractor: Extractor) -> None:
    shown = text(pair(extractor, BRIDGE.format(47), BRIDGE.format(74)))
    assert re.search(r"shared rare words \(stems\): .*bridge", shown)
    assert re.search(r"log odds of one event: [+-]\d+\.\d\d \(a group's pairs are above [+-]\d+\.\d\d on", shown)
    assert re.search(r"\n    [+-]\d+\.\d\d rare words in common\n", shown)


def test_claims_of_two_events_are_told_what_would_be(extractor: Extractor) -> None:
    found = pair(extractor, "The Syrian army said that 20 soldiers were killed in Aleppo in a storm of sand.",
                 "Fishermen in Peru met 300 whales; 45 sailors were killed off Lima by a great wave, the navy said.")
    shown = text(found)
    assert "not linked: A is of event" in shown
    assert "shared places: none" in shown
    assert "not weighed: they lack two rare words" in shown
    assert "checks, if the two were of one event:" in shown
    assert "told as finding" not in shown


def test_checks_that_look_at_more_than_pairs(extractor: Extractor) -> None:
    told = said(pair(extractor, "The storm injured 20 people, including 30 children."))
    assert isinstance(told["F105"], Clash)
    assert told["F118"] is Silence.SINGLE
    fits = said(pair(extractor, "The storm injured 20 people, including 10 children."))
    assert fits["F105"] is None, "it looks at the two and has nothing against them"


def test_settings_that_keep_a_check_quiet_are_named(extractor: Extractor) -> None:
    found = pair(extractor, BRIDGE.format(47), BRIDGE.format(48))
    terms = type(found.panel.terms)(tolerances={"F117": 0.05})
    quiet = Pair(found.a, found.b, found.extractions, found.links, make_panel(lore=found.panel.lore, terms=terms))
    assert isinstance(said(found)["F117"], Clash)
    assert said(quiet)["F117"] is Silence.TOLERANCE


def test_no_verdict_is_missing_in_silence(extractor: Extractor) -> None:
    """Whatever runs as a clash is told as one: judges and runs agree, on every pair of the seeds."""
    read = [extractor.extract(article) for article in _seeds()]
    links = link_all(read)
    panel = make_panel(lore=lore_of(extractor))
    for context in contexts(links.events, read, links, panel):
        clashes = [(m.check.code, clash) for m in panel.members for clash in m.run(context)]
        for code, clash in clashes[:40]:
            if len(clash.claims) > 1:
                one = Pair(clash.claims[0], clash.claims[1], read, links, panel)
                told = {v.member.check.code: v.said for v in verdicts(one, context)}
                assert isinstance(told[code], Clash)


def _seeds() -> list[Article]:
    from figures.read import read_articles

    return [item for item in read_articles([str(ROOT / "seeds")]) if isinstance(item, Article)]


def test_every_check_can_say_why_it_is_silent() -> None:
    assert [m.check.code for m in built_in() if m.judge is None and m.passes is None] == []


def test_every_reason_is_used() -> None:
    used = {
        node.attr for path in CHECKS.glob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Silence"
    }
    assert used == {reason.name for reason in Silence}
    assert len({str(reason) for reason in Silence}) == len(Silence)


# --- the command line ---------------------------------------------------------------------------------------------


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[
        ..., tuple[int, str, str]]:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        code = run_cli([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


def test_explain_pair(cli: Callable[..., tuple[int, str, str]]) -> None:
    lines = [{"id": f"a{n}", "publisher": "P", "text": BRIDGE.format(n) + "\x1b[m"} for n in (47, 74)]
    Path("x.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    claims: list[Claim] = [json.loads(line) for line in cli("extract", "x.jsonl")[1].splitlines()]
    a, b = (claim["id"] for claim in claims)  # type: ignore[index]
    code, out, err = cli("explain", "--pair", a, b, "x.jsonl")
    assert (code, err) == (0, "")
    assert "\x1b" not in out
    assert "[47 people]" in out and "[74 people]" in out
    assert "F117 copies-differ: fires" in out
    only = cli("explain", "--pair", a, b, "x.jsonl", "--select", "F101")[1]
    assert "F101 disputed: silent:" in only and "F117" not in only
    code, _, err = cli("explain", "--pair", a, f"{b}x", "x.jsonl")
    assert code == 2
    assert f"did you mean '{b}'?" in err
    assert cli("explain", "--pair", a, a, "x.jsonl")[0] == 2
    assert cli("explain", "--pair", a, b)[0] == 2
    assert cli("explain")[0] == 2
    assert cli("explain", "one.md", "two.md")[0] == 2
