"""The name of a sent file: it is kept only if it seems to hold nothing of a person."""

import re
from pathlib import PurePath

from probation_commission.domain.words import storable
from probation_commission.intake.people.signs import found_in

NEUTRAL = "a file"
_LONGEST = 255
_ENDINGS = {
    *(".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt"),
    *(".gpkg", ".geojson", ".json", ".zip", ".shp"),
}
"""All that is kept of a name that is replaced."""


def sent(path: str) -> str:
    """The name of a file as it was sent, without its folders, in a line of at most 255 characters."""
    return storable(re.split(r"[\\/]", path)[-1]).replace("\n", " ")[:_LONGEST]


def kept(name: str) -> str:
    """The name, or `a file.csv` for one that seems to hold something of a person."""
    # "J Smith 14-03-1987.xlsx" becomes "a file.xlsx" (decisions 70 and 71).
    return name if found_in(name) is None else _neutral(name)


def note(name: str) -> tuple[str, ...]:
    """A sentence that says why a name is not kept; none for one that is."""
    kind = found_in(name)
    sentence = f"The name of this file seems to hold {kind}. It is kept as “{_neutral(name)}”, without it."
    return (sentence,) if kind else ()


def _neutral(name: str) -> str:
    ending = PurePath(name).suffix.lower()
    return f"{NEUTRAL}{ending}" if ending in _ENDINGS else NEUTRAL
