"""Start Loss Lab.

In an installed copy this file lies beside ``core``, ``gui`` and ``resources`` in one private
folder. It makes that folder importable, so that the names inside it need not be unique on the
whole machine. In a checkout the three folders lie one level up.
"""

import sys
from pathlib import Path


def main() -> int:
    """Run the command line.

    Returns
    -------
    int
        The exit status.
    """
    here = Path(__file__).resolve().parent
    home = here if (here / "gui").is_dir() else here.parent
    # First, so that a stranger's `core` or `gui` elsewhere on the path is never met.
    sys.path.insert(0, str(home))
    from gui.app import main as run  # importable only from here on

    return run()


if __name__ == "__main__":
    sys.exit(main())
