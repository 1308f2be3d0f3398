"""Every size and font of the window, and the colours of the theme in force."""

from __future__ import annotations

from enum import Enum
from importlib.resources import as_file, files

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
    """A role of text: size in pixels at a window height of 1080, and weight."""

    BODY = (19.0, QFont.Weight.Normal)
    STRONG = (19.0, QFont.Weight.Bold)
    SMALL = (16.5, QFont.Weight.Normal)
    LABEL = (16.5, QFont.Weight.DemiBold)
    HEADING = (20.0, QFont.Weight.Bold)
    STAGE = (21.0, QFont.Weight.Bold)
    TOTAL = (28.0, QFont.Weight.Bold)
    READOUT = (34.0, QFont.Weight.Bold)
    DISPLAY = (84.0, QFont.Weight.Bold)
    FORMULA = (30.0, QFont.Weight.Normal)


_REFERENCE = (1920.0, 1080.0)
_SMALLEST_TEXT = 10.5
_WIDTHS_KEPT = 4000
_OUTLINES = 64
"""From so many pixels on Qt draws glyphs as outlines."""
_SERIF_TYPES = {Type.FORMULA}
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


def system_is_dark() -> bool:
    """Whether the system asks for light writing on a dark ground."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


class Look(QObject):
    """How the window looks and speaks now: theme, scale and language.

    Views keep a reference, read it when they lay out or paint, and connect `changed` to their own
    ``apply_look``, which sets every font, size and text anew.
    """

    changed = Signal()

    def __init__(self, scale: float = 1.0, theme: Theme = LIGHT) -> None:
        super().__init__()
        load_fonts()
        self.choice = SYSTEM
        self.theme = theme
        self.scale = scale
        self._language = language()
        self._fonts: dict[tuple[Type, float, str], QFont] = {}
        self._metrics: dict[tuple[Type, float, str], QFontMetricsF] = {}
        self._widths: dict[tuple[Type, float, str, str], float] = {}

    def fit(self, width: int, height: int) -> None:
        """Scale type and marks to a window of `width` × `height` pixels."""
        scale = min(width / _REFERENCE[0], height / _REFERENCE[1])
        # Steps of 1/60 keep a resize from laying the whole window out anew for each pixel.
        scale = max(0.6, round(scale * 60) / 60)
        if scale != self.scale:
            self._set(self.theme, scale)

    def wear(self, choice: str) -> None:
        """Take the theme of this key from now on, or with `SYSTEM` the one that goes with it."""
        self.choice = choice
        theme = theme_of(choice, dark=system_is_dark())
        if theme is not self.theme:
            self._set(theme, self.scale)

    def follower(self) -> Look:
        """The same look for a part that may be out of sight: it follows by `take_over` alone."""
        return Look(self.scale, self.theme)

    def take_over(self, other: Look) -> None:
        """Be as `other` is now, in the language in force; nothing happens where nothing differs."""
        now = other.theme, other.scale, language()
        if now != (self.theme, self.scale, self._language):
            self._set(other.theme, other.scale)

    def _set(self, theme: Theme, scale: float) -> None:
        self.theme, self.scale, self._language = theme, scale, language()
        for cache in (self._fonts, self._metrics, self._widths):
            cache.clear()
        self.changed.emit()

    def px(self, length: float) -> int:
        """`length` in design pixels (1920 × 1080) as whole pixels of this window, at least 1."""
        return max(1, round(length * self.scale))

    def font(self, role: Type, factor: float = 1.0) -> QFont:
        """The font of a text role, enlarged by `factor`."""
        key = (role, factor, language())
        if key not in self._fonts:
            size, weight = role.value
            font = QFont()
            serif = role in _SERIF_TYPES
            font.setFamilies([_families[1 if serif else 0], "Noto Sans CJK KR", "NanumGothic"])
            font.setPixelSize(max(round(_SMALLEST_TEXT), round(size * factor * self.scale)))
            _set_weight(font, int(weight))
            # The text cut of Inter at every size: wider, so it reads from the last row.
            font.setVariableAxis(QFont.Tag("opsz"), 14.0)
            # Figures of one width: a number that follows a drag must not shake.
            font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = font
        return self._fonts[key]

    def metrics(self, role: Type, factor: float = 1.0) -> QFontMetricsF:
        """Measures of `font` with the same arguments."""
        key = (role, factor, language())
        if key not in self._metrics:
            self._metrics[key] = QFontMetricsF(self.font(role, factor))
        return self._metrics[key]

    def width(self, text: str, role: Type, factor: float = 1.0) -> float:
        """How wide `text` is; the same few texts are measured in every frame of a drag."""
        key = (role, factor, language(), text)
        if key not in self._widths:
            if len(self._widths) >= _WIDTHS_KEPT:
                self._widths.clear()
            self._widths[key] = self.metrics(role, factor).horizontalAdvance(text)
        return self._widths[key]

    def color(self, role: str, opacity: float = 1.0) -> QColor:
        """The theme's colour for `role`, of which the ground takes what `opacity` leaves."""
        color = QColor(getattr(self.theme, role))
        if opacity != 1.0:
            color.setAlphaF(opacity)
        return color

    def pen(self, role: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        """A cosmetic round pen, `width` in design pixels, or as wide as the theme asks for."""
        width = max(width, self.theme.least_stroke)
        pen = QPen(self.color(role), max(1.0, width * self.scale), style)
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
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
