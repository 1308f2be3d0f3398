"""Laid out for the last row: fewer things, larger, and back again as it was."""

import re

import pytest
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from core import edits
from gui.look.theme import Mode, Type
from gui.look.themes import LIGHT, PROJECTOR
from gui.pages import PAGES
from gui.window.front import stop_in_sight
from tests.gui.painted import texts_of
from tests.gui.window_hand import CTRL, Hand, Key, open_window, part, press, settle
from tests.sweeps import sampled


def in_hall(owner):
    """A window of a test's own, where it leaves another view in front."""
    window = open_window(owner)
    QTest.keyClick(window, Key.Key_F9)
    settle()
    return window


@pytest.fixture
def window(keep):
    return keep.window("hall", in_hall)


def choose_view(window, name):
    """In the row of views, or in the menu of one that has folded."""
    button = part(window, f"bar.view.{name}", QAbstractButton)
    if button.isVisible():
        Hand(window).click(button)
    else:
        part(window, f"bar.view.folded.{name}", QAction).trigger()
        settle()


def seen(window):
    """The names of the views of the page in front of which something is to be seen."""
    return [
        name for name, parts in window.page.views.items() if all(part.isVisible() for part in parts)
    ]


def test_f9_lays_the_window_out_for_a_hall_and_f9_again_for_a_desk(window):
    assert (window.look.mode, window.look.theme) == (Mode.PROJECTOR, PROJECTOR)
    assert not window.header.isVisible()
    QTest.keyClick(window, Key.Key_F9)
    settle()
    assert (window.look.mode, window.look.theme) == (Mode.DESK, LIGHT)
    assert window.header.isVisible()
    assert window.rail.isVisible()


def test_f6_goes_to_what_is_seen_of_the_page_and_stays_there_where_the_rail_is_folded(window):
    choose_view(window, "what_if")
    for _ in range(2):
        press(window, Key.Key_F6)
        assert QApplication.focusWidget() is part(window, "what_if.plot")


def test_ctrl_f_brings_the_table_into_sight_whatever_is_shown_alone(window):
    for cover in (
        lambda: choose_view(window, "losses"),
        lambda: window.hall.fill(window.page.losses[0]),
        lambda: QTest.keyClick(window, Key.Key_F9),
        lambda: window.hall.fill(window.page.losses[0]),
        lambda: window.hall.show_panel(2),
    ):
        window.show_page("batch")
        cover()
        settle()
        press(window, Key.Key_F, modifiers=CTRL)
        assert window.page.examples.search.isVisible()
        assert window.page.examples.search.hasFocus()
    window.setFocus()
    press(window, Key.Key_F5)  # presented step by step, the table is still to come
    press(window, Key.Key_F, modifiers=CTRL)
    assert not window.page.examples.search.isVisible()
    assert not window.page.examples.search.hasFocus()


def test_f6_passes_over_what_takes_no_keyboard(qtbot):
    side = QWidget()
    qtbot.addWidget(side)
    first, second = QPushButton(side), QPushButton(side)
    assert stop_in_sight(side, first) is None
    side.show()
    assert stop_in_sight(side, first) is first
    first.setEnabled(False)
    assert stop_in_sight(side, first) is second


@pytest.mark.parametrize("page", sampled(PAGES, every=2))
def test_nothing_is_left_of_the_mode_when_it_ends(qtbot, page):
    been, never = open_window(qtbot, page=page), open_window(qtbot, page=page)
    for _ in range(2):
        QTest.keyClick(been, Key.Key_F9)
        settle()

    def same():
        assert been.grab().toImage() == never.grab().toImage()

    qtbot.waitUntil(same)  # the map is drawn finely when it has come to rest


def test_each_view_of_a_page_is_shown_alone(qtbot):
    window = in_hall(qtbot)
    for page in PAGES:
        window.show_page(page)
        for name in window.page.views:
            choose_view(window, name)
            assert name in seen(window)
            # Two cards that take turns are one place.
            shown = [window.page.views[one] for one in seen(window)]
            assert len(set(shown)) == 1


def test_pages_and_losses_stay_side_by_side_where_the_views_alone_have_no_room(window):
    window.show_page("fit")
    settle()
    for name, whole in (("bar.page", True), ("bar.view", False), ("bar.loss", True)):
        assert part(window, name).isVisible() is whole
        assert part(window, f"{name}.folded").isVisible() is not whole
    name = part(window, "bar.example")
    assert name.width() >= name.text_width()


def test_a_page_is_found_in_the_view_in_which_it_was_left(qtbot):
    window = in_hall(qtbot)
    Hand(window).click(part(window, "bar.view.what_if", QAbstractButton))
    window.show_page("batch")
    assert seen(window) == ["examples"]
    window.show_page("scores")
    assert seen(window) == ["what_if"]


def test_a_card_that_takes_turns_comes_to_the_front_by_its_name(qtbot):
    window = in_hall(qtbot)
    window.show_page("weights")
    Hand(window).click(part(window, "bar.view.comparison", QAbstractButton))
    assert window.page.comparison.isVisible()
    assert not window.page.tug.isVisible()


def test_the_rail_lies_over_the_page_when_it_is_asked_for(qtbot):
    window = in_hall(qtbot)
    assert not window.rail.isVisible()
    Hand(window).click(part(window, "bar.rail", QAbstractButton))
    assert window.rail.isVisible()
    assert window.rail.geometry().intersects(window.page.parentWidget().parentWidget().geometry())
    Hand(window).click(part(window, "rail.loss.choice.hinge", QAbstractButton))
    assert window.session.state.loss.active == "hinge"
    Hand(window).click(part(window, "bar.rail", QAbstractButton))
    assert not window.rail.isVisible()


def test_on_scores_the_whole_loss_stands_under_that_of_the_example(window):
    total = part(window, "formula.total")
    assert total.isVisible()
    assert total.formula_text().endswith("= 2.98")
    window.session.edit(edits.set_strength(0.0))
    settle()
    assert total.formula_text().endswith("= 2.76")
    window.show_page("weights")
    assert not total.isVisible()


def test_the_line_above_says_which_example_and_switches_the_loss(window):
    window.session.edit(edits.choose_example(1))
    settle()
    assert part(window, "bar.example").text() == "car photo"
    assert part(window, "bar.count").text() == "2 of 3"
    Hand(window).click(part(window, "bar.loss.hinge", QAbstractButton))
    assert window.session.state.loss.active == "hinge"


def test_main_figures_have_4_percent_of_the_height_and_names_3(window):
    look = window.look
    main = (Type.VALUE, Type.TOTAL, Type.READOUT, Type.DISPLAY, Type.FORMULA)
    names = (Type.BODY, Type.STRONG, Type.SMALL, Type.LABEL, Type.HEADING, Type.STAGE)
    for roles, share in ((main, 0.04), (names, 0.03)):
        for role in roles:
            assert look.font(role).pixelSize() >= share * window.height(), role


def test_an_axis_of_many_numbers_has_fewer(qtbot):
    window = open_window(qtbot)

    def numbers():
        wanted = re.compile(r"[\d.]+")
        found = (one for one in texts_of(window) if one.name == "strength.plot")
        return [one.words for one in found if wanted.fullmatch(one.words)]

    at_desk = numbers()
    window.show_projector(on=True)
    window.projector.show_view("strength")
    settle()
    assert set(numbers()) < set(at_desk)
    assert {"0", "0.0001", "0.01", "1", "100"} <= set(numbers())
