"""Every test of the engine: a numpy warning is an error."""

import numpy as np
import pytest


@pytest.fixture(autouse=True)
def numpy_warnings_are_errors():
    with np.errstate(all="raise"):
        yield
