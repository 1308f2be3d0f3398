"""A line of text that changes often and never moves its neighbours."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.base.access import spoken_as
from gui.controls.access import TextInterface
from gui.look.elide import elided
from gui.look.painted import Painted
from gui.look.painting import draw_focus, painter_for
from gui.look.theme import Look, Type
from gui.words.tips import literal

_LEFT = Qt.AlignmentFlag.AlignLeft
_SHARES = (1.0, 0.5, 0.25)
"""Of its width a label that is wrapped leaves to one word, where the text has no room."""


@spoken_as(TextInterface)
class Label(Painted):
    """Painted text. Unlike a QLabel it asks for no new layout when its text changes.

    Parameters
    ----------
    look
        How the window looks now.
    name
        The object name.
    role
        The font's role.
    ink, ground
        Colour roles of the text and of what is behind it.
    align
        Left or right; with `wrap` also whether lines stand in the middle rather than at the top.
    """

    def __init__(
        self,
        look: Look,
        name: str,
        role: Type = Type.BODY,
        ink: str = "text",
        *,
        ground: str = "card",
        align: Qt.AlignmentFlag = _LEFT,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, name, parent)
        self._role = role
        self._ink = ink
        self._ground = ground
        self._align = align
        self._wrap = wrap
        self._text = ""
        self._exact = ""

    def text(self) -> str:
        """The text that is shown."""
        return self._text

    def set_text(self, text: str, exact: str | None = None) -> None:
        """Show `text`; `exact` is its tool tip."""
        if exact is not None and exact != self._exact:
            self._exact = exact
            self.setToolTip(literal(exact))
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.update()

    def set_style(self, role: Type, ink: str) -> None:
        """Change the font and the colour."""
        if (role, ink) != (self._role, self._ink):
            self._role, self._ink = role, ink
            self.update()

    def text_width(self) -> float:
        """How wide the whole text is."""
        return self._look.width(self._text, self._role)

    def height_for(self, width: int) -> int:
        """How high the text is when wrapped to `width`."""
        flags = int(Qt.TextFlag.TextWordWrap)
        area = QRectF(0, 0, width, 10_000)
        return (
            int(self._look.metrics(self._role).boundingRect(area, flags, self._text).height()) + 1
        )

    def _wrapped(self) -> str:
        """The text with its longest words cut short, as far as it has no room when wrapped."""
        metrics, text = self._look.metrics(self._role), self._text
        area, flags = QRectF(self.rect()), int(Qt.TextFlag.TextWordWrap)
        for share in _SHARES:
            needed = metrics.boundingRect(area, flags, text)
            if needed.width() <= area.width() + 1 and needed.height() <= area.height() + 1:
                break
            most = share * area.width()
            text = " ".join(elided(metrics, word, most) for word in self._text.split(" "))
        return text

    def sizeHint(self) -> QSize:
        return QSize(int(self.text_width()) + 1, int(self._look.metrics(self._role).height()) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        with painter_for(self) as painter:
            painter.fillRect(event.rect(), look.color(self._ground))
            painter.setFont(look.font(self._role))
            painter.setPen(look.color(self._ink if self.isEnabled() else "axis"))
            text = self._text
            if self._wrap:
                upright = self._align & Qt.AlignmentFlag.AlignVertical_Mask
                flags = self._align | (upright or Qt.AlignmentFlag.AlignTop)
                flags |= Qt.TextFlag.TextWordWrap
                text = self._wrapped()
            else:
                flags = self._align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
                if self.text_width() > self.width():
                    metrics = look.metrics(self._role)
                    text = elided(metrics, text, self.width())
            painter.drawText(QRectF(self.rect()), int(flags), text)
            if self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                draw_focus(painter, look, QRectF(self.rect()), 6 * look.scale)
