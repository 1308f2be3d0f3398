"""A part of the window as a file: a picture at any scale, or shapes and text."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPoint, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from core.saving import write_file
from gui.look.painting import Sheet

_DOTS = 96
"""A pixel of the window is 1/96 inch, as in a browser."""
_POINTS = 72
_RANGES = re.compile(rb"beginbfrange\n.*?endbfrange", re.DOTALL)
_SAID = re.compile(rb"\[[^\]]*\]|(?<=> )<\w{4}>(?=\n)")
"""In ranges of glyphs, what these stand for: one after the other, or the first."""
_CODE = re.compile(rb"<\w{4}>")
_USUAL = {b"<0009>": b"<0020>", b"<02BC>": b"<2019>"}
"""A space in place of a tab, an apostrophe in place of a modifier letter."""


class FigureError(OSError):
    """A picture of this size cannot be made."""


def figure(widget: QWidget, kind: str, title: str, scale: float, ground: QColor) -> bytes:
    """The content of a file of this kind that shows `widget` as it is now.

    Parameters
    ----------
    widget
        What is painted; it need not be on a screen.
    kind
        The file's ending: ``.png``, ``.svg`` or ``.pdf``.
    title
        What an SVG or a PDF says it shows.
    scale
        Pixels of a PNG for each of the widget's; the others have no pixels.
    ground
        What lies under the widget.

    Raises
    ------
    FigureError
        If there is no room for so many pixels.
    """
    if kind == ".png":
        return _png(widget, scale, ground)
    return _svg(widget, title, ground) if kind == ".svg" else _pdf(widget, title, ground)


def save_figure(
    path: Path,
    widget: QWidget,
    title: str,
    *,
    scale: float = 1.0,
    ground: QColor,
    overwrite: bool = False,
) -> None:
    """Write `widget` to a file, in the format that its name ends in.

    Raises
    ------
    UnaskedError
        If the person has to be asked first whether the file may be overwritten.
    OSError
        If it cannot be written.
    """
    content = figure(widget, path.suffix.lower(), title, scale, ground)
    write_file(path, [content], overwrite=overwrite)


def pixels(widget: QWidget, scale: float, ground: QColor) -> Sheet:
    """The widget as a picture, `scale` pixels for each of its own."""
    size = (QSizeF(widget.size()) * scale).toSize().expandedTo(QSize(1, 1))
    sheet = Sheet(size, Sheet.Format.Format_ARGB32_Premultiplied)
    if sheet.isNull():
        raise FigureError(f"{size.width()} × {size.height()} pixels have no room in memory")
    sheet.setDevicePixelRatio(scale)
    sheet.fill(ground)
    with QPainter(sheet) as painter:
        _render(widget, painter)
    # A file's pixels have the size that its reader gives them.
    sheet.setDevicePixelRatio(1.0)
    return sheet


def _png(widget: QWidget, scale: float, ground: QColor) -> bytes:
    buffer = _new_buffer()
    pixels(widget, scale, ground).save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _svg(widget: QWidget, title: str, ground: QColor) -> bytes:
    buffer = _new_buffer()
    # The default, Tiny, knows no clipping.
    target = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    target.setOutputDevice(buffer)
    target.setSize(widget.size())
    target.setViewBox(widget.rect())
    target.setTitle(title)
    with QPainter(target) as painter:
        painter.fillRect(widget.rect(), ground)
        _render(widget, painter)
    return bytes(buffer.data().data())


def _pdf(widget: QWidget, title: str, ground: QColor) -> bytes:
    buffer = _new_buffer()
    target = QPdfWriter(buffer)
    size = QSizeF(widget.size()) * _POINTS / _DOTS
    match = QPageSize.SizeMatchPolicy.ExactMatch
    target.setPageSize(QPageSize(size, QPageSize.Unit.Point, title, match))
    target.setPageMargins(QMarginsF())
    target.setResolution(_DOTS)
    target.setTitle(title)
    target.setCreator("Loss Lab")
    with QPainter(target) as painter:
        painter.fillRect(widget.rect(), ground)
        _render(widget, painter)
    return with_usual_characters(bytes(buffer.data().data()))


def with_usual_characters(pdf: bytes) -> bytes:
    """What Qt wrote, with spaces where it says tabs, and so on.

    Some characters have a glyph in common, and it takes that for the first of them: a reader who
    searches for two words would not find them. Nothing changes its place in the file.
    """

    def mend(said: re.Match[bytes]) -> bytes:
        return _CODE.sub(lambda code: _USUAL.get(code[0], code[0]), said[0])

    return _RANGES.sub(lambda ranges: _SAID.sub(mend, ranges[0]), pdf)


def _new_buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _render(widget: QWidget, painter: QPainter) -> None:
    """Paint `widget` and all in it, without the grey that Qt would put under it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    widget.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)


NOTHING = QColor(Qt.GlobalColor.transparent)
"""The ground of what has round corners."""
