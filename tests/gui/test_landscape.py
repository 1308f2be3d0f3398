"""Two weights, one trade-off: which weights, what is shaded, and what it says."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolTip

from core import edits
from core.evaluation import evaluate
from core.settings import PenaltySettings
from core.state import ScoreTable
from gui.controls.weight_chooser import weight_text
from gui.look.theme import Mode
from gui.words import numbers
from gui.words.translation import set_language, words
from tests.gui.hand import key, score_state
from tests.gui.landscape_hand import (
    Stand,
    data_loss,
    lowest,
    many,
    moved,
    offset,
    penalty_term,
    small,
    with_loss,
    with_penalty,
)
from tests.gui.window_hand import Key, scenario, settle, undo_labels
from tests.sweeps import sampled

START = (1.675, 1.025)


@pytest.fixture
def stand(qtbot):
    def opened(state=None, scale=1.0):
        return Stand(qtbot, state, scale)

    return opened


# -- which weights ------------------------------------------------------------------------------


def menu_of(here, axis):
    """Open the menu of a chooser as a press does, and close it; its lines by text."""
    menu = here.part(f"landscape.{axis}").menu()
    menu.popup(here.window.mapToGlobal(QPoint(5, 5)))
    settle()
    menu.close()
    lines = {}
    for action in menu.actions():
        inner = action.menu().actions() if action.menu() else [action]
        lines |= {
            (action.text(), one.text()) if action.menu() else one.text(): one for one in inner
        }
    return lines


def test_another_weight_can_be_put_on_an_axis(stand):
    here = stand()
    menu_of(here, "first")["frog", "x₃"].trigger()
    settle()
    assert here.state.view.pair == ((2, 2), (0, 1))
    assert "frog" in here.part("landscape.first").text()
    assert here.part("landscape.first.field").number == 0.85
    assert here.plot.point() == (0.85, 1.025)
    assert undo_labels(here.session) == ["choose_weight"]


def test_the_other_axis_weight_cannot_be_chosen_and_the_menu_says_why(stand):
    here = stand()
    lines = menu_of(here, "first")
    taken = next(action for (_, text), action in lines.items() if "already" in text)
    assert taken.text() == "x₂ (on the vertical axis already)"
    assert not taken.isEnabled()
    taken.trigger()
    assert here.state.view.pair == ((0, 0), (0, 1))


def test_the_present_weight_is_ticked(stand):
    here = stand()
    lines = menu_of(here, "second")
    assert [name for name, action in lines.items() if action.isChecked()] == [("cat", "x₂")]


def test_with_one_feature_the_classes_are_offered_alone(stand):
    here = stand(small([[1.0], [2.0]], [[1.0], [-1.0], [0.5]]))
    assert here.state.view.pair == ((0, 0), (1, 0))
    lines = menu_of(here, "first")
    assert list(lines) == ["W[a, x₁]", "W[b, x₁] (on the vertical axis already)", "W[c, x₁]"]
    lines["W[c, x₁]"].trigger()
    settle()
    assert here.state.view.pair == ((2, 0), (1, 0))


def test_ten_classes_by_sixty_four_features_are_all_on_offer(stand):
    here = stand(many(examples=3, classes=10, features=64))
    assert len(menu_of(here, "second")) == 640


def lines_of(chooser):
    """The lines on a chooser, each of which has room on it."""
    lines = chooser.text().replace("&&", "&").split("\n")
    for line in lines:
        assert chooser.fontMetrics().horizontalAdvance(line) < chooser.width()
    assert chooser.fontMetrics().height() * len(lines) <= chooser.height()
    return lines


def test_long_names_are_cut_in_the_middle_and_told_in_full_in_the_tool_tip(stand):
    state = scenario()
    names = ("a class with quite a long name & more 7", *state.classes[1:])
    here = stand(replace(state, classes=names))
    chooser = here.part("landscape.first")
    above, below = lines_of(chooser)
    assert above.startswith("→ W[a c")
    assert "…" in above
    assert above.endswith("7,")
    assert below == "x₁]"
    assert "quite a long name" in chooser.toolTip()


@pytest.mark.parametrize(
    ("key", "scale"),
    sampled(product(["pixels", "a-weight-goes-to-zero"], [1.0, 2 / 3, 0.556]), every=2),
)
def test_the_weights_on_the_axes_are_named_in_full_in_the_scenarios(stand, key, scale):
    here = stand(scenario(key), scale=scale)
    for slot, name in enumerate(("first", "second")):
        classes, features = (
            [words(text) for text in texts]
            for texts in (here.state.classes, here.state.feature_names)
        )
        expected = weight_text(classes, features, here.state.view.pair[slot])
        chooser = here.part(f"landscape.{name}")
        assert " ".join(lines_of(chooser)).endswith(f" {expected}")


def test_a_name_of_twenty_thousand_letters_keeps_both_its_ends(stand):
    state = scenario()
    here = stand(replace(state, classes=("a" * 20_000 + "7", *state.classes[1:])))
    above, _ = lines_of(here.part("landscape.first"))
    assert above.startswith("→ W[aa")
    assert above.endswith("7,")


# -- what is shaded, and what is said -----------------------------------------------------------


@pytest.mark.parametrize("kind", ["data", "penalty", "sum"])
def test_the_corner_chooses_what_is_shaded(stand, kind):
    here = stand()
    here.hand.click(here.part("landscape.choice.data"))
    here.hand.click(here.part(f"landscape.choice.{kind}"))
    assert here.state.view.landscape == kind
    expected = {"data": data_loss(here.state), "penalty": penalty_term(here.state)}
    expected["sum"] = sum(expected.values())
    value = here.part("landscape.scale").shown.readings[0].value
    assert value == numbers.fixed(expected[kind])


SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def shown_value(text):
    mantissa, _, power = text.replace("−", "-").partition("×10")
    return float(mantissa) * 10.0 ** int(power.translate(SUPERSCRIPTS) or 0)


@pytest.mark.parametrize(
    ("strength", "loss", "kind"),
    sampled(
        product([0.0001, 0.01, 0.3, 20.0], ["softmax", "hinge"], ["data", "penalty", "sum"]),
        every=5,
    ),
)
def test_the_scale_begins_at_or_below_every_value_that_is_read(stand, strength, loss, kind):
    state = with_penalty("l2", strength, state=with_loss(loss))
    here = stand(replace(state, view=replace(state.view, landscape=kind)))
    scale = here.part("landscape.scale")
    low, high = map(shown_value, scale.shown.ends)
    values = [shown_value(reading.value) for reading in scale.shown.readings]
    assert len(values) == 2
    assert low <= min(values)
    assert max(values) <= high + 0.01


def test_where_the_shades_miss_the_lowest_place_the_scale_reaches_down_to_it(stand):
    penalty = PenaltySettings("l1", 10.0)
    here = stand(replace(scenario("digits"), penalty=penalty))
    scale = here.part("landscape.scale")
    low, lowest = shown_value(scale.shown.ends[0]), shown_value(scale.shown.readings[1].value)
    assert low <= lowest


def test_the_hint_says_first_that_a_click_moves_the_point(stand):
    here = stand()
    assert here.part("landscape.hint").text().startswith("Drag the point or click where it should")
    set_language("ko")
    here.look.speak()
    assert here.part("landscape.hint").text().startswith("점을 끌거나 옮길 곳을 클릭하세요.")


def test_pointing_at_the_plane_tells_the_losses_there_exactly(stand):
    here = stand()
    here.hand.hover(here.plot, here.at(0.5, 2.0))
    told = dict(line.rsplit(maxsplit=1) for line in QToolTip.text().split("\n"))
    first, second = (float(told[f"W[cat, x{n}] ="].replace("−", "-")) for n in "₁₂")
    assert (first, second) == pytest.approx((0.5, 2.0), abs=0.051)
    there = moved(here.state, first, second)
    assert float(told["data loss"]) == pytest.approx(data_loss(there), rel=1e-12)
    assert float(told["λ R(W)"]) == pytest.approx(penalty_term(there), rel=1e-12)
    assert float(told["total"]) == pytest.approx(data_loss(there) + penalty_term(there), rel=1e-12)
    here.hand.hover(here.window, QPoint(3, 3))
    assert here.plot.probe() is None


def test_pointing_at_the_point_tells_its_own_values(stand):
    here = stand()
    here.hand.hover(here.plot, offset(here.at(*START), 4, 3))
    assert QToolTip.text().startswith("W[cat, x₁] = 1.675\nW[cat, x₂] = 1.025\n")


def test_without_a_penalty_there_are_no_lines_and_the_hint_says_so(stand):
    here = stand(with_penalty("none"))
    assert "no lines" in here.part("landscape.hint").text()
    assert not here.plot.lines
    assert not here.plot.way.isVisible()
    here.hand.hover(here.plot, here.at(0.5, 1.0))
    assert "λ" not in QToolTip.text()
    here.edit(edits.choose_penalty("l1"))
    assert "same penalty" in here.part("landscape.hint").text()
    assert "l1" in here.plot.lines


def texts(here):
    return [note.text for note in here.panel.labels.notes()]


def test_where_softmax_has_no_minimum_one_line_says_so(stand):
    here = stand(with_penalty("l2", 0.0))
    assert any(text.startswith("No lowest point") for text in texts(here))
    assert "lowest L" not in texts(here)
    here.edit(edits.set_strength(0.01))
    assert not any(text.startswith("No lowest point") for text in texts(here))
    assert "lowest L" in texts(here)


def test_features_of_zero_make_a_flat_landscape_that_says_so(stand):
    state = small([[0, 0, 1], [0, 0, 2]], [[1, -1, 1], [0, 1, 2], [0, 0, 3]])
    state = replace(state, view=replace(state.view, landscape="data"))
    here = stand(state)
    assert any("change no score" in text for text in texts(here))
    assert len({here.color(x, 0.4).name() for x in (-0.3, 0.3, 0.7)}) == 1


def test_a_floor_that_fills_the_plane_is_called_flat(stand):
    state = small([[1, 0, 9], [1, 0, 9]], [[0, 0, 1], [0, 0, -1]], labels=(0, 0))
    state = with_penalty("none", state=with_loss("hinge", state))
    assert data_loss(state) == 0.0
    here = stand(state)
    assert any("same everywhere" in text for text in texts(here))


@pytest.mark.parametrize("loss", ["softmax", "hinge"])
@pytest.mark.parametrize("size", [1e-40, 1e-5, 1e5, 1e40])
def test_weights_of_any_size_are_drawn_and_can_be_stepped(stand, loss, size):
    weights = np.array([[1.0, -3.0], [2.0, 1.0]]) * size
    here = stand(with_loss(loss, small([[1, 2], [3, -1]], weights)))
    (low, high), (bottom, top) = here.plot.ranges()
    assert low < size < high
    assert bottom < -3.0 * size < top
    key(here.plot, Key.Key_Right)
    if size >= 1e5:
        assert 0 < here.pair[0] - size < high - low


def test_a_document_of_scores_alone_leaves_it_empty_and_off(stand):
    here = stand(score_state())
    assert "Scores alone" in here.part("landscape.hint").text()
    assert not here.plot.isEnabled()
    here.edit(edits.load(scenario()))
    assert here.plot.isEnabled()
    assert here.plot.point() == START
    here.edit(edits.load(score_state()))
    assert isinstance(here.state.source, ScoreTable)
    assert not here.plot.isEnabled()


def test_the_description_tells_the_present_values_and_the_minimum(stand):
    here = stand()
    said = here.plot.accessibleDescription()
    evaluation = evaluate(here.state)
    assert "W[cat, x₁] = 1.68, W[cat, x₂] = 1.03" in said
    assert f"total {numbers.plain(evaluation.total)}" in said
    first, second = lowest(here.state)
    assert f"Lowest L: {numbers.plain(first)} and {numbers.plain(second)}" in said


def test_everything_to_press_or_type_in_has_a_name_a_tip_and_the_keyboard(stand):
    here = stand()
    names = [f"landscape.{axis}{end}" for axis in ("first", "second") for end in ("", ".field")]
    names += [f"landscape.choice.{kind}" for kind in ("data", "penalty", "sum")]
    for name in names:
        widget = here.part(name)
        assert widget.accessibleName(), name
        assert widget.toolTip(), name
        assert widget.focusPolicy() != widget.focusPolicy().NoFocus, name
    assert here.plot.accessibleName() == "Two weights, one trade-off"


def test_it_speaks_korean_at_once(stand):
    here = stand()
    set_language("ko")
    here.look.speak()
    settle()
    assert "가중치" in here.part("landscape.heading").text()
    assert here.part("landscape.first").text() == "→ W[고양이, x₁]"
    assert "지금의 W" in texts(here)
    assert "고양이" in here.plot.accessibleDescription()
    assert here.part("landscape.choice.sum").text() == "전체"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_in_a_hall_the_weights_on_the_axes_of_irises_are_told_in_full(qtbot, language):
    stand = Stand(qtbot, scenario("iris-halves"))
    set_language(language)
    stand.look.fit(1280, 720)
    stand.look.set_mode(Mode.PROJECTOR)
    stand.window.resize(1240, 495)
    stand.look.speak()
    settle()
    names = stand.part("landscape.first").text(), stand.part("landscape.second").text()
    assert "…" not in "".join(names)
    assert names[0] != names[1]
