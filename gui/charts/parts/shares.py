"""A bar of shares whose parts can be pointed at, walked by keys and chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QRegion, QResizeEvent

from gui.charts.parts.share_layout import REST, Part, Shares, lay_out_shares
from gui.charts.parts.share_paint import ShareColors, paint_empty, paint_pinned, paint_shares
from gui.look.theme import Change, Look
from gui.marks.chart import MarkChart
from gui.words.translation import tr

_LEAST = 7.0
_PINNED = 14.0


class ShareBar(MarkChart[int, tuple[Part, ...]]):
    """Parts side by side, the largest first; below them, thin, as they were when pinned.

    `hovered` says `REST` of all that have no part of their own.

    Parameters
    ----------
    look, name
        How the window looks now; the object name.
    colors
        Roles of the parts.
    height
        Of the parts, in design pixels.
    tip
        What a part says when pointed at.
    choosable
        Whether a click or Enter chooses a part.
    """

    def __init__(
        self,
        look: Look,
        name: str,
        colors: ShareColors,
        height: float,
        tip: Callable[[Part], str],
        *,
        choosable: bool = True,
    ) -> None:
        self._colors = colors
        self._height = height
        self._tip = tip
        self._choosable = choosable
        self.shares = Shares()
        self.empty = ""
        self.looked_at: int | None = None
        super().__init__(look, name)
        self.apply_look()

    # -- what it shows ----------------------------------------------------------------------------

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over sizes and fonts."""
        super().apply_look(what)
        self.setFixedHeight(self.sizeHint().height())

    def set_shares(self, shares: Shares) -> None:
        """Show `shares`; silent."""
        if shares != self.shares:
            self.shares = shares
            self.changed()

    def set_empty(self, text: str) -> None:
        """What to say where there is no part."""
        self.empty = text
        self.changed(places=False)

    def set_current(self, key: int | None) -> None:
        """Mark the part of this key as the one that is looked at; silent."""
        if key != self.looked_at:
            self.looked_at = key
            self.update()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts at the width the widget has now."""
        return self.layout_now

    @property
    def bar(self) -> QRectF:
        """Where the parts are."""
        return QRectF(0, 0, self.width(), self.look.px(self._height))

    @property
    def lighted(self) -> int | None:
        """What is lit elsewhere and has no part of its own is in the rest."""
        lit, keys = super().lighted, self.keys()
        return lit if lit is None or lit in keys else REST if REST in keys else None

    def lit(self) -> int | None:
        """The number of the part that is lit, whether pointed at here or elsewhere."""
        lit = self.lighted
        return None if lit is None else self.keys().index(lit)

    @property
    def part(self) -> Part | None:
        """The part under the pointer or the keyboard."""
        key = self.walked if self.hover is None else self.hover
        return None if key is None else self._part(key)

    def words(self, part: Part) -> str:
        """What a part is called."""
        if part.key is not None:
            return part.name
        key = "all" if len(self.parts) == 1 else "other" if part.count == 1 else "others"
        return tr(f"share.{key}", count=f"{part.count:,}")

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(240), self.look.px(self._height) + self.look.px(_PINNED))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self.changed()

    # -- its marks --------------------------------------------------------------------------------

    def keys(self) -> Sequence[int]:
        return [part.mark for part in self.parts]

    def _part(self, key: int) -> Part:
        return next(part for part in self.parts if part.mark == key)

    def lay_out(self, area: QRectF) -> tuple[Part, ...]:
        return lay_out_shares(self.shares, area.width(), self.look.px(_LEAST))

    def mark_at(self, point: QPointF) -> int | None:
        if not self.bar.contains(point):
            return None
        here = (part.mark for part in self.parts if part.left <= point.x() < part.right)
        return next(here, None)

    def place_of(self, key: int) -> QRectF:
        part = self._part(key)
        return QRectF(part.left, 0, max(1.0, part.right - part.left), self.bar.height())

    def redraw(self, *keys: int | None) -> None:
        self.update()  # the rest may stand for any of them

    def is_choosable(self, key: int) -> bool:
        return self._choosable and key != REST

    def tip_of(self, key: int) -> str:
        return self._tip(self._part(key))

    def name_of(self, key: int) -> str:
        return self.words(self._part(key))

    def value_of(self, key: int) -> str:
        return tr("share.percent", value=self._part(key).percent)

    def said(self) -> str:
        """All parts, or why there is none."""
        said = (f"{self.name_of(key)}: {self.value_of(key)}" for key in self.keys())
        return ", ".join(said) or self.empty

    def paint(self, painter: QPainter, region: QRegion) -> None:
        look, bar, parts = self.look, self.bar, self.parts
        if not parts:
            paint_empty(painter, look, bar, self.empty, ring=self.ring)
        lit, walked = self.lighted, self.walked
        paint_shares(
            painter, look, self._colors, bar, parts, self.words, self.looked_at, lit, walked
        )
        paint_pinned(painter, look, bar, parts, self.shares.rest_then or 0.0)
