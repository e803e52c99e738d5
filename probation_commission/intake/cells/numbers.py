"""Counts the way people write them, and what is wrong with the rest."""

import re
from dataclasses import dataclass
from typing import Final

from probation_commission.intake.files import Value

MAX_COUNT: Final = 100_000
# "61", "1,024", and "61.0" from a program that knows no whole numbers. ASCII, or \d would take "٣" as well.
_WHOLE = re.compile(r"(\d{1,9}|\d{1,3}(,\d{3}){1,2})(\.0{1,9})?", re.ASCII)
_NUMBER = re.compile(r"[-\u2212]?\d{1,9}(,\d{3}){0,2}(\.\d{1,9})?", re.ASCII)
# What may be quoted of a cell: "-3", "12.5%". Anything with a letter may be somebody's (decision 1).
_TOKEN = re.compile(r"[-+<>~*.,%\d\u2212]{1,12}", re.ASCII)
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell holds no count: the code of the problem and the rest of its sentence."""

    code: str
    message: str


def count(value: Value) -> int | Fault:
    """The count in a cell, or what is wrong with it. Only what looks like a number is ever quoted."""
    # `True` is an `int` to Python, and no count.
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return Fault("text count", "holds no number where a count belongs. Write a whole number.")
    # Twelve digits: what a formula worked out as 61.00000000000001 is 61.
    text = value.strip() if isinstance(value, str) else f"{value:.12g}"
    if not text:
        return Fault("no count", "is empty where a count belongs. Write 0 if there is nobody.")
    if _WHOLE.fullmatch(text):
        return _within(int(text.partition(".")[0].replace(",", "")))
    return _fault(text)


def _within(number: int) -> int | Fault:
    if number > MAX_COUNT:
        return Fault(
            "count too large", f"holds more than {MAX_COUNT:,}, which no cohort has. Check the figure."
        )
    return number


def _fault(text: str) -> Fault:
    quoted = f"“{text}”" if _TOKEN.fullmatch(text) else "words"
    if not _NUMBER.fullmatch(text):
        return Fault("text count", f"holds {quoted} where a count belongs. Write a whole number.")
    if text[0] in "-\u2212":
        return Fault("negative count", f"holds {quoted}, but a count cannot be below 0. Correct it.")
    return Fault("fractional count", f"holds {quoted}, but people are counted whole. Write a whole number.")


def number_word(text: str) -> int | None:
    """The number that "2" or "two" says; None for any other text."""
    lowered = text.strip().casefold()
    if re.fullmatch(r"\d{1,6}", lowered, re.ASCII):
        return int(lowered)
    return _WORDS.index(lowered) if lowered in _WORDS else None


def written(value: Value) -> str:
    """A count as its cell shows it: 61, not 61.0."""
    return f"{value:g}" if isinstance(value, float) else str(value).strip()
