"""What importing the engine brings in."""

import subprocess
import sys

PROGRAM = """
import pkgutil, sys
before = set(sys.modules)
import core
for module in pkgutil.walk_packages(core.__path__, "core."):
    __import__(module.name)
tops = {name.partition(".")[0] for name in set(sys.modules) - before}
print(*sorted(tops - set(sys.stdlib_module_names)))
"""


def imported():
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    return set(result.stdout.split())


def test_the_engine_needs_numpy_and_msgspec_alone():
    # msgspec takes typing_extensions along where it happens to be installed.
    assert imported() - {"typing_extensions"} == {"core", "numpy", "msgspec"}
