"""What holds for every chart on the kit: each of them is asked the same."""

import importlib
import pkgutil
import re
import xml.etree.ElementTree as ET
from functools import partial

import pytest
from PySide6.QtCore import QBuffer, QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter, QPdfWriter, QRawFont, QTextLayout
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtTest import QTest

import gui.charts
from core import edits
from gui.charts.bars.chart import BarChart
from gui.charts.cells.grid import CellGrid
from gui.charts.regions.chart import RegionMap
from gui.look.theme import Look, Type
from gui.marks.access import AT_MOST
from gui.marks.chart import MarkChart
from tests.gui.chart_samples import SAMPLES
from tests.gui.hand import Heard
from tests.gui.window_hand import Counter, Hand, Key, open_window, settle, show_in_room, tip_at
from tests.sweeps import sampled

SIZE = (420, 260)
FEW = 9
ARROWS = (Key.Key_Right, Key.Key_Left, Key.Key_Down, Key.Key_Up)
Text = QAccessible.Text
HEAT_MAPS = {CellGrid}
"""Shades of many numbers stay an image."""
NEVER_EMPTY = {CellGrid}
STEADY = {RegionMap}
"""Names stay where they stood as long as the place is good."""


def ids(kind):
    return kind.__name__


def bounded(chart):
    """Let it be as high as the window has room."""
    chart.setMinimumHeight(0)
    chart.setMaximumHeight(SIZE[1])


@pytest.fixture(params=SAMPLES, ids=ids)
def make(request, qtbot):
    """Makes a chart of one kind with so many marks, in a window with room around."""

    def made(count, look=None):
        new, fill = SAMPLES[request.param]
        chart = new(look or Look())
        fill(chart, count)
        chart.refill = partial(fill, chart)
        bounded(chart)
        chart.window_around = show_in_room(qtbot, chart, *SIZE, room=20)
        chart.clearFocus()
        return chart

    return made


def kinds_of(base):
    """Every class of chart, however far from the kit."""
    for kind in base.__subclasses__():
        if kind.__module__.startswith("gui."):
            yield kind
        yield from kinds_of(kind)


def middles(chart):
    """Marks with a place in the middle of each."""
    return [(key, chart.place_of(key).center()) for key in chart.told()]


def svg_of(chart):
    """The chart as an SVG."""
    buffer = QBuffer()
    target = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    target.setOutputDevice(buffer)
    target.setSize(chart.size())
    target.setViewBox(chart.rect())
    with QPainter(target) as painter:
        chart.render(painter, QPoint())
    return bytes(buffer.data().data()).decode()


def test_every_chart_on_the_kit_has_a_sample():
    for module in pkgutil.walk_packages(gui.charts.__path__, "gui.charts."):
        importlib.import_module(module.name)
    kinds = list(kinds_of(MarkChart))
    assert set(SAMPLES) <= set(kinds)
    for kind in kinds:
        alike = [one for one in SAMPLES if issubclass(kind, one) or issubclass(one, kind)]
        assert alike, kind.__name__


# -- pointer and keys -----------------------------------------------------------------------------


def test_each_mark_is_found_where_it_is_and_tells_all_about_itself(make):
    chart = make(FEW)
    assert len(middles(chart)) >= 3
    for key, at in middles(chart):
        assert chart.mark_at(at) == key
        assert tip_at(chart, at) == chart.tip_of(key)


def test_pointing_lights_a_mark_and_leaving_puts_it_out(make):
    chart = make(FEW)
    hand, heard = Hand(chart.window_around), Heard(chart, "hovered")
    key, at = middles(chart)[1]
    hand.hover(chart, at)
    assert (chart.hover, chart.lighted) == (key, key)
    assert heard.said == ([("hovered", chart.meant_by(key))] if chart.meant_by(key) else [])
    arrow = Qt.CursorShape.ArrowCursor
    assert chart.cursor().shape() == (chart.shape_over(key) if chart.is_choosable(key) else arrow)
    hand.hover(chart.window_around, QPoint(2, 2))
    assert chart.hover is None
    assert heard.said[-1:] in ([], [("hovered", None)])


def test_keys_reach_every_mark_from_the_first(make):
    chart = make(FEW)
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    reached, ahead = {chart.here}, [chart.here]
    while ahead:
        here = ahead.pop()
        for code in (*ARROWS, Key.Key_Tab, Key.Key_Backtab):
            chart.setFocus(Qt.FocusReason.OtherFocusReason)
            chart.go_to(here)
            QTest.keyClick(chart, code)
            assert chart.has(chart.here)
            if chart.here not in reached:
                reached.add(chart.here)
                ahead.append(chart.here)
    assert reached >= set(chart.keys())


def test_the_mark_the_keyboard_is_on_has_a_ring_and_is_spoken_of(make):
    chart = make(FEW)
    without = chart.grab().toImage()
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chart, Key.Key_End)
    assert chart.walked is not None
    said = chart.accessibleDescription()
    assert said == chart.spoken(chart.walked) or chart.value_of(chart.walked) in said
    assert chart.grab().toImage() != without
    chart.clearFocus()
    assert chart.walked is None
    assert chart.grab().toImage() == without


# -- any device -----------------------------------------------------------------------------------


LOOKS = {"sizes": lambda look: look.fit(1280, 720), "colours": lambda look: look.wear("dark")}


@pytest.mark.parametrize("change", LOOKS)
def test_another_look_is_taken_over_as_if_the_chart_had_been_made_in_it(make, change):
    chart, there = make(FEW), Look()
    LOOKS[change](there)
    fresh = make(FEW, there)
    before, paints = chart.grab().toImage(), Counter(chart, QEvent.Type.Paint)
    LOOKS[change](chart.look)
    settle()
    assert paints.count
    bounded(chart)
    settle()
    assert chart.size() == fresh.size()
    picture = chart.grab().toImage()
    assert picture != before
    assert picture == fresh.grab().toImage() or (change == "sizes" and type(chart) in STEADY)


def test_a_chart_paints_itself_into_a_picture_as_on_the_screen(make):
    chart = make(FEW)
    image = QImage(chart.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        chart.render(painter, QPoint())
    shown = chart.grab().toImage().convertToFormat(image.format())
    assert image == shown


@pytest.mark.parametrize("count", sampled([FEW, 0, 300], every=3))
def test_an_svg_of_a_chart_is_shapes_and_text_alone(make, count):
    chart = make(count)
    chart.grab()  # what is kept from the screen is not taken for it
    svg = svg_of(chart)
    assert ("<image" in svg) == (type(chart) in HEAT_MAPS and count > FEW)
    families = set(re.findall(r'<text[^>]* font-family="([^"]*)"', svg))
    assert all(names.endswith(("sans-serif", "serif")) for names in families)
    if count:
        said = "".join(ET.fromstring(svg).itertext())
        assert re.search(r"\w", said)


@pytest.mark.parametrize(("kind", "count"), [(CellGrid, 300), (BarChart, 300), (BarChart, 0)])
def test_of_all_charts_only_shades_of_many_numbers_are_an_image_in_an_svg(qtbot, kind, count):
    new, fill = SAMPLES[kind]
    chart = new(Look())
    qtbot.addWidget(chart)
    fill(chart, count)
    chart.resize(*SIZE)
    assert ("<image" in svg_of(chart)) == (kind in HEAT_MAPS)


def test_a_pdf_of_a_chart_holds_no_picture(make):
    chart = make(FEW)
    chart.grab()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    with QPainter(writer) as painter:
        chart.render(painter, QPoint())
    assert b"/Subtype /Image" not in buffer.data().data()


def test_a_page_in_a_file_is_shapes_and_text_alone(qtbot):
    window = open_window(qtbot)
    window.session.pin()
    for edit in (edits.set_score(0, 0, 4.4), edits.set_strength(0.1)):
        window.session.edit(edit)
    for page in ("scores", "weights", "batch"):
        window.show_page(page)
        settle()
        svg = svg_of(window.page)
        assert "<image" not in svg, page
        weights = dict(re.findall(r'font-weight="(\d+)" [^>]*>([^<]*)<', svg))
        assert "700" in weights, page


class Word(MarkChart):
    """Nothing but a word in a heavy font."""

    def keys(self):
        return ()

    def paint(self, painter, region):
        painter.setFont(self.look.font(Type.LABEL))
        self.used = painter.font()
        painter.drawText(QRectF(self.rect()), 0, "−12.50")


def test_nothing_in_a_file_reaches_beyond_its_widget(qtbot):
    word = Word(Look(), "word")
    qtbot.addWidget(word)
    word.resize(12, 9)
    clip = svg_of(word).split("<clipPath")[1].split("</clipPath>")[0]
    assert "M0,0 L12,0 L12,9 L0,9 L0,0" in clip


def test_text_in_an_svg_has_the_weight_that_the_screen_shows(qtbot):
    word = Word(Look(), "word")
    qtbot.addWidget(word)
    word.resize(80, 30)
    assert 'font-weight="600"' in svg_of(word)


def test_figures_in_a_pdf_are_glyphs_of_their_characters(qtbot):
    word = Word(Look(), "word")
    qtbot.addWidget(word)
    word.resize(80, 30)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    with QPainter(writer) as painter:
        word.render(painter, QPoint())
    for font, is_kept in ((word.used, True), (word.look.font(Type.LABEL), False)):
        layout = QTextLayout("−12.50", font)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        (run,) = layout.glyphRuns()
        plain = QRawFont.fromFont(font).glyphIndexesForString("−12.50")
        assert (list(run.glyphIndexes()) == list(plain)) == is_kept


# -- screen readers -------------------------------------------------------------------------------


def test_screen_readers_reach_every_mark_with_name_value_and_place(make):
    chart = make(FEW)
    told = QAccessible.queryAccessibleInterface(chart)
    assert told.childCount() == len(chart.told())
    around = chart.rect().translated(chart.mapToGlobal(QPoint()))
    for number in range(told.childCount()):
        mark = told.child(number)
        assert mark.text(Text.Name)
        assert mark.text(Text.Value)
        assert mark.text(Text.Description)
        assert mark.rect().isValid()
        assert around.adjusted(-1, -1, 1, 1).contains(mark.rect())


# -- bad cases ------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [0, 1])
def test_no_mark_and_a_single_one_are_shown_pointed_at_walked_and_told(make, count):
    chart = make(count)
    assert not chart.grab().isNull()
    Hand(chart.window_around).hover(chart, QPointF(chart.rect().center()))
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    for code in (*ARROWS, Key.Key_End, Key.Key_Home):
        QTest.keyClick(chart, code)
        assert (chart.walked is None) == (count == 0 and type(chart) not in NEVER_EMPTY)
    told = QAccessible.queryAccessibleInterface(chart)
    assert (told.childCount() == 0) == (count == 0)


@pytest.mark.parametrize("kind", SAMPLES, ids=ids)
def test_more_marks_than_can_be_told_are_painted_walked_and_told_up_to_a_limit(qtbot, kind):
    new, fill = SAMPLES[kind]
    chart = new(Look())
    qtbot.addWidget(chart)
    fill(chart, 2 * AT_MOST)
    chart.resize(*SIZE)
    assert not chart.grab().isNull()
    assert chart.mark_at(chart.place_of(chart.told()[0]).center()) is not None
    QTest.keyClick(chart, Key.Key_End)
    assert chart.has(chart.walked)
    told = QAccessible.queryAccessibleInterface(chart)
    assert 0 < told.childCount() <= AT_MOST + 1
    assert told.child(told.childCount() - 1).text(Text.Name)


def test_what_is_pointed_at_and_walked_to_may_vanish(make):
    chart = make(FEW)
    hand = Hand(chart.window_around)
    hand.hover(chart, middles(chart)[-1][1])
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chart, Key.Key_End)
    chart.refill(1)
    assert chart.hover is None
    assert chart.has(chart.walked)
    QTest.keyClick(chart, Key.Key_Right)
    hand.hover(chart.window_around, QPoint(2, 2))
    assert not chart.grab().isNull()
