"""HTML pages: text by trafilatura, the rest by JSON-LD first; encodings; hostile pages; the package missing."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from reading import both, write

from figures.model import Article
from figures.read import html

TEXT = ["Three boats sank off the harbour on Sunday, the coast guard said in a statement.",
        "It said that 12 people were rescued and that 4 were still missing by the evening."]
PAGE = """<!doctype html><html lang="en"><head><meta charset="%s"><title>%s | The Tide</title>%s</head><body>
<nav><a href="/">Home</a> <a href="/w">Weather</a></nav><main><article><h1>%s</h1><p>%s</p><p>%s</p></article></main>
<footer>Imprint, 99 rights</footer><script>var x = "17 dead";</script></body></html>"""


def page(head: str = "", title: str = "Boats sink", texts: list[str] = TEXT, charset: str = "utf-8") -> str:
    return PAGE % (charset, title, head, title, *texts)


def ld(record: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(record)}</script>'


NEWS = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Boats sink off the harbour",
        "datePublished": "2025-03-01T08:00:00+03:00", "publisher": {"name": "The Tide"}, "inLanguage": "en-GB",
        "url": "https://t.example/a"}


def test_text_is_the_articles_and_metadata_are_those_of_json_ld(tmp_path: Path) -> None:
    file = write(tmp_path / "x.html", page(ld({"@graph": [{"@type": "WebPage"}, NEWS]})))
    articles, problems = both(file)
    assert problems == []
    (article,) = articles
    assert article == Article(
        id="x.html", title="Boats sink off the harbour", text=article.text, publisher="The Tide", lang="en",
        date="2025-03-01T08:00:00+03:00", url="https://t.example/a", path=str(file), line=1, verbatim=False)
    assert article.text == "\n".join(TEXT)  # without the heading, which is another headline


def test_metadata_without_json_ld(tmp_path: Path) -> None:
    head = ('<meta property="article:published_time" content="2025-03-01T08:00:00Z">'
            '<meta property="og:site_name" content="The Tide">')
    (article,), problems = both(write(tmp_path / "x.htm", page(head)))
    assert problems == []
    assert (article.title, article.publisher) == ("Boats sink", "The Tide")
    assert (article.date, article.lang) == ("2025-03-01", "en")
    assert article.text == "\n".join(TEXT)  # the headline is not there twice


def test_a_page_made_by_scripts_is_read_from_its_json_ld(tmp_path: Path) -> None:
    head = ld({**NEWS, "articleBody": TEXT[0]})
    (article,), _ = both(write(tmp_path / "x.html", f"<html><head>{head}</head><body></body></html>"))
    assert article.text == TEXT[0]


@pytest.mark.parametrize("broken", ["{", "[[[[" * 50_000, '"text"', '[5, {"@type": "NewsArticle"}]', "{}", "null"])
def test_json_ld_that_is_none_is_passed_over(tmp_path: Path, broken: str) -> None:
    head = f'<script type="application/ld+json">{broken}</script>'
    (article,), problems = both(write(tmp_path / "x.html", page(head)))
    assert (article.title, problems) == ("Boats sink", [])


def test_encodings(tmp_path: Path) -> None:
    texts = ["غرقت ثلاثة قوارب قبالة المرفأ يوم الأحد، وفق ما قال خفر السواحل في بيان له.",
             "وأضاف أن 12 شخصا أنقذوا وأن 4 آخرين ما زالوا مفقودين حتى المساء."]
    data = page(title="غرق قوارب", texts=texts, charset="windows-1256")
    for name, raw, encoding in (("a", data.encode("cp1256"), None), ("b", data.encode("utf-16"), "cp1252"),
                                ("c", data.replace("windows-1256", "utf-8").encode("cp1256"), "windows-1256"),
                                ("d", data.encode("utf-8-sig"), None)):
        articles, problems = both(write(tmp_path / f"{name}.html", raw), encoding=encoding)
        assert problems == [], name
        assert (articles[0].title, articles[0].text) == ("غرق قوارب", "\n".join(texts)), name


@pytest.mark.parametrize(("data", "said"), [
    ("", "x.html:1: no article was found in the page (it may be a list of links, or made by scripts)"),
    ("<html><body></body></html>", "x.html:1: no article was found in the page"),
    ("<html><body><script>12 dead</script></body></html>", "x.html:1: no article was found in the page"),
    (b"<html>\0</html>", "x.html: a binary file"),
    (b"<html><meta charset=klingon>", "x.html: there is no encoding 'klingon'"),
    (b"<html><meta charset=undefined>", "x.html: there is no encoding 'undefined'"),
    (b"<html>\n\xff", "x.html:2: byte 7 is not UTF-8"),
    ("<p>x" * 60_000, "x.html: page has more than 30,000 elements (it is left out)"),
])
def test_a_wrong_page_is_one_problem(tmp_path: Path, data: str | bytes, said: str) -> None:
    write(tmp_path / "x.html", data)
    write(tmp_path / "y.md", "good")
    articles, problems = both(tmp_path)
    assert [article.text for article in articles] == ["good"]
    assert len(problems) == 1 and problems[0].startswith(said), problems


@pytest.mark.parametrize("inner", ["<div>" * 100_000, "<!--" * 100_000, "<a " * 100_000, "</x>" * 100_000,
                                   "&" * 100_000, "<table><tr><td>" * 9_000, "<![CDATA[" * 50_000,
                                   "<svg><math>" * 10_000])
def test_a_hostile_page_is_read_or_a_problem(tmp_path: Path, inner: str) -> None:
    data = f"<html><body><p>{TEXT[0]}</p>{inner}</body></html>"
    articles, problems = both(write(tmp_path / "x.html", data))
    assert len(articles) + len(problems) == 1
    assert all(TEXT[0] in article.text for article in articles)


def test_a_page_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MAX_PAGE", 100)
    assert both(write(tmp_path / "x.html", page()))[1] == ["x.html: file is larger than 0 MB (it is left out)"]


def test_what_makes_trafilatura_fail_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    assert both(write(tmp_path / "x.html", page()))[1] == [
        "x.html:1: no article can be made of the page: RecursionError: too deep"]


def test_without_the_package_it_is_said_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert both(write(tmp_path / "x.html", page()))[1] == [
        "x.html: HTML pages need the package trafilatura, which is not installed (pip install 'newsfigures[html]')"]


def test_trafilatura_says_nothing_by_itself(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    both(write(tmp_path / "x.html", "<html><body></body></html>"))
    both(write(tmp_path / "y.html", "\x01"))
    assert capfd.readouterr() == ("", "")
