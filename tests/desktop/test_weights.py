"""The landscape in a real window, worked by the real pointer."""

import numpy as np
import pytest

from core.scenario.files import load_path
from tests.desktop.person import Person, inked

pytestmark = pytest.mark.desktop

POINT = "#0072B2"
W = [[1.675, 1.025, 0.575, -0.075], [3.125, 0.675, 1.875, -0.575], [-0.7, -1.7, 0.85, -0.15]]


@pytest.fixture
def person(x_display, x_screen, tmp_path):
    person = Person(x_display, x_screen, tmp_path, "--lang", "en", "--page", "weights")
    yield person
    person.leave()


def point(picture):
    """The middle of the point: the largest spot of its colour in the lower half, off the rail."""
    rows, columns = np.nonzero(inked(picture, POINT)[480:770, 585:1000])
    return (int(columns.mean()) + 585, int(rows.mean()) + 480) if len(rows) > 60 else None


def test_the_point_is_dragged_with_its_two_weights_and_undo_in_the_middle_takes_it_back(person):
    x, y = person.see(point, "the point")
    person.press((x, y))
    person.move((x + 30, y), (x + 60, y))
    person.see(lambda picture: (at := point(picture)) and at[0] > x + 40, "the point to follow")
    person.key("ctrl+z")

    def back(picture):
        return (at := point(picture)) and abs(at[0] - x) < 4

    person.see(back, "the point to be back")
    person.release()
    person.see(back, "the point to stay")
    person.press((x, y))
    person.move(*((x + 12 * part, y - 8 * part) for part in range(1, 6)))
    person.see(
        lambda picture: (
            (at := point(picture)) and abs(at[0] - x - 60) < 6 and abs(at[1] - y + 40) < 6
        ),
        "the point to follow the pointer",
    )
    person.release()
    state = load_path(person.saved())
    moved = state.source.weights - np.array(W)
    assert moved[0, 0] > 0.1
    assert moved[0, 1] > 0.1
    assert np.count_nonzero(moved) == 2
