"""The Batch page: every example, how its loss stands among the others, and who carries it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.arrays import IntArray
from core.evaluation import Evaluation
from core.state import State
from gui.controls.turns import Turns
from gui.look.theme import Change, Look
from gui.pages.page import Page
from gui.panels.accuracy import AccuracyPanel, prepare_accuracy
from gui.panels.carrier_shares import prepare_shares
from gui.panels.carriers import CarriersPanel
from gui.panels.examples.panel import ExamplesPanel
from gui.panels.losses import LossesPanel, prepare_losses
from gui.session import Session
from gui.words.translation import tr


class BatchPage(Page):
    """The table above; below, the losses side by side and two cards that take turns."""

    whole_loss = True

    @staticmethod
    def asked(state: State) -> frozenset[str]:
        """Predictions, and the losses that stand side by side."""
        return frozenset({"batch", *state.side_by_side})

    @staticmethod
    def prepare(evaluation: Evaluation) -> None:
        """Ask for the losses and their distributions, the predictions and who carries the loss."""
        prepare_losses(evaluation)
        for one in (evaluation, evaluation.pinned):
            if one is not None:
                prepare_accuracy(one)
                prepare_shares(one)

    def prepare_again(self, evaluation: Evaluation) -> None:
        """The order of the table too."""
        self.prepare(evaluation)
        self.examples.prepare(evaluation)

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__()
        self.setObjectName("page.batch")
        self.look = look
        self._session = session
        self.examples = ExamplesPanel(look, session)
        self.losses = [LossesPanel(look, session, place) for place in (0, 1)]
        self.carriers = CarriersPanel(look.follower(), session)
        self.accuracy = AccuracyPanel(look.follower(), session)
        names = (("batch.to_accuracy",), ("batch.to_carriers",))
        self.turns: Turns = Turns(
            look, {"carriers": self.carriers, "accuracy": self.accuracy}, names
        )
        self.views = {
            "examples": (self.examples,),
            "losses": tuple(self.losses),
            "carriers": (self.turns,),
            "accuracy": (self.turns,),
        }
        below = QWidget()
        self._below = QHBoxLayout(below)
        self._below.setContentsMargins(0, 0, 0, 0)
        for card in (*self.losses, self.turns):
            self._below.addWidget(card, 1)
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(self.examples, 51)
        self._rows.addWidget(below, 49)
        self._connect()
        look.changed.connect(self.apply_look)
        self.apply_look()

    def _connect(self) -> None:
        for panel in self._pointing():
            panel.example_hovered.connect(self._light)
        self.examples.opened.connect(self._open_scores)
        self.examples.filtered.connect(self.accuracy.show_filter)
        self.accuracy.filter_asked.connect(self.examples.keep_name)
        self.turns.turned.connect(self._show_again)
        self.turns.turned.connect(self.turned)

    def _light(self, example: int | None) -> None:
        for panel in self._pointing():
            panel.set_highlight_example(example)

    def _pointing(self) -> list[ExamplesPanel | LossesPanel | CarriersPanel]:
        """The panels in which one points at examples."""
        return [self.examples, *self.losses, self.carriers]

    def _open_scores(self) -> None:
        self.page_asked.emit("scores")

    def _show_again(self) -> None:
        self.show_evaluation(self._session.evaluation)

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over sizes and texts."""
        if not what & ~Change.COLORS:
            return
        px = self.look.px
        self._rows.setContentsMargins(px(17), px(17), px(17), px(17))
        for layout in (self._rows, self._below):
            layout.setSpacing(px(17))
        self.turns.set_headings((tr("carriers.heading"), tr("accuracy.heading")))

    def portions(self, evaluation: Evaluation) -> Iterator[None]:
        """Show `evaluation`; the card whose turn it is not waits, all do for what is pending."""
        if evaluation.pending:
            self.examples.show_evaluation(evaluation)
            for chart in self.losses:
                chart.wait()
            return
        turn = self.carriers if self.turns.card == "carriers" else self.accuracy
        focused = next((card.beside for card in self.losses if card.beside.hasFocus()), None)
        ring = focused is not None and focused.ring
        for panel in (self.examples, *self.losses, turn):
            panel.show_evaluation(evaluation)
            yield
        if focused is not None and focused.isHidden():
            # The loss beside the one in force has gone to the other card, and its menu with it.
            shown = next(card.beside for card in self.losses if not card.beside.isHidden())
            reason = Qt.FocusReason
            shown.setFocus(reason.TabFocusReason if ring else reason.MouseFocusReason)

    def search(self) -> None:
        """Take the keyboard to the line above the table, with all of it selected.

        Not where the table is still to come, while it is presented.
        """
        if self.examples.search.isVisible():
            self.examples.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.examples.search.selectAll()

    def place_of_score(
        self, class_index: int, example: int | None = None
    ) -> tuple[QWidget, QRect] | None:
        """The cell of the table."""
        return self.examples.view.place_of_score(class_index, example)

    def place_of_news(self) -> tuple[QWidget, QRect]:
        """The button that adds an example."""
        return self.examples.add, self.examples.add.rect()

    def mark_moved(self, examples: IntArray) -> None:
        """Mark rows of the table for a moment."""
        self.examples.view.mark_moved(examples)

    def first_stop(self) -> QWidget:
        """The table."""
        return self.examples.view
