"""The rail's regularization: kind, λ and ρ."""

import pytest

from core import edits
from core.settings import PenaltySettings
from gui.words.translation import set_language
from tests.gui.hand import (
    CTRL,
    NONE,
    Heard,
    Key,
    default_state,
    drag,
    key,
    move,
    press,
    release,
    score_state,
    type_into,
)

CHOICE = "rail.penalty.choice"


@pytest.fixture
def rail(bench):
    rail = bench()
    assert (rail.state.penalty.kind, rail.state.penalty.strength) == ("l2", 0.01)
    return rail


@pytest.fixture
def elastic(bench):
    return bench(default_state(penalty=PenaltySettings(kind="elastic_net")))


@pytest.mark.parametrize("kind", ["none", "l1", "elastic_net"])
def test_a_click_switches_the_penalty_and_undo_switches_back(rail, kind):
    rail.click(f"{CHOICE}.{kind}")
    assert rail.state.penalty.kind == kind
    assert rail.part(CHOICE).current() == kind
    assert len(rail.undo_all()) == 2
    assert rail.part(CHOICE).current() == "l2"


def test_only_the_elastic_net_has_a_share(rail):
    assert not rail.shown("rail.rho.slider")
    rail.click(f"{CHOICE}.elastic_net")
    assert rail.shown("rail.rho.slider")
    assert rail.shown("rail.rho.field")


def test_without_a_penalty_the_strength_is_disabled_and_still_there(rail):
    rail.click(f"{CHOICE}.none")
    for name in ("slider", "field"):
        assert rail.shown(f"rail.lambda.{name}")
        assert not rail.part(f"rail.lambda.{name}").isEnabled()
    rail.click(f"{CHOICE}.l1")
    assert rail.part("rail.lambda.slider").isEnabled()


def test_dragging_the_strength_is_one_undo_step(rail):
    drag(rail.part("rail.lambda.slider"), 60)
    strength = rail.state.penalty.strength
    assert strength > 0.01
    assert rail.part("rail.lambda.field").number == strength
    assert len(rail.undo_all()) == 2
    assert rail.part("rail.lambda.slider").number == 0.01


def test_zero_lies_at_the_left_end_and_a_hundred_at_the_right(rail):
    slider = rail.part("rail.lambda.slider")
    drag(slider, -2000)
    assert rail.state.penalty.strength == 0.0
    assert rail.part("rail.lambda.field").text() == "0"
    drag(slider, 2000)
    assert rail.state.penalty.strength == 100.0


def test_escape_during_a_drag_of_the_strength_leaves_no_step(rail):
    slider = rail.part("rail.lambda.slider")
    press(slider, slider.thumb().x())
    move(slider, 10)
    key(slider, Key.Key_Escape)
    release(slider, 10)
    assert rail.state.penalty.strength == 0.01
    assert rail.session.document.undo_label is None


@pytest.mark.parametrize(
    ("code", "modifiers", "strength"),
    [(Key.Key_Right, NONE, 0.011), (Key.Key_PageUp, CTRL, 0.1), (Key.Key_Home, NONE, 0.0)],
)
def test_keys_step_the_strength_in_decades(rail, code, modifiers, strength):
    key(rail.part("rail.lambda.slider"), code, modifiers)
    assert rail.state.penalty.strength == strength
    assert len(rail.undo_all()) == 2


def test_a_typed_strength_may_go_where_the_slider_does_not(rail):
    type_into(rail.part("rail.lambda.field"), "2500")
    assert rail.state.penalty.strength == 2500.0
    slider = rail.part("rail.lambda.slider")
    assert slider.number == 2500.0
    assert slider.rect().contains(slider.thumb().toPoint())


@pytest.mark.parametrize("text", ["", "abc", "-0.01", "inf", "nan", "2e12"])
def test_a_bad_strength_changes_nothing_and_is_explained(rail, text):
    before = rail.state
    field = rail.part("rail.lambda.field")
    type_into(field, text)
    assert rail.state == before
    assert field.note().text().endswith("Accepted: a number from 0 to 10¹².")


def test_the_share_is_dragged_stepped_and_typed(elastic):
    drag(elastic.part("rail.rho.slider"), 50)
    assert elastic.state.penalty.l1_share > 0.5
    key(elastic.part("rail.rho.slider"), Key.Key_End)
    assert elastic.state.penalty.l1_share == 1.0
    type_into(elastic.part("rail.rho.field"), "0.3")
    assert elastic.state.penalty.l1_share == 0.3
    assert len(elastic.undo_all()) == 4
    assert elastic.part("rail.rho.field").text() == "0.5"


@pytest.mark.parametrize("text", ["", "abc", "1.1", "-0.1", "nan"])
def test_a_bad_share_changes_nothing_and_is_explained(elastic, text):
    before = elastic.state
    field = elastic.part("rail.rho.field")
    type_into(field, text)
    assert elastic.state == before
    assert field.note().text().endswith("Accepted: a number from 0 to 1.")


def test_scores_alone_disable_the_penalty_and_say_why_in_its_place(rail):
    rail.session.edit(edits.load(score_state()))
    rail.settle()
    assert not rail.part(f"{CHOICE}.l1").isEnabled()
    assert not rail.shown("rail.lambda.slider")
    reason = rail.part("rail.penalty.reason")
    assert reason.isVisible()
    assert "no weights" in reason.text()
    rail.session.undo()
    rail.settle()
    assert not reason.isVisible()
    assert rail.shown("rail.lambda.slider")


def test_a_new_evaluation_is_shown_in_silence(rail):
    heard = Heard(rail.part("rail.lambda.slider"))
    chosen = Heard(rail.part(CHOICE), "chosen")
    rail.session.edit(edits.set_strength(1.0))
    rail.session.edit(edits.choose_penalty("l1"))
    rail.settle()
    assert rail.part("rail.lambda.slider").number == 1.0
    assert heard.said == chosen.said == []


def test_words_follow_the_language(rail):
    set_language("ko")
    rail.look.speak()
    assert rail.part("rail.penalty.caption").text() == "정규화"
    assert rail.part(f"{CHOICE}.none").text() == "없음"
    assert rail.part("rail.lambda.slider").accessibleName() == "정규화 강도 λ"
