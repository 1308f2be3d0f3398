"""Where the cells of s = W x + b go. Geometry alone: no painting, no events."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt

from gui.charts.cells.cells import Cell, Labels, Part
from gui.charts.picture import CELLS_AT_MOST, picture_side

_LARGER = 1.75
"""How much larger than a picture of weights that of x may be."""
_W_WIDTH = 40
"""What a cell of W needs before x, b and s get more than it, in design pixels."""

NAMED = 6
"""Of so many features names may stand in two lines: in narrower cells that would help none."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in pixels from the fonts and the scale.

    `line` is a line of small text, `reach` how far marks go beyond a cell, `head` the width of the
    widest name of a feature that has two words or more.
    """

    px: Callable[[float], int]
    line: float
    name_width: float
    reach: float
    head: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A row of W, or x, as one heat map of `columns` × `lines` values."""

    part: Part
    row: int
    frame: QRectF
    columns: int
    lines: int

    def cell(self, index: int) -> Cell:
        """The cell of feature `index`."""
        return Cell("w", self.row, index) if self.part == "w" else Cell("x", index)

    def at(self, point: QPointF) -> Cell | None:
        """The cell under `point`."""
        if not self.frame.contains(point):
            return None
        share_x = (point.x() - self.frame.left()) / self.frame.width()
        share_y = (point.y() - self.frame.top()) / self.frame.height()
        column = min(self.columns - 1, int(share_x * self.columns))
        return self.cell(min(self.lines - 1, int(share_y * self.lines)) * self.columns + column)

    def rect(self, index: int) -> QRectF:
        """The place of feature `index`."""
        width, height = self.frame.width() / self.columns, self.frame.height() / self.lines
        line, column = divmod(index, self.columns)
        left, top = self.frame.left() + column * width, self.frame.top() + line * height
        return QRectF(left, top, width, height)


@dataclass(slots=True)
class Layout:
    """The places of everything, in widget pixels."""

    cells: dict[Cell, QRectF] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)
    names: list[tuple[int, QRectF, Qt.AlignmentFlag]] = field(default_factory=list)
    headers: dict[int, QRectF] = field(default_factory=dict)
    captions: dict[Part, QRectF] = field(default_factory=dict)
    signs: list[tuple[str, QRectF]] = field(default_factory=list)
    more: tuple[QRectF, Qt.AlignmentFlag] | None = None
    gap: float = 0.0

    def rect(self, cell: Cell) -> QRectF | None:
        """The place of a cell, or None if it is not shown."""
        if cell in self.cells:
            return self.cells[cell]
        picture = self.picture_of(cell)
        if picture is None:
            return None
        return picture.rect(cell.column if cell.part == "w" else cell.row)

    def at(self, point: QPointF) -> Cell | None:
        """The cell under `point`."""
        for cell, rect in self.cells.items():
            if rect.contains(point):
                return cell
        under = (picture.at(point) for picture in self.pictures)
        return next(filter(None, under), None)

    def header_at(self, point: QPointF) -> int | None:
        """The feature whose name is under `point`."""
        return next((k for k, rect in self.headers.items() if rect.contains(point)), None)

    def picture_of(self, cell: Cell) -> Picture | None:
        """The heat map that holds a cell."""
        for picture in self.pictures:
            if picture.part != cell.part:
                continue
            if cell.part == "x" or picture.row == cell.row:
                held = picture.columns * picture.lines
                return picture if (cell.feature or 0) < held else None
        return None

    def block(self, part: Part, row: int | None = None) -> QRectF:
        """What a part takes, or one row of it."""
        area = QRectF()
        for cell, rect in self.cells.items():
            if cell.part == part and row in (None, cell.row):
                area = area.united(rect)
        for picture in self.pictures:
            if picture.part == part and (row is None or part == "x" or picture.row == row):
                area = area.united(picture.frame)
        return area

    def marks(self) -> list[Cell]:
        """Every cell, those of heat maps first."""
        within = (
            one.cell(index) for one in self.pictures for index in range(one.columns * one.lines)
        )
        return [*within, *self.cells]

    def stops(self, column: int) -> Iterator[Cell]:
        """Where Tab stops, in order; one stop for a whole heat map, at feature `column`."""
        if not self.pictures:
            yield from self.cells
            return
        for picture in self.pictures:
            yield picture.cell(column)
        yield from self.cells


_LEFT = Qt.AlignmentFlag.AlignLeft
_CENTER = Qt.AlignmentFlag.AlignHCenter


def lay_out(labels: Labels, area: QRectF, m: Measures) -> Layout:
    """Place W, x, b and s with their names and signs in `area`."""
    depth = len(labels.features)
    if depth <= CELLS_AT_MOST:
        return _matrix(labels, area, m)
    side = picture_side(depth)
    if side is not None:
        return _templates(labels, area, m, side)
    return _matrix(labels, area, m, strips=True)


def _signs(
    layout: Layout, lefts: tuple[float, ...], width: float, middle: float, m: Measures
) -> None:
    height = 2 * m.line
    layout.signs = [
        (text, QRectF(left, middle - height / 2, width, height))
        for text, left in zip("×+=", lefts, strict=True)
    ]


def _matrix(labels: Labels, area: QRectF, m: Measures, *, strips: bool = False) -> Layout:
    """W as rows of cells, or as strips where there are too many features for cells."""
    depth, rows = len(labels.features), labels.rows
    most = max(rows, 1 if strips else depth)
    gap = m.px(6 if most <= 6 else 3 if most <= 9 else 2)
    sign = m.px(40 if depth <= 6 else 32 if depth <= 9 or strips else 20)
    # However long the names are, the numbers keep about four fifths of the width.
    name = min(m.name_width, (0.2 if depth <= 9 else 0.17) * area.width()) + m.px(12)
    width, value = _widths(depth, area.width() - name - 3 * sign, gap, m, strips=strips)
    # W, its caption and the names of the features; x has a caption alone.
    heads = 0 if strips else 2 if depth <= NAMED and m.head > width + gap else 1
    above = m.reach + (1 + heads) * m.line
    x_above = m.reach + m.line
    height = _fit(area.height() - above, rows, gap, m.px(64))
    tall = area.height() - x_above if strips else 0
    w_tall = rows * height + (rows - 1) * gap
    # Both share one middle: what stands above W leaves less below it for a taller x.
    x_room = min(area.height() - x_above, 2 * (area.height() - above) - w_tall)
    x_height = min(height, _fit(x_room, depth, gap, m.px(64)))
    w_width = width if strips else depth * width + (depth - 1) * gap
    x_tall = tall if strips else depth * x_height + (depth - 1) * gap

    # W, x and the signs share one middle, or the row would not read as one equation. It lies in the
    # middle of what the taller side above it and the taller side below it leave.
    up = max(above + w_tall / 2, x_above + x_tall / 2)
    down = max(w_tall, x_tall) / 2
    middle = round(area.top() + up + (area.height() - up - down) / 2)
    left = round(area.left() + (area.width() - name - w_width - 3 * sign - 3 * value) / 2)
    top, x_top = round(middle - w_tall / 2), round(middle - x_tall / 2)
    w_left = left + round(name)
    x_left = w_left + w_width + sign
    b_left = x_left + value + sign
    s_left = b_left + value + sign

    layout = Layout(gap=gap)
    _signs(layout, (x_left - sign, b_left - sign, s_left - sign), sign, middle, m)
    tops = [top + place * (height + gap) for place in range(rows)]
    for index, y in zip(labels.classes, tops, strict=False):
        layout.names.append((index, QRectF(left, y, name - m.px(8), height), _LEFT))
        if strips:
            layout.pictures.append(
                Picture("w", index, QRectF(w_left, y, w_width, height), depth, 1)
            )
        else:
            for column in range(depth):
                x = w_left + column * (width + gap)
                layout.cells[Cell("w", index, column)] = QRectF(x, y, width, height)
    if labels.more:
        layout.more = (QRectF(left, tops[-1], name + w_width, height), _LEFT)
    if strips:
        layout.pictures.append(Picture("x", 0, QRectF(x_left, x_top, value, x_tall), 1, depth))
    else:
        for row in range(depth):
            place = QRectF(x_left, x_top + row * (x_height + gap), value, x_height)
            layout.cells[Cell("x", row)] = place
            x = w_left + row * (width + gap)
            head = top - m.reach - heads * m.line
            layout.headers[row] = QRectF(x - gap / 2, head, width + gap, heads * m.line)
    _values(layout, labels, (b_left, s_left), tops, value, height)
    caption = top - above
    layout.captions = {
        "w": QRectF(w_left, caption, w_width, m.line),
        "x": QRectF(x_left, x_top - x_above, value, m.line),
        "b": QRectF(b_left, top - x_above, value, m.line),
        "s": QRectF(s_left, top - x_above, value, m.line),
    }
    return layout


def _fit(room: float, count: int, gap: float, most: float) -> int:
    """The height of one of `count` rows in `room`."""
    return max(6, int(min(most, (room - (count - 1) * gap) / count)))


def _widths(depth: int, room: float, gap: float, m: Measures, *, strips: bool) -> tuple[int, int]:
    """Widths of a cell of W (a whole strip) and of a cell of x, b and s."""
    if strips:
        return int(min(m.px(620), room - 3 * m.px(84))), m.px(84)
    room -= (depth - 1) * gap
    share = min(m.px(120), room / (depth + 3))
    wish = max(share, min(m.px(64 if depth <= 9 else 54), 2 * share))
    # W first: x, b and s take what it leaves, down to a little more than an equal share.
    least = min(wish, 1.1 * share)
    value = max(least, min(wish, (room - depth * m.px(_W_WIDTH)) / 3))
    width = int(min(share, (room - 3 * value) / depth))
    return width, int(max(width, min(wish, (room - depth * width) / 3)))


def _values(
    layout: Layout,
    labels: Labels,
    lefts: tuple[float, float],
    tops: list[int],
    width: float,
    height: float,
) -> None:
    """The columns b and s."""
    parts: tuple[Part, Part] = ("b", "s")
    for part, left in zip(parts, lefts, strict=True):
        for index, y in zip(labels.classes, tops, strict=False):
            layout.cells[Cell(part, index)] = QRectF(left, y, width, height)


def _templates(labels: Labels, area: QRectF, m: Measures, side: int) -> Layout:
    """Each class's row of W as a square picture, and x as one that is larger where it can be."""
    rows, sign = labels.rows, m.px(32)
    gap, value = m.px(14), m.px(76)
    name = min(m.name_width, 0.14 * area.width()) + m.px(10)
    room = area.width() - 3 * sign - 2 * value - name
    over = m.line + m.reach
    across, size = _tiles(rows, side, room, area.height() - m.line, gap, over, m)
    down = math.ceil(rows / across)
    w_width = across * size + (across - 1) * gap
    pitch = size + over
    if down > 1:  # what height is left keeps a name away from the picture above
        pitch += round(min(gap, (area.height() - m.line - down * pitch) / (down - 1)))
    w_tall = m.line + (down - 1) * pitch + size + over
    x_size = size
    if down > 1:  # it is what one looks at, and there is height for it
        x_size = int(min(_LARGER * size, w_tall - m.line - over))
        x_size -= x_size % side if x_size > 3 * side else 0
    left = round(area.left() + (room - w_width - x_size) / 2)
    top = round(area.top() + (area.height() - w_tall) / 2)
    middle = top + m.line + (w_tall - m.line + (over if down == 1 else 0)) / 2
    x_left = left + w_width + sign
    b_left = x_left + x_size + sign
    s_left = b_left + value + sign

    layout = Layout()
    _signs(layout, (x_left - sign, b_left - sign, s_left - sign), sign, middle, m)
    for place in range(rows):
        line, column = divmod(place, across)
        x = left + column * (size + gap)
        y = top + m.line + line * pitch
        caption = QRectF(x - gap / 2, y, size + gap, m.line)
        if place < len(labels.classes):
            index = labels.classes[place]
            layout.names.append((index, caption, _CENTER))
            frame = QRectF(x, y + over, size, size)
            layout.pictures.append(Picture("w", index, frame, side, side))
        else:
            layout.more = (caption.translated(0, size / 2), _CENTER)
    x_frame = QRectF(x_left, round(middle - x_size / 2), x_size, x_size)
    layout.pictures.append(Picture("x", 0, x_frame, side, side))

    between = m.px(6) if rows <= 6 else m.px(3)
    height = _fit(area.height() - 2 * over, rows, between, m.px(56))
    layout.gap = between
    count = len(labels.classes)
    first = round(middle - (count * height + (count - 1) * between) / 2)
    tops = [first + place * (height + between) for place in range(count)]
    _values(layout, labels, (b_left, s_left), tops, value, height)
    for index, y in zip(labels.classes, tops, strict=True):
        beside = QRectF(s_left + value + m.px(10), y, name - m.px(10), height)
        layout.names.append((index, beside, _LEFT))
    layout.captions = {
        "w": QRectF(left, top, w_width, m.line),
        "x": QRectF(x_left, x_frame.top() - over, x_size, m.line),
        "b": QRectF(b_left, first - over, value, m.line),
        "s": QRectF(s_left, first - over, value, m.line),
    }
    return layout


def _tiles(
    count: int, side: int, width: float, height: float, gap: float, over: float, m: Measures
) -> tuple[int, int]:
    """How many pictures side by side, and how large, so that they are as large as can be."""

    def size_of(across: int, x: float) -> int:
        """Their size where x takes the room of `x` of them."""
        room = (width - (across - 1) * gap) / (across + x)
        size = int(min(room, height / math.ceil(count / across) - over, m.px(200)))
        # Pixels of one size, where that takes less than a quarter of the picture: of one that has
        # fewer than three of the window's for each of its own it could take half.
        return size - size % side if size > 3 * side else size

    # A full last line is worth a little size.
    best = max(
        range(count, 0, -1),
        key=lambda across: (
            size_of(across, 1.0) * (count / (across * math.ceil(count / across))) ** 0.6
        ),
    )
    return best, max(6, size_of(best, _LARGER if best < count else 1.0))
