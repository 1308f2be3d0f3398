"""Loss Lab from Python: `show` arrays in its window, or `evaluate` them.

Both start the program as a process of its own and hand it the arrays in a private temporary
folder. Importing this loads nothing else, NumPy neither.
"""

from losslab._calling import evaluate, show
from losslab._results import Evaluation, Window

__all__ = ["Evaluation", "Window", "evaluate", "show"]
