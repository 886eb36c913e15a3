"""The compiled forms: camel-tools over our own database, and the paradigms that do without it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.lexicon.build import ToolError, all_lemmas, build, generate
from figures.lexicon.database import write_database
from figures.lexicon.morphology import Lemma, citation
from figures.lexicon.paradigms import (
    FORMS,
    Cell,
    compiled_forms,
    inflect,
    paradigm_table,
    render_forms,
    rules_digest,
)
from figures.lexicon.schema import ArabicEntry, lexicon_sources, read_content
from figures.lexicon.table import lemmas
from figures.resources import data_file

DATA = Path(__file__).parent / "data" / "lexicon"
ARABIC: list[dict[str, Any]] = yaml.safe_load((DATA / "arabic.yml").read_text(encoding="utf-8"))

pytest.importorskip("camel_tools", reason="camel-tools is not installed: run 'uv sync --group camel'")


def entry(case: dict[str, Any]) -> ArabicEntry:
    return msgspec.convert(case["entry"], ArabicEntry)


@pytest.mark.parametrize("case", ARABIC, ids=lambda case: next(iter(case["entry"].values())))
def test_arabic_forms(case: dict[str, Any]) -> None:
    forms = {form for lemma, _ in lemmas(entry(case)) for _, words in inflect(lemma) for form in words}
    assert [form for form in case["has"] if form not in forms] == []
    assert [form for form in case.get("not", ()) if form in forms] == []


def test_rebuild_changes_nothing(tmp_path: Path) -> None:
    assert build(check=True) == []
    written = build(tmp_path)
    assert [Path(path).name for path in written] == ["ar.forms.tsv", "ar.paradigms.tsv"]
    for path in written:
        assert Path(path).read_bytes() == data_file(f"compiled/{Path(path).name}")
    assert build(tmp_path) == []


def test_check_tells_and_does_not_write(tmp_path: Path) -> None:
    assert len(build(tmp_path, check=True)) == 2
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def known() -> list[Lemma]:
    """The shipped lemmas and those of the tests."""
    shipped = all_lemmas(read_content(lexicon_sources([DATA / "root"])))
    ours = [lemma for case in ARABIC for lemma, _ in lemmas(entry(case))]
    return list(dict.fromkeys([*shipped, *ours]))


def test_paradigms_equal_camel_tools(known: list[Lemma]) -> None:
    forms, paradigms = generate(known)
    assert paradigms == paradigm_table()
    assert [lemma.key for lemma in known if forms[lemma] != inflect(lemma)] == []


LETTERS = "ءأآؤئابةتثجحخدذرزسشصضطظعغفقكلمنهويىٍّ"
any_word = st.text(LETTERS, min_size=3, max_size=7)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.builds(
    Lemma, verb=st.just(False), citation=any_word, plurals=st.lists(any_word, max_size=2).map(tuple),
    sound=st.booleans(), at=st.booleans(), gender=st.sampled_from("mf")), max_size=3), st.lists(st.builds(
        Lemma, verb=st.just(True), citation=any_word, imperfect=any_word.map("ي".__add__)), max_size=3))
def test_paradigms_equal_camel_tools_on_any_word(nouns: list[Lemma], verbs: list[Lemma]) -> None:
    made = list(dict.fromkeys(msgspec.structs.replace(
        lemma, citation=citation(lemma.citation), imperfect=citation(lemma.imperfect),
        plurals=tuple(map(citation, lemma.plurals))) for lemma in (*nouns, *verbs)))
    forms, _ = generate(made)
    assert forms == {lemma: inflect(lemma) for lemma in made}


def test_compiled_forms_are_those_of_the_lexicons() -> None:
    compiled = compiled_forms()
    shipped = all_lemmas(read_content(lexicon_sources()))
    assert sorted(compiled) == sorted({lemma.key for lemma in shipped})


def test_forms_are_read_as_they_were_written(monkeypatch: pytest.MonkeyPatch) -> None:
    lemma = Lemma(verb=True, citation="هلك", imperfect="يهلك")
    text = render_forms({lemma.key: inflect(lemma)}, rules_digest())
    stale = text.replace(rules_digest(), "0" * 32)
    for data, wanted in ((text, {lemma.key: inflect(lemma)}), (stale, {})):
        def read(name: str, data: str = data) -> bytes | None:
            return data.encode() if name == FORMS else data_file(name)

        monkeypatch.setattr("figures.lexicon.paradigms.data_file", read)
        assert compiled_forms() == wanted


def test_a_real_database_adds_its_forms(tmp_path: Path) -> None:
    lemma = Lemma(verb=False, citation="جندي")
    richer = Lemma(verb=False, citation="جندي", plurals=("جنود",))
    path = write_database([richer], tmp_path)
    # a database of CAMeL names its lemmas by their vowelled forms, and tells states and cases apart
    text = path.read_text(encoding="utf-8").replace("lex:lemma.0", "lex:جُنْدِيّ").replace("diac:جنود", "diac:جُنُود")
    path.write_text(text, encoding="utf-8")
    alone, _ = generate([lemma])
    joined, _ = generate([lemma], path)
    assert dict(joined[lemma])[Cell(num="p", gen="m")] == ("جنود",)
    assert {cell: words for cell, words in joined[lemma] if cell.num != "p"} == dict(alone[lemma])


def test_database_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match=r"no morphological database at .*/morphology\.db"):
        build(tmp_path, db=tmp_path / "morphology.db")
    broken = tmp_path / "morphology.db"
    broken.write_text("no database\n", encoding="utf-8")
    with pytest.raises(ToolError, match="is no morphological database"):
        build(tmp_path, db=broken)
