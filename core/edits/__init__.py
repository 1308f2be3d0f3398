"""Every change a person can make, as a labelled function from State to State.

An edit that cannot be made raises `EditError` when it is applied, and nothing has changed then.
"""

from core.edits.base import Edit, Label
from core.edits.block import Block, set_block
from core.edits.classes import add_class, move_class, remove_class, rename_class
from core.edits.comparison import set_comparison, use_as_row
from core.edits.examples import (
    add_example,
    add_point,
    duplicate_examples,
    move_example,
    remove_examples,
    rename_example,
)
from core.edits.features import add_feature, move_point, remove_feature, rename_feature
from core.edits.held_out import hold_out, split, standardize
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
    set_step_size,
    set_strength,
)
from core.edits.view import (
    ASIDE,
    LOAD,
    LOOKING,
    WALKING,
    choose_axis,
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
    scale_all,
    set_bias,
    set_feature,
    set_model,
    set_pair,
    set_weight,
)

__all__ = [
    "ASIDE",
    "LOAD",
    "LOOKING",
    "MAX_GIVEN_FEATURES",
    "READINGS",
    "WALKING",
    "Block",
    "Edit",
    "Label",
    "LossSwitch",
    "add_class",
    "add_example",
    "add_feature",
    "add_point",
    "choose_axis",
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
    "hold_out",
    "labels_from_zero",
    "load",
    "move_class",
    "move_example",
    "move_point",
    "other_readings",
    "remove_class",
    "remove_examples",
    "remove_feature",
    "rename_class",
    "rename_document",
    "rename_example",
    "rename_feature",
    "scale_all",
    "set_bias",
    "set_block",
    "set_comparison",
    "set_feature",
    "set_half",
    "set_l1_share",
    "set_label",
    "set_loss_switch",
    "set_margin",
    "set_model",
    "set_pair",
    "set_score",
    "set_scores",
    "set_step_size",
    "set_strength",
    "set_weight",
    "show_gradient",
    "split",
    "standardize",
    "turn_weights",
    "use_as_row",
]
