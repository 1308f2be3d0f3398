"""Who carries the loss? Shares of the data loss by example, and of one example's by class."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core import edits
from core.evaluation import Evaluation
from gui.charts.curves.kept import Kept
from gui.charts.parts.share_layout import REST, Part, Shares, points
from gui.charts.parts.share_paint import ShareColors
from gui.charts.parts.shares import ShareBar
from gui.charts.parts.spans import Span, Spans
from gui.controls.card import Card
from gui.controls.label import Label
from gui.controls.segmented import SegmentedControl
from gui.look.theme import Look, Type
from gui.losses import display_of
from gui.panels.carrier_shares import class_shares, example_shares
from gui.session import Session
from gui.words import numbers
from gui.words.translation import language, tr, words

_FRACTIONS = {2: "half", 3: "third"}


class CarriersPanel(Card):
    """The card with both bars, and the switch between mean and sum."""

    example_hovered = Signal(object)
    """The index of the example whose part is pointed at, or None."""

    def __init__(self, look: Look, session: Session) -> None:
        self._session = session
        self._evaluation = session.evaluation
        self._pointed: int | None = None
        self._highlight: int | None = None
        self._carriers = Shares()
        self._shares: Kept[Shares] = Kept()
        self._lines: Kept[None] = Kept()
        by_example = ShareColors("loss", "loss_border", "loss_tint")
        by_class = ShareColors("third", "third_tint", "track")
        self.bar = ShareBar(look, "carriers.examples", by_example, 64, self._example_tip)
        self.reading = Spans(look, "carriers.reading")
        self.caption = Spans(look, "carriers.caption")
        self.classes = ShareBar(
            look, "carriers.classes", by_class, 46, self._class_tip, choosable=False
        )
        self.reduction_label = Label(look, "carriers.reduction.label", Type.SMALL, "muted")
        self.reduction = SegmentedControl(look, "batch.reduction")
        self.meaning = Label(look, "carriers.meaning", Type.SMALL, "muted", wrap=True)
        super().__init__(look, "carriers", self._body())
        self.bar.hovered.connect(self._point)
        self.bar.chosen.connect(self._choose)
        self.reduction.chosen.connect(self._reduce)

    def _body(self) -> QWidget:
        body = QWidget()
        self._rows = QVBoxLayout(body)
        self._switch = QHBoxLayout()
        self._switch.addWidget(self.reduction_label, 0)
        self._switch.addWidget(self.reduction, 1)
        for part in (self.bar, self.reading, None, self.caption, self.classes, None):
            if part is None:
                self._rows.addStretch(1)
            else:
                self._rows.addWidget(part)
        self._rows.addLayout(self._switch)
        self._rows.addWidget(self.meaning)
        for layout in (self._rows, self._switch):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        return body

    # -- what a person does -----------------------------------------------------------------------

    def _choose(self, index: int) -> None:
        if index != self._session.state.view.example:
            self._session.edit(edits.choose_example(index))

    def _reduce(self, key: str) -> None:
        self._session.edit(edits.set_loss_switch("sum_over_examples", key == "sum"))

    def _point(self, key: int | None) -> None:
        index = None if key == REST else key
        if index != self._pointed:
            self._pointed = index
            self.example_hovered.emit(index)
        self._show_reading()

    def set_highlight_example(self, index: int | None) -> None:
        """Light the part of an example, or the rest if that is where it is (silent)."""
        self._highlight = index
        shares = index is not None and self._share(index)[0] > 0
        self.bar.set_highlight(index if shares else None)
        self._show_reading()

    # -- what is shown ----------------------------------------------------------------------------

    def apply_look(self) -> None:
        """Take over fonts, sizes and texts."""
        super().apply_look()
        px = self.look.px
        line = int(self.look.metrics(Type.SMALL).height()) + 1
        self.meaning.setFixedHeight(2 * line)
        self.reduction.setFixedHeight(self.look.target(36))
        self._switch.setSpacing(px(12))
        self._rows.setSpacing(px(4))
        self.set_texts(tr("carriers.heading"), tr("carriers.hint"))
        self.bar.setAccessibleName(tr("carriers.bar"))
        self.bar.set_empty(tr("carriers.nothing"))
        self.classes.setAccessibleName(tr("carriers.classes"))
        self.classes.set_empty(tr("carriers.satisfied"))
        self.reduction_label.set_text(tr("carriers.reduction"))
        self.reduction_label.setFixedWidth(int(self.reduction_label.text_width()) + 2)
        self.reduction.setAccessibleName(tr("carriers.reduction"))
        self.reduction.set_options(
            [
                (key, tr(f"carriers.reduction.{key}"), tr(f"carriers.reduction.{key}.tip"))
                for key in ("mean", "sum")
            ]
        )
        self._lines.forget()
        self.show_evaluation(self._session.evaluation)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show `evaluation`; where only λ has changed, nothing is made anew."""
        self._evaluation = evaluation
        state, pinned = evaluation.state, evaluation.pinned
        then = None if pinned is None else pinned.active
        whole = (evaluation.active, state.examples, then, evaluation.counterparts, language())
        self._carriers = self._shares.get("bar", whole, lambda: example_shares(evaluation))
        self.bar.set_shares(self._carriers)
        self.bar.set_current(state.view.example)
        self._lines.get("reading", whole, self._refresh)
        one = (
            evaluation.example,
            state.classes,
            state.examples,
            state.loss.active,
            evaluation.pinned_example,
            None if pinned is None else pinned.state.loss.active,
            language(),
        )
        shares = self._shares.get("classes", one, lambda: class_shares(evaluation))
        self.classes.set_shares(shares)
        self._lines.get("caption", one, self._show_caption)
        self.reduction.set_current("sum" if state.loss.sum_over_examples else "mean")
        self.meaning.set_text(self._meaning())

    def _refresh(self) -> None:
        self.set_highlight_example(self._highlight)

    def _share(self, index: int) -> tuple[float, float | None]:
        """An example's share now and when pinned."""
        evaluation = self._evaluation
        if index >= evaluation.state.example_count:
            return 0.0, None
        now = float(evaluation.active.shares_of([index])[0])
        pinned, counterparts = evaluation.pinned, evaluation.counterparts
        if pinned is None or counterparts is None:
            return now, None
        return now, float(pinned.active.shares_of(counterparts[[index]])[0])

    def _show_reading(self) -> None:
        """Say who is pointed at, here or elsewhere, else who carries the most."""
        state, part, carriers = self._evaluation.state, self.bar.part, self._carriers.parts
        if part is not None and part.key is None:
            self._say("one", self.bar.words(part), part.share, part.then)
            return
        index = self._highlight if part is None else part.key
        if index is not None and index < state.example_count:
            name = words(state.examples[index])
            if state.held_out[index]:
                text = tr("carriers.reading.held_out", name=name)
                self.reading.set_spans([Span(text, name=name)], text)
            else:
                self._say("one", name, *self._share(index))
        elif carriers:
            first = carriers[0]
            self._say("largest", first.name, first.share, first.then)
        else:
            self.reading.set_spans(())

    def _say(self, key: str, name: str, share: float, then: float | None) -> None:
        text = tr(f"carriers.reading.{key}", name=name, percent=numbers.fixed(100 * share, 1))
        self.reading.set_spans(
            [Span(text, name=name), Span(points(share, then), Type.SMALL, "pin")], text
        )

    def _show_caption(self) -> None:
        """Name the chosen example and its loss over the bar of classes."""
        evaluation = self._evaluation
        state, was, pinned = evaluation.state, evaluation.pinned_example, evaluation.pinned
        loss = evaluation.example.losses[state.loss.active]
        name = words(state.examples[self._chosen])
        text = display_of(state.loss.active).shares_caption(name)
        lines = [text, tr("carriers.loss", value=numbers.exact(loss))]
        change = ""
        if was is not None and pinned is not None:
            then = was.losses[pinned.state.loss.active]
            change = numbers.change(loss, then)
            lines.append(tr("pinned.reading", value=numbers.exact(then), change=change))
        figure = Span(tr("carriers.loss", value=numbers.fixed(loss)), Type.LABEL, "loss")
        gone = "" if change == "±0" else change
        self.caption.set_spans(
            [Span(text, name=name), figure, Span(gone, Type.SMALL, "pin")], "\n".join(lines)
        )

    @property
    def _chosen(self) -> int:
        return self._evaluation.state.view.example

    def _meaning(self) -> str:
        state = self._evaluation.state
        key = "sum" if state.loss.sum_over_examples else "mean"
        if not state.has_weights:
            return tr(f"carriers.{key}.scores")
        count = state.training_count
        if key == "mean" or count == 1:
            return tr("carriers.mean" if key == "mean" else "carriers.sum.one")
        fraction = tr(f"carriers.fraction.{_FRACTIONS.get(count, 'part')}", count=f"{count:,}")
        return tr("carriers.sum", count=f"{count:,}", fraction=fraction)

    # -- to the last digit ------------------------------------------------------------------------

    def _example_tip(self, part: Part) -> str:
        percent = numbers.fixed(100 * part.share, 2)
        if part.key is None:
            text = tr("carriers.reading.one", name=self.bar.words(part), percent=percent)
            return "\n".join((text, *_pinned(part)))
        loss = float(self._evaluation.active.per_example[part.key])
        lines = [
            tr("carriers.tip", name=part.name, percent=percent),
            tr("carriers.loss", value=numbers.exact(loss)),
            *_pinned(part),
        ]
        if part.key != self._chosen:
            lines.append(tr("carriers.tip.choose"))
        return "\n".join(lines)

    def _class_tip(self, part: Part) -> str:
        percent = numbers.fixed(100 * part.share, 2)
        display = display_of(self._evaluation.state.loss.active)
        tip = display.share_tip(self.classes.words(part), percent)
        return "\n".join((tip, *_pinned(part)))


def _pinned(part: Part) -> tuple[str, ...]:
    """The line about the pinned share, if there is one."""
    if part.then is None:
        return ()
    change = numbers.change(100 * part.share, 100 * part.then)
    value = tr("share.percent", value=numbers.exact(100 * part.then))
    return (tr("pinned.reading", value=value, change=change),)
