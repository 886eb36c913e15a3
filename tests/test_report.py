"""Reports: golden files of a run made by hand, JSON as the contract writes it, and hostile text made harmless."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import GOLDEN, claim, golden, hostile, location, small

from figures.model import Amount, Article, Extraction, Finding
from figures.report import Run, encode, formats, isolate, render, safe
from figures.report.encode import encode_lines
from figures.report.words import number, size

TEXTS = ["full", "concise", "json", "jsonl"]


@pytest.fixture
def run() -> Run:
    return small()


@pytest.mark.parametrize("name", TEXTS)
def test_golden(run: Run, name: str) -> None:
    golden(name, render(run, name))


def test_formats_are_found_by_walking() -> None:
    assert set(TEXTS) <= set(formats())


@pytest.mark.parametrize("name", sorted(formats()))
def test_every_format_has_a_golden_file_and_a_section(name: str) -> None:
    assert (GOLDEN / f"report.{name}.txt").is_file()
    assert f"`{name}`" in (GOLDEN.parent.parent / "docs" / "formats.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["full", "concise"])
def test_hostile_text_does_nothing(run: Run, name: str) -> None:
    text = render(run, name)
    assert not [c for c in text if unicodedata.category(c) == "Cc" and c != "\n"]
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2067")
    assert all(line.count("\u2066") + line.count("\u2068") == line.count("\u2069") for line in text.split("\n"))


@pytest.mark.parametrize("name", ["full", "concise"])
def test_articles_and_paths_give_no_commands_to_ci_servers(name: str) -> None:
    run = hostile()
    place = msgspec.structs.replace(run.findings[0].locations[0], path="::stop-commands::x")
    found = (msgspec.structs.replace(run.findings[0], locations=(place,)), *run.findings)
    text = render(replace(run, findings=found), name)
    assert "stop-commands" in text
    assert not [line for line in text.splitlines() if line.lstrip().startswith("::") or "##[" in line]


def test_full_says_who_where_when_why(run: Run) -> None:
    text = render(run, "full")
    for words in ("[47 شخصا]", "[about 74 people]", "صحيفة المرفأ", "unknown publisher", "no date", "a.md:7:12",
                  "XX/police", "passed on by", "assumed from the article as a whole", "Why it matters: ",
                  "--ignore F101", "00ff", "apart by a factor of 1.6", "1 warning, 1 note"):
        assert words in text, words


def test_colours_change_nothing_but_colours(run: Run) -> None:
    coloured = render(replace(run, colour=True), "full")
    assert "\x1b[" in coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == render(run, "full")


def test_empty_runs() -> None:
    assert "Nothing was read." in render(Run(), "full")
    article = Article(id="a", text="x")
    quiet = Run((Extraction(article=article, claims=(), lang="en"),))
    assert render(quiet, "full") == "Read 1 article, 0 figures, 0 claims in 0 events.\nNo figures at odds.\n"
    assert render(quiet, "jsonl") == render(quiet, "concise") == ""
    assert json.loads(render(quiet, "json"))["findings"] == []


def test_long_sentences_are_cut_around_the_figure() -> None:
    article = Article(id="a", text="word " * 500 + "30 dead" + " word" * 500)
    found = claim(article, "c:0", "30 dead", 30)
    finding = Finding(check="x", code="F999", severity="error", confidence=1, message="m", fingerprint="f", gap=1,
                      event=None, series=None, locations=(location(article, found, 1),))
    text = render(Run((Extraction(article=article, claims=(found,), lang="en"),), (), (finding,)), "full")
    quoted = next(line for line in text.split("\n") if "[30 dead]" in line)
    assert len(quoted) < 600
    assert quoted.count("…") == 2


# --- JSON -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "written"), [
    (12, "12"), (Decimal("1.50"), "1.5"), (Decimal("1.5E+3"), "1500"), (Decimal("1E-9"), "0.000000001"),
    (Decimal("3.0"), "3"), (0.1, "0.1"), (1e-7, "0.0000001"), (1e22, "10000000000000000000000"), (None, "null"),
    (10**30, str(10**30)),
])
def test_numbers_are_plain(value: object, written: str) -> None:
    assert encode({"n": value, "list": [value]}).decode() == f'{{"n":{written},"list":[{written}]}}'


def test_claims_have_the_keys_of_the_contract_in_order(run: Run) -> None:
    amount = Amount(amount=Decimal("1E+2"), unit="m")
    found = msgspec.structs.replace(run.claims["c1:0"], low=Decimal("0.5"), value=amount)
    data = json.loads(encode(found), parse_float=str)
    assert list(data)[:8] == ["id", "article", "start", "end", "text", "number", "low", "best"]
    assert (data["low"], data["value"]) == ("0.5", {"amount": 100, "unit": "m"})
    assert data["period"] == {"text": "الأحد", "start": 0, "end": 5, "from": "2025-03-02", "to": "2025-03-02",
                              "granularity": "day", "origin": "clause"}


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6), st.text())
def test_json_gives_back_what_was_put_in(value: Decimal, text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    data = encode([value, text])
    assert json.loads(data, parse_float=Decimal) == [value, text]
    assert b"E" not in data[: data.index(b",")]


# --- words --------------------------------------------------------------------------------------------------------


@given(st.text())
def test_safe_is_one_harmless_line_and_idempotent(text: str) -> None:
    made = safe(text)
    assert not [c for c in made if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert safe(made) == made
    assert isolate(text) == f"\u2068{made}\u2069"


def test_safe_leaves_arabic_alone() -> None:
    assert safe("قُتل ٣٠٪ — «نحو» 10,000–12,000 لـ\u200c") == "قُتل ٣٠٪ — «نحو» 10,000–12,000 لـ\u200c"


def test_numbers_and_sizes_for_people() -> None:
    values = (12000, Decimal("0.5"), Decimal("-1234.25"), Decimal("-0.5"), None)
    assert [number(n) for n in values] == ["12,000", "0.5", "-1,234.25", "-0.5", "?"]
    assert (size(0.0), size(0.6931472)) == ("", "apart by a factor of 2.0")


def test_a_message_that_begins_in_arabic_runs_from_the_left(run: Run) -> None:
    finding = msgspec.structs.replace(run.findings[0], message="47 شخصا and about 74 people cannot both hold")
    text = render(replace(run, findings=(finding,)), "concise")
    assert text.endswith("\u2066\u206847 شخصا\u2069 and \u2068about 74 people\u2069 cannot both hold\u2069\n")


def test_a_message_without_end_is_cut(run: Run) -> None:
    finding = msgspec.structs.replace(run.findings[0], message="47 شخصا " * 10_000)
    assert len(render(replace(run, findings=(finding,)), "concise")) < 5_000


@given(st.lists(st.recursive(
    st.none() | st.integers(-(2**70), 2**70) | st.text(max_size=8) | st.decimals(allow_nan=False, allow_infinity=False)
    | st.sampled_from([0.5, 1.0, 1e-7, "8:30.0,", ":1e5", "a\nb", "\u2028"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3), max_leaves=6,
), max_size=8))
def test_lines_are_what_each_value_is(values: list[Any]) -> None:
    records = [{"value": value} for value in values]
    lines = b"".join(encode(record) + b"\n" for record in records)
    assert encode_lines(records) == lines
    assert lines.count(b"\n") == len(values)
    assert not re.search(rb"[0-9][eE][-+0-9]", re.sub(rb'"(?:[^"\\]|\\.)*"', b"", lines)), "no exponent in numbers"
