"""Titles and names out of a scenario file."""

import msgspec
from msgspec.json import Decoder

from core.errors import ScenarioError
from core.scenario.document import member, shown_list, shown_longer
from core.scenario.fields import MAX_LANGUAGES, Known, Words, accepted_at
from core.scenario.pieces import TEXTS, Piece, decoded, small
from core.text import MAX_NAME, Text

_NAMES: Decoder[list[Words]] = Decoder(list[Words])


def read_words(part: msgspec.Raw, path: str, known: Known) -> Text:
    """A single title."""
    piece = small(part, path, known)
    text: Words = piece.decode(_NAMES)[0]
    require_fit(piece, 0, "", text)
    piece.require_once(languages(text))
    return text


def read_names(part: msgspec.Raw, path: str, known: Known, low: int, high: int) -> tuple[Text, ...]:
    """A list of `low` to `high` names."""
    names: list[Text] = []
    count = 0
    for piece, texts in decoded(part, _NAMES, path + "[{}]", known, TEXTS):
        count += len(texts)
        if count > high and not piece.last:
            raise ScenarioError(path, shown_longer(high), *accepted_at(path, known))
        others = [(i, text) for i, text in enumerate(texts) if not is_plain(text)]
        for i, text in others:
            require_fit(piece, i, "", text)
        piece.require_once(sum(languages(text) for _, text in others))
        names += texts
    if not low <= count <= high:
        raise ScenarioError(path, shown_list(count), *accepted_at(path, known))
    return tuple(names)


def is_plain(text: Words) -> bool:
    """Whether a name is the same in all languages and as it should be, as nearly all are."""
    return isinstance(text, str) and 0 < len(text) <= MAX_NAME and not text.isspace()


def require_fit(piece: Piece, index: int, rest: str, text: Words) -> None:
    """Complain about a name that is empty, too long or in too many languages."""
    if is_plain(text):
        return
    if isinstance(text, str):
        piece.refuse(index, rest)
    if len(text) > MAX_LANGUAGES:
        piece.refuse(index, rest, ("languages", {"high": MAX_LANGUAGES}))
    for language, word in text.items():
        if not is_plain(word):
            piece.refuse(index, member(rest, language))
    if not text:
        piece.refuse(index, rest)


def languages(text: Words) -> int:
    """In how many languages a name is given, none if it is the same in all."""
    return 0 if isinstance(text, str) else len(text)
