"""Numbers of the table: their points in line, and short enough for a cell without being cut."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from core import edits
from core.evaluation import evaluate
from core.settings import LossSettings
from core.state import ScoreTable, State
from gui.look.text_cache import TextCache
from gui.look.theme import Look, Type
from gui.panels.examples.columns import Kind, columns_of, summary_of, summary_value, value_of
from gui.panels.examples.figures import Figures, role_of
from gui.panels.examples.model import ExamplesModel
from gui.panels.examples.order import Sorting, ordered
from gui.panels.examples.widths import TICK, least_widths, named_widths, pad_of, widest
from gui.words.number_text import parse
from gui.words.translation import set_language
from tests.gui.examples_hand import Table
from tests.gui.hand import score_state
from tests.gui.window_hand import settle

WORDS = {Kind.NAME, Kind.LABEL, Kind.PREDICTED}
MIXED = [[3.2, 5.1, -1.7], [1.3, 4.9, 1e-7], [200.25, 2.5, -3.125], [-0.004, 1e8, 12.0]]


class Seen(TextCache):
    """Notes where texts are written instead of writing them."""

    def __init__(self, look):
        super().__init__(look)
        self.places = []

    def draw(self, painter, place, side, text, role, ink):
        assert side == "left"
        self.places.append((text, place, role))


def prepared(state, width=160, close=False):
    look = Look(1.0)
    model = ExamplesModel(evaluate(state), Look())
    seen = Seen(look)
    figures = Figures(look, model, seen)
    widths = dict.fromkeys(range(len(model.columns)), width)
    assert figures.prepare(range(len(model.rows)), widths, close=close)
    return figures, seen, model


def many(scores, loss="softmax"):
    scores = np.array(scores, dtype=float)
    count, classes = scores.shape
    names = tuple(f"class {index}" for index in range(classes))
    table = ScoreTable(scores)
    labels = np.arange(count) % classes
    return State("Many", names, ("x",) * count, labels, table, LossSettings(loss))


def test_under_labels_and_leads_the_row_of_means_says_nothing_with_a_pin_neither():
    then = many(MIXED)
    now = edits.set_score(0, 0, 4.0).apply(then)
    evaluation = evaluate(now, pinned=evaluate(then))
    said = {one.kind: summary_of(evaluation, one) for one in columns_of(evaluation)}
    assert said[Kind.LABEL] == said[Kind.LEAD] == said[Kind.SCORE] == ""
    assert said[Kind.CHANGE] != ""


@pytest.mark.parametrize("close", [False, True])
def test_the_points_of_a_column_stand_in_one_line_with_that_of_the_mean(qapp, close):
    figures, seen, model = prepared(many(MIXED), close=close)
    look = Look(1.0)
    room, role = seen_room(160, close), Type.SMALL if close else Type.BODY
    for number, column in enumerate(model.columns):
        if column.kind in WORDS:
            assert figures.text(0, number) is None
            continue
        seen.places.clear()
        texts = [figures.text(row, number) for row in range(len(MIXED))]
        for text in (*texts, *filter(None, [figures.sum(number)])):
            figures.draw(None, room, number, text, role, "text")
        points = [
            place.left() + look.width(text.partition(".")[0], role)
            for text, place, _ in seen.places
        ]
        assert max(points) - min(points) < 0.5, column
        assert all(place.right() <= room.right() + 1e-6 for _, place, _ in seen.places)


def seen_room(width, close):
    pad = pad_of(Look(1.0), close=close)
    return QRectF(pad, 0, width - 2 * pad, 40)


HUGE = [[1.2345678e8, -3.2e299, 7.5], [123456.789, -98765.4321, 1e-300], [5.0, 4.0, 3.0]]


@pytest.mark.parametrize("width", [46, 80, 140])
@pytest.mark.parametrize("close", [False, True])
def test_a_number_without_room_is_shortened_as_a_number(qapp, width, close):
    figures, _, model = prepared(many(HUGE, "hinge"), width, close)
    evaluation, look = model.evaluation, Look(1.0)
    for number, column in enumerate(model.columns):
        if column.kind in WORDS:
            continue
        for row in range(3):
            text, value = figures.text(row, number), value_of(evaluation, column, row)
            assert "…" not in text
            one_digit = 0.5 * 10.0 ** np.floor(np.log10(abs(value))) if value else 0.005
            assert abs(parse(text) - value) <= one_digit * 1.0001, (text, value)
            if width >= 140:
                role = role_of(column.kind, own=row == column.index, close=close)
                room = width - 2 * pad_of(look, close=close)
                room -= figures.tick_room(number, close=close)
                assert look.width(text, role) <= room, text
        total = figures.sum(number)
        if total is not None:
            value = summary_value(evaluation, column)
            assert parse(total) == pytest.approx(value, rel=0.5)
            assert "…" not in total


def test_a_change_without_room_keeps_its_sign(qapp):
    state = many(HUGE, "hinge")
    pinned = evaluate(state)
    moved = edits.set_score(2, 2, -123456.789).apply(state)
    model = ExamplesModel(evaluate(moved, pinned, pinned), Look())
    figures = Figures(Look(1.0), model, TextCache(Look(1.0)))
    number = next(i for i, c in enumerate(model.columns) if c.kind is Kind.CHANGE)
    figures.prepare(range(3), {number: 60}, close=False)
    text = figures.text(2, number)
    assert text[0] == "+"
    assert parse(text[1:]) == pytest.approx(2 * 123459.789, rel=0.25)


def test_the_columns_have_room_for_the_largest_losses_and_their_sum(qapp):
    state = edits.set_loss_switch("sum_over_examples", on=True).apply(
        many([[0, 123456.789, 98765.4321], [0, 0, 0]], "hinge")
    )
    evaluation = evaluate(state)
    model, look = ExamplesModel(evaluation, Look()), Look(1.0)
    texts = widest(evaluation, model.decimals)
    least = least_widths(look, evaluation, model.columns, texts, close=False)
    for number, column in enumerate(model.columns):
        if column.loss == "hinge":
            assert look.width("222226.22", Type.STRONG) <= least[number] - 2 * pad_of(
                look, close=False
            )


def test_the_names_of_classes_are_written_whole_where_the_table_has_room(qapp):
    state = many([[4.99, 1.9, -6.89]], "softmax")
    state = replace(state, classes=("setosa", "the versicolor iris", "virginica"))
    evaluation, look = evaluate(state), Look(1.0)
    model = ExamplesModel(evaluation, look)
    texts = widest(evaluation, model.decimals)
    least = least_widths(look, evaluation, model.columns, texts, close=False)
    room = sum(least) + 200
    named = named_widths(look, evaluation, model.columns, least, room)
    widths = [
        w for w, column in zip(named, model.columns, strict=True) if column.kind is Kind.SCORE
    ]
    for width, name in zip(widths, state.classes, strict=True):
        assert width - 2 * pad_of(look, close=False) >= look.width(name, Type.LABEL)
    others = [one for one, column in enumerate(model.columns) if column.kind is not Kind.SCORE]
    assert [named[one] for one in others] == [least[one] for one in others]
    assert sum(named) <= room
    # Rather than scroll, names are cut.
    assert named_widths(look, evaluation, model.columns, least, sum(least) + 10) == least


def test_the_tick_stands_in_its_own_column_behind_the_figures(qtbot):
    table = Table(qtbot, score_state([[1.25, 2.5], [3.5, 4.25]]))
    figures = table.view.cells.figures
    number = table.column(Kind.SCORE, 0)
    assert figures.text(0, number) == "1.25"
    assert figures.tick_room(number, close=False) == table.panel.look.width(TICK, Type.STRONG)
    assert figures.tick_room(number, close=True) == 0


def test_what_a_new_row_says_of_its_change_follows_the_language(qapp):
    state = score_state([[1.0, 2.0]])
    pinned = evaluate(state)
    more = edits.add_example("fresh").apply(state)
    model = ExamplesModel(evaluate(more, pinned, pinned), Look())
    figures = Figures(Look(), model, TextCache(Look()))
    number = next(i for i, c in enumerate(model.columns) if c.kind is Kind.CHANGE)
    said = []
    for code in ("en", "ko"):
        set_language(code)
        figures.forget()
        figures.prepare(range(2), {number: 120}, close=False)
        said.append(figures.text(1, number))
    assert said == ["new", "새 예제"]


def test_the_row_of_means_shows_the_new_mean_at_once(qtbot):
    table = Table(qtbot, score_state([[1.0, 2.0]]))
    table.session.edit(edits.set_score(0, 0, 9.0))
    settle()
    number = table.column(Kind.LOSS, loss="softmax")
    assert table.view.cells.figures.sum(number) == table.panel.means.texts()[number] == "0.001"


@pytest.mark.parametrize("roomy", [True, False])
def test_the_column_that_sorts_shows_its_order_in_its_figures_where_they_fit(qapp, roomy):
    state = many([[6.0 + step / 100, 0.0] for step in range(4)])
    look, evaluation = Look(1.0), evaluate(state)
    model = ExamplesModel(evaluation, look)
    column = next(one for one in model.columns if one.loss == "softmax")
    number = model.columns.index(column)
    longest = "0.0025" if roomy else "0.002"
    room = 2 * pad_of(look, close=False) + int(look.width(longest, Type.BODY)) + 1
    figures = Figures(look, model, Seen(look))

    def texts(sorting):
        rows = ordered(evaluation, np.arange(0, 4, 2), sorting)  # of class 0: all are right
        model.show(evaluation, rows, sorting)
        figures.prepare(range(2), dict.fromkeys(range(len(model.columns)), room), close=False)
        return [figures.text(row, number) for row in range(2)]

    assert texts(None) == ["0.002", "0.002"]
    wanted = ["0.0025", "0.0024"]  # ln(1 + e⁻⁶) and ln(1 + e⁻⁶·⁰²)
    assert texts(Sorting(column, descending=True)) == (wanted if roomy else ["0.002"] * 2)


def test_a_score_that_moves_writes_the_columns_anew_that_moved_with_it(look, monkeypatch):
    state = score_state(((3.2, 5.1, -1.7), (1.3, 4.9, 2.0), (2.2, 2.5, -3.1)))
    before = evaluate(state)
    model, seen = ExamplesModel(before, look), TextCache(look)
    figures = Figures(look, model, seen)
    rows, widths = range(3), dict.fromkeys(range(len(model.columns)), 200)
    assert figures.prepare(rows, widths, close=False)
    write, written = figures._write, []

    def noting(number, *others, **more):
        written.append(model.columns[number].kind)
        return write(number, *others, **more)

    monkeypatch.setattr(figures, "_write", noting)
    after = evaluate(edits.set_score(1, 2, 2.5).apply(state), before)
    model.show(after, np.arange(3), None)
    figures.prepare(rows, widths, close=False)
    assert written.count(Kind.SCORE) == 1
    assert set(written) <= {Kind.SCORE, Kind.LEAD, Kind.LOSS}
    fresh = Figures(look, model, seen)
    fresh.prepare(rows, widths, close=False)
    cells = [(row, number) for row in rows for number in widths]
    assert [figures.text(*cell) for cell in cells] == [fresh.text(*cell) for cell in cells]
    assert [figures.sum(number) for number in widths] == [fresh.sum(number) for number in widths]
