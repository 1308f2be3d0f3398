"""What is hardly ever met: names of 200 letters, 1,000 classes, 10,000 examples."""

from itertools import product

import numpy as np
import pytest

from core import edits
from core.state import ScoreTable, State
from core.text import MAX_NAME
from gui.pages import PAGES
from gui.words.translation import LANGUAGES
from tests.gui.painted import cut, overlapping, texts_of
from tests.gui.window_hand import open_window, scenario, settle
from tests.sweeps import sampled

LATIN, HANGUL = "W" * MAX_NAME, "가나다라마바사아자차" * (MAX_NAME // 10)


def long_names():
    """The lecture's scenario with the longest names that there may be, in both scripts."""
    state = scenario()
    for one in (
        edits.rename_class(0, LATIN),
        edits.rename_class(1, HANGUL),
        edits.rename_example(0, HANGUL),
        edits.rename_document(LATIN),
    ):
        state = one.apply(state)
    return state


def scores(examples, classes):
    """So many random scores."""
    random = np.random.default_rng(0)
    table = ScoreTable(random.normal(scale=2.0, size=(examples, classes)).round(2))
    names = tuple(f"class {number}" for number in range(classes))
    photos = tuple(f"photo {number}" for number in range(examples))
    return State("Scores", names, photos, random.integers(0, classes, examples), table)


STATES = {
    "long names": long_names,
    "long names, SVM": lambda: edits.choose_loss("hinge").apply(long_names()),
    "1000 classes": lambda: scores(2, 1000),
    "10,000 examples": lambda: scores(10_000, 3),
}
WAYS = ("desk", "zoomed", "hall")


@pytest.mark.parametrize(
    ("state", "way", "language", "page"),
    sampled(product(STATES, WAYS, LANGUAGES, PAGES), every=19),
)
def test_nothing_is_cut_off_or_painted_into_another(qtbot, state, way, language, page):
    window = open_window(qtbot, STATES[state](), language=language, page=page)
    if way == "zoomed":
        window.look.set_zoom(2.0)
    window.show_projector(on=way == "hall")
    wrong = []
    for view in window.page.views if window.projector.on else [None]:
        if view is not None:
            window.projector.show_view(view)
        settle()
        texts = texts_of(window)
        assert texts
        wrong += [f"{view}: {text} is cut" for text in cut(texts)]
        wrong += [f"{view}: {one} lies over {other}" for one, other in overlapping(texts)]
    assert not wrong, "\n".join(wrong)
