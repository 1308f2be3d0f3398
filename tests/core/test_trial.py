"""Data tried in one way or another: what a person may say about them, and what they go into."""

import math

import numpy as np
import pytest

from core.errors import ScenarioError
from core.evaluation import evaluate
from core.importing import DataError, Guesses, Part, read_text
from core.importing.bundle import Bundle, Form
from core.importing.trial import Present, tried
from core.numbers_out import example_table, npz
from core.scenario.files import DEFAULT_KEY, builtin
from core.text import localize

NAMES = ("cat", "car", "frog")


THERE = Present(next(item for item in builtin() if item.key == DEFAULT_KEY).load(), NAMES)
"""The document that comes with the program: three classes, four features, three examples."""


def tables(text, **form):
    return Bundle(text=text).read(Form(**form), lambda: None)


def of(text, keep=False, **guesses):
    return tried(tables(text), "T", Guesses(**guesses), THERE, keep=keep)


def said(trial):
    return [phrase.key for phrase in trial.said]


# -- what a column holds --------------------------------------------------------------------------


def test_a_column_may_be_said_to_be_the_label_a_name_or_nothing():
    text = "a,b,c,d\n1,2,0,5\n3,4,1,6\n5,7,2,8\n"
    assert of(text).error.key == "no_labels"
    trial = of(text, columns=((0, "name"), (2, "label"), (3, "out")), numbers="features")
    assert (trial.columns.name, trial.columns.label, trial.columns.numbers) == (0, 2, (1,))
    assert trial.state.examples == ("1", "3", "5")
    assert trial.state.feature_names == ("b",)
    assert trial.state.labels.tolist() == [0, 1, 2]


def test_a_column_of_words_may_be_said_to_hold_numbers_and_its_words_are_told():
    trial = of("a,b,c\nx,1,u\ny,2,v\n", columns=((0, "number"),), numbers="features")
    assert [(bad.line, bad.column, bad.found) for bad in trial.bad] == [
        (2, "a", "x"),
        (3, "a", "y"),
    ]


def test_what_was_said_of_a_wider_table_says_nothing_of_one_in_its_place():
    guesses = Guesses(columns=((3, "label"), (4, "name"), (9, "out")))
    trial = tried(read_text("x,z,label\n1,2,a\n3,4,b\n"), "T", guesses)
    assert trial.state.classes == ("a", "b")
    assert trial.state.feature_count == 2


def test_where_there_is_no_label_the_columns_are_known_all_the_same():
    trial = of("1.5 2\n3 4.5\n")
    assert trial.error.key == "no_labels"
    assert trial.columns.numbers == (0, 1)
    assert trial.table.cell(1, 1) == "4.5"


def test_rows_that_cannot_be_read_are_left_out_and_named():
    trial = of("a,b,label\n1,2,a\n1,n/a,b\n3,4,b\n")
    assert trial.state.example_count == 2
    assert trial.rows.tolist() == [0, 2]
    assert [(bad.line, bad.column) for bad in trial.bad] == [(3, "b")]


def test_a_bad_label_in_a_file_of_its_own_takes_its_own_example_along():
    scores = Part(read_text("[[1, 2], [3, 4], [5, 6]]")[0].table, "scores")
    labels = Part(read_text("label\n0\n7\n1\n")[0].table, "labels")
    trial = tried([scores, labels], "T", Guesses())
    assert trial.state.source.scores.tolist() == [[1, 2], [5, 6]]


# -- probabilities --------------------------------------------------------------------------------


def test_a_row_of_labels_that_has_no_label_moves_none_to_another_example():
    examples = read_text("1,2\n3\n5,6\n7,8\n")
    labels = read_text("0\n1\n1\n0,1\n")
    parts = [Part(examples[0].table, "features"), Part(labels[0].table, "labels")]
    trial = tried(parts, "T", Guesses())
    assert trial.state is None
    assert (trial.error.key, trial.error.params["line"]) == ("bad_cells", 4)


def test_one_probability_stands_for_two_classes():
    trial = of("0.7\n0.2\n", values="p", all_of_class="1")
    expected = [[math.log(0.3), math.log(0.7)], [math.log(0.8), math.log(0.2)]]
    assert np.allclose(trial.state.source.scores, expected, rtol=1e-15)
    logs = of(f"{math.log(0.7)!r}\n{math.log(0.2)!r}\n", values="ln_p", all_of_class="1")
    assert np.allclose(logs.state.source.scores, expected, rtol=1e-14)


def test_logarithms_of_probabilities_are_scores_as_they_are_and_never_above_0():
    text = "a,b,label\n-0.5,-0.9,a\n-1,-0.4,b\n"
    trial = of(text, values="ln_p")
    assert trial.state.source.scores.tolist() == [[-0.5, -0.9], [-1, -0.4]]
    assert "log_probabilities" in said(trial)
    assert of(text.replace("-0.4", "0.4"), values="ln_p").error.key == "no_log_probabilities"


def test_the_decimal_sign_may_be_said():
    commas = "a;b;label\n1,000;2;x\n3,000;4;y\n"  # which could be thousands as well
    table = tables(commas, decimal=",")[0].table
    assert table.values[:, 0].tolist() == [1, 3]
    points = tables("a;b\n1.5;2\n3,5;4\n", decimal=".")[0].table
    assert points.values[0, 0] == 1.5
    assert points.words[0][1] == "3,5"


# -- into the document that is there --------------------------------------------------------------


def test_examples_are_replaced_and_w_b_and_all_names_stay():
    trial = of("a,b,c,d,label\n1,2,3,4,frog\n5,6,7,8,cat\n", keep=True)
    before, after = THERE.state, trial.state
    assert after.labels.tolist() == [2, 0]
    assert after.source.features.tolist() == [[1, 2, 3, 4], [5, 6, 7, 8]]
    assert after.source.weights is before.source.weights
    assert (after.classes, after.feature_names) == (before.classes, before.feature_names)
    assert (after.title, after.penalty) == (before.title, before.penalty)
    assert not set(after.identities.tolist()) & set(before.identities.tolist())
    assert "weights_zero" not in said(trial)


def test_labels_without_the_last_class_are_asked_about_by_the_classes_that_stay():
    trial = of("1,2,3,4.5,1\n5,6,7,8,2\n", keep=True, label_column="5")
    assert [doubt.key for doubt in trial.doubts] == ["labels_from"]


@pytest.mark.parametrize(
    ("text", "key", "told"),
    [
        ("a,b,c,label\n1,2,3,cat\n5,6,7,car\n", "kept_features", {"found": 3, "expected": 4}),
        ("a,b,c,d,label\n1,2,3,4,cat\n5,6,7,8,dog\n", "bad_label", {"accepted": "cat, car, frog"}),
    ],
)
def test_examples_that_do_not_fit_what_stays_say_what_would(text, key, told):
    error = of(text, keep=True).error
    assert error.key == key
    assert error.params.items() >= told.items()


def test_w_is_replaced_and_the_examples_stay():
    trial = of("1 2 3 4\n5 6 7 8\n9 10 11 12\n", numbers="weights")
    assert trial.kind == "weights"
    assert trial.state.source.weights.tolist() == [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]
    assert trial.state.source.features is THERE.state.source.features
    assert "biases_kept" in said(trial)


def test_w_with_a_column_for_each_class_is_turned():
    trial = of("1 5 9\n2 6 10\n3 7 11\n4 8 12\n", numbers="weights")
    assert trial.state.source.weights.tolist() == [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]


def test_w_as_the_program_saves_it_goes_in_by_the_names_of_the_classes():
    rows = ["class,x1,x2,x3,x4,b", "frog,9,10,11,12,3", "cat,1,2,3,4,1", "car,5,6,7,8,2"]
    trial = of("\n".join(rows), numbers="weights")
    assert trial.state.source.weights.tolist() == [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]
    assert trial.state.source.biases.tolist() == [1, 2, 3]
    assert not trial.doubts


def test_w_of_another_shape_says_which_fits():
    trial = of("1 2\n3 4\n", numbers="weights")
    assert trial.error.key == "weights_shape"
    assert (trial.error.params["count"], trial.error.params["features"]) == (3, 4)


def test_biases_alone_go_in_as_well():
    part = Part(read_text("[1, 2, 3]")[0].table, "biases")
    trial = tried([part], "T", Guesses(), THERE)
    assert trial.state.source.biases.tolist() == [1, 2, 3]


# -- what the program gives to others -------------------------------------------------------------


def test_the_table_that_the_program_saves_comes_back_as_its_scores():
    evaluation = evaluate(THERE.state)
    trial = of("".join(example_table(evaluation, lambda name: localize(name, "en"))))
    assert trial.state.classes == NAMES
    assert trial.state.examples == ("cat photo", "car photo", "frog photo")
    assert trial.state.labels.tolist() == [0, 1, 2]
    assert trial.state.source.scores.tolist() == evaluation.scores.tolist()
    assert "numbers_left_out" in said(trial)
    assert not trial.doubts


def test_the_arrays_that_the_program_saves_come_back_as_the_document(tmp_path):
    (tmp_path / "all.npz").write_bytes(npz(evaluate(THERE.state)))
    parts = Bundle((tmp_path / "all.npz",)).read(Form(), lambda: None)
    trial = tried(parts, "T", Guesses())
    source, found = THERE.state.source, trial.state.source
    assert found.features.tolist() == source.features.tolist()
    assert found.weights.tolist() == source.weights.tolist()
    assert trial.state.labels.tolist() == [0, 1, 2]
    assert {"scores_left_out", "tables_left_out"} <= set(said(trial))


def test_a_table_may_be_left_out():
    scores = Part(read_text("[[1, 2], [3, 4]]")[0].table, "scores")
    labels = Part(read_text("[0, 1]")[0].table, "labels")
    other = Part(read_text("[[9, 9], [9, 9]]")[0].table, "out")
    assert tried([scores, labels, other], "T", Guesses()).state.labels.tolist() == [0, 1]


# -- several files --------------------------------------------------------------------------------


def test_files_say_by_the_last_word_of_their_names_what_they_hold(tmp_path):
    np.save(tmp_path / "digits_X.npy", [[1.0, 2.0], [3.0, 4.0]])
    np.save(tmp_path / "digits-y.npy", [0, 1])
    paths = (tmp_path / "digits_X.npy", tmp_path / "digits-y.npy")
    parts = Bundle(paths).read(Form(), lambda: None)
    assert [(part.name, part.role) for part in parts] == [
        ("digits_X", "features"),
        ("digits-y", "labels"),
    ]
    assert tried(parts, "T", Guesses()).state.has_weights
    assert Bundle(paths).title == "digits"
    assert Bundle((tmp_path / "X_train.npy", tmp_path / "X_test.npy")).title == "X"
    assert Bundle((tmp_path / "X.npy", tmp_path / "y.npy")).title == "X"


def test_a_file_that_is_gone_has_no_size(tmp_path):
    np.save(tmp_path / "y.npy", [0, 1])
    size = (tmp_path / "y.npy").stat().st_size
    assert Bundle((tmp_path / "X.npy", tmp_path / "y.npy")).size == size


def test_of_several_files_the_one_that_cannot_be_read_is_named(tmp_path):
    np.save(tmp_path / "X.npy", [[1.0, 2.0]])
    (tmp_path / "y.csv").write_bytes(b"a,b\n1,\x00\n")
    with pytest.raises(DataError) as caught:
        Bundle((tmp_path / "X.npy", tmp_path / "y.csv")).read(Form(), lambda: None)
    assert caught.value.params["file"] == "y.csv"
    with pytest.raises(ScenarioError):
        Bundle((tmp_path,)).read(Form(), lambda: None)
