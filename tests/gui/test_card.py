"""The heading and the hint of a card, with much room and with little."""

import pytest
from PySide6.QtWidgets import QWidget

from gui.controls.button import Button
from gui.controls.card import Card
from gui.controls.rich_line import RichLine, cut
from gui.controls.turns import Turns
from gui.look.theme import Look
from tests.gui.window_hand import part, settle, show

HINT = "Loss as the <b>a &amp; b</b> score moves, s<sub>j</sub>. Drag the line."
PLAIN = "Loss as the a & b score moves, s_j. Drag the line."


@pytest.fixture
def card(qtbot):
    """A card and a way to make it as wide as wanted."""
    card = Card(Look(), "card", QWidget())
    card.set_texts("Who carries the loss?", HINT)
    return show(qtbot, card, 700, 200)


def narrow(card, width):
    card.resize(width, 200)
    settle()
    return part(card, "card.heading", RichLine), part(card, "card.hint", RichLine)


def test_with_room_the_texts_are_whole_and_have_no_tool_tip(card):
    heading, hint = narrow(card, 700)
    assert (heading.shown(), hint.shown()) == ("Who carries the loss?", HINT)
    assert (heading.toolTip(), hint.toolTip()) == ("", "")


@pytest.mark.parametrize("width", [120, 180, 240, 300, 400])
def test_without_room_a_text_ends_at_a_word_with_an_ellipsis_inside_its_place(card, width):
    for label in narrow(card, width):
        if label.shown() == label.text():
            continue
        assert label.shown().count("…") == 1
        assert label.sizeHint().width() <= label.width() + 1
        seen = label.shown().replace("<b>", "").replace("</b>", "").split("…")[0]
        plain = label.accessibleName()
        start = seen.replace("&amp;", "&").replace("<sub>", "_").replace("</sub>", "")
        assert plain.startswith(start)
        assert plain[len(start)] == " "
        assert label.toolTip().replace("\u2060", "") == plain


def test_the_whole_text_stays_for_readers_and_comes_back_with_room(card):
    _, hint = narrow(card, 200)
    assert (hint.text(), hint.accessibleName()) == (HINT, PLAIN)
    assert hint.shown() != HINT
    _, hint = narrow(card, 700)
    assert hint.shown() == HINT


def test_a_larger_font_cuts_anew(card):
    _, hint = narrow(card, 560)
    assert hint.shown() == HINT
    card.look.fit(3840, 2160)
    settle()
    assert hint.shown() != HINT


def test_a_heading_of_one_word_beside_a_control_is_whole_in_a_larger_font_too(card):
    corner = QWidget()
    corner.setFixedWidth(300)
    card.add_corner(corner)
    card.set_texts("Scores", "")
    heading, _ = narrow(card, 60)
    assert heading.shown() == "Scores"
    card.look.set_zoom(1.5)
    settle()
    assert heading.shown() == "Scores"


def test_a_control_beside_the_heading_leaves_room_for_its_first_word(card):
    corner = QWidget()
    corner.setFixedWidth(300)
    card.add_corner(corner)
    heading, _ = narrow(card, 60)
    assert heading.shown() == "Who…"


def test_the_button_behind_the_heading_gives_way_to_a_control_that_grows_and_comes_back(card):
    corner = QWidget()
    card.add_corner(corner)
    card.set_texts("Who carries the loss?", "")
    grow = part(card, "card.grow", Button)
    lefts = []
    for width in (50, 480, 50):
        corner.setFixedSize(width, 24)
        settle()
        assert not grow.geometry().intersects(corner.geometry())
        lefts.append(grow.x())
    assert lefts[0] == lefts[2] > card.heading_width()


def test_cutting_keeps_the_markup_whole():
    assert cut("a <b>cat &amp; dog</b> here", 7) == "a <b>cat &amp;…</b>"
    assert cut("word", 0) == "…"
    assert cut("whole", 5) == "whole"


@pytest.mark.parametrize(("width", "written"), [(700, True), (380, False), (340, False)])
def test_the_button_to_the_other_card_gives_way_to_the_heading(qtbot, width, written):
    look = Look()
    cards = Card(look, "one", QWidget()), Card(look, "two", QWidget())
    cards[0].set_texts("Where does it come from?", "")
    cards[1].set_texts("Right or wrong?", "")
    turns = Turns(
        look, dict(zip(("one", "two"), cards, strict=True)), (("one.turn",), ("two.turn",))
    )
    turns.set_headings(("Where does it come from?", "Right or wrong?"))
    show(qtbot, turns, width, 200)
    settle()
    button, heading = part(turns, "one.turn", Button), part(turns, "one.heading", RichLine)
    assert heading.shown() == "Where does it come from?"
    assert button.text() == ("Right or wrong?" if written else "")
    assert button.accessibleName() == "Right or wrong?"
    assert written or button.toolTip().startswith("Right or wrong?")


def test_a_card_behind_another_keeps_no_room_of_a_zoom_that_is_over(qtbot):
    look = Look()
    cards = {name: Card(look.follower(), name, QWidget()) for name in ("one", "two")}
    turns = Turns(look, cards, (("one.turn",), ("two.turn",)))
    show(qtbot, turns, 700, 300)
    least = turns.minimumSizeHint()
    look.set_zoom(2.0)
    turns.turn_to("two")
    turns.turn_to("one")
    assert turns.minimumSizeHint().height() > 1.5 * least.height()
    look.set_zoom(1.0)
    settle()
    assert turns.minimumSizeHint() == least
