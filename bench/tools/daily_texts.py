"""Short daily articles on an official toll, in words of the bench: what the press writes of a day's count."""

from __future__ import annotations

import random
from dataclasses import dataclass

OUTLETS = {"ar": ("صحيفة المرفأ", "نشرة الجسر", "وكالة الضفاف"), "en": ("The Wall", "The Mill", "Harbour News")}

SOURCES = {
    "ar": {
        "mohtel": ("وزارة الصحة في غزة", "وزارة الصحة في قطاع غزة"),
        "gmotel": ("المكتب الإعلامي الحكومي في غزة", "المكتب الإعلامي الحكومي في قطاع غزة"),
    },
    "en": {
        "mohtel": ("the Health Ministry in Gaza", "Gaza's Health Ministry", "the Gaza health ministry"),
        "gmotel": ("the Government Media Office in Gaza", "Gaza's Government Media Office"),
    },
}

HEADLINES = {
    "ar": ("غزة: حصيلة اليوم", "آخر أرقام الضحايا في قطاع غزة", "حصيلة الحرب في غزة ترتفع", "غزة في يوم جديد من الحرب"),
    "en": ("Gaza: the day's count", "New figures from the Gaza Strip", "Toll of the war in Gaza climbs", "Another day in Gaza"),
}

BOTH = {
    "ar": (
        "أعلنت {source} مقتل {killed} وإصابة {injured} في قطاع غزة خلال الساعات الـ24 الماضية، لترتفع حصيلة القتلى منذ بدء "
        "الحرب إلى {toll} والجرحى إلى {hurt}.",
        "قالت {source} إن {killed} قتلوا وأصيب {injured} في غزة خلال الساعات الأربع والعشرين الماضية. وبلغت حصيلة القتلى في "
        "القطاع {toll}، وعدد الجرحى {hurt}، بحسب المصدر نفسه.",
        "سقط {dead_noun} و{hurt_noun} في قطاع غزة في آخر 24 ساعة، بحسب {source}، ما يرفع حصيلة القتلى إلى {toll} وحصيلة المصابين "
        "إلى {hurt}.",
        "وصلت حصيلة القتلى في غزة إلى {toll} والجرحى إلى {hurt}، بعد مقتل {killed} وإصابة {injured} خلال اليوم الماضي، وفق "
        "ما ذكرت {source}.",
    ),
    "en": (
        "{Source} said {killed} were killed and {injured} injured in the Gaza Strip in the past 24 hours, bringing the death "
        "toll since the war began to {toll} and the number of wounded to {hurt}.",
        "In the past 24 hours {killed} were killed in Gaza and {injured} were wounded, according to {source}. The death toll "
        "in the Strip now stands at {toll}, with {hurt} injured, the same source said.",
        "The death toll in Gaza has reached {toll} and {hurt} people have been injured, {source} said, after {killed} were "
        "killed and {injured} were hurt over the last 24 hours.",
        "{Source} reported that {killed} had been killed in the enclave over the past day. The overall death toll in Gaza "
        "rose to {toll}. It added that {injured} were injured, taking the total of injured to {hurt}.",
    ),
}
"""Both counts of the day and both tolls."""

KILLED = {
    "ar": (
        "أعلنت {source} مقتل {killed} في قطاع غزة خلال الساعات الـ24 الماضية، لترتفع حصيلة القتلى إلى {toll}.",
        "قالت {source} إن {killed} قتلوا في غزة خلال الـ24 ساعة الماضية، وإن حصيلة القتلى في القطاع بلغت {toll}.",
    ),
    "en": (
        "{Source} said {killed} were killed in the Gaza Strip in the past 24 hours, bringing the death toll to {toll}.",
        "In the past 24 hours {killed} were killed in Gaza, {source} said, raising the death toll in the Strip to {toll}.",
    ),
}

INJURED = {
    "ar": (
        "وأصيب {injured} في غزة خلال الساعات الـ24 الماضية، ليرتفع عدد الجرحى في القطاع إلى {hurt}، بحسب {source}.",
        "وذكرت {source} أن {injured} أصيبوا في غزة خلال الفترة نفسها، وأن عدد الجرحى في غزة ارتفع إلى {hurt}.",
    ),
    "en": (
        "{Source} said {injured} were injured in Gaza in the past 24 hours, bringing the number of injured to {hurt}.",
        "Another {injured} were wounded in Gaza over the past 24 hours, according to {source}, which puts the total of wounded "
        "at {hurt}.",
    ),
}

TOLL = {
    "ar": (
        "بلغت حصيلة القتلى في قطاع غزة {toll}، بحسب {source}.",
        "قالت {source} إن حصيلة القتلى في غزة وصلت إلى {toll}.",
    ),
    "en": (
        "The death toll in the Gaza Strip stands at {toll}, according to {source}.",
        "{Source} said the death toll in Gaza has reached {toll}.",
    ),
}

HURT = {
    "ar": ("وبلغ عدد الجرحى في قطاع غزة {hurt}، بحسب {source}.", "وقالت {source} إن عدد الجرحى في غزة وصل إلى {hurt}."),
    "en": (
        "The number of injured in the Gaza Strip stands at {hurt}, according to {source}.",
        "{Source} said the number of injured in Gaza has reached {hurt}.",
    ),
}

AROUND = {
    "ar": (
        "ولا يزال عدد من الضحايا تحت الركام وفي الطرقات.",
        "وتواجه المستشفيات نقصا حادا في الوقود والأدوية.",
        "ولم يصدر تعليق من الجيش الإسرائيلي.",
        "وتعذر على فرق الإسعاف الوصول إلى بعض الأحياء.",
        "وكانت المنطقة شهدت قصفا مدفعيا متقطعا طوال الليل.",
        "ودعت منظمات إنسانية إلى فتح المعابر.",
        "وتحدث سكان عن غارات على أطراف المدينة.",
        "وما زالت الاتصالات مقطوعة عن مناطق واسعة.",
    ),
    "en": (
        "Many victims remain under the rubble and on the roads.",
        "Hospitals are short of fuel and medicine.",
        "There was no comment from the Israeli military.",
        "Ambulance crews could not reach some neighbourhoods.",
        "Residents spoke of shelling through the night.",
        "Aid groups called for the crossings to be opened.",
        "Telephone lines were down in large areas.",
        "Families queued for bread in the morning.",
    ),
}


@dataclass(frozen=True, slots=True)
class Day:
    """What an article of a day states: the counts of the day and the tolls, ``None`` where it says nothing of one."""

    source: str
    killed: int | None
    toll: int | None
    injured: int | None
    hurt: int | None


def headline(rng: random.Random, language: str) -> str:
    """A headline without figures."""
    return rng.choice(HEADLINES[language])


def written(rng: random.Random, language: str, day: Day) -> str:
    """The text of an article on a day."""
    words = _words(rng, language, day)
    said = [rng.choice(AROUND[language])] if rng.random() < 0.3 else []
    if day.killed and day.injured and day.toll and day.hurt:
        said.append(rng.choice(BOTH[language]))
    else:
        if day.toll:
            said.append(rng.choice((KILLED if day.killed else TOLL)[language]))
        if day.hurt:
            said.append(rng.choice((INJURED if day.injured else HURT)[language]))
    said += rng.sample(AROUND[language], 2)
    return " ".join(sentence.format(**words) for sentence in said)


def _words(rng: random.Random, language: str, day: Day) -> dict[str, str]:
    source = rng.choice(SOURCES[language][day.source])
    digits = rng.choice((plain, grouped))
    noun = _people_ar if language == "ar" else _people_en
    killed, injured = noun(day.killed or 0, digits), noun(day.injured or 0, digits)
    dead = _counted(day.killed or 0, ("قتيل واحد", "قتيلان", "قتلى", "قتيلا", "قتيل"), digits)
    hurt = _counted(day.injured or 0, ("جريح واحد", "جريحان", "جرحى", "جريحا", "جريح"), digits)
    if language == "en":
        return {
            "source": source, "Source": source[0].upper() + source[1:], "killed": killed, "injured": injured,
            "toll": digits(day.toll or 0), "hurt": digits(day.hurt or 0),
        }
    return {
        "source": source, "killed": killed, "injured": injured, "hurt_noun": hurt, "dead_noun": dead,
        "toll": _people_ar(day.toll or 0, digits), "hurt": digits(day.hurt or 0),
    }


def plain(value: int) -> str:
    """A number in digits alone."""
    return str(value)


def grouped(value: int) -> str:
    """A number with a comma between thousands."""
    return f"{value:,}"


def _people_en(value: int, digits: object) -> str:
    return "one person" if value == 1 else f"{digits(value)} people"  # type: ignore[operator]


def _people_ar(value: int, digits: object) -> str:
    return _counted(value, ("شخص واحد", "شخصين", "أشخاص", "شخصا", "شخص"), digits)


def _counted(value: int, forms: tuple[str, str, str, str, str], digits: object) -> str:
    """A number with its noun: one, a pair, three to ten, eleven to ninety-nine, hundreds."""
    if value in (1, 2):
        return forms[value - 1]
    last = value % 100
    noun = forms[2] if 3 <= last <= 10 else forms[3] if last > 10 else forms[4]
    return f"{digits(value)} {noun}"  # type: ignore[operator]
