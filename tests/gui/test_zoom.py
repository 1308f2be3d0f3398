"""Larger and smaller: by keys, remembered, and the window gives way in a known order."""

from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu

from core import edits
from gui.controls.card import Card
from gui.look.theme import ZOOMS, Look, Mode, Room, Type
from gui.pages import PAGES
from gui.window.window import SMALLEST, MainWindow
from gui.words.translation import LANGUAGES
from tests.gui.hand import score_state
from tests.gui.painted import cut, overlapping, texts_of
from tests.gui.window_hand import CTRL, Hand, Key, open_window, part, scenario, settle, show
from tests.sweeps import sampled

KEYPAD = Qt.KeyboardModifier.KeypadModifier


def press(window, key, modifiers=CTRL):
    QTest.keyClick(window, key, modifiers)
    settle()


def zoomed(window, zoom):
    window.look.set_zoom(zoom)
    settle()
    return window


@pytest.fixture
def window(keep):
    return keep.open()


def test_ctrl_with_plus_minus_and_0_goes_through_the_steps_and_back(window):
    found = []
    for key in [Key.Key_Minus] * 3 + [Key.Key_Plus] * 4:
        press(window, key)
        found.append(window.look.zoom)
    assert found == [0.9, 0.8, 0.8, 0.9, 1.0, 1.1, 1.25]
    zoomed(window, ZOOMS[-2])
    found = []
    for key in (Key.Key_Plus, Key.Key_Plus, Key.Key_0):
        press(window, key)
        found.append(window.look.zoom)
    assert found == [2.0, 2.0, 1.0]
    found = []
    for key in (Key.Key_Minus, Key.Key_Plus, Key.Key_Plus, Key.Key_0):
        press(window, key, CTRL | KEYPAD)
        found.append(window.look.zoom)
    assert found == [0.9, 1.0, 1.1, 1.0]


def test_ctrl_with_the_key_that_has_the_plus_above_enlarges_too(window):
    press(window, Key.Key_Equal)
    assert window.look.zoom == 1.1


def test_the_menu_says_how_large_it_is_and_what_is_possible(window):
    def possible():
        names = ("zoom_in", "zoom_out", "zoom_back")
        return [part(window, f"act.{name}", QAction).isEnabled() for name in names]

    menu = part(window, "menu.zoom", QMenu)
    assert (menu.title(), possible()) == ("Zoom (100 %)", [True, True, False])
    part(window, "act.zoom_in", QAction).trigger()
    settle()
    assert (menu.title(), possible()) == ("Zoom (110 %)", [True, True, True])
    assert zoomed(window, ZOOMS[-1])
    assert possible() == [False, True, True]
    assert zoomed(window, ZOOMS[0])
    assert possible() == [True, False, True]


def test_in_a_hall_sizes_are_the_halls_and_the_desk_finds_its_own_again(window):
    press(window, Key.Key_Plus)
    window.show_projector(on=True)
    settle()
    assert window.look.font(Type.FORMULA).pixelSize() == round(62 * 720 / 1080)
    press(window, Key.Key_Plus)
    window.show_projector(on=False)
    settle()
    assert window.look.zoom == 1.1
    assert window.look.font(Type.FORMULA).pixelSize() == round(30 * 1.1 * 720 / 1080)


@pytest.mark.parametrize(
    ("fitting", "zoom", "room"),
    [
        ((1920, 1080), 0.8, Room.WHOLE),
        ((1920, 1080), 1.0, Room.WHOLE),
        ((1920, 1080), 1.1, Room.NO_HINTS),
        ((1920, 1080), 1.25, Room.ONE_VIEW),
        ((1920, 1080), 1.5, Room.NO_RAIL),
        ((3840, 2160), 1.25, Room.ONE_VIEW),  # type has grown with the window already
        ((1280, 720), 1.0, Room.WHOLE),
        ((1024, 768), 1.0, Room.NO_HINTS),  # no smaller than can be read
        (SMALLEST, 1.0, Room.NO_RAIL),
    ],
)
def test_hints_give_way_first_then_the_other_views_then_the_rail(qapp, fitting, zoom, room):
    look = Look()
    look.set_zoom(zoom)
    look.fit(*fitting)
    assert look.room is room
    assert look.follower().room is room


def test_a_card_that_fills_the_page_has_the_hints_and_the_size_that_there_is_room_for(qapp):
    look, full = Look(), Look()
    look.fit(1920, 1080)
    full.take_over(look, times=1.35)
    assert (full.scale, full.room) == (1.35, Room.WHOLE)
    look.set_zoom(2.0)
    full.take_over(look, times=1.35)
    assert full.scale == 2.0


def test_what_gives_way_is_where_it_is_said_to_be(qtbot):
    window = open_window(qtbot)
    hint = part(window, "what_if.hint")
    assert hint.isVisible()
    press(window, Key.Key_Plus)
    assert not hint.isVisible()
    assert window.page.what_if.isVisible()
    press(window, Key.Key_Plus)
    assert window.page.stages.isVisible()
    assert not window.page.what_if.isVisible()
    Hand(window).click(part(window, "bar.view.what_if", QAbstractButton))
    assert window.page.what_if.isVisible()
    assert window.header.isVisible()
    assert window.rail.isVisible()
    press(window, Key.Key_Plus)
    assert window.page.what_if.isVisible()
    assert not window.header.isVisible()
    assert not window.rail.isVisible()
    assert part(window, "formula.total").isVisible()
    Hand(window).click(part(window, "bar.rail", QAbstractButton))
    assert window.rail.isVisible()


def test_the_menu_can_be_had_by_the_pointer_where_there_is_no_header(window):
    zoomed(window, 2.0)
    Hand(window).click(part(window, "bar.menu", QAbstractButton))
    assert window.menu.isVisible()
    window.menu.close()


def test_where_names_do_not_fit_beside_one_another_they_fold_behind_the_one_in_front(keep):
    window = zoomed(keep.open(page="scores"), 2.0)
    assert not part(window, "bar.page").isVisible()
    folded = part(window, "bar.page.folded", QAbstractButton)
    assert folded.text() == "Scores"
    part(window, "bar.page.folded.batch", QAction).trigger()
    settle()
    assert window.page.objectName() == "page.batch"
    assert folded.text() == "Batch"
    name = part(window, "bar.example")
    assert name.width() >= name.text_width()


def test_no_window_of_a_test_is_pointed_at_by_what_an_earlier_one_has_left(qtbot):
    """Else pictures of two windows differ: the one under the pointer shows what it offers."""
    windows = [open_window(qtbot)]
    field = part(windows[0], "rail.class.1.field")
    QCursor.setPos(field.mapToGlobal(field.rect().center()))
    windows.append(open_window(qtbot))
    assert not part(windows[1], "rail.class.1.remove").isVisible()


@pytest.mark.parametrize(
    ("page", "zoom"), sampled(list(product(PAGES, [0.8, 1.1, 1.25, 1.5, 2.0])), every=8, first=6)
)
def test_nothing_is_left_of_another_zoom(qtbot, page, zoom):
    """Pixels as in a window that was opened so large, and as in one that never was."""
    been = open_window(qtbot, page=page)
    look = Look()
    look.wear("light")
    look.set_zoom(zoom)
    look.fit(1280, 720)
    larger = show(qtbot, MainWindow(scenario(), look, page=page), 1280, 720)
    never = open_window(qtbot, page=page)
    zoomed(been, zoom)

    def alike(other):
        assert been.grab().toImage() == other.grab().toImage()

    qtbot.waitUntil(lambda: alike(larger))  # the map is drawn finely when it has come to rest
    zoomed(been, 1.0)
    qtbot.waitUntil(lambda: alike(never))


STATES = {
    "3": scenario,
    "10": lambda: score_state(((0.5, -1.25, 2.0, 0.1, 4.2, -2.5, 0.7, 1.9, -1.3, 3.1),)),
    "svm": lambda: edits.choose_loss("hinge").apply(scenario()),
    "digits": lambda: scenario("digits"),
}


@pytest.mark.parametrize(
    ("size", "zoom", "language", "state"),
    sampled(
        [
            *product([(1920, 1080)], ZOOMS[::-1], LANGUAGES, STATES),
            *product([(1280, 720), (1024, 768), SMALLEST], [1.0], LANGUAGES, STATES),
        ],
        every=37,
    ),
)
def test_no_text_is_cut_off_or_painted_into_another(qtbot, size, zoom, language, state):
    window = open_window(qtbot, STATES[state](), size, language)
    zoomed(window, zoom)
    wrong = []
    # The best W for the digits is sought beside the window for longer than a test should take.
    for page in [page for page in PAGES if (page, state) != ("fit", "digits")]:
        window.show_page(page)
        for view in window.page.views if window.projector.on else [None]:
            if view is not None:
                window.projector.show_view(view)
            settle()
            texts = texts_of(window)
            wrong += [f"{page} {view}: {text} is cut" for text in cut(texts)]
            pairs = overlapping(texts)
            wrong += [f"{page} {view}: {one} lies over {other}" for one, other in pairs]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("zoom", sampled([2.0, 1.5], every=2))
def test_the_rail_over_the_page_has_all_of_itself_in_the_window(qtbot, zoom):
    window = zoomed(open_window(qtbot, size=(1920, 1080)), zoom)
    Hand(window).click(part(window, "bar.rail", QAbstractButton))
    assert window.rail.look.mode is Mode.OVER
    assert window.rect().contains(window.rail.geometry())
    texts = [text for text in texts_of(window) if window.rail.isAncestorOf(text.widget)]
    assert len(texts) > 20
    assert cut(texts) == overlapping(texts) == []


def test_a_card_that_fills_the_page_gives_way_with_the_rest(qtbot):
    window = zoomed(open_window(qtbot, size=(1920, 1080)), 2.0)
    card = part(window, "what_if", Card)
    window.projector.show_view("what_if")
    card.fill_asked.emit(card)
    settle()
    assert window.page.full is card
    assert cut(texts_of(window)) == []
