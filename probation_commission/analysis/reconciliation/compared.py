"""The figures that a line of a reconciliation holds against each other, whatever its other words."""

import re
from itertools import pairwise

_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_YEAR = re.compile(r"\b(?:in|since|after) (?:[A-Z][a-z]+ )?\d{4}\b")
_GAPS = re.compile(r": (?:can hold, )?\d+ of its counts (?:is|are) not given exactly.*")
_IN_WORDS = re.compile(
    rf"(?:(?<=\u201c)|(?<=\band )|(?<=\bagainst ))(?:{'|'.join(_NUMBERS)})\b", re.IGNORECASE
)
# "5–9" is one side: what a sum over "<5" can be.
_FIGURE = re.compile(r"(?<![\w.–])\d+(?:–\d+)?(?![\w])")
_AGAINST = re.compile(r"\b(?:against|and|of)\b|[,:(]")
_SIGN = re.compile(r"[=+\u2212]")


def compared(sentence: str) -> str:
    """`52 against 61` of "Ward table 52 of 61"; `61 against 30 + 8 + 7 + 15 = 60`; empty without figures.

    It is what an explanation was given for: the same figures in other words are still the same.
    """
    plain = _IN_WORDS.sub(_digit, _GAPS.sub("", _YEAR.sub("", sentence)))
    found = list(_FIGURE.finditer(plain))
    said = found[0][0] if found else ""
    for before, figure in pairwise(found):
        said += f" {_between(plain[before.end() : figure.start()])} {figure[0]}"
    return said


def _digit(word: re.Match[str]) -> str:
    return str(_NUMBERS.index(word[0].lower()))


def _between(words: str) -> str:
    """What stands between two figures: a sign of the sum, or that one is held against the other."""
    sign = _SIGN.search(words)
    return sign[0] if sign and not _AGAINST.search(words) else "against"
