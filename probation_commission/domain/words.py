"""Words for people: counts with their noun, lists, and what people type as it is kept."""

import re
from collections.abc import Iterable

# Gone or made alike before a text is held against anything; NUL is kept by SQLite alone (decision 91).
_ENDS_A_LINE = re.compile(r"\r\n?")
_SPACE = re.compile(r"[\t\v\f\x1c-\x1f\x85]")
"""Control characters that stand for space."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
"""All others but the end of a line; NUL, which PostgreSQL keeps nowhere, among them.

Also what turns round the words after it, ours too: of a file "may?xslx.exe", ? being U+202E, people read
"mayexe.xlsx".
"""


class TooLongError(ValueError):
    """A text has more characters than are kept of it; the message goes on from "Shorten it to …: "."""

    def __init__(self, length: int, longest: int) -> None:
        super().__init__(f"it has {length - longest:,} too many")


def plural(count: int, noun: str, nouns: str = "") -> str:
    """`1 return`, `1,200 returns`; `nouns` where it is no mere s ("2 localities")."""
    return f"{count:,} {noun if count == 1 else nouns or f'{noun}s'}"


def listed(items: Iterable[object]) -> str:
    """`a`, `a and b`, `a, b and c`; empty for none."""
    *first, last = [*map(str, items)] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def storable(text: str) -> str:
    """The text as it was typed, without characters that not every database keeps.

    Control characters and those that turn the direction of writing go, those for space become spaces, a line
    ends in one way. Two halves of a character (surrogates) become it, a single half the mark for a character
    that was lost.
    """
    # A text that was cut may end in half of an emoji: two halves in a row become their character, and one
    # alone is marked as lost. PostgreSQL keeps neither.
    whole = (
        text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    )
    return _CONTROL.sub("", _SPACE.sub(" ", _ENDS_A_LINE.sub("\n", whole)))


def tidied(text: str, longest: int | None = None, *, lines: bool = False) -> str:
    """The text as it is kept: storable and in single spaces, or (`lines`) with its lines and spaces inside.

    Raises `TooLongError` where that has more than `longest` characters.
    """
    kept = storable(text).strip() if lines else " ".join(storable(text).split())
    # Refused and never cut: nobody would notice that the end of their words is missing (decision 91).
    if longest is not None and len(kept) > longest:
        raise TooLongError(len(kept), longest)
    return kept
