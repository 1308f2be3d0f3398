"""A plain chart on the kit: squares in a row, some of which may go."""

from PySide6.QtCore import QPointF, QRectF, Qt

from gui.controls.dragging import Dragging
from gui.look.theme import Look
from gui.marks.chart import MarkChart

SIDE = 20


class Squares(MarkChart):
    """Squares side by side, numbered; the last place is their layout."""

    def __init__(self, count=5):
        self.marks = list(range(count))
        self.laid_out = self.painted = 0
        super().__init__(Look(), "squares")
        self.resize(SIDE * 12, SIDE)
        self.setAccessibleName("squares")

    def show_marks(self, marks):
        self.marks = list(marks)
        self.changed()

    def keys(self):
        return self.marks

    def lay_out(self, area):
        self.laid_out += 1
        return {
            key: QRectF(area.left() + SIDE * place, area.top(), SIDE, SIDE)
            for place, key in enumerate(self.marks)
        }

    def mark_at(self, point):
        return next((key for key, at in self.layout_now.items() if at.contains(point)), None)

    def place_of(self, key):
        return self.layout_now[key]

    def tip_of(self, key):
        return f"square {key}\nexactly {key}.000"

    def name_of(self, key):
        return f"square {key}"

    def value_of(self, key):
        return f"{key}.0"

    def paint(self, painter, region):
        self.painted = region.boundingRect()
        for key, at in self.layout_now.items():
            ink = "focus" if key == self.walked else "loss" if key == self.lit else "track"
            painter.fillRect(at.adjusted(1, 1, -1, -1), self.look.color(ink))


class Movable(Dragging, Squares):
    """Squares that can be dragged a pixel a unit; Up and Down step by 10."""

    def __init__(self, dead_zone=0.0, brings=False):
        self.dead_zone = dead_zone
        self._brings = brings
        self.clicks = []
        super().__init__()

    def grip_at(self, point):
        return self.mark_at(point)

    def pull(self, grip, point, *, fine):
        x = point.x() / 10 if fine else point.x()
        return grip, round(x)

    def brings(self, grip, point):
        return self._brings

    def after_key(self, event):
        step = {Qt.Key.Key_Up: 10, Qt.Key.Key_Down: -10}.get(Qt.Key(event.key()))
        return None if step is None else (self.here, step)

    def clicked(self, grip):
        self.clicks.append(grip)


def middle(key):
    """A place in the square that stands at this place of the row."""
    return QPointF(SIDE * key + SIDE / 2, SIDE / 2)
