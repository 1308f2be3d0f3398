"""The what-if plot on the lecture's scores, against losses worked out apart."""

import math

import numpy as np
import pytest
from pyqtgraph import PlotCurveItem
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolTip
from scipy.special import logsumexp

from core import edits
from gui.charts.curves.axis import Axis
from gui.charts.curves.plot import Note
from gui.look.theme import Look, Type
from gui.panels.what_if import WhatIfPanel
from gui.session import Session
from gui.words.translation import set_language
from tests.gui.hand import CTRL, NONE, key, score_state
from tests.gui.window_hand import (
    Counter,
    Hand,
    Key,
    part,
    scenario,
    settle,
    show_in_room,
    tip_gone,
    undo_labels,
)

CAT = [3.2, 5.1, -1.7]


def softmax_loss(scores, label):
    return logsumexp(scores) - scores[label]


def hinge_loss(scores, label, margin=1.0):
    return sum(max(0.0, s - scores[label] + margin) for j, s in enumerate(scores) if j != label)


class Stand:
    """The card in a window of its own."""

    def __init__(self, qtbot, state=None, size=(760, 420), scale=1.0):
        self.session = Session(state or scenario())
        self.panel = WhatIfPanel(Look(scale), self.session)
        self.session.evaluated.connect(self.panel.show_evaluation)
        self.window = show_in_room(qtbot, self.panel, *size)
        self.plot = self.panel.plot
        self.hand = Hand(self.window)

    @property
    def area(self):
        return self.plot.viewport()

    @property
    def score(self):
        view = self.session.state.view
        self.session.flush()
        return self.session.evaluation.example.scores[view.score]

    def edit(self, *made):
        for edit in made:
            assert self.session.edit(edit)
        settle()

    def at(self, value, height=0.5):
        """The place of a score, from the numbers written on the axis."""
        axis, frame = self.plot.x_axis, self.plot.frame()
        x = frame.left() + (value - axis.low) / (axis.high - axis.low) * frame.width()
        return QPointF(x, frame.bottom() - height * frame.height()).toPoint()

    def curve(self, key):
        """A drawn curve as scores and losses."""
        x_axis, y_axis = self.plot.x_axis, self.plot.y_axis
        x, y = self.plot.curves[key].getData()
        return x_axis.low + x * (x_axis.high - x_axis.low), y * y_axis.high

    def texts(self):
        return [getattr(thing, "text", "") for thing in self.panel._marks()]

    def hint(self):
        return part(self.panel, "what_if.hint", QLabel).text()


@pytest.fixture
def stand(kept_stand):
    return kept_stand(Stand)


@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_the_curves_are_the_losses_as_the_chosen_score_moves(stand, chosen):
    stand.edit(edits.choose_score(chosen))
    for name, loss in (("softmax", softmax_loss), ("hinge", hinge_loss)):
        scores, losses = stand.curve(name)
        expected = [loss([*CAT[:chosen], s, *CAT[chosen + 1 :]], 0) for s in scores]
        assert losses == pytest.approx(expected, rel=1e-9, abs=1e-9)
        assert len(scores) > 200


def test_the_curves_span_the_whole_axis(stand):
    axis = stand.plot.x_axis
    scores, _ = stand.curve("softmax")
    assert scores[0] == pytest.approx(axis.low)
    assert scores[-1] == pytest.approx(axis.high)
    assert axis.low < -1.7 + 1  # the lower kink
    assert axis.high > 5.1 + 1  # the upper one
    assert axis.ticks[0][0] == axis.low


@pytest.mark.parametrize("kink", [6.1, -0.7])
def test_the_kinks_are_points_of_the_curve_and_can_be_read_exactly(stand, kink):
    # The cat's score meets the margins of car and frog at 5.1 + 1 and −1.7 + 1.
    scores, _ = stand.curve("hinge")
    assert np.abs(scores - kink).min() < 1e-12
    stand.hand.hover(stand.area, stand.at(kink))
    wrong = [score for score in (5.1, -1.7) if score - kink + 1 > 1e-9]
    hinge = sum(score - kink + 1 for score in wrong)
    lines = QToolTip.text().splitlines()
    assert lines[0] == f"score {kink}".replace("-", "−")
    assert float(lines[2].removeprefix("SVM ")) == pytest.approx(hinge, abs=1e-12)


def test_pointing_reads_both_losses_to_the_last_digit(stand):
    stand.hand.hover(stand.area, stand.at(3.2))
    assert QToolTip.text().splitlines()[0] == "score 3.2"
    _, softmax, hinge = QToolTip.text().splitlines()
    assert float(softmax.removeprefix("softmax ")) == pytest.approx(2.0403551528001706, rel=1e-15)
    assert float(hinge.removeprefix("SVM ")) == pytest.approx(2.9, rel=1e-15)


def test_the_reading_and_its_mark_go_when_the_pointer_goes(qtbot, stand):
    stand.hand.hover(stand.area, stand.at(8.0))
    with_mark = stand.plot.grab().toImage()
    stand.hand.hover(stand.panel, QPoint(3, 3))
    tip_gone(qtbot)
    assert stand.plot.grab().toImage() != with_mark


def test_the_svm_is_satisfied_from_6_1_on(stand):
    rect, axis = stand.plot.zone.rect(), stand.plot.x_axis
    assert stand.plot.zone.isVisible()
    assert axis.low + rect.left() * (axis.high - axis.low) == pytest.approx(6.1)
    assert rect.right() == pytest.approx(1.0)


def test_the_car_s_svm_stays_satisfied_down_to_3(stand):
    # [1.3, 4.9, 2.0]: the frog's 2.0 and the margin of 1.
    stand.edit(edits.choose_example(1), edits.choose_score(1))
    rect, axis = stand.plot.zone.rect(), stand.plot.x_axis
    assert axis.low + rect.left() * (axis.high - axis.low) == pytest.approx(3.0)
    stand.edit(edits.choose_score(0))
    rect, axis = stand.plot.zone.rect(), stand.plot.x_axis
    # The cat's score, a wrong one, may rise up to 4.9 − 1.
    assert rect.left() == pytest.approx(0.0)
    assert axis.low + rect.right() * (axis.high - axis.low) == pytest.approx(3.9)


def test_where_the_svm_is_never_satisfied_there_is_no_zone(stand):
    stand.edit(edits.choose_score(2))  # whatever the frog scores, the car's 5.1 costs 2.9
    assert not stand.plot.zone.isVisible()
    stand.edit(edits.choose_score(0), edits.set_loss_switch("include_correct_class", True))
    assert not stand.plot.zone.isVisible()


def test_without_the_other_loss_one_curve_is_left(stand):
    stand.edit(edits.compare_losses(False))
    assert stand.plot.curves["softmax"].isVisible()
    assert not stand.plot.curves["hinge"].isVisible()
    assert not stand.plot.zone.isVisible()
    stand.hand.hover(stand.area, stand.at(3.2))
    assert "SVM" not in QToolTip.text()
    stand.edit(edits.choose_loss("hinge"))
    assert not stand.plot.curves["softmax"].isVisible()
    assert stand.plot.curves["hinge"].isVisible()


def test_the_present_losses_are_written_at_their_points(stand):
    assert {"softmax 2.04", "SVM 2.90"} <= set(stand.texts())


def boxes(stand):
    """The places of the present losses in pixels of the frame, by their first words."""
    look, frame = stand.panel.look, stand.plot.frame()
    found = {}
    for note in stand.panel._marks():
        if isinstance(note, Note) and note.side == "":
            size = look.width(note.text, note.type), look.metrics(note.type).height()
            x, y = note.x * frame.width(), (1 - note.y) * frame.height()
            box = QRectF(0, 0, *size)
            box.moveCenter(QPointF(x, y))
            found[note.text.split()[0]] = box
    return found


def assert_clear(stand):
    """No loss is written over another, over a curve, over the line or out of the frame."""
    frame, found = stand.plot.frame(), boxes(stand)
    assert set(found) == {"softmax", "SVM"}
    assert not found["softmax"].intersects(found["SVM"])
    upright = stand.plot.share_of(stand.score) * frame.width()
    for box in found.values():
        assert QRectF(-0.5, -0.5, frame.width() + 1, frame.height() + 1).contains(box)
        assert not box.left() < upright < box.right()
        for curve in filter(PlotCurveItem.isVisible, stand.plot.curves.values()):
            x, y = curve.getData()
            at = np.linspace(box.left(), box.right(), 50)
            heights = (1 - np.interp(at / frame.width(), x, y)) * frame.height()
            assert not ((heights > box.top()) & (heights < box.bottom())).any()


def test_two_losses_at_the_same_height_are_written_apart(qtbot):
    stand = Stand(qtbot, score_state([[1000.0, 0.0, 0.0]]))  # both losses are exactly 0
    assert_clear(stand)


@pytest.mark.parametrize("score", range(10))
def test_the_losses_of_a_digit_are_written_clear_of_the_curves_and_the_line(qtbot, score):
    stand = Stand(qtbot, scenario("digits"))
    stand.edit(edits.choose_score(score))
    assert_clear(stand)


def test_a_loss_is_not_written_beside_the_other_s_point(qtbot):
    """123 of class 0 costs 666 with softmax, whose name stood beside the point of SVM's 1001."""
    set_language("ko")
    stand = Stand(qtbot, scenario("big-scores"), size=(363, 231), scale=0.6)
    frame, y_axis = stand.plot.frame(), stand.plot.y_axis
    x = stand.plot.share_of(stand.score) * frame.width()
    points = {"SVM": 1001.0, "소프트맥스": 666.0}
    for name, box in boxes(stand).items():
        away = {
            other: abs((1 - y_axis.share(loss)) * frame.height() - box.center().y())
            for other, loss in points.items()
        }
        assert min(away, key=away.get) == name
        assert min(abs(box.left() - x), abs(box.right() - x)) < 30


def test_far_out_in_a_drag_the_losses_are_written_inside_the_frame_and_off_the_curves(qtbot):
    stand = Stand(qtbot, scenario("digits"))
    stand.hand.press(stand.area, stand.at(stand.score, 0.6))
    for value in (5.0, 7.9, 9.0):
        end = stand.at(value, 0.6)
        stand.hand.move(stand.area, end)
        assert_clear(stand)
    stand.hand.release(stand.area, end)
    assert_clear(stand)


def test_a_reading_is_of_a_round_score_without_the_noise_of_its_sums(stand):
    stand.hand.hover(stand.area, stand.at(1.2))
    lines = QToolTip.text().splitlines()
    assert lines[0] == "score 1.2"
    assert lines[2] == "SVM 4.9"  # 5.1 − 1.2 + 1 is 4.8999999999999995 in float64


def test_a_screen_reader_is_told_the_score_and_both_losses(stand):
    score, softmax, hinge = stand.plot.accessibleDescription().split("\n")
    assert score == "score 3.2"
    assert softmax.startswith("softmax 2.0403551528")
    assert float(hinge.removeprefix("SVM ")) == pytest.approx(2.9, abs=1e-12)
    stand.edit(edits.compare_losses(False), edits.set_score(0, 0, 0.0))
    assert stand.plot.accessibleDescription().split("\n")[0] == "score 0"
    assert len(stand.plot.accessibleDescription().split("\n")) == 2


def test_a_long_name_leaves_room_for_the_rest_of_the_hint(stand):
    stand.edit(edits.rename_class(0, "cat " * 50))
    hint = part(stand.panel, "what_if.hint", QLabel)
    assert "…</b>" in hint.text()
    assert hint.sizeHint().width() <= hint.width()


def test_the_hint_names_the_score_that_moves(stand):
    assert "<b>cat</b>" in stand.hint()
    stand.edit(edits.choose_score(2))
    assert "<b>frog</b>" in stand.hint()


def test_a_name_is_text_and_not_markup(stand):
    stand.edit(edits.rename_class(0, "<i>a & b</i>"))
    assert "&lt;i&gt;a &amp; b&lt;/i&gt;" in stand.hint()


# Dragging


def test_dragging_the_line_moves_the_chosen_score_in_one_step(stand):
    before = stand.session.state
    stand.hand.drag(stand.area, stand.at(3.2), stand.at(6.0) - stand.at(3.2))
    assert stand.score == 6.0
    assert undo_labels(stand.session) == ["set_score"]
    assert stand.session.state == before


def test_ranges_hold_during_a_drag_and_settle_after_it(stand):
    held = stand.plot.x_axis, stand.plot.y_axis
    far = stand.at(held[0].high) + QPoint(120, 0)
    stand.hand.press(stand.area, stand.at(3.2))
    stand.hand.move(stand.area, far)
    score = stand.score
    assert score > held[0].high
    assert (stand.plot.x_axis, stand.plot.y_axis) == held
    stand.hand.release(stand.area, far)
    assert stand.plot.x_axis != held[0]
    assert stand.plot.x_axis.low <= score <= stand.plot.x_axis.high


def test_during_a_drag_the_line_stays_under_the_pointer(stand):
    stand.hand.press(stand.area, stand.at(3.2))
    for value in (4.0, 9.0, -2.0):
        at = stand.at(value)
        stand.hand.move(stand.area, at)
        ink = stand.plot.look.color("score")
        assert stand.plot.grab().toImage().pixelColor(at) == ink
    stand.hand.release(stand.area, stand.at(-2.0))


def test_escape_gives_the_score_back(stand):
    stand.hand.press(stand.area, stand.at(3.2))
    stand.hand.move(stand.area, stand.at(7.0))
    QTest.keyClick(stand.plot, Key.Key_Escape)
    settle()
    assert stand.score == 3.2
    stand.hand.release(stand.area, stand.at(7.0))
    assert undo_labels(stand.session) == []


def test_undo_during_a_drag_ends_it(stand):
    stand.hand.press(stand.area, stand.at(3.2))
    stand.hand.move(stand.area, stand.at(7.0))
    stand.session.undo()
    stand.hand.move(stand.area, stand.at(8.0))
    stand.hand.release(stand.area, stand.at(8.0))
    assert stand.score == 3.2


def test_the_keyboard_moves_the_score_too_and_a_held_key_is_one_step(stand):
    stand.plot.setFocus(Qt.FocusReason.TabFocusReason)
    key(stand.plot, Key.Key_Right, repeats=9)
    assert stand.score == pytest.approx(4.2, abs=1e-12)
    assert undo_labels(stand.session) == ["set_score"]


@pytest.mark.parametrize(
    ("code", "modifiers", "score"), [(Key.Key_PageUp, CTRL, 4.2), (Key.Key_Home, NONE, -10.0)]
)
def test_coarse_and_limit_keys_reach_the_document(stand, code, modifiers, score):
    stand.plot.setFocus(Qt.FocusReason.TabFocusReason)
    key(stand.plot, code, modifiers)
    assert stand.score == score


def test_one_change_paints_one_frame(stand):
    painted = Counter(stand.area, QEvent.Type.Paint)
    for count, value in enumerate((3.3, 3.4, 3.5), start=1):
        stand.edit(edits.set_score(0, 0, value))
        assert painted.count == count


def test_a_change_during_a_drag_paints_one_frame(stand):
    stand.hand.press(stand.area, stand.at(3.2))
    painted = Counter(stand.area, QEvent.Type.Paint)
    stand.hand.move(stand.area, stand.at(5.0))
    assert painted.count == 1
    stand.hand.release(stand.area, stand.at(5.0))


@pytest.mark.parametrize("row", [(1e300, -1e300, 0.0), (0.0, 0.0, 0.0), (1e-300, 2e-300, 0.0)])
def test_it_draws_the_largest_and_the_smallest_scores(qtbot, row):
    stand = Stand(qtbot, score_state([row]))
    for chosen in range(3):
        stand.edit(edits.choose_score(chosen))
        for name in ("softmax", "hinge"):
            for part_of_curve in stand.plot.curves[name].getData():
                assert np.isfinite(part_of_curve).all()


@pytest.mark.parametrize("score", [1e17, -1e17, 3e20, 1e299])
def test_among_huge_equal_scores_the_axis_reaches_some_of_their_steps(qtbot, score):
    """Rounding has no room for a step of one there; the axis was a point, and all of it NaN."""
    stand = Stand(qtbot, score_state([[score, score]]))
    axis = stand.plot.x_axis
    steps = (axis.high - axis.low) / math.ulp(score)
    assert 100 < steps < 1e4
    assert axis.low < score < axis.high
    for curve in filter(PlotCurveItem.isVisible, stand.plot.curves.values()):
        assert all(np.isfinite(part).all() for part in curve.getData())
    texts = [text for _, text in axis.ticks]
    assert len(texts) > 2
    assert len(set(texts)) == len(texts)
    # The first is as long as the last, and half of it stands left of the frame.
    half = stand.plot.look.width(texts[0], Type.SMALL) / 2
    assert stand.plot.frame().left() >= half - 1


def test_the_numbers_of_new_axes_have_their_room_in_the_frame_that_shows_them(stand):
    """A room that comes after the painting is seen one change late."""
    width = stand.plot.look.metrics(Type.SMALL).horizontalAdvance
    x_axis = Axis(0.0, 2e6, ((0.0, "0"), (2e6, "2000000")))
    stand.plot.set_axes(x_axis, Axis(0.0, 1e6, ((1e6, "100000000"),)))
    frame = stand.plot.frame()
    assert frame.left() >= width("100000000")
    assert stand.plot.width() - frame.right() >= width("2000000") / 2


def test_the_last_number_on_the_axis_is_all_there(qtbot):
    """200000 cut at the card's edge read as 20000."""
    stand = Stand(qtbot, score_state([(1e5, 5.6, -1.7)]))
    width = stand.plot.look.metrics(Type.SMALL).horizontalAdvance
    last = width(stand.plot.x_axis.ticks[-1][1])
    assert stand.plot.width() - stand.plot.frame().right() >= last / 2
