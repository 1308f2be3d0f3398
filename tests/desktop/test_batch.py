"""The table of examples in a real window, worked by the real pointer and keys."""

import numpy as np
import pytest

from core.evaluation import evaluate
from core.scenario.files import load_path
from core.text import localize
from tests.desktop.person import Person, inked

pytestmark = pytest.mark.desktop

FRAME = "#0072B2"
"""The colour of the frame around the chosen row."""


@pytest.fixture
def person(x_display, x_screen, tmp_path):
    person = Person(x_display, x_screen, tmp_path, "--lang", "en", "--page", "batch")
    yield person
    person.leave()


def frame(picture):
    """Left end, top and bottom of the frame: the two longest level lines in its colour."""
    ink = inked(picture, FRAME)
    rows = np.flatnonzero(ink.sum(axis=1) > picture.width() // 3)
    if len(rows) < 2:
        return None
    return int(np.flatnonzero(ink[rows[0]])[0]), int(rows[0]), int(rows[-1])


@pytest.mark.soak  # tests/desktop/test_own.py does as much by the pointer
def test_a_row_is_chosen_by_the_pointer_and_its_score_typed(person):
    left, top, bottom = person.see(frame, "the frame of the first row")
    tall = bottom - top + 1
    person.press((left + 40, bottom + tall // 2))
    person.release()
    person.see(
        lambda picture: (seen := frame(picture)) and abs(seen[1] - (top + tall)) <= 1,
        "the frame around the second row",
    )
    person.key("Right", "minus", "7", "Return")
    state = load_path(person.saved())
    assert state.view.example == 2  # Enter goes down
    assert evaluate(state).scores[1].tolist() == pytest.approx([-7.0, 4.9, 2.0], abs=1e-12)


def test_the_table_is_worked_by_the_keyboard_alone_like_a_spreadsheet(person):
    left, top, bottom = person.see(frame, "the frame of the first row")
    tall = bottom - top + 1

    def at(row):
        def looked(picture):
            seen = frame(picture)
            return seen and abs(seen[1] - (top + row * tall)) <= 1

        return looked

    person.press((left + 40, top + tall // 2))
    person.release()
    # A name, then the three scores of the first row, each left by Tab; Enter goes down.
    person.key("k", "i", "t", "Tab", "1", "Tab", "minus", "2", "Tab", "0", "period", "5", "Return")
    person.see(at(1), "the frame around the second row")
    # Its last score is copied and pasted into the row below, whose class is then typed.
    person.key("ctrl+c", "Down", "ctrl+v", "Tab", "c", "a", "t", "Return")
    # Escape takes back what was begun; Tab in the last row's last cell would leave.
    person.key("Home", "9", "9", "Escape", "Tab", "Up", "Delete")
    person.see(at(1), "the frame around the row that has moved up")
    state = load_path(person.saved())
    assert [localize(name, "en") for name in state.examples] == ["kit", "frog photo"]
    scores = evaluate(state).scores.tolist()
    assert scores[0] == pytest.approx([1.0, -2.0, 0.5], abs=1e-12)
    assert scores[1] == pytest.approx([2.2, 2.5, 2.0], abs=1e-12)
    assert state.labels.tolist() == [0, 0]
