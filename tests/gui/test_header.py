"""The header: scenarios, pages, pin, undo, redo, reset and language."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu

from core import edits
from core.document import Document
from core.scenario.files import builtin
from gui.header import Header
from gui.look.theme import Look
from gui.session import Session
from gui.words.translation import LANGUAGES, catalogue, set_language
from tests.gui.hand import Heard
from tests.gui.window_hand import Hand, Key, part, scenario, settle, show

ASKED = ("page_chosen", "scenario_chosen", "language_chosen")


class Stand:
    """The header in a window of its own."""

    def __init__(self, qtbot, language="en"):
        set_language(language)
        self.look = Look()
        self.session = Session(scenario())
        self.header = Header(self.look, self.session, ("scores", "batch"))
        self.session.evaluated.connect(self.header.show_evaluation)
        self.header.show_page("scores")
        show(qtbot, self.header, 1600, 59)
        self.hand = Hand(self.header)
        self.heard = Heard(self.header, *ASKED)

    def button(self, name):
        return part(self.header, f"header.{name}", QAbstractButton)

    def click(self, name):
        self.hand.click(self.button(name))

    def edit(self, *made):
        for edit in made:
            assert self.session.edit(edit)
        settle()

    def actions(self):
        """The menu's entries by their titles, which spaces set apart from what each is for."""
        menu = part(self.header, "header.scenarios.menu", QMenu)
        return {action.text().split("  ")[0]: action for action in menu.actions() if action.text()}

    def open_menu(self, qtbot):
        """Open the menu by the keyboard, which unlike a click does not wait for it to close."""
        menu = part(self.header, "header.scenarios.menu", QMenu)
        button = self.button("scenarios")
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        qtbot.waitUntil(menu.isVisible)
        return menu


@pytest.fixture
def stand(qtbot):
    return Stand(qtbot)


def test_at_first_there_is_nothing_to_undo_redo_or_reset(stand):
    for name in ("undo", "redo", "reset"):
        assert not stand.button(name).isEnabled()
    assert stand.button("undo").toolTip() == "Nothing to undo"
    assert stand.button("redo").toolTip() == "Nothing to redo"


def test_undo_and_redo_say_what_they_will_do(stand):
    stand.edit(edits.set_score(0, 1, 4.0))
    tip = "Undo: change the score of car (Ctrl+Z)\nHold or right-click for several steps"
    assert stand.button("undo").toolTip() == tip
    assert not stand.button("redo").isEnabled()
    stand.click("undo")
    assert stand.button("redo").toolTip().startswith("Redo: change the score of car (Ctrl+Y)\n")
    assert stand.button("undo").toolTip() == "Nothing to undo"


def test_undo_says_that_older_steps_were_dropped(stand):
    stand.session.document = Document(stand.session.state, limit=1)
    for margin in (2.0, 3.0):
        stand.session.edit(edits.set_margin(margin))
        stand.session.flush()
    assert stand.button("undo").toolTip().endswith("\nOlder steps have been dropped to save memory")


def test_undo_and_redo_say_it_in_korean_too(qtbot):
    stand = Stand(qtbot, "ko")
    stand.edit(edits.set_score(0, 1, 4.0))
    tip = stand.button("undo").toolTip()
    assert "자동차 점수 변경" in tip
    assert "Ctrl+Z" in tip
    assert "car" not in tip


def test_the_buttons_undo_redo_and_reset(stand):
    start = stand.session.state
    stand.edit(edits.set_score(0, 1, 4.0), edits.choose_loss("hinge"))
    changed = stand.session.state
    stand.click("undo")
    stand.click("undo")
    assert stand.session.state == start
    stand.click("redo")
    stand.click("redo")
    assert stand.session.state == changed
    stand.click("reset")
    assert stand.session.state == start
    assert stand.button("undo").toolTip().startswith("Undo: reset to the scenario (Ctrl+Z)\n")
    assert not stand.button("reset").isEnabled()
    stand.click("undo")
    assert stand.session.state == changed


def test_the_buttons_can_be_used_by_the_keyboard(stand):
    start = stand.session.state
    stand.edit(edits.set_score(0, 1, 4.0))
    button = stand.button("undo")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Key.Key_Space)
    settle()
    assert stand.session.state == start


def test_a_change_undone_by_hand_leaves_nothing_to_reset(stand):
    stand.edit(edits.set_strength(0.5))
    assert stand.button("reset").isEnabled()
    stand.edit(edits.set_strength(0.01))
    assert not stand.button("reset").isEnabled()


def test_the_language_button_names_the_other_language_in_its_own_words(qtbot):
    stand = Stand(qtbot)
    assert stand.button("language").text() == "한국어"
    stand.click("language")
    assert stand.heard.said == [("language_chosen", "ko")]
    set_language("ko")
    stand.look.speak()
    assert stand.button("language").text() == "English"
    stand.click("language")
    assert stand.heard.values("language_chosen") == ["ko", "en"]


def test_a_click_on_a_tab_asks_for_its_page_and_marks_nothing_by_itself(stand):
    stand.click("page.batch")
    assert stand.heard.said == [("page_chosen", "batch")]
    stand.header.show_page("batch")
    assert stand.button("page.batch").isChecked()
    assert not stand.button("page.scores").isChecked()
    assert stand.heard.names == ["page_chosen"]


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_the_menu_lists_every_scenario_by_its_title(qtbot, code):
    titles = [item.title[code] for item in builtin()]
    assert len(titles) >= 7
    assert list(Stand(qtbot, code).actions()) == titles


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_beside_each_scenario_the_menu_says_what_it_is_for_in_one_column(qtbot, code):
    stand = Stand(qtbot, code)
    measure = QFontMetricsF(part(stand.header, "header.scenarios.menu", QMenu).font())
    starts = set()
    for item in builtin():
        text = stand.actions()[item.title[code]].text()
        what = catalogue(code)[f"scenario.{item.key.replace('-', '_')}"]
        assert text.endswith(f"  {what}")
        starts.add(round(measure.horizontalAdvance(text.removesuffix(what))))
    assert max(starts) - min(starts) <= 2  # a space has 5


def test_choosing_a_scenario_asks_for_it(qtbot, stand):
    menu = stand.open_menu(qtbot)
    for _ in range(2):
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    settle()
    assert stand.heard.said == [("scenario_chosen", "blank-features")]
    assert not menu.isVisible()


def test_an_entry_can_be_clicked(qtbot, stand):
    menu = stand.open_menu(qtbot)
    entry = stand.actions()["Big scores"]
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())
    settle()
    assert stand.heard.said == [("scenario_chosen", "big-scores")]


def test_the_menu_ticks_the_scenario_on_show(qtbot, stand):
    def ticked():
        menu = stand.open_menu(qtbot)
        found = [text for text, action in stand.actions().items() if action.isChecked()]
        menu.close()
        return found

    assert ticked() == ["Cat, car, frog"]
    stand.edit(edits.load(scenario("big-scores")))
    assert ticked() == ["Big scores"]
    stand.edit(edits.load(replace(scenario(), title="My own")))
    assert ticked() == []


def test_the_title_of_the_document_stands_on_the_menu_s_button(stand):
    assert stand.button("scenarios").text() == "Cat, car, frog"
    stand.edit(edits.load(scenario("blank-features")))
    assert stand.button("scenarios").text() == scenario("blank-features").title["en"]


def test_an_ampersand_in_a_title_is_shown_as_it_is(stand):
    """In a button's text a single one would underline the letter after it."""
    stand.edit(edits.load(replace(scenario(), title="Q & A")))
    button = stand.button("scenarios")
    assert button.shortcut().isEmpty()
    assert button.text() == "Q && A"
    assert button.accessibleName() == "Q & A"


def test_the_pin_holds_a_state_until_it_is_let_go(stand):
    assert stand.button("swap").isHidden()
    stand.click("pin")
    assert stand.session.document.pinned is stand.session.state
    assert stand.button("pin").isChecked()
    assert stand.button("pin").text() == "Unpin"
    assert stand.button("swap").isVisible()
    stand.click("pin")
    assert stand.session.document.pinned is None
    assert not stand.button("pin").isChecked()
    assert stand.button("pin").text() == "Pin"
    assert stand.button("swap").isHidden()


def test_swapping_exchanges_pinned_and_present_and_is_undone_with_the_pin(stand):
    before = stand.session.state
    stand.click("pin")
    stand.edit(edits.set_score(0, 0, 7.0))
    changed = stand.session.state
    stand.click("swap")
    assert (stand.session.state, stand.session.document.pinned) == (before, changed)
    assert stand.session.evaluation.pinned.state is changed
    assert stand.button("undo").toolTip().startswith("Undo: swap with the pin (Ctrl+Z)\n")
    stand.click("undo")
    assert (stand.session.state, stand.session.document.pinned) == (changed, before)
    assert stand.session.evaluation.pinned.state is before


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_button_has_a_name_a_tip_and_a_place_in_the_tab_order(qtbot, language):
    stand = Stand(qtbot, language)
    buttons = stand.header.findChildren(QAbstractButton)
    assert len(buttons) == 11
    for button in buttons:
        assert button.objectName().startswith("header.")
        assert button.accessibleName(), button.objectName()
        assert button.toolTip(), button.objectName()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus, button.objectName()


def test_a_long_title_is_cut_and_told_in_full(stand):
    width = stand.header.minimumSizeHint().width()
    title = "Scores of\n" + "many classes " * 100
    stand.edit(edits.load(replace(scenario(), title=title)))
    button = stand.button("scenarios")
    assert button.text().startswith("Scores of many")
    assert button.text().endswith("…")
    assert "many classes " * 99 in button.toolTip()
    assert button.accessibleName() == " ".join(title.split())
    assert stand.header.minimumSizeHint().width() < width + 450


@pytest.mark.parametrize("language", ["en", "ko"])
def test_tabs_and_the_pin_stay_where_they_are(qtbot, language):
    stand = Stand(qtbot, language)

    def places():
        names = ("page.scores", "page.batch", "undo", "redo", "reset", "pin", "language")
        return {name: stand.button(name).geometry() for name in names}

    before = places()
    for title in ("A", "Scores of many classes " * 8):
        stand.edit(edits.rename_document(title))
        stand.click("pin")
        assert places() == before


# The title


def test_the_title_is_edited_in_place_as_one_step(stand):
    before = stand.session.state
    editor = part(stand.header, "header.title.editor")
    stand.click("rename")
    assert editor.isVisible()
    assert (editor.x(), editor.width()) == (0, editor.parentWidget().width())
    assert editor.parentWidget().rect().contains(editor.geometry())
    assert editor.text() == "Cat, car, frog"
    for letter in "Mine":
        QTest.keyClick(editor, letter)
    QTest.keyClick(editor, Key.Key_Return)
    settle()
    assert stand.session.state.title == "Mine"
    assert stand.button("scenarios").text() == "Mine"
    assert stand.button("undo").toolTip().startswith("Undo: rename the document (Ctrl+Z)\n")
    stand.click("undo")
    assert stand.session.state is before


def test_a_title_typed_again_in_haste_is_not_given_up(stand):
    editor = part(stand.header, "header.title.editor")
    for title in ("Mine", "Yours"):
        stand.header.open_editor()
        QTest.keyClicks(editor, title[0])
        if title == "Yours":
            settle()  # the first title is shown only now: keys come faster than a slow machine
        QTest.keyClicks(editor, title[1:])
        QTest.keyClick(editor, Key.Key_Return)
    assert stand.session.state.title == "Yours"


@pytest.mark.parametrize("name", ["scenarios", "rename"])
def test_f2_on_the_title_edits_it_and_escape_gives_up(stand, name):
    editor = part(stand.header, "header.title.editor")
    stand.button(name).setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(stand.button(name), Key.Key_F2)
    assert editor.isVisible()
    QTest.keyClick(editor, "x")
    QTest.keyClick(editor, Key.Key_Escape)
    settle()
    assert not editor.isVisible()
    assert stand.session.document.undo_label is None
    assert stand.button(name).hasFocus()


def test_a_title_may_be_as_long_as_a_file_s_and_no_longer(stand):
    editor = part(stand.header, "header.title.editor")
    stand.header.open_editor()
    editor.setText("x" * 201)
    QTest.keyClick(editor, Key.Key_Return)
    assert editor.is_wrong()
    editor.setText("x" * 200)
    QTest.keyClick(editor, Key.Key_Return)
    settle()
    assert stand.session.state.title == "x" * 200


def test_a_title_half_typed_is_dropped_when_the_document_gets_another(stand):
    stand.header.open_editor()
    stand.edit(edits.load(scenario("big-scores")))
    assert not part(stand.header, "header.title.editor").isVisible()
