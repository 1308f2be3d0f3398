"""Cards and pages in an SVG and a PDF: shapes and text, and pictures only where shades are."""

import re
import xml.etree.ElementTree as ET
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from gui.base.work import let_work_end
from gui.charts.cells.grid import CellGrid
from gui.charts.picture import ExamplePicture
from gui.charts.regions.chart import RegionMap
from gui.charts.weights.chart import WeightTable
from gui.files.figure import figure
from gui.look.theme import Look
from gui.look.themes import PRINT
from gui.pages import PAGES, make_page
from gui.session import Session
from gui.window.cards import cards_of
from gui.words.translation import set_language
from tests.gui import pdf_text
from tests.gui.window_hand import scenario
from tests.sweeps import sampled

SHADED = (CellGrid, ExamplePicture, RegionMap, WeightTable)
"""Charts of very many numbers, of examples and weights that are pictures, of probabilities."""
SCENARIOS = ("cat-car-frog", "iris-petals", "pixels")
WHITE = QColor("#FFFFFF")


def sheets(page, evaluation):
    """The page with each of the cards in front that take turns on it, at rest."""
    for card in (None,) if page.turns is None else page.turns.keys:
        if card is not None:
            page.turns.turn_to(card)
        page.show_evaluation(evaluation)
        let_work_end(20_000)
        yield page


def is_shaded(widget):
    return any(one.isVisibleTo(widget) for kind in SHADED for one in widget.findChildren(kind))


@pytest.mark.parametrize(
    ("key", "language", "page_key"), sampled(product(SCENARIOS, ["en", "ko"], PAGES), every=7)
)
def test_what_is_written_is_text_and_nothing_but_shades_is_a_picture(
    qtbot, monkeypatch, key, language, page_key
):
    monkeypatch.setattr("core.fit.course.Course.dense", 9)  # lambdas a decade, in place of 90
    set_language(language)
    look = Look()
    look.wear(PRINT)
    look.use_plain_glyphs(on=True)
    look.fit(1280, 720)
    session = Session(scenario(key))
    page = make_page(page_key, look, session)
    qtbot.addWidget(page)
    page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    page.resize(1000, 600)
    page.show()
    for sheet in sheets(page, session.evaluation):
        for widget in (sheet, *cards_of(sheet)):
            name = widget.objectName()
            svg = figure(widget, ".svg", name, 1.0, WHITE).decode()
            pdf = figure(widget, ".pdf", name, 1.0, WHITE)
            written = "".join(pdf_text.pages(pdf)[0])
            assert not re.search("[\ue000-\uf8ff\ufffd\t]", written), name
            if not is_shaded(widget):
                assert "<image" not in svg, name
                assert b"/Subtype /Image" not in pdf, name
            texts = ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
            said = "".join("".join(text.itertext()) for text in texts)
            assert said, name
            assert set(said) - {" "} == set(written) - {" "}, name
