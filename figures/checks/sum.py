"""F106: parts that are said to be all do not add up to their whole."""

from __future__ import annotations

from collections.abc import Iterator

from figures.checks.base import Check, Clash, Context
from figures.checks.compare import apart, bounds, total
from figures.checks.silence import Silence
from figures.model import Claim, plain
from figures.text import TOKEN, fold

CHECK = Check(
    code="F106",
    name="sum",
    title="Parts do not add up to their whole",
    severity="error",
    why="Where a text lists all parts of a whole, they add up to it: else one of the figures is wrong, or a part is "
    "missing.",
    silent="Nothing says that the list is complete, the parts may overlap, or the sum fits the interval of the whole.",
    rank=58,
)

_STOPS = frozenset(".;؛!?؟")


def run(context: Context) -> Iterator[Clash]:
    """Wholes whose complete parts add up to something else."""
    claims = {claim.id: claim for claim in context.event.claims}
    parts: dict[str, list[Claim]] = {}
    for claim in context.event.claims:
        if claim.part_of in claims:
            parts.setdefault(claim.part_of or "", []).append(claim)
    for id_, found in sorted(parts.items()):
        whole, listed = claims[id_], _complete(found)
        if len(listed) < 2 or any(part.kind != whole.kind or context.other_unit(part, whole) for part in listed):
            continue
        most = bounds(whole, across=False)[1]
        if any(bounds(part, across=False)[0] > most for part in listed):
            continue  # no such whole has such a part: the list is of something else, or F105 speaks
        low, high = total(listed)
        size = apart((low, high), bounds(whole, across=False))
        if size > 0 and (high > most or not _goes_on(context, listed[-1])):
            told = plain(int(low)) if low == high else f"{low:g} to {high:g}"
            yield Clash(
                (whole, *listed),
                f"{whole.text} and its parts {', '.join(part.text for part in listed)} cannot all hold: together they "
                f"are {told}.",
                "error",
                size,
                0.9,
            )


def passes(_context: Context, a: Claim, b: Claim) -> Silence | None:
    """Why two claims are not of one list of parts."""
    listed = a.part_of is not None and a.part_of == b.part_of
    return None if listed or a.part_of == b.id or b.part_of == a.id else Silence.NO_PART


def _goes_on(context: Context, last: Claim) -> bool:
    """Whether the list may go on behind its last part, with words that are not read as a figure."""
    body = context.articles[last.article].body
    for form in TOKEN.findall(fold(body[last.end : last.sentence[1]]).folded.lower()):
        if form in _STOPS:
            return False
        if any(form in words.joins or form.startswith(words.glued) for words in context.lore.ranges):
            return True
    return False


def _complete(parts: list[Claim]) -> list[Claim]:
    """The parts of a list that is said to be complete, up to the first that is a part of another part."""
    parts = sorted(parts, key=lambda part: part.start)
    if not parts or "complete" not in parts[0].cues:
        return []
    end = next((i for i, part in enumerate(parts) if i and "including" in part.cues), len(parts))
    return parts[:end]
