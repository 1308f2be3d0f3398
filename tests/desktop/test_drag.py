"""The real application in a real window, worked by the real pointer."""

import pytest

from core.evaluation import evaluate
from core.scenario.files import load_path
from tests.desktop.person import Person, tall_bar

pytestmark = pytest.mark.desktop

SCORE = "#0072B2"
"""The design's colour of scores; the correct class's bar is filled with it."""


@pytest.fixture
def person(x_display, x_screen, tmp_path):
    person = Person(x_display, x_screen, tmp_path, "--lang", "en")
    yield person
    person.leave()


def cat_bar(picture):
    x, top, bottom = tall_bar(picture, SCORE)
    return (x, top, bottom) if bottom - top > 40 else None


def test_the_cat_s_bar_follows_the_pointer_also_out_of_the_window_and_its_score_is_saved(person):
    x, top, bottom = person.see(cat_bar, "the cat's bar")
    person.press((x, top + 15))
    person.move((x, bottom + 20), (1800, 900), (1800, 1060))

    def gone(picture):
        seen = cat_bar(picture)
        return seen is None or seen[1] != top

    person.see(gone, "the bar to follow the pointer out of the window")
    person.release()
    person.key("ctrl+z")
    person.see(lambda picture: cat_bar(picture) == (x, top, bottom), "the bar to be back")
    unit = (bottom - top) / 3.2
    start, up = top + 15, round(1.3 * unit)
    person.press((x, start))
    person.move(*((x, start - up * part // 5) for part in range(1, 6)))

    def followed(picture):
        seen = cat_bar(picture)
        return seen and abs(seen[1] - (top - up)) < 0.06 * unit + 3 and seen

    # While the button is still held: the bar's end is where the pointer took it.
    _, _, foot = person.see(followed, "the bar to follow the pointer")
    assert abs(foot - bottom) <= 1
    person.release()
    evaluation = evaluate(load_path(person.saved()))
    assert evaluation.scores[0].tolist() == pytest.approx([4.5, 5.1, -1.7], abs=0.101)
    # What undo took back left nothing: the other two scores are the ones of the start. The other
    # photos share no feature with the cat's: their scores stay.
    assert evaluation.scores[0, 1:].tolist() == [5.1, -1.7]
    assert evaluation.scores[1].tolist() == pytest.approx([1.3, 4.9, 2.0], abs=1e-12)
