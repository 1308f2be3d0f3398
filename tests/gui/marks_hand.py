"""A plain chart on the kit: squares in a row, some of which may go."""

from PySide6.QtCore import QPointF, QRectF

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
            ink = "focus" if key == self.walked else "loss" if key == self.lighted else "track"
            painter.fillRect(at.adjusted(1, 1, -1, -1), self.look.color(ink))


def middle(key):
    """A place in the square that stands at this place of the row."""
    return QPointF(SIDE * key + SIDE / 2, SIDE / 2)
