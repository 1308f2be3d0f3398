"""Documents as link text: copied out of one window, opened in another."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest

from core.edits import set_strength
from core.sharing import link_to, state_from_link
from gui.controls.notice import Notice
from tests.gui.files_hand import Messages
from tests.gui.hand import score_state
from tests.gui.window_hand import open_window, part, scenario, settle, undo_labels


@pytest.fixture
def window(qtbot):
    return open_window(qtbot)


@pytest.fixture
def messages(qapp):
    messages = Messages()
    yield messages
    messages.stop()


def trigger(window):
    part(window, "act.copy_link", QAction).trigger()
    settle()


def test_the_menu_copies_the_document_as_a_link_and_says_that_it_is_on_the_clipboard(
    window, messages
):
    window.session.edit(set_strength(0.25))
    window.header.tabs["batch"].click()
    trigger(window)
    assert messages.told == []
    text = QGuiApplication.clipboard().text()
    opened = state_from_link(text)
    assert opened == window.session.document.to_save
    assert (opened.penalty.strength, opened.view.page) == (0.25, "batch")
    notice = part(window, "pages.link", Notice)
    assert notice.isVisible()
    assert not notice.button.isVisible()
    assert notice.said() == f"Link text on the clipboard, {len(text)} characters"
    assert notice.text.text() == notice.said()  # not cut


def test_what_one_window_copies_another_opens_by_ctrl_v_as_a_mail_has_quoted_it(window, qtbot):
    window.session.edit(set_strength(0.125))
    window.header.tabs["weights"].click()
    trigger(window)
    text = QGuiApplication.clipboard().text()
    lines = [f"> {text[start : start + 60]}" for start in range(0, len(text), 60)]
    QGuiApplication.clipboard().setText("\n".join([*lines, "> Best, Ann"]))
    other = open_window(qtbot, scenario("wide-margin"))
    QTest.keyClick(other, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert other.session.state == window.session.document.to_save
    assert other.page is other.pages["weights"]
    assert undo_labels(other.session) == ["load"]


def test_the_two_notices_do_not_cover_each_other(window):
    window.documents.open_link(link_to(scenario("wide-margin")))
    settle()
    trigger(window)
    away, copied = (part(window, f"pages.{name}", Notice) for name in ("notice", "link"))
    assert away.isVisible()
    assert copied.isVisible()
    assert not away.geometry().intersects(copied.geometry())


def test_a_document_too_large_for_a_link_says_to_send_the_file_and_copies_nothing(qtbot, messages):
    numbers = np.random.default_rng(1).normal(size=(4000, 2))
    window = open_window(qtbot, score_state(numbers), size=(960, 600))
    QGuiApplication.clipboard().setText("as before")
    trigger(window)
    ((told, why),) = messages.told
    assert told == "The document is too large for a link text."
    assert why.endswith("Save the document and send the file.")
    assert QGuiApplication.clipboard().text() == "as before"
    assert not part(window, "pages.link", Notice).isVisible()


def test_a_link_opens_as_one_undo_step_and_what_was_there_is_put_away(window, messages):
    before = window.session.state
    window.documents.open_link(link_to(scenario("wide-margin")))
    settle()
    assert messages.told == []
    assert window.session.state == scenario("wide-margin")
    assert window.session.document.path is None
    assert part(window, "pages.notice", Notice).said() == "Cat, car, frog put away"
    assert undo_labels(window.session) == ["load"]
    assert window.session.state == before


def test_a_link_asks_first_where_a_file_waits_for_its_changes(window, messages, tmp_path):
    window.session.document.mark_saved(tmp_path / "mine.json")
    window.session.edit(set_strength(0.5))
    before = window.session.state
    window.documents.open_link(link_to(scenario("wide-margin")))
    ((asked, _),) = messages.told
    assert asked == "Changes that are not saved: mine.json"
    assert window.session.state == before


def test_a_link_that_cannot_be_used_says_why_and_changes_nothing(window, messages):
    before = window.session.state
    text = link_to(scenario("wide-margin"))
    window.documents.open_link(text[:-5])
    ((told, why),) = messages.told
    assert told == "The link text could not be opened. What you had is unchanged."
    assert why.startswith("The link text is cut off")
    assert window.session.state is before
