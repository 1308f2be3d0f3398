"""Which loss, its margin and its switches."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core import edits
from core.edits import Edit
from core.evaluation import Evaluation
from core.settings import MARGIN_LIMITS
from gui.controls.button import Button, Kind
from gui.controls.check_box import CheckBox
from gui.controls.label import Label
from gui.controls.number_field import NumberField
from gui.controls.pinned import ChangeLabel
from gui.controls.segmented import SegmentedControl
from gui.controls.steps import MARGIN_STEPS
from gui.look.theme import Look, Type
from gui.losses import family_of, firsts
from gui.rail.section import Line, Place, Section, height_of
from gui.rail.spacing import CHANGE, Spacing
from gui.rail.variants import Variants, settings_of, switch_to
from gui.session import GestureLink, Session
from gui.words.translation import tr


class LossChoice(Section):
    """Softmax or SVM, the other loss beside it, Δ, and the variants of the SVM.

    Δ and the variants belong to the SVM loss whether it is in force, drawn beside the other one, or
    a column of a table: they stay where they are when the loss is switched.
    """

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__(look, session, "rail.loss")
        self._open = False
        self._shape: tuple[object, ...] | None = None
        self._varied = False
        self.choice = SegmentedControl(look, "rail.loss.choice", self)
        self.margin_label = Label(look, "rail.margin.label", Type.BODY, "muted", parent=self)
        self.margin = NumberField(
            look, "rail.margin.field", MARGIN_LIMITS, MARGIN_STEPS, above=True, parent=self
        )
        self.margin_change = ChangeLabel(look, "rail.margin.change", parent=self)
        self.more = Button(look, "rail.loss.more", Kind.FLAT, "down", self)
        self.variants = Variants(look, self)
        self.compare = CheckBox(look, "rail.loss.compare", Type.BODY, self)
        self.choice.chosen.connect(self._choose)
        self.margin.committed.connect(self._typed)
        self.more.clicked.connect(self._toggle)
        self.compare.chosen.connect(self._compare)
        GestureLink(self.margin, session, self._edit_from)

    # -- what a person does -----------------------------------------------------------------------

    def _choose(self, first: str) -> None:
        """Of its family the loss that is shown beside, if one is; else the first."""
        compared = self.session.state.compared
        self.session.edit(switch_to(compared if compared in family_of(first) else first))

    def _edit_from(self, value: float) -> Edit:
        return edits.set_margin(value)

    def _typed(self, value: float) -> None:
        self.commit(self.margin, edits.set_margin(value))

    def _compare(self, on: bool) -> None:
        self.session.edit(edits.compare_losses(on))

    def _toggle(self) -> None:
        self._set_open(not self._open)
        self.show_evaluation(self.session.evaluation)

    def _set_open(self, on: bool) -> None:
        self._open = on
        self.more.set_glyph("up" if on else "down")
        self._name_more()

    # -- what is shown ----------------------------------------------------------------------------

    def _name_more(self) -> None:
        kind = "less" if self._open else "more"
        self.more.set_words(tr(f"rail.loss.{kind}"), tr(f"rail.loss.{kind}.tip"))

    def apply_look(self) -> None:
        """Take over words."""
        self.set_caption(tr("rail.loss.caption"))
        self.choice.setAccessibleName(self.caption.text())
        self.choice.set_options([(one.key, one.name, one.tip) for one in firsts()])
        self.margin.set_words(tr("rail.margin"), tr("rail.margin.tip"))
        self.margin_label.set_text("Δ", tr("rail.margin.tip"))
        self._name_more()
        self.variants.apply_look()
        self.compare.set_words(tr("rail.loss.compare"), tr("rail.loss.compare.tip"))

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show the loss in force and its settings."""
        state = evaluation.state
        loss, compared = state.loss, state.view.compare_losses
        first = family_of(loss.active)[0]
        self.choice.set_current(first)
        self.variants.show_state(state)
        pinned = evaluation.pinned
        then = None if pinned is None else pinned.state.loss.margin
        self.margin.set_number(loss.margin)
        self.margin.set_pinned(then)
        self.margin_change.show_change(loss.margin, then)
        self.compare.set_on(compared)
        divided = loss.class_divisor != "none"
        varied = loss.squared or loss.include_correct_class or divided or loss.active != first
        if varied and not self._varied and not self._open:
            # A switch that is on and hidden would leave the numbers unexplained.
            self._set_open(True)
        self._varied = varied
        shown = state.side_by_side if compared else (loss.active,)
        margin = "margin" in settings_of(shown)
        shape = (margin, self.variants.shape, self._open, pinned is not None)
        if shape != self._shape:
            self._shape = shape
            self.margin_label.setVisible(margin)
            self.margin.setVisible(margin)
            self.margin_change.setVisible(margin and pinned is not None)
            self.more.setVisible(any(self.variants.shape))
            self.variants.show_parts(self._open)
            self.reshaped.emit()

    def stops(self) -> list[QWidget]:
        """From top to bottom, line by line."""
        below = (self.compare, self.margin, *self.variants.stops())
        return [self.more, *self.choice.segments(), *below]

    def most(self, space: Spacing) -> int:
        """With every variant there is: choosing another SVM moves no class."""
        now, every = self.variants.lines(space), self.variants.lines(space, every=True)
        return self.needed(space) + height_of(every) - height_of(now)

    def lines(self, space: Spacing) -> list[Line]:
        """Caption, choice, the other loss with Δ, and the variants while they are open."""
        look = self.look
        more = self.more.sizeHint().width()
        edge = self.right + look.px(8)
        caption = (
            Place(self.caption, self.left, edge - more - self.left),
            Place(self.more, edge - more, more, look.target(0)),
        )
        start = self.left - self.compare.inset()
        width = int(self.margin_label.text_width()) + 2
        at = self.field_left - look.px(10) - width
        change = look.px(CHANGE) if self.margin_change.isVisibleTo(self) else 0
        if start + self.compare.sizeHint().width() > at - change:
            change = 0  # the words of the box need the room
        beside = (
            Place(self.compare, start, at - change - start, space.check),
            Place(self.margin_change, at - change, max(0, change - look.px(6))),
            Place(self.margin_label, at, width),
            self.field(self.margin),
        )
        return [
            Line(space.section, space.caption, caption),
            Line(space.after_caption, space.control, (self.whole(self.choice),)),
            Line(space.gap - 2, space.field, beside),
            *self.variants.lines(space),
        ]
