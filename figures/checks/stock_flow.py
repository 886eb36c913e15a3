"""F120: stock, inflow and outflow do not balance, or more are lost than were there."""

from __future__ import annotations

from collections.abc import Iterator

from figures.checks.base import Check, Clash, Context
from figures.checks.compare import apart, bounds, known_place, subject_id, total, within
from figures.checks.silence import Silence
from figures.model import Claim

CHECK = Check(
    code="F120",
    name="stock-flow",
    title="Stock and flow do not balance",
    severity="warning",
    why="What was there, what came and what left make up what is there now; and no more can be lost than were there.",
    silent="The balance fits, a source, place or people differ or are unknown, or others may have come or left in "
    "between.",
    rank=25,
)

FLOWS = {"reinforcements": 1, "withdrawn": -1}
"""What flows into a stock of forces, and out of it."""

STOCK = "deployed"


def run(context: Context) -> Iterator[Clash]:
    """Claims above what bounds them, and stocks of one article that its own flows do not lead to."""
    for measure, claims in context.of_measure.items():
        known = context.lore.measures.get(measure)
        if known is not None and known.bounded_by is not None:
            yield from _bounded(context, claims, context.of_measure.get(known.bounded_by, []))
    yield from _balance(context)


def passes(context: Context, a: Claim, b: Claim) -> Silence | None:
    """Why two claims are no stock and flow, and neither bounds the other."""
    bounded = any(
        known is not None and known.bounded_by == other.measure
        for known, other in ((context.measure(a), b), (context.measure(b), a)) if other.measure is not None
    )
    stock = STOCK in (a.measure, b.measure) and {a.measure, b.measure} <= {STOCK, *FLOWS}
    return None if bounded or stock else Silence.NO_BALANCE


def _bounded(context: Context, parts: list[Claim], wholes: list[Claim]) -> Iterator[Clash]:
    for part in parts:
        for whole in wholes:
            (p1, _), (_, w2) = bounds(part, across=True), bounds(whole, across=True)
            if p1 > w2 and _one_scope(context, part, whole):
                yield Clash(
                    (part, whole),
                    f"{part.text} ({part.measure}) and {whole.text} ({whole.measure}) cannot both hold by "
                    f"{context.said(whole)}: the first cannot be more than the second.",
                    "warning",
                    apart((p1, p1), (w2, w2)),
                    0.75,
                )


def _one_scope(context: Context, a: Claim, b: Claim) -> bool:
    """Whether one source says both on one day, of the same known people or like things at one known place."""
    x = context.source(a)
    if x is None or x != context.source(b) or a.part_of or b.part_of or context.other_unit(a, b):
        return False
    if a.stance != "asserted" or b.stance != "asserted" or a.kind != b.kind or {"revision"} & {*a.cues, *b.cues}:
        return False
    things = a.unit == b.unit and "person" not in context.lore.classes.get(a.unit or "", ("person",))
    if not known_place(a, b) or subject_id(a) != subject_id(b) or (subject_id(a) is None and not things):
        return False
    day = context.day(a)
    return a.article == b.article or (day is not None and day == context.day(b))


def _balance(context: Context) -> Iterator[Clash]:
    """Two stocks and the flows of one sentence, the second stock said to have come of the first."""
    stocks = context.of_measure.get(STOCK, [])
    for after in stocks:
        before = next((c for c in context.event.claims if c.id == after.previous), None)
        flows = [f for m in FLOWS for f in context.of_measure.get(m, []) if within(f, after) and f.part_of is None]
        flows = [f for f in flows if before is not None and f.start != before.start]
        if before is None or not flows or any(f.stance != "asserted" or f.kind != after.kind for f in flows):
            continue
        came, left = (total([f for f in flows if FLOWS[f.measure or ""] == sign]) for sign in (1, -1))
        old = bounds(before, across=True)
        size = apart((old[0] + came[0] - left[1], old[1] + came[1] - left[0]), bounds(after, across=True))
        if size > 0:
            yield Clash(
                (after, before, *flows),
                f"{before.text}, then {after.text}, do not balance with {', '.join(f.text for f in flows)}.",
                "warning",
                size,
                0.75,
            )
