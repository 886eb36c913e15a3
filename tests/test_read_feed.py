"""RSS and Atom: what is read of an item, and documents that are wrong or hostile."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import both, write

from figures.model import Article, Problem
from figures.read import feed
from figures.read.files import File

RSS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:1/rss-0.91.dtd">
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Tide</title><language>en</language><link>https://t.example/</link>
<image><title>Logo</title></image>
<item><title>Boats &amp;amp; nets</title><guid>https://t.example/a</guid><link>https://t.example/a.html</link>
<pubDate>Sat, 01 Mar 2025 08:00:00 +0300</pubDate><media:content url="x">no</media:content>
<description>Short.</description>
<content:encoded><![CDATA[<p>Three <b>boats</b> sank.</p><p>Two floated.</p>]]></content:encoded>
</item>
<item><description>2 &lt; 3 boats</description><guid isPermaLink="false">17</guid><source url="u">The Wall</source>
</item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title type="text">المد</title>
<entry><id>urn:a</id><title type="html">غرق &lt;i&gt;قوارب&lt;/i&gt;</title>
<link rel="self" href="s"/><link href="https://t.example/a"/>
<published>2025-03-01T08:00:00Z</published><updated>2025-03-02T08:00:00Z</updated><summary>x</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>غرقت 3 قوارب.</p><p>ونجا 4.</p></div></content>
</entry>
<entry><id>urn:b</id><content type="text">2 &lt;b&gt; 3 &amp;amp;</content><source><title>The Wall</title></source>
</entry></feed>
"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Tide</title></channel>
<item><title>Boats</title><description>Three boats sank.</description><dc:date>2025-03-01</dc:date></item></rdf:RDF>
"""
ITEM = "<rss><channel><item><description>good</description></item>%s</channel></rss>"


def test_rss(tmp_path: Path) -> None:
    file = write(tmp_path / "x.xml", RSS)
    articles, problems = both(file)
    assert problems == []
    assert articles == [
        Article(id="https://t.example/a", title="Boats & nets", text="Three boats sank.\nTwo floated.", lang="en",
                publisher="The Tide", url="https://t.example/a.html", date="2025-03-01T08:00:00+03:00",
                path=str(file), line=6, verbatim=False),
        Article(id="x.xml#17", text="2 < 3 boats", publisher="The Wall", lang="en", path=str(file), line=11,
                verbatim=False),
    ]


def test_atom(tmp_path: Path) -> None:
    file = write(tmp_path / "x.atom", ATOM)
    articles, problems = both(file)
    assert problems == []
    assert articles == [
        Article(id="urn:a", title="غرق قوارب", text="غرقت 3 قوارب.\nونجا 4.", publisher="المد", lang="ar",
                date="2025-03-01T08:00:00Z", url="https://t.example/a", path=str(file), line=2, verbatim=False),
        Article(id="urn:b", text="2 <b> 3 &amp;", publisher="The Wall", lang="ar", path=str(file), line=7,
                verbatim=False),
    ]


def test_rdf(tmp_path: Path) -> None:
    (article,), problems = both(write(tmp_path / "x.rss", RDF))
    assert (article.id, article.title, article.publisher, article.date, problems) == (
        "x.rss#1", "Boats", "The Tide", "2025-03-01", [])


BOMB = '<!DOCTYPE r [<!ENTITY l0 "lol">' + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)) + "]>"


@pytest.mark.parametrize(("data", "said"), [
    (BOMB + ITEM % "<item><description>&l9;</description></item>", "x.xml:1: a document type with ent"),
    (BOMB + (ITEM % "").replace("<rss>", '<rss a="&l9;">'), "x.xml:1: not XML: "),
    ('<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + ITEM % "&e;", "x.xml:1: a document type with entities"),
    ('<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x">%p;]>' + ITEM % "", "x.xml:1: a document type with ent"),
    ("", "x.xml:1: not XML: "),
    ("not xml", "x.xml:1: not XML: "),
    ("<html><body/></html>", "x.xml:1: neither RSS nor Atom: the document is <html>"),
    ("<testsuites/>", "x.xml:1: neither RSS nor Atom"),
    (b"\0\0\0", "x.xml:1: not XML: "),
    ('<?xml version="1.0" encoding="klingon"?><rss/>', "x.xml:1: not XML: "),
    (b"<rss>\xff</rss>", "x.xml:1: not XML: "),
    ("<rss>" + "<a>" * 100_000, "x.xml:1: not XML: Excessive depth"),
])
def test_a_hostile_or_wrong_document_is_one_problem(tmp_path: Path, data: str | bytes, said: str) -> None:
    write(tmp_path / "x.xml", data)
    write(tmp_path / "y.md", "good")
    articles, problems = both(tmp_path)
    assert [article.text for article in articles] == ["good"]
    assert len(problems) == 1 and problems[0].startswith(said), problems


@pytest.mark.parametrize(("more", "said"), [
    ("\n<item><title>Boats</title></item>", "x.xml:2: an item without a text (it is looked for in encoded, content"),
    ("\n<item><description>  </description></item>", "x.xml:2: an item without a text"),
    ("\n<item><desc", "x.xml:2: not XML: "),
    ("\n<item><description>a &nbsp; b</description></item>", "x.xml:2: not XML: Entity 'nbsp' not defined"),
    ("\n<item>" + "<a>" * 5000, "x.xml:2: not XML: Excessive depth"),
    ("\n<item><description>" + "x" * 11_000_000 + "</description></item>", "x.xml:2: not XML: Resource limit exceeded"),
])
def test_items_before_a_wrong_one_are_read(tmp_path: Path, more: str, said: str) -> None:
    articles, problems = both(write(tmp_path / "x.xml", ITEM % more))
    assert [article.text for article in articles] == ["good"]
    assert len(problems) == 1 and problems[0].startswith(said), problems


def test_a_date_that_is_none_keeps_the_article(tmp_path: Path) -> None:
    item = "<item><description>a</description><pubDate>on Saturday</pubDate></item>"
    articles, problems = both(write(tmp_path / "x.xml", ITEM % item))
    assert [article.text for article in articles] == ["good", "a"]
    assert problems == ["x.xml:1: 'on Saturday' is no ISO 8601 date (write 2025-04-28 or 2025-04-28T09:30+03:00)"]


def test_an_item_without_end_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "MAX_BYTES", 200_000)
    file = write(tmp_path / "x.xml", ITEM % ("<item>" + "<description>x</description>" * 50_000 + "</item>"))
    articles, problems = both(file)
    assert [article.text for article in articles] == ["good"]
    assert problems == ["x.xml: an item is larger than 0 MB (what follows is not read)"]


def test_a_long_feed_of_small_items_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "MAX_BYTES", 200_000)
    articles, problems = both(write(tmp_path / "x.xml", ITEM % ("<item><description>x</description></item>" * 20_000)))
    assert (len(articles), problems) == (20_001, [])
    assert articles[-1].id == "x.xml#20001"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1256"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = ITEM.replace("good", "غرقت 3 قوارب") % ""
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>{text}'
    file = write(tmp_path / "x.xml", declared.encode(encoding))
    assert both(file)[0][0].text == "غرقت 3 قوارب"
    if encoding == "windows-1256":
        wrong = write(tmp_path / "y.xml", declared.replace("windows-1256", "utf-8").encode(encoding))
        assert both(wrong)[1][0].startswith("y.xml:1: not XML: ")
        assert both(wrong, encoding="windows-1256")[0][0].text == "غرقت 3 قوارب"
    else:
        assert both(file, encoding="windows-1256")[0][0].text == "غرقت 3 قوارب"


@settings(deadline=None)
@given(st.text(alphabet="<>/&;!? \n\"'=abitem", max_size=80))
def test_nothing_in_an_item_raises(inner: str) -> None:
    data = (ITEM % f"<item><description>{inner}</description></item>").encode()
    items = list(feed.read(File(Path("x"), "x", "x", ".xml"), io.BytesIO(data)))
    assert isinstance(items[0], Article) and all(isinstance(item, Article | Problem) for item in items)
