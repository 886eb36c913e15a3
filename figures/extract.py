"""From an article to its claims: the one place that knows the order of the stages.

Theory of operation
-------------------
The body is folded once and cut into sentences and tokens. A gate finds the sentences that can hold a figure (a digit,
a number word, a trigger of some rule); only these are looked up and parsed. In each, numbers become figures, rules
decide what each figure counts, and the figures that are claimed get their slots from the sentence. The sentences
before are read on demand, when a source, place or date is carried over from them; what is still missing comes from
the headline, the dateline and the article's main place, and says so. An article is read alone and with nothing else
in mind, so extraction is a map over articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from figures.claims import Builder
from figures.dates import opens_date
from figures.entities import Met, load_gazetteer
from figures.lexicon import Reading as WordReading
from figures.lexicon import load_lexicon
from figures.model import Article, Extraction, Figure
from figures.numbers import gate_forms
from figures.page import ASKED, DATED, NAMED, SPELLED, Page
from figures.quantities import choose, find_figures, load_policies, opens_single
from figures.rules import Decision, Engine, RuleSet, Scene, load_engine, load_measures
from figures.rules.carry import Earlier, carry
from figures.rules.gate import COUNTABLE, NUMBER, TRIGGER, Gate, opens
from figures.rules.load import pack_sources
from figures.text import Sentence, fold, sentence_spans
from figures.wording import nearest


class PackError(ValueError):
    """A rule pack that does not exist; ``key`` is the setting that names it."""

    key = "packs"


class Extractor:
    """Everything loaded once; ``extract`` reads one article after another.

    ``roots`` are a project's own folders laid out like ``rules/``; ``policy`` names the interval policy, ``policies``
    that of single measures; ``packs`` the shipped rule packs that are used, all where it is empty. Rules with problems
    are left out and listed in ``problems``. Raises ``ResourceError`` where nothing can be done without the file that is
    wrong, ``PolicyError`` for a policy or measure and ``PackError`` for a pack that does not exist.
    """

    def __init__(
        self, roots: Sequence[Path] = (), policy: str = "default", policies: Mapping[str, str] | None = None,
        packs: Sequence[str] = (),
    ) -> None:
        self.roots = tuple(roots)
        self.lexicon = load_lexicon(self.roots)
        self.engine, self.grammar, self.problems = load_engine(self.lexicon, self.roots)
        self.packs = tuple(packs)
        if self.packs:
            self._keep_packs()
        self.measures = load_measures(self.roots)
        self.gazetteer = load_gazetteer(self.roots)
        self.arguments = (self.roots, policy, dict(policies or {}), self.packs)
        self.policies = choose(load_policies(self.roots), policy, policies or {}, self.measures)
        triggers = self.lexicon.forms_of(self.engine.names)
        self.gate = Gate(gate_forms(), triggers)
        self.lexicon.mark_with(self._mark)
        self.abbreviations = self.grammar.abbreviations

    def _keep_packs(self) -> None:
        """Drop the rules of the shipped packs that are not wanted; a project's own rules always hold."""
        shipped = {source.path: Path(source.name).stem for source in pack_sources()}
        for name in self.packs:
            if name not in shipped.values():
                close = nearest(name, shipped.values())
                mean = f"; did you mean '{close}'?" if close else ""
                known = ", ".join(sorted(shipped.values()))
                raise PackError(f"there is no rule pack '{name}' (known: {known}){mean}")
        rules = self.engine.rules
        kept = tuple(rule for rule in rules.rules if shipped.get(rule.path, self.packs[0]) in self.packs)
        self.engine = Engine(RuleSet(kept, rules.macros), self.grammar.glued, self.engine.bases)

    def _mark(self, form: str, readings: Sequence[WordReading]) -> int:
        """What a token with this form means to the stages, so that each looks only at the tokens that concern it."""
        mark = self.gate.kind(form)
        if opens_date(form):
            mark |= DATED
        if self.gazetteer.opens(form):
            mark |= NAMED
        if opens_single(form, readings, self.lexicon.units):
            mark |= COUNTABLE
        if readings and any(reading.name in self.engine.relevant for reading in readings):
            mark |= ASKED
        if self.engine.spells(form):
            mark |= SPELLED
        return mark

    def extract(self, article: Article) -> Extraction:
        """The claims of an article, in order of position."""
        return Reading(self, article).extraction()

    def decide_all(self, article: Article) -> int:
        """How many figures the rules claim in an article, without filling their slots: for measuring."""
        return sum(len(decisions) for _, _, decisions in Reading(self, article).decided())

    def decide(self, page: Page, found: int = NUMBER | TRIGGER | COUNTABLE) -> tuple[Scene, dict[int, Decision]]:
        """The figures of a sentence and what the rules say of them. ``found`` is what the gate has seen in it."""
        engine, sentence, words = self.engine, page.sentence, page.words
        numbers = page.numbers if found & NUMBER else []
        implicit = found & TRIGGER and found & COUNTABLE
        figures: list[Figure] = []
        if numbers or implicit:
            singles = page.at(COUNTABLE) if implicit else []
            figures = find_figures(sentence, words, numbers, self.lexicon, bool(implicit), page.phrases, singles)
        asked, spelled = (page.at(ASKED), page.at(SPELLED)) if figures else ([], [])
        scene = Scene(sentence, words, figures, page.phrases, self.grammar, engine.relevant, asked, spelled)
        if not figures:
            return scene, {}
        fitting = engine.fitting(scene)
        asks = frozenset().union(*(pattern.asks for pattern in fitting))
        mentions: list[tuple[int, int, str]] = []
        if "place" in asks:
            mentions += [(m.start, m.end, "place" if m.kind == "place" else "entity") for m in page.mentions]
        if "date" in asks:
            mentions += [(d.start, d.end, "date") for d in page.dates]
        decisions = engine.decide(scene, mentions, fitting)
        for number in [n for n in decisions if figures[n].implicit]:
            # طالبان are no two students: a name is no implicit figure
            token = figures[number].number[0]
            if any(m.start <= token < m.end and m.kind in ("org", "party", "place") for m in page.mentions):
                del decisions[number]
        return scene, decisions


class Reading:
    """The reading of one article."""

    def __init__(self, owner: Extractor, article: Article) -> None:
        self.owner, self.article = owner, article
        self.text = text = fold(article.body)
        title_end = len(article.title) if article.title else 0
        self.sentences = [
            Sentence(text, start, end, index, text.raw_start(start) < title_end)
            for index, (start, end) in enumerate(sentence_spans(text.folded, owner.abbreviations))
        ]
        self.met = Met()
        self._pages: dict[int, Page] = {}
        self._earlier: Earlier | None = None

    def page(self, index: int) -> Page:
        """The sentence of that index with what is known of it."""
        page = self._pages.get(index)
        if page is None:
            owner = self.owner
            page = Page(self.sentences[index], owner.lexicon, owner.gazetteer, self.article.date, self.met)
            self._pages[index] = page
        return page

    def line(self, page: Page) -> int:
        """The line of the article's body, from 1, that a sentence begins on."""
        sentence = page.sentence
        start = sentence.raw_span(0, len(sentence)).start if len(sentence) else 0
        return self.article.body.count("\n", 0, start) + 1

    def decided(self) -> Iterator[tuple[Page, Scene, dict[int, Decision]]]:
        """The sentences with figures that the gate lets through, and what the rules say of them."""
        for index in range(len(self.sentences)):
            page = self.page(index)
            found = opens(page.marks)
            if found:
                scene, decisions = self.decide(page, found)
                if scene.figures:
                    yield page, scene, decisions

    def decide(self, page: Page, found: int = NUMBER | TRIGGER | COUNTABLE) -> tuple[Scene, dict[int, Decision]]:
        """The figures of a sentence and what the rules say of them, with those that it counts of the sentence before.
        Sentences are asked for in order. ``found`` is what the gate has seen."""
        scene, decisions = self.owner.decide(page, found)
        index, earlier = page.sentence.index, self._earlier
        carried = carry(scene, decisions, earlier) if scene.figures and earlier else {}
        if carried and earlier and decisions.keys() <= carried.keys():
            self._earlier = replace(earlier, until=index)
        elif decisions and not page.sentence.title:
            self._earlier = Earlier(scene, {**decisions, **carried}, index)
        return scene, {**decisions, **carried}

    def extraction(self) -> Extraction:
        """Put the claims together."""
        owner = self.owner
        builder = Builder(self.article, owner.lexicon, owner.policies, owner.measures, self.page)
        for page, scene, decisions in self.decided():
            builder.add(page, scene, decisions)
        builder.finish(len(self.sentences))
        return Extraction(
            article=self.article, claims=tuple(builder.claims), lang=self.article.lang or self.text.lang
        )
