"""What a project knows of sources: which names are one source, and how far each is to be trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from figures.model import Article, Claim
from figures.text import fold


@dataclass(frozen=True, slots=True)
class Sources:
    """``same`` gives the one name of a source by each of its names as ``plain_name`` writes them, and by its ids;
    ``trust`` says by that name how much its word weighs against another's, from 0 to 1."""

    same: Mapping[str, str] = field(default_factory=dict)
    trust: Mapping[str, float] = field(default_factory=dict)

    def of(self, claim: Claim, article: Article) -> str | None:
        """Who is known to state a claim: its source, else its publisher; ``None`` where that is unknown."""
        source = claim.source
        if source is None:
            publisher = article.publisher
            return (self._one(publisher) or f"publisher/{publisher}") if publisher else None
        id_ = source.id
        known = self._one(id_, source.text)
        if known is not None:
            return known
        return None if id_ is None or id_.startswith(("unnamed/", "institution/")) or "/unnamed-" in id_ else id_

    def _one(self, *names: str | None) -> str | None:
        if not self.same:
            return None
        return next((self.same[key] for name in names if name and (key := plain_name(name)) in self.same), None)


def sources_of(aliases: Mapping[str, Sequence[str]], trust: Mapping[str, float]) -> Sources:
    """Sources by the names and ids that a project gives: of each its other names, and its trust where that is said."""
    same = {plain_name(name): one for one, names in aliases.items() for name in (one, *names)}
    return Sources(same, {one: share for one, share in trust.items() if share < 1})


def plain_name(name: str) -> str:
    """A name as it is compared: folded, in small letters."""
    return " ".join(fold(name).folded.split()).lower()
