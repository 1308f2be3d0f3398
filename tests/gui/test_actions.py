"""The table of actions: each key once, bound once, and told as it is."""

import re
from collections import Counter
from dataclasses import replace
from itertools import combinations, product

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QMenu, QWidget

from core import edits
from gui.look.theme import Look, Mode
from gui.pages import PAGES
from gui.window.key_columns import Group, Measures
from gui.window.key_sheet import KeySheet, words_of
from gui.words.actions import ACTIONS, EVERYWHERE, Place, action, hint, key_text, keys_text
from gui.words.translation import LANGUAGES, catalogue, set_language
from tests.gui.hand import model_state, wheel
from tests.gui.painted import cut, overlapping, texts_of
from tests.gui.window_hand import CTRL, NONE, Hand, Key, open_window, part, scenario, settle, show
from tests.sweeps import sampled

TYPED = {Place.NAME, Place.TABLE}
"""Where the single keys of a lecturer do not act."""


def meet(one, other):
    """Whether two actions hold at one time; Esc has an order of its own."""
    places = {one.place, other.place}
    if (one.yields or other.yields) and not places <= EVERYWHERE:
        return False
    if places & EVERYWHERE or len(places) == 1:
        return True
    return Place.HALL in places and not places & TYPED and "leave" not in {one.name, other.name}


def clashes(actions):
    """Pairs of actions with a key in common where both hold."""
    return [
        (one.name, other.name)
        for one, other in combinations(actions, 2)
        if meet(one, other)
        if set(map(QKeySequence, one.keys)) & set(map(QKeySequence, other.keys))
    ]


def test_no_two_actions_have_one_key():
    assert clashes(ACTIONS) == []


def test_two_actions_on_one_key_would_be_found():
    table = action("table.edit")
    assert clashes([action("rename"), table]) == []  # each where it holds
    assert clashes([action("undo"), type(table)("other", Place.TABLE, ("ctrl+z",))])
    assert clashes([action("ring"), type(table)("other", Place.CHART, ("L",))])


def test_names_are_given_once_and_every_key_is_one():
    assert len({one.name for one in ACTIONS}) == len(ACTIONS)
    for one in ACTIONS:
        assert one.keys or one.gestures, one.name
        for key in one.keys:
            assert QKeySequence(key).count() == 1, key
            assert QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText) == key


def test_every_page_has_a_key():
    numbers = [one.name for one in ACTIONS if one.name.startswith("page.")]
    assert numbers == [f"page.{number}" for number in range(1, len(PAGES) + 1)]


def test_a_key_is_written_as_people_write_it():
    written = [key_text(key) for key in ("Ctrl+Shift+S", "Ctrl+Shift+Up", "Return", "Left", "?")]
    assert written == ["Ctrl+Shift+S", "Ctrl+Shift+↑", "Enter", "←", "?"]
    assert keys_text("redo") == ["Ctrl+Y", "Ctrl+Shift+Z"]
    assert keys_text("panel") == ["1 – 9"]


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_no_text_spells_out_a_key_that_the_table_knows(language):
    """Where a tip names a key it has a place for it, so that another key needs no new words."""
    keys = {key for one in ACTIONS for key in one.keys if "+" in key or re.fullmatch(r"F\d+", key)}
    keys |= {key_text(key) for key in keys}
    spelled = re.compile("|".join(rf"(?<![\w+]){re.escape(key)}(?![\w+])" for key in keys))
    assert [key for key, text in catalogue(language).items() if spelled.search(text)] == []


@pytest.fixture
def window(keep):
    return keep.open()


def bound(window):
    """Every key the window reacts to, as often as it is bound."""
    shortcuts = [key for one in window.findChildren(QShortcut) for key in QShortcut.keys(one)]
    actions = [key for one in window.findChildren(QAction) for key in one.shortcuts()]
    # Copying has its key in the formula's menu, where it holds only while that has the keyboard.
    return sorted(key.toString() for key in [*shortcuts, *actions] if key != QKeySequence("Ctrl+C"))


def test_every_key_of_the_window_is_bound_once_and_tips_name_it(window):
    everywhere = [one for one in ACTIONS if one.place in EVERYWHERE and not one.yields]
    keys = [key for one in everywhere for key in one.keys]
    assert bound(window) == sorted(QKeySequence(key).toString() for key in keys)
    window.session.edit(edits.set_strength(0.5))
    window.session.edit(edits.set_strength(0.7))
    window.session.undo()
    window.session.pin()
    settle()
    for name, widget in (
        ("undo", "header.undo"),
        ("redo", "header.redo"),
        ("pin", "header.pin"),
        ("swap", "header.swap"),
        ("page.2", "header.page.weights"),
        ("previous", "rail.example.previous"),
        ("next", "rail.example.next"),
        ("rename", "header.rename"),
        ("menu", "header.menu"),
    ):
        assert hint(name) in part(window, widget, QAbstractButton).toolTip(), name


# What the keys do


def press(window, code, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or window, code, modifiers)
    settle()


def alt(window, way, native=0, code=Key.Key_Alt):
    """Alt goes down or up in the native window, as its system tells it."""
    held = Qt.KeyboardModifier.AltModifier if way == QEvent.Type.KeyRelease else NONE
    QApplication.sendEvent(window.windowHandle(), QKeyEvent(way, code, held, 0, native, 0))
    settle()


DOWN, UP = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
RIGHT_ONE = 0xFFEA


def test_the_left_alt_alone_opens_the_menu_whatever_holds_the_keyboard(window):
    menu, hand, at = part(window, "menu", QMenu), Hand(window), QPoint(5, 5)
    part(window, "rail.class.0.field").setFocus()
    alt(window, DOWN)
    assert not menu.isVisible()
    alt(window, UP)
    assert menu.isVisible()
    menu.close()
    # With another key, a press or a drag it is no longer alone; the right one is for letters.
    alt(window, DOWN)
    alt(window, DOWN, code=Key.Key_Up)
    alt(window, UP)
    assert not menu.isVisible()
    alt(window, DOWN)
    hand.click(window, at)
    alt(window, UP)
    assert not menu.isVisible()
    hand.press(window, at)
    alt(window, DOWN)
    alt(window, UP)
    hand.release(window, at)
    assert not menu.isVisible()
    alt(window, DOWN, RIGHT_ONE)
    alt(window, UP, RIGHT_ONE)
    assert not menu.isVisible()


def test_page_keys_go_from_example_to_example_and_stop_at_the_ends_wherever_the_keyboard_is(qtbot):
    window = open_window(qtbot, model_state(30, examples=3))  # classes are scrolled
    before = window.session.state.source
    part(window, "rail.lambda.slider").setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for code in (Key.Key_PageDown,) * 3 + (Key.Key_PageUp,) * 3:
        press(window, code)
        seen.append(window.session.state.view.example)
    assert seen == [1, 2, 2, 1, 0, 0]
    rows = ("rail.class.0.field", "rail.class.0.slider")
    for place in ("what_if.plot", "strength.plot", "stage.scores", *rows):
        part(window, place).setFocus(Qt.FocusReason.TabFocusReason)
        press(window, Key.Key_PageDown)
        assert window.session.state.view.example == 1, place
        press(window, Key.Key_PageUp)
        assert window.session.state.view.example == 0, place
    assert window.session.state.source is before


STOPS = [("scores", 1), ("scores", 99), ("weights", 99), ("batch", 1), ("batch", 99), ("fit", 99)]
"""A page, and how many of each kind of control are gone to."""


@pytest.mark.parametrize(("page", "most"), sampled(STOPS, every=3))
def test_wherever_the_keyboard_is_page_keys_change_no_number_and_escape_comes_to_the_window(
    qtbot, page, most, monkeypatch
):
    window = open_window(qtbot, page=page)
    left = []
    monkeypatch.setattr(window.hall, "escape", lambda: left.append(True) or True)
    around = window if page == "scores" else window.page  # header and rail are the same
    stops = [
        one
        for one in around.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(stops) > 8
    kinds = Counter()
    for stop in stops:
        kinds[type(stop)] += 1
        if kinds[type(stop)] > most:
            continue
        before = window.session.state
        there = before.view.example == 0
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        focus = QApplication.focusWidget()
        press(window, Key.Key_PageDown if there else Key.Key_PageUp)
        press(window, Key.Key_Escape)
        after = window.session.state
        assert len(left) == 1, stop.objectName()
        left.clear()
        assert replace(after, view=before.view) == before, stop.objectName()
        if not isinstance(focus, QAbstractItemView):
            assert after.view.example == int(there), stop.objectName()


def test_a_table_turns_its_own_pages(qtbot):
    window = open_window(qtbot, model_state(3, examples=200), page="batch")
    view = window.page.examples.view
    view.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    press(window, Key.Key_PageDown)
    assert view.currentIndex().row() > 1
    part(window, "rail.lambda.slider").setFocus(Qt.FocusReason.TabFocusReason)
    before = window.session.state.view.example
    press(window, Key.Key_PageUp)
    assert window.session.state.view.example == before - 1


def test_f11_fills_the_screen_ctrl_f_searches_from_every_page_and_ctrl_n_asks_which_blank(window):
    press(window, Key.Key_F11)
    assert window.isFullScreen()
    press(window, Key.Key_F11)
    assert not window.isFullScreen()
    press(window, Key.Key_N, CTRL)
    menu = part(window, "new.menu", QMenu)
    blanks = ["blank-scores", "blank-features", "blank-plane"]
    assert [entry.data() for entry in menu.actions()] == blanks
    for code in (Key.Key_Down, Key.Key_Down, Key.Key_Return):
        QTest.keyClick(menu, code)
    settle()
    assert window.session.state == scenario("blank-plane")
    press(window, Key.Key_Z, CTRL)
    assert window.session.state == scenario()
    for page in ("scores", "batch"):
        window.show_page(page)
        part(window, "rail.lambda.slider").setFocus()
        press(window, Key.Key_F, CTRL)
        assert QApplication.focusWidget() is part(window, "examples.search")
    for letter in "frog":
        QTest.keyClick(QApplication.focusWidget(), letter)
    settle()
    assert window.page.examples.view.rows.rowCount() == 1


# The sheet of keys


def test_the_sheet_comes_by_its_keys_keeps_tab_and_gives_the_keyboard_back_however_it_goes(window):
    stop = part(window, "rail.lambda.slider")
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    for code in (Key.Key_F1, Key.Key_Question):
        press(window, code)
        assert window.keys.isVisible()
        assert window.keys.hasFocus()
        press(window, Key.Key_Escape)
        assert not window.keys.isVisible()
        assert stop.hasFocus()
    field = part(window, "rail.class.0.field")
    field.setFocus()
    press(window, Key.Key_F1)
    for code, there in ((Key.Key_Tab, window.keys.close_button), (Key.Key_Backtab, window.keys)):
        press(window, code)
        assert there.hasFocus()
    press(window, Key.Key_Tab)
    press(window, Key.Key_Escape)
    assert not window.keys.isVisible()
    assert field.hasFocus()
    hand = Hand(window)
    for close in (
        lambda: press(window, Key.Key_F1),
        lambda: hand.click(window.keys.close_button),
        lambda: hand.click(window.keys, QPoint(20, 300)),  # beside it
    ):
        window.keys.toggle()
        hand.click(window.keys, window.keys.sheet().center().toPoint())
        assert window.keys.isVisible()
        close()
        assert not window.keys.isVisible()
        assert field.hasFocus()


def test_no_key_acts_on_what_lies_behind_the_sheet(window):
    window.keys.toggle()
    state, page = window.session.state, window.page
    for stop in (window.keys, window.keys.close_button):
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        for name, act in ((one.name, one) for one in ACTIONS if one.place in EVERYWHERE):
            if name in {"sheet", "quit"}:
                continue
            for key in act.keys:
                combination = QKeySequence(key)[0]
                modifiers = combination.keyboardModifiers()
                QTest.keyClick(QApplication.focusWidget(), combination.key(), modifiers)
        alt(window, DOWN)
        alt(window, UP)
        assert window.keys.isVisible()
        assert QApplication.activePopupWidget() is None
        assert QApplication.activeModalWidget() is None
        assert (window.session.state, window.page) == (state, page)
        assert not window.session.document.pinned
        assert not window.isFullScreen()


def sheet_over(qtbot, size=(1280, 720), language="en"):
    """The sheet alone, over an empty window."""
    set_language(language)
    look = Look()
    look.fit(*size)
    return look, KeySheet(look, show(qtbot, QWidget(), *size))


def test_out_of_sight_the_sheet_of_keys_is_not_laid_out(qtbot, monkeypatch):
    laid = []
    monkeypatch.setattr(KeySheet, "_lay_out", laid.append)
    look, _ = sheet_over(qtbot)
    look.set_zoom(1.25)
    assert not laid


@pytest.mark.parametrize(
    ("size", "language"), sampled(product([(960, 600), (1280, 720)], LANGUAGES), every=3)
)
def test_the_sheet_fits_the_window_and_no_line_of_it_is_cut(qtbot, size, language):
    _, sheet = sheet_over(qtbot, size, language)
    sheet.toggle()
    settle()
    assert sheet.rect().contains(sheet.sheet().toRect())
    for name, (taken, room) in sheet.widths().items():
        assert taken <= room, name


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize(
    ("size", "share"), [((960, 600), 0.023), ((1280, 720), 0.025), ((1920, 1080), 0.025)]
)
def test_in_a_hall_the_sheet_is_written_large_and_turns_its_pages(qtbot, size, language, share):
    """Of the window's height, where nothing that is to be read may have less than 2 %."""
    look, sheet = sheet_over(qtbot, size, language)
    sheet.toggle()
    look.set_mode(Mode.PROJECTOR)
    settle()
    assert sheet.page_count() > 1
    seen = []
    for _ in range(sheet.page_count()):
        texts = [text for text in texts_of(sheet) if text.widget is sheet]
        assert min(text.size for text in texts) >= share * size[1]
        assert cut(texts) == overlapping(texts) == []
        assert all(sheet.sheet().contains(text.area) for text in texts)
        seen += [text.words for text in texts]
        press(sheet, Key.Key_PageDown)
    for one in ACTIONS:
        assert words_of(one).replace(" ", "") in "".join(seen).replace(" ", ""), one.name


def test_who_has_enlarged_the_window_has_the_sheet_enlarged(qtbot):
    look, sheet = sheet_over(qtbot, (1920, 1080))
    look.set_zoom(2.0)
    sheet.toggle()
    settle()
    texts = [text for text in texts_of(sheet) if text.widget is sheet]
    assert min(text.size for text in texts) > 1.6 * 16.5
    assert cut(texts) == []


def test_tab_goes_past_a_button_that_has_no_page_to_turn_to(qtbot):
    look, sheet = sheet_over(qtbot)
    look.set_mode(Mode.PROJECTOR)
    sheet.toggle()
    settle()
    for stop in (sheet.on_button, sheet.close_button, sheet, sheet.on_button):
        press(sheet, Key.Key_Tab)
        assert QApplication.focusWidget() is stop
    while sheet.on_button.isEnabled():
        QTest.keyClick(sheet.on_button, Key.Key_Space)
    assert sheet.on_button.hasFocus()
    press(sheet, Key.Key_Tab)
    assert sheet.close_button.hasFocus()


def test_the_sheets_pages_are_turned_by_a_remote_arrows_the_wheel_and_buttons(qtbot):
    look, sheet = sheet_over(qtbot)
    look.set_mode(Mode.PROJECTOR)
    hand = Hand(sheet.window())
    sheet.toggle()
    settle()
    last = sheet.page_count() - 1
    assert (sheet.page, sheet.back_button.isEnabled()) == (0, False)
    for on, back in (
        (Key.Key_PageDown, Key.Key_PageUp),
        (Key.Key_Right, Key.Key_Left),
        (Key.Key_Down, Key.Key_Up),
    ):
        for _ in range(last + 2):
            press(sheet, on)
        assert (sheet.page, sheet.on_button.isEnabled()) == (last, False)
        press(sheet, back)
        assert sheet.page == last - 1
        press(sheet, back)
    hand.click(sheet.on_button)
    assert sheet.page == 1
    hand.click(sheet.back_button)
    assert sheet.page == 0
    wheel(sheet, -120)
    assert sheet.page == 1
    wheel(sheet, 120)
    assert sheet.page == 0
    for _ in range(4):  # a touchpad
        assert sheet.page == 0
        wheel(sheet, -30)
    assert sheet.page == 1
    wheel(sheet, 120)
    press(sheet, Key.Key_Space)
    assert sheet.page == 1
    sheet.toggle()
    sheet.toggle()
    assert (sheet.isVisible(), sheet.page) == (True, 0)


MEASURES = Measures(row=10, head=15, gap=5)


def groups_of(*counts):
    return [Group(str(number), tuple(range(count))) for number, count in enumerate(counts)]


def test_columns_are_as_even_as_they_can_be_and_keep_their_order():
    (page,) = MEASURES.in_pages(groups_of(4, 4, 4, 4), 2, 300)
    assert [[group.heading for group in column] for column in page] == [["0", "1"], ["2", "3"]]
    assert MEASURES.height_of(page[0]) == 2 * (15 + 40) + 5


def test_a_group_is_parted_only_if_it_is_higher_than_a_column():
    pages = MEASURES.in_pages(groups_of(3, 3, 12), 1, 70)
    assert [[(one.heading, len(one.rows)) for one in page[0]] for page in pages] == [
        [("0", 3)],
        [("1", 3)],
        [("2", 4)],
        [("2", 4)],
        [("2", 4)],
    ]
    assert max(MEASURES.height_of(page[0]) for page in pages) == 15 + 40


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_sheet_names_every_action_with_its_keys(qtbot, language):
    _, sheet = sheet_over(qtbot, language=language)
    sheet.toggle()
    lines = sheet.lines()
    assert len(lines) == len(ACTIONS) + len(Place)
    assert sheet.accessibleDescription().splitlines() == lines
    for one in ACTIONS:
        for key in keys_text(one.name):
            assert any(key in line for line in lines), one.name
