"""A document of one's own in a real window: from Blank to a file, quit, opened again, the same."""

import numpy as np
import pytest

from core import edits
from core.evaluation import evaluate
from core.scenario.files import load_path
from tests.desktop.person import Person
from tests.gui.window_hand import open_window, part, scenario, settle

pytestmark = pytest.mark.desktop

CLASSES = ("owl", "fox", "bee", "elk")
EXAMPLES = ("dusk", "wood", "hive", "moor", "barn", "lake")
SCORES = [
    [3.2, 5.1, -1.7, 0.4],
    [1.3, 4.9, 2, -0.25],
    [2.2, 2.5, -3.1, 12],
    [-0.5, 0, 1, 2],
    [7, 6.5, -6.5, 0.1],
    [0.3, 0.2, 0.1, -0.6],
]
LABELS = [0, 1, 2, 3, 0, 1]
ALL = len(EXAMPLES)


@pytest.fixture
def start(x_display, x_screen, tmp_path):
    """Start the program, with these arguments besides, as often as is asked for."""
    people = []

    def started(*arguments):
        people.append(
            Person(x_display, x_screen, tmp_path, "--lang", "en", "--page", "batch", *arguments)
        )
        return people[-1]

    yield started
    for person in people:
        person.leave()


def assert_is_what_was_meant(path, count=ALL):
    state = load_path(path)
    assert state.classes == CLASSES
    assert state.examples == EXAMPLES[:count]
    assert state.labels.tolist() == LABELS[:count]
    assert np.array_equal(evaluate(state).scores, np.array(SCORES[:count], dtype=float))


def rows(count=ALL):
    """The name, scores and label of each example."""
    return list(zip(EXAMPLES[:count], SCORES, LABELS, strict=False))


def charts(person):
    """The lower half of the window, where every number has gone, once it stands still."""
    seen = [None]

    def still(picture):
        seen.append(picture.copy(0, 450, 1600, 450))
        return seen[-1] == seen[-2] and seen[-1]

    return person.see(still, "the charts to stand still")


def test_six_examples_of_four_classes_are_built_by_the_keyboard_alone(start):
    person = start()
    person.key("Tab", "Tab", "space")
    person.popup()
    person.key("Down", "Return")  # the first of all scenarios
    person.find("--name", "^Blank: scores")
    person.key("ctrl+3")
    person.key("F6", *["Insert"] * (ALL - 1))
    person.key("F6", "Tab", "Tab", "Tab", "space")  # past the example's name and number: add class
    person.key("Tab")
    for name in CLASSES:
        person.key("Tab", "F2")
        person.write(name)
        person.key("Return", "Tab", "Tab")  # past slider and number
    person.key("F6", "ctrl+Home")
    for example, scores, label in rows():
        row = "\t".join((example, *map(str, scores), CLASSES[label]))
        person.write(row)
        person.key("Return", "Home")
    path = person.saved()
    before = charts(person)
    person.quit()
    assert_is_what_was_meant(path)
    again = start(str(path))
    (left, top), _ = again.frame()
    place = before.rect().translated(left, top + 450)
    again.see(lambda picture: picture.copy(place) == before, "the same")


class Twin:
    """The same window in this process, which tells where everything is on the screen."""

    def __init__(self, qtbot, person):
        self._corner, size = person.frame()
        self.window = open_window(qtbot, scenario(), size)
        self.window.show_page("batch")
        settle()

    def edit(self, *made):
        for edit in made:
            self.window.session.edit(edit)
        settle()

    def _on_screen(self, widget, at):
        point = widget.mapTo(self.window, at)
        return self._corner[0] + point.x(), self._corner[1] + point.y()

    def middle(self, name):
        """The middle of the widget with this object name."""
        widget = part(self.window, name)
        return self._on_screen(widget, widget.rect().center())

    def cell(self, row, column):
        """The middle of a cell of the table."""
        view = part(self.window, "examples.table")
        area = view.visualRect(view.rows.index(row, column))
        return self._on_screen(view.viewport(), area.center())

    def entry(self, text):
        """The middle of an entry of the menu under the header's first button."""
        menu = part(self.window, "header.scenarios.menu")
        menu.aboutToShow.emit()  # it takes over its sizes when it opens
        action = next(action for action in menu.actions() if action.text().startswith(text))
        area = menu.actionGeometry(action)
        button = part(self.window, "header.scenarios")
        return self._on_screen(button, button.rect().bottomLeft() + area.center())


@pytest.mark.parametrize("count", [2, pytest.param(ALL, marks=pytest.mark.soak)])
def test_examples_of_four_classes_are_built_by_the_pointer(qtbot, start, count):
    person = start()
    twin = Twin(qtbot, person)
    person.click(twin.middle("header.scenarios"))
    person.popup()
    person.click(twin.entry("Blank: scores"))
    person.find("--name", "^Blank: scores")
    person.click(twin.middle("header.page.batch"))
    twin.edit(edits.load(scenario("blank-scores")))
    twin.window.show_page("batch")
    for number in range(2, count + 1):
        person.click(twin.middle("examples.add"))
        twin.edit(edits.add_example(f"example {number}"))
    person.click(twin.middle("rail.classes.add"))
    twin.edit(edits.add_class("class 3"))
    for number, name in enumerate(CLASSES):
        person.fill(twin.middle(f"rail.class.{number}.name"), name, times=2)
        twin.edit(edits.rename_class(number, name))
    for row, (example, scores, label) in enumerate(rows(count)):
        # The twin follows at once: columns are as wide as what is in them asks for.
        person.fill(twin.cell(row, 0), example)
        twin.edit(edits.rename_example(row, example))
        for index, score in enumerate(scores):
            person.fill(twin.cell(row, index + 1), str(score))
            twin.edit(edits.set_score(row, index, score))
        person.click(twin.cell(row, 0))
        person.click(twin.middle(f"rail.class.{label}.correct"))
        twin.edit(edits.set_label(row, label))
    person.click(twin.middle("header.scenarios"))
    person.popup()
    person.click(twin.entry("Save as"))
    path = person.answered()
    person.quit()
    assert_is_what_was_meant(path, count)
