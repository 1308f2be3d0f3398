"""The Weights page: where scores come from, and what weights cost."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.evaluation import Evaluation
from gui.charts.cells.cells import Cell
from gui.controls.turns import Turns
from gui.look.theme import Change, Look
from gui.pages.page import Page
from gui.panels.comparison import ComparisonPanel
from gui.panels.gradient import GradientPanel
from gui.panels.landscape import LandscapePanel
from gui.panels.matrix import MatrixPanel
from gui.panels.missing import MissingWeights
from gui.panels.payments import PaymentsPanel
from gui.panels.tug import TugPanel
from gui.session import Session
from gui.words.translation import tr


class WeightsPage(Page):
    """Matrix and payments above; below, the landscape beside cards that take turns."""

    whole_loss = True
    needs_weights = True

    @staticmethod
    def prepare(evaluation: Evaluation) -> None:
        """Ask for the slopes of all weights and biases."""
        for one in (evaluation, evaluation.pinned):
            if one is not None:
                one.data_loss  # noqa: B018 - computed by asking
                one.pulls  # noqa: B018
                one.weight_gradient  # noqa: B018
                one.bias_gradient  # noqa: B018

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__()
        self.setObjectName("page.weights")
        self.look = look
        self._session = session
        self.matrix = MatrixPanel(look, session)
        self.payments = PaymentsPanel(look, session)
        self.landscape = LandscapePanel(look, session)
        self.tug = TugPanel(look.follower(), session)
        self.comparison = ComparisonPanel(look.follower(), session)
        self.gradient = GradientPanel(look.follower(), session)
        self._turning: dict[str, TugPanel | ComparisonPanel | GradientPanel] = {
            "tug": self.tug, "comparison": self.comparison, "gradient": self.gradient,
        }  # fmt: skip
        names = (
            ("weights.to_comparison", "weights.to_gradient"),
            ("weights.to_tug", "weights.comparison_to_gradient"),
            ("weights.gradient_to_tug", "weights.gradient_to_comparison"),
        )
        self.turns: Turns = Turns(look, self._turning, names)
        self.views = {
            "matrix": (self.matrix,),
            "payments": (self.payments,),
            "landscape": (self.landscape,),
            "tug": (self.turns,),
            "comparison": (self.turns,),
            "gradient": (self.turns,),
        }
        self._build()
        self._connect()
        look.changed.connect(self.apply_look)
        self.apply_look()

    def _build(self) -> None:
        above, below = QWidget(), QWidget()
        self._above, self._below = QHBoxLayout(above), QHBoxLayout(below)
        for row in (self._above, self._below):
            row.setContentsMargins(0, 0, 0, 0)
        self._above.addWidget(self.matrix, 61)
        self._above.addWidget(self.payments, 39)
        self._below.addWidget(self.landscape, 53)
        self._below.addWidget(self.turns, 46)
        panels = QWidget()
        self._rows = QVBoxLayout(panels)
        self._rows.addWidget(above, 47)
        self._rows.addWidget(below, 53)
        self._missing = MissingWeights(self.look, self._session, "weights")
        self._contents = QStackedWidget()
        self._contents.addWidget(panels)
        self._contents.addWidget(self._missing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._contents)

    def _connect(self) -> None:
        for panel in self._pointing():
            panel.weight_hovered.connect(self._light_weight)
        self.gradient.bias_hovered.connect(self.matrix.set_highlight_bias)
        self.matrix.bias_hovered.connect(self.gradient.set_highlight_bias)
        self.turns.turned.connect(self._show_again)
        self.turns.turned.connect(self.turned)

    def _light_weight(self, weight: tuple[int, int] | None) -> None:
        for panel in self._pointing():
            panel.set_highlight_weight(weight)

    def _pointing(self) -> tuple[MatrixPanel | PaymentsPanel | TugPanel | GradientPanel, ...]:
        """The panels in which one points at weights."""
        return self.matrix, self.payments, self.tug, self.gradient

    def _show_again(self) -> None:
        self.show_evaluation(self._session.evaluation)

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over sizes and texts."""
        if not what & ~Change.COLORS:
            return
        px = self.look.px
        self._rows.setContentsMargins(px(17), px(17), px(17), px(17))
        for layout in (self._rows, self._above, self._below):
            layout.setSpacing(px(17))
        self._missing.apply_look()
        self.turns.set_headings(
            [tr(f"{card}.heading") for card in self._turning],
            [tr(f"turns.weights.{card}") for card in self._turning],
        )

    def portions(self, evaluation: Evaluation) -> Iterator[None]:
        """Show `evaluation`; without weights, what is missing and how to get it."""
        state = evaluation.state
        self._contents.setCurrentIndex(0 if state.has_weights else 1)
        if not state.has_weights:
            self._missing.show_state(state)
            return
        turn = self._turning[self.turns.card]
        for panel in (self.matrix, self.payments, self.landscape, turn):
            panel.show_evaluation(evaluation)
            yield

    def place_of_score(
        self, class_index: int, example: int | None = None
    ) -> tuple[QWidget, QRect] | None:
        """The cell of s."""
        if not self._session.state.has_weights or example is not None:
            return None
        grid = self.matrix.grid
        rect = grid.layout_now.rect(Cell("s", class_index))
        return None if rect is None else (grid, rect.toRect())

    def first_stop(self) -> QWidget:
        """The cells of s = W x + b, or the button that gives the document features."""
        return self.matrix.grid if self._session.state.has_weights else self._missing.give
