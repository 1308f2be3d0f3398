"""The curve −ln p and the point on it."""

import math

import mpmath
import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtWidgets import QToolTip

from gui.charts.curves.minus_log import MinusLogPlot
from gui.look.theme import Look
from tests.gui.pixels import inked
from tests.gui.window_hand import Counter, Hand, near, settle, show_in_room, tip_gone

P, LOSS = 0.1299825, 2.0403551528001706
"""Of the cat photo; ten to the minus 0.886 in the lecture's other base."""


class Stand:
    """The plot in a window, showing the cat photo's loss."""

    def __init__(self, qtbot):
        self.plot = MinusLogPlot(Look())
        self.plot.show_loss(P, LOSS, 5.0)
        self.window = show_in_room(qtbot, self.plot, 300, 260)
        self.hand = Hand(self.window)

    def at(self, p, loss=1.0, top=5.0):
        frame = self.plot.frame()
        return QPointF(
            frame.left() + p * frame.width(), frame.bottom() - loss / top * frame.height()
        ).toPoint()

    def texts(self):
        return [thing.text for thing in self.plot._overlay() if hasattr(thing, "text")]

    def read(self, p):
        self.hand.hover(self.plot.viewport(), self.at(p))
        first, second, *_ = QToolTip.text().splitlines()
        return first.removeprefix("p = "), second.removeprefix("−ln p = ")


@pytest.fixture
def stand(qtbot):
    return Stand(qtbot)


def test_the_curve_is_minus_the_natural_logarithm(stand):
    p, height = stand.plot.curve.getData()
    assert height * 5.0 == pytest.approx([-math.log(one) for one in p], abs=1e-12)
    assert p[0] == 1.0
    # It leaves the frame at the top rather than running flat along it.
    assert height.max() > 1.0


def test_the_present_point_is_on_the_curve_and_says_p_and_the_loss(stand):
    assert stand.texts() == ["2.04", "p = 0.13"]
    image = stand.plot.grab().toImage()
    assert image.pixelColor(stand.at(P, LOSS)) == stand.plot.look.color("loss")
    dashes = [image.pixelColor(stand.at(P, part)) for part in np.linspace(0.2, 1.6, 30)]
    assert any(near(color, stand.plot.look.color("third"), 60) for color in dashes)


def test_the_present_point_is_read_exactly(stand):
    assert stand.read(P) == (f"{P:.15g}", f"{LOSS:.15g}")


def test_the_reading_tells_bits_and_base_ten(stand):
    """0.89 for the lecture's cat is base 10; worked out with fifty digits from its scores."""
    with mpmath.workdps(50):
        powers = [mpmath.exp(mpmath.mpf(score)) for score in ("3.2", "5.1", "-1.7")]
        p = powers[0] / sum(powers)
        bits, tens = -mpmath.log(p, 2), -mpmath.log10(p)
    stand.plot.show_loss(float(p), float(-mpmath.log(p)), 5.0)
    stand.read(float(p))
    lines = QToolTip.text().splitlines()
    assert lines[2:] == [f"−log₂ p = {float(bits):.15g} bits", f"−log₁₀ p = {float(tens):.15g}"]
    assert stand.plot.accessibleDescription().splitlines() == lines


@pytest.mark.parametrize("p", [0.3, 0.5, 0.9])
def test_elsewhere_the_loss_that_is_read_belongs_to_the_p_that_is_read(stand, p):
    read, loss = stand.read(p)
    assert float(read) == pytest.approx(p, abs=0.005)
    assert read == f"{float(read):.3g}"
    assert float(loss) == pytest.approx(-math.log(float(read)), rel=1e-14)


def test_at_the_left_edge_the_reading_stays_a_probability(stand):
    stand.plot.show_loss(0.9, -math.log(0.9), 5.0)
    stand.hand.hover(stand.plot.viewport(), stand.at(0.0) + QPoint(1, 0))
    read = float(QToolTip.text().splitlines()[0].removeprefix("p = "))
    assert 0 < read < 0.02


def test_outside_the_frame_nothing_is_read(qtbot, stand):
    stand.read(0.5)
    stand.hand.hover(stand.plot.viewport(), stand.at(0.0) - QPoint(6, 0))
    tip_gone(qtbot)


@pytest.mark.parametrize("p", [0.0, 5.8e-290, 0.13, 0.87, 0.999999, 1.0])
def test_p_is_written_clear_of_the_ends_of_the_axis(stand, p):
    """Over half of the 0 it read "(p = …"."""
    stand.plot.show_loss(p, 2.0, 5.0)
    settle()
    note = next(thing for thing in stand.plot._overlay() if getattr(thing, "role", "") == "third")
    width = stand.plot.look.metrics(note.type).horizontalAdvance
    half, room = width(note.text) / 2, stand.plot.frame().width()
    assert note.x * room - half > width("0") / 2
    assert note.x * room + half < room - width("1") / 2


def test_one_change_paints_one_frame(stand):
    painted = Counter(stand.plot.viewport(), QEvent.Type.Paint)
    stand.plot.show_loss(0.2, -math.log(0.2), 5.0)
    settle()
    assert painted.count == 1
    stand.plot.show_loss(0.001, -math.log(0.001), 10.0)
    settle()
    assert painted.count == 2


@pytest.mark.parametrize(
    ("p", "loss"), [(0.0, 1e300), (1.0, 3.3778237604490647e-48), (0.5, math.log(2))]
)
def test_the_texts_stay_inside_for_any_loss(stand, p, loss):
    top = stand.plot.natural_top(loss)
    assert top >= max(5.0, loss)
    stand.plot.show_loss(p, loss, top)
    settle()
    image, ink = stand.plot.grab().toImage(), stand.plot.look.color("loss")
    assert not inked(image, ink, 40)[:, [0, -1]].any()
