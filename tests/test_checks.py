"""Each check speaks and is silent as its cases in tests/data/checks/ say; one cause is one finding."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import figures
from figures.checks import all_checks, casualties, lore, run_checks
from figures.checks.compare import bounds
from figures.extract import Extractor
from figures.model import Article, Finding
from figures.report.told import told
from figures.report.ui import languages
from figures.series import link_all

DATA = Path(__file__).resolve().parent / "data" / "checks"
LEAST = 6


@lru_cache(maxsize=1)
def tables() -> dict[str, list[dict[str, Any]]]:
    return {path.stem: yaml.safe_load(path.read_text("utf-8"))["cases"] for path in sorted(DATA.glob("*.yml"))}


def cases() -> list[Any]:
    return [pytest.param(code, case, id=f"{code}-{case['name']}") for code, table in tables().items() for case in table]


def articles_of(case: dict[str, Any]) -> list[Article]:
    return [Article(**{key: str(value) for key, value in fields.items()}) for fields in case["articles"]]


def findings(extractor: Extractor, articles: list[Article], *select: str) -> list[Finding]:
    extractions = [extractor.extract(article) for article in articles]
    links = link_all(extractions)
    return run_checks(links.events, extractions, select, links=links)


@pytest.mark.parametrize(("code", "case"), cases())
def test_case(code: str, case: dict[str, Any], extractor: Extractor) -> None:
    articles = articles_of(case)
    found = findings(extractor, articles, code)
    if "silent" in case:
        read = {claim.text for article in articles for claim in extractor.extract(article).claims}
        assert set(case["figures"]) <= read, f"the look-alikes are read as figures at all: {sorted(read)}"
        assert [finding.message for finding in found] == []
    else:
        assert [(f.severity, f.code) for f in found] == [(case["finds"]["severity"], code)], [f.message for f in found]
        assert set(case["finds"]["figures"]) <= {place.text for place in found[0].locations}
        assert told(found[0], languages()["ar"]) is not None, f"rules/ui/ar.yml has no such message: {found[0].message}"


@pytest.mark.parametrize("code", sorted(all_checks()))
def test_every_check_has_cases(code: str) -> None:
    table = tables().get(code, [])
    assert sum("finds" in case for case in table) >= LEAST
    assert sum("silent" in case for case in table) >= LEAST
    assert len({case["name"] for case in table}) == len(table)


def test_measures_of_a_project_count_in_checks(tmp_path: Path, extractor: Extractor) -> None:
    """A measure that may fall by a project's own rules is silent in F103, which knows it by the rules only."""
    said = "The Syrian Observatory for Human Rights said the death toll in Aleppo reached %s."
    texts = [("a", "01", said % "132 people"), ("b", "02", "After a night of shelling: " + said % "98 people")]
    articles = [Article(id=id_, date=f"2025-05-{day}", publisher="P", text=text) for id_, day, text in texts]
    line = "  killed: {title: {en: killed, ar: قتلى}, basis: incident, group: harm, whole: casualties, may_fall: %s}\n"
    for may_fall, codes in (("false", ["F103"]), ("true", [])):
        root = tmp_path / may_fall
        root.mkdir()
        (root / "measures.yml").write_text("measures:\n" + line % may_fall, "utf-8")
        assert [f.code for f in figures.check(articles, rules=[root], select=["F103"])] == codes


def test_the_words_are_loaded_once(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lore, "load_lexicon", lambda *_: pytest.fail("the extractor has the lexicon already"))
    known = lore.lore_of(extractor)
    assert known.measures is extractor.measures
    assert "person" in known.classes["soldier"]


def test_work_on_one_event_has_a_bound(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article that says the same of thousands: not everything is held against everything."""
    looked = 0

    def counted(*args: Any, **options: Any) -> Any:
        nonlocal looked
        looked += 1
        return bounds(*args, **options)

    monkeypatch.setattr(casualties, "bounds", counted)
    said = "".join(
        f"The army said {n + 500} people were killed in Aleppo. The army said {n + 600} people were injured in Aleppo. "
        f"The army said {n + 2000} people were killed or wounded in Aleppo. " for n in range(40)
    )
    assert findings(extractor, [Article(id="a", title=None, text=said, date="2025-03-02")], "F107")
    assert looked <= 40 * (1 + casualties.MOST + casualties.MOST**2)
