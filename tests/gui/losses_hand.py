"""A card of losses in a window, and documents to show in it."""

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage

from core import edits
from core.state import LOSS_KEYS, ScoreTable, State
from gui.look.theme import Look
from gui.panels.losses import LossesPanel
from gui.session import Session
from tests.gui.window_hand import Hand, part, scenario, settle, show_in_room


class Card:
    """One card in a window of its own."""

    def __init__(self, qtbot, key="softmax", state=None, scale=1.0):
        self.key = key
        self.name = f"losses.{LOSS_KEYS.index(key)}"
        self.session = Session(state or scenario())
        self.look = Look(scale)
        self.panel = LossesPanel(self.look, self.session, LOSS_KEYS.index(key))
        self.session.evaluated.connect(self.panel.show_evaluation)
        size = self.look.px(477), self.look.px(424)
        self.window = show_in_room(qtbot, self.panel, *size, room=60)
        self.hand = Hand(self.window)
        # Alone in its window, the chart has the focus already.
        self.chart.clearFocus()
        settle()

    @property
    def chart(self):
        return part(self.panel, f"{self.name}.chart")

    @property
    def shown(self):
        return self.chart.shown

    @property
    def plan(self):
        return self.chart.layout_now

    @property
    def foot(self):
        return part(self.panel, f"{self.name}.foot").text()

    def text(self, name):
        """The text of the heading or the hint."""
        return part(self.panel, f"{self.name}.{name}").text()

    def dot(self, index):
        """The middle of an example's dot, or of its mark in front of the bars."""
        return self.plan.example(self.shown, index)

    def bar(self, index):
        """A place low in a bar, off the marks."""
        edges = self.plan.edges
        return QPointF((edges[index] + edges[index + 1]) / 2, self.plan.field.bottom - 40)

    def edit(self, *made):
        """Make edits from elsewhere, and let them be shown."""
        for edit in made:
            assert self.session.edit(edit)
        settle()

    def pin(self):
        """Pin what is shown."""
        self.session.pin()
        settle()

    def picture(self):
        """What the chart looks like, as (height, width, 3) of colour."""
        image = self.chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        rows = np.frombuffer(image.constBits(), np.uint8)
        rows = rows.reshape(image.height(), image.bytesPerLine())[:, : image.width() * 4]
        return rows.reshape(image.height(), image.width(), 4)[:, :, 2::-1].astype(int)

    def inked(self, role, area=None, by=12):
        """How many pixels have the colour of `role`, in `area` or everywhere."""
        found = self.picture()
        if area is not None:
            box = area.toAlignedRect()
            found = found[box.top() : box.bottom() + 1, box.left() : box.right() + 1]
        color = np.array(self.look.color(role).getRgb()[:3])
        return int((np.abs(found - color).max(axis=2) <= by).sum())


def table(scores, labels):
    """A document of scores alone."""
    scores = np.array(scores, dtype=float)
    classes = tuple(f"class {number}" for number in range(scores.shape[1]))
    names = tuple(f"photo {number}" for number in range(len(scores)))
    return State("Scores", classes, names, np.array(labels), ScoreTable(scores))


def choosing(state, index):
    """The same document with another example chosen."""
    return edits.choose_example(index).apply(state)


def many(count, classes=10, gain=2.5, spread=2.0):
    """Random scores in which the correct class leads by about `gain`."""
    random = np.random.default_rng(1)
    scores = random.normal(size=(count, classes)) * spread
    labels = random.integers(0, classes, count)
    scores[np.arange(count), labels] += gain
    return table(scores, labels)
