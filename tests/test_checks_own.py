"""Checks that a project writes in YAML: conditions, the claims that they are tried on, examples, messages."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import figures
from figures.checks import bind, condition, load_own
from figures.checks.condition import ConditionError, Name, parse
from figures.checks.own import Same
from figures.cli import _run as run_cli
from figures.extract import Extractor
from figures.model import Article
from figures.resources import ResourceError

ROOT = Path(__file__).resolve().parent.parent
MEASURES = ("killed", "injured", "casualties", "deployed")
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


# --- conditions ---------------------------------------------------------------------------------------------------

INF = float("inf")


@pytest.mark.parametrize(("text", "values", "broken"), [
    ("killed <= casualties", {"killed": (5, 5), "casualties": (4, 4)}, True),
    ("killed <= casualties", {"killed": (4, 5), "casualties": (4, 4)}, False),
    ("killed < casualties", {"killed": (4, 4), "casualties": (4, 4)}, True),
    ("killed >= casualties", {"killed": (3, 3), "casualties": (4, INF)}, True),
    ("killed >= casualties", {"killed": (3, INF), "casualties": (4, INF)}, False),
    ("killed > casualties", {"killed": (4, 4), "casualties": (4, 4)}, True),
    ("killed == casualties", {"killed": (4, 6), "casualties": (6, 8)}, False),
    ("killed == casualties", {"killed": (4, 6), "casualties": (7, 8)}, True),
    ("killed != casualties", {"killed": (4, 4), "casualties": (4, 4)}, True),
    ("killed != casualties", {"killed": (4, 4), "casualties": (4, 5)}, False),
    ("killed + injured == casualties", {"killed": (10, 10), "injured": (20, 22), "casualties": (31, 31)}, False),
    ("killed + injured == casualties", {"killed": (10, 10), "injured": (20, 22), "casualties": (40, 40)}, True),
    ("casualties - killed <= 2 * injured", {"killed": (1, 2), "injured": (3, 3), "casualties": (20, 20)}, True),
    ("-killed <= 0 - 3", {"killed": (2, 2)}, True),
    ("(killed + 1) * 2 <= 6", {"killed": (2, 2)}, False),
    ("killed / injured <= 3", {"killed": (10, 10), "injured": (3, 3)}, True),
    ("killed / injured <= 3", {"killed": (10, 10), "injured": (0, 3)}, True),
    ("killed / injured <= 3", {"killed": (10, 10), "injured": (0, 4)}, False),
    ("killed / (injured - 3) <= 3", {"killed": (10, 10), "injured": (0, 4)}, False),
    ("ratio(killed, injured) <= 3", {"killed": (1, 1), "injured": (4, 5)}, True),
    ("ratio(injured, killed) <= 3", {"killed": (1, 1), "injured": (4, 5)}, True),
    ("ratio(killed, injured) <= 3", {"killed": (1, 2), "injured": (4, 5)}, False),
    ("ratio(killed, injured) >= 2", {"killed": (4, 4), "injured": (4, 5)}, True),
    ("killed <= 0.3", {"killed": (0.1 + 0.2, 0.1 + 0.2)}, False),
])
def test_conditions_over_intervals(text: str, values: dict[str, tuple[float, float]], broken: bool) -> None:
    found = parse(text, MEASURES)
    assert (found.broken({Name(name): interval for name, interval in values.items()}) is not None) is broken


@pytest.mark.parametrize(("text", "said"), [
    ("killd <= 3", "character 1: there is no measure 'killd'"),
    ("killed <= casualtis", "character 11: there is no measure 'casualtis'"),
    ("killed", "character 7: a comparison is missing"),
    ("killed <=", "character 10: a measure or a number is missing"),
    ("killed <= 3 <= 4", "character 13: '<=' is too much"),
    ("killed = 3", "character 8: what is '='?"),
    ("killed <= 3; import os", "character 12: what is ';'?"),
    ("killed <= (3", "character 13: ')' is missing"),
    ("ratio(killed) <= 3", "character 13: ',' is missing"),
    ("avg(killed) <= 3", "character 1: there is no function 'avg'"),
    ("sum(3) <= 3", "character 5: sum() adds up the claims of one measure"),
    ("parts <= whole", "character 1: 'parts' cannot stand here"),
    ("sum(whole) <= 3", "character 5: 'whole' cannot stand here"),
    ("1 <= 2", "names no measure"),
    ("", "a measure or a number is missing"),
    ("(" * 50 + "killed" + ")" * 50 + " <= 1", "nested too deeply"),
    ("killed <= " + "1 + " * 60 + "1", "more than 200 characters"),
    ("killed.__class__ <= 1", "what is '.'?"),
])
def test_conditions_that_cannot_be_read(text: str, said: str) -> None:
    with pytest.raises(ConditionError, match=re.escape(said)):
        parse(text, MEASURES)


@given(st.text(alphabet="killed<=+-*/() ,13sumratio", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse(text, MEASURES)
    except ConditionError:
        return
    assert found.broken(dict.fromkeys(found.names, (0.0, INF))) is None or found.names


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 20)), min_size=3, max_size=3),
       st.sampled_from(["killed <= injured + casualties", "killed - injured == casualties", "killed * injured != 12",
                        "ratio(killed, injured) <= 3", "killed / (injured + 1) >= casualties"]))
def test_no_condition_is_broken_that_some_values_meet(ends: list[tuple[int, int]], text: str) -> None:
    """What holds for the ends of the intervals, in whatever combination, is never told."""
    found = parse(text, MEASURES)
    of = {name: (float(low), float(low + more)) for name, (low, more) in zip(found.names, ends, strict=False)}
    points = itertools.product(*of.values())
    meets = any(found.broken({name: (x, x) for name, x in zip(of, point, strict=True)}) is None for point in points)
    if meets:
        assert found.broken(of) is None


# --- what is wrong in files ---------------------------------------------------------------------------------------

GOOD = """checks:
  - code: N1
    name: my-check
    title: T
    holds: killed <= injured
    why: W
    examples:
      - fires: "The blast killed 20 people and injured 10 people."
      - silent: "The blast killed 10 people and injured 20 people."
"""


def write(folder: Path, text: str, name: str = "mine.yml") -> Path:
    path = folder / "own/checks" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return folder / "own"


@pytest.mark.parametrize(("change", "said"), [
    (("holds: killed", "holds: kiled"), "mine.yml:5:5: in 'kiled <= injured', character 1: there is no measure"),
    (("why: W", "wy: W"), "mine.yml:6:5: unknown key 'wy' (did you mean 'why'?)"),
    (("code: N1", "code: F101"), "mine.yml:2:5: code 'F101' is taken (a check that ships)"),
    (("name: my-check", "name: disputed"), "mine.yml:3:5: name 'disputed' is taken"),
    (("code: N1", "code: n1"), "mine.yml:2:5: this is no name"),
    (("why: W", "why: W\n    severity: grave"), "mine.yml:7:5: 'grave' is not allowed here"),
    (("why: W", "why: W\n    same: [plac]"), "mine.yml:7:12: 'plac' is not allowed here"),
    (("why: W", 'why: W\n    message: "{kiled}"'), "nothing to fill in for '{kiled}' (did you mean 'killed'?)"),
    (("why: W", "why: W\n    whole: killed"), "mine.yml:7:5: 'whole' belongs to a condition over parts"),
    (("injured\n", "sum(parts)\n"), "mine.yml:5:5: a condition over parts names sum(parts), whole and no other"),
    (("killed <= injured", "killed + missing + rescued <= injured"), "mine.yml:5:5: a condition compares at most 3"),
    (("- silent:", "- fires:"), "mine.yml:7:5: an example on which it is silent is missing"),
    (("checks:", "check:"), "mine.yml:1:1: a file of checks holds the key 'checks'"),
    (("code: N1", "code: [N1"), "mine.yml:"),
])
def test_a_wrong_check_is_told_and_left_out(tmp_path: Path, extractor: Extractor, change: tuple[str, str],
                                            said: str) -> None:
    bad = GOOD.replace(*change)
    assert bad != GOOD
    other = GOOD.replace("N1", "N2").replace("my-check", "other")
    root = write(tmp_path, other, "other.yml")
    write(tmp_path, bad)
    own, problems = load_own([root], extractor.measures)
    assert said in "\n".join(map(str, problems))
    assert [one.written.code for one in own] == ["N2"]
    with pytest.raises(ResourceError):
        figures.check([], rules=[root])


def test_two_checks_of_one_code(tmp_path: Path, extractor: Extractor) -> None:
    root = write(tmp_path, GOOD + GOOD.partition("\n")[2])
    own, problems = load_own([root], extractor.measures)
    assert len(own) == 1
    assert [str(problem).partition(": ")[2] for problem in problems] == [
        f"code 'N1' is taken ({own[0].path}:2)", f"name 'my-check' is taken ({own[0].path}:2)"]


def test_what_can_be_shared_is_what_the_type_says() -> None:
    assert set(get_args(Same)) == set(bind.SAME)
    assert not {condition.PARTS, condition.WHOLE} & set(MEASURES)


# --- running ------------------------------------------------------------------------------------------------------


def check(tmp_path: Path, text: str, *articles: str | Article) -> list[figures.model.Finding]:  # type: ignore[name-defined]
    made = [Article(id=f"a{i}", text=one, publisher=f"p{i}") if isinstance(one, str) else one
            for i, one in enumerate(articles)]
    return figures.check(made, rules=[write(tmp_path, text)], select=["N1"])


def test_a_finding_is_like_any_other(tmp_path: Path) -> None:
    text = GOOD.replace("why: W", 'why: W\n    severity: error\n    message: "{killed} above {injured} by {source}"')
    found, = check(tmp_path, text, "Red Cross officials said that 20 people were killed and 10 people were injured.")
    assert (found.code, found.check, found.severity) == ("N1", "my-check", "error")
    assert found.message.startswith("20 people above 10 people by Red Cross")
    assert [place.text for place in found.locations] == ["10 people", "20 people"]
    assert found.gap == 0.693


@pytest.mark.parametrize(("same", "article", "fires"), [
    ("[sentence]", "The blast killed 20 people and injured 10 people.", True),
    ("[sentence]", "The blast killed 20 people. It injured 10 people.", False),
    ("[article]", "The blast killed 20 people. It injured 10 people.", True),
    ("[source]", "Kenya's army said 20 people were killed. Kenya's police said 10 people were injured.", False),
    ("[]", "Kenya's army said 20 people were killed. Kenya's police said 10 people were injured.", True),
    ("[]", "In Aleppo 20 people were killed. In Homs 10 people were injured.", False),
    ("[]", "Between 5 and 30 people were killed and 10 people were injured.", False),
    ("[]", "The blast may kill 20 people and injured 10 people.", False),
    ("[series]", "The blast killed 20 soldiers and injured 10 soldiers.", True),
    ("[series]", "The blast killed 20 Russian soldiers and injured 10 Syrian soldiers.", False),
    ("[series]", "The blast killed 20 Russian soldiers and injured 10 people.", False),
    ("[unit]", "The blast killed 20 people and injured 10 soldiers.", True),
])
def test_which_claims_are_set_against_each_other(tmp_path: Path, same: str, article: str, fires: bool) -> None:
    found = check(tmp_path, GOOD.replace("why: W", f"why: W\n    same: {same}"), article)
    assert bool(found) is fires


def test_sums_and_parts(tmp_path: Path) -> None:
    text = GOOD.replace("killed <= injured", "sum(killed) <= 30").replace("why: W", "why: W\n    same: [article]")
    twice = "The blast killed 20 people in Homs. Later that day a second blast in Homs killed 14 soldiers."
    assert [f.code for f in check(tmp_path, text, twice)] == ["N1"]
    parts = GOOD.replace("killed <= injured", "sum(parts) == whole")
    assert check(tmp_path, parts, "The storm killed 20 people, including 12 women and 8 men.") == []
    found, = check(tmp_path, parts, "The storm killed 20 people, including 12 women and 4 men.")
    assert {place.text for place in found.locations} == {"20 people", "12 women", "4 men"}
    elsewhere = parts.replace("why: W", "why: W\n    whole: injured")
    assert check(tmp_path, elsewhere, "The storm killed 20 people, including 12 women and 4 men.") == []
    cued = parts.replace("why: W", "why: W\n    cue: complete")
    assert check(tmp_path, cued, "The storm killed 20 people, including 12 women and 4 men.") == []


# --- the command line ---------------------------------------------------------------------------------------------


def corpus() -> Path:
    line = json.dumps({"id": "a", "text": "The blast killed 20 people and injured 10 people."})
    Path("x.jsonl").write_text(line + "\n")
    return Path("x.jsonl")


def test_beside_the_built_in_checks(cli: Cli, tmp_path: Path) -> None:
    own = write(tmp_path, GOOD)
    arguments = ["check", corpus(), "--rules", own, "--fail-on", "warning"]
    code, out, err = cli(*arguments, "--format", "sarif")
    assert (code, err) == (1, "")
    run = json.loads(out)["runs"][0]
    assert "N1" in [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [result["ruleId"] for result in run["results"]] == ["N1"]
    assert cli(*arguments, "--ignore", "my-check")[0] == 0
    assert cli(*arguments, "--select", "N1")[0] == 1
    Path("figures.toml").write_text('rules = ["own"]\n[checks.my-check]\nseverity = "note"\n')
    assert cli("check", "x.jsonl", "--fail-on", "warning")[0] == 0
    assert cli("check", "x.jsonl", "--fail-on", "note")[0] == 1


def test_rules_test_proves_checks(cli: Cli, tmp_path: Path) -> None:
    own = write(tmp_path, GOOD)
    assert "1 check, 2 examples: 0 failed." in cli("rules", "test", "--rules", own)[1]
    write(tmp_path, GOOD.replace("killed 20", "killed 2").replace("killed 10", "killed 90"))
    code, out, _ = cli("rules", "test", "--rules", own)
    assert code == 2
    assert "own/checks/mine.yml:2: N1 example 1: it does not fire; read are injured, killed" in out
    assert "own/checks/mine.yml:2: N1 example 2: it fires where it should be silent" in out
    write(tmp_path, GOOD.replace("killed 10 people and injured", "met"))
    assert "N1 example 2: it proves nothing: no figure is read as injured" in cli("rules", "test", "--rules", own)[1]


def test_a_check_with_a_problem_makes_the_exit_code_2(cli: Cli, tmp_path: Path) -> None:
    own = write(tmp_path, GOOD.replace("holds: killed", "holds: kiled"))
    for command in (["check", corpus()], ["rules", "validate"], ["rules", "test"], ["config", "show"]):
        code, _, err = cli(*command, "--rules", own)
        assert code == 2
        assert "own/checks/mine.yml:5:5: in 'kiled <= injured'" in err


def test_the_documented_checks_hold(cli: Cli, tmp_path: Path) -> None:
    page = (ROOT / "docs/checks.md").read_text("utf-8")
    text, = re.findall(r"^```yaml\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    _, out, err = cli("rules", "test", "--rules", write(tmp_path, text))
    assert "3 checks, 6 examples: 0 failed." in out, (out, err)
    assert all(f"`{word}`" in page for word in bind.SAME)
