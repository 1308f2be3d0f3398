"""The column beside the landscape: which weights are on its axes, their values, its shades."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core import edits
from core.edits import Edit
from core.state import PARAMETER_LIMIT, LinearModel, State
from gui.charts.curves.drag_plot import Point
from gui.charts.shade_scale import ShadeScale
from gui.controls.number_field import NumberField
from gui.controls.pinned import ChangeLabel
from gui.controls.steps import Steps
from gui.controls.weight_chooser import Weight, WeightChooser
from gui.look.theme import Look, Mode
from gui.session import GestureLink, Session
from gui.words.translation import Names, tr

_LIMITS = (-PARAMETER_LIMIT, PARAMETER_LIMIT)
_WIDE, _WIDE_AFAR = 196.0, 236.0
"""Design pixels, at a desk and in a hall, where words are larger beside everything else."""
_FIRST_STEPS = Steps(step=0.05, fine=0.005, coarse=0.5, home=-1.0, end=1.0)
AXES = ("first", "second")


class LandscapeSide(QWidget):
    """A chooser and a number field for each axis, and between them what the shades mean."""

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__()
        self._look = look
        self._session = session
        self._shown: object = None
        self.choosers = tuple(
            WeightChooser(look, f"landscape.{axis}", arrow)
            for axis, arrow in zip(AXES, "→↑", strict=True)
        )
        self.fields = tuple(
            NumberField(look, f"landscape.{axis}.field", _LIMITS, _FIRST_STEPS) for axis in AXES
        )
        left = Qt.AlignmentFlag.AlignLeft
        self.changes = tuple(
            ChangeLabel(look, f"landscape.{axis}.change", align=left) for axis in AXES
        )
        self.scale = ShadeScale(look, "landscape.scale")
        self._rows = QVBoxLayout(self)
        self._lines = []
        # The vertical axis's at its upper end, the horizontal one's beside its left end.
        for slot in (1, 0):
            line = QHBoxLayout()
            line.addWidget(self.fields[slot])
            line.addWidget(self.changes[slot], 1)
            self._lines.append(line)
            self._rows.addWidget(self.choosers[slot])
            self._rows.addLayout(line)
            if slot:
                self._rows.addStretch(1)
                self._rows.addWidget(self.scale)
                self._rows.addStretch(1)
        self.choosers[0].chosen.connect(self._choose_first)
        self.choosers[1].chosen.connect(self._choose_second)
        self.fields[0].committed.connect(self._first_typed)
        self.fields[1].committed.connect(self._second_typed)
        GestureLink(self.fields[0], session, self._first_edit)
        GestureLink(self.fields[1], session, self._second_edit)

    # -- what a person does -------------------------------------------------------------------

    def _choose_first(self, weight: Weight) -> None:
        self._session.edit(edits.choose_weight(0, *weight))

    def _choose_second(self, weight: Weight) -> None:
        self._session.edit(edits.choose_weight(1, *weight))

    def _edit(self, slot: int, value: float) -> Edit:
        return edits.set_weight(*self._session.state.view.pair[slot], value)

    def _first_edit(self, value: float) -> Edit:
        return self._edit(0, value)

    def _second_edit(self, value: float) -> Edit:
        return self._edit(1, value)

    def _first_typed(self, value: float) -> None:
        self._session.take(self.fields[0], self._first_edit(value))

    def _second_typed(self, value: float) -> None:
        self._session.take(self.fields[1], self._second_edit(value))

    # -- what is shown ------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over sizes and texts."""
        px = self._look.px
        self.setFixedWidth(px(_WIDE_AFAR if self._look.mode is Mode.PROJECTOR else _WIDE))
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(px(6))
        for line in self._lines:
            line.setSpacing(px(6))
        for axis, chooser, field in zip(AXES, self.choosers, self.fields, strict=True):
            chooser.set_phrases(tr(f"landscape.{axis}.tip"), tr(f"landscape.{axis}.taken"))
            field.setFixedSize(px(100), self._look.target(34))

    def set_steps(self, steps: Steps) -> None:
        """Step the fields as the point steps."""
        for field in self.fields:
            field.set_limits(_LIMITS, steps)

    def show_state(self, state: State, pinned: Point | None = None) -> None:
        """Show which weights are on the axes, their values, and what these were when pinned."""
        if not isinstance(state.source, LinearModel):
            return
        pair = state.view.pair
        for slot, (weight, field) in enumerate(zip(pair, self.fields, strict=True)):
            value = float(state.source.weights[weight])
            then = None if pinned is None else pinned[slot]
            field.set_number(value)
            field.set_pinned(then)
            self.changes[slot].show_change(value, then)
        classes, features = Names(state.classes), Names(state.feature_names)
        shown = pair, classes, features
        if shown == self._shown:
            return
        self._shown = shown
        for slot, (chooser, field) in enumerate(zip(self.choosers, self.fields, strict=True)):
            chooser.set_weights(classes, features, pair[slot], pair[1 - slot])
            field.set_words(chooser.weight_text(pair[slot]), tr("landscape.field.tip"))
