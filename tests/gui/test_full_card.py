"""One card fills the page, and gives it back."""

import re

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import delete

from core import edits
from gui.controls.card import Card
from gui.pages import PAGES
from gui.pages.solo import Solo
from tests.gui.painted import texts_of
from tests.gui.window_hand import LEFT, Hand, Key, open_window, part, scenario, settle
from tests.sweeps import sampled


@pytest.fixture
def window(keep):
    return keep.open()


def seen(window):
    return {card.objectName() for card in window.page.findChildren(Card) if card.isVisible()}


def double_click_heading(window, card):
    at = card.mapTo(window, QPoint(window.look.px(30), window.look.px(28)))
    QTest.mouseDClick(window.windowHandle(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    settle()


@pytest.mark.parametrize("page", sampled(PAGES, every=3))
def test_each_card_fills_the_page_and_escape_gives_it_back(window, page):
    window.show_page(page)
    settle()
    before = seen(window)
    for name in sorted(before):
        card = part(window, name)
        area = card.width() * card.height()
        double_click_heading(window, card)
        assert seen(window) == {name}
        assert card.width() > 0.9 * window.page.width()
        assert card.width() * card.height() > 1.5 * area
        QTest.keyClick(window, Key.Key_Escape)
        settle()
        assert seen(window) == before


def test_the_button_beside_the_heading_is_seen_where_it_is_and_does_it_by_keyboard_and_pointer(
    window,
):
    button = part(window, "what_if.grow", QAbstractButton)
    heading = part(window, "what_if")

    def inked():
        picture = heading.grab(button.geometry()).toImage()
        return len({picture.pixel(x, 12) for x in range(picture.width())}) > 1

    assert not inked()
    Hand(window).hover(heading, heading.rect().center())
    assert inked()
    Hand(window).hover(window.strip, QPoint(5, 5))
    assert not inked()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert inked()
    before = seen(window)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    for expected in ({"what_if"}, before):
        QTest.keyClick(button, Key.Key_Return)
        settle()
        assert seen(window) == expected
        assert button.hasFocus()
    for expected in ({"what_if"}, before):
        Hand(window).click(button)
        assert seen(window) == expected


def test_on_the_whole_page_things_can_be_dragged_and_type_is_larger_but_a_table_has_more_rows(
    window,
):
    double_click_heading(window, part(window, "stage.card.0"))
    chart = part(window, "stage.scores")
    bar = window.page.place_of_score(0)[1]
    hand = Hand(window)
    hand.press(chart, bar.center())
    hand.move(chart, bar.center() - QPoint(0, 60))
    hand.release(chart, bar.center() - QPoint(0, 60))
    assert window.session.evaluation.scores[0, 0] > 3.2
    QTest.keyClick(window, Key.Key_Escape)
    settle()
    small = window.page.look.scale
    double_click_heading(window, part(window, "what_if"))
    assert window.page.look.scale > 1.2 * small
    window.show_page("batch")
    double_click_heading(window, part(window, "examples"))
    assert window.page.look.scale == pytest.approx(small)


def test_type_is_larger_on_a_card_that_takes_turns_too(window):
    for page, name in (("weights", "tug"), ("batch", "carriers"), ("fit", "walk")):
        window.show_page(page)
        settle()
        card = part(window, name)
        small = card.look.scale
        double_click_heading(window, card)
        assert card.look.scale > 1.2 * small
        QTest.keyClick(window, Key.Key_Escape)
        settle()
        assert card.look.scale == pytest.approx(small)


def numbers_at(window, name):
    """Figures that a chart writes and nothing else: those of its axes."""
    wanted = re.compile(r"−?[\d.]+")
    return {
        one.words for one in texts_of(window) if one.name == name and wanted.fullmatch(one.words)
    }


def test_its_axes_have_more_numbers_those_of_before_among_them(window):
    for page, card, chart in (
        ("scores", "what_if", "what_if.plot"),
        ("batch", "losses.0", "losses.0.chart"),
        ("fit", "plane", "plane.map"),
    ):
        window.show_page(page)
        settle()
        before = numbers_at(window, chart)
        double_click_heading(window, part(window, card))
        assert numbers_at(window, chart) > before
        QTest.keyClick(window, Key.Key_Escape)
        settle()
        assert numbers_at(window, chart) == before


def test_a_card_that_takes_turns_hands_the_whole_page_on_and_what_is_missing_is_said(window):
    window.show_page("weights")
    double_click_heading(window, part(window, "tug"))
    Hand(window).click(part(window, "weights.to_comparison", QAbstractButton))
    assert seen(window) == {"comparison"}
    QTest.keyClick(window, Key.Key_Escape)
    settle()
    assert {"comparison", "matrix"} <= seen(window)
    # Scores alone: what is missing is said all the same.
    double_click_heading(window, part(window, "matrix"))
    window.session.edit(edits.load(scenario("blank-scores")))
    settle()
    window.show_page("weights")
    settle()
    assert part(window, "weights.missing").isVisible()


def test_escape_leaves_the_whole_page_first_and_the_mode_after(window):
    QTest.keyClick(window, Key.Key_F9)
    settle()
    double_click_heading(window, part(window, "stage.card.3"))
    QTest.keyClick(window, Key.Key_Escape)
    settle()
    assert window.projector.on
    assert window.page.full is None
    QTest.keyClick(window, Key.Key_Escape)
    settle()
    assert not window.projector.on


def test_what_has_ended_while_it_was_put_away_does_not_keep_the_others_away(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    left, right, fleeting = (QWidget(page) for _ in range(3))
    page.show()
    solo = Solo(page)
    solo.show_only([left])
    delete(fleeting)
    solo.show_all()
    assert right.isVisible()


@pytest.mark.parametrize("language", sampled(["ko", "en"], every=2))
def test_the_button_lies_over_no_word_of_the_card(qtbot, language):
    window = open_window(qtbot, language=language)
    for page in PAGES:
        window.show_page(page)
        settle()
        texts = texts_of(window)
        cards = [card for card in window.page.findChildren(Card) if card.isVisible()]
        assert len(cards) > 1
        for card in cards:
            button = part(card, f"{card.objectName()}.grow")
            place = QRectF(button.rect()).translated(button.mapTo(window, QPoint(0, 0)))
            assert [str(one) for one in texts if one.area.intersects(place)] == []
