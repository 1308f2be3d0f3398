"""In a hall: what is painted is large enough to be read from the last row, on every page."""

from itertools import product

import pytest

from core import edits
from core.evaluation import evaluate
from gui.look.theme import Type
from gui.pages import PAGES
from gui.words import numbers
from gui.words.translation import LANGUAGES
from tests.gui.hand import model_state
from tests.gui.painted import cut, overlapping, texts_of
from tests.gui.window_hand import open_window, settle
from tests.sweeps import sampled

MAIN, NAMES, LEAST = 0.04, 0.03, 0.02
"""Shares of the window's height that type has: main figures, names and ticks, all that is read."""

EXEMPT = {
    "W wider than 8 columns, more than 10 classes": "too many for any layout",
    "remarks in the formula": "they say which terms are written, and not what those come to",
}
"""What need not have the size of names, and why; the first are no cases here."""
_FORMULAS = {"formula", "formula.total"}

LOSSES = {
    "what_if.plot",
    "strength.plot",
    "stage.minus_log.plot",
    "stage.sum",
    "losses.0.chart",
    "losses.1.chart",
}
"""Charts that say a loss."""

SIZES = [(1280, 720), (1920, 1080), (3840, 2160)]
STATES = {f"{count} {loss}": (count, loss) for count in (2, 3, 10) for loss in ("softmax", "hinge")}


def views(window):
    """Shows every view of every page in turn; the name of each."""
    for page in PAGES:
        window.show_page(page)
        for view in window.page.views or [None]:
            if view is not None:
                window.projector.show_view(view)
            settle()
            yield f"{page} {view}"


def main_figures(window):
    """What the losses in force come to, as it is written."""
    evaluation = evaluate(window.session.state)
    losses = [evaluation.example.losses[key] for key in evaluation.state.side_by_side]
    return {numbers.fixed(one) for one in (*losses, evaluation.data_loss, evaluation.total)}


def is_remark(text):
    """The figures and signs of a formula have serifs."""
    return text.name in _FORMULAS and "Serif" not in text.family


def share_asked(text, figures):
    """The least share of the window's height that the type of a text must have."""
    if is_remark(text):
        return LEAST
    if text.name in LOSSES and text.words.split()[-1] in figures:
        return MAIN
    bars = getattr(text.widget, "bars", ())
    return MAIN if text.words in {bar.text for bar in bars} else NAMES


@pytest.mark.parametrize(
    ("size", "language", "state"), sampled(product(SIZES, LANGUAGES, STATES), every=36, first=11)
)
def test_what_is_painted_can_be_read_from_the_last_row(qtbot, size, language, state):
    count, loss = STATES[state]
    window = open_window(qtbot, edits.choose_loss(loss).apply(model_state(count)), size, language)
    window.show_projector(on=True)
    figures, wrong, said = main_figures(window), [], set()
    for view in views(window):
        texts = texts_of(window)
        said |= {text.name for text in texts if share_asked(text, figures) == MAIN}
        least = {text: share_asked(text, figures) * window.height() for text in texts}
        wrong += [
            f"{view}: {text} is not {least[text]:.0f}" for text in texts if text.size < least[text]
        ]
        wrong += [f"{view}: {text} is cut" for text in cut(texts)]
        wrong += [f"{view}: {one} lies over {other}" for one, other in overlapping(texts)]
        results = [one.size for one in texts if one.name in _FORMULAS and one.words in figures]
        assert max(results) >= MAIN * window.height()
    assert not wrong, "\n".join(wrong)
    assert said >= {"stage.scores", "what_if.plot", "strength.plot", "losses.0.chart"}


def test_a_window_at_a_desk_would_not_do(qtbot):
    """So small type is found."""
    window = open_window(qtbot)
    figures = main_figures(window)
    small = {
        text.name
        for text in texts_of(window)
        if text.size < share_asked(text, figures) * window.height()
    }
    assert small >= {"stage.scores", "what_if.plot", "rail.totals.total.label", "formula"}


def test_every_role_of_text_has_the_size_of_names_and_main_figures_theirs(qapp):
    far = {role: role.value[2] / 1080 for role in Type}
    main = {Type.VALUE, Type.FIGURE, Type.TOTAL, Type.READOUT, Type.DISPLAY, Type.FORMULA}
    assert min(far.values()) >= NAMES
    assert min(far[role] for role in main) >= MAIN
