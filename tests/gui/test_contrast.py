"""What is painted stands out from what it is painted on, in every theme."""

from itertools import product

import pytest

from core import edits
from gui.base.work import let_work_end
from gui.look.themes import THEMES
from gui.pages import PAGES
from tests.gui.painted import grounds_of, texts_of
from tests.gui.test_theme import LEAST, contrast_of
from tests.gui.window_hand import open_window, scenario, settle
from tests.sweeps import sampled

LONG = 60_000
SCENARIOS = ("cat-car-frog", "iris-halves", "l2-or-l1")
WAYS = ("desk", "hall")


def views(window):
    """Shows every part of the page in turn; the name of each."""
    turns = () if window.page.turns is None else window.page.turns.keys
    for view in window.page.views if window.projector.on else (turns or (None,)):
        if window.projector.on:
            window.projector.show_view(view)
        elif view is not None:
            window.page.turns.turn_to(view)
        settle()
        let_work_end(LONG)
        settle()
        yield view


def faint(window, least):
    """Texts of controls in use that stand out less from their ground."""
    texts = [text for text in texts_of(window) if text.widget.isEnabled()]
    for text, ground in zip(texts, grounds_of(window, texts), strict=True):
        found = contrast_of(text.ink, ground)
        if found < least:
            yield f"{text} {text.ink} on {ground}: {found:.2f}"


@pytest.mark.parametrize(
    ("theme", "key", "way", "page"), sampled(product(THEMES, SCENARIOS, WAYS, PAGES), every=37)
)
def test_every_text_stands_out_from_what_it_is_painted_on(qtbot, theme, key, way, page):
    window = open_window(qtbot, scenario(key), theme=theme)
    window.show_page(page)
    window.session.document.pin()
    window.session.edit(edits.set_score(0, 0, 7.3))
    window.show_projector(on=way == "hall")
    window.look.wear(theme)  # the hall brings its own
    settle()
    wrong = [f"{view}: {one}" for view in views(window) for one in faint(window, LEAST[theme][0])]
    assert not wrong, "\n".join(wrong)
