"""The drawing of a series: an SVG of stated values over the days that they were published on.

A claim is a mark with a bar from its least to its most, ``about`` as far as its interval goes; an open end is an arrow.
A source has one colour and one shape, so that colours are never all there is. What is at odds has a ring and its value
beside it. The running tolls of a source are joined by steps.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from figures.dates.calendar import parse_day
from figures.model import Claim, Value
from figures.report.page_markup import esc
from figures.report.ui import Words
from figures.report.words import number

WIDTH, HEIGHT = 600, 240
LEFT, RIGHT, TOP, BOTTOM = 72, 20, 16, 34
UNDATED = 72
"""How wide the column of those without a date is."""
ARROW = 26
ROOM = 0.2
"""The share of the scale that an arrow has room on."""
LETTER = 7.5
"""About how wide a digit is, to see whether a value has room beside its mark."""
LOG_FROM = 8
"""A logarithmic scale is used where the largest value is so many times the smallest."""
COLOURS = 8
SHAPES = 4
MOST = 120
Scale = Callable[[float], float]


class Point(NamedTuple):
    """A claim to draw: when and what it states, who says so, and whether it is at odds. Values are finite."""

    claim: Claim
    day: datetime.date | None
    low: float | None
    best: float
    high: float | None
    source: str
    odds: bool


def point(claim: Claim, date: str | None, source: str, odds: bool) -> Point | None:
    """A claim as a point; ``None`` where it has no value that can be drawn."""
    ends = claim.interval if claim.qualifier == "approx" else (claim.low, claim.high)
    low, best, high = _float(ends[0]), _float(claim.best), _float(ends[1])
    best = next((value for value in (best, low, high) if value is not None), None)
    return None if best is None else Point(claim, parse_day(date), low, best, high, source, odds)


def _float(value: Value | None) -> float | None:
    try:
        made = None if value is None else float(value)
    except OverflowError:
        return None
    if made is None or not math.isfinite(made) or abs(made) > 1e200:
        return None
    return made if abs(made) > 1e-200 else 0.0


def svg(points: Sequence[Point], sources: Sequence[str], name: str, ident: str, w: Words) -> str:
    """The drawing. ``sources`` gives the order of colours, ``name`` is its title and ``ident`` an id of the page."""
    values = [value for p in points for value in (p.low, p.best, p.high) if value is not None]
    low, high = min(values), max(values)
    log = low > 0 and high / low >= LOG_FROM
    bounds = _with_room(points, low, high, log)
    y, ticks = _log_scale(*bounds) if log else _linear_scale(*bounds)
    places, labels = _columns(points, w)
    figures = w.count("figure", len(points))
    described = w("plot.desc", figures=figures, low=_short(low), high=_short(high)) + (
        f" {w('plot.log')}" if log else "")
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="{ident}-t {ident}-d" direction="ltr">',
        f'<title id="{ident}-t">{esc(name)}</title><desc id="{ident}-d">{esc(described)}</desc>',
        *(_grid(y(tick), _short(tick)) for tick in ticks),
        *(f'<text class="x" x="{_n(x)}" y="{HEIGHT - 10}">{esc(label)}</text>' for x, label in labels),
        *_steps(points, places, y, sources),
        *(_mark(p, x, y, sources.index(p.source)) for p, x in zip(points, places, strict=True)),
        *_values(points, places, y),
        "</svg>",
    ]
    return "".join(parts)


def swatch(index: int) -> str:
    """The mark of a source, for the legend."""
    return f'<svg class="swatch" viewBox="0 0 16 16" aria-hidden="true">{_shape(index, 8, 8)}</svg>'


# --- scales -----------------------------------------------------------------------------------------------------


def _with_room(points: Sequence[Point], low: float, high: float, log: bool) -> tuple[float, float]:
    """The ends of the scale, so that the arrow of an open end has room on it."""
    span = high / low if log else high - low or abs(high)
    for p in points:
        if p.high is None:
            high = max(high, p.best * span**ROOM if log else p.best + ROOM * span)
        if p.low is None:
            low = min(low, p.best / span**ROOM if log else max(p.best - ROOM * span, min(p.best, 0)))
    return low, high


def _linear_scale(low: float, high: float) -> tuple[Scale, list[float]]:
    if low == high:
        low, high = min(low, 0), max(high, 0) or 1
    if 0 < low < high / 3:
        low = 0
    step = 10 ** math.floor(math.log10((high - low) / 4))
    step *= next((factor for factor in (1, 2, 5) if (high - low) / (step * factor) <= 5), 10)
    first, last = math.floor(low / step), math.ceil(high / step)
    bottom, span = first * step, (last - first) * step
    return _onto(lambda value: (value - bottom) / span), [i * step for i in range(first, last + 1)]


def _log_scale(low: float, high: float) -> tuple[Scale, list[float]]:
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    every = max(1, math.ceil((last - first) / 8))
    ticks = [10.0**power for power in range(first, last + 1, every)]
    if last - first <= 3:
        fine = [factor * 10.0**power for power in range(first, last + 1) for factor in (1, 2, 5)]
        bottom, top = max(tick for tick in fine if tick <= low), min(tick for tick in fine if tick >= high)
        ticks = [tick for tick in fine if bottom <= tick <= top]
    start, span = math.log10(ticks[0]), math.log10(ticks[-1] / ticks[0])
    return _onto(lambda value: (math.log10(value) - start) / span), ticks


def _onto(share: Callable[[float], float]) -> Scale:
    """From a share of the scale to the drawing, whose y goes down; nothing leaves the drawing."""
    return lambda value: HEIGHT - BOTTOM - min(max(share(value), 0), 1) * (HEIGHT - BOTTOM - TOP)


def _columns(points: Sequence[Point], w: Words) -> tuple[list[float], list[tuple[float, str]]]:
    """The x of each point, those of one day side by side, and the labels below."""
    days = sorted({p.day for p in points if p.day is not None})
    undated = any(p.day is None for p in points)
    right = WIDTH - RIGHT - (UNDATED if undated and days else 0)
    span = (days[-1] - days[0]).days if days else 0
    inner = right - LEFT - UNDATED  # half of a column is kept free on either side

    def at(day: datetime.date | None) -> float:
        if day is None:
            return WIDTH - RIGHT - UNDATED / 2 if days else (LEFT + right) / 2
        return LEFT + UNDATED / 2 + (inner * (day - days[0]).days / span if span else inner / 2)

    of_day: dict[datetime.date | None, int] = {}
    places = []
    amounts = {day: sum(p.day == day for p in points) for day in (*days, None)}
    room = min(14.0, inner / max(span, 1) / 1.2) if span else 14.0
    for p in points:
        i = of_day[p.day] = of_day.get(p.day, -1) + 1
        step = min(max(room, 3.0) if amounts[p.day] < 3 else room, 60 / amounts[p.day])
        places.append(at(p.day) + (i - (amounts[p.day] - 1) / 2) * step)
    every = math.ceil(len(days) / 6) if days else 1
    labels, last = [], -math.inf
    for day in days[::every]:
        if at(day) - last >= 76:  # narrower, and two dates would touch
            labels.append((at(day), day.isoformat()))
            last = at(day)
    return places, labels + ([(at(None), w("plot.undated"))] if undated else [])


def _short(value: float) -> str:
    """A number for an axis: ``12,000``, ``3.5``, ``2e+15``."""
    if abs(value) >= 1e12 or (value and abs(value) < 1e-3):
        return f"{value:.3g}"
    return number(round(value)) if value == round(value) else f"{value:,.3f}".rstrip("0")


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


# --- marks ------------------------------------------------------------------------------------------------------


def _grid(y: float, label: str) -> str:
    return (f'<path class="grid" d="M{LEFT} {_n(y)}H{WIDTH - RIGHT}"/>'
            f'<text class="y" x="{LEFT - 8}" y="{_n(y + 4)}">{esc(label)}</text>')


def _mark(p: Point, x: float, y: Scale, index: int) -> str:
    low, high = y(p.best if p.low is None else p.low), y(p.best if p.high is None else p.high)
    bar = f'<path class="bar" d="M{_n(x)} {_n(low)}V{_n(high)}"/>' if abs(low - high) >= 1 else ""
    bar += _arrow(x, high, -1) if p.high is None else ""
    bar += _arrow(x, low, 1) if p.low is None else ""
    ring = f'<circle class="ring" cx="{_n(x)}" cy="{_n(y(p.best))}" r="9"/>' if p.odds else ""
    title = ": ".join(part for part in (p.source, p.claim.text, p.day.isoformat() if p.day else "") if part)
    colour = f"c{index}" if index < COLOURS else "cx"
    return (f'<g class="{colour}"><title>{esc(title)}</title>{bar}'
            f"{_shape(index, x, y(p.best), grouped=True)}{ring}</g>")


def _steps(points: Sequence[Point], places: Sequence[float], y: Scale, sources: Sequence[str]) -> Iterator[str]:
    """The running tolls of each source, joined: a toll holds until the next one is told."""
    for index, source in enumerate(sources):
        tolls = [(p, x) for p, x in zip(points, places, strict=True)
                 if p.source == source and p.claim.basis == "total" and p.day is not None]
        if len({p.day for p, _ in tolls}) > 1:
            (first, x), *rest = tolls
            way = "".join(f"H{_n(there)}V{_n(y(p.best))}" for p, there in rest)
            colour = f"c{index}" if index < COLOURS else "cx"
            yield f'<path class="step {colour}" d="M{_n(x)} {_n(y(first.best))}{way}"/>'


def _values(points: Sequence[Point], places: Sequence[float], y: Scale) -> Iterator[str]:
    """What the claims at odds state, beside their marks where there is room: the first of two on the left."""
    marks = [(x, y(p.best)) for p, x in zip(points, places, strict=True)]
    taken = [(x - 10, at - 10, x + 10, at + 10) for x, at in marks]
    for i, (p, (x, at)) in enumerate(zip(points, marks, strict=True)):
        if not p.odds:
            continue
        text = _stated(p)
        width = len(text) * LETTER
        left, right = (x - 13 - width, x - 13), (x + 13, x + 13 + width)
        for (start, end), side in ((left, "y"), (right, "v")) if _shares(points, i) else ((right, "v"), (left, "y")):
            box = (start, at - 7, end, at + 7)
            if start >= LEFT and end <= WIDTH and not any(_meet(box, other) for other in taken):
                taken.append(box)
                edge = _n(end if side == "y" else start)
                yield f'<text class="value {side}" x="{edge}" y="{_n(at + 4)}">{esc(text)}</text>'
                break


def _shares(points: Sequence[Point], i: int) -> bool:
    """Whether the next claim is of the same day."""
    return i + 1 < len(points) and points[i + 1].day == points[i].day


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _stated(p: Point) -> str:
    if p.claim.qualifier == "approx":
        return f"≈ {_short(p.best)}"
    if p.low is None or p.high is None:
        return f"≥ {_short(p.best)}" if p.high is None else f"≤ {_short(p.best)}"
    return _short(p.best) if p.low == p.high else f"{_short(p.low)}–{_short(p.high)}"


def _arrow(x: float, y: float, way: int) -> str:
    end = min(max(y + way * ARROW, 4), HEIGHT - 4)
    return f'<path class="bar" d="M{_n(x)} {_n(y)}V{_n(end)}m-4 {-5 * way}l4 {5 * way}l4 {-5 * way}"/>'


def _shape(index: int, x: float, y: float, grouped: bool = False) -> str:
    """A circle, square, diamond or triangle."""
    colour = "" if grouped else f" c{index}" if index < COLOURS else " cx"
    d = [
        f"M{_n(x - 5)} {_n(y)}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
        f"M{_n(x - 4.5)} {_n(y - 4.5)}h9v9h-9z",
        f"M{_n(x)} {_n(y - 6)}l6 6l-6 6l-6 -6z",
        f"M{_n(x)} {_n(y - 6)}l6 10h-12z",
    ][index % SHAPES]
    return f'<path class="dot{colour}" d="{d}"/>'
