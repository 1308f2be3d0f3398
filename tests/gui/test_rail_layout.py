"""The rail's use of its height, the order of its stops, and what it redraws."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core import edits
from core.settings import LossSettings, PenaltySettings
from gui.controls.check_box import CheckBox
from gui.controls.label import Label
from gui.look.theme import Look
from gui.words.translation import LANGUAGES, set_language
from tests.gui.hand import Key, default_state, model_state, score_state

BOX = Qt.FindChildOption.FindChildrenRecursively


def fullest(classes):
    """SVM with its variants and the elastic net: as much as the rail ever holds."""
    from dataclasses import replace

    return replace(
        model_state(classes),
        loss=LossSettings(active="hinge", class_divisor="wrong"),
        penalty=PenaltySettings(kind="elastic_net"),
    )


def places(rail):
    """Where every visible part stands that has no parts of its own."""
    found = {}
    for widget in rail.rail.findChildren(QWidget, options=BOX):
        if widget.isVisible() and not widget.findChildren(QWidget):
            corner = widget.mapTo(rail.rail, QPoint(0, 0))
            found[widget.objectName()] = QRect(corner, widget.size())
    return found


@pytest.mark.parametrize("scale", [2 / 3, 1.0, 2.0], ids=["720p", "1080p", "4k"])
@pytest.mark.parametrize("classes", [2, 3, 6, 10])
def test_up_to_ten_classes_are_seen_without_scrolling_however_much_is_open(bench, scale, classes):
    rail = bench(fullest(classes), scale)
    assert rail.shown("rail.loss.squared")
    assert rail.shown("rail.rho.slider")
    assert not rail.shown("rail.classes.scroll")
    assert sum(row.isVisible() for row in rail.rail.classes.rows) == classes


@pytest.mark.parametrize(
    "state",
    [default_state(), fullest(10), fullest(1000), score_state()],
    ids=["default", "ten", "thousand", "scores"],
)
@pytest.mark.parametrize("scale", [2 / 3, 1.0], ids=["720p", "1080p"])
@pytest.mark.parametrize("language", list(LANGUAGES))
def test_nothing_overlaps_or_leaves_the_rail(bench, state, scale, language):
    set_language(language)
    rail = bench(state, scale)
    found = places(rail)
    assert len(found) > 15
    for name, place in found.items():
        assert rail.rail.rect().contains(place), name
    in_columns = {
        name: place
        for name, place in found.items()
        # The buttons of a caption's line may reach a pixel or two beyond its height.
        if not name.endswith((".previous", ".next", ".add", ".more", ".caption"))
    }
    names = list(in_columns)
    for number, one in enumerate(names):
        for other in names[number + 1 :]:
            meeting = in_columns[one] & in_columns[other]
            assert meeting.height() <= 2 or meeting.width() <= 2, (one, other)


@pytest.mark.parametrize("scale", [2 / 3, 1.0], ids=["720p", "1080p"])
@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("state", [default_state(), fullest(10)], ids=["default", "fullest"])
def test_no_text_is_cut_short(bench, state, scale, language):
    set_language(language)
    rail = bench(state, scale)
    for label in rail.rail.findChildren(Label):
        if label.isVisible():
            assert label.text_width() <= label.width(), label.objectName()
    for box in rail.rail.findChildren(CheckBox):
        if box.isVisible():
            assert box.sizeHint().width() <= box.width(), box.objectName()
    for name in ("rail.loss.choice", "rail.penalty.choice", "rail.example.choice"):
        control = rail.part(name)
        texts = [segment.text() for segment in control.segments()]
        assert control.fits(texts, control.width() + rail.look.px(24)), name


def test_rows_come_closer_before_anything_else_does(bench):
    pitches = []
    for classes in (3, 8):
        rail = bench(model_state(classes))
        pitches.append(rail.part("rail.class.1").y() - rail.part("rail.class.0").y())
        assert rail.part("rail.loss.choice").height() == 41
    assert pitches[0] == 46
    assert 29 <= pitches[1] <= 46


def test_the_total_stands_at_the_bottom_and_nothing_touches_it(bench):
    for state in (default_state(), fullest(10)):
        rail = bench(state, 2 / 3)
        box = rail.part("rail.totals")
        top = box.mapTo(rail.rail, QPoint(0, 0)).y()
        assert rail.rail.height() - 16 <= top + box.height() < rail.rail.height()
        lowest = max(
            place.bottom() for name, place in places(rail).items() if ".totals" not in name
        )
        assert lowest < top - 3


def test_tab_goes_from_top_to_bottom(bench):
    rail = bench(fullest(3))
    start = rail.part("rail.example.next")
    start.setFocus(Qt.FocusReason.TabFocusReason)
    stops = [start]
    while len(stops) < 60:
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is start:
            break
        stops.append(focus)
    names = [stop.objectName() for stop in stops]
    assert names[:8] == [
        "rail.example.next",
        "rail.example.choice.0",
        "rail.classes.add",
        "rail.class.0.correct",
        "rail.class.0.slider",
        "rail.class.0.field",
        "rail.class.1.correct",
        "rail.class.1.slider",
    ]
    assert names[-4:] == [
        "rail.lambda.slider",
        "rail.lambda.field",
        "rail.rho.slider",
        "rail.rho.field",
    ]
    tops = [stop.mapTo(rail.rail, stop.rect().center()).y() for stop in stops]
    assert all(after >= before - 3 for before, after in pairwise(tops))


def test_everything_to_act_on_has_a_name_a_tool_tip_and_words_for_a_screen_reader(bench):
    rail = bench(fullest(3))
    acting = [
        widget
        for widget in rail.rail.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert len(acting) > 20
    for widget in acting:
        assert widget.objectName().startswith("rail."), widget
        assert widget.toolTip(), widget.objectName()
        assert widget.accessibleName(), widget.objectName()


def test_another_scale_lays_everything_out_anew(bench):
    rail = bench()
    before = places(rail)
    rail.look.fit(1280, 720)
    rail.rail.resize(rail.look.px(420), 611)
    rail.settle()
    after = places(rail)
    assert rail.rail.width() == 280
    assert after.keys() == before.keys()
    for name, place in after.items():
        assert rail.rail.rect().contains(place), name


class Painted(QObject):
    """Counts the paint events of the parts of a rail."""

    def __init__(self, rail):
        super().__init__()
        self.names = set()
        for widget in rail.rail.findChildren(QWidget):
            widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == event.Type.Paint:
            self.names.add(watched.objectName())
        return False


def still(rail, qtbot):
    """Wait until nothing of the opening is left to draw, and count from there."""
    painted = Painted(rail)
    rail.part("rail.loss.caption").update()
    qtbot.waitUntil(lambda: "rail.loss.caption" in painted.names)
    painted.names.clear()
    return painted


def test_only_what_changed_is_drawn_again(bench, qtbot):
    rail = bench(model_state(10, examples=1))
    painted = still(rail, qtbot)
    rail.session.edit(edits.set_score(0, 3, 4.5))
    qtbot.waitUntil(lambda: "rail.totals.total" in painted.names)
    assert "rail.class.3.slider" in painted.names
    others = {
        name
        for name in painted.names
        if not name.startswith(("rail.class.3", "rail.totals")) and name != ""
    }
    assert others == set()


def test_an_evaluation_that_changes_nothing_draws_nothing(bench, qtbot):
    rail = bench()
    painted = still(rail, qtbot)
    rail.session.flush()
    # What is asked for after it is drawn after it: then only this may have been drawn.
    rail.part("rail.loss.caption").update()
    qtbot.waitUntil(lambda: "rail.loss.caption" in painted.names)
    assert painted.names == {"rail.loss.caption"}


def test_showing_an_evaluation_never_edits(bench):
    rail = bench()
    before = rail.state
    for state in (model_state(10), score_state(), fullest(3)):
        rail.session.edit(edits.load(state))
        rail.settle()
        assert rail.state == state
    assert len(rail.undo_all()) == 4
    assert rail.state == before


def test_the_look_of_every_scale_has_whole_pixels(qapp):
    for scale in (0.6, 2 / 3, 1.0, 2.0):
        look = Look(scale)
        assert look.px(420) == round(420 * scale)
