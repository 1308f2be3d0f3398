"""The plot over λ on the lecture's weights: Σw² = 22.385 and a data loss of 2.7587."""

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolTip

from core import edits
from gui.look.theme import Look, Type
from gui.panels.strength import StrengthPanel
from gui.session import Session
from tests.gui.hand import CTRL, NONE, key, score_state
from tests.gui.window_hand import (
    Counter,
    Hand,
    Key,
    near,
    part,
    scenario,
    settle,
    show_in_room,
    undo_labels,
)

DATA = 2.758654710918577
SQUARES = 22.385
SIZES = 13.0


class Stand:
    """The card in a window of its own."""

    def __init__(self, qtbot, state=None):
        self.session = Session(state or scenario())
        self.panel = StrengthPanel(Look(), self.session)
        self.session.evaluated.connect(self.panel.show_evaluation)
        self.window = show_in_room(qtbot, self.panel, 700, 420)
        self.plot = self.panel.plot
        self.hand = Hand(self.window)

    @property
    def area(self):
        return self.plot.viewport()

    @property
    def strength(self):
        return self.session.state.penalty.strength

    def edit(self, edit):
        assert self.session.edit(edit)
        settle()

    def tick(self, text):
        """Where on the x axis the number `text` is written, as a share of the axis."""
        return next(s for s, t in self.plot.sheet.axes["bottom"]._tickLevels[0] if t == text)

    def at(self, share, height=0.5):
        frame = self.plot.frame()
        return QPointF(
            frame.left() + share * frame.width(), frame.bottom() - height * frame.height()
        ).toPoint()

    def total(self):
        """The drawn total at the places of the ticks 1e-4 to 100."""
        x, y = self.plot.total.getData()
        shares = [self.tick(text) for text in ("0.0001", "0.001", "0.01", "0.1", "1")]
        return np.interp(shares, x, y) * self.plot.y_axis.high

    def hint(self):
        return part(self.panel, "strength.hint", QLabel).text()

    def texts(self):
        return [getattr(thing, "text", "") for thing in self.panel._marks()]


@pytest.fixture
def stand(kept_stand):
    return kept_stand(Stand)


@pytest.fixture
def alone(kept_stand):
    return kept_stand(Stand, score_state())


@pytest.mark.parametrize(
    ("edit", "size"),
    [
        (edits.choose_penalty("l2"), SQUARES),
        (edits.choose_penalty("l1"), SIZES),
        (edits.choose_penalty("elastic_net"), 0.5 * SIZES + 0.5 * SQUARES),
        (edits.set_half(True), SQUARES / 2),
    ],
)
def test_the_total_is_the_data_loss_and_lambda_times_the_penalty(stand, edit, size):
    stand.edit(edit)
    strengths = np.array([1e-4, 1e-3, 1e-2, 0.1, 1.0])
    # Between the points of the curve the drawn line is straight, the total is not.
    assert stand.total() == pytest.approx(DATA + strengths * size, rel=2e-3)


def test_the_data_loss_is_level(stand):
    _, heights = stand.plot.edge.getData()
    assert heights * stand.plot.y_axis.high == pytest.approx([DATA, DATA])


def test_the_decades_are_evenly_spaced_and_zero_has_a_place_of_its_own(stand):
    decades = [stand.tick(t) for t in ("0.0001", "0.001", "0.01", "0.1", "1", "10", "100")]
    assert np.diff(decades) == pytest.approx(decades[1] - decades[0])
    assert stand.tick("0") == 0.0
    assert decades[-1] == 1.0


def test_pointing_reads_every_part_to_the_last_digit(stand):
    for share in (stand.tick("0.1"), stand.tick("1"), 0.0):
        stand.hand.hover(stand.area, stand.at(share))
        lines = QToolTip.text().replace("−", "-").splitlines()
        values = [
            float(line.removeprefix(start))
            for line, start in zip(
                lines, ("λ = ", "data loss ", "λ R(W) ", "total L "), strict=True
            )
        ]
        strength, data, penalty, total = values
        assert data == pytest.approx(DATA, rel=1e-15)
        assert penalty == pytest.approx(strength * SQUARES, rel=1e-14)
        assert total == pytest.approx(DATA + strength * SQUARES, rel=1e-14)
    assert strength == 0.0


def test_the_reading_is_of_the_strength_under_the_pointer(stand):
    stand.hand.hover(stand.area, stand.at(stand.tick("1")))
    strength = float(QToolTip.text().splitlines()[0].removeprefix("λ = "))
    assert strength == pytest.approx(1.0, rel=0.06)  # one step of the curve


def test_the_present_total_is_written_at_the_line(stand):
    assert "L = 2.98" in stand.texts()  # 2.7587 + 0.01 · 22.385 = 2.9825
    assert "data loss 2.76" in stand.texts()


def test_dragging_the_line_sets_lambda_to_two_digits_in_one_step(stand):
    before = stand.session.state
    start = stand.at(stand.tick("0.01"))
    stand.hand.drag(stand.area, start, stand.at(stand.tick("0.1")) - start)
    assert stand.strength == pytest.approx(0.1, rel=0.051)
    assert stand.strength == float(f"{stand.strength:.1e}")
    assert undo_labels(stand.session) == ["set_strength"]
    assert stand.session.state == before


def test_at_the_left_end_lambda_is_zero_and_at_the_right_100_even_beyond(stand):
    stand.hand.press(stand.area, stand.at(stand.tick("0.01")))
    stand.hand.move(stand.area, stand.at(0.0) - QPoint(120, 0))
    assert stand.strength == 0.0
    end = stand.at(1.0, -0.4) + QPoint(120, 0)
    stand.hand.move(stand.area, end)
    assert stand.strength == 100.0
    stand.hand.release(stand.area, end)
    assert undo_labels(stand.session) == ["set_strength"]


def test_the_range_holds_during_a_drag_and_settles_after_it(stand):
    held = stand.plot.y_axis
    start = stand.at(stand.tick("0.01"))
    end = stand.at(stand.tick("10"))
    stand.hand.press(stand.area, start)
    stand.hand.move(stand.area, end)
    assert stand.plot.y_axis == held
    stand.hand.release(stand.area, end)
    # About 2.76 + 10 · 22.4: the point that was beyond the frame is in it now.
    assert stand.plot.y_axis.high > 200


def test_during_a_drag_the_line_stays_under_the_pointer(stand):
    stand.hand.press(stand.area, stand.at(stand.tick("0.01"), 0.1))
    for text in ("0.1", "0.001"):
        at = stand.at(stand.tick(text), 0.1)
        stand.hand.move(stand.area, at)
        ink = stand.plot.look.color("penalty")
        assert near(stand.plot.grab().toImage().pixelColor(at), ink)
    stand.hand.release(stand.area, stand.at(stand.tick("0.001"), 0.1))


def test_escape_gives_lambda_back(stand):
    stand.hand.press(stand.area, stand.at(stand.tick("0.01")))
    stand.hand.move(stand.area, stand.at(stand.tick("1")))
    assert stand.strength > 0.5
    QTest.keyClick(stand.plot, Key.Key_Escape)
    assert stand.strength == 0.01
    stand.hand.release(stand.area, stand.at(stand.tick("1")))
    assert undo_labels(stand.session) == []


@pytest.mark.parametrize(
    ("code", "modifiers", "expected"),
    [
        (Key.Key_Right, NONE, 0.011),
        (Key.Key_PageUp, CTRL, 0.1),
        (Key.Key_PageDown, CTRL, 0.001),
        (Key.Key_Home, NONE, 0.0),
        (Key.Key_End, NONE, 100.0),
    ],
)
def test_keys_set_lambda(stand, code, modifiers, expected):
    stand.plot.setFocus(Qt.FocusReason.TabFocusReason)
    key(stand.plot, code, modifiers)
    assert stand.strength == pytest.approx(expected, rel=1e-12)
    assert undo_labels(stand.session) == ["set_strength"]


def test_a_held_key_is_one_step(stand):
    stand.plot.setFocus(Qt.FocusReason.TabFocusReason)
    key(stand.plot, Key.Key_PageUp, CTRL, repeats=2)
    assert stand.strength == pytest.approx(10.0)
    assert undo_labels(stand.session) == ["set_strength"]


def test_without_a_penalty_there_is_no_line_and_the_hint_says_why(stand):
    ink = stand.plot.look.color("penalty")
    at = stand.at(stand.tick("0.01"))
    assert near(stand.plot.grab().toImage().pixelColor(at), ink)
    stand.edit(edits.choose_penalty("none"))
    assert not near(stand.plot.grab().toImage().pixelColor(at), ink)
    stand.hand.drag(stand.area, at, QPoint(80, 0))
    key(stand.plot, Key.Key_Right)
    assert stand.strength == 0.01
    assert stand.hint() == "No penalty is chosen, so λ costs nothing."
    assert "L = " not in "".join(stand.texts())
    stand.edit(edits.choose_penalty("l1"))
    assert stand.hint().endswith("Drag the line.")


def test_scores_alone_have_no_line_and_the_hint_says_why(alone):
    before = alone.session.state
    alone.hand.drag(alone.area, alone.at(alone.tick("0.01")), QPoint(80, 0))
    assert alone.session.state is before
    assert alone.hint() == "Scores alone: without weights there is nothing to penalize."


def test_one_change_paints_one_frame(stand):
    painted = Counter(stand.area, QEvent.Type.Paint)
    for count, strength in enumerate((0.02, 0.03, 5.0), start=1):
        stand.edit(edits.set_strength(strength))
        assert painted.count == count


def test_a_strength_beyond_the_axis_stands_at_its_end(stand):
    stand.edit(edits.set_strength(1e12))
    ink = stand.plot.look.color("penalty")
    assert near(stand.plot.grab().toImage().pixelColor(stand.at(1.0, 0.3)), ink)
    assert np.isfinite(stand.plot.total.getData()[1]).all()


@pytest.mark.parametrize(("strength", "said"), [(200.0, "λ = 200 →"), (234.567, "λ ≈ 234.57 →")])
def test_a_strength_beyond_the_axis_that_is_rounded_is_not_said_to_be_equal(stand, strength, said):
    stand.edit(edits.set_strength(strength))
    assert any(getattr(mark, "text", "").startswith(said) for mark in stand.panel._marks())


def caption(stand):
    """The place of the penalty's name in units of the plot, and its text; None without it."""
    notes = [one for one in stand.panel._marks() if getattr(one, "role", "") == "penalty"]
    if not notes:
        return None
    (note,) = notes
    look, frame = stand.panel.look, stand.plot.frame()
    width = look.width(note.text, note.type) / frame.width()
    half = look.metrics(note.type).height() / 2 / frame.height()
    return note.text, note.x - width, note.x, note.y - half, note.y + half


@pytest.mark.parametrize("strength", [0.01, 1.0, 30.0, 80.0, 100.0])
@pytest.mark.parametrize("kind", ["l2", "elastic_net"])
@pytest.mark.parametrize("pinned", [False, True])
def test_the_name_of_the_penalty_is_crossed_by_no_line(stand, strength, kind, pinned):
    stand.edit(edits.choose_penalty(kind))
    if pinned:
        stand.session.pin()
    stand.edit(edits.set_strength(strength))
    found = caption(stand)
    if found is None:
        assert strength >= 30
        return
    _, left, right, low, high = found
    curves = [stand.plot.total, stand.plot.pinned] if pinned else [stand.plot.total]
    for curve in curves:
        x, y = curve.getData()
        over = y[(x >= left) & (x <= right)]
        assert not ((over > low) & (over < high)).any()
    assert np.interp(left, *stand.plot.total.getData()) >= high  # within its own area
    assert stand.plot.edge.getData()[1][0] <= low
    for value in (strength, 0.01) if pinned else (strength,):
        assert not left <= stand.plot.share_of(value) <= right


def test_with_little_room_the_name_of_the_penalty_is_short(stand):
    names = set()
    for strength in (0.01, 10.0, 100.0):
        stand.edit(edits.set_strength(strength))
        names.add(caption(stand)[0])
    assert names == {"λ R(W), L2", "λ R(W)"}


def test_a_data_loss_beyond_the_held_range_is_named_inside_the_frame(stand):
    stand.session.begin()
    stand.session.preview(edits.set_score(0, 0, -200.0))
    settle()
    (note,) = [one for one in stand.panel._marks() if "data loss" in getattr(one, "text", "")]
    assert 0 < note.y < 1
    stand.session.commit()


def test_on_a_narrow_plot_the_numbers_of_lambda_stand_apart(stand):
    look, shown = stand.panel.look, []
    for width in (420, 700):
        stand.panel.setFixedWidth(width)
        settle()
        labels, frame = stand.plot.sheet.axes["bottom"]._tickLevels[0], stand.plot.frame()
        for (left, one), (right, other) in pairwise(labels):
            half = (look.width(one, Type.SMALL) + look.width(other, Type.SMALL)) / 2
            assert (right - left) * frame.width() > half + 2
        assert [labels[0][1], labels[-1][1]] == ["0", "100"]
        shown.append(len(labels))
    assert shown[0] < shown[1] == 8
