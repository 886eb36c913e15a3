"""JSON: kinds of objects told by their keys (a table), and files that are wrong or hostile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import both, write

from figures.model import Article
from figures.read.files import File
from figures.read.markup import text_of
from figures.read.objects import articles_of, kinds

CASES = yaml.safe_load((Path(__file__).parent / "data" / "read_json.yml").read_text("utf-8"))
NINJS = sorted((Path(__file__).resolve().parents[2] / "shared" / "schemas" / "ninjs").glob("*.json"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_objects(tmp_path: Path, case: dict[str, Any]) -> None:
    indent = 1 if case.get("lines") else None
    file = write(tmp_path / "x.json", json.dumps(case["json"], ensure_ascii=False, indent=indent))
    articles, problems = both(file)
    wanted = [Article(**{"path": str(file), "line": 1, "verbatim": False, **keys}) for keys in case.get("articles", ())]
    if case.get("lines"):  # each element on lines of its own
        assert [(a.text, a.id, a.line) for a in articles] == [(w.text, f"x.json#{n}", n) for w, n in
                                                              zip(wanted, (2, 6), strict=True)]
    else:
        assert articles == wanted
    assert len(problems) == len(case.get("says", ()))
    for problem, said in zip(problems, case.get("says", ()), strict=True):
        assert problem.startswith("x.json:") and said in problem


@pytest.mark.parametrize("case", [c for c in CASES if isinstance(c["json"], dict)], ids=lambda case: case["name"])
def test_a_line_of_json_lines_may_be_any_of_them(tmp_path: Path, case: dict[str, Any]) -> None:
    articles, problems = both(write(tmp_path / "x.jsonl", json.dumps(case["json"]) + "\n"))
    assert [a.text for a in articles] == [keys["text"] for keys in case.get("articles", ())]
    assert len(problems) == len(case.get("says", ()))


def test_every_kind_has_a_case() -> None:
    assert {kind.name for kind in kinds()} == {"ninjs", "JSON-LD", "JSON of trafilatura"}


@pytest.mark.skipif(not NINJS, reason="the published examples are not here")
@pytest.mark.parametrize("path", NINJS, ids=lambda path: path.stem)
def test_published_examples_of_ninjs(path: Path) -> None:
    articles, problems = both(path)
    assert problems == []
    (article,) = articles
    assert article.title and article.date and "<" not in article.text


@pytest.mark.parametrize(("data", "said"), [
    (b"", "x.json:1: there is nothing in it"),
    (b"{bad", "x.json:1: not JSON"),
    (b'[{"text": "a"},\n {"text": }]', "x.json:2: not JSON"),
    (b'{"text": "a"', "x.json:1: not JSON"),
    (b"5", "x.json:1: an article must be a JSON object"),
    (b"[" * 200_000, "x.json:1: JSON is nested too deeply"),
    (b'{"a":' * 200_000, "x.json:1: JSON is nested too deeply"),
    (b'{"text": "\xff"}', "x.json:1: byte 10 is not UTF-8"),
    (b'{"text": "a\0"}', "x.json: a binary file"),
    (b'{"text": "\\ud800"}', "x.json:1: not JSON"),
    (b'{"text": 1e999999999}', "x.json:1: not JSON"),
])
def test_bad_file_is_one_problem(tmp_path: Path, data: bytes, said: str) -> None:
    write(tmp_path / "x.json", data)
    write(tmp_path / "y.json", '{"text": "good"}')
    articles, problems = both(tmp_path)
    assert [article.text for article in articles] == ["good"]
    assert len(problems) == 1 and problems[0].startswith(said), problems


def test_elements_know_their_lines(tmp_path: Path) -> None:
    data = '\n[ {"text":\n "a"}\n,{"text": ","},\n\n {"text": 5}]\n'
    articles, problems = both(write(tmp_path / "x.json", data))
    assert [(article.text, article.line) for article in articles] == [("a", 2), (",", 4)]
    assert problems == ["x.json:6: 'text' must be a string, not a number"]


def test_an_object_a_line_is_json_lines(tmp_path: Path) -> None:
    articles, problems = both(write(tmp_path / "x.json", '{"text": "a"}\n{bad\n{"text": "b"}\n'))
    assert [(article.text, article.line) for article in articles] == [("a", 1), ("b", 3)]
    assert len(problems) == 1 and problems[0].startswith("x.json:2: not JSON")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1256"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    file = write(tmp_path / "x.json", '{"text": "غرقت 3 قوارب"}'.encode(encoding))
    assert both(file, encoding="windows-1256")[0][0].text == "غرقت 3 قوارب"


VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(
    inner, max_size=3) | st.dictionaries(st.sampled_from(("@type", "@id", "@value", "@graph", "name", "value", "role")),
                                         inner, max_size=3), max_leaves=8)
KEYS = st.sampled_from(("@type", "@graph", "@id", "uri", "text", "raw_text", "fingerprint", "headline", "headlines",
                        "bodies", "body_text", "descriptions", "articleBody", "publisher", "infosources",
                        "datePublished", "versioncreated", "inLanguage",
                        "mainEntityOfPage", "translationOfWork", "id", "title", "url"))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the first value of such a strategy takes long
@given(st.dictionaries(KEYS, VALUES | st.just("NewsArticle"), max_size=6))
def test_no_object_raises(found: dict[str, Any]) -> None:
    items = list(articles_of(File(Path("x"), "x", "x", ".json"), found, 1))
    assert items
    for item in items:
        if isinstance(item, Article):
            assert item.text.strip()
            assert all(isinstance(value, str | None) for value in (item.title, item.publisher, item.date, item.url))


@pytest.mark.parametrize(("fragment", "text"), [
    ("plain, as it is  \n\n <3 & 2<4", "plain, as it is  \n\n <3 & 2<4"),
    ("<p>a<br>b</p>c", "a\nb\nc"),
    ("<ul><li>a<li>b</ul>", "a\nb"),
    ("<table><tr><td>12</td><td>dead</td></tr></table>", "12 dead"),
    ("x&nbsp;y &#1633;", "x\u00a0y ١"),
    ("a<!-- b --><style>c</style><b>d</b>", "ad"),
    ("<p>" + "<b>" * 100 + "deep", "deep"),
    ("\0<p>a\0b", "\ufffd\na\ufffdb"),
    ("<![CDATA[x]]><p>y</p>", "y"),
])
def test_words_of_markup(fragment: str, text: str) -> None:
    assert text_of(fragment) == text


@settings(deadline=None)
@given(st.text(alphabet="<>/!-&;#ap b=\"'\n\0", max_size=60))
def test_no_markup_raises_and_no_tag_is_left(fragment: str) -> None:
    assert isinstance(text_of(fragment), str)
