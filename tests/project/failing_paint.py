"""Run by a test: the real window, where whatever draws fails after each stroke for a while."""

import sys
import traceback

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from gui.app import launch
from gui.app.options import Options
from gui.base import crash

STROKES = (
    *("drawText", "drawStaticText", "fillRect", "drawRoundedRect", "drawPath", "drawLine"),
    *("drawLines", "drawPixmap", "drawRect", "drawEllipse", "drawPolygon", "drawPolyline"),
)
ROUNDS = 2

said, failing = [], []
qInstallMessageHandler(lambda kind, context, text: said.append(text))


def fail_after(name):
    draw = getattr(QPainter, name)

    def drawing(painter, *args):
        draw(painter, *args)
        if failing:
            raise ZeroDivisionError(name)

    setattr(QPainter, name, drawing)


for name in STROKES:
    fail_after(name)
application = launch.make_application()
window = launch.make_window(Options(language="en", size=(1280, 720)))
crash.install(window)
report, through = sys.excepthook, set()
held = []  # with their tracebacks, and so with every painter that no block ended


def hook(kind, error, trace):
    held.append(error)
    through.update(frame.f_code.co_qualname for frame, _ in traceback.walk_tb(trace))
    report(kind, error, trace)


sys.excepthook = hook
window.show()
application.processEvents()
failing.append(True)
for page in ("weights", "batch", "scores"):
    window.show_page(page)
    window.resize(window.width() - 10, window.height())  # no kept picture fits any more
    for _ in range(ROUNDS):
        for widget in [window, *window.findChildren(QWidget)]:
            if widget.isVisible():
                widget.update()
        application.processEvents()
failing.clear()
application.processEvents()
sound = set(through)
through.clear()
window.grab()
assert not through, through
dialogs = [one for one in application.topLevelWidgets() if one.objectName() == "crashDialog"]
assert len(dialogs) == 1, dialogs
assert not [text for text in said if "paint device" in text or "not active" in text], said
window.close()
sys.stdout.write(" ".join(sorted(sound)))
