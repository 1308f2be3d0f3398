"""The steps of undo and redo, and how many of them are kept."""

from dataclasses import dataclass, field

from core.edits import LOOKING, WALKING, Label
from core.moments import Moment, Step, step_to
from core.text import Text


@dataclass(eq=False)
class Past:
    """What can be taken back and brought back, within limits.

    Attributes
    ----------
    limit : int
        Most steps kept for undo.
    bytes_limit : int
        Most bytes that the steps may hold together.
    undo, redo : list of Step
        The last one is the next to go to.
    dropped : bool
        Whether what can be undone ends before the beginning: older steps were dropped.
    """

    limit: int
    bytes_limit: int
    undo: list[Step] = field(default_factory=list)
    redo: list[Step] = field(default_factory=list)
    dropped: bool = False

    @property
    def size(self) -> int:
        """Bytes that the steps hold and their neighbours do not."""
        return sum(step.size for step in (*self.undo, *self.redo))

    @property
    def put_away(self) -> tuple[str | Text, ...]:
        """Files, or else titles, of documents that gave way with changes, the last one first."""
        return tuple(
            origin.path.name if origin.path else title
            for origin in (step.origin for step in reversed(self.undo) if step.gives_way)
            if (title := origin.put_away) is not None
        )

    def add(self, before: Moment, now: Moment, label: Label, *, swaps: bool) -> Moment:
        """Keep the step from `before` to `now`, alone or as a further part of the last one.

        Returns
        -------
        Moment
            `now`, or where a walk has come back to its beginning, that.
        """
        last = self.undo[-1] if self.undo else None
        if last is None or not _runs_on(last.label, label):
            self.undo.append(step_to(before, now, label, swaps=swaps))
        elif now.state == (then := last.moment(before.state)).state:
            self.undo.pop()
            now = then
        elif label.key in WALKING:  # what is kept is kept beside the state that is next to it
            self.undo[-1] = step_to(then, now, last.label, swaps=False)
        # Who only looks around after an undo may still want it back.
        if label.key not in LOOKING:
            self.redo.clear()
        self.drop()
        return now

    def drop(self) -> None:
        """Forget the oldest steps of undo beyond the limits, and tell so.

        If that is not enough, what was undone long ago goes too; the last step taken back stays.
        """
        excess, many = self.size - self.bytes_limit, len(self.undo) - self.limit
        gone = 0
        while gone < len(self.undo) and (excess > 0 or gone < many):
            excess -= self.undo[gone].size
            gone += 1
        self.dropped = self.dropped or gone > 0
        del self.undo[:gone]
        while excess > 0 and len(self.redo) > 1:
            excess -= self.redo.pop(0).size


def _runs_on(last: Label, label: Label) -> bool:
    """Whether a step is only a further part of the last one."""
    walks = last.key in WALKING and label.key in WALKING
    return walks or (label.key in LOOKING and last.key == label.key)
