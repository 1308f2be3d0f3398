"""Which penalty on the weights, and how strong."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core import edits
from core.edits import Edit
from core.evaluation import Evaluation
from core.settings import SHARE_LIMITS, STRENGTH_LIMITS
from gui.controls.label import Label
from gui.controls.mapping import Linear, Logarithmic
from gui.controls.number_field import NumberField
from gui.controls.pinned import ChangeLabel
from gui.controls.segmented import SegmentedControl
from gui.controls.slider import ValueSlider
from gui.controls.steps import STRENGTH_STEPS, LogSteps, Steps
from gui.look.theme import Look, Type
from gui.rail.section import Line, Place, Section
from gui.rail.spacing import CHANGE, Spacing
from gui.session import GestureLink, Session
from gui.words.translation import tr

_KINDS = ("none", "l2", "l1", "elastic_net")
_SHARE_STEPS = Steps(step=0.05, fine=0.01, coarse=0.25, home=0.0, end=1.0)
# The field may go where the slider does not.
_FIELD_STEPS = LogSteps(
    step=STRENGTH_STEPS.step,
    fine=STRENGTH_STEPS.fine,
    coarse=STRENGTH_STEPS.coarse,
    home=0.0,
    end=STRENGTH_LIMITS[1],
    low=STRENGTH_STEPS.low,
)


def _show(
    slider: ValueSlider, field: NumberField, change: ChangeLabel, now: float, then: float | None
) -> None:
    """Show a number in both of its widgets, and what it was when it was pinned."""
    for widget in (slider, field):
        widget.set_number(now)
        widget.set_pinned(then)
    change.show_change(now, then)


class PenaltyChoice(Section):
    """None, L2, L1 or elastic net; λ, and ρ for elastic net."""

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__(look, session, "rail.penalty")
        self._shape = ("", True, False)
        self.choice = SegmentedControl(look, "rail.penalty.choice", self)
        self.reason = Label(
            look, "rail.penalty.reason", Type.SMALL, "muted", wrap=True, parent=self
        )
        self.strength_label = Label(look, "rail.lambda.label", Type.HEADING, parent=self)
        self.strength = ValueSlider(
            look,
            "rail.lambda.slider",
            Logarithmic(STRENGTH_STEPS.low, STRENGTH_STEPS.end),
            STRENGTH_STEPS,
            "penalty",
            self,
        )
        self.strength_field = NumberField(
            look, "rail.lambda.field", STRENGTH_LIMITS, _FIELD_STEPS, parent=self
        )
        self.strength_change = ChangeLabel(look, "rail.lambda.change", parent=self)
        self.share_label = Label(look, "rail.rho.label", Type.HEADING, parent=self)
        self.share = ValueSlider(
            look, "rail.rho.slider", Linear(0.0, 1.0), _SHARE_STEPS, "penalty", self
        )
        self.share_field = NumberField(
            look, "rail.rho.field", SHARE_LIMITS, _SHARE_STEPS, parent=self
        )
        self.share_change = ChangeLabel(look, "rail.rho.change", parent=self)
        self.choice.chosen.connect(self._choose)
        self.strength_field.committed.connect(self._strength_typed)
        self.share_field.committed.connect(self._share_typed)
        for widget in (self.strength, self.strength_field):
            GestureLink(widget, session, self._strength_edit)
        for widget in (self.share, self.share_field):
            GestureLink(widget, session, self._share_edit)

    # -- what a person does -----------------------------------------------------------------------

    def _choose(self, kind: str) -> None:
        self.session.edit(edits.choose_penalty(kind))

    def _strength_edit(self, value: float) -> Edit:
        return edits.set_strength(value)

    def _share_edit(self, value: float) -> Edit:
        return edits.set_l1_share(value)

    def _strength_typed(self, value: float) -> None:
        self.commit(self.strength_field, edits.set_strength(value))

    def _share_typed(self, value: float) -> None:
        self.commit(self.share_field, edits.set_l1_share(value))

    # -- what is shown ----------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over words."""
        self.set_caption(tr("rail.penalty.caption"))
        self.choice.setAccessibleName(self.caption.text())
        self.choice.set_options(
            [(key, tr(f"rail.penalty.{key}"), tr(f"rail.penalty.{key}.tip")) for key in _KINDS]
        )
        self.reason.set_text(tr("rail.penalty.no_weights"))
        self.strength_label.set_text("λ", tr("rail.lambda.tip"))
        self.share_label.set_text("ρ", tr("rail.rho.tip"))
        for widget in (self.strength, self.strength_field):
            widget.set_words(tr("rail.lambda"), tr("rail.lambda.tip"))
        for widget in (self.share, self.share_field):
            widget.set_words(tr("rail.rho"), tr("rail.rho.tip"))

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show the penalty in force."""
        penalty, weighted = evaluation.state.penalty, evaluation.state.has_weights
        self.choice.set_current(penalty.kind)
        pinned = evaluation.pinned
        then = None if pinned is None else pinned.state.penalty
        strength = self.strength, self.strength_field, self.strength_change
        share = self.share, self.share_field, self.share_change
        _show(*strength, penalty.strength, None if then is None else then.strength)
        _show(*share, penalty.l1_share, None if then is None else then.l1_share)
        shape = (penalty.kind, weighted, pinned is not None)
        if shape != self._shape:
            self._shape = shape
            self._show_parts()

    def _show_parts(self) -> None:
        kind, weighted, compared = self._shape
        self.choice.setEnabled(weighted)
        self.reason.setVisible(not weighted)
        self.strength_change.setVisible(weighted and compared)
        self.share_change.setVisible(weighted and compared and kind == "elastic_net")
        for widget in (self.strength_label, self.strength, self.strength_field):
            widget.setVisible(weighted)
            widget.setEnabled(kind != "none")
        for widget in (self.share_label, self.share, self.share_field):
            widget.setVisible(weighted and kind == "elastic_net")
        self.reshaped.emit()

    def stops(self) -> list[QWidget]:
        """The choice, λ and ρ."""
        strength, share = (self.strength, self.strength_field), (self.share, self.share_field)
        return [*self.choice.segments(), *strength, *share]

    def lines(self, space: Spacing) -> list[Line]:
        """Caption, choice, λ and ρ; without weights, the reason in their place."""
        kind, weighted, _ = self._shape
        lines = [
            Line(space.section, space.caption, (self.whole(self.caption),)),
            Line(space.after_caption, space.control, (self.whole(self.choice),)),
        ]
        if not weighted:
            height = self.reason.height_for(self.right - self.left)
            lines.append(Line(space.gap, height, (self.whole(self.reason),)))
            return lines
        strength = self.strength_label, self.strength, self.strength_change, self.strength_field
        lines.append(self._line(space.penalty_gap, space, *strength))
        if kind == "elastic_net":
            share = self.share_label, self.share, self.share_change, self.share_field
            lines.append(self._line(space.gap, space, *share))
        return lines

    def most(self, space: Spacing) -> int:
        """With ρ, whatever is chosen."""
        kind, weighted, _ = self._shape
        more = space.gap + space.field if weighted and kind != "elastic_net" else 0
        return self.needed(space) + more

    def _line(
        self,
        above: int,
        space: Spacing,
        label: Label,
        slider: ValueSlider,
        change: ChangeLabel,
        field: NumberField,
    ) -> Line:
        # The track begins 40 design pixels from the symbol, as the slider leaves 12 for its thumb.
        at = self.left + self.look.px(28)
        end = self.field_left - (self.look.px(CHANGE) if self._shape[2] else 0)
        places = (
            Place(label, self.left, at - self.left),
            Place(slider, at, end - at),
            Place(change, end, self.field_left - end - self.look.px(6)),
            self.field(field),
        )
        return Line(above, space.field, places)
