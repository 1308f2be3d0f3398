"""The Fit page: which W is best, looked for step by step."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.arrays import IntArray
from core.evaluation import Evaluation
from gui.look.theme import Change, Look
from gui.pages.fit_walk import WalkTurn
from gui.pages.page import Page
from gui.panels.missing import MissingWeights
from gui.session import Session


class FitPage(Page):
    """Its turns, or what they lack in a document of scores alone."""

    whole_loss = True

    @staticmethod
    def prepare(evaluation: Evaluation) -> None:
        """Ask for predictions and losses."""
        evaluation.data_loss  # noqa: B018 - computed by asking
        evaluation.batch  # noqa: B018

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__()
        self.setObjectName("page.fit")
        self.look = look
        self._session = session
        self.walk = WalkTurn(look, session)
        self.views = self.walk.views
        self._missing = MissingWeights(look, session, "fit")
        self._contents = QStackedWidget()
        self._contents.addWidget(self.walk)
        self._contents.addWidget(self._missing)
        self._around = QVBoxLayout(self)
        self._around.addWidget(self._contents)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over sizes and texts."""
        if what & ~Change.COLORS:
            margin = self.look.px(17)
            self._around.setContentsMargins(margin, margin, margin, margin)
            self._missing.apply_look()

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; without weights, what is missing and how to get it."""
        weighted = evaluation.state.has_weights
        self._contents.setCurrentIndex(0 if weighted else 1)
        if weighted:
            self.walk.show_evaluation(evaluation)
        else:
            self._missing.show_state(evaluation.state)

    def mark_moved(self, examples: IntArray) -> None:
        """Mark points for a moment."""
        self.walk.mark_moved(examples)

    def place_of_news(self) -> tuple[QWidget, QRect]:
        """The map."""
        stop = self.first_stop()
        return stop, stop.rect()

    def first_stop(self) -> QWidget:
        """The first of the turn in front, or the button that gives the document features."""
        weighted = self._session.state.has_weights
        return self.walk.first_stop() if weighted else self._missing.give
