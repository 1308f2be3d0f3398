"""The single keys of a lecturer, the black window and the ring around the pointer."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core import edits
from gui.controls.card import Card
from gui.pages import PAGES
from tests.gui.window_hand import CTRL, SHIFT, Counter, Hand, Key, open_window, part, press, settle
from tests.sweeps import sampled

JAMO = "ㄱㅣㅠ"
"""What R, L and B write under a Hangul input method."""


pytestmark = pytest.mark.usefixtures("nothing_fades")


@pytest.fixture
def window(keep):
    return keep.open()


def write(window, character):
    """A key that comes in as a character of another script, its place untold."""
    for way in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(way, ord(character), Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(window.windowHandle(), event)
    settle()


def done(window):
    """What the single keys have done."""
    state = window.hall.ring.on, window.rail.isVisible(), window.hall.blank.isVisible()
    cards = [card.objectName() for card in window.page.findChildren(Card) if card.isVisible()]
    return (*state, cards, window.session.state.view.example)


ACTING = [Key.Key_L, Key.Key_R, Key.Key_B, Key.Key_Period, Key.Key_2, Key.Key_Space]


def test_a_single_key_acts_in_projector_mode_and_not_at_a_desk_under_a_hangul_input_method_too(
    window,
):
    before = done(window)
    press(window, *ACTING)
    assert done(window) == before
    press(window, Key.Key_F9)
    for code in ACTING:
        before = done(window)
        press(window, code)
        assert done(window) != before, code
        if window.hall.blank.isVisible():
            press(window, code)
    for character in JAMO:
        before = done(window)
        write(window, character)
        assert done(window) != before, character
    window.hall.blank.hide()
    before = done(window)
    for held in (CTRL, SHIFT, Qt.KeyboardModifier.AltModifier):  # it is another key then
        press(window, Key.Key_L, Key.Key_B, modifiers=held)
        assert done(window) == before, held
    press(window, Key.Key_F1)  # and none acts behind the sheet of keys
    press(window, *ACTING)
    assert done(window) == before
    assert window.keys.isVisible()


def write_held(window, character, modifiers):
    event = QKeyEvent(QEvent.Type.KeyPress, ord(character), modifiers, character)
    QApplication.sendEvent(window.windowHandle(), event)
    settle()


def test_ctrl_and_a_letter_is_that_letter_under_hangul_too(window):
    window.session.edit(edits.set_strength(0.5))
    settle()
    write_held(window, "ㅋ", CTRL)  # Z
    assert window.session.state.penalty.strength == 0.01
    write_held(window, "ㅋ", CTRL | SHIFT)
    assert window.session.state.penalty.strength == 0.5
    write_held(window, "ㄹ", CTRL)  # F
    assert QApplication.focusWidget() is part(window, "examples.search")


def test_what_is_typed_in_claims_ctrl_and_a_letter_for_itself_under_hangul_too(window):
    window.session.edit(edits.set_strength(0.5))
    field = part(window, "rail.class.0.field")
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(field, "7")
    write_held(window, "ㅁ", CTRL)  # A
    assert field.selectedText() == field.text()
    write_held(window, "ㅋ", CTRL)  # Z takes the typing back, not the step
    assert "7" not in field.text()
    assert window.session.state.penalty.strength == 0.5
    QTest.keyClick(field, Key.Key_Escape)


def test_where_something_is_typed_the_keys_are_for_that(window):
    press(window, Key.Key_F9)
    for page, place in (
        ("scores", "rail.class.0.field"),
        ("scores", "formula"),
        ("weights", "matrix.grid"),
        ("batch", "examples.table"),
        ("batch", "examples.search"),
    ):
        window.show_page(page)
        settle()
        if not part(window, place).isVisible():
            press(window, Key.Key_R)
        part(window, place).setFocus(Qt.FocusReason.TabFocusReason)
        before = done(window)
        press(window, *ACTING[:-1])
        assert done(window) == before, place
        press(window, Key.Key_Escape)  # what has been typed


def test_space_presses_what_the_keyboard_came_to_and_not_what_was_clicked(window):
    press(window, Key.Key_F9)
    hinge = part(window, "bar.loss.hinge")
    Hand(window).click(hinge)
    press(window, Key.Key_Space)
    assert window.session.state.view.example == 1
    part(window, "bar.page.batch").setFocus(Qt.FocusReason.TabFocusReason)
    press(window, Key.Key_Space)
    assert window.session.state.view.example == 1
    assert window.page is window.pages["batch"]


def test_no_input_method_takes_the_keys_where_nothing_is_typed(window):
    """What accepts text gets it from the input method, and then no key comes in at all."""
    typed = {"rail", "search", "table", "grid", "field", "editor"}
    for page in PAGES:
        window.show_page(page)
        settle()
        takers = [
            one.objectName()
            for one in window.findChildren(QWidget)
            if one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus
            if one.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        ]
        assert takers
        assert [name for name in takers if not typed & set(name.split("."))] == []


# The black window


def test_the_first_key_gives_the_window_back_and_does_nothing_else(window):
    press(window, Key.Key_F5, Key.Key_PageDown)
    shown, page = window.hall.presenting.progress, window.page
    for back in (
        Key.Key_Period,
        Key.Key_B,
        Key.Key_PageDown,
        Key.Key_PageUp,
        Key.Key_Space,
        Key.Key_Escape,
    ):
        press(window, Key.Key_Period)
        assert window.childAt(640, 360) is window.hall.blank
        assert window.hall.blank.grab().toImage().pixelColor(640, 360) == QColor("black")
        assert window.hall.blank.geometry() == window.rect()
        press(window, back)
        assert not window.hall.blank.isVisible()
        assert window.hall.presenting.on
        assert window.hall.presenting.progress == shown
    press(window, Key.Key_B)
    press(window, Key.Key_Shift, Key.Key_Control, Key.Key_Alt)  # only held
    assert window.hall.blank.isVisible()
    press(window, Key.Key_3, modifiers=CTRL)
    assert not window.hall.blank.isVisible()
    assert window.page is page
    press(window, Key.Key_B)
    window.resize(1500, 850)
    settle()
    assert window.hall.blank.geometry() == window.rect()
    press(window, Key.Key_B)


def test_a_press_gives_it_back_and_the_keyboard_is_where_it_was(window):
    press(window, Key.Key_F9)
    button = part(window, "bar.page.batch")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    press(window, Key.Key_B)
    Hand(window).click(window.hall.blank, QPoint(600, 30))  # where a tab lies below
    assert not window.hall.blank.isVisible()
    assert QApplication.focusWidget() is button
    assert window.page is window.pages["scores"]


# The ring


def test_the_ring_follows_the_pointer_over_the_whole_window(window):
    press(window, Key.Key_F5, Key.Key_L)
    ring = window.hall.ring
    for at in (QPoint(5, 5), QPoint(100, 300), QPoint(700, 200), QPoint(640, 700)):
        Hand(window).hover(window, at)
        assert ring.isVisible()
        assert (ring.geometry().center() - at).manhattanLength() <= 1
    QApplication.sendEvent(window.windowHandle(), QEvent(QEvent.Type.Leave))
    assert not ring.isVisible()
    Hand(window).hover(window, QPoint(500, 300))
    assert ring.isVisible()
    press(window, Key.Key_L)
    assert not ring.isVisible()
    Hand(window).hover(window, QPoint(400, 300))
    assert not ring.isVisible()


@pytest.mark.parametrize("height", sampled([720, 1440], every=2))
def test_the_ring_is_a_tenth_of_the_window_thick_enough_and_in_nobody_s_way(qtbot, height):
    window = open_window(qtbot, size=(height * 16 // 9, height))
    press(window, Key.Key_F9, Key.Key_L)
    Hand(window).hover(window, QPoint(300, 300))
    ring = window.hall.ring
    assert ring.height() >= 0.1 * height
    red = QColor(window.look.theme.error)
    line = ring.grab().toImage()
    width = [line.pixelColor(x, line.height() // 2) == red for x in range(line.width() // 2)]
    assert sum(width) >= 3 * height / 1080
    hinge = part(window, "bar.loss.hinge")
    Hand(window).click(hinge)
    assert window.session.state.loss.active == "hinge"
    assert window.childAt(hinge.mapTo(window, hinge.rect().center())) is hinge


class Painted(Counter):
    """What has been painted of a widget, as rectangles."""

    def __init__(self, widget):
        super().__init__(widget, QEvent.Type.Paint)
        self.areas = []

    def eventFilter(self, watched, event):
        if isinstance(event, QPaintEvent):
            self.areas += [QRect(area) for area in event.region()]
        return super().eventFilter(watched, event)


def test_the_ring_has_nothing_painted_but_where_it_was_and_is(window):
    press(window, Key.Key_F5, *[Key.Key_PageDown] * 5, Key.Key_L)
    over, far = part(window, "stage.scores"), part(window, "strength.plot")
    at = over.mapTo(window, over.rect().center())
    Hand(window).hover(window, at)
    painted, untouched = Painted(over), Painted(far)
    Hand(window).hover(window, at + QPoint(6, 0))
    assert painted.areas
    assert untouched.areas == []
    side = window.hall.ring.width()
    moved = sum(area.width() * area.height() for area in painted.areas)
    assert moved <= (side + 6) * side
