"""A row for each penalty: what every weight pays under it, and the sum."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QRegion

from core.view import Weight
from gui.charts.cells.text import TextWidth
from gui.charts.payments.layout import Payment, Spot, TableLayout, lay_out_table
from gui.charts.payments.paint import Shown, paint_table
from gui.controls.walking import ALONG, DOWN, place_after
from gui.look.theme import Change, Look, Type
from gui.marks.chart import MarkChart
from gui.words import numbers


class PaymentTable(MarkChart[Spot, TableLayout]):
    """The rows. Up and Down go through them, Enter or Space chooses, Left and Right go along bars.

    `chosen` says the key of the penalty that is to be in force, `hovered` the weight of a bar.
    """

    usual = (420, 260)
    least = (240, 120)

    def __init__(self, look: Look, name: str, bar_tip: Callable[[str, Weight], str]) -> None:
        self._bar_tip = bar_tip
        self.payments: tuple[Payment, ...] = ()
        self.in_force = ""
        self.was_in_force = ""
        self.headers: tuple[str, str, str, str] = ("", "", "", "")
        self._widths: tuple[float, ...] = ()
        self._strong = TextWidth(look.metrics(Type.STRONG).horizontalAdvance)
        super().__init__(look, name)

    # -- what it shows ----------------------------------------------------------------------------

    def show_payments(
        self, payments: tuple[Payment, ...], in_force: str, was_in_force: str = ""
    ) -> None:
        """Show `payments`, marking the one whose key is `in_force`; silent.

        `was_in_force` is the key of the one that was when another was pinned.
        """
        same = len(payments) == len(self.payments) and all(
            one.same_as(other) for one, other in zip(payments, self.payments, strict=True)
        )
        marked = in_force == self.in_force and was_in_force == self.was_in_force
        if same and marked:
            return
        if in_force != self.in_force and not self.hasFocus():
            self.current = None
        before, self.payments = self.payments, payments
        self.in_force, self.was_in_force = in_force, was_in_force
        shapes = [[one.parts.shape for one in rows] for rows in (before, payments)]
        places = shapes[0] != shapes[1] or self._needed() != self._widths
        words = [[(one.name, one.formula) for one in rows] for rows in (before, payments)]
        area = None
        if marked and not places and words[0] == words[1]:
            # Names and formulas stand; a drag changes sums and, unless it is λ's, bars.
            kept = all(one.same_bars(other) for one, other in zip(payments, before, strict=True))
            layout = self.layout_now
            left = int(layout.value[0] if kept else layout.strip.left) - 2
            area = self.rect().adjusted(left, int(layout.header.bottom()), 0, 0)
        self.changed(places=places, area=area)

    def set_headers(self, headers: tuple[str, str, str, str]) -> None:
        """The words over the columns."""
        self.headers = headers
        self.changed()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts, sizes and colours."""
        self._strong = TextWidth(self.look.metrics(Type.STRONG).horizontalAdvance)
        super().apply_look(what)

    def _needed(self) -> tuple[float, ...]:
        """Room for names and numbers; steps of some pixels, so that a drag does not shake bars."""
        step, width = self.look.px(12), self.look.width
        least = float(self.look.px(60))

        def widest(header: str, texts: Iterable[str]) -> float:
            widths = [self._strong(text) for text in texts]
            widths += [least, width(header, Type.LABEL)]
            return math.ceil(max(widths) / step) * step

        names = [width(payment.name, Type.STRONG) for payment in self.payments]
        names += [width(payment.formula, Type.SMALL) for payment in self.payments]
        return (
            max(names, default=0.0),
            widest(self.headers[2], (payment.value for payment in self.payments)),
            widest(self.headers[3], (payment.term for payment in self.payments)),
        )

    # -- its marks --------------------------------------------------------------------------------

    @property
    def _shape(self) -> tuple[int, int]:
        shape = self.payments[0].parts.shape if self.payments else (1, 1)
        return shape[0], shape[1]

    def keys(self) -> Sequence[Spot]:
        """The rows, and after them the bars of each."""
        rows, (classes, features) = range(len(self.payments)), self._shape
        bars = [divmod(index, features) for index in range(classes * features)]
        return [*map(Spot, rows), *(Spot(row, bar) for row in rows for bar in bars)]

    def has(self, key: Spot) -> bool:
        classes, features = self._shape
        bar = key.weight is None or (key.weight[0] < classes and key.weight[1] < features)
        return key.row < len(self.payments) and bar

    def start(self) -> Spot | None:
        keys = [payment.key for payment in self.payments]
        at = keys.index(self.in_force) if self.in_force in keys else 0
        return Spot(at) if keys else None

    def step_from(self, key: Spot, event: QKeyEvent) -> Spot | None:
        """To another row, or along the bars of this one."""
        row = place_after(event, key.row, len(self.payments), DOWN, 1)
        if row is not None and event.key() in DOWN:
            return Spot(row, key.weight)
        classes, features = self._shape
        count, right = classes * features, event.key() in ALONG and ALONG[Qt.Key(event.key())] > 0
        place = -1 if right else count
        if key.weight is not None:
            place = key.weight[0] * features + key.weight[1]
        to = place_after(event, place, count, ALONG, 0)
        return None if to is None else Spot(key.row, divmod(to, features))

    def lay_out(self, area: QRectF) -> TableLayout:
        look = self.look
        self._widths = self._needed()
        header = look.metrics(Type.LABEL).height() + look.px(8)
        return lay_out_table(area, len(self.payments), self._shape, self._widths, header, look.px)

    def mark_at(self, point: QPointF) -> Spot | None:
        return self.layout_now.at(point)

    def place_of(self, key: Spot) -> QRectF:
        return self.layout_now.place_of(key)

    def touched(self, key: Spot) -> QRectF:
        return QRectF()

    def choose(self, key: Spot) -> None:
        payment = self.payments[key.row]
        self.update()
        if payment.key != self.in_force:
            self.chosen.emit(payment.key)

    def meant_by(self, key: Spot) -> Weight | None:
        return key.weight

    def tip_of(self, key: Spot) -> str:
        """What a row, and a bar in it, say to the last digit."""
        payment = self.payments[key.row]
        bar = [self._bar_tip(payment.key, key.weight)] if key.weight is not None else []
        return "\n".join((*bar, payment.tip))

    def spoken(self, key: Spot) -> str:
        payment = self.payments[key.row]
        return f"{payment.name}, {payment.formula}\n{self.tip_of(key)}"

    def name_of(self, key: Spot) -> str:
        payment = self.payments[key.row]
        if key.weight is None:
            return f"{payment.name}, {payment.formula}"
        return self._bar_tip(payment.key, key.weight).split(" = ")[0]

    def value_of(self, key: Spot) -> str:
        payment = self.payments[key.row]
        return payment.value if key.weight is None else numbers.fixed(payment.parts[key.weight])

    def paint(self, painter: QPainter, region: QRegion) -> None:
        lit, walked = self.hover, self.walked
        weights = (spot.weight for spot in (lit, walked, self.highlight) if spot is not None)
        shown = Shown(
            self.payments,
            self.headers,
            self.in_force,
            self.was_in_force,
            None if lit is None else lit.row,
            next((weight for weight in weights if weight is not None), None),
            None if walked is None else walked.row,
        )
        paint_table(painter, region, self.look, shown, self.layout_now)
