"""States: frozen, checked, compared by value; text and arrays with them."""

import re
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from core.arrays import frozen, frozen_labels, require_finite
from core.errors import EditError, LossLabError, NonFiniteError
from core.settings import LossSettings, PenaltySettings
from core.state import LinearModel, ScoreTable, State, View
from core.text import localize, next_feature_name
from tests.core import oracle


def linear(**changes):
    state = State(
        title={"en": "Two", "ko": "둘"},
        classes=("cat", "car"),
        examples=("a", "b", "c"),
        labels=np.array([0, 1, 0]),
        source=LinearModel(np.ones((3, 2)), np.array([[1.0, 2], [3, 4]]), np.zeros(2)),
    )
    return replace(state, **changes)


def table(scores=((1.0, 2), (3, 4), (5, 6)), **changes):
    return linear(source=ScoreTable(np.array(scores)), **changes)


def test_states_are_equal_by_value_and_unequal_by_any_part():
    assert linear() == linear()
    assert table() == table()
    others = [
        linear(title="Two"),
        linear(classes=("cat", "dog")),
        linear(labels=np.array([0, 1, 1])),
        linear(source=LinearModel(np.ones((3, 2)), np.ones((2, 2)), np.zeros(2))),
        linear(loss=LossSettings(margin=2.0)),
        linear(penalty=PenaltySettings(half=True)),
        linear(view=View(example=1)),
        table(),
    ]
    assert all(other != linear() for other in others)
    assert linear() != "Two"


def test_nothing_in_a_state_can_be_written():
    state = linear()
    with pytest.raises(FrozenInstanceError):
        state.title = "Three"
    with pytest.raises(TypeError):
        state.title["en"] = "Three"
    for array in (state.labels, *vars(state.source).values()):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7


def test_a_state_does_not_follow_the_arrays_it_was_made_from():
    scores, names = np.array([[1.0, 2], [3, 4], [5, 6]]), {"en": "cat"}
    state = linear(source=ScoreTable(scores), classes=(names, "car"))
    scores[0, 0] = 99
    names["en"] = "dog"
    assert state.source.scores[0, 0] == 1
    assert localize(state.classes[0], "en") == "cat"


def test_a_part_that_is_already_frozen_is_shared():
    state = linear()
    again = replace(state, title="Three")
    assert again.source is state.source
    assert again.labels is state.labels
    assert again.classes is state.classes
    assert frozen(state.source.weights) is state.source.weights


def test_counts_and_weights_are_told():
    assert (linear().class_count, linear().example_count, linear().feature_count) == (2, 3, 2)
    assert linear().has_weights
    assert not table().has_weights
    assert table().feature_count == 0


@pytest.mark.parametrize(
    ("name", "array"), [("labels", np.array([0, 1])), ("held_out", np.zeros(2, dtype=bool))]
)
def test_an_array_of_another_length_is_refused_by_its_own_name(name, array):
    with pytest.raises(EditError) as error:
        linear(**{name: array})
    assert error.value.key == "shape"
    assert error.value.params == {"name": name, "found": (2,), "expected": (3,)}


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"classes": ("cat",)}, "too_few_classes"),
        ({"classes": tuple("x" * 1001)}, "too_many_classes"),
        ({"examples": ()}, "too_few_examples"),
        ({"classes": ("cat", "car", "frog")}, "shape"),
        ({"examples": ("a", "b")}, "shape"),
        ({"labels": np.array([0, 1])}, "shape"),
        ({"labels": np.array([0, 1, 2])}, "no_such_class"),
        ({"labels": np.array([0, -1, 1])}, "no_such_class"),
        ({"view": View(score=2)}, "no_such_class"),
        ({"view": View(example=3)}, "no_such_example"),
        ({"view": View(example=-1)}, "no_such_example"),
        ({"source": ScoreTable(np.zeros((3, 3)))}, "shape"),
        ({"classes": ("cat", " ")}, "empty_name"),
        ({"classes": ("cat", {})}, "empty_name"),
        ({"title": ""}, "empty_name"),
    ],
)
def test_parts_that_do_not_fit_are_refused(change, key):
    with pytest.raises(EditError) as caught:
        linear(**change)
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: LossSettings(margin=0.0), "margin"),
        (lambda: LossSettings(margin=float("nan")), "margin"),
        (lambda: LossSettings(margin=1.1e6), "margin"),
        (lambda: PenaltySettings(strength=-1e-9), "strength"),
        (lambda: PenaltySettings(strength=float("inf")), "strength"),
        (lambda: PenaltySettings(l1_share=1.01), "l1_share"),
        (lambda: LinearModel(np.full((1, 1), 1.1e60), np.ones((2, 1)), np.ones(2)), "features"),
        (lambda: LinearModel(np.ones((1, 1)), np.full((2, 1), -1.1e60), np.ones(2)), "weights"),
        (lambda: ScoreTable(np.full((1, 2), -1.1e300)), "scores"),
        (lambda: table([[1e151, 0]] * 3, loss=LossSettings(squared=True)), "scores"),
    ],
)
def test_numbers_out_of_range_are_refused_by_name(make, name):
    with pytest.raises(EditError) as caught:
        make()
    assert caught.value.key == "out_of_range"
    assert caught.value.params["name"] == name
    assert (
        not caught.value.params["low"]
        <= caught.value.params["value"]
        <= (caught.value.params["high"])
    )


@pytest.mark.parametrize(
    "part", [{"loss": LossSettings("mse")}, {"penalty": PenaltySettings("l3")}]
)
def test_unknown_choices_are_refused_with_the_known_ones(part):
    with pytest.raises(EditError) as caught:
        table([[1, 0]], **part)
    assert caught.value.key == "unknown_choice"
    assert len(caught.value.params["choices"]) >= 2


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_infinite_numbers_are_refused_by_row_and_column(value):
    weights = np.zeros((2, 3))
    weights[1, 2] = value
    with pytest.raises(NonFiniteError, match=re.escape(f"weights: row 1, column 2 holds {value}")):
        LinearModel(np.zeros((1, 3)), weights, np.zeros(2))
    with pytest.raises(LossLabError, match="biases: row 1, column 0"):
        require_finite(np.array([0.0, value]), "biases")


def test_negative_zero_does_not_get_in():
    assert not oracle.has_negative_zero(frozen([-0.0, 0.0, -1.0]))
    read_only = np.array([-0.0, 1.0])
    read_only.flags.writeable = False
    assert not oracle.has_negative_zero(frozen(read_only))


def test_labels_are_whole_numbers():
    assert frozen_labels([0, 1]).dtype == np.intp
    with pytest.raises(TypeError, match="whole numbers"):
        frozen_labels([0.5, 1])


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("cat", "ko", "cat"),
        ({"en": "cat", "ko": "고양이"}, "ko", "고양이"),
        ({"en": "cat", "ko": "고양이"}, "fr", "cat"),
        ({"de": "Katze", "fr": "chat"}, "ko", "Katze"),
    ],
)
def test_words_come_in_the_language_else_english_else_the_first(text, language, words):
    assert localize(text, language) == words


@pytest.mark.parametrize(
    ("names", "following"),
    [
        ((), "x₁"),
        (("x₁", "x₂"), "x₃"),
        # x₂ is the name of the only one, in some language.
        (("x₂",), "x₃"),
        (({"en": "x₂", "ko": "x₃"},), "x₄"),
    ],
)
def test_one_more_feature_has_the_next_name_that_is_free(names, following):
    assert next_feature_name(names) == following
