"""CSV: columns by name, rows of several lines, and rows that are wrong."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import both, write

from figures.model import Article
from figures.read import csv as csv_format
from figures.read import lines as lines_of
from figures.read.files import File


def test_columns_are_keys_and_others_are_left_alone(tmp_path: Path) -> None:
    data = ('\ufeffID,Title,text,date,publisher,url,lang,version_of,translation_of,tags\r\n'
            'a,Boats,"Three boats ""sank"",\r\nthey said.",2025-03-01,The Tide,u,en,b,c,x\r\n'
            ',,Two,,,,,,,\r\n')
    file = write(tmp_path / "x.csv", data)
    articles, problems = both(file)
    assert problems == []
    assert articles == [
        Article(id="a", title="Boats", text='Three boats "sank",\r\nthey said.', date="2025-03-01",
                publisher="The Tide", url="u", lang="en", version_of="b", translation_of="c", path=str(file), line=2,
                verbatim=False),
        Article(id="x.csv#4", text="Two", path=str(file), line=4, verbatim=False),
    ]


@pytest.mark.parametrize("data", ["text\none\n\ntwo\n", "text;id\none;a\ntwo;b", "id\ttext\na\tone\n\nb\ttwo\n",
                                  'id,"text"\r\na,one\r\nb,two\r\n'])
def test_marks_between_cells(tmp_path: Path, data: str) -> None:
    articles, problems = both(write(tmp_path / "x.csv", data))
    assert ([article.text for article in articles], problems) == (["one", "two"], [])


@pytest.mark.parametrize(("row", "said"), [
    ("a", "the row has 1 cells, and there are 2 columns (put text"),
    ("a,b,c", "the row has 3 cells, and there are 2 columns"),
    ("a,", "'text' is empty"),
    ('a,"b"c', "not CSV: ',' expected after '\"'"),
    (b"a,\xff", "byte 17 is not UTF-8; give its encoding by --encoding"),
    (b'a,"one\n\xfftwo"', "byte 22 is not UTF-8"),
    ("a," + "x" * 70_000 + '"\0"', "x.csv:3: line holds NUL bytes"),
])
def test_a_wrong_row_is_one_problem_and_the_rest_goes_on(tmp_path: Path, row: str | bytes, said: str) -> None:
    row = row.encode() if isinstance(row, str) else row
    articles, problems = both(write(tmp_path / "x.csv", b"id,text\n0,good\n" + row + b"\nz,good\n"))
    assert [article.id for article in articles] == ["0", "z"]
    assert len(problems) == 1 and said in problems[0], problems
    assert problems[0].startswith(("x.csv:3:", "x.csv:4:"))


@pytest.mark.parametrize(("data", "said"), [
    ("", "x.csv:1: there is nothing in it (the first line must hold the names"),
    ("\n\n", "x.csv:1: there is nothing in it"),
    ("id,body\na,b\n", "x.csv:1: there is no column 'text' (there are id, body)"),
    ("text,text\na,b\n", "x.csv:1: there are two columns 'text'"),
    ("a," * 5000 + "\nx", "x.csv:1: there is no column 'text'"),
    ('id,text\na,"never closed\n\nx,y\n', "x.csv:2: not CSV: unexpected end of data"),
    (b"id,text\0\n", "x.csv: a binary file"),
    (b"\xff,text\n", "x.csv:1: byte 0 is not UTF-8"),
])
def test_a_wrong_file_is_one_problem(tmp_path: Path, data: str | bytes, said: str) -> None:
    articles, problems = both(write(tmp_path / "x.csv", data))
    assert articles == []
    assert len(problems) == 1 and problems[0].startswith(said), problems
    assert len(problems[0]) < 400


def test_cells_may_be_larger_than_pythons_limit_which_stays_as_it_was(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    articles, problems = both(write(tmp_path / "x.csv", "id,text\na," + "x" * (before + 1) + "\n"))
    assert (len(articles[0].text), problems) == (before + 1, [])
    assert csv.field_size_limit() == before


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_of, "MAX_BYTES", 1000)
    monkeypatch.setattr(csv_format, "MAX_BYTES", 2000)
    lines = "a,b\n" + "c," + "x" * 5000 + "\nd,e\n"
    articles, problems = both(write(tmp_path / "x.csv", "id,text\n" + lines))
    assert [article.id for article in articles] == ["a"]
    assert problems == ["x.csv:3: line is longer than 0 MB (what follows is not read)"]
    unclosed = 'id,text\na,b\nc,"' + ("x" * 500 + "\n") * 5
    articles, problems = both(write(tmp_path / "y.csv", unclosed))
    assert [article.id for article in articles] == ["a"]
    assert problems[0].startswith("y.csv:3: not CSV: field larger than field limit")


def test_windows_1256_and_utf_16(tmp_path: Path) -> None:
    data = "id,text\na,غرقت 3 قوارب\n"
    assert both(write(tmp_path / "x.csv", data.encode("cp1256")), encoding="cp1256")[0][0].text == "غرقت 3 قوارب"
    assert both(write(tmp_path / "y.csv", data.encode("utf-16")))[0][0].text == "غرقت 3 قوارب"


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1)),
                min_size=1, max_size=5))
def test_texts_are_read_exactly_as_they_were_written(rows: list[tuple[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([("text", "id"), *((text, "") for (text,) in rows)])
    items = list(csv_format.read(File(Path("x"), "x", "x", ".csv"), io.BytesIO(out.getvalue().encode())))
    wanted = [text for (text,) in rows if text.strip()]
    assert [item.text for item in items if isinstance(item, Article)] == wanted
    assert len(items) == len(rows)
