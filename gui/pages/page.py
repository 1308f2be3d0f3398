"""What the window asks of every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from core.arrays import IntArray
from core.evaluation import Evaluation
from core.state import State
from gui.base.access import plainly, spoken_as
from gui.controls.access import Role
from gui.controls.card import Card
from gui.controls.turns import Turns
from gui.look.painting import painter_for
from gui.look.theme import Look
from gui.pages.reveal import Reveal, Steps, in_reading_order, parts_of
from gui.pages.solo import Solo
from gui.session import Session

_ROW = 30.0
"""Cards whose tops differ by less, in design pixels, stand in one row."""


@spoken_as(plainly(Role.Grouping))
class Page(QWidget):
    """One side of the model. Only the page in front is shown evaluations."""

    class_hovered = Signal(object)
    """The class under the pointer, or None."""

    page_asked = Signal(object)
    """The name of another page that is to come to the front."""

    look: Look
    """Its own: out of sight it keeps the sizes and words in which it was last seen."""

    turned = Signal()
    """Another card has come to the front."""

    whole_loss: ClassVar[bool] = False
    """Whether the strip writes the whole loss here, or the loss of the chosen example."""

    needs_weights: ClassVar[bool] = False
    """Whether there is nothing to see on it of scores alone."""

    searches: ClassVar[bool] = False
    """Whether it finds what it shows beside the window, which takes as long as it takes."""

    pieces: ClassVar[tuple[Callable[[Look, Session], QWidget], ...]] = ()
    """What makes the pieces that it is given when it is made: each takes as long as a page."""

    turns: Turns | None = None
    """The cards that take turns here, if any do."""

    views: Mapping[str, tuple[QWidget, ...]] = MappingProxyType({})
    """What is shown of the page where there is no room for all of it, by name, first the first.

    A view that is called like a card that takes turns brings it to the front.
    """

    full: Card | None = None
    """The card that fills the page, if one does."""

    by_example: ClassVar[bool] = False
    """Whether each example is presented anew; else the cards are shown once, for all of them."""

    _view: str | None = None
    _solo: Solo | None = None

    @cached_property
    def reveal(self) -> Reveal:
        """What of the page is still to come while it is presented."""
        return Reveal(self, self.steps)

    @property
    def key(self) -> str:
        """Its name in `gui.pages.PAGES`."""
        return self.objectName().removeprefix("page.")

    @property
    def growth(self) -> float:
        """How much larger than the window's its type is."""
        return 1.0 if self.full is None else self.full.growth

    def show_view(self, name: str | None) -> None:
        """Show one view alone, or all of the page."""
        if name is not None and self.turns is not None and name in self.turns.keys:
            self.turns.turn_to(name)
        if name != self._view:
            self._view = name
            self.fill(None)

    def card_of(self, name: str) -> Card | None:
        """The card that a view of this name is, if it is one; where cards take turns, in front."""
        parts = self.views[name]
        if self.turns is not None and parts == (self.turns,):
            self.turns.turn_to(name)
            return self.turns.card_in_front
        return parts[0] if len(parts) == 1 and isinstance(parts[0], Card) else None

    def fill(self, card: Card | None) -> None:
        """Let a card fill the page, or give it back to what was there."""
        for one, full in ((self.full, False), (card, True)):
            if one is not None:
                one.set_full(full=full)
        self.full = card
        self.reveal.lift()
        parts: tuple[QWidget, ...] | None = None if card is None else (card,)
        if parts is None and self._view is not None:
            parts = self.views[self._view]
        if self._solo is not None:
            self._solo.show_all()
        if parts is not None:
            self._solo = self._solo or Solo(self)
            self._solo.show_only(parts)
        self.reveal.arrange()

    def steps(self) -> Steps:
        """What appears one after the other while presenting: the cards on show, as one reads.

        One alone is there as soon as it is asked for.
        """
        parts = [part for part in parts_of(self) if self.reveal.is_there(part)]
        if len(parts) < 2:
            return ()
        return [(part,) for part in in_reading_order(self, parts, self.look.px(_ROW))]

    @staticmethod
    def asked(_: State) -> frozenset[str]:
        """What it asks of all examples besides the loss in force: keys of losses, and "batch"."""
        return frozenset()

    @staticmethod
    def prepare(evaluation: Evaluation) -> None:
        """Ask for all that takes long in a large document; done beside the window."""
        evaluation.data_loss  # noqa: B018 - computed by asking

    def prepare_again(self, evaluation: Evaluation) -> None:
        """The same for a page that is there, with what a person has set on it."""
        self.prepare(evaluation)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; it never edits."""
        for _ in self.portions(evaluation):
            pass

    def portions(self, evaluation: Evaluation) -> Iterator[None]:
        """Show `evaluation`, pausing after each part that takes its time.

        A page says this or, where all of it is soon shown, `show_evaluation`.
        """
        self.show_evaluation(evaluation)
        yield

    def set_highlight(self, class_index: int | None) -> None:
        """Light what belongs to this class, or put the light out (silent); not every page can."""

    def search(self) -> None:
        """Take the keyboard to where a name is searched for; not every page has one."""

    def place_of_score(
        self, class_index: int, example: int | None = None
    ) -> tuple[QWidget, QRect] | None:
        """Where a score of the chosen example, or of another, stands, if it is to be seen here."""
        return None

    def mark_moved(self, examples: IntArray) -> None:
        """Mark examples that have moved with another, for a moment; not every page can."""

    def place_of_news(self) -> tuple[QWidget, QRect]:
        """Where it is told what an edit has made or taken away besides."""
        stop = self.first_stop()
        return stop, stop.rect()

    def first_stop(self) -> QWidget:
        """Where the keyboard goes that comes to this page."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show where something is still to come."""
        with painter_for(self) as painter:
            self.reveal.paint(painter, self.look)
