"""From entries to the table that lookups run on: folded form → what it may be.

The table is made to be loaded in a few milliseconds: forms and codes are two long strings, split once, and a code is
turned into a ``Reading`` when a text first asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

import msgspec

from figures.lexicon import english
from figures.lexicon.morphology import SHADDA, Lemma, citation, feminine, morphology
from figures.lexicon.paradigms import Cell, Forms
from figures.lexicon.schema import ArabicEntry, Content, EnglishEntry, strings
from figures.lexicon.words import Rests, Unit
from figures.model import Problem
from figures.text import TOKEN, fold_form

ARTICLE, PREPOSITION, FUTURE, LAM, LISTED, SHORT = 1, 2, 4, 8, 16, 32
"""What may stand before a form: the article, ب and ك and ل, س, ل before a verb; whether it is given as it stands;
whether its lemma has so few letters that only و and the article may (ين: بين is no yen)."""

SHORT_LEMMA = 2
LONG_DUAL = 6
ARTICLE_FORM = "ال"
K = TypeVar("K")



class Feature(NamedTuple):
    """What the forms of a cell have in common: the fields of ``Reading`` that inflection gives, and the flags."""

    num: str
    gen: str
    tense: str
    construct: bool
    pron: bool
    flags: int


class Meaning(NamedTuple):
    """The fields of ``Reading`` that an entry gives."""

    name: str
    lemma: str
    pos: str
    unit: bool


class Table(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """The compiled lexicon. ``forms``/``codes`` are lines of equal number; a line of codes is ``meaning.feature``
    (words) or ``meaning.feature.rests`` (first words of phrases), separated by spaces."""

    forms: str
    codes: str
    heads: str
    head_codes: str
    meanings: list[Meaning]
    features: list[Feature]
    rests: list[Rests]
    by_name: dict[str, str]
    lexicons: dict[str, str]
    units: dict[str, Unit]
    problems: list[Problem]
    function_words: list[str]


class Form(NamedTuple):
    """A form of an entry before it is folded; ``literal``: given as it stands; ``rests``: of a phrase."""

    text: str
    cell: Cell
    literal: bool = False
    rests: Rests = ()


Inflect = Callable[[Lemma], Forms]


def compile_table(content: Content, inflect: Inflect) -> Table:
    """Inflect all entries and put them into one table. ``inflect`` gives the forms of an Arabic lemma."""
    found: list[tuple[Meaning, Form, str]] = []
    for item in content.items:
        entry = item.entry
        forms = arabic_forms(entry, inflect) if isinstance(entry, ArabicEntry) else _english_forms(entry)
        for pos, lemma, form in forms:
            found.append((Meaning(item.name, lemma, pos, item.unit), form, item.lang))
            if entry.counts and not item.unit and pos != "masdar":
                found.append((Meaning(entry.counts, lemma, pos, True), form, item.lang))
    maker = _Maker()
    # all forms are folded as one text: folding one by one takes ten times as long
    folded = fold_form("\n".join(" ".join(form.text.split()) for _, form, _ in found)).split("\n")
    for (meaning, form, lang), text in zip(found, folded, strict=bool(found)):
        maker.add(meaning, form, text, lang)
    return maker.table(content)


class _Maker:
    """Gathers forms; number of equal things is kept by dicts, in the order of the entries."""

    def __init__(self) -> None:
        self.meanings: dict[Meaning, int] = {}
        self.features: dict[Feature, int] = {}
        self.rests: dict[Rests, int] = {}
        self.cells: dict[tuple[str, int, int, str], dict[tuple[str, str, str, bool], set[tuple[str, str, bool]]]] = {}

    def add(self, meaning: Meaning, form: Form, folded: str, lang: str) -> None:
        tokens = TOKEN.findall(folded)
        if not tokens:
            return
        rests: Rests = form.rests
        if len(tokens) > 1:
            rests = tuple((*tokens[1:], *rest) for rest in rests) or (tuple(tokens[1:]),)
        key = (tokens[0], _number(self.meanings, meaning), _number(self.rests, rests), lang)
        cell = form.cell
        group = (cell.num, cell.gen, cell.tense, cell.state == "p")
        self.cells.setdefault(key, {}).setdefault(group, set()).add((cell.voice, cell.state, form.literal))

    def table(self, content: Content) -> Table:
        words: dict[str, list[tuple[Feature, str]]] = {}
        heads: dict[str, list[tuple[Feature, str]]] = {}
        by_name: dict[str, set[str]] = {}
        meanings, rests = list(self.meanings), list(self.rests)
        for (form, meaning, rest, lang), groups in self.cells.items():
            by_name.setdefault(meanings[meaning].name, set()).add(form)
            for group, marks in groups.items():
                feature = _feature(group, marks, meanings[meaning], lang)
                code = f"{meaning}.{_number(self.features, feature)}"
                table = heads if rests[rest] else words
                table.setdefault(form, []).append((feature, f"{code}.{rest}" if rests[rest] else code))
        return Table(
            forms="\n".join(sorted(words)), codes=_lines(words),
            heads="\n".join(sorted(heads)), head_codes=_lines(heads),
            meanings=meanings, features=list(self.features), rests=rests,
            by_name={name: "\n".join(sorted(by_name[name])) for name in sorted(by_name)},
            lexicons=content.lexicons, units=content.units, problems=content.problems,
            function_words=function_words(),
        )


def _lines(table: dict[str, list[tuple[Feature, str]]]) -> str:
    """The codes of all forms, in the order of the entries, the likelier first: before those that only stand before a
    genitive, and the plural before the dual that is written like it."""
    return "\n".join(
        " ".join(code for _, code in sorted(table[form], key=lambda item: (item[0].construct, item[0].num == "d")))
        for form in sorted(table))


def _number(numbers: dict[K, int], key: K) -> int:
    return numbers.setdefault(key, len(numbers))


def _feature(group: tuple[str, str, str, bool], marks: set[tuple[str, str, bool]], meaning: Meaning,
             lang: str) -> Feature:
    """One feature for all cells of a form that spelling cannot tell apart."""
    num, gen, tense, pron = group
    flags = LISTED if any(literal for _, _, literal in marks) else 0
    states = {state for _, state, _ in marks}
    if lang == "ar":
        if meaning.pos == "verb":
            flags |= 0 if tense == "past" else FUTURE | LAM
        elif meaning.pos != "particle" and "" in states:
            flags |= ARTICLE | PREPOSITION
        elif states != {"a"} and (meaning.pos != "particle" or states == {"i"}):
            flags |= PREPOSITION
        if len(meaning.lemma) <= SHORT_LEMMA and meaning.pos != "verb":
            flags |= SHORT
    passive = bool(tense) and lang == "ar" and all(voice == "p" for voice, _, _ in marks)
    return Feature(num, gen, "passive" if passive else tense, states == {"c"}, pron, flags)


# --- Arabic --------------------------------------------------------------------------------------------------


def arabic_forms(entry: ArabicEntry, inflect: Inflect) -> Iterator[tuple[str, str, Form]]:
    """Part of speech, lemma and form of everything that an Arabic entry stands for."""
    if entry.verb:
        name = citation(entry.verb)
        yield from _arabic_inflected(entry, "verb", name, inflect)
        for masdar in strings(entry.masdar):
            yield from _arabic_inflected(ArabicEntry(noun=masdar, pos="masdar"), "masdar", citation(masdar), inflect)
    elif entry.noun or entry.adj:
        word = entry.noun or entry.adj or ""
        yield from _arabic_inflected(entry, entry.pos or ("adj" if entry.adj else "noun"), citation(word), inflect)
    texts = strings(entry.word) or strings(entry.phrase)
    pos = entry.pos or ("verb" if entry.verb else "adj" if entry.adj else "noun" if entry.noun else
                        "phrase" if entry.phrase else "particle")
    for text in (*texts, *strings(entry.forms)):
        state = "i" if text.startswith(ARTICLE_FORM) else ""
        yield pos, citation(entry.verb or entry.noun or entry.adj or text), Form(text, Cell(state=state), True)


def _arabic_inflected(entry: ArabicEntry, pos: str, name: str, inflect: Inflect) -> Iterator[tuple[str, str, Form]]:
    then = tuple(tuple(TOKEN.findall(fold_form(text))) for text in strings(entry.then))
    for lemma, rest in lemmas(entry):
        agreeing = inflect(Lemma(verb=False, citation=rest[0])) if len(rest) == 1 and not lemma.verb else ()
        plain = lemma.citation.rstrip(SHADDA)
        cells = inflect(lemma)
        accusatives = {form for cell, forms in cells if cell.state == "a" for form in forms}
        for cell, forms in cells:
            if _never_meant(lemma, cell, pos) or (cell.state == "p" and (rest or then or not entry.suffixed)):
                continue
            rests = then
            if rest:
                before = (tuple(map(fold_form, rest)),) if lemma.verb else _arabic_rests(rest, cell, agreeing)
                rests = tuple((*words, *more) for words in before for more in then or ((),))
            for form in forms:
                if not _other_word(cell, form, accusatives, pos):
                    yield pos, name, Form(form, cell, form == plain, rests)


def _never_meant(lemma: Lemma, cell: Cell, pos: str) -> bool:
    """Doings are not counted by twos (قتلي is قتلى), passives have no object (قضيه is قضية), and a unit of two letters
    is only written as it is (كما is no kilometre, كمين an ambush)."""
    if cell.num == "d" and pos == "masdar":
        return True
    if not lemma.verb and 0 < len(lemma.citation) <= SHORT_LEMMA:
        return cell.num == "d" or (cell.num == "s" and bool(cell.state))
    return cell.voice == "p" and cell.state == "p"


def _other_word(cell: Cell, form: str, accusatives: set[str], pos: str) -> bool:
    """A form that is nearly always another word: as a dual before its genitive جنديا is one soldier, صاروخي an
    adjective and التي "which"; a noun with ه is a noun in ة (بحاجه, طريقه), if it is no doing (مقتله)."""
    if (cell.num, cell.state) == ("d", "c"):
        unmistakable = form.endswith("يي") or (form.endswith("تي") and len(form) >= LONG_DUAL)
        return form in accusatives or (form.endswith("ي") and not unmistakable)
    mistakable = pos not in ("masdar", "verb") and (cell.num, cell.gen, cell.state) == ("s", "m", "p")
    return mistakable and form.endswith("ه")


def lemmas(entry: ArabicEntry) -> Iterator[tuple[Lemma, tuple[str, ...]]]:
    """The lemmas to inflect for an entry, each with the words that follow it where the entry has several words."""
    if entry.verb:
        first, *rest = citation_words(entry.verb)
        given = "-" if entry.passive is False else citation(entry.passive) if isinstance(entry.passive, str) else ""
        yield Lemma(verb=True, citation=first, imperfect=citation_words(entry.imperfect or imperfect(first))[0],
                    passive=given), tuple(rest)
        return
    first, *rest = citation_words(entry.noun or entry.adj or "")
    plurals: dict[tuple[str, ...], list[str]] = {tuple(rest): []}
    for plural in strings(entry.plural):
        head, *other = citation_words(plural)
        plurals.setdefault(tuple(other), []).append(head)
    female = feminine(first) if entry.feminine is True else citation(entry.feminine or "")
    lemma = Lemma(
        verb=False, citation=first, plurals=tuple(plurals.pop(tuple(rest))), sound=entry.sound,
        at=entry.at or entry.feminine_plural, feminine=female,
        gender=entry.gender or ("f" if first.endswith("ة") else "m"))
    yield lemma, tuple(rest)
    for other_rest, heads in plurals.items():
        yield Lemma(verb=False, citation="", plurals=tuple(heads), gender=lemma.gender), other_rest


def function_words() -> list[str]:
    """Folded forms that are words of grammar, whatever else could be read in them; with و and ف before them."""
    words = {fold_form(word) for word in morphology().function_words}
    return sorted(before + word for word in words for before in ("", "و", "ف"))


def citation_words(text: str) -> list[str]:
    """The words of a citation form, vowel signs taken off."""
    return [citation(word) for word in text.split()]


def imperfect(past: str) -> str:
    """The imperfect of a strong verb of three letters; of other verbs the entry must give it."""
    return "ي" + past


def _arabic_rests(rest: tuple[str, ...], cell: Cell, agreeing: Forms) -> Rests:
    """What follows the head of several words: as given, with articles (الطائرة المسيرة, ضابط الشرطة), agreeing."""
    found = [rest, tuple(ARTICLE_FORM + word for word in rest)]
    for other, forms in agreeing:
        if (other.num, other.state) == (cell.num, cell.state) in (("d", ""), ("s", "a"), ("p", "a")):
            found += [(form,) for form in forms]
            if cell.num == "d":
                found += [(ARTICLE_FORM + form,) for form in forms]
    return tuple(dict.fromkeys(tuple(fold_form(word) for word in words) for words in found))


# --- English -------------------------------------------------------------------------------------------------


def _english_forms(entry: EnglishEntry) -> Iterator[tuple[str, str, Form]]:
    then = tuple(tuple(TOKEN.findall(fold_form(text))) for text in strings(entry.then))
    lemma = entry.noun or entry.adj or entry.verb or (strings(entry.word) or strings(entry.phrase))[0]
    pos = entry.pos or ("noun" if entry.noun else "adj" if entry.adj else "verb" if entry.verb else
                        "phrase" if entry.phrase else "particle")
    for text, num, tense in _english_cells(entry):
        yield pos, lemma, Form(text, Cell(tense=tense, num=num), True, then)


def _english_cells(entry: EnglishEntry) -> Iterable[tuple[str, str, str]]:
    if entry.noun:
        yield entry.noun, "s", ""
        for plural in strings(entry.plural) or (english.plural(entry.noun),):
            yield plural, "p", ""
    elif entry.verb:
        yield from _english_verb(entry, *entry.verb.split(" ", 1))
    elif entry.adj:
        yield entry.adj, "", ""
    for text in (*strings(entry.word), *strings(entry.phrase), *strings(entry.forms)):
        yield text, "", ""


def _english_verb(entry: EnglishEntry, verb: str, after: str = "") -> Iterable[tuple[str, str, str]]:
    """Forms of a verb; what follows its first word (carry *out*) follows each form."""
    tail = f" {after}" if after else ""
    spellings = english.spellings(verb, entry.double)
    regular = tuple(english.past(verb, double) for double in spellings)
    participles = strings(entry.participle) or strings(entry.past) or regular
    yield verb + tail, "", "present"
    yield english.third_person(verb) + tail, "s", "present"
    for form in (entry.ing,) if entry.ing else (english.ing(verb, double) for double in spellings):
        yield form + tail, "", "ing"
    for form in participles:
        yield form + tail, "", "ed"
    for form in strings(entry.past):
        if form not in participles:
            yield form + tail, "", "past"
