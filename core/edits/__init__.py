"""Every change a person can make, as a labelled function from State to State.

An edit that cannot be made raises `EditError` when it is applied, and nothing has changed then.
"""

from core.edits.base import Edit, Label
from core.edits.block import Block, set_block
from core.edits.classes import add_class, move_class, remove_class, rename_class
from core.edits.comparison import set_comparison, use_as_row
from core.edits.examples import (
    add_example,
    duplicate_examples,
    move_example,
    remove_examples,
    rename_example,
)
from core.edits.features import add_feature, remove_feature, rename_feature
from core.edits.readings import READINGS, labels_from_zero, other_readings, turn_weights
from core.edits.scores import set_label, set_score, set_scores
from core.edits.settings import (
    LossSwitch,
    choose_divisor,
    choose_loss,
    choose_penalty,
    rename_document,
    set_half,
    set_l1_share,
    set_loss_switch,
    set_margin,
    set_strength,
)
from core.edits.view import (
    ASIDE,
    LOAD,
    LOOKING,
    choose_example,
    choose_landscape,
    choose_score,
    choose_weight,
    compare_losses,
    compare_with,
    load,
    show_gradient,
)
from core.edits.weights import (
    MAX_GIVEN_FEATURES,
    give_features,
    set_bias,
    set_feature,
    set_pair,
    set_weight,
)

__all__ = [
    "ASIDE",
    "LOAD",
    "LOOKING",
    "MAX_GIVEN_FEATURES",
    "READINGS",
    "Block",
    "Edit",
    "Label",
    "LossSwitch",
    "add_class",
    "add_example",
    "add_feature",
    "choose_divisor",
    "choose_example",
    "choose_landscape",
    "choose_loss",
    "choose_penalty",
    "choose_score",
    "choose_weight",
    "compare_losses",
    "compare_with",
    "duplicate_examples",
    "give_features",
    "labels_from_zero",
    "load",
    "move_class",
    "move_example",
    "other_readings",
    "remove_class",
    "remove_examples",
    "remove_feature",
    "rename_class",
    "rename_document",
    "rename_example",
    "rename_feature",
    "set_bias",
    "set_block",
    "set_comparison",
    "set_feature",
    "set_half",
    "set_l1_share",
    "set_label",
    "set_loss_switch",
    "set_margin",
    "set_pair",
    "set_score",
    "set_scores",
    "set_strength",
    "set_weight",
    "show_gradient",
    "turn_weights",
    "use_as_row",
]
