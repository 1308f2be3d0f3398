"""The second turn of the Fit page: the best W for every λ."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.evaluation import Evaluation
from core.state import State
from gui.base.portions import Portions
from gui.look.theme import Change, Look
from gui.pages.fit_turn import FitTurn
from gui.panels.best.finder import Finder
from gui.panels.best.pair import PairPanel
from gui.panels.best.path import PathPanel
from gui.panels.best.trade import TradePanel
from gui.panels.best.weights import BestPanel
from gui.panels.fit_plane_words import MANY
from gui.session import Session


class BestTurn(FitTurn):
    """At the left what λ does, one line through both plots; at the right what is best for it."""

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__()
        self.setObjectName("fit.best")
        self.look = look
        self._session = session
        self.finder = Finder(session, self)
        self._portions = Portions(self)
        self.path = PathPanel(look, session, self.finder)
        self.trade = TradePanel(look, session)
        self.best = BestPanel(look, session)
        self.pair = PairPanel(look, session)
        self.card = self.path
        self.views = {
            "path": (self.path,),
            "trade": (self.trade,),
            "best": (self.best,),
            "pair": (self.pair,),
        }
        left, right = QWidget(), QWidget()
        self._left, self._right = QVBoxLayout(left), QVBoxLayout(right)
        self._left.addWidget(self.path, 53)
        self._left.addWidget(self.trade, 47)
        self._right.addWidget(self.best, 45)
        self._right.addWidget(self.pair, 55)
        self._columns = QHBoxLayout(self)
        for layout in (self._left, self._right, self._columns):
            layout.setContentsMargins(0, 0, 0, 0)
        self._columns.addWidget(left, 56)
        self._columns.addWidget(right, 44)
        self.finder.found.connect(self._show_found)
        self.best.weight_hovered.connect(self.path.set_highlight_weight)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over sizes."""
        if what & ~Change.COLORS:
            for layout in (self._left, self._right, self._columns):
                layout.setSpacing(self.look.px(17))

    def portions(self, evaluation: Evaluation) -> Iterator[None]:
        """Show `evaluation`, and have what is missing of it found."""
        if self.isVisible():
            self.finder.follow(evaluation)
        self._portions.forget()
        yield from self._shown(evaluation)

    def _share_out(self, state: State) -> None:
        """Give the two cards at the right the room that each needs."""
        more = 3 * min(7, max(0, state.class_count - 3))
        best = 70 if state.feature_count > MANY else 45 + more
        for place, part in enumerate((best, 100 - best)):
            if self._right.stretch(place) != part:
                self._right.setStretch(place, part)

    def _shown(self, evaluation: Evaluation) -> Iterator[None]:
        self._share_out(evaluation.state)
        self.path.show_evaluation(evaluation)
        self.trade.show_evaluation(evaluation)
        # One line crosses both plots.
        room = max(self.path.plot.left_room, self.trade.plot.left_room)
        for plot in (self.path.plot, self.trade.plot):
            plot.leave_left(room)
        yield
        self.best.show_evaluation(evaluation)
        yield
        self.pair.show_evaluation(evaluation)

    def _show_found(self) -> None:
        if self.isVisible():
            self._portions.do(self._shown(self._session.evaluation), at_once=False)

    def first_stop(self) -> QWidget:
        """The plot of the weights."""
        return self.path.plot

    def showEvent(self, event: QShowEvent) -> None:
        """Have what is missing found, now that somebody sees it."""
        super().showEvent(event)
        self.best.attend(on=True)
        self.finder.follow(self._session.evaluation)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing runs for what nobody sees, and W follows nothing that cannot be seen."""
        self.finder.stop()
        self._portions.forget()
        self.best.attend(on=False)
        super().hideEvent(event)
