"""Data as people have it: bytes and text to tables, and tables to a document."""

from core.importing.errors import Bad, DataError
from core.importing.files import Given, is_data, read_files
from core.importing.reading import Doubt, Guesses, Phrase, Reading, understand
from core.importing.sources import read_bytes, read_text
from core.importing.table import Part, Table

__all__ = [
    "Bad",
    "DataError",
    "Doubt",
    "Given",
    "Guesses",
    "Part",
    "Phrase",
    "Reading",
    "Table",
    "is_data",
    "read_bytes",
    "read_files",
    "read_text",
    "understand",
]
