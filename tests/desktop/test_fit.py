"""The Fit page in a real window: walked, dragged and fitted by the real pointer, and all undone."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from core import edits
from core.fit import Given, best
from core.scenario.files import load_path
from core.state import State
from tests.desktop.person import ROOT, Person
from tests.gui.window_hand import open_window, part, settle

pytestmark = pytest.mark.desktop

LONE = 98
"""The flower of the shortest petal of its kind: no other point lies on it."""


@pytest.fixture
def file(tmp_path):
    """The petals, in a file of this person's own."""
    return Path(shutil.copy(ROOT / "resources" / "scenarios" / "120-iris-petals.json", tmp_path))


@pytest.fixture
def person(x_display, x_screen, tmp_path, file):
    person = Person(x_display, x_screen, tmp_path, str(file), "--lang", "en", "--page", "fit")
    yield person
    person.leave()


class Twin:
    """The same window in this process, which tells where everything is on the screen."""

    def __init__(self, qtbot, person, file):
        self._corner, size = person.frame()
        self.window = open_window(qtbot, load_path(file), size, page="fit")

    def show(self, state, card="walk"):
        self.window.session.edit(edits.load(state))
        self.window.page.turns.turn_to(card)
        settle()

    def at(self, name, place=None):
        """The middle of the widget with this object name, or a place in it."""
        widget = part(self.window, name)
        place = widget.rect().center() if place is None else place.toPoint()
        point = widget.mapTo(self.window, place)
        return self._corner[0] + point.x(), self._corner[1] + point.y()


def test_a_point_is_dragged_a_walk_run_lambda_dragged_the_best_w_used_and_all_undone(
    qtbot, person, file
):
    twin, before = Twin(qtbot, person, file), load_path(file)

    def saved() -> State:
        """Save what all that was done so far has come to."""
        written = file.stat().st_mtime_ns
        person.key("ctrl+s")
        person.until(lambda: file.stat().st_mtime_ns != written, "the file")
        return load_path(file)

    def once(is_so, what) -> State:
        """The document as soon as it is so."""
        return person.until(lambda: (now := saved()) and is_so(now) and now, what)

    plane = part(twin.window, "plane.map")
    x, y = twin.at("plane.map", plane.place_of(LONE).center())
    person.press((x, y))
    person.move(*((x + 10 * step, y - 6 * step) for step in range(1, 7)))
    person.release()
    moved = saved()
    changed = np.flatnonzero((moved.source.features != before.source.features).any(axis=1))
    assert changed.tolist() == [LONE]
    assert (moved.source.features[LONE] > before.source.features[LONE]).all()

    person.click(twin.at("walk.run"))
    once(lambda now: now.source.weights.any(), "the first steps of a run")
    person.click(twin.at("walk.run"))
    paused = saved()
    assert saved() == paused
    person.click(twin.at("walk.back"))
    back = saved()
    assert back.source.weights.any()
    assert np.abs(back.source.weights).sum() < np.abs(paused.source.weights).sum()

    person.click(twin.at("fit.to_best"))
    twin.show(back, "best")
    plot = part(twin.window, "path.plot")
    x, y = twin.at("path.plot", plot.to_pixels(plot.line_share, 0.5))
    person.press((x, y))
    person.move(*((x + 15 * step, y) for step in range(1, 6)))
    person.release()
    stronger = saved()
    assert stronger.penalty.strength > 0.01
    assert stronger.source == back.source

    person.click(twin.at("best.use"))
    used = once(lambda now: now.source != stronger.source, "the best W")
    found = best(Given.of(stronger, "softmax"), stronger.penalty.strength)
    assert found.exact
    assert used.source.weights == pytest.approx(found.weights, rel=1e-6)

    person.key(*["ctrl+z"] * 8)
    assert saved() == before
    person.quit()
