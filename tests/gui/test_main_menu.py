"""Everything the window's keys do can be found in its menu."""

from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from gui.look.themes import CHOICES, DARK, LIGHT, THEMES
from gui.pages import PAGES
from gui.words.actions import ACTIONS, EVERYWHERE, Place, hint, key_text
from gui.words.translation import language
from tests.gui.window_hand import Key, open_window, part, settle
from tests.sweeps import sampled


@pytest.fixture
def window(keep):
    return keep.open()


def entries(menu):
    """The actions of a menu and of all menus in it."""
    for action in menu.actions():
        if action.menu() is None:
            yield action
        else:
            yield from entries(action.menu())


def choose(window, *path):
    """Go down the menu by the keyboard, to entries by their places."""
    QTest.keyClick(window, Key.Key_F10)
    menu = part(window, "menu", QMenu)
    for place in path:
        while menu.activeAction() is not menu.actions()[place]:
            QTest.keyClick(menu, Key.Key_Down)
        inner = menu.activeAction().menu()
        QTest.keyClick(menu, Key.Key_Return if inner is None else Key.Key_Right)
        menu = inner or menu
    settle()


def test_f10_opens_the_menu_and_its_entries_are_chosen_by_keys(window):
    choose(window, 2, 1)
    assert not part(window, "menu", QMenu).isVisible()
    assert window.page is window.pages["weights"]


def test_everything_that_a_key_of_the_window_does_is_in_the_menu(window):
    found = {action.objectName() for action in entries(part(window, "menu", QMenu))}
    wanted = {f"act.{one.name}" for one in ACTIONS if one.place in {*EVERYWHERE, Place.HALL}}
    # One step is "next", one part of the page is double-clicked, and what is left says its name.
    assert wanted - found == {"act.menu", "act.reveal", "act.panel", "act.leave"}


def test_what_has_a_key_by_its_place_names_it_and_keeps_it_from_nobody(window):
    for name in ("blank", "ring", "rail"):
        act = part(window, f"act.{name}", QAction)
        assert act.text().endswith(f"\t{hint(name)}")
        assert act.shortcuts() == []
    assert not part(window, "act.rail", QAction).isEnabled()  # at a desk it is there anyway
    part(window, "act.ring", QAction).trigger()
    assert window.hall.ring.on


def test_each_entry_names_its_key_and_no_two_have_one(window):
    menu = part(window, "menu", QMenu)
    keys = [key.toString() for act in window.actions() for key in act.shortcuts()]
    assert len(keys) == len(set(keys))
    shown = {action.objectName(): action.shortcut().toString() for action in entries(menu)}
    for action in ACTIONS:
        if action.yields:
            assert (
                part(window, f"act.{action.name}", QAction).text().endswith(f"\t{action.keys[0]}")
            )
        elif action.place in EVERYWHERE and action.name != "menu":
            assert key_text(shown[f"act.{action.name}"]) == key_text(action.keys[0])


@pytest.mark.parametrize("code", ["en", "ko"])
def test_every_entry_has_words_in_the_language_in_force(window, code):
    window.set_language(code)
    menu = part(window, "menu", QMenu)
    words = [action.text() for action in (*menu.actions(), *entries(menu))]
    assert all(words[: len(menu.actions())])
    assert part(window, "act.undo", QAction).text() == {"en": "Undo", "ko": "실행 취소"}[code]


def test_a_language_is_chosen_in_the_menu_too(window):
    part(window, "menu.language.ko", QAction).trigger()
    assert language() == "ko"
    ticked = [
        code for code in ("en", "ko") if part(window, f"menu.language.{code}", QAction).isChecked()
    ]
    assert ticked == ["ko"]


@pytest.mark.parametrize("key", THEMES)
def test_a_theme_is_worn_at_once_and_ticked(window, key):
    part(window, f"menu.theme.{key}", QAction).trigger()
    assert window.look.theme is THEMES[key]
    assert [one for one in CHOICES if part(window, f"menu.theme.{one}", QAction).isChecked()] == [
        key
    ]


def test_the_theme_of_the_system_is_followed_when_it_changes(window, qapp, monkeypatch):
    part(window, "menu.theme.system", QAction).trigger()
    assert window.look.theme is LIGHT
    monkeypatch.setattr("gui.look.theme.system_is_dark", lambda: True)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert window.look.theme is DARK
    part(window, "menu.theme.light", QAction).trigger()
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert window.look.theme is LIGHT


@pytest.mark.parametrize(
    ("page", "key"), sampled(product(PAGES, ["dark", "projector"]), every=5, first=2)
)
def test_a_theme_put_on_late_leaves_nothing_of_the_one_before(qtbot, keep, page, key):
    early = open_window(qtbot, page=page, theme=key).grab().toImage()
    late = keep.open(page=page)
    late.appearance.wear(key)
    settle()
    assert late.grab().toImage() == early
