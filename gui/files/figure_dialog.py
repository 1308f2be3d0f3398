"""What a figure shows, in which colours and how large: asked before it is saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from gui.controls.choice import Choice
from gui.controls.dressed import Dressed
from gui.controls.number_field import NumberField
from gui.controls.segmented import SegmentedControl
from gui.controls.steps import Steps
from gui.files.form import lay_form
from gui.look.theme import Look
from gui.words.tips import literal
from gui.words.translation import tr

_TWICE = 2
"""A picture for a slide or a page has twice the pixels of the window, if nothing is said."""
_WIDTHS = (16.0, 16384.0)
_STEPS = Steps(100, 10, 1000, *_WIDTHS)

Target = tuple[str, str, QWidget]
"""Key, name, and what is painted."""


class FigureDialog(QDialog):
    """Asks for one of `targets`, the colours, and the pixels of a PNG.

    Parameters
    ----------
    look
        How the window looks now.
    parent
        The window.
    targets
        What there is to be saved, by key.
    current
        The key of what is chosen at first.
    """

    def __init__(
        self, look: Look, parent: QWidget, targets: Sequence[Target], current: str
    ) -> None:
        super().__init__(parent)
        self.setObjectName("figure")
        self.setWindowTitle(tr("figure.title"))
        self._targets = {key: widget for key, _, widget in targets}
        self.key = current
        self.printed = False
        self.what = Choice(look, "figure.what", parent=self)
        options = [(key, name, "") for key, name, _ in targets]
        self.what.set_options(tr("figure.what"), tr("figure.what.tip"), options)
        self.what.set_current(current)
        self.colors = SegmentedControl(look, "figure.colors", self)
        self.colors.set_options(
            [
                (key, tr(f"figure.colors.{key}"), tr(f"figure.colors.{key}.tip"))
                for key in ("present", "print")
            ]
        )
        self.colors.set_current("present")
        self.colors.setAccessibleName(tr("figure.colors"))
        self.width_field = NumberField(look, "figure.width", _WIDTHS, _STEPS, whole=True)
        self.width_field.setAccessibleName(tr("figure.width"))
        self.width_field.setToolTip(literal(tr("figure.width.tip")))
        self._pixels = 0.0
        controls = {"what": self.what, "colors": self.colors, "width": self.width_field}
        rows = [(tr(f"figure.{key}"), control) for key, control in controls.items()]
        # Enter saves what is offered; where the first choice has the keyboard it opens its menu.
        lay_form(self, look, rows, self._accept).setFocus()
        self._choose(current)
        self.what.chosen.connect(self._choose)
        self.colors.chosen.connect(self._color)
        self.width_field.committed.connect(self._set_pixels)
        Dressed(look, self)

    @property
    def target(self) -> QWidget:
        """What is painted."""
        return self._targets[self.key]

    @property
    def scale(self) -> float:
        """Pixels of a PNG for each of the window's."""
        return self._pixels / max(1, self.target.width())

    def _choose(self, key: str) -> None:
        self.key = key
        self._set_pixels(float(_TWICE * self.target.width()))

    def _color(self, key: str) -> None:
        self.printed = key == "print"

    def _set_pixels(self, number: float) -> None:
        self._pixels = min(max(number, _WIDTHS[0]), _WIDTHS[1])
        self.width_field.set_number(self._pixels)

    def _accept(self) -> None:
        """Take what stands in the field; what is no width stays there, with the reason."""
        self.width_field.finish()
        if not self.width_field.is_wrong():
            self.accept()
