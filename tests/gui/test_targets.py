"""What can be pressed is large enough to be hit."""

import re

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from core import edits
from gui.pages import PAGES
from tests.gui.hand import model_state
from tests.gui.window_hand import Hand, open_window, part, scenario, settle
from tests.sweeps import sampled

SIZES = [(960, 600), pytest.param((1280, 720), marks=pytest.mark.soak)]
LEAST = 24.0
"""Pixels, by WCAG 2.2, 2.5.8."""
FAR = 44.0 / 1080
"""Of a window's height, in a hall."""
ELSEWHERE = re.compile(r"rail\.class\.\d+\.remove")
"""Delete and the menu of the row do the same."""


def targets(window):
    for widget in window.findChildren(QWidget):
        pressed = isinstance(widget, QAbstractButton | QLineEdit)
        pressed = pressed or widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        seen = widget.isVisible() and not widget.visibleRegion().isEmpty()
        if pressed and seen and widget.objectName():
            yield widget, QRectF(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()))


def too_small(window, least, pages=PAGES):
    """Shows every view of these pages; what is smaller than `least` on one of its sides."""
    found = set()
    for page in pages:
        window.show_page(page)
        for view in window.page.views if window.projector.on else [None]:
            if view is not None:
                window.projector.show_view(view)
            settle()
            for widget, area in targets(window):
                if min(area.width(), area.height()) < least:
                    found.add(f"{page}: {widget.objectName()} {area.size().toTuple()}")
    return {one for one in found if not ELSEWHERE.search(one)}


@pytest.mark.parametrize("size", SIZES, ids=["600p", "720p"])
def test_where_there_is_room_every_target_has_24_pixels(qtbot, size):
    window = open_window(qtbot, edits.choose_loss("hinge").apply(scenario()), size=size)
    window.session.pin()
    assert too_small(window, LEAST) == set()


@pytest.mark.parametrize("classes", sampled([10, 3], every=2))
def test_in_a_hall_every_target_has_44_of_1080_pixels(qtbot, classes):
    window = open_window(qtbot, edits.choose_loss("hinge").apply(model_state(classes)))
    window.show_projector(on=True)
    settle()
    assert too_small(window, FAR * window.height()) == set()
    Hand(window).click(part(window, "bar.rail", QAbstractButton))
    assert part(window, "rail.lambda.field").isVisible()
    assert too_small(window, FAR * window.height(), [window.page.key]) == set()


def test_zoomed_out_a_target_is_no_smaller(qtbot):
    window = open_window(qtbot, size=(1280, 720))
    window.look.set_zoom(0.8)
    assert too_small(window, LEAST) == set()
