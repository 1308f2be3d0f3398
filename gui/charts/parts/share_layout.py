"""Where the parts of a whole stand in a bar, and which of them stand together."""

from __future__ import annotations

from dataclasses import dataclass

from gui.charts.parts.cut import cut
from gui.words import numbers

# So few have a part of their own each, however narrow.
_FEW = 5
# A twentieth of a point is no change that a bar shows.
_SAME = 5e-4
REST = -1
"""The mark of the rest."""


@dataclass(frozen=True, slots=True)
class Share:
    """One part: its key, name and share, and the share it had when pinned, None without a pin."""

    key: int
    name: str
    share: float
    then: float | None = None


@dataclass(frozen=True, slots=True)
class Shares:
    """A whole.

    Attributes
    ----------
    parts : tuple of Share
        The largest ones, the largest first.
    rest, rest_then : float
        What all others have together, and had when pinned.
    others : int
        How many others there are.
    """

    parts: tuple[Share, ...] = ()
    rest: float = 0.0
    rest_then: float | None = None
    others: int = 0

    @property
    def counted(self) -> int:
        """How many have a share."""
        return len(self.parts) + self.others


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the bar: one share, or the rest of them together (`key` None, `name` empty).

    Attributes
    ----------
    count : int
        How many shares it is.
    percent, change : str
        What it has, and how many points that is more than when pinned (empty if none).
    left, right : float
        Its edges.
    """

    key: int | None
    name: str
    share: float
    then: float | None
    count: int
    percent: str
    change: str
    left: float
    right: float

    @property
    def mark(self) -> int:
        """Its key in a bar of marks."""
        return REST if self.key is None else self.key


def lay_out_shares(shares: Shares, width: float, least: float) -> tuple[Part, ...]:
    """Cut a bar of this width into parts; those narrower than `least` join the rest."""
    own = len([share for share in shares.parts if share.share * width >= least])
    if shares.counted <= _FEW or shares.counted == own + 1:
        own = len(shares.parts)  # a rest of one is that one
    together = shares.parts[own:]
    pieces: list[tuple[int | None, str, float, float | None, int]] = [
        (one.key, one.name, one.share, one.then, 1) for one in shares.parts[:own]
    ]
    count = len(together) + shares.others
    if count:
        rest = shares.rest + sum(share.share for share in together)
        then = shares.rest_then
        if then is not None:
            then += sum(share.then or 0.0 for share in together)
        pieces.append((None, "", rest, then, count))
    changes = [points(piece[2], piece[3]) for piece in pieces]
    percents = numbers.percents([piece[2] for piece in pieces])
    ends = cut([piece[2] for piece in pieces], width, 1.0)
    return tuple(
        Part(*piece, percent, change, left, right)
        for piece, percent, change, left, right in zip(
            pieces, percents, changes, [0.0, *ends], ends, strict=False
        )
    )


def points(share: float, then: float | None) -> str:
    """How many percentage points a share has gained since it was pinned; empty for none."""
    if then is None or abs(share - then) <= _SAME:
        return ""
    return numbers.change(100 * share, 100 * then, 1)
