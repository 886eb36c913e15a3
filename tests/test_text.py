"""Folding with its way back, sentences, tokens, clitics."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from figures.text import (
    CLITICS,
    INVISIBLE,
    MARKS,
    MAX_SENTENCE,
    Sentence,
    fold,
    fold_form,
    language,
    sentence_spans,
    split_clitics,
    words_within,
)

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "text.yml").read_text(encoding="utf-8"))

LIGATURES = [chr(c) for c in (*range(0xFB50, 0xFDD0), *range(0xFDF0, 0xFE00), *range(0xFE70, 0xFEFD))
             if unicodedata.category(chr(c)) != "Cn"]
letters = st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةؤئءأإآٱپچژڤگکی")
texts = st.text(st.one_of(
    letters, st.sampled_from(MARKS), st.sampled_from(INVISIBLE), st.sampled_from("\u0640 ."),
    st.sampled_from(LIGATURES),
    st.sampled_from("٠١٢٣۴۵۶0123456789.,،؛؟!«»“”–—-()[]\n\t\u00a0%٪٫٬"), st.sampled_from("abcXYZÀéİıßΣςЖŁＡ"),
    st.characters(codec="utf-8")), max_size=40)


@given(texts, st.data())
@example("مجـ ـزرة", None)
@example("مجـ.ـزرة", None)
@example("ΑΣ a", None)
@example("ＡA", None)
@example("\ufefb\ufef5", None)
def test_every_folded_span_leads_back(raw: str, data: st.DataObject | None) -> None:
    text = fold(raw)
    size = len(text.folded)
    ends = ([(i, j) for i in range(size) for j in range(i + 1, size + 1)] if data is None or size == 0 else
            [tuple(sorted(data.draw(st.tuples(st.integers(0, size), st.integers(0, size)))))])
    for start, end in ends:
        span = text.raw_span(start, end)
        assert 0 <= span.start <= span.end <= len(raw)
        wanted, found = text.folded[start:end], fold(raw[span.start : span.end]).folded
        if start == end:
            assert span.start == span.end
        elif found != wanted:
            # only a ligature that was cut covers more, by the letters that are left of it
            assert wanted in found
            cut = (raw[span.start], raw[span.end - 1 :].rstrip(MARKS)[:1] or raw[span.end - 1])
            assert any(char in LIGATURES for char in (*cut, *raw[span.start : span.end]))


@given(texts, st.data())
def test_spans_follow_one_another(raw: str, data: st.DataObject) -> None:
    text = fold(raw)
    at = sorted(data.draw(st.lists(st.integers(0, len(text.folded)), min_size=3, max_size=3)))
    left, right = text.raw_span(at[0], at[1]), text.raw_span(at[1], at[2])
    if left.end > left.start and right.end > right.start:
        assert left.start <= right.start
        assert left.end <= right.end


@given(texts)
def test_folding_again_changes_nothing(raw: str) -> None:
    assert fold_form(fold_form(raw)) == fold_form(raw)


@given(st.text(letters, min_size=1), st.sampled_from(MARKS), st.integers(0, 20))
def test_marks_do_not_count(word: str, mark: str, at: int) -> None:
    marked = word[: at + 1] + mark + word[at + 1 :]
    assert fold_form(marked) == fold_form(word)
    assert fold(marked).raw_span(0, len(word)) == (0, len(marked))


@pytest.mark.parametrize("case", CASES["fold"], ids=lambda case: ascii(case["raw"])[:40])
def test_fold(case: dict[str, str]) -> None:
    assert fold_form(case["raw"]) == case["folded"]


def test_tables_agree_with_camel_tools() -> None:
    pytest.importorskip("camel_tools")
    from camel_tools.utils import charsets, normalize
    from camel_tools.utils.dediac import dediac_ar

    assert set(MARKS) >= charsets.AR_DIAC_CHARSET
    for char in charsets.AR_LETTERS_CHARSET - {"\u0640"}:
        ours = fold_form(char)
        theirs = normalize.normalize_teh_marbuta_ar(normalize.normalize_alef_maksura_ar(
            normalize.normalize_alef_ar(dediac_ar(char))))
        if char in "ؤئپچڤگ":  # camel-tools keeps these; we join hamza seats and letters of loan words
            assert ours in "ويبجفك"
        else:
            assert ours == theirs
    for char in LIGATURES:
        composed = normalize.normalize_unicode(char)
        if all(letter in charsets.AR_CHARSET for letter in composed):
            assert fold_form(char) == fold_form(composed)


def parts(text: str, abbreviations: frozenset[str] = frozenset()) -> list[str]:
    folded = fold(text)
    return [text[slice(*folded.raw_span(start, end))]
            for start, end in sentence_spans(folded.folded, abbreviations)]


@pytest.mark.parametrize("case", CASES["sentences"], ids=lambda case: ascii(case["is"][0])[:40])
def test_sentences(case: dict[str, Any]) -> None:
    assert parts(case["text"], frozenset(case.get("abbreviations", ()))) == case["is"]


@given(texts)
def test_sentences_part_the_text(raw: str) -> None:
    folded = fold(raw).folded
    behind = 0
    for start, end in sentence_spans(folded):
        assert behind <= start < end <= len(folded)
        assert not folded[behind:start].strip()
        assert folded[start:end].strip()
        behind = end
    assert not folded[behind:].strip()


@pytest.mark.parametrize("case", CASES["tokens"], ids=lambda case: ascii(case["text"])[:40])
def test_tokens(case: dict[str, Any]) -> None:
    text = fold(case["text"])
    sentence = Sentence(text, 0, len(text.folded))
    assert sentence.forms == case["is"]
    assert sentence.lang == case.get("lang", sentence.lang)


@given(texts)
def test_tokens_cover_all_but_spaces(raw: str) -> None:
    text = fold(raw)
    sentence = Sentence(text, 0, len(text.folded))
    assert len(sentence) == len(sentence.forms) == len(sentence.starts)
    assert "".join(sentence.forms) == "".join(text.folded.split())
    for i in range(len(sentence)):
        assert text.folded[sentence.starts[i] : sentence.end_of(i)] == sentence.forms[i]
        assert sentence.glued(i) == (i > 0 and sentence.end_of(i - 1) == sentence.starts[i])


def test_raw_words_of_tokens() -> None:
    text = fold("قُتِلَ ١٢ جنديًّا، أمس")
    sentence = Sentence(text, 0, len(text.folded))
    assert sentence.raw(0, 1) == "قُتِلَ"
    assert sentence.raw(1, 3) == "١٢ جنديًّا"
    assert sentence.raw_span(2, 3) == (10, 17)


@pytest.mark.parametrize("case", CASES["clitics"], ids=lambda case: ascii(case["form"]))
def test_clitics(case: dict[str, Any]) -> None:
    found = [(particles or "-", "ال" if det else "-", rest) for particles, det, rest in split_clitics(case["form"])]
    assert [" ".join(reading) for reading in found] == case["is"]


@given(st.text(letters.filter(lambda c: fold_form(c) == c), max_size=8))
def test_clitics_rejoin(form: str) -> None:
    readings = list(split_clitics(form))
    assert readings[0] == ("", False, form)
    for particles, det, rest in readings[1:]:
        assert len(rest) >= 2
        assert form in {particles + ("ال" if det else "") + rest, particles + "ل" + rest if det else form}
        assert any(form == prefix + rest for prefix, _, _ in CLITICS)


@given(st.text(letters.filter(lambda c: fold_form(c) == c), min_size=1, max_size=8))
@example("للمدينه")
@example("وبالمدينه")
def test_every_word_that_a_stage_may_look_for_is_within(form: str) -> None:
    within = set(words_within(form))
    assert form in within
    for particles, det, rest in split_clitics(form):
        assert rest in within
        assert not (det and particles) or "ال" + rest in within
        assert not (det and particles.endswith("ل")) or "ل" + rest in within


@pytest.mark.parametrize(("text", "lang"), [("قتل 12 في x", "ar"), ("about 12", "en"), ("12", "en"), ("", "en")])
def test_language(text: str, lang: str) -> None:
    assert language(text) == lang


@pytest.mark.parametrize(
    ("text", "script", "langs"),
    [
        ("قتل جندي. قتل 12. 30", "ar", ["ar", "ar", "ar"]),
        ("About 12. 30", "en", ["en", "en"]),
        ("12", "en", ["en"]),
        ("قتل جندي في العراق. It said so. 30", "", ["ar", "en", "ar"]),
    ],
)
def test_sentences_are_asked_for_their_language_only_where_a_text_has_two(
    text: str, script: str, langs: list[str]
) -> None:
    folded = fold(text)
    assert folded.script == script
    spans = sentence_spans(folded.folded)
    assert [Sentence(folded, start, end).lang for start, end in spans] == langs


@given(st.text(alphabet="ab .\n\u0628", max_size=60), st.integers(0, 3))
def test_no_sentence_is_longer_than_the_limit_and_none_is_lost(piece: str, times: int) -> None:
    folded = fold((piece or "a") * (1 + 2000 * times)).folded
    spans = list(sentence_spans(folded))
    assert all(0 < end - start <= MAX_SENTENCE for start, end in spans)
    assert "".join("".join(folded[start:end].split()) for start, end in spans) == "".join(folded.split())
