"""What this partnership calls its wards, localities and blue nominals, said wherever the app speaks of them.

One place (decision 195): the app is written in the usual words, and whatever leaves for a screen is said in
the partnership's as it does.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import pandas as pd

from probation_commission.geography.partnership import partnership

# No word of a name: "Ward End", "Example locality East", "Wards!B5", ":blue-badge[", "iom_wards.csv".
_BEFORE, _AFTER = r"(?<![\w./:=_#-])", r"(?![!_=/\[]|\.\w| [A-Z]|-badge)"
_VOWELS = "aeiou"
_QUOTED = re.compile(r"(“[^”]*”)|[^“]+|“")


def said(text: str) -> str:
    """The text in this partnership's words: "every ward" is "every electoral division"."""
    own = partnership().terms.said
    return _pattern(tuple(own)).sub(lambda match: _instead(match, own), text) if own and text else text


def said_of_files(text: str) -> str:
    """The same for what is said of a file: what it quotes, “Ward”, stands in the file and stays."""
    return _QUOTED.sub(lambda match: match[1] or said(match[0]), text) if partnership().terms.said else text


def in_file(table: pd.DataFrame, about: Mapping[str, str]) -> tuple[pd.DataFrame, dict[str, str]]:
    """A table and what is said about it, as both leave in a file: headings and notes, never a cell."""
    return table.rename(columns=lambda name: said(str(name))), {
        said(name): said(words) for name, words in about.items()
    }


def in_chart(specified: dict[str, Any]) -> dict[str, Any]:
    """A chart's specification with its titles, legends and RAGs in these words."""
    own = partnership().terms.said
    return _in_chart(specified, own) if own else specified


def _in_chart(part: Any, own: Mapping[str, str], at: str = "") -> Any:  # noqa: ANN401 (whatever JSON holds)
    if isinstance(part, dict):
        return {key: _in_chart(value, own, key) for key, value in part.items()}
    if isinstance(part, list):
        return [_in_chart(value, own, at) for value in part]
    if isinstance(part, str) and at in {"title", "subtitle", "text"}:
        return said(part)
    # A code of a RAG is data, and stands in a scale's domain as in the rows.
    return own.get(part, part) if isinstance(part, str) and at in {"rag", "domain", "sort"} else part


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in sorted(words, key=len)[::-1])
    return re.compile(rf"(?:{_BEFORE}([Aa])n? )?{_BEFORE}\b({either})\b{_AFTER}")


def _instead(match: re.Match[str], own: Mapping[str, str]) -> str:
    article, word = match.groups()
    usual = own[word.lower()]
    new = usual[:1].upper() + usual[1:] if word[0].isupper() else usual
    if not article:
        return new
    return f"{article}{'n' if usual[:1].lower() in _VOWELS else ''} {new}"
