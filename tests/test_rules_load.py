"""Loading rules: what is wrong is said once, at its place, and the rest holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from figures.extract import Extractor
from figures.model import Problem
from figures.resources import ResourceError

DATA = yaml.safe_load((Path(__file__).parent / "data" / "rules_broken.yml").read_text(encoding="utf-8"))


def problems_of(folder: Path, pack: str, lexicon: str) -> list[Problem]:
    """What loading a project with these files says."""
    for name, text in (("packs/own.yml", pack), ("lexicon/own.yml", lexicon)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    try:
        return list(Extractor([folder]).problems)
    except ResourceError as error:
        return list(error.problems)


def changed(text: str, replace: list[str] | None) -> str:
    """``text`` with one stretch of it replaced, which must be there."""
    if replace is None:
        return text
    assert replace[0] in text
    return text.replace(replace[0], replace[1], 1)


def test_the_rule_that_the_cases_start_from_holds(tmp_path: Path) -> None:
    assert problems_of(tmp_path, DATA["base"], DATA["lexicon"]) == []


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["name"])
def test_a_mistake_gives_one_message_at_its_place(case: dict[str, object], tmp_path: Path) -> None:
    pack = changed(DATA["base"], case.get("replace"))  # type: ignore[arg-type]
    lexicon = changed(DATA["lexicon"], case.get("lexicon"))  # type: ignore[arg-type]
    file = "lexicon/own.yml" if "lexicon" in case else "packs/own.yml"
    problems = [p for p in problems_of(tmp_path, pack, lexicon) if p.path.endswith(file)]
    assert len(problems) == 1, problems
    (problem,) = problems
    assert problem.line == case["line"], problem
    assert re.search(str(case["says"]), str(problem)), str(problem)


def test_one_bad_rule_does_not_silence_the_others(tmp_path: Path) -> None:
    bad = "  - {id: bad, title: Bad, emit: {measure: nothing}, counts: [person], trigger: <evacuated>}\n"
    problems = problems_of(tmp_path, DATA["base"] + bad, DATA["lexicon"])
    assert [p.line for p in problems] == [10]
    extractor = Extractor([tmp_path])
    assert extractor.engine.rules.get("own.rule") is not None
    assert extractor.engine.rules.get("bad") is None


def test_a_project_replaces_and_switches_off_shipped_rules(tmp_path: Path) -> None:
    pack = DATA["base"].replace("own.rule", "displaced").replace("rules:\n", "off: [killed]\nrules:\n", 1)
    assert problems_of(tmp_path, pack, DATA["lexicon"]) == []
    rules = Extractor([tmp_path]).engine.rules
    assert rules.get("killed") is None
    replaced = rules.get("displaced")
    assert replaced is not None
    assert replaced.title == "A rule of one's own"


def test_a_measure_that_is_wrong_is_told_at_its_line(tmp_path: Path) -> None:
    good = "  seats: {title: {en: seats}, group: vote, basis: stock}\n"
    (tmp_path / "measures.yml").write_text(
        f"measures:\n{good}  votes: {{title: {{en: votes}}, group: vote, basis: heap}}\n", encoding="utf-8")
    with pytest.raises(ResourceError) as raised:
        Extractor([tmp_path])
    (problem,) = raised.value.problems
    assert problem.line == 3
    assert str(problem).endswith("'heap' is not allowed here (one of flow, incident, stock, total)")


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("packs/own.yaml", "rules: []\n", "packs/own.yml"),
        ("own.yml", "rules: []\n", "packs/own.yml"),
        ("boats.yml", "# words\nlexicons: {}\n", "lexicon/boats.yml"),
        ("units/boats.yaml", "units: {}\n", "units/boats.yml"),
        ("own.yml", "checks: []\n", "checks/own.yml"),
    ],
)
def test_a_file_that_nobody_reads_is_told(tmp_path: Path, name: str, text: str, hint: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    (problem,) = Extractor([tmp_path]).problems
    assert problem.path.endswith(name)
    assert f"call it {hint}" in str(problem)


@pytest.mark.parametrize("name", ["figures-ignore.yml", "mkdocs.yml", "notes/rules.txt", ".github/ci.yaml"])
def test_other_files_beside_the_rules_are_let_be(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("ignore: []\nname: rules\n", encoding="utf-8")
    assert Extractor([tmp_path]).problems == []
