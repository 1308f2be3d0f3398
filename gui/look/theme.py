"""Every size and font of the window, and the colours of the theme in force."""

from __future__ import annotations

import math
from enum import Enum, Flag, IntEnum, auto
from importlib.resources import as_file, files
from weakref import WeakValueDictionary

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QPalette,
    QPen,
)

from gui.look.themes import LIGHT, SYSTEM, Theme, theme_of
from gui.words.translation import language


class Type(Enum):
    """A role of text: size in pixels at a window height of 1080, weight, and size from afar.

    To be read from the last row, figures of a main number have at least 4 % of the window's height,
    names, labels and ticks at least 3 %.
    """

    BODY = (19.0, QFont.Weight.Normal, 33.0)
    STRONG = (19.0, QFont.Weight.Bold, 33.0)
    VALUE = (19.0, QFont.Weight.Bold, 44.0)
    FIGURE = (16.5, QFont.Weight.Normal, 44.0)
    SMALL = (16.5, QFont.Weight.Normal, 33.0)
    LABEL = (16.5, QFont.Weight.DemiBold, 33.0)
    HEADING = (20.0, QFont.Weight.Bold, 34.0)
    STAGE = (21.0, QFont.Weight.Bold, 40.0)
    TOTAL = (28.0, QFont.Weight.Bold, 56.0)
    READOUT = (34.0, QFont.Weight.Bold, 84.0)
    DISPLAY = (84.0, QFont.Weight.Bold, 120.0)
    FORMULA = (30.0, QFont.Weight.Normal, 62.0)

    # Asked for a thousand times a frame; Enum's own is written in Python. Each is there once.
    __hash__ = object.__hash__


_REFERENCE = (1920.0, 1080.0)
_SMALLEST = 0.6
_SMALLEST_TEXT = 10.5
_TARGET, _FAR_TARGET = 24, 44.0
_WIDTHS_KEPT, _PENS_KEPT = 4000, 1000
_OUTLINES = 64
"""From so many pixels on Qt draws glyphs as outlines."""
_SERIF_TYPES = {Type.FORMULA}
_HANGUL = ("Noto Sans CJK KR", "NanumGothic")
_families: list[str] = []


def load_fonts() -> None:
    """Make the bundled typefaces known to Qt (once per process; needs a QGuiApplication)."""
    if _families:
        return
    for package, name in (
        ("fontpkg_inter", "Inter[opsz,wght].ttf"),
        ("fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf"),
    ):
        with as_file(files(package) / "files" / name) as path:
            number = QFontDatabase.addApplicationFont(str(path))
        loaded = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        _families.append(loaded[0] if loaded else "sans-serif")


def _set_weight(font: QFont, weight: int) -> None:
    """Give `font` a weight on the variable typefaces and on the system's Hangul.

    Qt sees one upright face in a variable font: a bold request smears that face, while the axis
    alone leaves Hangul, which comes from static fonts, thin. So Latin takes the axis alone, and
    Korean the bold request with the axis lowered by what smearing adds. Large glyphs Qt draws as
    outlines, and smears none of them.
    """
    if language() == "ko" and weight >= QFont.Weight.DemiBold:
        font.setWeight(QFont.Weight.Bold)
        if font.pixelSize() < _OUTLINES:
            weight -= 150
    font.setVariableAxis(QFont.Tag("wght"), float(weight))


class Change(Flag):
    """What of a look has changed."""

    WORDS = auto()
    """The language; its fonts have weights of their own, but the same sizes."""
    SIZES = auto()
    COLORS = auto()
    ALL = WORDS | SIZES | COLORS


class Mode(Enum):
    """What the window is laid out for, and how much larger everything is there."""

    DESK = 1.0
    PROJECTOR = 1.75
    OVER = 1.3
    """What lies over a page and must be seen whole: what is to be read has 2 % of the height."""


class Room(IntEnum):
    """What still has its place where things are large for the window, or the window is small."""

    NO_RAIL = auto()
    """Of a page one view; what is in the rail lies over it when it is asked for."""
    ONE_VIEW = auto()
    """Of a page one view beside the rail; the others wait behind their names."""
    NO_HINTS = auto()
    WHOLE = auto()


ZOOMS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_SHARES = ((0.95, Room.WHOLE), (0.82, Room.NO_HINTS), (0.78, Room.ONE_VIEW))
"""What has its place where the window has at least this share of the lengths of the design."""


def _size(role: Type, mode: Mode) -> float:
    """The size of a role in design pixels of a mode."""
    near, _, far = role.value
    return far / mode.value if mode is Mode.PROJECTOR else near


class _Fonts:
    """Fonts and measures at one scale and in one mode, for every look that has them now."""

    def __init__(self) -> None:
        self.fonts: dict[tuple[Type, float, str], QFont] = {}
        self.metrics: dict[tuple[Type, float, str], QFontMetricsF] = {}
        self.widths: dict[tuple[Type, float, str, str], float] = {}


_fonts_at: WeakValueDictionary[tuple[float, Mode, bool], _Fonts] = WeakValueDictionary()


def system_is_dark() -> bool:
    """Whether the system asks for light writing on a dark ground."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


class Look(QObject):
    """How the window looks and speaks now: theme, scale, mode and language.

    Views keep a reference, read it when they lay out or paint, and connect `changed` to their own
    ``apply_look``, which sets every font, size and text anew.
    """

    changed = Signal(object)
    """What has changed, a `Change`: colours alone need no new layout."""

    def __init__(self, scale: float = 1.0, theme: Theme = LIGHT) -> None:
        super().__init__()
        load_fonts()
        self.choice = SYSTEM
        self.theme = theme
        self.mode = Mode.DESK
        self.zoom = 1.0
        self.plain_glyphs = False
        self.times = 1.0
        self._pens: dict[tuple[str, float], QPen] = {}
        self._fitting = scale
        self._language = language()
        self.room = self._room(self.mode)
        self._set_scale(scale)

    def _set_scale(self, scale: float) -> None:
        self.scale = scale
        self._fonts = _fonts_at.setdefault((scale, self.mode, self.plain_glyphs), _Fonts())

    def fit(self, width: int, height: int) -> None:
        """Scale type and marks to a window of `width` × `height` pixels."""
        self._fitting = min(width / _REFERENCE[0], height / _REFERENCE[1])
        self._become(self.theme, self.mode)

    def _scale(self, mode: Mode, times: float) -> float:
        zoom = self.zoom if mode is Mode.DESK else 1.0  # in a hall sizes are what the hall asks for
        zoom = min(zoom * times, max(zoom, ZOOMS[-1])) if mode is Mode.DESK else times
        # Steps of 1/60 keep a resize from laying the whole window out anew for each pixel.
        return max(_SMALLEST, round(self._fitting * zoom * mode.value * 60) / 60)

    def _room(self, mode: Mode) -> Room:
        if mode is not Mode.DESK:
            return Room.NO_RAIL
        share = self._fitting / self._scale(mode, 1.0)
        return next((room for least, room in _SHARES if share >= least), Room.NO_RAIL)

    def set_mode(self, mode: Mode) -> None:
        """Lay the window out for something else."""
        self._become(self.theme, mode)

    def set_zoom(self, zoom: float) -> None:
        """Make everything `zoom` times as large as a desk's window alone would have it."""
        self.zoom = zoom
        self._become(self.theme, self.mode)

    def use_plain_glyphs(self, *, on: bool) -> None:
        """Write with glyphs that stand for a character, each one.

        Figures of one width, and signs that fit what is beside them, do not: in a PDF nobody could
        find or copy them.
        """
        if on != self.plain_glyphs:
            self.plain_glyphs = on
            self._set_scale(self.scale)
            self.changed.emit(Change.SIZES)

    def speak(self) -> None:
        """Take over the words of the language that is in force now."""
        self._become(self.theme, self.mode)

    def wear(self, choice: str) -> None:
        """Take the theme of this key from now on, or with `SYSTEM` the one that goes with it."""
        self.choice = choice
        self._become(theme_of(choice, dark=system_is_dark()), self.mode)

    def follower(self) -> Look:
        """The same look for a part that follows later or is out of sight, by `take_over` alone."""
        follower = Look(self.scale, self.theme)
        follower.take_over(self)
        return follower

    def take_over(self, other: Look, mode: Mode | None = None, times: float | None = None) -> None:
        """Be as `other` is now, in the language in force; nothing happens where nothing differs.

        In its own `mode`, and so many `times` as large as the window's, where that is given.
        """
        self._fitting, self.zoom = other._fitting, other.zoom
        self.times = other.times if times is None else times
        self.use_plain_glyphs(on=other.plain_glyphs)
        self._become(other.theme, mode or other.mode)

    def _become(self, theme: Theme, mode: Mode) -> None:
        scale, room = self._scale(mode, self.times), self._room(mode)
        self._pens.clear()
        what = Change(0)
        if language() != self._language:
            what |= Change.WORDS
        if (scale, mode, room) != (self.scale, self.mode, self.room):
            what |= Change.SIZES
        if theme != self.theme:
            what |= Change.COLORS
        self.theme, self.mode, self.room, self._language = theme, mode, room, language()
        if what & Change.SIZES:
            self._set_scale(scale)
        if what:
            self.changed.emit(what)

    def px(self, length: float) -> int:
        """`length` in design pixels (1920 × 1080) as whole pixels of this window, at least 1."""
        return max(1, round(length * self.scale))

    def target(self, length: float) -> int:
        """`length` for what the pointer is to hit: at least 24 pixels, in a hall 44 of 1080."""
        least = _TARGET if self.mode is Mode.DESK else math.ceil(_FAR_TARGET * self._fitting)
        return max(_TARGET, least, self.px(length))

    def font(self, role: Type, factor: float = 1.0) -> QFont:
        """The font of a text role, enlarged by `factor`."""
        key = (role, factor, language())
        fonts = self._fonts.fonts
        if key not in fonts:
            size, weight = _size(role, self.mode), role.value[1]
            font = QFont()
            serif = role in _SERIF_TYPES
            # The last is for an SVG, which is read where none of them is.
            font.setFamilies([_families[serif], *_HANGUL, "serif" if serif else "sans-serif"])
            font.setPixelSize(max(round(_SMALLEST_TEXT), round(size * factor * self.scale)))
            _set_weight(font, int(weight))
            # The text cut of Inter at every size: wider, so it reads from the last row.
            font.setVariableAxis(QFont.Tag("opsz"), 14.0)
            if self.plain_glyphs:
                font.setFeature(QFont.Tag("calt"), 0)
            else:
                # Figures of one width: a number that follows a drag must not shake.
                font.setFeature(QFont.Tag("tnum"), 1)
            fonts[key] = font
        return fonts[key]

    def metrics(self, role: Type, factor: float = 1.0) -> QFontMetricsF:
        """Measures of `font` with the same arguments."""
        key = (role, factor, language())
        metrics = self._fonts.metrics
        if key not in metrics:
            metrics[key] = QFontMetricsF(self.font(role, factor))
        return metrics[key]

    def width(self, text: str, role: Type, factor: float = 1.0) -> float:
        """How wide `text` is; the same few texts are measured in every frame of a drag."""
        key = (role, factor, language(), text)
        widths = self._fonts.widths
        if key not in widths:
            if len(widths) >= _WIDTHS_KEPT:
                widths.clear()
            widths[key] = self.metrics(role, factor).horizontalAdvance(text)
        return widths[key]

    def color(self, role: str, opacity: float = 1.0) -> QColor:
        """The theme's colour for `role`, of which the ground takes what `opacity` leaves."""
        color = QColor(getattr(self.theme, role))
        if opacity != 1.0:
            color.setAlphaF(opacity)
        return color

    def pen(self, role: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        """A cosmetic round pen, `width` in design pixels, or as wide as the theme asks for."""
        pen = self._pens.get((role, width))
        if pen is None:
            least = max(1.0, self.theme.least_stroke * self._fitting)
            pen = QPen(self.color(role), max(least, width * self.scale))
            pen.setCosmetic(True)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            if len(self._pens) >= _PENS_KEPT:
                self._pens.clear()
            self._pens[role, width] = pen
        pen = QPen(pen)  # whoever asks may change it
        if style is not Qt.PenStyle.SolidLine:
            pen.setStyle(style)
        return pen

    def palette(self) -> QPalette:
        """The theme as a palette for Qt's own widgets (menus, dialogs, tool tips)."""
        palette = QPalette()
        group = QPalette.ColorRole
        for role, token in (
            (group.Window, "card"),
            (group.Base, "card"),
            (group.AlternateBase, "page"),
            (group.Button, "card"),
            (group.ToolTipBase, "selected"),
            (group.ToolTipText, "on_selected"),
            (group.Text, "text"),
            (group.WindowText, "text"),
            (group.ButtonText, "text"),
            (group.PlaceholderText, "muted"),
            (group.Highlight, "focus"),
            (group.HighlightedText, "on_selected"),
            (group.Mid, "border"),
        ):
            palette.setColor(role, self.color(token))
        for role in (group.Text, group.WindowText, group.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("axis"))
        return palette
