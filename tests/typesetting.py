"""LaTeX as a program of another's reads it."""

import latex2mathml.converter
import ziamath


def assert_is_typeset(formula):
    """Every command is known, every group is closed, and there is something to see.

    What it does not know, the converter lets through as it stands.
    """
    assert formula.count("{") == formula.count("}"), formula
    mathml = latex2mathml.converter.convert(formula)
    assert "\\" not in mathml, formula
    width, height = ziamath.Latex(formula).getsize()
    assert width > height > 0.0
