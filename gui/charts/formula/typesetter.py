"""Boxes measured and put on one baseline. Sizes follow TeX's, as shares of the type size."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF

from gui.charts.formula.boxes import (
    Atom,
    Box,
    Dots,
    Fraction,
    Remark,
    Row,
    Run,
    Script,
    Struck,
    Styled,
    Tagged,
    space_between,
)
from gui.charts.formula.face import Face
from gui.charts.formula.layout import Dot, Inside, Layout, Line, Mark, Piece, Text
from gui.look.theme import Look, Type

_LEVELS = (1.0, 0.74, 0.6)
_SPACES = (0.0, 0.2, 0.27, 0.34)
_RAISE = 0.40
_LOWER = 0.18
_RULE_GAP = 0.19
_RUNS_AT_MOST = 5000


class Style(NamedTuple):
    """What a part takes over from the parts around it."""

    level: int = 0
    role: str = "text"
    bold: bool = False
    struck: bool = False

    def smaller(self) -> Style:
        """The style of a script."""
        return Style(min(2, self.level + 1), self.role, self.bold, self.struck)


_PLAIN = Style()


class Typesetter:
    """Sets formulas in the fonts of `look`, with the type scaled by `factor`."""

    def __init__(self, look: Look, factor: float = 1.0) -> None:
        self._look = look
        self._factor = factor
        self._faces: dict[tuple[int, bool], Face] = {}
        self._runs: dict[tuple[str, Style], Piece] = {}
        self._caption = look.font(Type.SMALL, factor)
        self._caption_metrics = QFontMetricsF(self._caption)

    def set(self, box: Box, *, as_read: bool = False) -> Layout:
        """The layout of `box`, its left end at x = 0; `as_read` for who takes the text from it."""
        return self._measure(box, _PLAIN).flatten(as_read=as_read)

    def size(self, box: Box) -> tuple[float, float]:
        """How wide and how high `box` would be set; takes a part of the time."""
        piece = self._measure(box, _PLAIN)
        return piece.width, piece.ascent + piece.descent

    def _face(self, style: Style) -> Face:
        key = (style.level, style.bold)
        if key not in self._faces:
            factor = self._factor * _LEVELS[style.level]
            font = QFont(self._look.font(Type.FORMULA, factor))
            if style.bold:
                # Qt smears the regular cut when asked for a weight; the axis gives the true bold.
                font.setVariableAxis(QFont.Tag("wght"), 700.0)
            # The serif face has no ≈.
            symbols = QFont(self._look.font(Type.BODY))
            symbols.setPixelSize(font.pixelSize())
            self._faces[key] = Face(font, symbols)
        return self._faces[key]

    def _measure(self, box: Box, style: Style) -> Piece:
        match box:
            case Run():
                return self._run(box, style)
            case Row(parts):
                return self._row(parts, style)
            case Tagged(body, target):
                inner = self._measure(body, style)
                width, ascent, descent = inner[:3]
                return Piece(width, ascent, descent, (), (Inside(0.0, 0.0, inner),), target)
            case Styled(body, role, bold):
                role = style.role if style.struck else role
                return self._measure(body, Style(style.level, role, bold, style.struck))
            case Script(base, above, below):
                return self._script(base, above, below, style)
            case Fraction():
                return self._fraction(box, style)
            case Struck(body):
                return self._struck(body, style)
            case Dots(note):
                return self._dots(note, style)
            case Remark(text, role):
                width = self._caption_metrics.horizontalAdvance(text)
                mark = Text(0.0, 0.0, width, text, self._caption, role)
                return Piece(width, self._face(style).digits, 0.0, (mark,))

    def _run(self, run: Run, style: Style) -> Piece:
        """Text on the baseline. Most of a formula stays from frame to frame, so it is kept."""
        key = (run.text, style)
        piece = self._runs.get(key)
        if piece is None:
            if len(self._runs) > _RUNS_AT_MOST:
                self._runs.clear()
            face, text = self._face(style), run.text
            tall = text[0] in "()" or text == ","
            ascent = face.tall if tall else face.digits
            descent = face.deep if tall else 0.0
            font = face.symbols if text == "≈" else face.font
            width = face.width(text)
            mark = Text(0.0, 0.0, width, text, font, style.role)
            piece = self._runs[key] = Piece(width, ascent, descent, (mark,))
        return piece

    def _row(self, parts: tuple[Box, ...], style: Style) -> Piece:
        em = self._face(style).em
        inside: list[Inside] = []
        width = ascent = descent = 0.0
        last: Atom | None = None
        for part in parts:
            piece = self._measure(part, style)
            atom = part.atom
            if last is not None:
                width += em * _SPACES[space_between(last, atom)]
            inside.append(Inside(width, 0.0, piece))
            width += piece.width
            ascent = max(ascent, piece.ascent)
            descent = max(descent, piece.descent)
            last = atom
        return Piece(width, ascent, descent, (), tuple(inside))

    def _script(self, base: Box, above: Box | None, below: Box | None, style: Style) -> Piece:
        body = self._measure(base, style)
        width, ascent, descent = body[:3]
        inside = [Inside(0.0, 0.0, body)]
        em = self._face(style).em
        left = width + em * 0.03
        if above is not None:
            piece = self._measure(above, style.smaller())
            # A tall exponent (a power of ten, say) still clears the middle of its base.
            rise = max(em * _RAISE, piece.descent + em * 0.2)
            inside.append(Inside(left, -rise, piece))
            width = left + piece.width
            ascent = max(ascent, rise + piece.ascent)
        if below is not None:
            piece = self._measure(below, style.smaller())
            drop = em * _LOWER
            inside.append(Inside(left, drop, piece))
            width = max(width, left + piece.width)
            descent = max(descent, drop + piece.descent)
        return Piece(width, ascent, descent, (), tuple(inside))

    def _fraction(self, box: Fraction, style: Style) -> Piece:
        inner = style.smaller() if box.small else style
        face = self._face(style)
        above, below = self._measure(box.above, inner), self._measure(box.below, inner)
        gap = face.em * (_RULE_GAP * 0.7 if box.small else _RULE_GAP)
        overhang = face.em * 0.08
        width = max(above.width, below.width) + 2 * overhang
        rise = face.axis + face.rule / 2 + gap + above.descent
        drop = -face.axis + face.rule / 2 + gap + below.ascent
        return Piece(
            width,
            rise + above.ascent,
            drop + below.descent,
            (Line(0.0, -face.axis, width, -face.axis, face.rule, style.role),),
            (
                Inside((width - above.width) / 2, -rise, above),
                Inside((width - below.width) / 2, drop, below),
            ),
        )

    def _struck(self, body: Box, style: Style) -> Piece:
        face = self._face(style)
        piece = self._measure(body, Style(style.level, "outline", style.bold, struck=True))
        width, ascent, descent = piece[:3]
        # A level line would hide the minus signs. A slope crosses their height once, left of the
        # middle, where every term has the digits of its first score.
        overhang = face.em * 0.06
        low, high = face.deep, -face.tall * 1.1
        line = Line(-overhang, low, width + overhang, high, face.em * 0.055, "muted")
        return Piece(width, ascent, descent, (line,), (Inside(0.0, 0.0, piece),))

    def _dots(self, note: str, style: Style) -> Piece:
        face = self._face(style)
        radius, step = face.em * 0.055, face.em * 0.3
        marks: list[Mark] = [
            Dot(step * (place + 0.5), -face.axis, radius, style.role) for place in range(3)
        ]
        width = 3 * step
        if note:
            left = width + face.em * 0.2
            advance = self._caption_metrics.horizontalAdvance(note)
            marks.append(Text(left, 0.0, advance, note, self._caption, "muted"))
            width = left + advance
        return Piece(width, face.digits, 0.0, tuple(marks))
