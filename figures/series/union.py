"""Disjoint sets of numbers, each led by its smallest member."""

from __future__ import annotations


class Union:
    """The numbers below ``size``, each in a set of its own at first."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, i: int) -> int:
        """The leader of a member's set."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, a: int, b: int) -> None:
        """Make two sets one."""
        a, b = sorted((self.root(a), self.root(b)))
        self._parent[b] = a
