"""The sum of the hinge and the share of each class in it."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolTip

from gui.charts.parts.sum import Share, SumView
from gui.look.theme import Look
from tests.gui.hand import Heard
from tests.gui.window_hand import Hand, near, settle, show_in_room, tip_at

SENTENCE = "6.6 from class 1 + 6.3 from class 0"


def share(index, value):
    return Share(index, f"class {index}", value, f"class {index}: {value}")


class Stand:
    """The view in a window."""

    def __init__(self, qtbot, *shares):
        self.view = SumView(Look(), "sum")
        self.view.show_sum("12.90", (SENTENCE,), shares)
        self.window = show_in_room(qtbot, self.view, 320, 260)
        self.hand = Hand(self.window)
        self.heard = Heard(self.view, "hovered")

    def runs(self, role):
        """Stretches of a colour along the bar's middle, as (first x, last x)."""
        image, ink = self.view.grab().toImage(), self.view.look.color(role)
        y = int(self.view.height() * 0.66) + 11
        found = []
        for x in range(image.width()):
            if not near(image.pixelColor(x, y), ink):
                continue
            if found and x == found[-1][1] + 1:
                found[-1][1] = x
            else:
                found.append([x, x])
        return found


@pytest.fixture
def stand(qtbot):
    return Stand(qtbot, share(1, 6.6), share(0, 3.3))


def test_the_parts_are_as_long_as_their_shares(stand):
    first, second = stand.runs("loss_fill")
    # The gap between them is taken from the second.
    assert first[1] - first[0] == pytest.approx(2 * (second[1] - first[1]), abs=4)
    assert second[0] - first[1] >= 3


def test_a_single_part_has_its_name_too(qtbot):
    one = Stand(qtbot, share(1, 6.6))
    ((start, end),) = one.runs("loss_fill")
    image, ink = one.view.grab().toImage(), one.view.look.color("muted")
    below = range(int(one.view.height() * 0.66) + 26, one.view.height())
    assert any(near(image.pixelColor(x, y), ink, 60) for x in range(start, end) for y in below)


def test_the_lit_part_is_darker(stand):
    first, second = stand.runs("loss_fill")
    stand.view.set_highlight(0)
    (lit,) = stand.runs("loss")
    assert lit == second
    stand.view.set_highlight(None)
    assert stand.runs("loss") == []
    assert stand.runs("loss_fill") == [first, second]


def test_pointing_at_a_part_tells_its_class_and_reads_it(stand):
    y = int(stand.view.height() * 0.66) + 11
    for index, (start, last) in zip((1, 0), stand.runs("loss_fill"), strict=True):
        stand.hand.hover(stand.view, QPoint((start + last) // 2, y))
        assert stand.heard.values("hovered")[-1] == index
        assert QToolTip.text() == f"class {index}: {[3.3, 6.6][index]}"
    stand.hand.hover(stand.view, QPoint(10, 10))
    assert stand.heard.values("hovered")[-1] is None
    stand.hand.hover(stand.view, QPoint(stand.runs("loss_fill")[0][0] + 9, y))
    assert stand.heard.values("hovered")[-1] == 1
    stand.hand.hover(stand.window, QPoint(5, 5))
    assert stand.heard.values("hovered")[-1] is None


def test_a_sum_of_nothing_is_an_empty_track(qtbot):
    stand = Stand(qtbot, share(1, 0.0))
    assert stand.runs("loss_fill") == []
    assert len(stand.runs("track")) == 1
    stand.hand.hover(stand.view, QPoint(100, int(stand.view.height() * 0.66) + 11))
    assert stand.heard.values("hovered") in ([], [None])


def test_huge_shares_are_drawn_without_overflow(qtbot):
    stand = Stand(qtbot, share(0, 1.5e308), share(1, 1.5e308))
    first, second = stand.runs("loss_fill")
    assert first[1] - first[0] == pytest.approx(second[1] - second[0], abs=4)


def test_a_long_number_shrinks_until_it_fits(stand):
    look = stand.view.look
    stand.view.show_sum("1.3×10¹⁵⁰ and then some", ("",), ())
    settle()
    image, ink = stand.view.grab().toImage(), look.color("loss")
    edges = [(x, y) for y in range(image.height() // 2) for x in (0, image.width() - 1)]
    assert not any(near(image.pixelColor(*at), ink, 60) for at in edges)
    assert any(
        near(image.pixelColor(x, y), ink)
        for y in range(image.height() // 2)
        for x in range(image.width())
    )


def test_a_screen_reader_hears_the_sum_and_its_terms(stand):
    assert stand.view.accessibleName() == "12.90, 6.6 from class 1 + 6.3 from class 0"


def test_the_sentence_is_broken_before_a_plus_and_within_a_term_only_if_it_must(stand):
    assert stand.view.fitted()[0].split(" ") == [
        "6.6\u00a0from\u00a0class\u00a01",
        "+\u00a06.3\u00a0from\u00a0class\u00a00",
    ]
    long = "6.6 from a class with a name longer than a line has room for + 0 from frog"
    stand.view.show_sum("6.60", (long,), ())
    assert stand.view.fitted()[0] == long


def test_a_sentence_without_room_gives_way_to_a_shorter_one(stand):
    one = "6.6 from class 1 + 8 from 3 more"
    full = "6.6 from class 1 + 4 from class 2 + 3 from class 3 + 1 from class 4 + 1 from class 5"
    full += " + 1 from class 6 + 1 from class 7 + 1 from class 8"
    stand.view.show_sum("14.60", (full, one), ())
    assert stand.view.fitted()[0].replace("\u00a0", " ") == one
    assert stand.view.accessibleName() == f"14.60, {full}"
    middle = QPoint(stand.view.width() // 2, int(stand.view.height() * 0.5))
    assert tip_at(stand.view, middle) == full


def test_a_sentence_that_has_no_room_at_all_is_cut_with_an_ellipsis(stand):
    stand.view.show_sum("6.60", (" ".join(["word"] * 60),), ())
    assert stand.view.fitted()[0].endswith("…")
    settle()
    image, paper = stand.view.grab().toImage(), stand.view.grab().toImage().pixelColor(1, 1)
    last = int(stand.view.height() * 0.66) - 1
    assert all(near(image.pixelColor(x, last), paper) for x in range(image.width()))
