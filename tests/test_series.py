"""Linking: stems, days, sketches, candidates, groups, copies, and what comes out whatever the order."""

from __future__ import annotations

import datetime
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import figures
from figures.dates.words import languages, load_words
from figures.entities import load_gazetteer
from figures.model import Article, Extraction
from figures.series import candidates, link_all
from figures.series.across import share
from figures.series.cluster import UNSEEN, grouped, matched
from figures.series.days import apart, of_time, told
from figures.series.pairs import NAMES, WEIGHTS
from figures.series.sketch import Sketch, sketch
from figures.series.words import Rarity, prior, settlements, stem
from figures.text import Sentence, fold


def sentence(text: str) -> Sentence:
    folded = fold(text)
    return Sentence(folded, 0, len(folded.folded))


def sketched(text: str) -> Sketch:
    """The sketch of an English article without a title."""
    return sketch(figures.extract(Article(id="a", text=text, lang="en")), load_gazetteer())


@pytest.mark.parametrize(("form", "expected"), [
    ("والمدينه", "مدينه"), ("بالمدينه", "مدينه"), ("للمدينه", "مدينه"), ("بادلب", "ادلب"), ("ادلب", "ادلب"),
    ("بلده", "بلده"), ("killed", "killed"),
])
def test_stems(form: str, expected: str) -> None:
    assert stem(form) == expected


def test_a_name_has_one_stem_with_and_without_particles() -> None:
    assert stem("لبنان") == stem("بلبنان") == stem("ولبنان")


def test_common_words_ship_and_are_common() -> None:
    assert prior()["the"] > prior()["people"] > prior().get("grandstand", 0.0)
    assert prior()[stem("علي")] > 0.5
    assert {fold("بلدة").folded, fold("ببلدة").folded} <= settlements()


def test_rarity_mixes_what_is_seen_with_what_is_known() -> None:
    few = Rarity([["a", "b"], ["a"]], lambda word: 0.5 if word == "a" else 0.001, 100)
    many = Rarity([["b"]] * 1000, lambda word: 0.001, 100)
    assert few["a"] < few["b"]
    assert many["b"] < few["b"]


@pytest.mark.parametrize(("text", "published", "dates", "days"), [
    ("اليوم الجمعة 29 تشرين الثاني", None, (1129,), ()),
    ("قصف يوم 29 تشرين الثاني", "2024-12-01", (1129,), ("2024-11-29",)),
    ("قال أمس إنه عاد", "2024-12-01", (), ("2024-11-30",)),
    ("The bridge fell on Friday.", "2024-12-01", (), ("2024-11-29",)),
    ("It was built on 3 May 1950.", "2024-12-01", (503,), ()),
    ("There is no day here.", "2024-12-01", (), ()),
])
def test_days_that_a_text_tells_of(
    text: str, published: str | None, dates: tuple[int, ...], days: tuple[str, ...]
) -> None:
    found = told([sentence(text)], published)
    assert found.dates == dates
    assert tuple(datetime.date.fromordinal(day).isoformat() for day in found.days) == days


def test_last_letters_hide_no_word_of_time() -> None:
    kinds = frozenset(("months", "weekdays", "days"))
    for language in languages():
        words = load_words(language)
        for head in words.heads(kinds):
            for form in (head, f"و{head}", f"وب{head}", f"لل{head.removeprefix('ال')}"):
                assert of_time(form) == any(not kinds.isdisjoint(load_words(x).begun_by(form)) for x in languages())
    assert of_time("/")
    assert not of_time("بلده")


def test_a_run_of_words_is_known_wherever_it_stands_and_whatever_its_numbers() -> None:
    one = sketched("Shells hit the old mill of Dorn and killed 14 people on Tuesday.")
    other = sketched("Doctors say that shells hit the old mill of Dorn and killed 15 people before noon.")
    assert len(one.runs & other.runs) == 5  # ten words in common, without the number
    assert not one.runs & sketched("The old mill of Dorn was hit by shells, which killed 14 people.").runs


def test_words_weigh_by_place_and_number() -> None:
    words = sketched("Dorn mourns. " + "Then people left. " * 60 + "Kelmar waits.").words
    assert words["people"] > words["dorn"] > words["kelmar"] > 0
    assert not {"14", "tuesday"} & sketched("On Tuesday 14 people died in Dorn.").words.keys()


def test_days_apart_go_round_the_year() -> None:
    assert apart((1230,), (102,)) < 4
    assert apart((101, 701), (702,)) == pytest.approx(1)


PAIRS = st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1])


@given(st.dictionaries(PAIRS, st.floats(-6, 6), max_size=30))
def test_groups_are_a_partition_whatever_the_order(scores: dict[tuple[int, int], float]) -> None:
    groups = grouped(10, scores, 0.0)
    assert sorted(member for group in groups for member in group) == list(range(10))
    items = list(scores.items())
    random.Random(1).shuffle(items)
    assert grouped(10, dict(items), 0.0) == groups


def test_groups_are_alike_on_average() -> None:
    chain = {(i, i + 1): 3.0 for i in range(5)}
    assert max(map(len, grouped(6, chain, 0.0))) == 2
    assert grouped(6, chain, UNSEEN) == [[0, 1, 2, 3, 4, 5]]
    assert grouped(3, {}, 0.0, [(0, 2)]) == [[0, 2], [1]]


def test_groups_of_two_languages_are_put_together_once() -> None:
    languages = ["ar", "ar", "en", "en", "en"]
    scores = {(0, 2): 4.0, (0, 4): 3.0}
    # the one with a single article has all of it matched
    assert matched([[0, 1], [2, 3], [4]], scores, -2.0, languages) == [[0, 1, 4], [2, 3]]
    assert matched([[0, 1], [2, 3], [4]], {}, -2.0, languages) == [[0, 1], [2, 3], [4]]


def test_a_crowded_feature_proposes_on_the_same_days_alone() -> None:
    size = candidates.MAX_POSTING + 20
    vectors = [{"city": 1.0} for _ in range(size)]
    days: list[tuple[int, ...]] = [(101 + i % 25,) for i in range(size)]
    for published in (None, 20_000):
        found = candidates.pairs(vectors, days, [published] * size)
        assert found
        assert all(days[i] == days[j] for i, j in found)
        assert candidates.pairs(vectors, [()] * size, [published] * size) == []


def test_a_common_feature_proposes_in_about_the_same_week_alone() -> None:
    size = candidates.FEW + 1
    vectors = [{"town": 1.0} for _ in range(size)]
    published = [7_000 + 7 * i for i in range(size)]
    none: list[tuple[int, ...]] = [()] * size
    near = [(i, i + 1) for i in range(size - 1)]
    assert candidates.pairs(vectors, none, published) == near
    undated = candidates.pairs(vectors, none, [*published[:-1], None])
    assert undated == sorted({*near, *((i, size - 1) for i in range(size - 1))})
    # one fewer, and it proposes whatever the dates
    assert len(candidates.pairs(vectors[1:], none[1:], published[1:])) == (size - 1) * (size - 2) // 2


def test_what_two_articles_share_weighs_enough_or_proposes_nothing() -> None:
    vectors = [{"x": 0.9, "y": 0.1}, {"y": 0.1}, {"x": 0.5}]
    none: list[tuple[int, ...]] = [()] * 3
    assert candidates.pairs(vectors, none, [None] * 3) == [(0, 1), (0, 2)]
    assert candidates.pairs(vectors, none, [None] * 3, 0.1) == [(0, 2)]


def test_weights_are_those_of_the_features() -> None:
    assert set(NAMES) == set(WEIGHTS)
    assert share("n:7") > share("n:1284") > share("u:count:person:1284")


TEXTS = [
    ("a", "ar", "قتل 14 مدنيا في قصف على سوق بلدة كفر ريحان يوم الثلاثاء، وقال الدفاع المدني إن القصف دمر السوق."),
    ("b", "ar", "أصيب 32 مدنيا وقتل 14 مدنيا جراء قصف استهدف سوق بلدة كفر ريحان الثلاثاء، بحسب الدفاع المدني."),
    ("c", "ar", "قال ناشطون إن قذائف سقطت الثلاثاء على مدرسة قرية عين الوردة، وقتل 14 مدنيا بينهم معلمة."),
    ("d", "en", "Police said that 47 people were killed when the old grandstand of Dorn fell on Sunday."),
]


def extractions() -> list[Extraction]:
    return [figures.extract(Article(id=id_, text=text, lang=lang, date="2025-04-29", publisher=f"p{id_}"))
            for id_, lang, text in TEXTS]


def test_villages_keep_attacks_of_one_day_apart() -> None:
    events = sorted(event.articles for event in link_all(extractions()).events)
    assert events == [("a", "b"), ("c",), ("d",)]


FERRY = (
    "The ferry Marlin sank off Dorn on {day} with {dead} people killed; divers searched the hull of the Marlin at "
    "night, by lamps and with ropes."
)
AFTER = (
    "In Dorn the harbour mourns on {day}: {dead} people were killed in the wreck of the Marlin, and {hurt} were "
    "injured; flags hang at half mast."
)


@pytest.mark.parametrize(("first", "second", "dead", "together"), [
    ("Monday", "Tuesday", 57, True),  # papers follow up what they told
    ("Monday", "Wednesday", 57, True),
    ("Monday", "Thursday", 57, False),
    ("Monday", "Thursday", 43, True),  # a large figure is shared
])
def test_undated_articles_are_held_together_by_near_weekdays_and_large_figures(
    first: str, second: str, dead: int, together: bool
) -> None:
    texts = {"a": FERRY.format(day=first, dead=43), "b": AFTER.format(day=second, dead=dead, hurt=12)}
    read = [figures.extract(Article(id=id_, text=text, lang="en")) for id_, text in texts.items()]
    assert (("a", "b") in [event.articles for event in link_all(read).events]) is together


@given(st.permutations(range(len(TEXTS))))
def test_the_order_of_articles_changes_nothing(order: list[int]) -> None:
    if not READ:
        READ.extend(extractions())
    read = READ
    assert link_all([read[i] for i in order]) == link_all(read)


READ: list[Extraction] = []


def test_figures_that_no_rule_claims_stand_in_series() -> None:
    article = Article(id="a", text="The tunnel is 12 km long. Three people were killed.")
    event, = link_all([figures.extract(article)]).events
    assert [(s.measure, s.unit) for s in event.series if s.measure is None] == [(None, "km")]


def test_copies_are_of_one_text_and_bulletins_of_their_own() -> None:
    text = ("The ministry said in its daily bulletin that {} people were killed and {} people were injured in the last "
            "day, and that many are still under the rubble, where ambulances cannot reach them.")

    def texts(*articles: Article) -> set[str]:
        return set(link_all([figures.extract(article) for article in articles]).text_of.values())

    one = Article(id="a", text=text.format(12, 30), date="2025-05-01", publisher="One")
    assert len(texts(one, Article(id="b", text=text.format(21, 30), date="2025-05-01", publisher="Two"))) == 1
    assert len(texts(one, Article(id="b", text=text.format(21, 35), date="2025-05-02", publisher="One"))) == 2
