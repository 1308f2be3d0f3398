"""Which SVM: chosen in the rail under "More", with what its sum is divided by."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core import edits
from core.settings import LossSettings
from tests.gui.hand import Key, default_state, key, model_state

CHOICE = "rail.loss.choice"
# Cat: 5.1 − 3.2 + 1 alone; car: none; frog: 6.3 and 6.6. With one against the rest Δ ± s.
DATA = {"hinge": "5.27", "crammer_singer": "3.17", "one_vs_rest": "7.40"}


@pytest.fixture
def hinge(bench):
    rail = bench(default_state(loss=LossSettings(active="hinge")))
    rail.click("rail.loss.more")
    return rail


def pick(rail, name, option):
    """Choose from a menu by the keyboard: Space opens it, the arrows walk, Enter takes."""
    button = rail.part(name)
    button.setFocus()
    key(button, Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert menu is button.menu()
    while menu.activeAction() is None or menu.activeAction().data() != option:
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    rail.settle()


@pytest.mark.parametrize("key_of_loss", ["crammer_singer", "one_vs_rest"])
def test_another_svm_is_chosen_from_the_menu_and_undone(hinge, key_of_loss):
    pick(hinge, "rail.loss.variant", key_of_loss)
    assert hinge.state.loss.active == key_of_loss
    assert hinge.part("rail.totals.data").text() == DATA[key_of_loss]
    assert hinge.part(CHOICE).current() == "hinge"
    hinge.session.undo()
    hinge.settle()
    assert hinge.part("rail.loss.variant").text() == "Sum over wrong classes"
    assert hinge.part("rail.totals.data").text() == DATA["hinge"]


def test_the_button_says_which_svm_it_is_and_what_it_does(hinge):
    pick(hinge, "rail.loss.variant", "crammer_singer")
    button = hinge.part("rail.loss.variant")
    assert button.text() == "Largest violation only"
    assert button.accessibleName() == "Which SVM: Largest violation only"
    assert [action.isChecked() for action in button.menu().actions()] == [False, True, False]


@pytest.mark.parametrize(
    ("divisor", "data"),
    # (2.9 + 0 + 12.9) / 3 over the examples, then by 2 and by 3.
    [("none", "5.27"), ("wrong", "2.63"), ("all", "1.76")],
)
def test_the_sum_over_the_classes_is_divided_as_chosen(hinge, divisor, data):
    hinge.click(f"rail.loss.class_divisor.{divisor}")
    assert hinge.state.loss.class_divisor == divisor
    assert hinge.part("rail.totals.data").text() == data


def test_only_what_a_loss_on_show_has_is_offered(hinge):
    own = ("rail.loss.class_divisor", "rail.loss.include_correct_class")
    assert all(hinge.shown(name) for name in (*own, "rail.loss.squared"))
    pick(hinge, "rail.loss.variant", "one_vs_rest")
    assert not any(hinge.shown(name) for name in own)
    assert hinge.shown("rail.loss.squared")
    assert hinge.shown("rail.margin.field")


def test_softmax_and_back_comes_to_the_same_svm(hinge):
    pick(hinge, "rail.loss.variant", "one_vs_rest")
    hinge.click(f"{CHOICE}.softmax")
    assert hinge.state.side_by_side == ("softmax", "one_vs_rest")
    hinge.click(f"{CHOICE}.hinge")
    assert hinge.state.loss.active == "one_vs_rest"
    assert hinge.state.compared == "softmax"


def test_undo_of_the_way_to_softmax_and_back_finds_the_same_svm_beside(hinge):
    pick(hinge, "rail.loss.variant", "one_vs_rest")
    hinge.click(f"{CHOICE}.softmax")
    hinge.click(f"{CHOICE}.hinge")
    hinge.session.undo()
    assert hinge.state.side_by_side == ("softmax", "one_vs_rest")
    hinge.session.undo()
    assert (hinge.state.loss.active, hinge.state.compared) == ("one_vs_rest", "softmax")


def test_under_softmax_the_menu_chooses_the_svm_beside_it_which_is_no_step(bench):
    rail = bench()
    rail.click("rail.loss.more")
    pick(rail, "rail.loss.variant", "crammer_singer")
    assert rail.state.loss.active == "softmax"
    assert rail.state.compared == "crammer_singer"
    assert rail.session.document.undo_label is None
    rail.click(f"{CHOICE}.hinge")
    assert rail.state.loss.active == "crammer_singer"


def test_a_document_of_another_svm_opens_with_its_name_in_sight(bench):
    rail = bench(default_state(loss=LossSettings(active="one_vs_rest")))
    assert rail.part("rail.loss.variant").text() == "One against the rest"
    assert rail.shown("rail.loss.variant")


@pytest.mark.parametrize("scale", [2 / 3, 1.0])
def test_no_class_moves_when_another_svm_is_chosen(bench, scale):
    rail = bench(model_state(10), scale)
    rail.session.edit(edits.choose_loss("hinge"))
    rail.settle()
    rail.click("rail.loss.more")
    before = [rail.part(f"rail.class.{index}.field").geometry() for index in range(10)]
    for key_of_loss in ("crammer_singer", "one_vs_rest"):
        pick(rail, "rail.loss.variant", key_of_loss)
        after = [rail.part(f"rail.class.{index}.field").geometry() for index in range(10)]
        assert after == before
