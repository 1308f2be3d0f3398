"""One line of texts in several fonts and inks: a number, and beside it how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFontMetricsF, QPaintEvent

from gui.base.access import spoken_as
from gui.controls.access import TextInterface
from gui.look.elide import elided
from gui.look.painted import Painted
from gui.look.painting import painter_for
from gui.look.theme import Change, Look, Type
from gui.words.tips import literal


@dataclass(frozen=True, slots=True)
class Span:
    """A text of the line; where there is no room for it, the name in it is cut short first."""

    text: str
    role: Type = Type.SMALL
    ink: str = "muted"
    name: str = ""


@spoken_as(TextInterface)
class Spans(Painted):
    """Texts one after the other, on one baseline.

    Parameters
    ----------
    look, name
        How the window looks now; the object name.
    faces
        The first text is in the first of these fonts in which the line has room. In the last one
        it is cut short if it must be. The other texts keep their own font.
    """

    def __init__(self, look: Look, name: str, faces: Sequence[Type] = (Type.SMALL,)) -> None:
        super().__init__(look, name)
        self._faces = tuple(faces)
        self._spans: tuple[Span, ...] = ()
        self.apply_look()

    def apply_look(self, what: Change = Change.ALL) -> None:
        """Take over fonts and sizes."""
        self.setFixedHeight(self.sizeHint().height())
        super().apply_look(what)

    def set_faces(self, faces: Sequence[Type]) -> None:
        """Try other fonts for the first text, the first of which sets the line's height."""
        if tuple(faces) != self._faces:
            self._faces = tuple(faces)
            self.apply_look()

    def text(self) -> str:
        """The whole line."""
        return " ".join(span.text for span in self._spans)

    def spans(self) -> tuple[Span, ...]:
        """What is shown."""
        return self._spans

    def set_spans(self, spans: Sequence[Span], exact: str = "") -> None:
        """Show `spans`, leaving out empty ones; `exact` is the tool tip."""
        if self.toolTip() != literal(exact):
            self.setToolTip(literal(exact))
            self.setAccessibleDescription(exact)
        shown = tuple(span for span in spans if span.text)
        if shown != self._spans:
            self._spans = shown
            self.setAccessibleName(self.text())
            self.update()

    def fitted(self) -> tuple[Span, ...]:
        """What is written in the room there is."""
        if not self._spans:
            return ()
        look, (first, *others) = self._look, self._spans
        room = self.width() - sum(look.width(s.text, s.role) + self._gap() for s in others)
        for face in self._faces:
            if look.width(first.text, face) <= room:
                return replace(first, role=face), *others
        last = self._faces[-1]
        text = _shortened(look.metrics(last), first, room)
        return replace(first, text=text, role=last), *others

    def _gap(self) -> float:
        return self._look.width("  ", Type.SMALL)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(60), int(self._look.metrics(self._faces[0]).height()) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        with painter_for(self) as painter:
            painter.fillRect(event.rect(), look.color("card"))
            spans = self.fitted()
            if spans:
                metrics = look.metrics(spans[0].role)
                baseline = (self.height() - metrics.height()) / 2 + metrics.ascent()
                left = 0.0
                for span in spans:
                    painter.setFont(look.font(span.role))
                    painter.setPen(look.color(span.ink))
                    painter.drawText(QPointF(left, baseline), span.text)
                    left += look.width(span.text, span.role) + self._gap()


def _shortened(metrics: QFontMetricsF, span: Span, room: float) -> str:
    """A text without the end of the name in it, so that what is said of it stays."""
    before, name, after = span.text.partition(span.name) if span.name else ("", "", span.text)
    left = room - metrics.horizontalAdvance(before + after)
    if not name or left < metrics.horizontalAdvance(name[0] + "…"):
        return elided(metrics, span.text, room)
    return before + elided(metrics, name, left) + after
