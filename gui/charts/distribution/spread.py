"""What a chart of losses shows. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from core.arrays import FloatArray, Mask
from core.batch import Histogram

Spot = tuple[str, int]
"""What may be pointed at: ("example", i), ("bin", k), ("zeros", 0), ("mean", 0), ("nothing", 0)."""

MOST_DOTS = 200
MOST_LABELS = 8


@dataclass(frozen=True, eq=False, slots=True)
class Label:
    """What stands over a dot: the example's name, its loss, and how far that has come."""

    name: str
    value: str
    change: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Pinned:
    """The same losses when they were pinned, where they differ.

    Attributes
    ----------
    losses : (N,) or None
        The pinned loss of each dot; NaN where it is the same or there was none.
    bars : Histogram or None
    mean : float or None
    mean_change, zeros_change : str
        Signed, or empty for none.
    """

    losses: FloatArray | None = None
    bars: Histogram | None = None
    mean: float | None = None
    mean_change: str = ""
    zeros_change: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class HeldOut:
    """The examples that are no part of the mean.

    Attributes
    ----------
    which : (N,)
        Whether an example is one of them.
    mean : float
        Of their losses.
    mean_text : str
    bars : Histogram or None
        Instead of dots.
    factor : float
        What their counts are multiplied by, so that as many stand for them as for the others.
    """

    which: Mask
    mean: float
    mean_text: str
    bars: Histogram | None = None
    factor: float = 1.0


@dataclass(frozen=True, eq=False, slots=True)
class Spread:
    """All that a chart shows.

    Attributes
    ----------
    losses, right : (N,)
        Losses, and whether the prediction is right.
    selected : int
        The chosen example.
    end : float
        Right end of the axis.
    ticks : (value, text) pairs
    mean, nothing : float
        Where the two lines stand: the mean, and the loss of equal scores.
    mean_text, nothing_text : str
    zeros_caption, zeros_text : str
        Under and over the column of losses that are exactly 0; without a caption there is none.
    labels : tuple of Label
        Of each dot, where there are few.
    bars : Histogram or None
        Instead of dots.
    top : int
        The count that reaches the top. The pile of those that are exactly 0 has a scale of its own:
        the column is all examples.
    pinned : Pinned or None
    held_out : HeldOut or None
    """

    losses: FloatArray
    right: Mask
    selected: int
    end: float
    ticks: tuple[tuple[float, str], ...]
    mean: float
    mean_text: str
    nothing: float
    nothing_text: str
    zeros_caption: str = ""
    zeros_text: str = ""
    labels: tuple[Label, ...] = ()
    bars: Histogram | None = None
    top: int = 1
    pinned: Pinned | None = None
    held_out: HeldOut | None = None
