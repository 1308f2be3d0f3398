"""The Batch page: every example, how its loss stands among the others, and who carries it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from core.evaluation import Evaluation
from gui.pages.page import Page
from gui.panels.examples.panel import ExamplesPanel
from gui.session import Session
from gui.theme import Look


class BatchPage(Page):
    """The table and the accuracy above; below, the losses and their shares."""

    whole_loss = True

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__()
        self.setObjectName("page.batch")
        self._look = look
        self.examples = ExamplesPanel(look, session)
        self._above, self._below = QHBoxLayout(), QHBoxLayout()
        self._above.addWidget(self.examples, 73)
        self._rows = QVBoxLayout(self)
        self._rows.addLayout(self._above, 51)
        self._rows.addLayout(self._below, 49)
        self.examples.opened.connect(self._open_scores)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def _open_scores(self) -> None:
        self.page_asked.emit("scores")

    def apply_look(self) -> None:
        """Take over sizes."""
        px = self._look.px
        self._rows.setContentsMargins(px(17), px(17), px(17), px(17))
        for layout in (self._rows, self._above, self._below):
            layout.setSpacing(px(17))

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`."""
        self.examples.show_evaluation(evaluation)
