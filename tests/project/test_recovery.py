"""The real program, killed in the middle of its work and started again."""

import os

import pytest

from tests.sweeps import sampled
from tools.kill_edit import kill_one

pytestmark = pytest.mark.skipif(os.name != "posix", reason="POSIX signals")


# How many seconds are lost is measured by the tool: it depends on what else the machine does.
@pytest.mark.parametrize("seed", sampled(range(50), every=50, first=7))
def test_a_program_killed_at_any_moment_has_its_work_back_at_the_next_start(seed, tmp_path):
    found = kill_one(tmp_path, seed, 5 + seed * 11 % 120, records=2 if seed == 7 else 0)
    assert found.back is None or found.back in found.states
    assert found.sure > 1 or seed != 7
    assert found.place >= found.sure - 1
    assert list(tmp_path.glob("**/*.losslab-recovery")) == []  # saved, as far as it knows
