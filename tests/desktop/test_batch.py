"""The table of examples in a real window, worked by the real pointer and keys."""

import numpy as np
import pytest

from core.evaluation import evaluate
from core.scenario import load_path
from tests.desktop.person import Person, inked

pytestmark = pytest.mark.desktop

FRAME = "#0072B2"
"""The colour of the frame around the chosen row."""


@pytest.fixture
def person(x_display, tmp_path):
    person = Person(x_display, tmp_path, "--lang", "en", "--page", "batch")
    yield person
    person.leave()


def frame(picture):
    """Left end, top and bottom of the frame: the two longest level lines in its colour."""
    ink = inked(picture, FRAME)
    rows = np.flatnonzero(ink.sum(axis=1) > picture.width() // 3)
    if len(rows) < 2:
        return None
    return int(np.flatnonzero(ink[rows[0]])[0]), int(rows[0]), int(rows[-1])


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
