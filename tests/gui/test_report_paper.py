"""How a report is shared out among sheets: blocks that stay together, tables that are too wide."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from gui.look.theme import Look, Type
from gui.report.paper import Block, columns_of, shared_out
from gui.report.table import Column, table
from gui.report.text import Faces, paragraph, wrapped


def block(height, **more):
    return Block(height, lambda painter, top: None, **more)


def tops(sheets):
    return [[top for top, _ in sheet] for sheet in sheets]


def test_what_has_no_room_any_more_begins_the_next_sheet_without_its_gap():
    blocks = [block(40.0), block(40.0, gap=20.0), block(10.0, gap=5.0)]
    assert tops(shared_out(blocks, 100.0)) == [[0.0, 60.0], [0.0]]


def test_a_heading_goes_along_with_what_it_is_above():
    blocks = [block(70.0), block(20.0, keeps=True), block(20.0)]
    assert tops(shared_out(blocks, 100.0)) == [[0.0], [0.0, 20.0]]


def test_the_names_of_columns_stand_above_the_rows_on_each_sheet():
    head = block(20.0, keeps=True)
    rows = [block(30.0, head=head) for _ in range(5)]
    sheets = shared_out([head, *rows], 100.0)
    assert tops(sheets) == [[0.0, 20.0, 50.0], [0.0, 20.0, 50.0], [0.0, 20.0]]
    assert all(sheet[0][1] is head for sheet in sheets)


def test_what_is_higher_than_a_sheet_has_one_to_itself():
    assert tops(shared_out([block(10.0), block(300.0), block(10.0)], 100.0)) == [[0], [0], [0]]


def test_each_part_of_a_table_that_is_too_wide_begins_with_the_first_columns():
    assert columns_of([30.0, 30.0, 30.0], 1, 100.0) == [[0, 1, 2]]
    assert columns_of([30.0, 30.0, 30.0, 30.0, 30.0], 1, 100.0) == [[0, 1, 2], [0, 3, 4]]
    assert columns_of([30.0, 200.0, 30.0], 1, 100.0) == [[0, 1], [0, 2]]


@pytest.fixture
def faces(qapp):
    return Faces(Look())


@pytest.mark.parametrize(
    "text", ["a name of several words for once", "n" * 200, "가나다" * 40, "🐱" * 60, ""]
)
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(faces, text):
    font = faces.font(Type.BODY)
    lines = wrapped(text, font, 150.0)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(faces.width(line, Type.BODY) <= 151.0 for line in lines)
    assert paragraph(faces, text).height >= faces.line(Type.BODY)


def test_a_row_is_as_high_as_its_longest_name_and_comes_with_the_head(faces):
    names = Column(
        "example", ["cat", "a cat that has a very long name indeed, and a longer one too"]
    )
    blocks = table(faces, [names, Column("L", ["1", "2"], figures=True)], 1)
    assert len(blocks) == 3
    assert blocks[2].height > blocks[1].height
    assert [one.head for one in blocks] == [None, blocks[0], blocks[0]]


def test_the_rule_below_a_row_ends_where_its_figures_end(faces):
    names = Column("example", ["cat"])
    row = table(faces, [names, Column("L", ["12.5"], figures=True)], 1)[1]
    picture = QImage(700, round(row.height) + 4, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    with QPainter(picture) as painter:
        row.paint(painter, 0.0)
    inked = np.array(
        [
            [picture.pixelColor(x, y).lightness() < 250 for x in range(picture.width())]
            for y in range(picture.height())
        ]
    )
    rule = np.flatnonzero(inked[round(row.height) - 1 : round(row.height) + 1].any(axis=0)).max()
    figures = np.flatnonzero(inked[: round(row.height) - 2].any(axis=0)).max()
    assert 0 <= rule - figures <= 3
