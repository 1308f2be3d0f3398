"""Scenario files: reading, complaints, writing, and the built-in ones."""

import contextlib
import copy
import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import ACCEPTED, FOUND, ScenarioError
from core.scenario import files as scenario
from core.scenario.files import DEFAULT_KEY, builtin, dump_bytes, load_bytes, load_path, save_path
from core.settings import LossSettings, PenaltySettings
from core.state import View
from core.text import MAX_NAME
from core.view import CARDS

LINEAR = {
    "format": "losslab-scenario",
    "version": 1,
    "title": {"en": "Cat, car", "ko": "고양이, 자동차"},
    "classes": ["cat", {"en": "car", "ko": "자동차"}],
    "examples": [
        {"name": "one", "label": 0, "features": [1, 2, 3]},
        {"name": "two", "label": 1, "features": [4, 5, 6]},
    ],
    "weights": [[1, 2, 3], [4, 5, 6]],
    "biases": [7, 8],
    "loss": {"active": "hinge", "margin": 2.0, "squared": True},
    "penalty": {"kind": "l1", "strength": 0.5},
    "view": {"example": 1, "score": 1, "compare_losses": False},
}
TABLE = {
    "format": "losslab-scenario",
    "version": 1,
    "title": "Table",
    "classes": ["cat", "car"],
    "examples": [
        {"name": "one", "label": 0, "scores": [1, 2]},
        {"name": "two", "label": 1, "scores": [3, 4]},
    ],
}


def encoded(document):
    return json.dumps(document).encode()


def changed(document, *steps, value=None, remove=False):
    """A copy with one place set to `value`, or removed."""
    result = copy.deepcopy(document)
    place = result
    for step in steps[:-1]:
        place = place[step]
    if remove:
        del place[steps[-1]]
    else:
        place[steps[-1]] = value
    return encoded(result)


def refused(data):
    with pytest.raises(ScenarioError) as caught:
        load_bytes(data)
    assert "\n" not in str(caught.value)
    return caught.value


# Reading


def test_every_field_arrives_in_the_state():
    state = load_bytes(encoded(LINEAR))
    assert state.title == LINEAR["title"]
    assert state.classes == ("cat", {"en": "car", "ko": "자동차"})
    assert state.examples == ("one", "two")
    assert state.labels.tolist() == [0, 1]
    assert state.source.features.tolist() == [[1, 2, 3], [4, 5, 6]]
    assert state.source.weights.tolist() == [[1, 2, 3], [4, 5, 6]]
    assert state.source.biases.tolist() == [7, 8]
    assert state.loss == LossSettings("hinge", 2.0, squared=True)
    assert state.penalty == PenaltySettings("l1", 0.5)
    assert state.view == View(1, 1, compare_losses=False)


def test_what_is_left_out_has_its_default():
    document = {k: v for k, v in LINEAR.items() if k not in ("biases", "loss", "penalty", "view")}
    state = load_bytes(encoded(document))
    assert state.source.biases.tolist() == [0, 0]
    assert state.loss == LossSettings("softmax", 1.0)
    assert state.penalty == PenaltySettings("l2", 0.01, 0.5, half=False)
    assert state.view == View(0, 0, compare_losses=True, gradient_arrows=False)


def test_where_a_file_names_no_score_the_correct_class_of_its_example_is_swept():
    state = load_bytes(encoded(LINEAR | {"view": {"example": 1}}))
    assert state.view == View(1, 1)


def test_scores_alone_have_no_weights():
    state = load_bytes(encoded(TABLE))
    assert not state.has_weights
    assert state.source.scores.tolist() == [[1, 2], [3, 4]]


def test_a_byte_order_mark_is_allowed():
    assert load_bytes(b"\xef\xbb\xbf" + encoded(TABLE)) == load_bytes(encoded(TABLE))


# Complaints

NOTHING = {"remove": True}
COMPLAINTS = [
    (LINEAR, ["format"], {"value": "other"}, "$.format", '"other"', "constant"),
    (LINEAR, ["format"], NOTHING, "$.format", "nothing", "constant"),
    (LINEAR, ["version"], {"value": 0}, "$.version", "0", "integer"),
    (LINEAR, ["version"], {"value": "1"}, "$.version", '"1"', "integer"),
    (LINEAR, ["title"], NOTHING, "$.title", "nothing", "text"),
    (LINEAR, ["title"], {"value": ""}, "$.title", '""', "text"),
    (LINEAR, ["title"], {"value": {}}, "$.title", "{}", "text"),
    (LINEAR, ["title", "ko"], {"value": " "}, "$.title.ko", '" "', "letters"),
    (LINEAR, ["title", "ko"], {"value": 3}, "$.title.ko", "3", "letters"),
    (LINEAR, ["classes"], {"value": ["cat"]}, "$.classes", "[…] (1)", "count_range"),
    (LINEAR, ["classes"], {"value": ["c"] * 1001}, "$.classes", "[…] (1001)", "count_range"),
    (LINEAR, ["classes"], {"value": "cat"}, "$.classes", '"cat"', "count_range"),
    (LINEAR, ["classes", 1], {"value": None}, "$.classes[1]", "null", "text"),
    (LINEAR, ["examples"], {"value": []}, "$.examples", "[]", "count_range"),
    (LINEAR, ["examples", 1], {"value": 5}, "$.examples[1]", "5", "object"),
    (LINEAR, ["examples", 1, "name"], NOTHING, "$.examples[1].name", "nothing", "text"),
    (LINEAR, ["examples", 1, "label"], {"value": 2}, "$.examples[1].label", "2", "integer"),
    (LINEAR, ["examples", 1, "label"], {"value": -2}, "$.examples[1].label", "-2", "integer"),
    (LINEAR, ["examples", 1, "label"], {"value": 0.5}, "$.examples[1].label", "0.5", "integer"),
    (LINEAR, ["examples", 1, "label"], {"value": True}, "$.examples[1].label", "true", "integer"),
    (LINEAR, ["examples", 0, "label"], NOTHING, "$.examples[0].label", "nothing", "integer"),
    (
        LINEAR,
        ["examples", 1, "features"],
        {"value": [1, 2]},
        "$.examples[1].features",
        "[…] (2)",
        "count",
    ),
    (LINEAR, ["examples", 1, "features"], NOTHING, "$.examples[1].features", "nothing", "count"),
    (
        LINEAR,
        ["examples", 1, "features", 2],
        {"value": "x" * 99},
        "$.examples[1].features[2]",
        '"' + "x" * 38 + "…",
        "number",
    ),
    (
        LINEAR,
        ["examples", 1, "features", 2],
        {"value": -2e60},
        "$.examples[1].features[2]",
        "-2e+60",
        "number",
    ),
    (
        LINEAR,
        ["examples", 0, "scores"],
        {"value": [1, 2]},
        "$.examples[0].scores",
        "[…] (2)",
        "not_with_weights",
    ),
    (LINEAR, ["weights"], NOTHING, "$.weights", "nothing", "count"),
    (LINEAR, ["weights"], {"value": None}, "$.weights", "null", "count"),
    (LINEAR, ["weights"], {"value": [[1, 2, 3]]}, "$.weights", "[…] (1)", "count"),
    (LINEAR, ["weights", 1], {"value": [1]}, "$.weights[1]", "[…] (1)", "count"),
    (LINEAR, ["weights", 0], {"value": []}, "$.weights[0]", "[]", "count"),
    (LINEAR, ["weights", 1, 0], {"value": 1.1e60}, "$.weights[1][0]", "1.1e+60", "number"),
    (LINEAR, ["weights", 1, 0], {"value": None}, "$.weights[1][0]", "null", "number"),
    (LINEAR, ["biases"], {"value": [1, 2, 3]}, "$.biases", "[…] (3)", "count"),
    (LINEAR, ["biases", 1], {"value": 1.1e60}, "$.biases[1]", "1.1e+60", "number"),
    (LINEAR, ["loss"], {"value": []}, "$.loss", "[]", "object"),
    (LINEAR, ["loss", "active"], {"value": "svm"}, "$.loss.active", '"svm"', "one_of"),
    (LINEAR, ["loss", "margin"], {"value": 0}, "$.loss.margin", "0", "positive"),
    (LINEAR, ["loss", "margin"], {"value": 2e6}, "$.loss.margin", "2000000.0", "positive"),
    (LINEAR, ["loss", "squared"], {"value": 1}, "$.loss.squared", "1", "switch"),
    (LINEAR, ["loss", "class_divisor"], {"value": "C"}, "$.loss.class_divisor", '"C"', "one_of"),
    (
        LINEAR,
        ["loss"],
        {"value": {"class_divisor": "all", "average_over_classes": False}},
        "$.loss.average_over_classes",
        "false",
        "not_with_divisor",
    ),
    (LINEAR, ["penalty", "kind"], {"value": "l3"}, "$.penalty.kind", '"l3"', "one_of"),
    (LINEAR, ["penalty", "strength"], {"value": -1}, "$.penalty.strength", "-1", "number"),
    (LINEAR, ["penalty", "l1_share"], {"value": 2}, "$.penalty.l1_share", "2", "number"),
    (LINEAR, ["penalty", "half"], {"value": None}, "$.penalty.half", "null", "switch"),
    (LINEAR, ["view", "example"], {"value": 2}, "$.view.example", "2", "integer"),
    (LINEAR, ["view", "score"], {"value": -1}, "$.view.score", "-1", "integer"),
    (LINEAR, ["held_out"], {"value": 1}, "$.held_out", "1", "held_out"),
    (LINEAR, ["held_out"], {"value": [0, 1]}, "$.held_out", "[…] (2)", "held_out"),
    (LINEAR, ["held_out"], {"value": [2]}, "$.held_out[0]", "2", "integer"),
    (LINEAR, ["held_out"], {"value": [-1]}, "$.held_out[0]", "-1", "integer"),
    (LINEAR, ["held_out"], {"value": [1, 1]}, "$.held_out[1]", "1", "held_out"),
    (LINEAR, ["held_out"], {"value": [True]}, "$.held_out[0]", "true", "integer"),
    (LINEAR, ["descent"], {"value": 0.1}, "$.descent", "0.1", "object"),
    (LINEAR, ["descent"], {"value": {"step_size": 0}}, "$.descent.step_size", "0", "positive"),
    (LINEAR, ["descent"], {"value": {"kind": "x"}}, "$.descent.kind", '"x"', "known_field"),
    (LINEAR, ["view", "plane"], {"value": [0]}, "$.view.plane", "[…] (1)", "two_features"),
    (LINEAR, ["view", "plane"], {"value": [1, 1]}, "$.view.plane", "[…] (2)", "two_features"),
    (LINEAR, ["view", "plane"], {"value": [0, 3]}, "$.view.plane[1]", "3", "integer"),
    (LINEAR, ["view", "page"], {"value": "x"}, "$.view.page", '"x"', "one_of"),
    (LINEAR, ["view", "compare_with"], {"value": "x"}, "$.view.compare_with", '"x"', "one_of"),
    (LINEAR, ["view", "zoom"], {"value": "x"}, "$.view.zoom", '"x"', "known_field"),
    (LINEAR, ["weight"], {"value": [1]}, "$.weight", "[…] (1)", "known_field"),
    (
        LINEAR,
        ["examples", 1, "a b"],
        {"value": 1},
        '$.examples[1]["a b"]',
        "1",
        "known_field",
    ),
    (TABLE, ["biases"], {"value": [1, 2]}, "$.biases", "[…] (2)", "not_with_scores"),
    (
        TABLE,
        ["examples", 1, "features"],
        {"value": [1]},
        "$.examples[1].features",
        "[…] (1)",
        "not_with_scores",
    ),
    (
        TABLE,
        ["examples", 0, "scores"],
        NOTHING,
        "$.examples[0].scores",
        "nothing",
        "features_or_scores",
    ),
    (
        TABLE,
        ["examples", 1, "scores"],
        {"value": [1]},
        "$.examples[1].scores",
        "[…] (1)",
        "count",
    ),
    (
        TABLE,
        ["examples", 1, "scores", 0],
        {"value": 1.1e300},
        "$.examples[1].scores[0]",
        "1.1e+300",
        "number",
    ),
]


@pytest.mark.parametrize(
    ("document", "steps", "change", "path", "found", "accepted"),
    COMPLAINTS,
    ids=[f"{path} is {found}" for _, _, _, path, found, _ in COMPLAINTS],
)
def test_a_bad_field_is_named_with_what_was_found_and_what_is_accepted(
    document, steps, change, path, found, accepted
):
    error = refused(changed(document, *steps, **change))
    assert (error.path, error.found, error.accepted) == (path, found, accepted)
    words = ACCEPTED[accepted].format_map(error.params)
    assert str(error) == f"{path}: found {found}; accepted: {words}"


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('"kind": "l1"', '"kind": "l2", "kind" : "l1"', "$.penalty.kind"),
        ('"kind": "l1"', r'"kind": "l2", "k\u0069nd": "l1"', "$.penalty.kind"),
        ('"kind": "l1"', '"kind": 3, "kind": "l1"', "$.penalty.kind"),
        ('"margin": 2.0', '"margin": 1,\n"margin"\n: 2', "$.loss.margin"),
        ('"score": 1', '"score": 0, "score": 1', "$.view.score"),
        ('"version": 1', '"version": 1, "version": 1', "$.version"),
        ('"en": "Cat, car"', '"en": "Cat", "en": ": car"', "$.title.en"),
        ('"en": "car"', '"en": "car", "en": "car"', "$.classes[1].en"),
        ('"label": 1', '"label": 0, "label": 1', "$.examples[1].label"),
    ],
)
def test_a_field_that_stands_twice_is_refused_at_its_place(old, new, path):
    text = json.dumps(LINEAR, ensure_ascii=False)
    assert text.count(old) == 1
    error = refused(text.replace(old, new).encode())
    assert (error.path, error.found, error.accepted) == (path, "repeated", "once")
    assert (
        str(error) == f"{path}: found more than one field of this name; accepted: each field once"
    )


def test_a_text_that_looks_like_a_field_is_a_text():
    name = '": ", a\\": "b'
    state = load_bytes(changed(LINEAR, "examples", 0, "name", value=name))
    assert state.examples[0] == name


@pytest.mark.parametrize(
    ("steps", "path"),
    [
        (["weights", 0], "$.weights[0]"),
        (["weights", 1], "$.weights[1]"),
        (["examples", 0, "features"], "$.examples[0].features"),
    ],
)
@pytest.mark.parametrize("row", [[], [1, 2], [1, 2, 3, 4]], ids=len)
def test_the_row_that_differs_from_most_is_the_one_refused(steps, path, row):
    line = str(refused(changed(LINEAR, *steps, value=row)))
    assert line.startswith(f"{path}: ")
    assert line.endswith("accepted: a list of 3 entries")


def test_a_row_of_weights_has_a_number_at_least():
    document = json.loads(changed(LINEAR, "weights", value=[[], []]))
    for example in document["examples"]:
        example["features"] = []
    line = str(refused(encoded(document)))
    assert line == "$.weights[0]: found []; accepted: a list of 1 or more numbers"


@pytest.mark.parametrize(
    ("steps", "value", "line"),
    [
        (
            ["examples", 1, "label"],
            7,
            "$.examples[1].label: found 7; accepted: a whole number from 0 to 1",
        ),
        (
            ["penalty", "kind"],
            "ridge",
            '$.penalty.kind: found "ridge"; accepted: one of none, l1, l2, elastic_net',
        ),
        (
            ["weights", 1],
            [1, 2],
            "$.weights[1]: found […] (2); accepted: a list of 3 entries",
        ),
        (
            ["loss", "margin"],
            -1,
            "$.loss.margin: found -1; accepted: a number above 0, at most 1e+06",
        ),
    ],
)
def test_a_complaint_reads_as_one_line(steps, value, line):
    assert str(refused(changed(LINEAR, *steps, value=value))) == line


@pytest.mark.parametrize(
    ("steps", "path"),
    [
        (["title"], "$.title"),
        (["title", "ko"], "$.title.ko"),
        (["classes", 1], "$.classes[1]"),
        (["classes", 1, "en"], "$.classes[1].en"),
        (["examples", 1, "name"], "$.examples[1].name"),
        (["feature_names", 2], "$.feature_names[2]"),
    ],
)
def test_a_name_has_two_hundred_letters_at_most(steps, path):
    document = LINEAR | {"feature_names": ["a", "b", "c"]}
    assert load_bytes(changed(document, *steps, value="가" * MAX_NAME))
    error = refused(changed(document, *steps, value="가" * (MAX_NAME + 1)))
    assert (error.path, error.found) == (path, '"' + "가" * 38 + "…")
    assert "a text of 1 to 200 characters" in str(error)


def test_a_complaint_stays_short_whatever_a_field_is_called():
    error = refused(changed(LINEAR, "x" * 20_000, value=1))
    assert error.path == "$." + "x" * 117 + "…"
    assert len(str(error)) < 400


def test_scores_too_large_to_square_are_refused():
    document = changed(TABLE, "examples", 0, "scores", 1, value=1e151)
    assert load_bytes(document).source.scores[0, 1] == 1e151
    squared = json.loads(document) | {"loss": {"squared": True}}
    error = refused(encoded(squared))
    assert error.path == "$.examples[0].scores[1]"
    assert error.params["high"] == 1e150


@pytest.mark.parametrize("number", ["1e999", "-1e999"])
def test_a_number_beyond_float64_is_refused_at_its_place(number):
    data = encoded(LINEAR).replace(b"[7, 8]", f"[7, {number}]".encode())
    error = refused(data)
    assert (error.path, error.found) == ("$.biases[1]", number)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"not json",
        b'{"format": nul}',
        encoded(TABLE) + b"x",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"format": ' + b"[" * 100_000,
        encoded(TABLE).replace(b"Table", b"\xff"),
        encoded(TABLE).replace(b"Table", rb"\ud800"),
    ],
    ids=["empty", "cut", "words", "null", "more", "UTF-16", "deep", "deep field", "byte", "half"],
)
def test_what_is_no_json_is_refused_as_a_whole(data):
    error = refused(data)
    assert (error.path, error.accepted) == ("$", "json")
    assert error.found in FOUND


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b" ", "the file is empty"),
        (b'{"format":\n "', "the file ends in the middle, at line 2"),
        ('{"format":\n "가", x'.encode(), "the file is not JSON at line 2, column 7"),
        (b'{"format":\n ?}', "the file is not JSON at line 2, column 2"),
        (b'{"format":\n "\xff"}', "line 2 is not UTF-8"),
        (b'{"format": ' + b"[" * 100_000, "the file is too deeply nested"),
        (rb'{"format": "\ud800"}', r"a \u in the file stands for no character"),
    ],
    ids=["empty", "cut", "words", "mark", "byte", "deep", "half"],
)
def test_what_is_no_json_is_told_with_the_place(data, words):
    assert str(refused(data)) == f"$: {words}; accepted: a JSON document in UTF-8 (RFC 8259)"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize(
    ("steps", "path", "accepted"),
    [
        (["examples", 1, "features", 2], "$.examples[1].features[2]", "number"),
        (["examples", 0, "label"], "$.examples[0].label", "integer"),
        (["weights", 0, 1], "$.weights[0][1]", "number"),
        (["biases", 0], "$.biases[0]", "number"),
        (["penalty", "strength"], "$.penalty.strength", "number"),
        (["title"], "$.title", "text"),
    ],
)
def test_what_json_has_no_number_for_is_refused_at_its_field(number, steps, path, accepted):
    error = refused(changed(LINEAR, *steps, value="HERE").replace(b'"HERE"', number.encode()))
    assert (error.path, error.found, error.accepted) == (path, number, accepted)


def test_a_number_of_a_great_many_digits_is_told_like_any_other():
    error = refused(encoded(TABLE).replace(b'"version": 1', b'"version": ' + b"9" * 5000))
    assert (error.path, error.found) == ("$.version", "9" * 39 + "…")


@pytest.mark.parametrize("data", [b"[]", b"5", b"null", b'"text"'])
def test_what_is_no_object_is_refused_as_a_whole(data):
    error = refused(data)
    assert (error.path, error.accepted) == ("$", "object")
    assert error.found == data.decode()


@given(st.data())
@settings(max_examples=60)
def test_no_damage_to_a_file_gets_past_as_another_error(data):
    content = bytearray(encoded(LINEAR))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ScenarioError):
        assert load_bytes(bytes(content)).class_count == 2


# Files


def test_a_missing_file_and_a_folder_cannot_be_read(tmp_path):
    for path, words in (
        (tmp_path / "none.json", "there is no such file"),
        (tmp_path / "a\0b.json", "there is no such file"),
        (tmp_path, "this is a folder"),
    ):
        with pytest.raises(ScenarioError) as caught:
            load_path(path)
        assert str(caught.value) == f"$: {words}; accepted: a file that can be read"


def test_a_file_beyond_the_size_limit_is_refused(tmp_path, monkeypatch):
    content = encoded(TABLE)
    path = tmp_path / "table.json"
    path.write_bytes(content)
    monkeypatch.setattr(scenario, "MAX_BYTES", len(content))
    assert load_path(path) == load_bytes(content)
    monkeypatch.setattr(scenario, "MAX_BYTES", len(content) - 1)
    with pytest.raises(ScenarioError) as caught:
        load_path(path)
    assert (caught.value.path, caught.value.accepted) == ("$", "size")
    assert (
        str(caught.value)
        == "$: the file is larger than 512 MiB; accepted: a file of at most 512 MiB"
    )


def test_a_saved_file_loads_again(tmp_path):
    path = tmp_path / "saved.json"
    for document in (LINEAR, TABLE):
        state = load_bytes(encoded(document))
        save_path(state, path)
        assert load_path(path) == state
        assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_save_that_fails_leaves_the_old_file(tmp_path, monkeypatch, failing):
    path = tmp_path / "saved.json"
    save_path(load_bytes(encoded(TABLE)), path)
    old = path.read_bytes()

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(*{"fsync": (os, "fsync"), "replace": (Path, "replace")}[failing], fail)
    with pytest.raises(OSError, match="disk full"):
        save_path(load_bytes(encoded(LINEAR)), path)
    assert path.read_bytes() == old
    assert list(tmp_path.iterdir()) == [path]


def test_a_save_into_a_missing_folder_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        save_path(load_bytes(encoded(TABLE)), tmp_path / "none" / "saved.json")


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions and links")
def test_saving_keeps_permissions_and_links(tmp_path):
    path, link = tmp_path / "saved.json", tmp_path / "link.json"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    save_path(load_bytes(encoded(TABLE)), link)
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert load_path(path) == load_bytes(encoded(TABLE))


# Writing


def test_a_file_has_one_line_for_each_example_and_row_of_weights():
    lines = dump_bytes(load_bytes(encoded(LINEAR))).decode().splitlines()
    assert '    {"name": "two", "label": 1, "features": [4.0, 5.0, 6.0]}' in lines
    assert "    [1.0, 2.0, 3.0]," in lines
    assert '  "title": {"en": "Cat, car", "ko": "고양이, 자동차"},' in lines


# Built in


def test_the_built_in_scenarios_come_in_order_with_the_blank_ones_first():
    assert [entry.key for entry in builtin()] == [
        "blank-scores",
        "blank-features",
        "blank-plane",
        DEFAULT_KEY,
        "wide-margin",
        "same-svm-loss",
        "initialization",
        "big-scores",
        "weaker-weights",
        "l2-or-l1",
        "pixels",
        "cat-dog-ship",
        "twice-the-weights",
        "a-weight-goes-to-zero",
        "digits",
        "digits-held-out",
        "iris-petals",
        "iris-halves",
    ]


@pytest.mark.parametrize("entry", builtin(), ids=lambda entry: entry.key)
def test_a_built_in_scenario_is_named_in_both_languages_and_round_trips(entry):
    state = entry.load()
    assert state.title == entry.title
    assert load_bytes(dump_bytes(state)) == state
    for text in (state.title, *state.classes, *state.examples):
        # A numeral is the same in both.
        assert text in {"w₁", "w₂"} or text.isdecimal() if isinstance(text, str) else len(text) == 2


SHOWN = {
    "wide-margin": ("scores", {}),
    "same-svm-loss": ("batch", {"batch": "carriers"}),
    "l2-or-l1": ("weights", {"weights": "comparison"}),
    "cat-dog-ship": ("weights", {"weights": "tug"}),
    "a-weight-goes-to-zero": ("weights", {"weights": "tug"}),
    "digits": ("batch", {"batch": "accuracy"}),
    "digits-held-out": ("batch", {"batch": "accuracy"}),
    "iris-petals": ("fit", {"fit": "walk"}),
    "blank-plane": ("fit", {"fit": "walk"}),
    "iris-halves": ("batch", {"batch": "accuracy"}),
}


def test_every_built_in_scenario_says_the_page_and_the_card_that_show_its_point():
    found = {entry.key: entry.load().view for entry in builtin()}
    assert None not in {view.page for view in found.values()}
    for view in found.values():
        assert set(view.cards) == ({view.page} if CARDS[view.page] else set())
    assert {key: (found[key].page, found[key].cards) for key in SHOWN} == SHOWN


def test_a_file_whose_saving_is_given_up_stays_as_it_was(tmp_path):
    path = tmp_path / "mine.json"
    path.write_text("before", "utf-8")
    save_path(next(iter(builtin())).load(), path, lambda: True)
    assert path.read_text("utf-8") == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["mine.json"]
