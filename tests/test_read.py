"""Reading: what is read, and what each kind of bad input says. Nothing here may raise."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import both, write

from figures.baseline import BASELINE
from figures.model import Article, Problem
from figures.read import formats, markdown, read_articles
from figures.read import lines as lines_of
from figures.read.files import File, known_encoding


def test_formats_are_found_by_walking() -> None:
    assert {".jsonl", ".md", ".txt", ".json", ".jsonld", ".csv", ".xml", ".html", ".parquet"} <= set(formats())


def test_the_hook_of_commits_looks_at_all_of_them() -> None:
    hooks = yaml.safe_load((Path(__file__).resolve().parent.parent / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (pattern,) = [hook["files"] for hook in hooks if hook["id"] == "figures-check"]
    assert [suffix for suffix in formats() if not re.search(pattern, f"x{suffix}")] == []


# --- JSON Lines -------------------------------------------------------------------------------------------------


def test_jsonl_reads_all_keys_and_lines(tmp_path: Path) -> None:
    record = {"id": "a", "text": "قتل 3", "title": "عنوان", "publisher": "P", "url": "u", "lang": "ar",
              "date": "2025-04-28T09:30+03:00", "version_of": "b", "translation_of": "c", "tags": ["x"]}
    file = write(tmp_path / "x.jsonl", json.dumps(record) + "\n\n" + json.dumps({"text": "two"}) + "\n")
    articles, problems = both(file)
    assert problems == []
    expected = {key: value for key, value in record.items() if key != "tags"}
    assert articles[0] == Article(**expected, path=str(file), line=1, verbatim=False)  # type: ignore[arg-type]
    assert (articles[1].id, articles[1].line) == ("x.jsonl#3", 3)


@pytest.mark.parametrize(("line", "said"), [
    (b"{bad", "not JSON"),
    (b"[1]", "a line must hold one JSON object"),
    (b'"text"', "a line must hold one JSON object"),
    (b'{"id": "q"}', "key 'text' is missing"),
    (b'{"text": null}', "key 'text' is missing"),
    (b'{"text": " \\n"}', "'text' is empty"),
    (b'{"text": 5}', "'text' must be a string, not a number"),
    (b'{"text": ["a"]}', "'text' must be a string, not a list"),
    (b'{"text": "a"} trailing', "not JSON"),
    (b'{"text": "\xff"}', "byte 24 is not UTF-8"),
    (b'{"text": "\\ud800"}', "not JSON"),
    (b'{"text": NaN}', "not JSON"),
    (b"[" * 100_000, "nested too deeply"),
    (b'{"text": ' + b'{"a":' * 50_000, "nested too deeply"),
])
def test_jsonl_bad_line_is_one_problem_and_the_rest_goes_on(tmp_path: Path, line: bytes, said: str) -> None:
    good = b'{"text": "a"}'
    file = write(tmp_path / "x.jsonl", b"\n".join([good, line, good]))
    articles, problems = both(file)
    assert [article.line for article in articles] == [1, 3]
    assert len(problems) == 1
    assert problems[0].startswith("x.jsonl:2: ")
    assert said in problems[0]


@pytest.mark.parametrize("date", ["2025-13-01", "28 April 2025", "2025", "2025-04-28T25:00", "2025-4-1"])
def test_wrong_date_keeps_the_article(tmp_path: Path, date: str) -> None:
    articles, problems = both(write(tmp_path / "x.jsonl", json.dumps({"text": "a", "date": date})))
    assert articles[0].date is None
    assert len(problems) == 1
    assert f"'{date}' is no ISO 8601 date" in problems[0]


@pytest.mark.parametrize("date", ["2025-04-28", "2025-04-28T09:30", "2025-04-28T09:30:00Z", "2025-04-28 09:30+03:00"])
def test_right_dates_are_kept_as_written(tmp_path: Path, date: str) -> None:
    articles, problems = both(write(tmp_path / "x.jsonl", json.dumps({"text": "a", "date": date})))
    assert (articles[0].date, problems) == (date, [])


def test_wrong_optional_key_is_a_problem_and_absent(tmp_path: Path) -> None:
    articles, problems = both(write(tmp_path / "x.jsonl", '{"text": "a", "id": 7, "title": ["t"], "publisher": ""}'))
    assert (articles[0].id, articles[0].title, articles[0].publisher) == ("7", None, None)
    assert problems == ["x.jsonl:1: 'title' must be a string, not a list (it is taken as absent)"]


def test_too_long_line_is_skipped_without_holding_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_of, "MAX_BYTES", 1000)
    file = write(tmp_path / "x.jsonl", json.dumps({"text": "a" * 5000}) + "\n" + json.dumps({"text": "b"}) + "\n")
    articles, problems = both(file)
    assert [article.text for article in articles] == ["b"]
    assert problems[0].startswith("x.jsonl:1: line is longer than")


def test_duplicate_id_names_both_places(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", '{"id": "q", "text": "one"}\n')
    write(tmp_path / "b.md", "---\nid: q\n---\ntwo\n")
    articles, problems = both(tmp_path)
    assert [article.text for article in articles] == ["one"]
    assert problems == [
        "b.md:4: id 'q' stands twice (it was read from a.jsonl:1; this article is left out)"
    ]


# --- Markdown and text -------------------------------------------------------------------------------------------


def test_front_matter_and_the_text_exactly_as_it_is(tmp_path: Path) -> None:
    text = "\n  وقال: «30»\r\n\n---\nend \t\n\n"
    file = write(tmp_path / "x.md", "---\nid: q\ntitle: \"a: b\"\ndate: 2025-04-28\nauthor: x\n---\n" + text)
    articles, problems = both(file)
    assert problems == []
    article = Article(id="q", title="a: b", date="2025-04-28", text=text, path=str(file), line=7, title_line=3)
    assert articles == [article]


@pytest.mark.parametrize(("data", "said"), [
    ("---\ntitle: a: b\n---\nx", "x.md:2:9: not YAML"),
    ("---\nid: a\nid: b\n---\nx", "x.md:3:1: duplicate key 'id'"),
    ("---\nid: !odd name\n---\nx", "x.md:2:5: tag"),
    ("---\nid: !!python/name:os.system\n---\nx", "x.md:2:5: tag"),
    ("---\nid: !!str [a]\n---\nx", "x.md:2:5: tag"),
    ("---\na: &x 1\nb: *x\n---\nx", "anchors and aliases are not allowed"),
    ("---\n- a\n---\nx", "x.md:2: front matter must be keys and values"),
    ("---\nid: q\nx", "x.md:1: front matter is not closed"),
    ("---\nid: q\n---\n \n", "x.md:4: there is no text after the front matter"),
    ("", "x.md:1: there is no text"),
    (b"abc\0def", "x.md: a binary file"),
    (b"ok\n\xff", "x.md:2: byte 3 is not UTF-8"),
    ("---\nencoding: klingon\n---\nx", "there is no encoding 'klingon'"),
])
def test_bad_file_is_one_problem(tmp_path: Path, data: str | bytes, said: str) -> None:
    write(tmp_path / "x.md", data)
    write(tmp_path / "y.md", "good")
    articles, problems = both(tmp_path)
    assert [article.text for article in articles] == ["good"]
    assert len(problems) == 1
    assert said in problems[0]


def test_wrong_date_in_front_matter_names_its_line(tmp_path: Path) -> None:
    articles, problems = both(write(tmp_path / "x.md", "---\nid: q\ndate: soon\n---\ntext"))
    assert articles[0].date is None
    assert problems[0].startswith("x.md:3:1: 'soon' is no ISO 8601 date")


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")]
)
@pytest.mark.parametrize("name", ["x.md", "x.jsonl"])
def test_byte_order_marks(tmp_path: Path, encoding: str, mark: bytes, name: str) -> None:
    content = "---\nid: q\n---\nنص" if name == "x.md" else '{"id": "q", "text": "نص"}\n'
    articles, problems = both(write(tmp_path / name, mark + content.encode(encoding)), encoding="windows-1256")
    assert problems == []
    assert [(article.id, article.text) for article in articles] == [("q", "نص")]


def test_windows_1256_asked_for_and_declared(tmp_path: Path) -> None:
    file = write(tmp_path / "x.jsonl", '{"text": "قُتل ٣"}'.encode())
    old = write(tmp_path / "y.jsonl", '{"text": "قتل 3"}'.encode("cp1256"))
    declared = write(tmp_path / "z.md", "---\nencoding: windows-1256\n---\nقتل 3".encode("cp1256"))
    assert both(file)[0][0].text == "قُتل ٣"
    assert "is not UTF-8; give its encoding by --encoding" in both(old)[1][0]
    assert both(old, encoding="windows-1256")[0][0].text == "قتل 3"
    assert both(declared)[0][0].text == "قتل 3"


@pytest.mark.parametrize("name", ["x.md", "x.jsonl"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-32-be", "utf-16"])
def test_wide_encodings_are_asked_for(tmp_path: Path, name: str, encoding: str) -> None:
    content = "---\nid: q\n---\nنص" if name == "x.md" else '{"id": "q", "text": "نص"}\n'
    articles, problems = both(write(tmp_path / name, content.encode(encoding)), encoding=encoding)
    assert problems == []
    assert [(article.id, article.text) for article in articles] == [("q", "نص")]


@pytest.mark.parametrize("tail", ["\udc00".encode("utf-16-le", "surrogatepass"), b"\0"])
def test_utf_16_that_is_none_is_a_problem_at_its_line_and_long_files_are_read_up_to_it(
    tmp_path: Path, tail: bytes
) -> None:
    lines = "".join(f'{{"text": "{n}"}}\n' for n in range(20_000))
    articles, problems = both(write(tmp_path / "x.jsonl", lines.encode("utf-16") + tail))
    assert len(problems) == 1
    assert problems[0].startswith(f"x.jsonl:{len(articles) + 1}: not utf-16: ")
    assert len(articles) > 10_000


@pytest.mark.parametrize("name", ["idna", "punycode", "undefined", "base64", "rot13", "unicode_escape", "klingon"])
def test_no_encodings_of_texts(name: str) -> None:
    assert not known_encoding(name)


# --- folders, standard input ---------------------------------------------------------------------------------------


def test_folders_in_a_stable_order_without_other_files(tmp_path: Path) -> None:
    others = (".hidden.md", ".git/x.md", "expected.yml", "c.toml", "p.png")
    for name in ("b/2.md", "a.txt", "b/1.markdown", "B.ndjson", *others):
        write(tmp_path / name, '{"text": "x"}')
    articles, problems = both(tmp_path)
    assert problems == []
    assert [article.id for article in articles] == ["B.ndjson#1", "a.txt", "b/1.markdown", "b/2.md"]


def test_the_baseline_of_a_project_is_no_article(tmp_path: Path) -> None:
    write(tmp_path / BASELINE, "{}")
    write(tmp_path / "a.md", "x")
    articles, problems = both(tmp_path)
    assert ([article.id for article in articles], problems) == (["a.md"], [])
    assert both(tmp_path / BASELINE)[1] != []


def test_order_and_repetition_of_paths_change_nothing(tmp_path: Path) -> None:
    write(tmp_path / "a/1.md", "x")
    write(tmp_path / "b/1.md", "y")
    one = list(read_articles([str(tmp_path / "a"), str(tmp_path / "b")]))
    other = list(read_articles([str(tmp_path / "b"), str(tmp_path / "a"), str(tmp_path / "b/1.md")]))
    assert one == other
    assert [article.id for article in one if isinstance(article, Article)] == ["a/1.md", "b/1.md"]


def test_missing_and_unknown_paths(tmp_path: Path) -> None:
    _, problems = both(tmp_path / "nope")
    assert problems == ["nope: there is no such file or folder"]
    _, problems = both(write(tmp_path / "x.png", "x"))
    assert problems[0].startswith("x.png: not a kind of file that can be read (known are .atom,")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_unreadable_file(tmp_path: Path) -> None:
    write(tmp_path / "x.md", "x").chmod(0)
    assert both(tmp_path)[1] == ["x.md: cannot be read: Permission denied"]


def test_dangling_link_in_a_folder_is_left_alone_and_named_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "x.md").symlink_to(tmp_path / "gone.md")
    assert both(tmp_path) == ([], [])
    assert both(tmp_path / "x.md")[1] == ["x.md: there is no such file or folder"]


ON_STDIN = {
    b'{"text": "x"}\n{"text": "y"}\n': ["x", "y"],
    b'\xef\xbb\xbf{"text": "x"}\n': ["x"],
    '{"text": "س"}\n'.encode("utf-16"): ["س"],
    b'[{"text": "x"},\n {"text": "y"}]': ["x", "y"],
    b'{\n "text": "x"\n}': ["x"],
    b'{"uri": "urn:x",\n "headline": "t", "body_text": "x"}': ["x"],
    b"id,text\n1,x\n": ["x"],
    b"---\nid: q\n---\nx": ["x"],
    b"<?xml version='1.0'?><rss><channel><item><description>x</description></item></channel></rss>": ["x"],
    b"<!DOCTYPE html><html><body><p>A fire killed 3 people, police said on Monday.</p></body></html>":
        ["A fire killed 3 people, police said on Monday."],
    b"<?xml version='1.0'?>\n<!-- x --><html xmlns='http://www.w3.org/1999/xhtml'><body><p>A fire.</p></body></html>":
        ["A fire."],
    b"\n<!-- x -->\n<html><body><p>A fire killed 3 people.</p></body></html>": ["A fire killed 3 people."],
}


def on_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> list[Article | Problem]:
    class Input:
        buffer = io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]

    monkeypatch.setattr(sys, "stdin", Input())
    return list(read_articles(["-"]))


@pytest.mark.parametrize(("data", "texts"), ON_STDIN.items())
def test_standard_input_is_told_by_its_beginning(
    monkeypatch: pytest.MonkeyPatch, data: bytes, texts: list[str]
) -> None:
    items = on_standard_input(monkeypatch, data)
    assert [item.text if isinstance(item, Article) else item for item in items] == texts


def test_standard_input_is_json_lines_where_nothing_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    items = on_standard_input(monkeypatch, b'{"text": "x"}\n{bad\n')
    assert isinstance(items[0], Article)
    assert items[0].id == "-#1"
    assert str(items[1]).startswith("-:2: not JSON")
    assert str(on_standard_input(monkeypatch, b"{bad\n")[0]).startswith("-:1: not JSON")


HEADS = {
    ".md": (b"", b"---\n", b"---\nid: q\n---\n"), ".json": (b"", b"[{", b'{"@type": "NewsArticle", "articleBody": '),
    ".csv": (b"", b"id,text\n", b'text\n"'),
    ".xml": (b"", b"<rss><channel><item><description>", b"<?xml version='1.0' "),
    ".html": (b"", b"<html><body><p>", b"<meta charset="), ".parquet": (b"", b"PAR1"),
}


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    for suffix, reader in formats().items():
        file = File(Path("x"), "x", "x", suffix)
        for head in HEADS.get(suffix, (b"",)):
            assert all(isinstance(item, Article | Problem) for item in reader(file, io.BytesIO(head + data)))
    for head in HEADS[".md"]:
        assert len(list(markdown.read(File(Path("x"), "x", "x", ""), io.BytesIO(head + data)))) >= 1
