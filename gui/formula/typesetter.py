"""Boxes measured and put on one baseline. Sizes follow TeX's, as shares of the type size."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF

from gui.formula.boxes import (
    Atom,
    Box,
    Dots,
    Fraction,
    Row,
    Run,
    Script,
    Struck,
    Styled,
    Tagged,
    space_between,
)
from gui.formula.face import Face
from gui.formula.layout import Dot, Layout, Line, Mark, Piece, Text
from gui.theme import Look, Type
from gui.translation import tr

_LEVELS = (1.0, 0.74, 0.6)
_SPACES = (0.0, 0.2, 0.27, 0.34)
_RAISE = 0.40
_LOWER = 0.18
_RULE = 0.055
_RULE_GAP = 0.19


@dataclass(frozen=True, slots=True)
class Style:
    """What a part takes over from the parts around it."""

    level: int = 0
    role: str = "text"
    bold: bool = False
    struck: bool = False

    def smaller(self) -> Style:
        """The style of a script."""
        return Style(min(2, self.level + 1), self.role, self.bold, self.struck)


class Typesetter:
    """Sets formulas in the fonts of `look`, with the type scaled by `factor`."""

    def __init__(self, look: Look, factor: float = 1.0) -> None:
        self._look = look
        self._factor = factor
        self._faces: dict[tuple[int, bool], Face] = {}

    def set(self, box: Box) -> Layout:
        """The layout of `box`, its left end at x = 0."""
        return self._measure(box, Style()).flatten()

    def _face(self, style: Style) -> Face:
        key = (style.level, style.bold)
        if key not in self._faces:
            factor = self._factor * _LEVELS[style.level]
            font = QFont(self._look.font(Type.FORMULA, factor))
            if style.bold:
                font.setWeight(QFont.Weight.Bold)
            # The serif face has no ≈.
            symbols = QFont(self._look.font(Type.BODY))
            symbols.setPixelSize(font.pixelSize())
            self._faces[key] = Face(font, symbols)
        return self._faces[key]

    def _measure(self, box: Box, style: Style) -> Piece:
        match box:
            case Run(text):
                return self._run(text, style)
            case Row(parts):
                return self._row(parts, style)
            case Tagged(body, target):
                inner = self._measure(body, style)
                return Piece(
                    inner.width,
                    inner.ascent,
                    inner.descent,
                    inside=[(0.0, 0.0, inner)],
                    target=target,
                )
            case Styled(body, role, bold):
                role = style.role if style.struck else role
                return self._measure(body, Style(style.level, role, bold, style.struck))
            case Script(base, above, below):
                return self._script(base, above, below, style)
            case Fraction():
                return self._fraction(box, style)
            case Struck(body):
                return self._struck(body, style)
            case Dots(count):
                return self._dots(count, style)

    def _run(self, text: str, style: Style) -> Piece:
        face = self._face(style)
        tall = text[0] in "()" or text == ","
        ascent = face.tall if tall else face.digits
        descent = face.deep if tall else 0.0
        font = face.symbols if text == "≈" else face.font
        mark = Text(QPointF(), text, font, style.role)
        return Piece(face.width(text), ascent, descent, [(0.0, 0.0, mark)])

    def _row(self, parts: tuple[Box, ...], style: Style) -> Piece:
        em = self._face(style).em
        row = Piece(0.0, 0.0, 0.0)
        last: Atom | None = None
        for part in parts:
            piece = self._measure(part, style)
            atom = part.atom
            if last is not None:
                row.width += em * _SPACES[space_between(last, atom)]
            row.inside.append((row.width, 0.0, piece))
            row.width += piece.width
            row.ascent = max(row.ascent, piece.ascent)
            row.descent = max(row.descent, piece.descent)
            last = atom
        return row

    def _script(self, base: Box, above: Box | None, below: Box | None, style: Style) -> Piece:
        body = self._measure(base, style)
        face = self._face(style)
        whole = Piece(body.width, body.ascent, body.descent, inside=[(0.0, 0.0, body)])
        gap = face.em * 0.03
        if above is not None:
            piece = self._measure(above, style.smaller())
            # A tall exponent (a power of ten, say) still clears the middle of its base.
            rise = max(face.em * _RAISE, piece.descent + face.em * 0.2)
            whole.inside.append((body.width + gap, -rise, piece))
            whole.width = body.width + gap + piece.width
            whole.ascent = max(whole.ascent, rise + piece.ascent)
        if below is not None:
            piece = self._measure(below, style.smaller())
            drop = face.em * _LOWER
            whole.inside.append((body.width + gap, drop, piece))
            whole.width = max(whole.width, body.width + gap + piece.width)
            whole.descent = max(whole.descent, drop + piece.descent)
        return whole

    def _fraction(self, box: Fraction, style: Style) -> Piece:
        inner = style.smaller() if box.small else style
        face = self._face(style)
        above, below = self._measure(box.above, inner), self._measure(box.below, inner)
        rule = max(1.0, face.em * _RULE)
        gap = face.em * (_RULE_GAP * 0.7 if box.small else _RULE_GAP)
        overhang = face.em * 0.08
        width = max(above.width, below.width) + 2 * overhang
        rise = face.axis + rule / 2 + gap + above.descent
        drop = -face.axis + rule / 2 + gap + below.ascent
        line = Line(QPointF(0.0, -face.axis), QPointF(width, -face.axis), rule, style.role)
        return Piece(
            width,
            rise + above.ascent,
            drop + below.descent,
            [(0.0, 0.0, line)],
            [
                ((width - above.width) / 2, -rise, above),
                ((width - below.width) / 2, drop, below),
            ],
        )

    def _struck(self, body: Box, style: Style) -> Piece:
        face = self._face(style)
        piece = self._measure(body, Style(style.level, "outline", style.bold, struck=True))
        # A level line would hide behind the minus signs; a gentle slope crosses them.
        line = Line(
            QPointF(-face.em * 0.06, piece.descent * 0.5),
            QPointF(piece.width + face.em * 0.06, -face.digits * 0.9),
            max(1.0, face.em * _RULE),
            "muted",
        )
        piece.marks.append((0.0, 0.0, line))
        return piece

    def _dots(self, count: int, style: Style) -> Piece:
        face = self._face(style)
        radius, step = face.em * 0.055, face.em * 0.3
        marks: list[tuple[float, float, Mark]] = [
            (step * (place + 0.5), -face.axis, Dot(QPointF(), radius, style.role))
            for place in range(3)
        ]
        font = QFont(self._look.font(Type.SMALL, self._factor))
        caption = tr("formula.more", count=count)
        start = 3 * step + face.em * 0.08
        marks.append((start, 0.0, Text(QPointF(), caption, font, "muted")))
        width = start + QFontMetricsF(font).horizontalAdvance(caption)
        return Piece(width, face.digits, 0.0, marks)
