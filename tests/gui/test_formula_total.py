"""The whole loss as a formula: what it says, and λ in it can be changed."""

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from core import edits
from core.scenario.files import builtin
from gui.formula.strip import FormulaStrip
from gui.look.theme import Look
from gui.session import Session


@pytest.fixture
def strip(qtbot):
    state = next(item.load() for item in builtin() if item.key == "cat-car-frog")
    session = Session(state)
    strip = FormulaStrip(Look(), session)
    session.setParent(strip)
    session.evaluated.connect(strip.show_evaluation)
    qtbot.addWidget(strip)
    strip.resize(1920, 105)
    strip.show()
    strip.show_whole_loss(True)
    return strip


def change(strip: FormulaStrip, *changes: edits.Edit) -> str:
    for edit in changes:
        assert strip.session.edit(edit)
    strip.session.flush()
    return strip.formula_text()


def test_it_adds_the_mean_data_loss_and_the_penalty(strip: FormulaStrip) -> None:
    expected = "L = 1/3 (2.04 + 0.08 + 6.16) + 0.01 × 22.39 = 2.76 + 0.22 = 2.98"
    assert strip.formula_text() == expected


def test_held_out_losses_are_no_part_of_the_sum(strip: FormulaStrip) -> None:
    # (2.0404 + 6.1565) / 2 = 4.0984, and 0.22385; the chosen example may be held out or not.
    text = change(strip, edits.hold_out([1], on=True))
    assert text == "L = 1/2 (2.04 + 6.16) + 0.01 × 22.39 = 4.10 + 0.22 = 4.32"
    assert change(strip, edits.choose_example(1)) == text
    change(strip, edits.duplicate_examples([0, 2] * 9, ["copy"] * 18))
    strip.resize(700, 105)
    found = strip.formula_text()
    assert found.startswith("L = 1/20 (")
    assert "0.08" not in found


def test_it_follows_the_loss_and_the_penalty(strip: FormulaStrip) -> None:
    text = change(strip, edits.choose_loss("hinge"), edits.choose_penalty("l1"))
    assert text == "L = 1/3 (2.90 + 0.00 + 12.90) + 0.01 × 13.00 = 5.27 + 0.13 = 5.40"


def test_without_a_penalty_it_ends_with_the_data_loss(strip: FormulaStrip) -> None:
    text = change(strip, edits.choose_penalty("none"))
    assert text == "L = 1/3 (2.04 + 0.08 + 6.16) = 2.76"


def test_rounded_parts_that_do_not_add_up_are_joined_by_about(strip: FormulaStrip) -> None:
    # Elastic net, by hand: (13 + 22.385) / 2 = 17.6925; 0.01 of it is 0.176925; 5.26667 + 0.17693.
    text = change(strip, edits.choose_loss("hinge"), edits.choose_penalty("elastic_net"))
    assert text.endswith("0.01 × 17.69 = 5.27 + 0.18 ≈ 5.44")


def test_a_sum_reads_as_in_the_rail(strip: FormulaStrip) -> None:
    # 2.758654… and 0.0022385 make 2.760893…: what is written, 2.762, is not 2.76.
    text = change(strip, edits.set_strength(1e-4))
    assert text.endswith("0.0001 × 22.39 = 2.76 + 0.002 ≈ 2.76")


def test_a_strength_that_is_rounded_makes_it_about(strip: FormulaStrip) -> None:
    text = change(strip, edits.set_strength(0.0123456))
    assert "0.0123 × 22.39 ≈ 2.76 + 0.28" in text


def test_where_losses_are_added_up_there_is_no_share_before_them(strip: FormulaStrip) -> None:
    text = change(strip, edits.set_loss_switch("sum_over_examples", True))
    assert text == "L = (2.04 + 0.08 + 6.16) + 0.01 × 22.39 = 8.28 + 0.22 = 8.50"
    text = change(strip, edits.set_loss_switch("sum_over_examples", False))
    assert text.startswith("L = 1/3 (")


@pytest.mark.parametrize("whole", [False, True])
def test_of_many_examples_the_chosen_and_the_largest_losses_are_written(
    strip: FormulaStrip, whole: bool
) -> None:
    copies = edits.duplicate_examples([1] * 5, [f"copy {n}" for n in range(5)])
    change(strip, copies, edits.set_loss_switch("sum_over_examples", whole))
    # 2.0404 + 6 · 0.0791 + 6.1565 and an eighth of it.
    total = "8.67" if whole else "1.08"
    start = f"L = {'' if whole else '1/8 '}"
    text = strip.formula_text()
    assert text.startswith(f"{start}(2.04 + 0.08 + 6.16 + 0.08 + 0.08 + 0.08 + 0.08 + 0.08)")
    assert f"= {total} +" in text or f"≈ {total} +" in text
    strip.resize(940, strip.height())
    # The first copy is the chosen one; it takes the place of another of the same loss.
    narrow = strip.formula_text()
    assert narrow.startswith(f"{start}(2.04 + 6.16 + 0.08 + ⋯ (largest 3 of 8)")
    assert f"{total} +" in narrow


def test_copied_it_names_every_loss_though_the_strip_has_no_room(strip: FormulaStrip) -> None:
    change(strip, edits.duplicate_examples([1] * 5, [f"copy {n}" for n in range(5)]))
    strip.resize(940, strip.height())
    assert "largest 3 of 8" in strip.formula_text()
    strip.copy_latex()
    copied = QGuiApplication.clipboard().text()
    assert copied.count("0.08") == 6  # the car and its five copies
    assert {"2.04", "6.16"} <= set(re.findall(r"[0-9.]+", copied))


def test_one_example_alone_is_not_written_twice(strip: FormulaStrip) -> None:
    blank = next(item.load() for item in builtin() if item.key == "initialization")
    assert change(strip, edits.load(blank)) == "L = 2.30"


def test_dragging_lambda_changes_it_in_one_step(strip: FormulaStrip) -> None:
    (target,) = strip.numbers()
    middle = strip.rect_of(strip.region_of(target)).center().toPoint()
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=middle)
    for reach in (40, 80, 160):
        QTest.mouseMove(strip, middle + QPoint(reach, 0))
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=middle + QPoint(160, 0))
    # 160 pixels are 20 steps of a twentieth of a decade: ten times as much.
    assert strip.session.state.penalty.strength == pytest.approx(0.1, rel=0.02)
    strip.session.undo()
    assert strip.session.state.penalty.strength == 0.01
    assert not strip.session.document.undo_label


def test_a_key_steps_lambda_by_a_twentieth_of_a_decade(strip: FormulaStrip) -> None:
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(strip, Qt.Key.Key_Up)
    assert strip.session.state.penalty.strength == 0.011


def test_keys_find_nothing_to_change_where_there_is_no_lambda(strip: FormulaStrip) -> None:
    change(strip, edits.choose_penalty("none"))
    before = strip.session.state
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(strip, Qt.Key.Key_Up)
    assert strip.session.state is before


def test_going_back_to_one_example_writes_its_loss_again(strip: FormulaStrip) -> None:
    strip.show_whole_loss(False)
    expected = "Lᵢ = −ln(e^3.2 / (e^3.2 + e^5.1 + e^−1.7)) = −ln 0.13 = 2.04"
    assert strip.formula_text() == expected
