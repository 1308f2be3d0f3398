"""Language, theme and size are switched in few steps, each of which does what has changed alone."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from core import edits
from core.landscape.slice import Slice
from gui.charts.formula.fit import Fitter
from gui.charts.landscape.chart import LandscapePlot
from gui.controls.card import Card
from gui.controls.number_field import NumberField
from gui.controls.rich_line import RichLine
from gui.look.theme import Change, Look, Mode, Type
from gui.look.themes import DARK
from gui.pages import PAGES
from gui.pages.fit import FitPage
from gui.panels.examples import columns
from gui.rail.rail import Rail
from gui.window.ahead import Ahead
from gui.window.still import Still
from gui.window.window import MainWindow
from gui.words.translation import set_language, tr
from tests.gui.hand import model_state
from tests.gui.landscape_hand import many
from tests.gui.window_hand import open_window, part, scenario, settle, show
from tests.sweeps import sampled


class Received(QObject):
    """Counts events of one kind by the widget that got them."""

    def __init__(self, *kinds):
        super().__init__()
        self._kinds = kinds
        self.by = {}
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() in self._kinds and isinstance(watched, QWidget):
            self.by.setdefault(watched.objectName(), []).append(event.type())
        return False

    def stop(self):
        QApplication.instance().removeEventFilter(self)


@pytest.fixture
def received():
    """Count events of some kinds from when it is called."""
    made = []

    def begin(*kinds):
        made.append(Received(*kinds))
        return made[-1]

    yield begin
    for one in made:
        one.stop()


def test_a_look_says_what_has_changed(qapp):
    look, heard = Look(), []
    look.changed.connect(heard.append)
    set_language("ko")
    look.speak()
    look.wear("dark")
    look.set_zoom(1.5)
    look.set_mode(Mode.PROJECTOR)
    look.set_mode(Mode.PROJECTOR)
    look.speak()
    assert heard == [Change.WORDS, Change.COLORS, Change.SIZES, Change.SIZES]


def test_a_follower_hears_all_that_has_changed_meanwhile_at_once(qapp):
    look = Look()
    follower, heard = look.follower(), []
    follower.changed.connect(heard.append)
    look.wear("dark")
    look.set_mode(Mode.PROJECTOR)
    look.fit(3840, 2160)
    follower.take_over(look)
    assert heard == [Change.SIZES | Change.COLORS]
    assert (follower.theme, follower.scale, follower.mode) == (DARK, 3.5, Mode.PROJECTOR)


def test_zoom_enlarges_what_fits_the_window(qapp):
    look = Look()
    look.fit(1920, 1080)
    look.set_zoom(1.5)
    assert look.scale == 1.5
    look.fit(1280, 720)
    assert look.scale == 1.0


def test_neither_a_language_nor_a_theme_costs_a_font_that_is_there(qapp):
    look = Look()
    font, metrics = look.font(Type.BODY), look.metrics(Type.BODY)
    set_language("ko")
    look.speak()
    korean = look.font(Type.BODY)
    set_language("en")
    look.speak()
    look.wear("dark")
    assert look.font(Type.BODY) is font
    assert look.metrics(Type.BODY) is metrics
    assert look.follower().font(Type.BODY) is font
    set_language("ko")
    assert look.font(Type.BODY) is korean


@pytest.mark.parametrize("page", sampled(PAGES, every=4, first=1))
def test_a_theme_that_is_switched_moves_nothing_and_looks_like_one_from_the_start(
    qtbot, received, page
):
    window = open_window(qtbot, page=page)
    moved = received(QEvent.Type.Resize, QEvent.Type.Move)
    window.look.wear("dark")
    settle()
    moved.stop()
    assert moved.by == {}
    switched = window.grab().toImage()
    window.hide()
    look = Look(theme=DARK)
    look.fit(1280, 720)
    fresh = show(qtbot, MainWindow(scenario(), look, page=page), 1280, 720)
    assert switched == fresh.grab().toImage()


def test_a_resize_gives_every_part_its_size_once(qtbot, received):
    window = open_window(qtbot)
    for page in PAGES:
        window.resize(1280, 720)
        window.show_page(page)
        settle()
        resized = received(QEvent.Type.Resize)
        window.resize(1600, 900)
        settle()
        resized.stop()
        parts = ["header", "rail", "formula", f"page.{page}"]
        assert [len(resized.by[name]) for name in parts] == [1, 1, 1, 1]
        cards = [card.objectName() for card in window.page.findChildren(Card) if card.isVisible()]
        assert {name: len(resized.by[name]) for name in cards} == dict.fromkeys(cards, 1)


def test_the_page_follows_the_window_once_for_several_sizes(keep, received):
    window = keep.open()
    resized = received(QEvent.Type.Resize)
    for width in (1300, 1400, 1500, 1600):
        window.resize(width, 900)
    assert "page.scores" not in resized.by
    settle()
    assert len(resized.by["page.scores"]) == 1
    front = part(window, "pages").parentWidget()
    assert part(window, "page.scores").size() == front.size()
    assert front.geometry().right() == window.width() - 1


def test_a_size_that_changes_the_look_is_painted_once_outside_the_page(keep, received):
    window = keep.open()
    painted = received(QEvent.Type.Paint)
    window.resize(1600, 900)
    settle()
    painted.stop()
    assert [len(painted.by[name]) for name in ("header", "formula", "rail.totals.total")] == [1] * 3


SWITCHES = {
    "zoom": lambda window: window.appearance.zoom_in(),
    "language": lambda window: window.set_language("ko"),
    "theme": lambda window: window.appearance.wear("dark"),
}


@pytest.mark.parametrize("switch", SWITCHES)
def test_a_switch_paints_no_part_before_all_of_them_have_followed(keep, received, switch):
    window = keep.open()
    settle()
    paints = received(QEvent.Type.Paint)
    SWITCHES[switch](window)
    QApplication.sendPostedEvents()  # where what was asked for would be painted
    assert paints.by == {}
    settle()
    assert window.updatesEnabled()
    assert {"window", "rail", "formula"} <= paints.by.keys()


def test_a_switch_that_goes_wrong_leaves_a_window_that_is_painted(keep):
    window = keep.open()
    seen = []

    def fail():
        seen.append(window.updatesEnabled())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), Still(window):
        fail()
    settle()
    assert seen == [False]
    assert window.updatesEnabled()


def test_the_card_behind_another_is_set_anew_when_its_turn_comes(qtbot, received):
    window = open_window(qtbot, page="weights")
    page = window.page
    heard = []
    page.comparison.look.changed.connect(heard.append)
    fitted = received(QEvent.Type.Resize)
    window.resize(1600, 900)
    window.set_language("ko")
    settle()
    assert heard == []
    assert "comparison" not in fitted.by
    page.turns.turn_to("comparison")
    settle()
    assert heard == [Change.WORDS | Change.SIZES]
    heading = part(window, "comparison.heading", RichLine)
    assert heading.text() == tr("comparison.heading")


def test_a_language_and_a_size_leave_the_landscape_as_it_was_computed(qtbot, monkeypatch):
    window = open_window(qtbot, page="weights")
    found, counted = Slice.of, []

    def counting(*arguments):
        counted.append(arguments)
        return found(*arguments)

    monkeypatch.setattr(Slice, "of", staticmethod(counting))
    before = window.page.landscape.terrain()
    window.set_language("ko")
    window.resize(1600, 900)
    settle()
    assert window.page.landscape.terrain() is before
    assert counted == []


def test_the_formula_is_fitted_once_for_a_new_size_and_once_for_another_page(keep, monkeypatch):
    window = keep.open()
    fit, counted = Fitter.fit, []

    def counting(*arguments):
        counted.append(arguments)
        return fit(*arguments)

    monkeypatch.setattr(Fitter, "fit", counting)
    window.resize(1600, 900)
    settle()
    assert len(counted) == 1
    window.show_page("weights")
    settle()
    assert len(counted) == 2
    window.set_language("ko")
    settle()
    assert len(counted) == 3


def test_the_rail_shares_its_height_no_more_than_twice_for_a_new_size(keep, monkeypatch):
    window = keep.open(model_state(10))
    share, counted = Rail._share, []

    def counting(rail):
        counted.append(rail)
        return share(rail)

    monkeypatch.setattr(Rail, "_share", counting)
    window.resize(1600, 900)
    settle()
    assert len(counted) <= 2


def test_the_fields_of_the_rail_line_up_once_when_all_have_another_width(keep, monkeypatch):
    window = keep.open(model_state(10))
    line_up, counted = NumberField.line_up, []

    def counting(field, tail):
        counted.append(field)
        line_up(field, tail)

    monkeypatch.setattr(NumberField, "line_up", counting)
    window.resize(1600, 900)
    settle()
    rows = window.rail.classes.rows
    assert max(map(counted.count, [row.field for row in rows])) <= 8


# -- pages made ahead ------------------------------------------------------------------------------


def test_pages_are_made_ahead_a_piece_in_a_turn_and_come_when_they_are_asked_for(qtbot):
    window = open_window(qtbot)
    made = []

    def make(key):
        for _ in window.make_ahead(key):
            made.append(f"a piece of {key}")
            yield
        made.append(key)

    ahead = Ahead(make, window)
    with qtbot.waitSignal(ahead.done):
        ahead.begin()
        assert made == []
    assert made == ["scores", "weights", "batch", "a piece of fit", "a piece of fit", "fit"]
    assert list(window.pages) == ["scores"]
    for page in PAGES:
        there = part(window, f"page.{page}")
        window.show_page(page)
        settle()
        assert part(window, f"page.{page}") is there is window.page
        assert there.isVisible()


def test_a_page_that_is_asked_for_while_it_is_made_ahead_is_made_once(qtbot):
    window = open_window(qtbot)
    pieces = window.make_ahead("fit")
    next(pieces)
    window.show_page("fit")
    assert list(pieces) == []
    assert len(window.findChildren(QWidget, "page.fit")) == 1
    assert len(window.findChildren(QWidget, "fit.walk")) == 1
    assert window.page.walk.isVisible()


def test_a_page_that_could_not_be_made_is_made_anew_when_it_is_asked_for_again(qtbot, monkeypatch):
    window = open_window(qtbot)

    def broken(look, session):
        raise OSError("no room")

    with monkeypatch.context() as patch:
        patch.setattr(FitPage, "pieces", (FitPage.pieces[0], broken))
        with pytest.raises(OSError, match="no room"):
            list(window.make_ahead("fit"))
    window.show_page("fit")
    assert window.page.walk.isVisible()


def test_no_page_of_a_large_document_is_made_before_it_is_asked_for(qtbot, monkeypatch):
    window = open_window(qtbot)
    monkeypatch.setattr("gui.window.window.HEAVY", window.session.state.size - 1)
    list(window.make_ahead("batch"))
    assert window.findChild(QWidget, "page.batch") is None
    monkeypatch.undo()
    list(window.make_ahead("batch"))
    assert part(window, "page.batch").isHidden()


def test_a_page_made_ahead_says_nothing_about_where_one_is(qtbot):
    window = open_window(qtbot)
    before = window.session.document.place
    list(window.make_ahead("weights"))
    window.show_page("scores")
    assert window.session.document.place == before


def test_a_page_made_ahead_turns_the_card_that_a_later_document_tells(qtbot):
    window = open_window(qtbot)
    list(window.make_ahead("weights"))
    window.documents.open_builtin("l2-or-l1")
    settle()
    assert window.page.turns.card == "comparison"
    assert part(window, "comparison").isVisible()


# -- the landscape ---------------------------------------------------------------------------------


def test_the_plane_of_many_examples_follows_an_edit_a_turn_later(qtbot):
    window = open_window(qtbot, many(examples=200, classes=3), page="weights")
    panel = window.page.landscape
    before = panel.levels()
    window.session.edit(edits.set_pair(2.0, -1.0))
    window.session.flush()
    assert panel.plot.point() == (2.0, -1.0)
    assert panel.levels() is before
    settle()
    assert panel.levels() is not before
    assert panel.plot.ranges()[0][1] > 2.0


def test_the_plane_of_a_document_that_is_over_is_never_drawn(qtbot, monkeypatch):
    window = open_window(qtbot)
    list(window.make_ahead("weights"))
    window.session.edit(edits.load(model_state(4)))
    settle()
    show_shades, drawn = LandscapePlot.show_shades, []

    def counting(plot, *parts, **how):
        drawn.append(plot.ranges())
        show_shades(plot, *parts, **how)

    monkeypatch.setattr(LandscapePlot, "show_shades", counting)
    window.show_page("weights")
    settle()
    assert drawn == [window.page.landscape.plot.ranges()]


# -- a thousand classes ----------------------------------------------------------------------------


def test_headings_of_a_thousand_classes_are_not_asked_for_beyond_what_is_in_sight(
    qtbot, monkeypatch
):
    window = open_window(qtbot, model_state(1000), page="batch")
    heading_of, asked = columns.heading_of, []

    def counting(evaluation, column):
        asked.append(column)
        return heading_of(evaluation, column)

    for module in ("model", "widths"):
        monkeypatch.setattr(f"gui.panels.examples.{module}.heading_of", counting)
    window.resize(1600, 900)
    settle()
    view = window.page.examples.view
    in_sight = view.columnAt(view.viewport().width() - 1) + 1
    assert len(set(asked)) <= in_sight + 2


def test_the_columns_are_shared_out_anew_only_for_another_room_words_or_sizes(qtbot, monkeypatch):
    window = open_window(qtbot, model_state(5, examples=4), page="batch")
    view, shared = window.page.examples.view, []
    share_out = view._share_out

    def counting(room):
        shared.append(room)
        share_out(room)

    monkeypatch.setattr(view, "_share_out", counting)
    window.session.edit(edits.set_label(0, 1))
    window.session.flush()
    window.look.wear("dark")
    settle()
    assert shared == []
    window.set_language("ko")
    settle()
    assert shared
    assert sum(view.columnWidth(number) for number in range(len(view.rows.columns))) == (
        view.viewport().width()
    )
