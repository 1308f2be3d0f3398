"""The switches of losses and penalties, and of walking downhill.

Which keys there are the registries know; `State` asks them, so that the losses and penalties can
name their settings.
"""

from dataclasses import dataclass

from core.checks import require_choice, require_in_range

MARGIN_LIMITS = (5e-324, 1e6)  # more than 0
STRENGTH_LIMITS = (0.0, 1e12)
SHARE_LIMITS = (0.0, 1.0)
STEP_LIMITS = (5e-324, 1e6)  # more than 0
DIVISOR_KEYS = ("none", "wrong", "all")


def class_divisor(key: str, class_count: int) -> int:
    """What the hinge's sum over the classes is divided by."""
    return {"none": 1, "wrong": class_count - 1, "all": class_count}[key]


@dataclass(frozen=True)
class LossSettings:
    """Which loss is in force, the switches of the SVMs, and mean or sum over the examples.

    Parameters
    ----------
    active : key of a loss
    margin : float
    squared : bool
    include_correct_class : bool
        Of the hinge alone: let j = y into its sum.
    class_divisor : {"none", "wrong", "all"}
        Of the hinge alone: divide its sum by nothing, by the C - 1 wrong classes or by all C.
    sum_over_examples : bool
    """

    active: str = "softmax"
    margin: float = 1.0
    squared: bool = False
    include_correct_class: bool = False
    class_divisor: str = "none"
    sum_over_examples: bool = False

    def __post_init__(self) -> None:
        require_in_range("margin", self.margin, MARGIN_LIMITS)
        require_choice("class_divisor", self.class_divisor, DIVISOR_KEYS)


@dataclass(frozen=True)
class PenaltySettings:
    """Which penalty is in force, its strength lambda, the L1 share rho and the half convention."""

    kind: str = "l2"
    strength: float = 0.01
    l1_share: float = 0.5
    half: bool = False

    def __post_init__(self) -> None:
        require_in_range("strength", self.strength, STRENGTH_LIMITS)
        require_in_range("l1_share", self.l1_share, SHARE_LIMITS)


@dataclass(frozen=True)
class DescentSettings:
    """How W walks downhill: the step size eta, the learning rate."""

    step_size: float = 0.1

    def __post_init__(self) -> None:
        require_in_range("step_size", self.step_size, STEP_LIMITS)
