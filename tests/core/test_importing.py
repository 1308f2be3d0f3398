"""Data as people had them in public: the right numbers, or the right refusal."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from core.errors import ScenarioError
from core.evaluation import evaluate
from core.importing import DataError, Given, Guesses, Part, Table, read_files, read_text, understand
from core.importing.files import is_data, is_data_file, offer_for
from core.importing.mending import mended
from core.report import report
from core.scenario.files import load_bytes

ZOO = Path(__file__).parent / "data" / "zoo.csv"
CAT_CAR_FROG = "cat,car,frog,label\n3.2,5.1,-1.7,cat\n1.3,4.9,2.0,car\n2.2,2.5,-3.1,frog\n"
# By hand: −ln softmax of 3.2, 5.1, −1.7 at the first, of 1.3, 4.9, 2.0 at the second and so on.
CAT_CAR_FROG_MEAN = 2.7586547109
FOUR = [[4, 5, 1], [-1, -2, -3], [0.1, 0.2, 0.3], [-1, 17, 1]]
FOUR_MEAN = 0.684027895


def brought(text, labelled=None, role="", **guesses):
    parts = read_text(text)
    if role:
        parts = [Part(parts[0].table, role)]
    if labelled is not None:
        parts.append(Part(read_text(labelled)[0].table, "labels"))
    return understand(parts, "T", Guesses(**guesses))


def mean(reading, loss="softmax"):
    return report(evaluate(reading.state))[loss]["mean"]


def refused(text, labelled=None, role="", **guesses):
    with pytest.raises(DataError) as caught:
        brought(text, labelled, role, **guesses)
    return caught.value


def doubts(reading):
    return {doubt.key for doubt in reading.doubts}


def said(reading):
    return {phrase.key for phrase in reading.said}


# -- scores ---------------------------------------------------------------------------------------

LISTS = {
    "json": "[[3.2,5.1,-1.7],[1.3,4.9,2.0],[2.2,2.5,-3.1]]",
    "numpy": "array([[ 3.2,  5.1, -1.7],\n       [ 1.3,  4.9,  2. ],\n       [ 2.2,  2.5, -3.1]])",
    "print": "[[ 3.2  5.1 -1.7]\n [ 1.3  4.9  2. ]\n [ 2.2  2.5 -3.1]]",
    "torch": "tensor([[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]], device='cuda:0')",
    "python": "scores = [(3.2, 5.1, -1.7), (1.3, 4.9, 2.0), (2.2, 2.5, -3.1)]",
    "spaces": "3.2 5.1 -1.7\n1.3 4.9 2.0\n2.2 2.5 -3.1",
    "spreadsheet": "3,2\t5,1\t−1,7\r\n1,3\t4,9\t2\r\n2,2\t2,5\t−3,1\r\n",
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_a_printed_list_with_labels_of_its_own_has_the_textbook_loss(text):
    assert mean(brought(text, "[0, 1, 2]", "scores")) == pytest.approx(CAT_CAR_FROG_MEAN)


TABLES = {
    "csv": CAT_CAR_FROG,
    "semicolons": CAT_CAR_FROG.replace(",", ";").replace(".", ","),
    "tabs": CAT_CAR_FROG.replace(",", "\t"),
    "markdown": "| cat | car | frog | label |\n|---|---:|:-:|---|\n"
    + "\n".join(f"| {line.replace(',', ' | ')} |" for line in CAT_CAR_FROG.splitlines()[1:]),
    "comments": '# made by hand, "once\n#,,\n' + CAT_CAR_FROG,
    "quotes": CAT_CAR_FROG.replace("cat", '"cat"'),
    "records": '[{"cat":3.2,"car":5.1,"frog":-1.7,"label":"cat"},'
    '{"cat":1.3,"car":4.9,"frog":2.0,"label":"car"},'
    '{"cat":2.2,"car":2.5,"frog":-3.1,"label":"frog"}]',
    "label first": "label,cat,car,frog\ncat,3.2,5.1,-1.7\ncar,1.3,4.9,2\nfrog,2.2,2.5,-3.1\n",
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_a_table_whose_headings_are_the_labels_words_is_scores(text):
    reading = brought(text)
    assert reading.state.classes == ("cat", "car", "frog")
    assert not reading.state.has_weights
    assert not reading.doubts
    assert mean(reading) == pytest.approx(CAT_CAR_FROG_MEAN)


LABELS = {
    "from 0": ("0 0 2 1", "labels_from_0"),
    "from 1": ("1\n1\n3\n2", "labels_from_1"),
    "floats": "0.0,0.0,2.0,1.0",
    "one-hot": ("[[1,0,0],[1,0,0],[0,0,1],[0,1,0]]", "one_hot"),
}


@pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS)
def test_labels_from_0_from_1_and_one_hot_mean_the_same(labels):
    text, key = labels if isinstance(labels, tuple) else (labels, "labels_from_0")
    reading = brought(json.dumps(FOUR), text, "scores")
    assert key in said(reading)
    assert mean(reading) == pytest.approx(FOUR_MEAN)


def test_labels_without_the_last_class_can_be_read_in_two_ways():
    reading = brought(json.dumps(FOUR), "1 1 2 2", "scores")
    assert doubts(reading) == {"labels_from"}
    assert mean(reading) == pytest.approx(4.684027895)
    settled = brought(json.dumps(FOUR), "1 1 2 2", "scores", labels="from_1")
    assert not settled.doubts
    assert mean(settled) == pytest.approx(4.684027895 - 3.975, abs=1e-6)  # 0.709


def test_a_single_label_is_no_reason_to_ask_from_where_labels_count():
    assert doubts(brought("3.2 5.1 -1.7", "1", "scores")) == set()


def test_examples_in_columns_are_turned():
    columns = np.transpose(FOUR).tolist()
    reading = brought(json.dumps(columns), "0 0 2 1", "scores")
    assert "turned" in said(reading)
    assert mean(reading) == pytest.approx(FOUR_MEAN)


def test_a_masked_class_gets_a_score_that_weighs_nothing():
    reading = brought("-inf 0 0", "1", "scores")
    assert "masked" in said(reading)
    assert reading.state.source.scores[0, 0] == -1e9
    assert mean(reading) == pytest.approx(math.log(2))


def test_probabilities_are_scores_until_someone_says_so():
    text = "bam,ham,spam,label\n.7,.2,.1,bam\n.1,.8,.1,ham\n"
    assert doubts(brought(text)) == {"probabilities"}
    reading = brought(text, values="p")
    per_example = report(evaluate(reading.state))["softmax"]["per_example"]
    assert per_example == pytest.approx([0.3566749, 0.2231436])
    assert not reading.doubts


def test_one_column_of_decisions_becomes_the_score_of_the_second_of_two_classes():
    reading = brought("decision,label\n-2.2,-1\n2.4,1\n0.1,1\n", numbers="scores")
    assert "one_score" in said(reading)
    assert reading.state.source.scores.tolist() == [[0, -2.2], [0, 2.4], [0, 0.1]]
    assert mean(reading, "hinge") == pytest.approx(0.3)


def test_all_examples_may_be_said_to_be_of_one_class():
    assert refused("[[1,2,3],[3,2,1]]").key == "no_labels"
    reading = brought("[[1,2,3],[3,2,1]]", all_of_class="2")
    assert reading.state.labels.tolist() == [2, 2]


# -- features -------------------------------------------------------------------------------------


def test_the_zoo_has_16_features_and_begins_at_ln_7():
    reading = read_files(Given(ZOO))
    state = reading.state
    assert (state.example_count, state.feature_count, state.class_count) == (101, 16, 7)
    assert state.title == "zoo"
    assert "weights_zero" in said(reading)
    assert mean(reading) == pytest.approx(math.log(7))
    assert mean(reading, "hinge") == pytest.approx(6)


def linear(w, b=None, x="[[-1,-1,1],[0,1,1]]", y="1 1", **guesses):
    parts = [Part(read_text(t)[0].table, role) for t, role in ((x, "features"), (y, "labels"))]
    parts.append(Part(read_text(w)[0].table, "weights"))
    if b is not None:
        parts.append(Part(read_text(b)[0].table, "biases"))
    return understand(parts, "T", Guesses(**guesses))


def test_weights_with_a_column_for_each_class_are_turned():
    reading = linear("[[1,2],[-1,1],[1,2]]")
    assert "weights_turned" in said(reading)
    assert mean(reading) == pytest.approx(1.08775768131)


def test_a_square_w_can_be_read_in_two_ways():
    reading = linear("[[1,2],[3,4]]", x="[[1,0]]", y="0")
    assert doubts(reading) == {"weights_square"}
    scores = evaluate(reading.state).scores
    assert scores.tolist() == [[1, 3]]
    turned = linear("[[1,2],[3,4]]", x="[[1,0]]", y="0", turn_weights=True)
    assert evaluate(turned.state).scores.tolist() == [[1, 2]]
    assert not turned.doubts


def test_a_column_of_w_more_than_x_has_features_holds_the_biases():
    x, y = "[[1,0],[0,1],[1,1]]", "0 1 1"
    reading = linear("[[1,2,0.1],[3,4,0.2]]", x=x, y=y)
    assert doubts(reading) == {"bias_column"}
    assert evaluate(reading.state).scores[0] == pytest.approx([1.1, 3.2])
    first = linear("[[0.1,1,2],[0.2,3,4]]", x=x, y=y, bias_column="first")
    assert evaluate(first.state).scores[0] == pytest.approx([1.1, 3.2])


def test_one_bias_goes_to_all_classes_and_one_row_of_w_to_the_second_of_two():
    one = linear("[[1,2],[3,5]]", "0.5", x="[[1,0]]", y="0")
    assert one.state.source.biases.tolist() == [0.5, 0.5]
    binary = linear("[[-1, 1, 2]]", x="[[.1,.6,1.1],[.2,.7,1.2]]", y="1 0")
    assert binary.state.source.weights.tolist() == [[0, 0, 0], [-1, 1, 2]]


def test_shapes_that_do_not_fit_say_which_do():
    with pytest.raises(DataError) as caught:
        linear("[[1,2,3,4,5]]")
    assert caught.value.key == "weights_shape"
    assert caught.value.params["features"] == 3
    error = refused("[[1,2],[3,4]]", "0 1 0")
    assert (error.key, error.params["found"], error.params["expected"]) == ("labels_count", 3, 2)


# -- what the program does not have ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('{"scores": [[3, 4]], "labels": [1], "class_weights": [0.4, 0.36]}', "class_weights"),
        ('{"scores": [[1, 2]], "labels": [1], "temperature": 10}', "temperature"),
        ('{"scores": [[1, 2]], "labels": [1], "label_smoothing": 0.1}', "label_smoothing"),
        ('{"scores": [[1, 2]], "labels": [[0.962, 0.038]]}', "soft_labels"),
        ('{"scores": [[1, 2, 3], [1, 2, 3]], "labels": [-1, 2]}', "not_counted"),
        ('{"scores": [[1, 2, 3], [1, 2, 3]], "labels": [null, 2]}', "not_counted"),
        ('{"scores": [[1, 2, 3]], "labels": [1], "unpenalized": [0]}', "unpenalized"),
    ],
)
def test_what_is_not_supported_is_refused_by_its_name(text, key):
    assert refused(text).key == key


def test_the_line_of_a_label_that_is_not_there_is_told():
    error = refused("x,y\n1,two\n2,1\n3,\n4,0\n5,1\n")
    assert (error.key, error.params["line"]) == ("not_counted", 4)


# -- scenarios written nearly right ---------------------------------------------------------------


def scenario(label=0, scores=(4, 5, 1), **more):
    one = {"name": "e", "label": label, "scores": list(scores)}
    head = {"format": "losslab-scenario", "version": 1, "title": "T"}
    return json.dumps(head | {"classes": ["cat", "car", "frog"], "examples": [one]} | more).encode()


NEARLY = {
    "a word": (scenario("cat"), 1.3265626412674705),
    "one-hot": (scenario([1, 0, 0]), 1.3265626412674705),
    "a float": (scenario(0.0), 1.3265626412674705),
    "from 1": (scenario(3), 4.3265626412674705),
    "numbers as text": (scenario(0, ["4,0", "5", "1"]), 1.3265626412674705),
    "a column of numbers": (scenario(0, [[4], [5], [1]]), 1.3265626412674705),
    "masked": (scenario(1, [-math.inf, 0, 0]), math.log(2)),
    "one score": (scenario(1, [-2.2], classes=["decision"]), math.log1p(math.exp(2.2))),
}


@pytest.mark.parametrize(("data", "expected"), NEARLY.values(), ids=NEARLY)
def test_a_scenario_written_nearly_right_is_refused_and_its_import_offered(data, expected):
    with pytest.raises(ScenarioError):
        load_bytes(data)
    assert not is_data(data)
    assert mean(offer_for(data)) == pytest.approx(expected)


def model(weights, biases=None):
    one = {"name": "e", "label": 0, "features": [1, 0]}
    head = {"format": "losslab-scenario", "version": 1, "title": "T", "classes": ["a", "b"]}
    more = {} if biases is None else {"biases": biases}
    return json.dumps(head | {"examples": [one], "weights": weights} | more).encode()


@pytest.mark.parametrize(
    ("data", "scores"),
    [
        (model([[1, 2], [3, 4]], 0.5), [1.5, 3.5]),
        (model([[1, 2], [3, 4]], [0.5]), [1.5, 3.5]),
        (model([[1, 2, 0.1], [3, 4, 0.2]]), [1.1, 3.2]),
    ],
)
def test_biases_as_people_write_them_are_mended(data, scores):
    assert evaluate(offer_for(data).state).scores[0] == pytest.approx(scores)


def test_scores_in_columns_are_turned_where_an_example_says_nothing_of_its_own():
    columns = [*np.transpose(FOUR).tolist(), [0, 0, 0, 0]]
    examples = [
        {"name": f"{i}", "label": label, "scores": row}
        for i, (label, row) in enumerate(zip([0, 0, 2, 1], columns, strict=True))
    ]
    data = scenario(examples=examples)
    with pytest.raises(ScenarioError):
        load_bytes(data)
    assert "turned" in said(offer_for(data))
    assert mean(offer_for(data)) == pytest.approx(FOUR_MEAN)
    examples[3]["scores"][0] = 1  # which says something
    assert offer_for(scenario(examples=examples)) is None


def test_scores_beside_features_and_w_are_left_out_since_they_follow_from_these():
    document = json.loads(model([[1, 2], [3, 4]]))
    document["examples"][0]["scores"] = [1, 2]
    reading = offer_for(json.dumps(document).encode())
    assert "scores_left_out" in said(reading)
    assert evaluate(reading.state).scores.tolist() == [[1, 3]]
    del document["weights"]
    assert offer_for(json.dumps(document).encode()) is None


def test_a_scenario_that_opens_is_never_read_otherwise():
    data = model([[1, 2], [3, 4]])
    assert offer_for(data).state == load_bytes(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (scenario(loss={"class_weights": [1, 2, 3]}), "class weights are not supported"),
        (scenario(loss={"temperature": 10}), "a temperature is not supported"),
        (scenario(loss={"label_smoothing": 0.1}), "label smoothing is not supported"),
        (scenario(-1), "an example that does not count is not supported"),
        (scenario(None), "an example that does not count is not supported"),
    ],
)
def test_a_scenario_that_asks_for_more_is_refused_by_name(data, words):
    with pytest.raises(ScenarioError, match=words):
        load_bytes(data)
    with pytest.raises(DataError):
        mended(data)


def test_nan_in_a_scenario_is_not_mended():
    assert offer_for(scenario(0, [math.nan, 0, 0])) is None


# -- rows that cannot be read ---------------------------------------------------------------------

BAD = "cat,car,label\n1,2,cat\n3,n/a,car\n5,6,car\n7,8\n"


def test_a_bad_cell_is_named_by_line_and_column_and_quoted():
    error = refused(BAD)
    assert error.key == "bad_number"
    assert (error.params["line"], error.params["column"]) == (3, "car")
    assert (error.params["found"], error.params["more"]) == ("n/a", 1)


def test_bad_rows_can_be_left_out():
    reading = brought(BAD, skip_bad=True)
    assert [bad.line for bad in reading.bad] == [3, 5]
    assert reading.state.source.scores.tolist() == [[1, 2], [5, 6]]
    assert reading.state.labels.tolist() == [0, 1]


def test_a_label_beyond_the_classes_is_named():
    error = refused("[[0, 1],[1, 0]]", "0 100", "scores")
    assert (error.key, error.params["found"]) == ("bad_label", "100")
    assert error.params["accepted"] == "0 … 1"


def test_names_in_the_first_column_become_the_examples_names():
    reading = brought("file;cat;dog;label\nimg_1;2,31;−0,4;cat\nimg_2;0,2;3,3;dog\n")
    assert reading.state.examples == ("img_1", "img_2")
    assert reading.state.source.scores.tolist() == [[2.31, -0.4], [0.2, 3.3]]


@pytest.mark.parametrize(
    ("text", "features", "labels"),
    [
        ("x,y,label\n1.5,2,cat\n0.3,1,dog\n", [[1.5, 2], [0.3, 1]], [0, 1]),
        ("x,y,label\n1,2,0\n2,1,1\n3,3,1\n", [[1, 2], [2, 1], [3, 3]], [0, 1, 1]),
        ("x,y,kind\n1.5,2,b\n3,4,a\n", [[1.5, 2], [3, 4]], [1, 0]),
        ("x,y\n1.5,cat\n2.5,dog\n", [[1.5], [2.5]], [0, 1]),
        ("x,y\n1.5,0\n2.5,1\n", [[1.5], [2.5]], [0, 1]),
        ("x1,x2,y\n1,2,0\n2,1,1\n", [[1, 2], [2, 1]], [0, 1]),
    ],
)
def test_beside_x_and_a_label_y_is_the_other_way_of_a_plane(text, features, labels):
    reading = brought(text)
    assert reading.state.source.features.tolist() == features
    assert [reading.state.classes[at] for at in reading.state.labels] == [
        sorted(reading.state.classes)[at] for at in labels
    ]
    assert doubts(reading) <= {"scores_or_features"}


def test_of_y_and_another_label_the_other_is_taken_and_it_is_asked():
    reading = brought("y,class,f1\n0,a,2.5\n1,b,3.5\n")
    assert reading.state.classes == ("a", "b")
    assert "label_column" in doubts(reading)


def test_a_table_knows_its_cells_again_when_it_is_turned():
    table = Table(np.array([[1.0, np.nan]]), {1: {0: "n/a"}})
    assert (table.turned().cell(1, 0), table.turned().cell(0, 0)) == ("n/a", "1")


@pytest.mark.parametrize("data", [b"", b"{", b"{}", b'{"format": "other", "scores": []}'])
def test_what_may_be_a_scenario_is_left_to_its_own_reader(data):
    assert not is_data(data)
    assert is_data(b'{"X": [[1]], "y": [0]}')


def test_a_large_scenario_that_says_last_what_it_is_is_no_data(tmp_path):
    document = json.loads(scenario())
    document["examples"] *= 3000
    own = {key: document[key] for key in (*sorted(document.keys() - {"format"}), "format")}
    path = tmp_path / "own.json"
    path.write_text(json.dumps(own), "utf-8")
    assert not is_data_file(path)
    del own["format"]
    path.write_text(json.dumps(own), "utf-8")
    assert is_data_file(path)


@pytest.mark.parametrize(("turned", "scores"), [(True, [1, 2]), (False, [1, 3])])
def test_a_scenario_is_read_otherwise_only_when_that_is_said(tmp_path, turned, scores):
    path = tmp_path / "own.json"
    path.write_bytes(model([[1, 2], [3, 4]]))
    assert doubts(read_files(Given(path))) == {"weights_square"}
    settled = read_files(Given(path, guesses=Guesses(turn_weights=turned)))
    assert not settled.doubts
    assert evaluate(settled.state).scores[0].tolist() == scores


def test_labels_of_a_scenario_without_the_last_class_may_be_said_to_count_from_1(tmp_path):
    rows = zip(FOUR, [1, 1, 2, 2], strict=True)
    examples = [{"name": "e", "label": label, "scores": row} for row, label in rows]
    path = tmp_path / "hidden.json"
    path.write_bytes(scenario(examples=examples))
    as_written = read_files(Given(path))
    assert doubts(as_written) == {"labels_from"}
    assert mean(as_written) == pytest.approx(4.684027895)
    settled = read_files(Given(path, guesses=Guesses(labels="from_1")))
    assert mean(settled) == pytest.approx(0.709027895)


@pytest.mark.parametrize(("w", "b"), [("[[1, inf]]", "0"), ("[[1, 2]]", "1e61"), ("[[n, 2]]", "0")])
def test_weights_and_biases_that_are_no_usable_numbers_are_named(w, b):
    with pytest.raises(DataError) as caught:
        linear(w, b, x="[[1,0],[0,1],[1,1]]", y="0 1 1")
    assert caught.value.key in {"bad_size", "bad_number"}
    assert caught.value.params["line"] == 1
