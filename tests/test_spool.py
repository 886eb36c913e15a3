"""Articles that wait on disk: all of them, in order of id, whatever they hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from figures.cli.spool import IN_MEMORY, Spool
from figures.model import Article

ARTICLES = st.lists(
    st.builds(
        Article, id=st.text(min_size=1), text=st.text(), title=st.none() | st.text(),
        line=st.none() | st.integers(1, 1 << 40),
    ),
    unique_by=lambda article: article.id,
)


@given(ARTICLES)
def test_gives_back_what_it_took_in_order_of_id(articles: list[Article]) -> None:
    spool = Spool.of(articles)
    assert len(spool) == len(articles)
    assert list(spool) == sorted(articles, key=lambda article: article.id)


@given(ARTICLES, st.data())
def test_a_part_of_it_keeps_the_order(articles: list[Article], data: st.DataObject) -> None:
    spool = Spool.of(articles)
    numbers = sorted(data.draw(st.sets(st.integers(0, len(articles) - 1)))) if articles else []
    assert list(spool.chosen(numbers)) == [spool[number] for number in numbers]


def test_more_than_memory_holds_goes_to_a_file() -> None:
    articles = [Article(id=str(i), text="x" * (IN_MEMORY // 4)) for i in range(9)]
    spool = Spool.of(reversed(articles))
    assert [article.id for article in spool] == [str(i) for i in range(9)]
    assert all(len(article.text) == IN_MEMORY // 4 for article in spool)
