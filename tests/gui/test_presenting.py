"""Presenting: what a page has to show appears step by step, by the keys of a remote."""

import ctypes
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, QSettings, QVariantAnimation
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from core import edits
from gui.base.motion import ACCESSIBILITY, is_reduced
from gui.controls.card import Card
from gui.pages import PAGES
from gui.pages.reveal import parts_of
from tests.gui.hand import model_state, score_state
from tests.gui.window_hand import Hand, Key, part, press, scenario, settle

STAGES = [f"stage.card.{index}" for index in range(4)]


pytestmark = pytest.mark.usefixtures("nothing_fades")


@pytest.fixture
def window(keep):
    return keep.open()


def seen(window):
    """The cards of the page in front, and the formula, of which something is to be seen."""
    shown = [card for card in window.page.findChildren(Card) if card.isVisible()]
    shown += [window.strip] if window.strip.isVisible() else []
    return [one.objectName() for one in shown]


def example(window):
    return window.session.state.view.example


def test_the_stages_appear_one_after_another_and_the_formula_last(window):
    everything = seen(window)
    press(window, Key.Key_F5)
    assert seen(window) == []
    for number in range(1, 5):
        press(window, Key.Key_PageDown)
        assert seen(window) == STAGES[:number]
        assert example(window) == 0
    press(window, Key.Key_PageDown)
    assert seen(window) == everything
    press(window, Key.Key_PageUp)
    assert seen(window) == STAGES


def test_space_shows_the_next_step_too(window):
    press(window, Key.Key_F5, Key.Key_Space)
    assert seen(window) == STAGES[:1]


def test_after_the_last_stage_comes_the_next_example_and_back_leads_to_the_one_before(window):
    press(window, Key.Key_F5, *[Key.Key_PageDown] * 6)
    assert (example(window), seen(window)) == (1, [])
    press(window, Key.Key_PageUp)
    assert (example(window), seen(window)[:4]) == (0, STAGES)
    assert window.strip.isVisible()


def test_at_the_first_and_the_last_example_nothing_happens(window):
    press(window, Key.Key_F5, Key.Key_PageUp)
    assert (example(window), seen(window)) == (0, [])
    press(window, *[Key.Key_PageDown] * 30)
    assert (example(window), seen(window)[:4]) == (2, STAGES)


@pytest.mark.parametrize("key", [Key.Key_F5, Key.Key_Escape])
def test_its_own_key_or_escape_ends_it_and_everything_is_there(window, key):
    before = seen(window)
    press(window, Key.Key_F5, Key.Key_PageDown, key)
    assert seen(window) == before
    assert not part(window, "presenting.progress").isVisible()
    press(window, Key.Key_PageDown)
    assert (example(window), seen(window)) == (1, before)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_its_cards_as_one_reads(keep, page):
    window = keep.open(page=page)
    everything = seen(window)
    press(window, Key.Key_F5)
    places = []
    while not window.hall.presenting.tells_loss:
        before = {one for one in parts_of(window.page) if one.isVisible()}
        press(window, Key.Key_PageDown)
        new = {one for one in parts_of(window.page) if one.isVisible()} - before
        places.append(min((one.mapTo(window, one.rect().topLeft()).y(), one.x()) for one in new))
    assert places == sorted(places)
    assert seen(window) == everything
    assert example(window) == 0


@pytest.mark.parametrize("page", PAGES)
def test_what_is_still_to_come_keeps_its_place(keep, page):
    window = keep.open(page=page)
    places = {one: one.geometry() for one in window.page.findChildren(Card)}
    press(window, Key.Key_F5, Key.Key_PageDown)
    for card, place in places.items():
        assert card.geometry() == place
    press(window, Key.Key_Escape)
    assert {one: one.geometry() for one in places} == places


def test_what_has_been_shown_once_of_the_whole_batch_stays_and_examples_follow(keep):
    window = keep.open(page="batch")
    everything = seen(window)
    press(window, Key.Key_F5, *[Key.Key_PageDown] * 4)
    assert seen(window) == everything
    press(window, *[Key.Key_PageDown] * 2)
    assert (example(window), seen(window)) == (2, everything)
    press(window, *[Key.Key_PageUp] * 2)
    assert (example(window), seen(window)) == (0, everything)
    press(window, Key.Key_PageUp)
    assert len(seen(window)) == len(everything) - 2  # the last card, and the formula with it


def test_each_page_is_covered_when_it_first_comes_and_found_as_it_was_left(window):
    press(window, Key.Key_F5, Key.Key_PageDown)
    window.show_page("batch")
    assert seen(window) == []
    window.show_page("scores")
    assert seen(window) == STAGES[:1]


def test_cards_whose_turn_comes_while_presenting_are_still_to_come(keep):
    window = keep.open(page="fit")
    press(window, Key.Key_F5, Key.Key_PageDown)
    assert len(seen(window)) == 1
    Hand(window).click(part(window, "fit.to_best"))
    assert seen(window) == []
    press(window, Key.Key_PageDown)
    assert len(seen(window)) == 1


def test_another_example_by_any_way_begins_anew_and_another_loss_does_not(window):
    press(window, Key.Key_F5, Key.Key_PageDown)
    window.session.edit(edits.choose_loss("hinge"))
    settle()
    assert seen(window) == STAGES[:1]
    window.session.edit(edits.choose_example(2))
    settle()
    assert seen(window) == []


def test_another_document_begins_anew_and_asks_nothing(window, monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr("gui.files.documents.files.ask_about_changes", lambda *a: asked.append(a))
    window.session.document.mark_saved(tmp_path / "own.json", None)
    window.session.edit(edits.set_strength(0.5))
    press(window, Key.Key_F5, *[Key.Key_PageDown] * 3)
    window.documents.open_builtin("wide-margin")
    settle()
    assert asked == []
    assert window.session.state == scenario("wide-margin")
    assert window.hall.presenting.on
    assert not window.hall.presenting.progress[0]


def test_what_is_covered_is_in_reach_of_neither_keys_nor_screen_readers_nor_pointer(window):
    button = part(window, "what_if.grow")
    button.setFocus()
    press(window, Key.Key_F5, Key.Key_PageDown)
    assert QApplication.focusWidget() is None
    stops = []
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget() or window, Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    assert all(stop.isVisible() for stop in stops)
    hidden = [one for one in parts_of(window.page) if not one.isVisible()]
    assert len(hidden) == 5
    for one in hidden:
        at = one.mapTo(window, one.rect().center())
        assert not one.isAncestorOf(window.childAt(at))
    assert "2.04" not in window.accessibleDescription()
    press(window, *[Key.Key_PageDown] * 4)
    assert "2.04" in window.accessibleDescription()


def test_it_says_quietly_how_far_it_is(window):
    press(window, Key.Key_F5, Key.Key_PageDown, Key.Key_PageDown)
    quiet = part(window, "presenting.progress")
    assert quiet.accessibleName() == "Presenting, 2 of 5 steps shown"
    cards = [card for card in window.page.findChildren(Card) if card.isVisible()]
    place = quiet.geometry()
    for card in cards:
        assert not place.intersects(
            card.rect().translated(card.mapTo(window, card.rect().topLeft()))
        )


def test_escape_leaves_the_full_card_then_presenting_then_the_mode(window):
    press(window, Key.Key_F9, Key.Key_F5, Key.Key_PageDown)
    Hand(window).click(part(window, "stage.card.0.grow"))
    assert window.page.full is not None
    press(window, Key.Key_Escape)
    assert window.page.full is None
    assert window.hall.presenting.on
    press(window, Key.Key_Escape)
    assert not window.hall.presenting.on
    assert window.projector.on
    press(window, Key.Key_Escape)
    assert not window.projector.on


def test_in_projector_mode_the_total_comes_with_the_formula(window):
    press(window, Key.Key_F9, Key.Key_F5, *[Key.Key_PageDown] * 4)
    total = part(window, "formula.total")
    places = window.page.geometry(), window.strip.geometry()
    assert (window.strip.isVisible(), total.isVisible()) == (False, False)
    press(window, Key.Key_PageDown)
    assert (window.strip.isVisible(), total.isVisible()) == (True, True)
    assert (window.page.geometry(), window.strip.geometry()) == places


def test_one_view_alone_is_there_at_once_and_next_goes_to_the_next_example(window):
    press(window, Key.Key_F9, Key.Key_F5, Key.Key_2)
    assert part(window, "what_if").isVisible()
    press(window, Key.Key_PageDown)
    assert example(window) == 1
    assert part(window, "what_if").isVisible()
    press(window, Key.Key_1)
    assert not part(window, "stage.card.0").isVisible()


def test_a_card_fills_the_page_by_its_number_and_gives_it_back(window):
    press(window, Key.Key_F5, *[Key.Key_PageDown] * 5, Key.Key_2)
    assert window.page.full is part(window, "what_if")
    assert seen(window) == ["what_if", "formula"]
    press(window, Key.Key_2)
    assert window.page.full is None
    press(window, Key.Key_1)
    assert seen(window) == [*STAGES, "formula"]
    press(window, Key.Key_Escape)
    assert "what_if" in seen(window)
    assert window.hall.presenting.on


def test_a_table_leaves_the_keys_of_a_remote_alone_while_presenting(keep):
    window = keep.open(model_state(3, examples=40), page="batch")
    press(window, Key.Key_F5, Key.Key_PageDown)
    window.page.examples.view.setFocus()
    before = seen(window)
    press(window, Key.Key_PageDown)
    assert len(seen(window)) > len(before)
    assert window.page.examples.view.currentIndex().row() <= 0
    press(window, Key.Key_Escape)
    window.page.examples.view.setFocus()
    press(window, Key.Key_PageDown)
    assert window.page.examples.view.currentIndex().row() > 1


def test_a_page_that_has_nothing_to_show_goes_from_example_to_example(keep):
    window = keep.open(score_state(((1.0, 2.0), (2.0, 1.0))), page="weights")
    press(window, Key.Key_F5, Key.Key_PageDown)
    assert example(window) == 1


def test_whoever_closes_the_window_presents_no_more_and_is_asked(window, monkeypatch):
    asked = []
    monkeypatch.setattr(
        window.documents, "may_close", lambda: asked.append(window.strip.isVisible())
    )
    press(window, Key.Key_F5)
    window.close()
    assert asked == [True]
    window.session.document.mark_saved(None)


def test_what_appears_fades_in_and_no_timer_is_left(window, monkeypatch, qtbot):
    monkeypatch.setattr("gui.controls.veil.is_reduced", lambda: False)
    press(window, Key.Key_F5)
    card = part(window, "stage.card.0")
    QTest.keyClick(window.windowHandle(), Key.Key_PageDown)
    fading = window.findChildren(QVariantAnimation)
    assert [one.duration() for one in fading] == [200]
    veil = fading[0].parent()
    assert isinstance(veil, QWidget)
    assert veil.geometry() == card.geometry()
    first = veil.grab().toImage()
    fading[0].setCurrentTime(150)
    assert veil.grab().toImage() != first
    qtbot.waitUntil(lambda: not window.findChildren(QVariantAnimation))


def test_nothing_moves_for_those_who_want_less_to_move(window):
    press(window, Key.Key_F5, Key.Key_PageDown)
    assert window.findChildren(QVariantAnimation) == []


def test_escape_gives_a_drag_up_before_it_ends_presenting(window):
    press(window, Key.Key_F5, Key.Key_PageDown)
    chart = part(window, "stage.scores")
    hand, bar = Hand(window), window.page.place_of_score(0)[1].center()
    hand.press(chart, bar)
    hand.move(chart, bar - QPoint(0, 40))
    assert window.session.state != window.session.document.original
    press(window, Key.Key_Escape)
    hand.release(chart, bar)
    assert window.session.state == window.session.document.original
    assert window.hall.presenting.on


def test_escape_closes_an_open_field_before_it_ends_presenting(window):
    press(window, Key.Key_F5)
    part(window, "rail.class.0.name").setFocus()
    press(window, Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    press(window, Key.Key_Escape)
    assert not editor.isVisible()
    assert window.hall.presenting.on


def test_what_moved_besides_is_told_beside_the_rail_while_the_bars_are_still_to_come(keep):
    window = keep.open(model_state(3))
    press(window, Key.Key_F5)
    window.session.edit(edits.set_score(0, 0, 5.0))
    settle()
    note = window.asides.note
    assert note.isVisible()
    field = part(window, "rail.class.0.field")
    below = note.y() - field.mapTo(window, field.rect().bottomLeft()).y()
    assert 0 <= below < field.height()


@pytest.mark.parametrize(
    ("answers", "reduced"),
    [
        ({}, False),
        ({"reduced-motion": 1}, True),
        ({"reduced-motion": 0, "enable-animations": True}, False),
        ({"enable-animations": False}, True),
    ],
)
def test_the_desktop_says_whether_less_is_to_move(monkeypatch, answers, reduced):
    monkeypatch.setattr("gui.base.motion.sys.platform", "linux")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setattr("gui.base.motion._desktop_says", lambda _, key: answers.get(key))
    assert is_reduced() is reduced


@pytest.mark.parametrize(
    ("answered", "shown", "reduced"), [(1, 0, True), (1, 1, False), (0, 1, False)]
)
def test_windows_says_whether_less_is_to_move(monkeypatch, answered, shown, reduced):
    """SPI_GETCLIENTAREAANIMATION is written into an integer, which stays as it is on failure."""
    asked = []

    def answer(action, number, place, flags):
        asked.append((action, number, flags))
        if answered:
            place._obj.value = shown
        return answered

    user32 = SimpleNamespace(SystemParametersInfoW=answer)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=user32), raising=False)
    monkeypatch.setattr("gui.base.motion.sys.platform", "win32")
    assert is_reduced() is reduced
    assert asked == [(0x1042, 0, 0)]


@pytest.mark.parametrize("wanted", [True, False])
def test_macos_says_whether_less_is_to_move(monkeypatch, wanted):
    """Qt makes the name of a file there from organization, turned around, and application."""
    organization, application = ACCESSIBILITY
    whole = [*reversed(organization.split(".")), application]
    assert ".".join(whole) == "com.apple.universalaccess"
    monkeypatch.setattr("gui.base.motion.sys.platform", "darwin")
    settings = QSettings(organization, application)
    assert not is_reduced()  # nothing is said there
    settings.setValue("reduceMotion", wanted)
    settings.sync()
    assert is_reduced() is wanted
    settings.clear()
    settings.sync()
