"""The rail's choice of loss, Δ, and the variants of the hinge."""

import pytest
from PySide6.QtTest import QTest

from core import edits
from core.settings import LossSettings
from gui.words.translation import set_language
from tests.gui.hand import CTRL, LEFT, Key, default_state, key, model_state, score_state, type_into

CHOICE = "rail.loss.choice"
SWITCHES = ("squared", "include_correct_class")


@pytest.fixture
def softmax(bench):
    rail = bench()
    assert rail.state.loss.active == "softmax"
    return rail


@pytest.fixture
def hinge(bench):
    return bench(default_state(loss=LossSettings(active="hinge")))


def test_a_click_switches_the_loss_and_undo_switches_back(softmax):
    before = softmax.part("rail.totals.total").text()
    softmax.click(f"{CHOICE}.hinge")
    assert softmax.state.loss.active == "hinge"
    assert softmax.part("rail.totals.total").text() == "5.49"
    softmax.session.undo()
    softmax.settle()
    assert softmax.part(CHOICE).current() == "softmax"
    assert softmax.part("rail.totals.total").text() == before == "2.98"


def test_the_arrow_keys_switch_the_loss(softmax):
    segment = softmax.part(f"{CHOICE}.softmax")
    segment.setFocus()
    key(segment, Key.Key_Right)
    assert softmax.state.loss.active == "hinge"
    assert len(softmax.undo_all()) == 2


def test_the_margin_shows_with_svm_and_while_its_curve_is_shown(softmax):
    assert softmax.shown("rail.margin.field")
    assert softmax.part("rail.margin.label").text() == "Δ"
    softmax.click("rail.loss.compare")
    assert softmax.state.view.compare_losses is False
    assert not softmax.shown("rail.margin.field")
    softmax.click(f"{CHOICE}.hinge")
    assert softmax.shown("rail.margin.field")


def test_ticking_the_other_loss_does_not_move_the_box_that_is_ticked(softmax):
    before = softmax.part("rail.loss.compare").geometry()
    softmax.click("rail.loss.compare")
    assert softmax.part("rail.loss.compare").y() == before.y()


def test_a_typed_margin_is_one_step(hinge):
    type_into(hinge.part("rail.margin.field"), "10")
    assert hinge.state.loss.margin == 10.0
    assert len(hinge.undo_all()) == 2
    assert hinge.part("rail.margin.field").text() == "1"


@pytest.mark.parametrize("text", ["", "abc", "0", "-1", "inf", "nan", "1e7"])
def test_a_bad_margin_changes_nothing_and_is_explained(hinge, text):
    before = hinge.state
    field = hinge.part("rail.margin.field")
    type_into(field, text)
    assert hinge.state == before
    assert field.note().text().endswith("Accepted: a number above 0, up to 10⁶.")


def test_a_held_key_on_the_margin_is_one_step(hinge):
    key(hinge.part("rail.margin.field"), Key.Key_Up, repeats=4)
    assert hinge.state.loss.margin == 1.5
    assert len(hinge.undo_all()) == 2


def test_stepping_down_never_reaches_a_margin_of_zero(hinge):
    field = hinge.part("rail.margin.field")
    key(field, Key.Key_PageDown, CTRL, repeats=3)
    assert hinge.state.loss.margin == 0.01
    key(field, Key.Key_Down)
    assert field.text() == "0.01"


def test_the_variants_open_under_the_margin_and_close_again(hinge):
    assert not any(hinge.shown(f"rail.loss.{name}") for name in SWITCHES)
    hinge.click("rail.loss.more")
    assert all(hinge.shown(f"rail.loss.{name}") for name in SWITCHES)
    assert hinge.part("rail.loss.more").text() == "Less"
    hinge.click("rail.loss.more")
    assert not any(hinge.shown(f"rail.loss.{name}") for name in SWITCHES)
    assert hinge.session.document.undo_label is None


def places(rail):
    """Where everything in the rail stands, shown or not; what is hidden keeps its last place."""
    names = ("choice", "more", "compare", *SWITCHES)
    found = {name: rail.part(f"rail.loss.{name}") for name in names}
    found |= {name: rail.part(name) for name in ("rail.margin.field", "rail.lambda.slider")}
    found |= {f"class {i}": rail.part(f"rail.class.{i}.field") for i in range(3)}
    return {
        name: part.mapTo(rail.rail, part.rect().topLeft())
        for name, part in found.items()
        if part.isVisible()
    }


@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("scale", [2 / 3, 1.0], ids=["720p", "1080p"])
@pytest.mark.parametrize("classes", [3, 10])
def test_nothing_moves_when_the_loss_is_switched(bench, opened, scale, classes):
    rail = bench(model_state(classes), scale)
    if opened:
        rail.click("rail.loss.more")
    before = places(rail)
    assert ("squared" in before) is opened
    for key_of_loss in ("hinge", "softmax"):
        rail.click(f"{CHOICE}.{key_of_loss}")
        after = places(rail)
        assert {name: after[name] for name in before} == before


@pytest.mark.parametrize("scale", [0.6, 2 / 3, 1.0])
@pytest.mark.parametrize("classes", [3, 8, 10])
def test_nothing_above_moves_when_the_penalty_is_switched(bench, scale, classes):
    rail = bench(model_state(classes), scale)
    before = places(rail)
    for kind in ("elastic_net", "l1", "none", "l2"):
        rail.click(f"rail.penalty.choice.{kind}")
        assert places(rail) == before


@pytest.mark.parametrize("name", SWITCHES)
def test_every_variant_can_be_switched_on_and_undone(hinge, name):
    hinge.click("rail.loss.more")
    before = hinge.part("rail.totals.total").text()
    QTest.mouseClick(hinge.part(f"rail.loss.{name}"), LEFT)
    hinge.settle()
    assert getattr(hinge.state.loss, name) is True
    assert hinge.part("rail.totals.total").text() != before
    hinge.session.undo()
    hinge.settle()
    assert not hinge.part(f"rail.loss.{name}").isChecked()
    assert hinge.part("rail.totals.total").text() == before


def test_a_variant_that_is_on_is_never_hidden_when_a_document_opens(softmax):
    loss = LossSettings(active="hinge", squared=True)
    softmax.session.edit(edits.load(default_state(loss=loss)))
    softmax.settle()
    assert softmax.shown("rail.loss.squared")
    assert softmax.part("rail.loss.squared").isChecked()


def test_a_square_too_large_to_hold_is_refused_and_the_box_goes_back(bench):
    rail = bench(score_state([[1e200, 0.0, 0.0]]))
    rail.session.edit(edits.choose_loss("hinge"))
    rail.settle()
    rail.click("rail.loss.more")
    rail.click("rail.loss.squared")
    assert rail.state.loss.squared is False
    assert not rail.part("rail.loss.squared").isChecked()


def test_words_follow_the_language(hinge):
    set_language("ko")
    hinge.look.speak()
    assert hinge.part("rail.loss.caption").text() == "손실"
    assert hinge.part("rail.margin.field").accessibleName() == "마진 Δ"
    assert hinge.part(f"{CHOICE}.softmax").text() == "소프트맥스"
    assert hinge.part("rail.loss.compare").text() == "다른 손실도 함께 보기"
