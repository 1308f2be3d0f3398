"""What data may ask for that the program does not have, refused by its name."""

from collections.abc import Mapping

from core.importing.errors import DataError
from core.scenario.foreign import UNSUPPORTED


def require_supported(fields: Mapping[str, object]) -> None:
    """Refuse what the program does not have, here or in an object in a field, by its name."""
    for name, value in fields.items():
        if name.lower() in UNSUPPORTED:
            raise DataError(UNSUPPORTED[name.lower()])
        if isinstance(value, dict):
            require_supported(value)
