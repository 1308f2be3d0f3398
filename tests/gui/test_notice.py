"""A notice that comes up over the window."""

from PySide6.QtWidgets import QWidget

from gui.controls.notice import Notice
from gui.look.theme import Look
from tests.gui.window_hand import show_in_room


def test_a_notice_has_room_for_what_it_says_now_whatever_it_said_before(qtbot):
    about = QWidget()
    window = show_in_room(qtbot, about, 600, 300)
    notice = Notice(Look(), about)
    assert notice.parent() is window
    for text in (
        "Cat",
        "Same SVM loss, different softmax loss put away",
        "Cat, car, frog put away",
    ):
        notice.tell(text, "Undo", "")
        assert notice.text.width() == notice.text.sizeHint().width()
        assert notice.text.text() == text
