"""Which loss is shown beside the one in force, chosen where it is shown."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core import edits
from gui.words.translation import LANGUAGES, tr
from tests.gui.hand import key
from tests.gui.window_hand import Key, part, settle


def pick(button, option):
    """Choose from the button's menu by the keyboard."""
    button.setFocus()
    key(button, Key.Key_Space)
    menu = QApplication.activePopupWidget()
    while menu.activeAction() is None or menu.activeAction().data() != option:
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    settle()


def columns(window):
    """The losses that the table has a column for."""
    found = window.pages["batch"].examples.view.rows.columns
    return [column.loss for column in found if column.loss]


def test_the_loss_beside_is_chosen_where_it_is_shown_and_no_step_is_made(keep):
    window = keep.open()
    for page, name in (("scores", "what_if.beside"), ("batch", "losses.1.beside")):
        window.show_page(page)
        settle()
        assert window.session.state.side_by_side == ("softmax", "hinge")
        pick(part(window, name), "crammer_singer")
        assert window.session.state.side_by_side == ("softmax", "crammer_singer")
        assert window.session.document.undo_label is None
        assert not window.session.document.modified
        window.show_page("scores")
        settle()
        # The cat: 5.1 − 3.2 + 1.
        assert "SVM max 2.9" in part(window, "what_if.plot").accessibleDescription()
        window.show_page("batch")
        settle()
        assert columns(window) == ["softmax", "crammer_singer"]
        assert part(window, "losses.1").chart.accessibleName() == "SVM max losses"
        pick(part(window, "losses.1.beside"), "hinge")


def test_every_loss_but_the_one_in_force_is_offered_unless_one_is_shown_alone(keep):
    window = keep.open()
    button = part(window, "what_if.beside")
    for language in LANGUAGES:
        window.set_language(language)
        settle()
        actions = button.menu().actions()
        assert [action.data() for action in actions] == ["hinge", "crammer_singer", "one_vs_rest"]
        assert [action.text() for action in actions] == [
            tr(f"loss.{action.data()}.short") for action in actions
        ]
        assert all(tr(f"loss.{one.data()}.tip") in one.toolTip() for one in actions)
        assert button.text() == button.accessibleName() == f"{tr('beside')}: SVM"
        assert tr("beside.tip") in button.toolTip()
    window.session.edit(edits.compare_losses(on=False))
    settle()
    assert not part(window, "what_if.beside").isVisible()


def test_rows_sorted_by_a_loss_that_leaves_go_back_and_the_keyboard_follows_the_menu(keep):
    window = keep.open()
    window.show_page("batch")
    settle()
    panel = window.page.examples
    column = next(one for one in panel.view.rows.columns if one.loss == "hinge")
    panel.view.sort_asked.emit(column, None)
    assert panel.view.rows.rows.tolist() == [2, 0, 1]
    pick(part(window, "losses.1.beside"), "one_vs_rest")
    assert panel.view.rows.rows.tolist() == [0, 1, 2]
    window.session.edit(edits.choose_loss("hinge"))
    settle()
    pick(part(window, "losses.0.beside"), "crammer_singer")
    assert columns(window) == ["hinge", "crammer_singer"]
    assert not part(window, "losses.0.beside").isVisible()
    assert QApplication.focusWidget() is part(window, "losses.1.beside")
