"""The rail: the same at the left of every page."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.evaluation import Evaluation
from gui.base.access import plainly, spoken_as
from gui.controls.access import Role
from gui.look.theme import Change, Look
from gui.rail.classes import Classes
from gui.rail.examples import Examples
from gui.rail.loss import LossChoice
from gui.rail.penalty import PenaltyChoice
from gui.rail.section import Section
from gui.rail.spacing import MARGIN, RAIL, ROW, Spacing, spacing
from gui.rail.totals import Totals
from gui.session import Session
from gui.words.translation import tr

# Rows may shrink to this before the rest of the rail moves closer together.
_EASY_ROW = 36.0
_FEWEST_ROWS = 4


@spoken_as(plainly(Role.Grouping))
class Rail(QWidget):
    """Example, scores, loss and regularization from the top; the total at the bottom.

    Where the height does not suffice, the class rows come closer first, then everything; what still
    does not fit of the classes is scrolled.
    """

    def __init__(self, look: Look, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.session = session
        self._rendering = False
        self._stale = True
        self._stops: list[QWidget] = []
        self.setObjectName("rail")
        self.setAutoFillBackground(True)
        self.examples = Examples(look, session)
        self.classes = Classes(look, session)
        self.loss = LossChoice(look, session)
        self.penalty = PenaltyChoice(look, session)
        self.sections: tuple[Section, ...] = (
            self.examples,
            self.classes,
            self.loss,
            self.penalty,
        )
        self.totals = Totals(look, self)
        for section in self.sections:
            section.setParent(self)
            section.reshaped.connect(self._reshape)
        look.changed.connect(self.apply_look)
        self.apply_look()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over sizes, words and colours, each part in its turn, and share the height once."""
        if what & Change.COLORS:
            self.setPalette(self._white())
        if what & ~Change.COLORS:
            self.setAccessibleName(tr("rail"))
            self._rendering = True
            for section in self.sections:
                section.apply_look()
            self.totals.apply_look()
            self._stale = True
            self.show_evaluation(self.session.evaluation)

    def _white(self) -> QPalette:
        palette = self.look.palette()
        palette.setColor(QPalette.ColorRole.Window, self.look.color("card"))
        return palette

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation` in every part."""
        self._rendering = True
        for section in self.sections:
            section.show_evaluation(evaluation)
        self.totals.show_evaluation(evaluation)
        self._rendering = False
        if self._stale:
            self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(RAIL), self.look.px(916))

    def _reshape(self) -> None:
        self._stale = True
        if not self._rendering:
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reshape()

    # -- sharing the height -----------------------------------------------------------------------

    def _fixed(self, space: Spacing) -> int:
        """The height of everything but the class rows."""
        others = (section for section in self.sections if section is not self.classes)
        needed = self.classes.head(space) + sum(section.most(space) for section in others)
        return needed + space.totals_gap + space.totals + space.bottom

    @property
    def _tight(self) -> Spacing:
        return spacing(self.look, 0.0, tight=True)

    def _share(self) -> tuple[Spacing, int, int]:
        """Spacing, and height and number of the class rows."""
        # Before a row gets lower than what is easily hit (24 pixels, by WCAG 2.2, 2.5.8), the rest
        # of the rail moves closer, and only then the lines of the rest as well.
        look, height, count = self.look, self.height(), self.classes.row_count()
        wide, close = (look.px(size) for size in ROW)
        easy = look.target(_EASY_ROW)
        spaces = [spacing(look, ease) for ease in (1.0, 0.75, 0.5, 0.25, 0.0)]
        for space, least in (*((one, easy) for one in spaces), (self._tight, close)):
            room = height - self._fixed(space)
            if room >= count * least:
                return space, min(wide, room // count), count
        # Some rows are scrolled in any case. Where six are in sight, the rest of the rail need not
        # give up its ease for a few more.
        room = height - self._fixed(spaces[0])
        if room >= 6 * easy:
            return spaces[0], easy, min(count, room // easy)
        space = spaces[-1]
        if height - self._fixed(space) < _FEWEST_ROWS * easy:
            space = self._tight
        room = height - self._fixed(space)
        return space, easy, min(count, max(_FEWEST_ROWS, room // easy))

    def _arrange(self) -> None:
        self._stale = False
        space, pitch, rows = self._share()
        self.classes.set_room(pitch, rows)
        top = 0
        # The last column of pixels is the border's.
        for section in self.sections:
            needed = section.needed(space)
            section.setGeometry(0, top, self.width() - 1, needed)
            section.arrange(space)
            top += needed
        self._order_stops()
        margin = self.look.px(MARGIN)
        self.totals.setGeometry(
            margin,
            self.height() - space.bottom - space.totals,
            self.width() - 1 - 2 * margin,
            space.totals,
        )

    def _order_stops(self) -> None:
        """Let Tab go from top to bottom, whatever was created when."""
        stops = [stop for section in self.sections for stop in section.stops()]
        if stops != self._stops:
            self._stops = stops
            for before, after in pairwise(stops):
                self.setTabOrder(before, after)

    def place_of_score(
        self, class_index: int, example: int | None = None
    ) -> tuple[QWidget, QRect] | None:
        """The field of the score, if it is to be seen."""
        return self.classes.place_of_score(class_index) if example is None else None

    def first_stop(self) -> QWidget:
        """Where the keyboard goes that comes to the rail; itself where nothing of it is seen."""
        stops = (stop for stop in self._stops if stop.isVisible() and stop.isEnabled())
        return next(stops, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.width() - 1, 0, 1, self.height(), self.look.color("border"))
