"""Two losses: the best W of each over the same points."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from core import edits
from core.evaluation import Evaluation
from core.fit.known import course_of
from core.state import State
from gui.controls.card import Card
from gui.look.theme import Look
from gui.panels.best.side import LossSide
from gui.panels.fit_plane_words import MANY
from gui.session import Session
from gui.words.translation import tr


class PairPanel(Card):
    """The card with both losses side by side; an L under one is not compared with the other's."""

    def __init__(self, look: Look, session: Session) -> None:
        self._session = session
        self.sides = (LossSide(look, 0), LossSide(look, 1))
        body = QWidget()
        self._row = QHBoxLayout(body)
        self._row.setContentsMargins(0, 0, 0, 0)
        for side in self.sides:
            self._row.addWidget(side, 1)
        super().__init__(look, "pair", body)
        for side in self.sides:
            side.chosen.connect(self._choose)

    def _choose(self, index: int) -> None:
        if index != self._session.state.view.example:
            self._session.edit(edits.choose_example(index))

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        super().apply_look()
        self._row.setSpacing(self.look.px(17))
        for side in self.sides:
            side.apply_look()
        self.show_evaluation(self._session.evaluation)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`."""
        state = evaluation.state
        if evaluation.pending or course_of(evaluation) is None:
            return
        keys = state.side_by_side
        first, second = (tr(f"loss.{key}") for key in keys)
        self.set_texts(tr("pair.heading", first=first, second=second), self._hint_of(state))
        for side, key in zip(self.sides, keys, strict=True):
            side.show_evaluation(evaluation, key)

    @staticmethod
    def _hint_of(state: State) -> str:
        if state.feature_count > MANY:
            return tr("pair.hint.many", count=f"{state.feature_count:,}")
        return tr(f"pair.hint.{state.view.through}" if state.feature_count > 2 else "pair.hint")
