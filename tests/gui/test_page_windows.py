"""Making a page opens no window beside the program's own."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from gui.pages import PAGES
from tests.gui.window_hand import open_window, scenario, settle


class Shown(QObject):
    """Notes every widget that is shown as a window."""

    def __init__(self):
        super().__init__()
        self.names = []

    def eventFilter(self, watched, event):
        shows = event.type() == QEvent.Type.Show
        if shows and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(watched.objectName())
        return False


def test_no_part_of_a_page_is_shown_before_it_has_its_place(qtbot):
    shown = Shown()
    QApplication.instance().installEventFilter(shown)
    window = open_window(qtbot, scenario())
    for key in PAGES:
        window.show_page(key)
        settle()
        assert window.isActiveWindow()
    QApplication.instance().removeEventFilter(shown)
    assert set(shown.names) == {"window"}
