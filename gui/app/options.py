"""What the command line asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.importing import Given


@dataclass(frozen=True)
class Options:
    """What to show and where."""

    scenario: Path | None = None
    """A scenario file; None opens the default scenario."""
    page: str | None = None
    """The page to open on; None leaves that to the scenario."""
    language: str | None = None
    """A language code; None follows the system."""
    theme: str | None = None
    """A theme, or `SYSTEM`, by its key; None is the one last chosen."""
    projector: bool = False
    """Whether the window is laid out for a hall."""
    present: bool = False
    """Whether to begin presenting."""
    render: Path | None = None
    """Where the picture goes, when no window is wanted."""
    size: tuple[int, int] = (1920, 1080)
    """Width and height of the window in the picture, in pixels."""
    card: str | None = None
    """The card that the picture shows, by its name; None shows the whole window."""
    scale: float = 1.0
    """Pixels of a PNG for each of the window's."""
    linked: bool = False
    """Whether the document came as a link text."""
    given: Given | None = None
    """Data that are shown in a preview once the window is there."""
    report: Path | None = None
    """Where a report of the document goes, when that is wanted and no window."""
    byline: str = ""
    """What stands below its title."""

    @property
    def into_file(self) -> bool:
        """Whether all that is wanted is a file, which looks the same for everybody."""
        return self.render is not None or self.report is not None
