"""Pointing at the formula: what lights up, and what the tool tips say."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from core.losses.softmax import Softmax
from gui.charts.formula.boxes import MARGIN, Target
from tests.gui.formula_hand import (
    CAR,
    CAT,
    FROG,
    cat_car_frog,
    hover,
    place,
    shown,
    state_of,
    tip_at,
    with_hinge,
)


@pytest.fixture
def strip(qtbot):
    return cat_car_frog(qtbot)


@pytest.fixture
def svm(qtbot):
    return with_hinge(qtbot)


def test_pointing_at_a_term_announces_its_class_and_leaving_takes_it_back(svm):
    heard = []
    svm.class_hovered.connect(heard.append)
    hover(svm, place(svm, Target("term", 2)) + QPoint(-80, 0))
    hover(svm, place(svm, Target("term", 1)) + QPoint(-80, 0))
    QApplication.sendEvent(svm, QEvent(QEvent.Type.Leave))
    assert heard == [2, 1, None]


def test_pointing_at_the_correct_score_inside_another_term_means_the_correct_class(svm):
    heard = []
    svm.class_hovered.connect(heard.append)
    hover(svm, place(svm, CAT))
    assert heard == [0]


def test_numbers_show_that_they_can_be_dragged_and_other_parts_do_not(strip):
    hover(strip, place(strip, CAR))
    assert strip.cursor().shape() == Qt.CursorShape.SizeHorCursor
    assert strip.lit_number == CAR
    hover(strip, QPoint(10, 50))
    assert strip.cursor().shape() == Qt.CursorShape.ArrowCursor
    assert strip.lit_number is None


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_every_number_can_be_grabbed_within_12_pixels_of_its_middle(strip, size):
    strip.look.fit(*size)
    for target in (CAT, CAR, FROG):
        for offset in (QPoint(0, 0), QPoint(-11, 0), QPoint(11, 0), QPoint(0, -11)):
            region = strip.number_at(QPointF(place(strip, target) + offset))
            assert region is not None
            assert region.target == target


def test_a_highlight_from_outside_lights_the_term_silently(strip):
    heard = []
    strip.class_hovered.connect(heard.append)
    rect = strip.rect_of(strip.region_of(Target("term", 1))).toAlignedRect()
    corner = rect.topLeft() + QPoint(1, 1)
    tint = strip.look.color("tab")
    assert strip.grab().toImage().pixelColor(corner) != tint
    strip.set_highlight(1)
    assert strip.grab().toImage().pixelColor(corner) == tint
    strip.set_highlight(None)
    assert strip.grab().toImage().pixelColor(corner) != tint
    assert heard == []


def test_the_tool_tip_of_a_term_names_its_class_with_every_digit(strip):
    probability = [r for r in strip.regions() if r.target == Target("term", 0)][-1]
    text = tip_at(strip, strip.rect_of(probability).center().toPoint())
    assert "cat" in text
    p = float(strip.session.evaluation.example.stages(Softmax).probabilities[0])
    assert f"p = {p:.15g}" in text


def test_the_tool_tip_of_a_term_of_the_svm_tells_how_far_over_0_it_reaches(svm):
    term = next(one for one in svm.regions() if one.target == Target("term", 1))
    text = tip_at(svm, svm.rect_of(term).bottomLeft().toPoint() + QPoint(2, -1))
    assert text.splitlines() == [
        "car",
        "s = 5.1",
        "s − s(cat) + Δ = 2.9",
        "max(0, ·) = 2.9",
    ]


def test_the_tool_tip_of_a_number_says_that_it_can_be_dragged(svm):
    text = tip_at(svm, place(svm, MARGIN))
    assert text.startswith("margin Δ = 1\n")
    assert "Drag" in text


def test_the_tool_tip_of_the_ellipsis_says_how_many_terms_it_stands_for(qtbot):
    strip = shown(qtbot, state_of(range(10), active="hinge"))
    rest = next(region for region in strip.regions() if region.target.kind == "rest")
    assert tip_at(strip, strip.rect_of(rest).center().toPoint()).startswith("5 terms")
