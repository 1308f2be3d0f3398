"""The words of the toolkit's own dialogs, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator


class ToolkitWords(QTranslator):
    """What Qt itself says where files are chosen and on its standard buttons."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("toolkit.words")

    def speak(self, code: str) -> None:
        """Say it in the language `code` from now on; where Qt does not know that, in English."""
        QCoreApplication.removeTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self.load(f"qtbase_{code}", folder):
            QCoreApplication.installTranslator(self)
