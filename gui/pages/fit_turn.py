"""What the Fit page asks of each of its turns: a sheet of cards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from core.arrays import IntArray
from core.evaluation import Evaluation
from gui.base.access import plainly, spoken_as
from gui.controls.access import Role
from gui.controls.card import Card
from gui.look.theme import Look


@spoken_as(plainly(Role.Grouping))
class FitTurn(QWidget):
    """Cards that are shown together. Only those in front are shown evaluations.

    Attributes
    ----------
    look
        A follower of the page's, shared by all cards of the turn.
    card
        The card in whose corner the button stands that brings the other turn.
    views
        What is shown of it where there is no room for all, by name.
    """

    look: Look
    card: Card
    views: Mapping[str, tuple[QWidget, ...]]

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; it never edits."""
        for _ in self.portions(evaluation):
            pass

    def portions(self, evaluation: Evaluation) -> Iterator[None]:
        """Show `evaluation`, pausing after each part that takes its time."""
        raise NotImplementedError

    def first_stop(self) -> QWidget:
        """Where the keyboard goes that comes to it."""
        raise NotImplementedError

    def mark_moved(self, examples: IntArray) -> None:
        """Mark examples that have moved with another, for a moment; not every turn can."""

    def place_of_news(self) -> tuple[QWidget, QRect]:
        """Where it is told what an edit has made or taken away besides."""
        stop = self.first_stop()
        return stop, stop.rect()
