"""The Fit page: which W is best, looked for step by step."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.arrays import IntArray
from core.evaluation import Evaluation
from core.state import State
from gui.controls.turns import Turns
from gui.look.theme import Change, Look
from gui.pages.fit_best import BestTurn
from gui.pages.fit_turn import FitTurn
from gui.pages.fit_walk import WalkTurn
from gui.pages.page import Page
from gui.panels.fit_plane_words import MANY
from gui.panels.missing import MissingWeights
from gui.session import Session
from gui.words.translation import tr


class FitPage(Page):
    """Its turns, or what they lack in a document of scores alone."""

    whole_loss = True
    needs_weights = True
    searches = True
    pieces = WalkTurn, BestTurn

    @staticmethod
    def prepare(evaluation: Evaluation) -> None:
        """Ask for predictions and losses."""
        evaluation.data_loss  # noqa: B018 - computed by asking
        evaluation.batch  # noqa: B018

    def __init__(self, look: Look, session: Session, walk: WalkTurn, best: BestTurn) -> None:
        super().__init__()
        self.setObjectName("page.fit")
        self.look = look
        self._session = session
        self._document: State | None = None
        self.walk, self.best = walk, best
        self.views = {**self.walk.views, **self.best.views}
        cards = {"walk": self.walk.card, "best": self.best.card}
        names = (("fit.to_best",), ("fit.to_walk",))
        self.turns: Turns = Turns(look, cards, names, (self.walk, self.best))
        self._missing = MissingWeights(look, session, "fit")
        self._contents = QStackedWidget()
        self._contents.addWidget(self.turns)
        self._contents.addWidget(self._missing)
        self._around = QVBoxLayout(self)
        self._around.addWidget(self._contents)
        self.turns.turned.connect(self._show_again)
        self.turns.turned.connect(self.turned)
        look.changed.connect(self.apply_look)
        self.apply_look()

    @property
    def _turn(self) -> FitTurn:
        """The turn in front."""
        return self.best if self.turns.card == "best" else self.walk

    def _show_again(self) -> None:
        self.show_evaluation(self._session.evaluation)

    def show_view(self, name: str | None) -> None:
        """Show one view alone, of the turn that has it, or all of the turn in front."""
        if name is not None:
            self.turns.turn_to("best" if name in self.best.views else "walk")
        super().show_view(name)

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over sizes and texts."""
        if what & ~Change.COLORS:
            margin = self.look.px(17)
            self._around.setContentsMargins(margin, margin, margin, margin)
            self._missing.apply_look()
        if what & Change.WORDS:
            self.turns.set_headings((tr("walk.heading"), tr("trade.heading")))

    def portions(self, evaluation: Evaluation) -> Iterator[None]:
        """Show `evaluation`; without weights, what is missing and how to get it."""
        weighted = evaluation.state.has_weights
        self._contents.setCurrentIndex(0 if weighted else 1)
        self._begin(evaluation.state)
        if weighted:
            yield from self._turn.portions(evaluation)
        else:
            self._missing.show_state(evaluation.state)

    def _begin(self, state: State) -> None:
        """Open a document of many features on the best W: two of them as axes say little."""
        document = self._session.document
        if document.original is not self._document:
            self._document = document.original
            if state.feature_count > MANY and self.key not in document.place[1]:
                self.turns.turn_to("best")

    def mark_moved(self, examples: IntArray) -> None:
        """Mark points for a moment."""
        self._turn.mark_moved(examples)

    def place_of_news(self) -> tuple[QWidget, QRect]:
        """The map."""
        stop = self.first_stop()
        return stop, stop.rect()

    def first_stop(self) -> QWidget:
        """The first of the turn in front, or the button that gives the document features."""
        weighted = self._session.state.has_weights
        return self._turn.first_stop() if weighted else self._missing.give
