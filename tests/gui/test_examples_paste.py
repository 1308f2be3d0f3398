"""From a text of the clipboard to the cells of the table, or the reason why not."""

import numpy as np
import pytest

from core.errors import EditError
from core.evaluation import evaluate
from gui.look.theme import Look
from gui.panels.examples.model import ExamplesModel
from gui.panels.examples.paste import PasteError, Place, class_named, pasted
from gui.words.translation import set_language
from tests.gui.hand import default_state, score_state

SCORES = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]


@pytest.fixture
def model(qapp):
    """Columns: name, three scores, label, predicted, lead, softmax, hinge."""
    return ExamplesModel(evaluate(score_state(SCORES)), Look())


def after(model, text, row, column, selected=()):
    edit = pasted(model, text, Place(row, column, selected))
    return edit.apply(model.evaluation.state)


def why(model, text, row, column):
    with pytest.raises(PasteError) as refused:
        pasted(model, text, Place(row, column))
    return str(refused.value)


def test_a_column_of_numbers_fills_downwards(model):
    found = after(model, "10\r\n20\r\n", 1, 2)
    assert found.source.scores.tolist() == [[1, 2, 3], [4, 10, 6], [7, 20, 9]]


def test_a_block_fills_a_block_of_names_scores_and_labels(model):
    found = after(model, "cat\t1\t2\t3\tclass 2\ncar\t4\t5\t6\t1", 1, 0)
    assert found.examples == ("photo 0", "cat", "car")
    assert found.labels.tolist() == [0, 2, 1]
    assert found.source.scores[1:].tolist() == [[1, 2, 3], [4, 5, 6]]


def test_it_goes_into_the_rows_in_the_order_in_which_they_are_shown(model):
    model.rows = np.array([2, 0])
    found = after(model, "10\n20", 0, 1)
    assert found.source.scores[:, 0].tolist() == [20, 4, 10]


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("[3.2, 5.1, -1.7]", [3.2, 5.1, -1.7]),
        ("3.2 5.1 −1.7", [3.2, 5.1, -1.7]),
        ("3.2;5.1;-1.7", [3.2, 5.1, -1.7]),
        ("[1 -2 -3]", [1.0, -2.0, -3.0]),
        ("3.2,5.1,-1.7", [3.2, 5.1, -1.7]),
        ("1e3\t-2\t0", [1000.0, -2.0, 0.0]),
    ],
)
def test_a_line_of_numbers_is_read_as_it_is_printed_elsewhere(model, line, numbers):
    assert after(model, line, 0, 1).source.scores[0].tolist() == numbers


def test_copied_rows_fit_a_row_whatever_cell_of_it_is_the_present_one(model):
    line = "dog\t1\t0\t0\tclass 0\tclass 0\t1\t0.55\t0"
    found = after(model, line, 2, 5)
    assert found.examples[2] == "dog"
    assert found.source.scores[2].tolist() == [1, 0, 0]


@pytest.mark.parametrize(
    ("text", "row", "column", "reason"),
    [
        ("", 0, 1, "The clipboard holds no text to paste."),
        (" \n ", 0, 1, "The clipboard holds no text to paste."),
        ("1\n2\n3", 1, 1, "3 rows were copied, but from this cell down there are 2. "),
        ("1\t2\t3", 0, 7, "3 columns were copied, but from this cell to the right there are 2. "),
        ("1\t2\n3", 0, 1, "Line 2 of what was copied has 1 values, but the first has 2. "),
        ("1\ncat", 0, 1, "Row 2 of what was copied, “class 0”: “cat” is not a number. "),
        ("1,000", 0, 1, "Row 1 of what was copied, “class 0”: “1,000”: 1000 or 1.000?"),
        ("1,234,567", 0, 1, "Row 1 of what was copied, “class 0”: Write 1234567, without "),
        ("1\t\n2\t3", 0, 1, "Row 1 of what was copied, “class 1”: "),
        ("inf", 0, 1, "Row 1 of what was copied, “class 0”: "),
        ("dog", 0, 4, "“dog” is no class. Accepted: class 0, class 1, class 2, or a number "),
        ("3", 0, 4, "“3” is no class. "),
        ("-1", 0, 4, "“-1” is no class. "),
        ("0.5", 0, 6, "“lead” is computed from the scores and the correct class. "),
        ("class 1\tclass 1", 0, 4, "“predicted” is computed from the scores "),
    ],
)
def test_what_does_not_fit_is_refused_whole_with_the_reason(model, text, row, column, reason):
    assert why(model, text, row, column).startswith(reason)


def test_the_reason_is_given_in_korean_too(model):
    set_language("ko")
    assert why(model, "1\n2\n3", 1, 1).startswith("복사한 행은 3개인데")


def test_a_name_of_nothing_is_refused_by_the_document(model):
    with pytest.raises(EditError):
        after(model, "a\n \nb", 0, 0)


def test_a_class_is_found_by_its_name_first_and_then_by_its_number():
    state = default_state(classes=("1", "cat", "Cat"))
    found = [class_named(state, text) for text in ("1", " cat ", "Cat", "CAT", "0", "2", "3", "")]
    assert found == [0, 1, 2, 1, 0, 2, None, None]
