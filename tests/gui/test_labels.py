"""Every edit and every refusal has words, in every language."""

import ast
import re
import string
from pathlib import Path

import numpy as np
import pytest

import core
from core import edits
from core.edits import Label
from core.errors import FOUND, EditError, ScenarioError
from core.scenario.files import load_bytes
from gui.words.labels import edit_text, error_text, place_text, scenario_error_text
from gui.words.translation import LANGUAGES, catalogue, set_language
from tests.gui.window_hand import scenario

MADE = {
    "set_score": edits.set_score(0, 1, 4.0),
    "set_label": edits.set_label(0, 1),
    "rename_class": edits.rename_class(0, "lion"),
    "rename_example": edits.rename_example(0, "photo"),
    "add_class": edits.add_class("dog"),
    "remove_class": edits.remove_class(0),
    "move_class": edits.move_class(0, 1),
    "add_example": edits.add_example("fresh"),
    "duplicate_examples": edits.duplicate_examples([0], ["copy"]),
    "remove_examples": edits.remove_examples([0]),
    "move_example": edits.move_example(0, 1),
    "choose_loss": edits.choose_loss("hinge"),
    "set_margin": edits.set_margin(2.0),
    "set_loss_switch": edits.set_loss_switch("squared", True),
    "choose_penalty": edits.choose_penalty("l1"),
    "set_strength": edits.set_strength(0.5),
    "set_l1_share": edits.set_l1_share(0.2),
    "set_half": edits.set_half(True),
    "choose_example": edits.choose_example(1),
    "choose_score": edits.choose_score(1),
    "compare_losses": edits.compare_losses(False),
    "compare_with": edits.compare_with("hinge"),
    "show_gradient": edits.show_gradient(True),
    "load": edits.load(scenario()),
    "switch include": edits.set_loss_switch("include_correct_class", True),
    "choose_divisor": edits.choose_divisor("all"),
    "hold_out": edits.hold_out([0], on=True),
    "put_back": edits.hold_out([0], on=False),
    "split": edits.split(0.5, 1),
    "standardize": edits.standardize(),
    "scale_all": edits.scale_all(2.0),
    "set_step_size": edits.set_step_size(0.2),
    "choose_axis": edits.choose_axis(0, 1),
    "move_point": edits.move_point(0, 1.0, 2.0),
    "add_point": edits.add_point("new", 0, 1.0, 2.0),
    "set_model": edits.set_model("take_best", np.zeros((3, 4)), np.zeros(3)),
    "switch sum": edits.set_loss_switch("sum_over_examples", True),
}
"""One edit of each factory of `core.edits`, by the factory's name."""

REFUSED = {
    "out_of_range": [edits.set_score(0, 0, 1e301), edits.set_margin(0.0), edits.set_strength(-1.0)],
    "no_such_class": [edits.set_score(0, 99, 0.0), edits.choose_score(99)],
    "no_such_example": [edits.choose_example(99)],
    "unknown_choice": [edits.choose_loss("hinges"), edits.choose_penalty("l3")],
    "empty_name": [edits.add_class("  "), edits.rename_example(0, "")],
    "name_too_long": [edits.add_class("x" * 201)],
}


@pytest.fixture(params=list(LANGUAGES))
def language(request):
    set_language(request.param)
    return request.param


SOURCES = sorted(Path(core.__file__).parent.rglob("*.py"))


def calls(*names):
    """Calls of these functions in core's sources that begin with a key: (pattern of it, call)."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in names:
                continue
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant):
                yield re.escape(first.value), node
            elif isinstance(first, ast.JoinedStr):
                texts = [
                    part.value if isinstance(part, ast.Constant) else None for part in first.values
                ]
                yield (
                    "".join("[a-z0-9_]+" if one is None else re.escape(one) for one in texts),
                    node,
                )


def worded(prefix, pattern):
    """The keys of the catalogue that a pattern of a key may mean."""
    whole = re.compile(re.escape(prefix) + pattern)
    return [key for key in catalogue("en") if whole.fullmatch(key)]


def test_every_edit_that_core_makes_has_a_key_in_the_catalogue():
    patterns = {
        pattern for pattern, _ in calls("edit", "_edit", "penalty_edit", "_penalty_edit", "Label")
    }
    assert len(patterns) >= 20
    # A document falls back to "edit" for a change without a label, and every change has one.
    patterns.discard("edit")
    assert [pattern for pattern in patterns if not worded("edit.", pattern)] == []


def test_every_refusal_that_core_raises_has_a_key_in_the_catalogue_and_fills_its_places():
    found = list(calls("EditError"))
    assert len(found) >= 10
    for pattern, call in found:
        keys = worded("refused.", pattern)
        assert keys, pattern
        given = set()
        if len(call.args) > 1 and isinstance(call.args[1], ast.Dict):
            given = {key.value for key in call.args[1].keys}
        for key in keys:
            places = {name for _, name, _, _ in string.Formatter().parse(catalogue("en")[key])}
            assert places - {None} <= given, key


@pytest.mark.parametrize("name", MADE)
def test_every_edit_has_words(language, name):
    text = edit_text(MADE[name].label, scenario())
    assert text.strip() == text != ""
    assert "{" not in text
    # Key and code words would show as snake_case.
    assert "_" not in text


def test_no_edit_has_no_words(language):
    assert edit_text(None, scenario()) == ""


def test_an_edit_names_the_class_it_changed():
    assert edit_text(edits.set_score(0, 1, 4.0).label, scenario()) == "change the score of car"
    assert edit_text(edits.set_label(0, 2).label, scenario()) == "make frog the correct class"
    set_language("ko")
    assert edit_text(edits.set_score(0, 1, 4.0).label, scenario()) == "자동차 점수 변경"


def test_a_class_that_is_gone_leaves_the_words_standing():
    text = edit_text(edits.set_score(0, 99, 4.0).label, scenario())
    assert text == "change the score of"


def test_a_reset_has_words(language):
    assert edit_text(Label("reset"), scenario())


def errors():
    """One of every reason for which an edit can be refused."""
    for key, refused in REFUSED.items():
        for edit in refused:
            with pytest.raises(EditError) as caught:
                edit.apply(scenario())
            assert caught.value.key == key
            yield caught.value
    two = edits.remove_class(0).apply(scenario())
    with pytest.raises(EditError) as caught:
        edits.remove_class(0).apply(two)
    assert caught.value.key == "too_few_classes"
    yield caught.value
    one = edits.remove_examples([0, 1]).apply(scenario())
    with pytest.raises(EditError) as caught:
        edits.remove_examples([0]).apply(one)
    assert caught.value.key == "too_few_examples"
    yield caught.value
    with pytest.raises(EditError) as caught:
        edits.set_strength(1.0).apply(scenario("wide-margin"))
    assert caught.value.key == "no_weights"
    yield caught.value
    # These take documents too large to build here.
    yield EditError("too_many_classes", {"maximum": 1000})
    yield EditError("too_many_examples", {"maximum": 1_000_000})
    yield EditError("shape", {"name": "weights", "found": (1, 2), "expected": (3, 4)})


def test_refusals_are_told_in_whole_words(language):
    keys = set()
    for error in errors():
        text = error_text(error)
        assert text
        assert "{" not in text
        keys.add(error.key)
    assert len(keys) == 12


def test_a_number_out_of_range_is_told_with_what_is_accepted():
    with pytest.raises(EditError) as caught:
        edits.set_strength(-1.5).apply(scenario())
    text = error_text(caught.value)
    assert text == "−1.5 is out of range. Accepted: 0 to 10¹²"


def refused(text):
    with pytest.raises(ScenarioError) as caught:
        load_bytes(text.encode())
    return caught.value


WHOLE = """{"format": "losslab-scenario", "version": 1, "title": "t", "classes": ["a", "b"],
"examples": [{"name": "e", "label": 0, "scores": [1, 2]}]%s}"""


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("nonsense", "$"),
        ('{"format": "other"}', "$"),
        (WHOLE % ', "loss": {"margin": 0}', "$.loss.margin"),
        (WHOLE % ', "loss": {"squared": 1}', "$.loss.squared"),
        (WHOLE % ', "loss": {"active": "hinges"}', "$.loss.active"),
        (WHOLE % ', "weights": [[1], [2]]', "$.examples[0].scores"),
        (WHOLE % ', "view": {"example": 7}', "$.view.example"),
        (WHOLE % ', "speed": 7', "$.speed"),
        (WHOLE.replace("[1, 2]", "[1, 2, 3]") % "", "$.examples[0].scores"),
        (WHOLE.replace("[1, 2]", "[1, 1e999]") % "", "$.examples[0].scores[1]"),
        (WHOLE.replace('["a", "b"]', '["a"]') % "", "$.classes"),
        (WHOLE.replace('"t"', "7") % "", "$.title"),
        (WHOLE.replace('"t"', '{"ko": " "}') % "", "$.title.ko"),
    ],
)
def test_a_bad_file_is_told_with_its_path_what_was_found_and_what_is_accepted(language, text, path):
    error = refused(text)
    told = scenario_error_text(error)
    assert error.path.startswith(path)
    places = [f"{place_text(error.path)}: "] if place_text(error.path) else ["The file: ", "파일: "]
    assert told.startswith(tuple(places))
    assert error.found in FOUND or error.found in told
    assert "{" not in told.replace(error.found, "")


PLACES = {
    "$.examples[0].label": ("example 1, label", "예제 1, 정답 클래스"),
    "$.examples[1999].scores[1]": ("example 2,000, score 2", "예제 2,000, 2번째 점수"),
    "$.labels[3]": ("example 4, label", "예제 4, 정답 클래스"),
    "$.names[1].ko": ("example 2, name, ko", "예제 2, 이름, ko"),
    "$.weights[1][0]": ("row 2 of the weights, column 1", "가중치 2번째 행, 1번째 열"),
    "$.classes[2]": ("name of class 3", "클래스 이름 3번째"),
    "$.loss.margin": ("loss, margin Δ", "손실, 마진 Δ"),
    "$.view.example": ("view, chosen example", "화면, 선택한 예제"),
    '$.examples[0]["a b"]': ('example 1, "a b"', '예제 1, "a b"'),
    "$.zoom": ("zoom", "zoom"),
}


@pytest.mark.parametrize("path", PLACES)
def test_a_place_in_a_file_is_said_in_words_and_counted_from_1(path):
    for code, said in zip(("en", "ko"), PLACES[path], strict=True):
        set_language(code)
        assert place_text(path) == said


_NAMES = {"UTF", "JSON", "MiB", "u", "Loss", "Lab", "NPY", "NumPy", "NPZ", "XLSX", "ZIP", "CSV"}
_NAMES |= {"losslab", "FILE"}


@pytest.mark.parametrize("found", FOUND)
def test_what_is_wrong_is_told_in_the_language_in_force(found):
    params = dict.fromkeys(("number", "line", "column", "maximum_mib", "version", "columns"), 2)
    error = ScenarioError("$", found, "json", params)
    assert scenario_error_text(error) == "The file" + str(error)[1:].replace(" (RFC 8259)", "")
    set_language("ko")
    told = scenario_error_text(error)
    assert set(re.findall("[A-Za-z]+", told)) <= _NAMES | {"W", "x"}


def test_a_value_of_the_file_is_told_as_it_stands_there():
    set_language("ko")
    told = scenario_error_text(refused(WHOLE % ', "loss": {"margin": 1e400}'))
    assert told == "손실, 마진 Δ: 값이 1e400입니다. 허용: 0보다 크고 1e+06 이하인 수"


def test_the_good_file_among_the_bad_ones_is_good():
    assert np.array_equal(load_bytes((WHOLE % "").encode()).source.scores, [[1.0, 2.0]])
