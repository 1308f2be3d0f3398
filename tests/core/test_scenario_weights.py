"""What a scenario file may say about weights: names of features, a pair, a comparison."""

import copy
import json

import numpy as np
import pytest

from core import edits
from core.comparison import Comparison
from core.errors import ACCEPTED, ScenarioError
from core.scenario.files import builtin, dump_bytes, load_bytes
from core.state import View

LINEAR = {
    "format": "losslab-scenario",
    "version": 1,
    "title": "Cat, car",
    "classes": ["cat", "car"],
    "examples": [
        {"name": "one", "label": 0, "features": [1, 2, 3]},
        {"name": "two", "label": 1, "features": [4, 5, 6]},
    ],
    "weights": [[1, 2, 3], [4, 5, 6]],
    "feature_names": ["tail", {"en": "ears", "ko": "귀"}, "wheels"],
    "view": {"pair": [[1, 2], [0, 1]], "landscape": "penalty"},
    "comparison": {"x": [1, 2], "first": [3, 0], "second": [-0.5, 1]},
}
TABLE = {
    "format": "losslab-scenario",
    "version": 1,
    "title": "Table",
    "classes": ["cat", "car"],
    "examples": [
        {"name": "one", "label": 0, "scores": [1, 2]},
        {"name": "two", "label": 1, "scores": [3, 4]},
        {"name": "three", "label": 1, "scores": [3, 4]},
    ],
    "view": {"pair": [[1, 2], [0, 1]]},
}
NEW = ("feature_names", "comparison", "view")


def loaded(document):
    return load_bytes(json.dumps(document).encode())


def without_new(document):
    return {name: value for name, value in document.items() if name not in NEW}


def changed(document, *steps, value=None, remove=False):
    result = copy.deepcopy(document)
    place = result
    for step in steps[:-1]:
        place = place[step]
    if remove:
        del place[steps[-1]]
    else:
        place[steps[-1]] = value
    return result


def written(state):
    return json.loads(dump_bytes(state))


def test_every_new_field_arrives_in_the_state():
    state = loaded(LINEAR)
    assert state.feature_names == ("tail", {"en": "ears", "ko": "귀"}, "wheels")
    assert state.view.pair == ((1, 2), (0, 1))
    assert state.view.landscape == "penalty"
    expected = Comparison(np.array([1.0, 2]), np.array([3.0, 0]), np.array([-0.5, 1]))
    assert state.comparison == expected


def test_a_file_without_the_new_fields_has_their_defaults():
    state = loaded(without_new(LINEAR))
    assert state.feature_names == ("x₁", "x₂", "x₃")
    assert state.view == View()
    assert state.comparison == Comparison()


def test_what_is_written_reads_back_as_an_equal_state():
    for document in (LINEAR, TABLE, without_new(LINEAR), without_new(TABLE)):
        state = loaded(document)
        assert load_bytes(dump_bytes(state)) == state
        assert dump_bytes(load_bytes(dump_bytes(state))) == dump_bytes(state)


def test_a_file_is_free_of_fields_that_say_nothing():
    for document in (without_new(LINEAR), without_new(TABLE)):
        fields = written(loaded(document))
        assert not {"feature_names", "comparison"} & set(fields)
        assert not {"pair", "landscape"} & set(fields["view"])
    narrow = loaded(without_new(LINEAR))
    for _ in range(2):
        narrow = edits.remove_feature(1).apply(narrow)
    assert narrow.view.pair == ((0, 0), (1, 0))
    assert "pair" not in written(narrow)["view"]
    fields = written(loaded(LINEAR))
    assert fields["feature_names"] == LINEAR["feature_names"]
    assert fields["comparison"] == LINEAR["comparison"]
    assert fields["view"]["pair"] == LINEAR["view"]["pair"]
    assert fields["view"]["landscape"] == "penalty"


def test_with_scores_alone_the_pair_waits_for_the_weights_that_may_come():
    state = edits.give_features().apply(loaded(TABLE))
    assert state.view.pair == ((1, 2), (0, 1))
    assert state.feature_count == 3


COMPLAINTS = [
    (LINEAR, ["feature_names"], ["a", "b"], "$.feature_names", "[…] (2)", "count"),
    (LINEAR, ["feature_names"], "a", "$.feature_names", '"a"', "count"),
    (LINEAR, ["feature_names", 2], 7, "$.feature_names[2]", "7", "text"),
    (LINEAR, ["feature_names", 0], " ", "$.feature_names[0]", '" "', "text"),
    (LINEAR, ["feature_names", 1, "ko"], "", "$.feature_names[1].ko", '""', "letters"),
    (TABLE, ["feature_names"], ["a"], "$.feature_names", "[…] (1)", "not_with_scores"),
    (LINEAR, ["view", "pair"], 3, "$.view.pair", "3", "two_weights"),
    (LINEAR, ["view", "pair"], [[0, 0]], "$.view.pair", "[…] (1)", "two_weights"),
    (LINEAR, ["view", "pair"], [[0, 1], [0, 1]], "$.view.pair", "[…] (2)", "two_weights"),
    (LINEAR, ["view", "pair", 1], [0], "$.view.pair[1]", "[…] (1)", "class_and_feature"),
    (LINEAR, ["view", "pair", 0], "w", "$.view.pair[0]", '"w"', "class_and_feature"),
    (LINEAR, ["view", "pair", 1, 0], 2, "$.view.pair[1][0]", "2", "integer"),
    (LINEAR, ["view", "pair", 1, 1], 3, "$.view.pair[1][1]", "3", "integer"),
    (LINEAR, ["view", "pair", 1, 1], -1, "$.view.pair[1][1]", "-1", "integer"),
    (LINEAR, ["view", "pair", 0, 0], 0.5, "$.view.pair[0][0]", "0.5", "integer"),
    (TABLE, ["view", "pair", 0, 1], 3, "$.view.pair[0][1]", "3", "integer"),
    (LINEAR, ["view", "landscape"], "both", "$.view.landscape", '"both"', "one_of"),
    (LINEAR, ["view", "landscape"], None, "$.view.landscape", "null", "one_of"),
    (LINEAR, ["comparison"], [], "$.comparison", "[]", "object"),
    (LINEAR, ["comparison", "third"], [1], "$.comparison.third", "[…] (1)", "known_field"),
    (LINEAR, ["comparison", "x"], [], "$.comparison.x", "[]", "count_range"),
    (LINEAR, ["comparison", "x"], [1] * 13, "$.comparison.x", "[…] (13)", "count_range"),
    (LINEAR, ["comparison", "first"], [1], "$.comparison.first", "[…] (1)", "count"),
    (LINEAR, ["comparison", "second"], 1, "$.comparison.second", "1", "count"),
    (LINEAR, ["comparison", "x", 1], "a", "$.comparison.x[1]", '"a"', "number"),
    (LINEAR, ["comparison", "first", 0], 1.1e60, "$.comparison.first[0]", "1.1e+60", "number"),
]


@pytest.mark.parametrize(
    ("document", "steps", "value", "path", "found", "accepted"),
    COMPLAINTS,
    ids=[f"{path} is {found}" for _, _, _, path, found, _ in COMPLAINTS],
)
def test_a_bad_field_is_named_with_what_was_found_and_what_is_accepted(
    document, steps, value, path, found, accepted
):
    with pytest.raises(ScenarioError) as caught:
        loaded(changed(document, *steps, value=value))
    error = caught.value
    assert (error.path, error.found, error.accepted) == (path, found, accepted)
    words = ACCEPTED[accepted].format_map(error.params)
    assert str(error) == f"{path}: found {found}; accepted: {words}"


@pytest.mark.parametrize(
    ("steps", "value", "words"),
    [
        (["view", "pair", 1, 1], 3, "a whole number from 0 to 2"),
        (["view", "pair", 1, 0], 3, "a whole number from 0 to 1"),
        (["view", "pair", 1], [], "a weight as [class, feature]"),
        (["view", "pair"], [], "two different weights, each as [class, feature]"),
        (["view", "landscape"], "x", "one of data, penalty, sum"),
        (["feature_names"], [], "a list of 3 entries"),
        (["comparison", "second"], [], "a list of 2 entries"),
        (["comparison", "x"], [], "a list of 1 to 12 entries"),
    ],
)
def test_what_is_accepted_is_exact(steps, value, words):
    with pytest.raises(ScenarioError) as caught:
        loaded(changed(LINEAR, *steps, value=value))
    assert str(caught.value).endswith(f"accepted: {words}")


def test_a_comparison_needs_all_of_its_rows():
    with pytest.raises(ScenarioError) as caught:
        loaded(changed(LINEAR, "comparison", "second", remove=True))
    assert (caught.value.path, caught.value.found) == ("$.comparison.second", "nothing")


def test_the_scenarios_of_the_scores_page_are_written_as_before():
    for entry in builtin():
        if entry.key in {"cat-car-frog", "wide-margin", "blank-features"}:
            assert not {"feature_names", "comparison"} & set(written(entry.load()))
