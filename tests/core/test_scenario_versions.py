"""The versions of the file format: what each holds, arrays as bytes, and how a document is left."""

import base64
import itertools
import json
import struct
from pathlib import Path

import numpy as np
import pytest

from core.errors import ScenarioError
from core.scenario import fields as scenario_fields
from core.scenario import text as scenario_text
from core.scenario.files import dump_bytes, load_bytes, load_path, save_path
from core.settings import LossSettings, PenaltySettings
from core.state import LinearModel, ScoreTable, State, View

FILES = Path(__file__).parent / "files"
NUMBERS = [[3.2, 5.1, -1.7], [1e300, -0.1, 5e-324]]
PACKED = {
    "format": "losslab-scenario",
    "version": 2,
    "title": "Packed",
    "classes": ["cat", "car", "frog"],
    "labels": [2, 0],
    "scores": {
        "shape": [2, 3],
        "f64": base64.b64encode(struct.pack("<6d", *itertools.chain(*NUMBERS))).decode(),
    },
}


def loaded(document):
    return load_bytes(json.dumps(document).encode())


def refused(document):
    with pytest.raises(ScenarioError) as caught:
        loaded(document)
    return caught.value


def with_weights(document):
    """The same array as features of a linear model."""
    packed = {k: v for k, v in document.items() if k != "scores"}
    numbers = base64.b64encode(struct.pack("<4d", 1, 2, 3, 4)).decode()
    weights = [[1, 0], [0, 1], [1, 1]]
    return packed | {"features": {"shape": [2, 2], "f64": numbers}, "weights": weights}


def test_a_file_of_version_1_is_read_as_it_was_meant():
    state = load_path(FILES / "version-1.json")
    assert state.title == {"en": "Cat and car", "ko": "고양이와 자동차"}
    assert state.examples == ("cat photo", "car photo")
    assert state.labels.tolist() == [0, 1]
    expected = LinearModel(
        np.array([[1.0, 2], [2, -1]]), np.array([[0.5, 1], [1, -0.5]]), np.array([0, 0.25])
    )
    assert state.source == expected
    assert state.feature_names == ("whiskers", "wheels")
    assert state.loss == LossSettings("hinge", 2.0, class_divisor="wrong")
    assert state.penalty == PenaltySettings("l1", 0.5)
    assert state.view == View(1, 0, compare_losses=False, pair=((0, 0), (1, 1)))
    assert (state.view.page, state.view.cards) == (None, {})


@pytest.mark.parametrize(
    ("switches", "divisor"),
    [
        ({"average_over_classes": True}, "wrong"),
        ({"average_over_classes": True, "include_correct_class": True}, "all"),
        ({"average_over_classes": True, "include_correct_class": False}, "wrong"),
        ({"average_over_classes": False, "include_correct_class": True}, "none"),
    ],
)
@pytest.mark.parametrize("version", [1, 2])
def test_the_older_mean_over_classes_is_a_divisor_and_is_written_as_one(version, switches, divisor):
    document = json.loads((FILES / "version-1.json").read_text("utf-8"))
    state = load_bytes(json.dumps(document | {"version": version, "loss": switches}).encode())
    assert state.loss.class_divisor == divisor
    written = json.loads(dump_bytes(state))["loss"]
    assert written["class_divisor"] == divisor
    assert "average_over_classes" not in written


def test_a_file_of_version_2_tells_the_page_and_the_cards_too():
    state = load_path(FILES / "version-2.json")
    assert state.view.page == "weights"
    assert state.view.cards == {"weights": "comparison"}
    assert state.examples == ("one", {"en": "two", "ko": "둘"})
    assert state.source.scores.tolist() == NUMBERS
    assert state.labels.tolist() == [2, 0]


def test_a_file_of_version_2_with_weights_says_all_that_it_says():
    state = load_path(FILES / "version-2-weights.json")
    assert state.held_out.tolist() == [False, False, True]
    assert state.source == LinearModel(
        np.array([[1, 2, 0.1], [2, -1, 5e-324], [0, 0, -3]]),
        np.array([[0.5, 1, 0], [1, -0.5, 0.3]]),
        np.array([0, 0.25]),
    )
    assert state.feature_names == ("whiskers", "wheels", {"en": "age", "ko": "나이"})
    assert state.loss == LossSettings("one_vs_rest", 2.0, True, True, "all", True)
    assert state.penalty == PenaltySettings("elastic_net", 0.5, 0.25, half=True)
    assert state.descent.step_size == 0.05
    rows = state.comparison
    assert (rows.x.tolist(), rows.first.tolist(), rows.second.tolist()) == (
        [1, 2],
        [1, 0],
        [0.2, 0.4],
    )
    view = View(1, 1, False, True, ((0, 2), (1, 1)), "data", (2, 0), "example")
    assert state.view == view
    assert (state.view.compare_with, state.view.page) == ("hinge", "fit")
    assert state.view.cards == {"fit": "best", "batch": "accuracy"}


def test_what_is_written_is_of_version_2():
    for name in ("version-1.json", "version-2.json", "version-2-weights.json"):
        state = load_path(FILES / name)
        written = json.loads(dump_bytes(state))
        assert written["version"] == 2
        again = load_bytes(dump_bytes(state))
        assert again == state
        assert (again.view.page, again.view.cards) == (state.view.page, state.view.cards)


def test_where_a_document_is_looked_at_is_no_part_of_its_value():
    state = load_path(FILES / "version-2.json")
    elsewhere = loaded(json.loads(dump_bytes(state)) | {"view": {"score": 1, "page": "batch"}})
    assert elsewhere.view.page == "batch"
    assert elsewhere == state


@pytest.mark.parametrize("version", [3, 10**30])
def test_a_newer_file_is_refused_as_newer_whatever_else_it_holds(version):
    error = refused({"later": [1], "version": version, "format": "losslab-scenario"})
    assert str(error) == (
        f"$.version: the file is of version {version}; "
        "accepted: version 1 or 2; a newer Loss Lab made this file"
    )


def test_an_array_of_bytes_is_read_bit_by_bit():
    state = loaded(PACKED)
    assert state.source.scores.tolist() == NUMBERS
    assert state.labels.tolist() == [2, 0]
    assert state.examples == ("1", "2")
    named = loaded(PACKED | {"names": ["a", {"en": "b", "ko": "ㄴ"}]})
    assert named.examples == ("a", {"en": "b", "ko": "ㄴ"})
    model = loaded(with_weights(PACKED)).source
    assert model.features.tolist() == [[1, 2], [3, 4]]
    assert model.weights.tolist() == [[1, 0], [0, 1], [1, 1]]


def test_a_list_may_end_in_megabytes_of_spaces():
    text = json.dumps(PACKED)
    labels = json.dumps(PACKED["labels"])
    assert text.count(labels) == 1
    spaced = text.replace(labels, f"{labels[:-1]}{' ' * (2 << 20)}]")
    assert load_bytes(spaced.encode()) == load_bytes(text.encode())


def test_a_slash_of_base64_may_be_escaped():
    numbers = np.array([[-1.0, 1.5, 0], [0, 0, 0]])
    numbers.view(np.uint64)[1, 2] = 0x3FFFFFFFFFFFFFFF
    text = base64.b64encode(numbers.astype("<f8").tobytes()).decode()
    assert "/" in text
    document = PACKED | {"scores": {"shape": [2, 3], "f64": text}}
    data = json.dumps(document).replace(text, text.replace("/", r"\/")).encode()
    assert np.array_equal(load_bytes(data).source.scores, numbers)


def packed(array):
    return {"shape": list(array.shape), "f64": base64.b64encode(array.tobytes()).decode()}


NAN = np.array([[1, 2, 3], [4, np.nan, 6.0]])
LARGE = np.array([[1, 2, 3], [4, 5, -2e300]])
BAD_ARRAYS = [
    ({"scores": packed(NAN)}, "$.scores.f64[1][1]", "nan", "number"),
    ({"scores": packed(LARGE)}, "$.scores.f64[1][2]", "-2e+300", "number"),
    ({"scores": packed(np.zeros((2, 2)))}, "$.scores.shape", "[2, 2]", "shape_of"),
    ({"scores": packed(np.zeros((2, 3, 1)))}, "$.scores.shape", "[2, 3, 1]", "shape_of"),
    ({"scores": {"shape": [2, 3], "f64": "AAAA"}}, "$.scores.f64", '"AAAA"', "base64_of"),
    ({"scores": {"shape": [2, 3], "f64": "?" * 64}}, "$.scores.f64", None, "base64_of"),
    ({"scores": {"shape": [2, 3], "f64": 5}}, "$.scores.f64", "5", "base64_of"),
    ({"scores": {"shape": [2, 3]}}, "$.scores.f64", "nothing", "base64"),
    ({"scores": {"shape": "2", "f64": ""}}, "$.scores.shape", '"2"', "shape"),
    ({"scores": {"f32": 1}}, "$.scores.f32", "1", "known_field"),
    ({"scores": [[1, 2, 3]]}, "$.scores", "[…] (1)", "packed"),
    ({"scores": {"shape": [-1, -3], "f64": ""}}, "$.scores.shape", "[-1, -3]", "shape_of"),
    ({"labels": [2]}, "$.labels", "[…] (1)", "count"),
    ({"labels": [2, 3]}, "$.labels[1]", "3", "integer"),
    ({"labels": [2, "a"]}, "$.labels[1]", '"a"', "integer"),
    ({"labels": 5}, "$.labels", "5", "count"),
    ({"names": ["a"]}, "$.names", "[…] (1)", "count"),
    ({"names": ["a", ""]}, "$.names[1]", '""', "text"),
    ({"examples": []}, "$.labels", "[…] (2)", "not_with_examples"),
    ({"biases": [1, 2, 3]}, "$.biases", "[…] (3)", "not_with_scores"),
    ({"weights": [[1], [2], [3]]}, "$.scores", "{…} (2)", "not_with_weights"),
    ({"features": packed(np.zeros((2, 1)))}, "$.features", "{…} (2)", "not_with_scores"),
]


@pytest.mark.parametrize(
    ("change", "path", "found", "accepted"),
    BAD_ARRAYS,
    ids=[f"{path} is {found}" for _, path, found, _ in BAD_ARRAYS],
)
def test_a_bad_array_is_refused_at_its_place(change, path, found, accepted):
    error = refused(PACKED | change)
    assert (error.path, error.accepted) == (path, accepted)
    assert found is None or error.found == found
    if accepted == "base64_of":
        assert str(error).endswith("accepted: base64 of 48 bytes")


@pytest.mark.parametrize("name", ["labels", "scores"])
def test_an_array_has_its_labels_and_labels_have_their_array(name):
    error = refused({k: v for k, v in PACKED.items() if k != name})
    assert (error.path, error.found) == (f"$.{name}", "nothing")


def test_a_file_of_very_many_numbers_is_refused_before_any_is_decoded():
    document = with_weights(PACKED)
    document["features"] = {"shape": [1_000_000, 101], "f64": ""}
    error = refused(document)
    assert str(error) == (
        "$.features.shape: found [1000000, 101]; "
        "accepted: [rows, columns], at most 100,000,000 numbers"
    )


CARDS = [
    ({"page": "story"}, "$.view.page", '"story"', "one_of"),
    ({"cards": []}, "$.view.cards", "[]", "object"),
    ({"cards": {"scores": "tug"}}, "$.view.cards.scores", '"tug"', "known_field"),
    ({"cards": {"weights": "carriers"}}, "$.view.cards.weights", '"carriers"', "one_of"),
    ({"cards": {"weights": 1}}, "$.view.cards.weights", "1", "one_of"),
]


@pytest.mark.parametrize(("view", "path", "found", "accepted"), CARDS)
def test_a_page_or_card_that_does_not_exist_is_refused(view, path, found, accepted):
    error = refused(PACKED | {"view": view})
    assert (error.path, error.found, error.accepted) == (path, found, accepted)


# Writing


def table(rows, columns, names=None):
    numbers = np.random.default_rng(1).normal(size=(rows, columns))
    labels = np.arange(rows) % columns
    examples = names or tuple(f"example {i}" for i in range(rows))
    return State("T", tuple("abcdefghij"[:columns]), examples, labels, ScoreTable(numbers))


def test_more_than_100_000_numbers_are_written_as_bytes():
    few, many = table(10_000, 10), table(10_001, 10)
    assert set(json.loads(dump_bytes(few))) >= {"examples"}
    written = json.loads(dump_bytes(many))
    assert "examples" not in written
    assert written["scores"]["shape"] == [10_001, 10]
    bits = base64.b64decode(written["scores"]["f64"])
    assert bits == many.source.scores.astype("<f8").tobytes()
    assert written["names"][10_000] == "example 10000"
    for state in (few, many):
        assert load_bytes(dump_bytes(state)) == state


def test_names_that_only_count_are_left_out():
    state = table(10_001, 10, tuple(str(i) for i in range(1, 10_002)))
    assert "names" not in json.loads(dump_bytes(state))
    assert load_bytes(dump_bytes(state)) == state


def test_features_are_written_as_bytes_too():
    rng = np.random.default_rng(2)
    model = LinearModel(rng.normal(size=(1001, 100)), rng.normal(size=(2, 100)), np.zeros(2))
    names = tuple(f"e{i}" for i in range(1001))
    state = State("F", ("a", "b"), names, np.zeros(1001, dtype=int), model)
    assert "examples" not in json.loads(dump_bytes(state))
    assert load_bytes(dump_bytes(state)) == state


def test_what_could_not_be_opened_again_is_not_saved(tmp_path, monkeypatch):
    path = tmp_path / "saved.json"
    state = table(5, 3)
    save_path(state, path)
    before = path.read_bytes()
    for module in (scenario_text, scenario_fields):
        monkeypatch.setattr(module, "MAX_BYTES", len(before) - 1)
    with pytest.raises(ScenarioError) as caught:
        save_path(state, path)
    assert caught.value.found == "too_large"
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
