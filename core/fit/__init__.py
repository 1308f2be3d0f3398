"""The W and b of least L, with a proof of how near they are to it, and ways there by hand.

`best` finds them at one lambda for examples, a loss and a penalty (`Given`), `fitted` for a
document, `Path` for a row of lambdas, and `step` walks. The edits are in `core.fit.edits`.
"""

from core.fit.descent import along, safe_step, slopes, step
from core.fit.document import fitted
from core.fit.existence import Reason
from core.fit.path import Path
from core.fit.problem import Given
from core.fit.result import Fit
from core.fit.solve import best

__all__ = [
    "Fit",
    "Given",
    "Path",
    "Reason",
    "along",
    "best",
    "fitted",
    "safe_step",
    "slopes",
    "step",
]
