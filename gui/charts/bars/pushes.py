"""Where losses push scores, as a bar chart is told of it. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

_LEAST_SHARE = 0.5
"""Of the longer side of the axis the shorter one has at least so much: numbers stand there too."""


@dataclass(frozen=True, slots=True)
class Push:
    """−∂L/∂s of one class under one loss, and how it is written."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Pusher:
    """A loss that pushes.

    Attributes
    ----------
    words : tuple of str
        What it is called, the fullest first.
    strong : bool
        The loss in force: filled arrows. The one beside it has hollow ones.
    """

    words: tuple[str, ...]
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Pushes:
    """Arrows for each of the losses `by`, on an axis from `low` to `high`, which holds 0.

    `caption` says what they are.
    """

    by: tuple[Pusher, ...]
    low: float = -1.0
    high: float = 1.0
    caption: str = ""


def span_of(values: list[float]) -> tuple[float, float]:
    """An axis for pushes of these values: at least from −1 to 1, as far as softmax can push."""
    low, high = min([-1.0, *values]), max([1.0, *values])
    return min(low, -_LEAST_SHARE * high), max(high, -_LEAST_SHARE * low)
