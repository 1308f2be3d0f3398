"""Held-out examples in the window: told apart from the others wherever examples are shown."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from core import edits
from core.evaluation import evaluate
from core.state import ScoreTable, State
from gui.charts.distribution.legend import HELD_OUT
from gui.charts.distribution.paint import draw_dot
from gui.look.theme import Look
from gui.panels.accuracy import AccuracyPanel
from gui.panels.carriers import CarriersPanel
from gui.panels.examples.columns import Kind
from gui.panels.examples.splitting import SplitDialog
from gui.panels.filters import Filter, matching
from gui.rail.examples import Examples
from gui.words.translation import set_language
from tests.gui.cells_hand import Stage
from tests.gui.examples_hand import CONTROL, SHIFT, Table
from tests.gui.hand import Heard, Key
from tests.gui.losses_hand import Card
from tests.gui.window_hand import LEFT, NONE, part, scenario, settle


def halves():
    """Twelve examples of three classes, every second one held out; the last two are wrong."""
    labels = np.arange(12) % 3
    scores = np.eye(3)[labels] * 4.0
    scores[10:] = [4, 0, 0]
    names = tuple(f"photo {number}" for number in range(12))
    held_out = np.arange(12) % 2 == 1
    return State("Halves", tuple("abc"), names, labels, ScoreTable(scores), held_out=held_out)


def held(table):
    return np.flatnonzero(table.state.held_out).tolist()


@pytest.fixture
def table(qtbot):
    table = Table(qtbot, scenario())
    assert held(table) == []
    return table


# -- the table ------------------------------------------------------------------------------------


def test_a_key_holds_the_selected_rows_out_and_puts_them_back(table):
    table.click(2)
    table.key(Key.Key_H, CONTROL)
    assert held(table) == [2]
    assert table.session.document.undo_label.key == "hold_out"
    table.click(1, 0, SHIFT)
    table.key(Key.Key_H, CONTROL)  # one of the two is held out: both are then
    assert held(table) == [1, 2]
    table.key(Key.Key_H, CONTROL)
    assert held(table) == []
    table.session.undo()
    settle()
    assert held(table) == [1, 2]


def test_means_stand_in_a_line_for_each_group(table):
    alone = table.panel.means.height()
    table.click(2)
    table.key(Key.Key_H, CONTROL)
    means = table.panel.means
    assert means.height() > alone
    # (2.0404 + 0.0791) / 2 and (2.9 + 0) / 2; the third example's own.
    said = [text for text in means.texts() if text]
    assert said == ["training, mean of 2", "1 of 2 right", "1.06", "1.45"]
    apart = [text for text in means.texts(held_out=True) if text]
    assert apart == ["held out, mean of 1", "0 of 1 right", "6.16", "12.90"]
    assert means.accessibleName() == ", ".join(said + apart)
    table.session.edit(edits.set_loss_switch("sum_over_examples", on=True))
    settle()
    assert means.texts(held_out=True)[0] == "held out, sum of 1"
    table.session.edit(edits.hold_out([2], on=False))
    settle()
    assert means.height() == alone


def test_a_held_out_row_is_grey_and_says_so(table):
    number = table.column(Kind.NAME)
    index = table.view.rows.index(2, number)
    name, before = table.view.rows, table.view.visualRect(index)

    def darkest():
        image = table.view.viewport().grab(before).toImage()
        return min(
            image.pixelColor(x, y).lightness()
            for x in range(20, image.width() // 2)
            for y in range(6, image.height() - 6)
        )

    table.click(0)
    black = darkest()
    table.session.edit(edits.hold_out([2], on=True))
    settle()
    assert darkest() > black + 20
    assert name.data(index, Qt.ItemDataRole.AccessibleTextRole) == "frog photo, held out"
    assert "Held out" in name.data(index, Qt.ItemDataRole.ToolTipRole)


def test_the_menu_of_a_row_holds_out_or_puts_back(table):
    for entry, left in (("Hold out (1)", [1]), ("Put back (1)", [])):
        table.click(1)
        table.view.menu_asked.emit(QPoint(10, 10))
        settle()
        table.choose("examples.menu", entry)
        assert held(table) == left


def test_the_last_training_example_stays_and_it_is_said(table):
    table.click(0)
    table.click(2, 0, SHIFT)
    table.key(Key.Key_H, CONTROL)
    assert held(table) == []
    assert "training example has to stay" in table.panel._note.text()


def choose_held(table, name):
    """Open the menu of the button and choose an entry."""
    table.press("examples.held_out")
    button = table.panel.holding.button
    menu = next(one for one in button.findChildren(QMenu) if one.isVisible())
    action = next(one for one in menu.actions() if one.objectName().endswith(f".{name}"))
    assert action.isEnabled()
    QTest.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())
    settle()


def test_either_group_can_be_shown_alone(qtbot):
    table = Table(qtbot, halves())
    assert table.panel.holding.button.text() == "Held out: 6"
    choose_held(table, "held_out")
    assert table.names() == [f"photo {number}" for number in range(1, 12, 2)]
    assert part(table.panel, "examples.hint").text().startswith("6 of 12 shown: held-out examples")
    table.session.edit(edits.hold_out([3], on=False))
    settle()
    assert "photo 3" not in table.names()
    choose_held(table, "training")
    assert len(table.names()) == 7
    choose_held(table, "held_out")
    choose_held(table, "all_back")
    assert held(table) == []
    assert len(table.names()) == 12  # there is one group alone
    assert table.panel.holding.button.text() == "Hold out…"


def test_a_filter_of_a_group_holds_with_the_others():
    evaluation = evaluate(halves())
    assert matching(evaluation, Filter("wrong")).tolist() == [10, 11]
    assert matching(evaluation, Filter("wrong", group="held_out")).tolist() == [11]
    assert matching(evaluation, Filter("wrong", group="training")).tolist() == [10]
    with pytest.raises(ValueError, match="other"):
        Filter(group="other")


# -- by chance ------------------------------------------------------------------------------------


def test_some_are_held_out_by_share_and_seed(qtbot):
    table = Table(qtbot, edits.hold_out(range(12), on=False).apply(halves()))
    choose_held(table, "split")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SplitDialog)
    assert dialog.outcome.text() == "6 held out, 2 of each class; 6 to fit to."
    for name, text in (("split.share", "25"), ("split.seed", "4")):
        field = part(dialog, name)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
    QTest.keyClick(field, Key.Key_Tab)
    settle()
    assert dialog.outcome.text() == "3 held out, 1 of each class; 9 to fit to."
    assert held(table) == []
    QTest.mouseClick(part(dialog, "split.hold"), LEFT)
    settle()
    expected = edits.split(0.25, 4).apply(halves()).held_out
    assert np.array_equal(table.state.held_out, expected)
    assert table.session.document.undo_label.key == "split"


def test_what_is_still_being_typed_counts_and_cancel_does_nothing(qtbot):
    parent = Table(qtbot, halves())
    for button, asked in (("split.hold", 1), ("split.cancel", 0)):
        dialog = SplitDialog(Look(), halves(), parent.panel)
        heard = Heard(dialog, "asked")
        dialog.open()
        field = part(dialog, "split.seed")
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, "9")
        part(dialog, button).click()
        found = heard.values("asked")
        assert len(found) == asked
        assert not found or found[0].label.params["seed"] == 9


def test_a_share_that_cannot_be_is_told_and_holds_nothing_out(qtbot):
    parent = Table(qtbot, halves())
    dialog = SplitDialog(Look(), halves(), parent.panel)
    heard = Heard(dialog, "asked")
    dialog.open()
    field = part(dialog, "split.share")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "100")
    part(dialog, "split.hold").click()
    assert heard.values("asked") == []
    assert dialog.isVisible()
    assert field.is_wrong()


def test_where_every_class_has_one_example_it_is_said_that_none_can_go(qtbot):
    parent = Table(qtbot, scenario())
    dialog = SplitDialog(Look(), scenario(), parent.panel)
    assert dialog.outcome.text().startswith("Every class keeps one training example")
    assert not part(dialog, "split.hold").isEnabled()


# -- the other cards ------------------------------------------------------------------------------


def test_a_card_of_losses_has_grey_dots_and_a_mean_of_their_own(qtbot):
    card = Card(qtbot, state=edits.hold_out([2], on=True).apply(scenario()))
    shown = card.shown
    assert (shown.mean_text, shown.held_out.mean_text) == ("mean 1.06", "held out 6.16")
    assert shown.held_out.which.tolist() == [False, False, True]
    assert HELD_OUT in {kind for kind, *_ in card.panel.legend._entries}
    assert "held out 6.16" in card.chart.accessibleDescription()
    assert "Held out" in card.chart.tip_of(("example", 2))
    assert "Held out" not in card.chart.tip_of(("example", 1))
    assert "6.156477" in card.chart.tip_of(("mean", 0))


def test_bars_count_the_training_examples_and_an_outline_shows_the_others(qtbot):
    count = 400
    losses = np.where(np.arange(count) < 100, 0.5, 3.0)
    scores = np.stack([np.zeros(count), losses - 1.0], axis=1)  # the hinge's losses
    names = tuple(map(str, range(count)))
    state = State(
        "t", ("x", "y"), names, np.zeros(count, dtype=int), ScoreTable(scores),
        held_out=np.arange(count) >= 100,
    )  # fmt: skip
    card = Card(qtbot, key="hinge", state=state)
    bars, others = card.shown.bars, card.shown.held_out
    assert (bars.counts.sum(), others.bars.counts.sum()) == (100, 300)
    assert others.factor == pytest.approx(1 / 3)
    image = card.chart.grab().toImage()
    edges = card.plan.edges
    column = int(np.flatnonzero(others.bars.counts)[0])
    assert bars.counts[column] == 0
    x = int((edges[column] + edges[column + 1]) / 2)
    empty = card.look.color("card").name()
    inks = {image.pixelColor(x, y).name() for y in range(image.height() // 2)}
    assert inks - {empty}


def test_right_or_wrong_counts_either_group(qtbot):
    stage = Stage(qtbot, AccuracyPanel, halves(), 1.0, (445, 450))
    panel = stage.panel
    assert panel.count.text().startswith("5 of 6 right")
    assert [portion.count for portion in panel.bar.portions] == [5, 0, 1]
    assert panel.table.shown.counts.sum() == 6
    assert panel.table.shown.counts[1].tolist() == [1, 1, 0]
    heard = Heard(panel, "filter_asked")
    panel.group.chosen.emit("held_out")
    settle()
    # Number 11 is of class 2 and taken for 0.
    assert panel.table.shown.counts[2].tolist() == [1, 0, 1]
    panel.bar.chosen.emit("wrong")
    assert heard.values("filter_asked")[-1] == Filter("wrong", group="held_out")
    panel.show_filter(Filter("wrong", group="held_out"))
    panel.bar.chosen.emit("wrong")
    assert heard.values("filter_asked")[-1] == Filter("all", group="held_out")
    stage.session.edit(edits.hold_out(range(12), on=False))
    stage.settle()
    assert panel.group.isHidden()
    assert panel.count.text().startswith("10 of 12 right")


def test_a_held_out_example_carries_nothing_of_the_loss(qtbot):
    state = replace(halves(), view=halves().view.of_example(11, 2))
    stage = Stage(qtbot, CarriersPanel, state, 1.0, (445, 450))
    assert 11 not in {shown.key for shown in stage.panel.bar.shares.parts}
    stage.panel.set_highlight_example(11)
    assert stage.panel.reading.text() == "photo 11: held out, no part of the data loss"


def test_the_rail_says_that_the_chosen_example_is_held_out(qtbot):
    stage = Stage(qtbot, Examples, halves(), 1.0, (280, 120))
    stage.panel.show_evaluation(stage.session.evaluation)
    assert stage.panel.caption.text() == "Example 1 of 12"
    stage.session.edit(edits.choose_example(1))
    stage.settle()
    assert stage.panel.caption.text() == "Example 2 of 12, held out"
    set_language("ko")
    stage.panel.apply_look()
    stage.panel.show_evaluation(stage.session.evaluation)
    assert stage.panel.caption.text() == "예제 12개 중 2번째(떼어 둠)"


@pytest.mark.parametrize("right", [True, False])
def test_a_held_out_dot_has_a_shape_of_its_own(qapp, right):
    look, pictures = Look(1.0), []
    for held_out in (False, True):
        picture = QImage(40, 40, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_dot(painter, look, QPointF(20, 20), 16.0, right=right, held_out=held_out)
        pictures.append(picture)
    # Near a corner of the square no disc of the same area has any ink; at its side the disc has.
    for at, inked in (((33, 33), [False, True]), ((35, 20), [True, False])):
        assert [QColor(one.pixel(*at)).name() != "#ffffff" for one in pictures] == inked
