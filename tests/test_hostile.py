"""What an article says stays what an article says, in every format: real articles with hostile words in every place,
through the whole program.

``READERS`` reads each format as those do that it is made for, and gives the texts that it holds; a format without one
is a failure. So a new format is tried without a line of its own but that.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pytest
from markdown_it import MarkdownIt
from reports import HOSTILE, hostile

import figures
from figures.checks import all_checks, run_checks
from figures.cli import _run as run_cli
from figures.extract import Extractor
from figures.model import Article, Problem
from figures.read import formats as read_formats
from figures.report import Run, formats, render
from figures.series import link_all

ATTACKS = {
    "tags": "<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)><base href=//evil.example>",
    "endings": "</script></style></title></textarea>--> ]]> </mark></bdi></blockquote>\"'><a href=javascript:alert(1)>",
    "entities": "&lt;script&gt; &#x3c;b&#x3e; &amp;nbsp; &",
    "bidi": "\u202eturned\u202d\u202a\u202b\u2066\u2067\u2068 open",
    "closing": "\u202c\u2069\u2069\u2069\u2069 closed",
    "control": "\x00\x07\x08\x0b\x0c\x1b[2J\x1b]0;owned\x07\x7f\x85\x9b31m",
    "lines": "one\r\n\r\ntwo\u2028three\u2029four",
    "halves": "\ud800 \udfff \ufffe\uffff \U000e0041\U000e007f",
    "github": "x\n::error file=y,line=1::gone\n##[error]gone\n::stop-commands::z %0A::warning::gone",
    "gitlab": "\x1b[0Ksection_start:1:x[collapsed=false]\r\x1b[0K",
    "formulas": "=HYPERLINK(\"http://evil.example\",\"x\")",
    "plus": "+1+cmd|' /C calc'!A0",
    "at": "@SUM(1)",
    "tab": "\t=1+1",
    "cells": "\",\"\r\n\"=1",
    "pipes": "| a | b |\n|---|---|\n`x` **b** _i_ ~~s~~ # h\n> q\n- [ ] t",
    "links": "[x](javascript:alert(1)) ![i](http://evil.example/i.png) [5](6) ](1) \\[y](2\\) <http://evil.example>",
    "hosts": "@everyone #1 !2 GH-3 www.evil.example http://evil.example a@evil.example :smile: $e$ $$m$$",
    "braces": "{0} {1} {{x}} ${{ github.token }} %s %(x)s {a} {name}",
    "json": "\"}],\"runs\":[{\"x\":\"\\u0022\\",
    "xml": "<![CDATA[x]]> <?php ?> <!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]> &y;",
    "url": "javascript:alert(1)//http://x.example",
    "path": "../../etc/passwd",
    "all": HOSTILE,
}
BIG = "x" * 1_000_000 + " ب" * 500_000
LINE = 10_000_000
LARGEST = 5_000_000
"""No report is longer than this because an article is: but JSON, which is what was read."""
DATA = {"json", "jsonl"}

EXTRACTOR = Extractor()


def articles(words: str) -> list[Article]:
    """Two articles at odds that say something wherever they can."""
    return [
        Article(id=f"{n}{words}", title=f"{words} {n} dead {words}", publisher=words, date="2025-03-02", url=url,
                path=f"{words}{n}.md", line=3,
                text=f"{words}\nPolice in {words} said {words} that {n} people {words} were killed when a bridge fell "
                     f"into the river in Dorn. \n{words} The storm injured 20 people, including 30 children {words}.")
        for n, url in ((47, words), (74, f"https://x.example/{words}"))
    ]


@lru_cache(maxsize=64)
def run_of(words: str) -> Run:
    """What the program makes of them; one finding is suppressed for a hostile reason, one file was not read, and the
    checks, which a project may write, say the same."""
    extractions = tuple(EXTRACTOR.extract(article) for article in articles(words))
    links = link_all(list(extractions))
    found = run_checks(links.events, list(extractions), (), links=links)
    assert {finding.code for finding in found} >= {"F105"}
    quiet = [msgspec.structs.replace(finding, suppressed=words, fingerprint="quiet") for finding in found[:1]]
    problem = Problem(path=words, message=words, hint=words, line=1, column=2)
    own = {finding.code: replace(all_checks()[finding.code], title=words, why=words, silent=words) for finding in found}
    return Run(extractions, tuple(links.events), (*found, *quiet), (problem,), settings=(words,),
               checks={**all_checks(), **own})


# --- readers ----------------------------------------------------------------------------------------------------


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def of_json(text: str) -> list[str]:
    return list(strings(json.loads(text)))


def of_sarif(text: str) -> list[str]:
    """GitHub makes links of brackets in messages: each leads to a place of its own result."""
    (run,) = json.loads(text)["runs"]
    for result in run["results"]:
        places = {str(place["id"]) for place in result.get("relatedLocations", ())}
        message = re.sub(r"\\.", "", result["message"]["text"])
        assert set(re.findall(r"\]\(([^)]*)\)", message)) == places or len(places) > 8
        assert not re.search(r"(?<!\{)\{\d", message), "nothing is filled in"
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            assert re.fullmatch(r"[\w%/.~-]+", place["physicalLocation"]["artifactLocation"]["uri"], re.ASCII)
    return of_json(text)


def of_linked_data(text: str) -> list[str]:
    """It may stand in the script element of a page: nothing in it ends that."""
    assert not set(text) & set("<>&")
    for review in json.loads(text)["@graph"]:
        url = review["itemReviewed"]["appearance"].get("url")
        assert url is None or url.startswith("https://x.example/")
    return of_json(text)


def of_lines(text: str) -> list[str]:
    return [found for line in text.split("\n") if line for found in strings(json.loads(line))]


def of_xml(text: str) -> list[str]:
    root = ET.fromstring(text)
    assert {e.tag for e in root.iter()} <= {"testsuites", "testsuite", "properties", "testcase", "failure", "error",
                                            "skipped", "system-out", "system-err"}
    return [found for e in root.iter() for found in (*e.attrib.values(), e.text or "")]


class _Page(HTMLParser):
    """A page as a browser takes it apart: what stands in it as text, and whether anything else came in."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.scripts = 0
        self.inside = ""
        self.feed(text)
        self.close()
        assert self.scripts == 1, "the only script is our own"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        self.scripts += tag == "script"
        assert tag not in {"img", "iframe", "base", "object", "embed", "link", "textarea", "image", "math", "template"}
        for name, value in attrs:
            assert not name.startswith("on") and name not in ("src", "style", "srcdoc", "action", "formaction")
            assert name != "href" or re.match(r"#|https://x\.example/", value or ""), value
            self.texts.append(value or "")

    def handle_data(self, data: str) -> None:
        if self.inside not in ("script", "style"):
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment came in: {data}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def of_html(text: str) -> list[str]:
    return _Page(text).texts


def of_markdown(text: str) -> list[str]:
    texts = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        for inner in (token, *(token.children or ())):
            assert inner.type not in {"link_open", "image", "html_block", "fence", "code_block", "em_open", "s_open"}
            if inner.type == "html_inline":
                assert re.fullmatch(r'</?(?:span|mark)>|<a href="https://x\.example/[^"<>\s]*">|</a>', inner.content)
            texts.append(inner.content if inner.type in ("text", "text_special", "code_inline") else "")
    return texts


def of_csv(text: str) -> list[str]:
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1 and text.count("\r\n") == text.count("\n") == len(rows)
    for cell in (cell for row in rows for cell in row):
        assert not re.match(r"[\s\u00ad\u061c\u200b-\u200f\u2060-\u2069\ufeff]*[=+@]", cell), cell
        assert not cell.startswith("-") or re.fullmatch(r"-[\d.]+", cell)
    return [cell for row in rows for cell in row]


def of_commands(text: str) -> list[str]:
    """GitHub's runner: a line that begins with ``::`` is a command, ``##[`` one anywhere."""
    *lines, last = text.splitlines()
    assert last.startswith("figures: ")
    assert all(re.match("::(error|warning|notice) file=", line) for line in lines), "every line is a command of ours"
    assert not re.search(r"(?<!\u2060)\n::", "\n" + last)
    return [text]


def of_log(text: str) -> list[str]:
    """A step's log: no line of it is a command."""
    for line in text.splitlines():
        assert not line.lstrip().startswith("::") and "##[" not in line
        assert sum(line.count(c) for c in "\u2066\u2067\u2068") == line.count("\u2069"), "every isolate is closed"
    return [text]


def of_parquet(data: bytes) -> list[str]:
    parquet = pytest.importorskip("pyarrow.parquet")
    return list(strings(json.loads(json.dumps(parquet.read_table(io.BytesIO(data)).to_pylist(), default=str))))


READERS: dict[str, Callable[[Any], list[str]]] = {
    "claimreview": of_linked_data, "concise": of_log, "csv": of_csv, "full": of_log, "github": of_commands,
    "gitlab": of_json, "html": of_html, "json": of_json, "jsonl": of_lines, "junit": of_xml, "markdown": of_markdown,
    "parquet": of_parquet, "sarif": of_sarif, "statistics": of_log,
}


def test_every_format_is_tried() -> None:
    assert set(READERS) == set(formats()), "a new format needs a reader here"


# --- attacks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("attack", sorted(ATTACKS))
@pytest.mark.parametrize("name", sorted(formats()))
def test_nothing_breaks_out(name: str, attack: str) -> None:
    run = run_of(ATTACKS[attack])
    for lang in ("en", "ar") if name == "html" else ("en",):
        made = render(replace(run, lang=lang), name)
        texts = READERS[name](made)
        assert texts
        if isinstance(made, bytes):
            continue
        made.encode("utf-8")
        allowed = {"\n", "\r"} if name == "csv" else {"\n"}
        raw = re.sub(r"<(style|script)>.*?</\1>", "", made, flags=re.DOTALL) if name == "html" else made
        bad = {c for c in raw if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")} - allowed
        assert not bad, f"raw control characters: {bad}"
        ours = {"\u2066", "\u2067", "\u2068", "\u2069"}
        assert not {c for c in raw if "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069"} - ours
        for line in raw.split("\n"):
            assert sum(line.count(c) for c in ours - {"\u2069"}) == line.count("\u2069"), "isolates are closed"


@pytest.mark.parametrize("name", sorted(formats()))
def test_what_is_said_is_still_there(name: str) -> None:
    """Harmless is not left out: a reader sees the words that were meant to do something."""
    if name in ("statistics", "concise", "github", "gitlab"):
        return  # these do not quote sentences
    texts = " ".join(READERS[name](render(run_of(ATTACKS["tags"]), name)))
    if name in ("json", "jsonl", "parquet"):
        assert "<script>alert(1)</script>" in texts
    elif name in ("claimreview", "csv", "html", "junit", "markdown", "full"):
        assert "alert(1)" in texts and "onerror" in texts
    else:
        assert "alert(1)" in texts


@pytest.mark.parametrize("name", sorted(formats()))
def test_words_without_end_make_no_report_without_end(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.HOSTILE", BIG)
    run = hostile()
    made = render(run, name)
    READERS[name](made)
    if name not in DATA:
        assert len(made) < LARGEST, f"{len(made):,}"
    if name == "html":
        assert len(render(replace(run, lang="ar"), name)) < LARGEST


# --- through the command ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def long_lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles whose text is one line of 10 MB, with and without spaces, and a good one behind them."""
    folder = tmp_path_factory.mktemp("long")
    odds = "The storm injured 20 people, including 30 children."
    (folder / "a.md").write_text("x" * LINE + f". {odds}\n", "utf-8")
    (folder / "b.jsonl").write_text(json.dumps({"id": "b", "text": f"{odds} {'ب ' * (LINE // 4)}"}) + "\n", "utf-8")
    (folder / "c.md").write_text(f"---\ntitle: {'y' * (LINE // 4)}\n---\n{odds}\n", "utf-8")
    (folder / "d.md").write_text(f"{odds}\n", "utf-8")
    return folder


def test_lines_of_ten_megabytes_in_every_format(
    long_lines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(long_lines)
    outputs = [part for name in sorted(formats()) for part in ("--output", f"{name}:{tmp_path / name}")]
    assert run_cli(["check", ".", *outputs, "--select", "F105"]) == 1
    assert "Read 4 articles" in capsys.readouterr().out
    for name in formats():
        data = (tmp_path / name).read_bytes()
        READERS[name](data if name == "parquet" else data.decode("utf-8").replace("\r\n", "\n")
                      if name != "csv" else data.decode("utf-8"))
        assert len(data) < 2_000_000, (name, len(data))


def test_halves_of_characters_pass_through_python() -> None:
    found = figures.check([
        Article(id=f"{n}\ud800", title="\udfff", date="2025-01-01",
                text=f"Police said that {n} people were killed when a bridge fell into the river in Dorn.")
        for n in (47, 74)
    ])
    assert found and "\ud800" in found[0].locations[0].article


@pytest.mark.parametrize("attack", sorted(ATTACKS))
def test_a_terminal_gets_colours_of_ours_and_nothing_else(attack: str) -> None:
    made = render(replace(run_of(ATTACKS[attack]), colour=True, width=80), "full")
    assert isinstance(made, str)
    bare = re.sub(r"\x1b\[[0-9;]*m", "", made)
    assert bare != made and not {c for c in bare if unicodedata.category(c) in ("Cc", "Cs")} - {"\n"}


def test_what_cannot_be_read_is_told_on_one_harmless_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x\x1b[2J\n::error::y\u202e.jsonl").write_text('{"\x1b]0;owned\\u0007": 1}\n', "utf-8")
    (tmp_path / "z.json").write_text('{"text": "\x1b[31m"', "utf-8")
    (tmp_path / "good.md").write_text("Police said that 12 people were killed.\n", "utf-8")
    assert run_cli(["check", str(tmp_path)]) == 3
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 2
    assert not {c for c in err if unicodedata.category(c) in ("Cc", "Cs")} - {"\n"} and "\u202e" not in err
    assert not [line for line in err.splitlines() if line.lstrip().startswith("::")]


# --- files ------------------------------------------------------------------------------------------------------

FILES = {
    "empty": b"",
    "mark": b"\xef\xbb\xbf",
    "nul": b"\0" * 5_000,
    "noise": bytes(range(256)) * 200,
    "wide": b"\xff\xfea",
    "deep": b"[" * 100_000,
    "tags": b"<a>" * 100_000,
    "quotes": b'"' * 100_001,
    "parquet": b"PAR1" + b"\xff" * 400 + b"PAR1",
    "laughs": b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 999 + b'"><!ENTITY c "' + b"&b;" * 999
              + b'">]><rss><channel><item><title>&c;</title></item></channel></rss>',
    "passwd": b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&a;</title>'
              b"<description>12 people were killed &a;</description></item></channel></rss>",
    "anchors": b"---\na: &a [" + b"x," * 50 + b"]\nb: &b [" + b"*a," * 50 + b"]\nc: [" + b"*b," * 50
               + b"]\n---\ntext\n",
    "python": b"---\ntitle: !!python/object/apply:os.system [touch gone]\n---\ntext\n",
    "numbers": b'{"text": 1e999999, "id": ' + b"9" * 5_000 + b"}",
    "keys": b'{"text": "a", ' + b'"k": 1, ' * 50_000 + b'"z": 1}',
    "script": b"<html><body><script>while(1);</script><p>Police said that 12 people were killed.</p></body></html>",
}


@pytest.mark.parametrize("suffix", sorted(read_formats()))
def test_no_file_of_any_kind_stops_the_run(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, data in FILES.items():
        (tmp_path / f"{name}{suffix}").write_bytes(data)
    (tmp_path / "good.md").write_text("Police said that 12 people were killed in Dorn.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run_cli(["extract", "."]) in (0, 3)
    out, err = capsys.readouterr()
    assert [line for line in out.splitlines() if json.loads(line)["article"] == "good.md"]
    assert "root:" not in out and not (tmp_path / "gone").exists()
    names = [line.partition(suffix)[0] for line in err.splitlines()]
    assert set(names) <= set(FILES), "a problem is a line that names its file"
    assert "nul" in names, "what has no article in it is said"
