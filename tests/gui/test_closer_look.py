"""Small losses in an inset of the what-if plot: apart, in nobody's way, and calm in a drag."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF
from scipy.special import logsumexp

from core import edits
from gui.charts.curves.axis import Axis
from gui.charts.curves.inset import Inset
from gui.charts.curves.magnifier import Magnified, Magnifier, Seen, within
from gui.charts.curves.plot import Mark, Note
from gui.look.theme import Look, Mode
from gui.panels.what_if import WhatIfPanel
from gui.session import Session
from tests.gui.window_hand import scenario, settle, show_in_room

CAR = [1.3, 4.9, 2.0]


@pytest.mark.parametrize(("share", "right"), [(0.1, True), (0.68, True), (0.72, False)])
def test_the_inset_stands_at_the_right_unless_the_line_is_well_on_that_side(qapp, share, right):
    frame, x_axis = QRectF(40, 20, 700, 300), Axis(0.0, 1.0, ())
    seen = Seen(frame, [], [], [(share, 0.01)], [], QSizeF(80, 44))
    axes = x_axis, Axis(0.0, 10.0, ())
    part = Magnifier(Look()).magnify(share, [0.1, 0.2], axes, seen, held=False)
    assert (part.box.center().x() > frame.center().x()) is right


def test_a_curve_goes_on_to_both_edges_of_the_inset():
    x = np.linspace(0.0, 1.0, 11)
    part = Magnified(QRectF(), QRectF(), Axis(2.5, 7.5, ()), Axis(0.0, 1.0, ()))
    across, up = within(part, Axis(0.0, 10.0, ()), Axis(0.0, 4.0, ()), x, x / 2)
    # From 0.2 to 0.8 of the plot, whose middle half is magnified, and the quarter above 0.
    assert across == pytest.approx([-0.1, 0.1, 0.3, 0.5, 0.7, 0.9, 1.1])
    assert up == pytest.approx([0.4, 0.6, 0.8, 1.0, 1.2, 1.4, 1.6])


class Stand:
    """The card in a window of its own; the car photo, whose losses are 0.08 and 0."""

    def __init__(self, qtbot, size=(760, 420), mode=Mode.DESK, example=1):
        self.session = Session(scenario())
        look = Look()
        look.fit(*((1920, 1080) if size[0] > 600 else (1280, 720)))
        look.set_mode(mode)
        self.panel = WhatIfPanel(look, self.session)
        self.session.evaluated.connect(self.panel.show_evaluation)
        self.window = show_in_room(qtbot, self.panel, *size)
        self.plot = self.panel.plot
        self.edit(edits.choose_example(example))

    def edit(self, *made):
        for edit in made:
            assert self.session.edit(edit)
        settle()

    def drag(self, *values):
        """The inset at each value of a drag that goes on."""
        found = []
        self.plot.began.emit()
        for value in values:
            self.plot.moved.emit(value)
            settle()
            found.append(self.inset)
        return found

    def drawn(self):
        return list(self.plot._overlay())

    @property
    def inset(self):
        return next((thing for thing in self.drawn() if isinstance(thing, Inset)), None)

    def marks_inside(self):
        """Pixels of the marks in the inset."""
        marks = [thing for thing in self.drawn() if isinstance(thing, Mark)]
        at = [self.plot.to_pixels(mark.x, mark.y) for mark in marks]
        return [point for point in at if self.inset.box.contains(point)]

    def texts(self):
        return {thing.text for thing in self.drawn() if isinstance(thing, Note)}


@pytest.fixture
def stand(qtbot):
    return Stand(qtbot)


@pytest.mark.parametrize(
    ("mode", "size"),
    [(Mode.DESK, (760, 420)), (Mode.DESK, (520, 300)), (Mode.PROJECTOR, (1800, 600))],
)
def test_small_losses_are_told_apart_in_an_inset(qtbot, mode, size):
    stand = Stand(qtbot, size, mode)
    softmax, svm = sorted(stand.marks_inside(), key=QPointF.y)
    assert svm.y() - softmax.y() > 20 * stand.panel.look.scale
    assert {"softmax 0.08", "SVM 0.00"} <= stand.texts()
    assert svm.y() == pytest.approx(stand.inset.frame.bottom())


def test_its_axes_have_ticks_of_their_own(stand):
    inset = stand.inset
    assert [text for _, text in inset.y_axis.ticks] == ["0", "0.075", "0.15"]
    assert inset.x_axis.low < 4.9 < inset.x_axis.high
    assert inset.x_axis.high - inset.x_axis.low == pytest.approx(12.5 / 4)
    for value, text in inset.x_axis.ticks:
        assert inset.x_axis.low <= value <= inset.x_axis.high
        assert float(text) == value


def test_its_curves_are_the_losses(stand):
    inset = stand.inset
    for stroke, name in zip(inset.strokes, ("softmax", "hinge"), strict=True):
        inside = (stroke.x >= 0) & (stroke.x <= 1)
        assert inside.sum() > 10
        for x, y in zip(stroke.x[inside], stroke.y[inside], strict=True):
            score = inset.x_axis.value(x)
            others = np.array([1.3, 2.0])
            true = (
                logsumexp([*others, score]) - score
                if name == "softmax"
                else np.maximum(0, others - score + 1).sum()
            )
            assert y * inset.y_axis.high == pytest.approx(true, abs=1e-9)


def hidden(stand):
    """Points of curves, marks and the line that lie under the inset."""
    box, plot = stand.inset.box, stand.plot
    points = [
        QPointF(plot.to_pixels(stand.plot.share_of(stand.plot.number), y)) for y in (0, 0.5, 1)
    ]
    for key in stand.panel._shown:
        x, y = plot.curves[key].getData()
        fine = np.linspace(0, 1, 500)
        heights = np.interp(fine, x, y)
        points += [plot.to_pixels(a, b) for a, b in zip(fine, heights, strict=True) if b <= 1]
    return [point for point in points if box.contains(point)]


@pytest.mark.parametrize("size", [(760, 420), (520, 300)])
def test_it_lies_over_no_curve_and_no_line(qtbot, size):
    stand = Stand(qtbot, size)
    found = 0
    for score in (4.9, 6.0, 20.0, 4.4):
        stand.edit(edits.set_score(1, 1, score))
        if stand.inset is not None:
            found += 1
            assert not hidden(stand)
            assert stand.plot.frame().contains(stand.inset.box)
    assert found >= 3


def test_there_is_none_for_large_losses_for_one_loss_or_for_none(stand):
    assert stand.inset is not None
    stand.edit(edits.compare_losses(False))
    assert stand.inset is None  # there is nothing to tell apart
    stand.edit(edits.compare_losses(True), edits.choose_example(0))
    assert stand.inset is None
    assert {"softmax 2.04", "SVM 2.90"} <= stand.texts()


def test_in_a_drag_it_follows_the_line_and_goes_nowhere_for_a_small_step(stand):
    first, *others = stand.drag(4.9, 4.95, 5.0, 5.1)
    assert all(one.box == first.box for one in others)
    for one, score in zip([first, *others], (4.9, 4.95, 5.0, 5.1), strict=True):
        at = one.x_axis.low + one.line * (one.x_axis.high - one.x_axis.low)
        assert at == pytest.approx(score)


def test_in_a_drag_about_the_threshold_it_opens_once(qtbot):
    """At 5 % of the height of 10 it opens; it is twice that before it closes again."""
    stand = Stand(qtbot, example=0)
    # softmax at cat = s: ln(1 + (e^5.1 + e^−1.7) / e^s): 0.51 at 5.6 and 0.49 at 5.65.
    found = stand.drag(5.0, 5.6, 5.5, 5.45, 5.8, 5.5, 5.4)
    there = [one is not None for one in found]
    assert there == sorted(there)  # once open, always open
    assert there[-1]
    assert stand.drag(3.0)[0] is None


def test_its_height_is_held_in_a_drag_until_its_marks_leave_it_or_lie_at_its_foot(stand):
    tops = [one.y_axis.high for one in stand.drag(4.9, 5.1, 5.3, 5.5)]
    assert len(set(tops)) == 1
    high = stand.drag(4.5)[0].y_axis.high  # 0.11 is inside, yet
    assert high == tops[0]
    assert stand.drag(9.0)[0].y_axis.high < tops[0]


def test_it_is_painted(stand):
    image = stand.plot.grab().toImage()
    box, look = stand.inset.box, stand.panel.look
    row = [image.pixelColor(round(box.left()) + x, round(box.center().y())) for x in (-4, 0, 1, 5)]
    beside, *edge, inside = (color.lightness() for color in row)
    assert min(edge) < look.color("outline").lightness() + 40 < beside <= inside
