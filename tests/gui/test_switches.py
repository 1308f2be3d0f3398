"""Check box, radio mark, button, stacked bar, label."""

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from gui.charts.parts.stack import StackedBar
from gui.controls.button import Button, Kind
from gui.controls.check_box import CheckBox
from gui.controls.label import Label
from gui.controls.radio import Radio
from gui.look.theme import Type
from tests.gui.hand import LEFT, Heard, Key
from tests.gui.painted import cut, texts_of


@pytest.fixture
def box(qtbot, look):
    box = CheckBox(look, "test.box")
    box.set_words("Show the other loss too", "tip")
    box.resize(box.sizeHint())
    qtbot.addWidget(box)
    box.show()
    return box


@pytest.mark.parametrize("kind", [Button, CheckBox, Radio])
def test_the_pointer_over_what_can_be_pressed_is_a_hand(qtbot, look, kind):
    control = kind(look, "test.pressed")
    qtbot.addWidget(control)
    assert control.cursor().shape() == Qt.CursorShape.PointingHandCursor


def test_a_check_box_speaks_of_a_persons_act_alone(box):
    heard = Heard(box, "chosen")
    box.set_on(True)
    assert box.isChecked()
    assert heard.said == []
    QTest.mouseClick(box, LEFT)
    assert heard.said == [("chosen", False)]


def test_a_click_on_the_text_of_a_check_box_counts(box):
    heard = Heard(box, "chosen")
    QTest.mouseClick(box, LEFT, pos=box.rect().center())
    assert heard.said == [("chosen", True)]


def test_space_ticks_a_check_box(box):
    heard = Heard(box, "chosen")
    QTest.keyClick(box, Key.Key_Space)
    assert heard.said == [("chosen", True)]


def test_a_ticked_check_box_looks_another_way(box):
    before = box.grab().toImage()
    box.set_on(True)
    assert box.grab().toImage() != before


def test_the_text_of_a_check_box_fits(box):
    text = box.fontMetrics().horizontalAdvance(box.text())
    assert box.sizeHint().width() > text + box.sizeHint().height() / 2
    assert box.sizeHint().height() >= 24


@pytest.fixture
def radio(qtbot, look):
    radio = Radio(look, "test.radio")
    radio.resize(radio.sizeHint())
    qtbot.addWidget(radio)
    radio.show()
    return radio


def test_a_radio_mark_says_when_a_person_turns_it_on(radio):
    heard = Heard(radio, "chosen")
    QTest.mouseClick(radio, LEFT)
    assert heard.said == [("chosen",)]
    assert radio.isChecked()


def test_a_radio_mark_that_is_on_stays_on_and_silent(radio):
    radio.setChecked(True)
    heard = Heard(radio, "chosen")
    QTest.mouseClick(radio, LEFT)
    QTest.keyClick(radio, Key.Key_Space)
    assert heard.said == []
    assert radio.isChecked()


def test_a_radio_mark_turned_off_while_it_is_pressed_says_that_it_is_turned_on_again(radio):
    radio.setChecked(True)
    heard = Heard(radio, "chosen")
    QTest.mousePress(radio, LEFT)
    radio.setChecked(False)  # another document is shown
    QTest.mouseRelease(radio, LEFT)
    assert radio.isChecked()
    assert heard.names == ["chosen"]


def test_the_owner_can_turn_a_radio_mark_off(radio):
    heard = Heard(radio, "chosen")
    radio.setChecked(True)
    radio.setChecked(False)
    assert not radio.isChecked()
    assert heard.said == []


@pytest.mark.parametrize("kind", list(Kind))
def test_a_button_is_large_enough_and_holds_its_text(qtbot, look, kind):
    button = Button(look, "test.button", kind, "plus")
    button.set_words("Add class", "tip")
    qtbot.addWidget(button)
    size = button.sizeHint()
    assert size.height() >= 24
    assert size.width() > button.fontMetrics().horizontalAdvance("Add class") + look.px(18)
    assert button.accessibleName() == "Add class"


def test_a_button_of_a_mark_alone_is_named_by_its_tool_tip(qtbot, look):
    button = Button(look, "test.button", Kind.FLAT, "left")
    button.set_words("", "Previous example")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Previous example"
    assert button.sizeHint().width() >= look.px(24)


def test_a_button_with_a_menu_leaves_room_for_its_mark(qtbot, look):
    button = Button(look, "test.button")
    button.set_words("Scenario")
    qtbot.addWidget(button)
    alone = button.sizeHint().width()
    button.setMenu(QMenu(button))
    assert button.sizeHint().width() > alone


def test_a_checked_tab_is_tinted(qtbot, look):
    tab = Button(look, "test.tab", Kind.TAB)
    tab.set_words("Scores")
    tab.resize(tab.sizeHint())
    qtbot.addWidget(tab)

    def ground():
        return tab.grab().toImage().pixelColor(look.px(10), tab.height() // 2)

    assert ground() != look.color("tab")
    tab.setChecked(True)
    assert ground() == look.color("tab")


@pytest.fixture
def bar(qtbot, look):
    bar = StackedBar(look, "test.bar")
    bar.resize(200, 14)
    qtbot.addWidget(bar)
    bar.show()
    return bar


def colors_of(bar):
    picture = bar.grab().toImage()
    return [picture.pixelColor(x, bar.height() // 2) for x in range(bar.width())]


def test_a_stacked_bar_gives_every_part_its_share(bar, look):
    bar.set_parts([(3.0, "loss_fill"), (1.0, "penalty_fill")], "3 and 1")
    colors = colors_of(bar)
    assert colors.count(look.color("loss_fill")) == pytest.approx(150, abs=3)
    assert colors.count(look.color("penalty_fill")) == pytest.approx(50, abs=3)
    assert bar.toolTip() == "3 and 1"


@pytest.mark.parametrize("parts", [[], [(0.0, "loss_fill"), (0.0, "penalty_fill")]])
def test_a_stacked_bar_of_nothing_is_an_empty_track(bar, look, parts):
    bar.set_parts(parts)
    assert colors_of(bar)[100] == look.color("track")


def test_a_stacked_bar_bears_the_largest_numbers(bar, look):
    bar.set_parts([(1.7e308, "loss_fill"), (1.7e308, "penalty_fill")])
    colors = colors_of(bar)
    assert colors[50] == look.color("loss_fill")
    assert colors[150] == look.color("penalty_fill")


def test_a_label_shortens_what_does_not_fit_and_tells_the_rest_in_its_tool_tip(qtbot, look):
    label = Label(look, "test.label", Type.BODY)
    qtbot.addWidget(label)
    label.resize(look.px(80), look.px(30))
    label.set_text("a very long class name", "a very long class name")
    assert label.text_width() > label.width()
    assert label.toolTip() == label.text() == label.accessibleName()
    picture = label.grab().toImage()
    inked = [
        x
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).lightness() < 128
    ]
    assert 0 < max(inked) < label.width()


def test_a_label_stands_at_the_side_it_was_given(qtbot, look):
    label = Label(look, "test.label", align=Qt.AlignmentFlag.AlignRight)
    qtbot.addWidget(label)
    label.resize(300, 40)
    label.set_text("2.98")
    picture = label.grab().toImage()
    white = QColor(look.color("card"))
    columns = [
        x
        for x in range(picture.width())
        if any(picture.pixelColor(x, y) != white for y in range(picture.height()))
    ]
    assert min(columns) > 200
    assert max(columns) >= 296


def test_a_wrapped_label_shortens_long_words_before_it_is_cut_off(qtbot, look):
    label = Label(look, "test.label", wrap=True)
    qtbot.addWidget(label)
    sentence = "The largest error is 3.0×10⁻⁸, at W[{}, x₁], with h = 10⁻⁵."
    label.resize(look.px(400), 2 * math.ceil(look.metrics(Type.BODY).height()) + 2)
    label.show()
    for name, whole in (("cat", True), (200 * "W", False)):
        label.set_text(sentence.format(name))
        texts = texts_of(label)
        assert cut(texts) == []
        assert texts[-1].words.endswith("10⁻⁵.")
        assert any("…" in one.words for one in texts) is not whole
