"""What a killed program leaves of work that was not saved, so that the next one can offer it.

`Keeper` writes beside a window what has changed in its documents, `left_overs` finds what nobody
looks after any more. A record is a file of its own: a whole state, then what the next ones do not
share with the one before. How a document came to its state is not kept.
"""

from core.recovery.keeper import Keeper
from core.recovery.left import Left, left_overs

__all__ = ["Keeper", "Left", "left_overs"]
