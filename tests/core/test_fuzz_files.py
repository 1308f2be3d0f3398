"""A sample of damaged files; the long run of it is ``make soak``."""

import pytest

from tools.fuzz_files import damaged, failure


@pytest.mark.parametrize("seed", [1, 2])
def test_no_damaged_file_is_refused_in_another_way_than_in_one_line(seed):
    failures = [found for data in damaged(seed, 400) if (found := failure(data)) is not None]
    assert failures == []
