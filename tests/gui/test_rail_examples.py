"""The example chooser of the rail."""

import numpy as np
import pytest
from PySide6.QtTest import QTest

from core import edits
from gui.words.translation import set_language
from tests.gui.hand import LEFT, Key, default_state, key, score_state, type_into

CHOICE = "rail.example.choice"


@pytest.fixture
def many(bench):
    """A rail over ten thousand examples."""
    return bench(score_state(np.tile([3.2, 5.1, -1.7], (10_000, 1))))


def test_a_few_examples_stand_side_by_side(bench):
    rail = bench()
    assert rail.part("rail.example.caption").text() == "Example 1 of 3"
    texts = [segment.text() for segment in rail.part(CHOICE).segments()]
    assert texts == ["cat photo", "car photo", "frog photo"]
    assert not rail.shown("rail.example.number")


def test_a_click_chooses_an_example_and_its_scores_appear(bench):
    rail = bench()
    rail.click(f"{CHOICE}.1")
    assert rail.state.view.example == 1
    assert rail.part("rail.example.caption").text() == "Example 2 of 3"
    fields = [rail.part(f"rail.class.{row}.field").text() for row in range(3)]
    assert fields == ["1.3", "4.9", "2"]
    rail.session.undo()
    rail.settle()
    assert rail.part(CHOICE).current() == 0


def test_the_two_buttons_go_back_and_on_and_stop_at_the_ends(bench):
    rail = bench()
    back, on = rail.part("rail.example.previous"), rail.part("rail.example.next")
    assert (back.isEnabled(), on.isEnabled()) == (False, True)
    rail.click("rail.example.next")
    rail.click("rail.example.next")
    assert rail.state.view.example == 2
    assert (back.isEnabled(), on.isEnabled()) == (True, False)
    rail.click("rail.example.previous")
    assert rail.state.view.example == 1


def test_a_double_click_renames_an_example_in_one_step(bench):
    rail = bench()
    rail.click(f"{CHOICE}.2")
    QTest.mouseDClick(rail.part(f"{CHOICE}.2"), LEFT)
    editor = rail.part("rail.example.editor")
    assert editor.isVisible()
    assert editor.text() == "frog photo"
    type_into(editor, "toad")
    assert not editor.isVisible()
    assert rail.state.examples[2] == "toad"
    assert rail.part(f"{CHOICE}.2").text() == "toad"
    rail.session.undo()
    rail.settle()
    assert rail.part(f"{CHOICE}.2").text() == "frog photo"


def test_names_too_long_to_stand_side_by_side_give_way_to_one_name_and_a_number(bench):
    rail = bench()
    rail.session.edit(edits.rename_example(0, "a photograph of a very tired cat"))
    rail.settle()
    assert not rail.part(CHOICE).isVisible()
    assert rail.part("rail.example.name").text() == "a photograph of a very tired cat"
    assert rail.shown("rail.example.number")
    rail.session.undo()
    rail.settle()
    assert rail.part(CHOICE).isVisible()


def test_ten_thousand_examples_have_a_name_and_a_number(many):
    assert many.part("rail.example.caption").text() == "Example 1 of 10,000"
    assert not many.part(CHOICE).isVisible()
    type_into(many.part("rail.example.number"), "9999")
    assert many.state.view.example == 9998
    assert many.part("rail.example.name").text() == "photo 9998"
    many.click("rail.example.next")
    assert many.part("rail.example.number").text() == "10000"
    assert not many.part("rail.example.next").isEnabled()


def test_a_held_key_goes_through_many_examples_in_one_step(many):
    key(many.part("rail.example.number"), Key.Key_Up, repeats=9)
    assert many.state.view.example == 10
    assert len(many.undo_all()) == 2


@pytest.mark.parametrize("text", ["", "cat", "0", "10001", "2.5", "inf", "nan", "-3"])
def test_a_number_that_is_no_example_is_refused(many, text):
    before = many.state
    field = many.part("rail.example.number")
    type_into(field, text)
    assert many.state == before
    assert field.is_wrong()
    assert field.note().text().endswith("Accepted: a whole number from 1 to 10,000.")


def test_f2_renames_one_of_many(many):
    key(many.part("rail.example.name"), Key.Key_F2)
    type_into(many.part("rail.example.editor"), "the first")
    assert many.state.examples[0] == "the first"
    assert many.part("rail.example.name").text() == "the first"


def test_names_and_caption_change_with_the_language(bench):
    rail = bench(default_state())
    set_language("ko")
    rail.look.speak()
    assert rail.part("rail.example.caption").text() == "예제 3개 중 1번째"
    assert rail.part(f"{CHOICE}.0").text() == "고양이 사진"


def test_a_name_half_typed_is_not_given_to_an_example_of_another_document(bench):
    rail = bench()
    key(rail.part(f"{CHOICE}.0"), Key.Key_F2)
    editor = rail.part("rail.example.editor")
    type_into(editor, "kitten", end=None)
    rail.session.edit(edits.load(default_state(examples=("one", "two", "three"))))
    rail.settle()
    assert not editor.isVisible()
    assert rail.state.examples == ("one", "two", "three")
