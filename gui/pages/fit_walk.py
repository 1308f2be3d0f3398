"""The first turn of the Fit page: the classes' areas, and walking downhill."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.evaluation import Evaluation
from gui.look.theme import Change, Look
from gui.pages.fit_turn import FitTurn
from gui.panels.fit_landing import LandingPanel
from gui.panels.fit_plane import PlanePanel
from gui.panels.fit_walk import WalkPanel
from gui.panels.fit_walker import Walker
from gui.session import Session
from gui.words.actions import action, sequences
from gui.words.translation import tr


class WalkTurn(FitTurn):
    """The map at the left; at the right the walk, and below it what the next step would do."""

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__()
        self.setObjectName("fit.walk")
        self.look = look
        self._session = session
        self._showing = False
        self.walker = Walker(session)
        self.card = self.plane = PlanePanel(look, session, self.walker)
        self.walk = WalkPanel(look, session, self.walker)
        self.landing = LandingPanel(look, session)
        self.views = {"plane": (self.plane,), "walk": (self.walk,), "landing": (self.landing,)}
        beside = QWidget()
        self._rows = QVBoxLayout(beside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addWidget(self.walk, 55)
        self._rows.addWidget(self.landing, 45)
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.addWidget(self.plane, 57)
        self._columns.addWidget(beside, 43)
        for name, slot in (
            ("walk.step", self.walker.step),
            ("walk.back", self.walker.back),
            ("walk.run", self.walker.toggle),
        ):
            act = QAction(self)
            act.setObjectName(f"act.{name}")
            act.setShortcuts(sequences(name))
            act.setAutoRepeat(action(name).repeats)
            act.triggered.connect(slot)
            self.addAction(act)
        self.walker.changed.connect(self._show_walk)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over sizes."""
        self.setAccessibleName(tr("walk.heading"))
        if what & ~Change.COLORS:
            for layout in (self._rows, self._columns):
                layout.setSpacing(self.look.px(17))

    def portions(self, evaluation: Evaluation) -> Iterator[None]:
        """Show `evaluation`."""
        self._showing = True
        try:
            self.walker.follow(evaluation)
        finally:
            self._showing = False
        for panel in (self.plane, self.walk, self.landing):
            panel.show_evaluation(evaluation)
            yield

    def _show_walk(self) -> None:
        """Something has changed that no evaluation tells of: a run began, or has ended."""
        if not self._showing and self.isVisible():
            self.walk.show_evaluation(self._session.evaluation)

    def first_stop(self) -> QWidget:
        """The map."""
        return self.plane.map

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing runs for what nobody sees."""
        self.walker.pause()
        super().hideEvent(event)
