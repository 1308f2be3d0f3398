"""What the window asks of every loss: its cards, its formula, its words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from core.arrays import FloatArray
from core.evaluation import Evaluation
from core.settings import LossSettings
from core.state import State
from gui.charts.bars.drawn import Threshold
from gui.charts.formula.boxes import Box
from gui.charts.formula.figures import Figures
from gui.charts.parts.sum import Share
from gui.look.theme import Look
from gui.words import numbers
from gui.words.translation import tr


@dataclass(frozen=True, eq=False)
class Bars:
    """A card of bars: one number for each class.

    Attributes
    ----------
    heading, hint : str
        The hint is rich text: names in it come escaped.
    values : (C,)
    before : (C,) or None
        The values when pinned; NaN for one that was not counted.
    rest : {"sum", "max"}
        What stands for the classes that are left out.
    write : function of a value
        Its text.
    of : (C,) or None
        What `write` is given in place of the values.
    hidden : int or None
        A class that is not counted.
    span : (float, float)
        What the axis holds at the least; 0 belongs to it.
    """

    heading: str
    hint: str
    values: FloatArray
    before: FloatArray | None = None
    rest: str = "sum"
    write: Callable[[float], str] = numbers.plain
    of: FloatArray | None = None
    hidden: int | None = None
    span: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class Curve:
    """The last card as the curve −ln p: the present point (p, loss), and the pinned one."""

    point: tuple[float, float]
    pinned: tuple[float, float] | None


@dataclass(frozen=True)
class Total:
    """The last card as a number: how it came about, from the fullest sentence to the shortest.

    `change` is how far it has come since the pin. It is made of the `shares`.
    """

    text: str
    sentences: tuple[str, ...]
    shares: tuple[Share, ...]
    change: str


@dataclass(frozen=True, eq=False)
class Stages:
    """The way from scores to loss, for four cards; the first shows the scores themselves."""

    scores_hint: str
    threshold: Threshold | None
    second: Bars
    third: Bars
    last_heading: str
    last: Curve | Total


class LossDisplay(ABC):
    """One loss of the engine as the window shows it.

    Everything is asked of an evaluation, by the loss's own key: whether it is the one in force, or
    the one beside it, makes no difference.
    """

    key: str

    family: str = ""
    """The loss under whose name it is chosen, as a variant of that; its own key if empty."""

    settings: ClassVar[frozenset[str]] = frozenset()
    """The settings that it has, as fields of `LossSettings`."""

    reaches_zero: ClassVar[bool] = False
    """Whether losses of exactly 0 are nothing special, so that they are always counted apart."""

    many_minima: ClassVar[bool] = False
    """Whether its mean can be at its lowest in more than one place, without any penalty too."""

    quick: ClassVar[int] = 400
    """Examples × classes up to which a frame of a drag can afford the landscape's exact minimum."""

    # -- the chosen example -----------------------------------------------------------------------

    @abstractmethod
    def stages(self, evaluation: Evaluation, look: Look) -> Stages:
        """The four cards of the Scores page."""

    @abstractmethod
    def formula(
        self, evaluation: Evaluation, keep: int | None = None, figures: Figures | None = None
    ) -> Box:
        """L_i with today's numbers in it, and at most `keep` classes written."""

    @abstractmethod
    def term_lines(self, evaluation: Evaluation, index: int) -> list[str]:
        """What a class adds, to the last digit: lines of a tool tip after its name and score."""

    # -- a model that knows nothing ---------------------------------------------------------------

    @abstractmethod
    def nothing(self, state: State) -> str:
        """What equal scores give, in the letters of the lecture: ln 3, (C − 1) Δ."""

    def nothing_at_line(self, state: State, value: float) -> str:
        """The same, short, at a line in a chart."""
        return numbers.plain(value)

    def nothing_in_words(self, state: State, value: float) -> str:
        """The same with its `value`, in a sentence."""
        return f"{self.nothing(state)} = {numbers.plain(value)}"

    def nothing_said(self, formula: str) -> str:
        """The sentence of what gives `formula`."""
        return tr("losses.foot", formula=formula)

    # -- all examples -----------------------------------------------------------------------------

    @abstractmethod
    def zeros_hint(self, loss: LossSettings, *, zeros: bool) -> str:
        """Whether a loss of 0 can be there, or is."""

    def has_corners(self, loss: LossSettings) -> bool:
        """Whether its slope jumps, so that the best W may lie where no slope is 0."""
        return False

    # -- words ------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """What it is called where it is chosen."""
        return tr(f"loss.{self.key}")

    @property
    def short(self) -> str:
        """Its name beside a number."""
        return tr(f"loss.{self.key}.short")

    @property
    def variant(self) -> str:
        """What it is called among those of its family."""
        return tr(f"loss.{self.key}.variant")

    @property
    def tip(self) -> str:
        """What it is, in half a line."""
        return tr(f"loss.{self.key}.tip")

    def shares_caption(self, name: str) -> str:
        """Over the bar of the shares that the classes have in the loss of an example."""
        return tr("carriers.caption", name=name)

    def own_share(self, name: str) -> str:
        """What the part of the correct class is called, if it has one."""
        return name

    def share_tip(self, name: str, percent: str) -> str:
        """The tool tip of one of these shares."""
        return tr("carriers.tip.class", name=name, percent=percent)
