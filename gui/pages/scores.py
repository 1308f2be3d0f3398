"""The Scores page: one example, all the way from its scores to its loss."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.evaluation import Evaluation
from gui.look.theme import Change, Look
from gui.pages.page import Page
from gui.pages.reveal import Steps
from gui.panels.stages import StagesPanel
from gui.panels.strength import StrengthPanel
from gui.panels.what_if import WhatIfPanel
from gui.session import Session


class ScoresPage(Page):
    """Four stage cards above, the what-if curve and the λ plot below."""

    by_example = True

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__()
        self.setObjectName("page.scores")
        self.look = look
        self.stages = StagesPanel(look, session)
        self.what_if = WhatIfPanel(look, session)
        self.strength = StrengthPanel(look, session)
        self.views = {
            "stages": (self.stages,),
            "what_if": (self.what_if,),
            "strength": (self.strength,),
        }
        below = QWidget()
        self._below = QHBoxLayout(below)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.addWidget(self.what_if, 53)
        self._below.addWidget(self.strength, 46)
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(self.stages, 51)
        self._rows.addWidget(below, 49)
        self.stages.class_hovered.connect(self.class_hovered)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over sizes."""
        if not what & ~Change.COLORS:
            return
        px = self.look.px
        self._rows.setContentsMargins(px(17), px(17), px(17), px(17))
        self._rows.setSpacing(px(17))
        self._below.setSpacing(px(17))

    def steps(self) -> Steps:
        """Stage by stage; what tells the loss as well comes with the formula."""
        stages = self.stages.cards
        if not all(map(self.reveal.is_there, stages)):
            return ()
        return [*((card,) for card in stages), (self.what_if, self.strength)]

    def set_highlight(self, class_index: int | None) -> None:
        """Light what belongs to this class (silent)."""
        self.stages.set_highlight(class_index)

    def portions(self, evaluation: Evaluation) -> Iterator[None]:
        """Show `evaluation`."""
        for panel in (self.stages, self.what_if, self.strength):
            panel.show_evaluation(evaluation)
            yield

    def place_of_score(
        self, class_index: int, example: int | None = None
    ) -> tuple[QWidget, QRect] | None:
        """The bar of the score."""
        if example is not None:
            return None
        chart = self.stages.scores
        found = (one for one in chart.layout_now.placed if one.bar.key == class_index)
        placed = next(found, None)
        return None if placed is None else (chart, placed.slot.toRect())

    def first_stop(self) -> QWidget:
        """The bars of the scores."""
        return self.stages.scores
