"""The log file: the details of a failure go here, so that the dialog can stay short. No Qt."""

import logging
from functools import cache
from logging.handlers import RotatingFileHandler
from pathlib import Path

from platformdirs import user_log_path

MAX_BYTES = 512 * 1024
KEPT = 3


def log_path() -> Path:
    """The log file, in the platform's own place for such files."""
    return user_log_path("losslab", appauthor=False) / "losslab.log"


@cache
def log() -> logging.Logger:
    """The program's logger, writing to `log_path`; silent where that cannot be written."""
    logger = logging.getLogger("losslab")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(_handler(log_path()))
    return logger


class _LastingHandler(RotatingFileHandler):
    """Writes even where its folder has gone meanwhile, and makes no second failure of a failure."""

    def emit(self, record: logging.LogRecord) -> None:
        path = Path(self.baseFilename)
        try:
            if self.stream is not None and not path.exists():
                self.close()  # what was written to it went with the file
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return  # a full or read-only disk
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """Let the record go."""


def _handler(path: Path) -> logging.Handler:
    # Opened with the first record: a run without a failure leaves no file behind.
    handler = _LastingHandler(
        path,
        maxBytes=MAX_BYTES,
        backupCount=KEPT,
        encoding="utf-8",
        errors="backslashreplace",  # a file's name may hold half a surrogate pair
        delay=True,
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler
