"""The Markdown summary: read by a Markdown parser, hostile text stays text; what does not fit is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from reports import golden, hostile, large, shuffled, small

from figures.report import Run, render, safe
from figures.report import markdown as module
from figures.report.markdown import escape

TAG = re.compile(r'</?(?:span|mark)>|<a href="https?://[^"<>\s]*">|</a>')


def tokens(text: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        yield token
        yield from token.children or ()


def shown(text: str) -> str:
    """The text of a line of Markdown as a reader sees it."""
    return "".join(token.content for token in tokens(text) if token.type in ("text", "text_special"))


def test_golden() -> None:
    golden("markdown", render(small(), "markdown"))


def test_counts_table_and_figures() -> None:
    text = render(small(), "markdown")
    for words in ("# 2 findings: 1 warning, 1 note", "Read 2 articles, 2 figures, 2 claims, 1 event.",
                  "**1 problem in reading.**", "<mark>47 شخصا</mark>", "<mark>about 74 people</mark>",
                  "readers should know", "`00ff`", "not YAML", "apart by a factor of 1.6"):
        assert words in text, words
    rows = [token for token in tokens(text) if token.type == "tr_open"]
    assert len(rows) == 3


def test_empty_runs() -> None:
    assert render(Run(), "markdown").startswith("# Nothing was read\n")
    assert render(Run(small().extractions), "markdown").startswith("# No figures at odds\n")


def test_articles_are_linked_only_to_the_web() -> None:
    run = small()
    for url, there in (("https://x.example/خبر?a=1&b=2", True), ("javascript:alert(1)", False),
                       ("https://user@x.example/", False), ("https://x.example/ \"><b>", False)):
        first = run.extractions[0]
        article = msgspec.structs.replace(first.article, url=url)
        made = replace(run, extractions=(msgspec.structs.replace(first, article=article), *run.extractions[1:]))
        assert ("<a href=" in render(made, "markdown")) == there
    assert '<a href="https://x.example/%D8%AE%D8%A8%D8%B1?a&#61;1&#38;b&#61;2">' in render(
        replace(run, extractions=(msgspec.structs.replace(run.extractions[0], article=msgspec.structs.replace(
            run.extractions[0].article, url="https://x.example/خبر?a=1&b=2")), *run.extractions[1:])), "markdown")


def test_hostile_text_is_only_text() -> None:
    text = render(hostile(), "markdown")
    text.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e]", text)
    kinds = {token.type for token in tokens(text)}
    assert not kinds & {"link_open", "image", "html_block", "fence", "code_block", "em_open", "s_open"}
    for token in tokens(text):
        assert token.type != "html_inline" or TAG.fullmatch(token.content), token.content
    assert sum(token.type == "tr_open" for token in tokens(text)) == 3
    assert sum(token.type == "td_open" for token in tokens(text)) == 2 * 5
    headings = [token for token in tokens(text) if token.type == "heading_open"]
    assert len(headings) == 1 + 1 + 1 + 2
    assert all(line.count("\u2068") == line.count("\u2069") for line in text.split("\n"))


def test_filters_of_code_hosts_find_nothing() -> None:
    text = re.sub(r"<[^>]*>", "\0", render(hostile(), "markdown"))
    text = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), text)
    assert not re.search(r"@\w|#\d|www\.|https?://|:smile:|\$e\$", text)


@given(st.text(alphabet=st.sampled_from("ab1 \\`*_{}[]()#+-.!|~<>&@:/$\"'=wه\n\u202e")))
def test_escaped_words_are_what_is_shown(text: str) -> None:
    made = escape(text)
    assert shown(f"x{made}x") == f"x{safe(text)}x"
    inline = [token for token in tokens(f"> x{made}x") if token.type not in ("text", "text_special", "inline")]
    assert {token.type for token in inline} <= {"blockquote_open", "paragraph_open", "paragraph_close",
                                                "blockquote_close", "html_inline"}


def test_no_more_than_a_megabyte_and_what_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    text = render(large(6_000), "markdown")
    assert len(text.encode()) <= 1_000_000
    assert re.search(r"\n[\d,]+ findings left out of the table: the summary of a job may have 1 MB", text)
    assert re.search(r"\n[\d,]+ findings not told in full", text)
    run = small()
    many = replace(run, problems=run.problems * 20_000)
    text = render(many, "markdown")
    assert len(text.encode()) <= 1_000_000
    assert re.search(r"\n- and [\d,]+ more problems\n", text)
    monkeypatch.setattr(module, "MAX_BYTES", 3_000)
    assert len(render(large(40), "markdown").encode()) < 500_000


def test_many_places() -> None:
    assert "and 80 more places." in render(large(1, places=100), "markdown")


def test_the_order_of_the_run_changes_nothing() -> None:
    for run in (small(), hostile(), large(20)):
        assert render(shuffled(run), "markdown") == render(run, "markdown")
