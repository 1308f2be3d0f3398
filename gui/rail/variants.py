"""What stands under "More": which SVM, what its sum is divided by, and its switches."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core import edits
from core.edits import Edit
from core.state import State
from gui.controls.check_box import CheckBox
from gui.controls.choice import Choice
from gui.controls.label import Label
from gui.controls.segmented import SegmentedControl
from gui.look.theme import Look, Type
from gui.losses import display_of, family_of
from gui.rail.section import Line, Place, Section
from gui.rail.spacing import Spacing
from gui.words.translation import tr


class Variants(QObject):
    """The controls of the variants. A section shows them while it is open, and gives them lines.

    What no loss on show has is left out.
    """

    def __init__(self, look: Look, section: Section) -> None:
        super().__init__(section)
        self._section = section
        self._session = section.session
        self._family: tuple[str, ...] = ()
        self._settings: frozenset[str] = frozenset()
        self._open = False
        self.choice = Choice(look, "rail.loss.variant", parent=section)
        self.divisor_label = Label(
            look, "rail.loss.divisor.label", Type.SMALL, "muted", parent=section
        )
        self.divisor = SegmentedControl(look, "rail.loss.class_divisor", section)
        self.squared = CheckBox(look, "rail.loss.squared", Type.SMALL, section)
        self.included = CheckBox(look, "rail.loss.include_correct_class", Type.SMALL, section)
        self.choice.chosen.connect(self._choose)
        self.divisor.chosen.connect(self._divide)
        self.squared.chosen.connect(self._square)
        self.included.chosen.connect(self._include)

    # -- what a person does -----------------------------------------------------------------------

    def _choose(self, key: str) -> None:
        """The loss in force, or the one beside it, becomes another of its family."""
        if self._session.state.loss.active in self._family:
            self._session.edit(switch_to(key))
        else:
            self._session.edit(edits.compare_with(key))

    def _divide(self, key: str) -> None:
        self._session.edit(edits.choose_divisor(key))

    def _square(self, on: bool) -> None:
        if not self._session.edit(edits.set_loss_switch("squared", on)):
            self.squared.set_on(not on)

    def _include(self, on: bool) -> None:
        self._session.edit(edits.set_loss_switch("include_correct_class", on))

    # -- what is shown ----------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over words."""
        tip = tr("rail.loss.class_divisor.tip")
        self.divisor_label.set_text(tr("rail.loss.class_divisor"), tip)
        self.divisor.setAccessibleName(tr("rail.loss.class_divisor"))
        letters = {"none": tr("rail.loss.class_divisor.none"), "wrong": "C − 1", "all": "C"}
        self.divisor.set_options([(key, text, tip) for key, text in letters.items()])
        for box, key in ((self.squared, "squared"), (self.included, "include_correct_class")):
            box.set_words(tr(f"rail.loss.{key}"), tr(f"rail.loss.{key}.tip"))
        self._offer()

    def show_state(self, state: State) -> None:
        """Show the settings, and which of a family is in force, or else beside."""
        loss = state.loss
        self._settings = settings_of(state.side_by_side)
        self.divisor.set_current(loss.class_divisor)
        self.squared.set_on(loss.squared)
        self.included.set_on(loss.include_correct_class)
        shown = (loss.active, state.compared)
        chosen = next((key for key in shown if len(family_of(key)) > 1), "")
        family = family_of(chosen) if chosen else ()
        if family != self._family:
            self._family = family
            self._offer()
        self.choice.set_current(chosen)

    def _offer(self) -> None:
        options = [(key, display_of(key).variant, display_of(key).tip) for key in self._family]
        self.choice.set_options(tr("rail.loss.variant"), tr("rail.loss.variant.tip"), options)

    def show_parts(self, opened: bool) -> None:
        """Show or hide the controls."""
        self._open = opened
        self.choice.setVisible(opened and bool(self._family))
        for name, parts in (
            ("squared", (self.squared,)),
            ("include_correct_class", (self.included,)),
            ("class_divisor", (self.divisor_label, self.divisor)),
        ):
            for part in parts:
                part.setVisible(opened and name in self._settings)

    @property
    def shape(self) -> tuple[object, ...]:
        """Which controls there are."""
        return bool(self._family), self._settings - {"margin"}

    def stops(self) -> list[QWidget]:
        """From top to bottom, line by line."""
        return [self.choice, *self.divisor.segments(), self.squared, self.included]

    def lines(self, space: Spacing, *, every: bool = False) -> list[Line]:
        """One under the other, without gaps for what is not there, or `every` one."""
        if not self._open:
            return []
        section = self._section
        left, right = section.left, section.right
        start = left - self.squared.inset()
        middle = left + (right - left) * 9 // 20
        lines = []
        if self._family or every:
            lines.append(Line(space.small_gap, space.field, (section.whole(self.choice),)))
        if "class_divisor" in self._settings or every:
            at = Place(self.divisor, middle, right - middle)
            label = Place(self.divisor_label, left, middle - left)
            lines.append(Line(space.gap - 2, space.field, (label, at)))
        if "squared" in self._settings or every:
            half = middle - self.included.inset()
            beside = Place(self.included, half, right - half)
            both = (Place(self.squared, start, half - start), beside)
            lines.append(Line(space.small_gap, space.check, both))
        return lines


def settings_of(keys: tuple[str, ...]) -> frozenset[str]:
    """The settings that some of these losses have."""
    return frozenset(name for key in keys for name in display_of(key).settings)


def switch_to(key: str) -> Edit:
    """Put a loss in force; if it is the one beside, the two change places."""
    choice = edits.choose_loss(key)

    def apply(state: State) -> State:
        after = choice.apply(state)
        if key != state.compared or after.compared == state.loss.active:
            return after
        return edits.compare_with(state.loss.active).apply(after)

    return Edit(choice.label, apply)
