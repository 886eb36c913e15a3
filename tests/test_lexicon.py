"""Looking words up: forms, clitics, phrases, and what is said of files that are wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.lexicon import Lexicon, Reading, load_lexicon, lookup
from figures.lexicon import english as english_rules
from figures.lexicon.paradigms import inflect
from figures.lexicon.schema import read_content
from figures.lexicon.table import compile_table
from figures.lexicon.words import NOTHING
from figures.model import Problem
from figures.resources import ResourceError, Source
from figures.text import Sentence, fold, fold_form

DATA = Path(__file__).parent / "data" / "lexicon"


def cases(name: str) -> Any:
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon([DATA / "root"])


def sentence(text: str) -> Sentence:
    folded = fold(text)
    return Sentence(folded, 0, len(folded.folded))


def shown(reading: Reading) -> str:
    clitics = reading.particles + ("+ال" if reading.det else "")
    marks = "construct" if reading.construct else "pron" if reading.pron else ""
    parts = (reading.name, reading.lemma, reading.pos, reading.num, reading.gen, reading.tense, clitics, marks)
    return " ".join(part or "-" for part in parts)


def own(lexicon: Lexicon, form: str) -> list[str]:
    """The readings that the lexicon of the tests gives, whatever the shipped ones say of the same form."""
    readings = lexicon.word(fold_form(form)).readings
    return [shown(reading) for reading in readings if reading.name.startswith("t_")]


@pytest.mark.parametrize("case", cases("lookup.yml"), ids=lambda case: case["form"])
def test_word(lexicon: Lexicon, case: dict[str, Any]) -> None:
    found = own(lexicon, case["form"])
    wanted = case["is"][: case.get("only")]
    assert found == wanted


@pytest.mark.parametrize("case", cases("phrases.yml"), ids=lambda case: case["text"])
def test_phrases(lexicon: Lexicon, case: dict[str, Any]) -> None:
    found = sentence(case["text"])
    said = []
    for start, end, readings in lexicon.phrases(found.forms, lexicon.words(found)):
        mine = [reading for reading in readings if reading.name.startswith("t_")]
        if mine:
            said.append(f"{found.raw(start, end)} = {mine[0].name} {mine[0].num or '-'}")
    assert said == case["is"]


def test_words_of_a_sentence_are_its_tokens(lexicon: Lexicon) -> None:
    found = sentence("هلك 12 لاجئا، and two judges.")
    words = lexicon.words(found)
    assert words == [lexicon.word(form) for form in found.forms]
    assert [sorted(n for n in word.names if n.startswith("t_")) for word in words if word.names] == [
        ["t_die"], ["t_person"], ["t_judge"]]


def test_units_and_names(lexicon: Lexicon) -> None:
    judge = lexicon.units["t_judge"]
    assert (judge.kind, judge.classes, judge.subject, judge.display) == (
        "count", frozenset({"person", "office"}), "role/judge", "judge")
    assert (lexicon.units["t_furlong"].kind, lexicon.units["t_furlong"].pint) == ("length", "furlong")
    assert lexicon.units["t_person"].display == "t_person"
    assert {"t_die", "t_move"} <= lexicon.names
    assert lexicon.about["t_die"] == "dying"


def test_forms_of(lexicon: Lexicon) -> None:
    forms = lexicon.forms_of(["t_judge", "no such name"])
    assert {"قاض", "قاضي", "قضاه", "قاضيان", "judge", "judges"} <= forms
    assert "والقاضي" not in forms
    assert "هلك" in lexicon.forms_of(["t_die"])


def test_memo_is_bounded() -> None:
    memo: lookup.Memo[str] = lookup.Memo(str.upper, 10)
    for number in range(35):
        assert memo[f"a{number}"] == f"A{number}"
        assert len(memo) <= 10
    assert memo["a" * 1000] == "A" * 1000
    assert "a" * 1000 not in memo


def test_forms_that_are_nothing_are_one_word(lexicon: Lexicon) -> None:
    assert lexicon.word("ززززز") is lexicon.word("وقققققق") is NOTHING


def test_word_is_memoised(lexicon: Lexicon) -> None:
    assert lexicon.word("لاجيون") is lexicon.word("لاجيون")


def test_cache_changes_nothing_but_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forms = {}
    for folder in (tmp_path / "cache", tmp_path / "cache", Path("/dev/null/nowhere")):
        monkeypatch.setenv("FIGURES_CACHE", str(folder))
        forms[folder] = own(load_lexicon([DATA / "root"]), "وهالكين")
    assert len(list((tmp_path / "cache" / "compiled").iterdir())) == 1
    assert set(map(tuple, forms.values())) == {tuple(forms[tmp_path / "cache"])} != {()}


def test_no_camel_tools_at_run_time() -> None:
    code = ("import sys; from figures.lexicon import load_lexicon; load_lexicon(problems=[]);"
            "sys.exit(any(name.startswith('camel_tools') for name in sys.modules))")
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- English -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("noun", "plural"), cases("english.yml")["nouns"].items())
def test_english_plural(noun: str, plural: str) -> None:
    assert english_rules.plural(noun) == plural


@pytest.mark.parametrize(("verb", "forms"), cases("english.yml")["verbs"].items())
def test_english_verb(verb: str, forms: list[str]) -> None:
    assert [english_rules.third_person(verb), english_rules.ing(verb), english_rules.past(verb)] == forms


# --- files that are wrong ------------------------------------------------------------------------------------

WRONG = [
    ("lexicons: {a: {en: [{nuon: x}]}}", "1:22: unknown key 'nuon' (did you mean 'noun'?)"),
    ("lexicon: {}", "1:1: unknown key 'lexicon' (did you mean 'lexicons'?)"),
    ("lexicons: {a: {fr: []}}", "1:16: unknown key 'fr'"),
    ("lexicons: {a: {en: {noun: x}}}", "1:16: expected a list of entries"),
    ("lexicons: {a: {en: [{pos: noun}]}}", "1:21: an entry has exactly one of"),
    ("lexicons: {a: {en: [{noun: x, verb: z}]}}", "this one has noun and verb"),
    ("lexicons: {a: {en: [{noun: x, pos: nuon}]}}", "unknown part of speech 'nuon' (did you mean 'noun'?)"),
    ("lexicons: {a: {en: [{noun: 12}]}}", "1:22: expected a text, got a whole number"),
    ("lexicons: {a: {ar: [{noun: كتاب, gender: x}]}}", "unknown gender 'x' (m or f)"),
    ("lexicons: {a: {ar: [{verb: قال}]}}", "the verb 'قال' needs its imperfect"),
    ("lexicons: {a: {ar: [{verb: قال, imperfect: قول}]}}", "does not begin with ي"),
    ("lexicons: {a: {en: [{noun: x, counts: t_prsn}]}}\nunits: {t_prs: {}}",
     "unknown unit 't_prsn' (did you mean 't_prs'?)"),
    ("lexicons: {a b: {en: [{noun: x}]}}", "1:12: 'a b' is no name"),
    ("units: {a: {kind: lenght}}", "'lenght' is not allowed here"),
    ("units: {a: {kind: length}, b: {en: [x]}}", "expected a mapping, got a text"),
    ("lexicons: {a: {en: [{noun: no}]}}", "'no' is ambiguous in YAML"),
    ("lexicons: {a: {en: [{word: ' '}]}}", "empty word"),
    ("lexicons: {a: {ar: [{noun: كتاب, plural: [' ']}]}}", "1:34: empty word"),
    ("lexicons: {a: {ar: [{verb: '\u064b\u064b', imperfect: يكتب}]}}", "1:22: empty word"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_problems_say_where_and_what(text: str, message: str) -> None:
    content = read_content([Source("bad.yml", "lexicon/bad.yml", text.encode())])
    assert len(content.problems) == 1
    assert message in str(content.problems[0])
    assert content.problems[0].line is not None


def test_all_problems_are_raised_together(tmp_path: Path) -> None:
    folder = tmp_path / "lexicon"
    folder.mkdir()
    (folder / "bad.yml").write_text("lexicons: {a: {en: [{nuon: x}, {vreb: zap}]}}", encoding="utf-8")
    with pytest.raises(ResourceError) as caught:
        load_lexicon([tmp_path])
    assert [(problem.line, problem.column) for problem in caught.value.problems] == [(1, 22), (1, 33)]


KEYS = ["noun", "verb", "word", "phrase", "plural", "imperfect", "passive", "then", "forms", "masdar", "past"]
texts = st.sampled_from(["قتل", "يقتل", "ى", "ي", "قا ٍل", "", " ", "x y", "\u064b", "-", "e", "ال"])
values = texts | st.lists(texts, max_size=3) | st.none() | st.booleans() | st.integers(-9, 9)
entries = st.lists(st.dictionaries(st.sampled_from(KEYS), values, max_size=4) | values, max_size=3)
bodies = st.dictionaries(st.sampled_from(["ar", "en", "about", "kind"]), entries | values, max_size=3)


@settings(deadline=None, max_examples=300)
@given(st.dictionaries(st.sampled_from(["lexicons", "units", "x"]),
                       st.dictionaries(st.sampled_from("ab"), bodies) | values))
def test_no_content_crashes(value: Any) -> None:
    data = json.dumps(value).encode()
    content = read_content([Source("x.yml", "lexicon/x.yml", data)])
    compile_table(content, inflect)
    assert all(problem.path == "x.yml" for problem in content.problems)


def test_one_bad_entry_does_not_silence_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "lexicon"
    folder.mkdir()
    (folder / "a.yml").write_text("lexicons:\n  t_a:\n    en:\n      - {nuon: x}\n      - {noun: zebu}\n"
                                  "      - {noun: gnu, gender: f}\n", encoding="utf-8")
    (folder / "b.yml").write_text("lexicons: [", encoding="utf-8")
    problems: list[Problem] = []
    lexicon = load_lexicon([tmp_path], problems)
    assert [(problem.line, problem.column) for problem in problems if "/a.yml" in problem.path] == [(4, 10), (6, 21)]
    assert any("/b.yml" in problem.path for problem in problems)
    assert own(lexicon, "zebus") == ["t_a zebu noun p - - - -"]


def test_a_file_may_add_to_a_unit_and_not_change_it(tmp_path: Path) -> None:
    folder = tmp_path / "units"
    folder.mkdir()
    (folder / "more.yml").write_text("units:\n  t_judge:\n    classes: [elder]\n    en: [{noun: magistrate}]\n",
                                     encoding="utf-8")
    lexicon = load_lexicon([DATA / "root", tmp_path])
    assert lexicon.units["t_judge"].classes == {"person", "office", "elder"}
    assert lexicon.units["t_judge"].display == "judge"
    assert own(lexicon, "magistrates") == ["t_judge magistrate noun p - - - -"]
    (folder / "more.yml").write_text("units:\n  t_judge:\n    subject: role/other\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="has subject 'role/judge' already"):
        load_lexicon([DATA / "root", tmp_path])


def test_an_edited_lemma_counts_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "lexicon"
    folder.mkdir()
    path = folder / "a.yml"
    path.write_text("lexicons: {t_a: {ar: [{noun: زبدية, plural: [زبادي]}]}}", encoding="utf-8")
    assert own(load_lexicon([tmp_path]), "زبديات") == []
    path.write_text("lexicons: {t_a: {ar: [{noun: زبدية, at: true}]}}", encoding="utf-8")
    assert own(load_lexicon([tmp_path]), "وزبدياتهم") == ["t_a زبدية noun p f - و pron"]
    assert own(load_lexicon([tmp_path]), "زبادي") == []
