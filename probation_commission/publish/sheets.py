"""A sheet of paper as PDF: tables under headings on so many sides, tagged for screen readers (decision 231).

Typst sets it, in a process of its own. What stands on a sheet is handed over as data: a text with "#", "$" or
"@preview" in it is that text, and nothing is fetched for it.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

import typst

from probation_commission import workers

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

_SOURCE = Path(__file__).with_name("sheet.typ")
SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)
"""Of the type, in points, the largest that fits; smaller than the last nobody reads on paper."""
_WITHOUT_FORM = re.compile(
    "[^ -~\u00a0-\u02af\u0391-\u03a1\u03a3-\u03ce\u0400-\u04ff\u1e00-\u1eff"
    "\u2010-\u2040\u20a0-\u20bf\u2122\u2190-\u22ff]"
)
"""What the typefaces that come with typst have no letter for."""
_LOST = "\ufffd"
SECONDS = 30
"""After which the setting of a sheet is ended: the fullest takes three."""


@dataclass(frozen=True, slots=True)
class Section:
    """A table of a sheet under its heading, with lines of text below."""

    heading: str
    columns: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    """Of each column, as a share of the paper's."""
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[str, ...] = ()
    first_to_go: tuple[int, ...] = ()
    """The numbers of all rows in the order in which they go where there is no room; empty: from the end."""


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """What stands on a sheet, all of it texts to read."""

    title: str
    as_of: date
    sides: int
    """How many it may fill."""
    foot: str
    """Under each side: whose it is, as of when."""
    elsewhere: str
    """Where what has no room can be found: "on the page Services, “What’s available”"."""
    lines: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
    made_up: str = ""
    """What of it is made up, in a sentence; empty: nothing."""


class SheetError(Exception):
    """A sheet that could not be set just now."""


def as_pdf(sheet: PaperSheet) -> bytes:
    """The sheet as PDF/A-2a and PDF/UA-1, on no more sides of A4 than it may fill.

    What has no room at 8 points is counted under its heading, with where it is. Raises `SheetError`.
    """
    try:
        return workers.run(
            partial(setting, sheet), progress=lambda _done, _of: None, passed=SheetError, seconds=SECONDS
        )
    except workers.WorkError as failure:
        raise SheetError("The sheet could not be made just now. Try again in a minute.") from failure


def setting(sheet: PaperSheet, *, progress: Callable[[int, int], None]) -> bytes:
    """The work of `as_pdf`. Raises `SheetError` where not even the headings fit."""
    for tried, size in enumerate(SIZES):
        progress(tried, len(SIZES))
        if _sides(sheet, size) <= sheet.sides:
            return _pdf(sheet, size)
    least = SIZES[-1]
    # The most rows of each table with which it fits: none is left out for the sake of another.
    fits, too_many = 0, max((len(section.rows) for section in sheet.sections), default=0)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if _sides(shortened(sheet, middle), least) <= sheet.sides:
            fits = middle
        else:
            too_many = middle
    short = shortened(sheet, fits)
    if fits == 0 and _sides(short, least) > sheet.sides:
        raise SheetError(f"Too much for {sheet.sides} sides. It is {sheet.elsewhere}.")
    return _pdf(short, least)


def shortened(sheet: PaperSheet, most: int) -> PaperSheet:
    """The sheet with at most so many rows in each table, which says how many it has not."""
    return replace(sheet, sections=tuple(_shortened(one, most, sheet.elsewhere) for one in sheet.sections))


def _shortened(section: Section, most: int, elsewhere: str) -> Section:
    more = len(section.rows) - most
    if more <= 0:
        return section
    line = f"No room here for {more} more: {elsewhere}."
    gone = set((section.first_to_go or range(len(section.rows) - 1, -1, -1))[:more])
    kept = tuple(row for number, row in enumerate(section.rows) if number not in gone)
    return replace(section, rows=kept, lines=(*section.lines, line), first_to_go=())


def _inputs(sheet: PaperSheet, size: float) -> dict[str, str]:
    known = {name: value for name, value in asdict(sheet).items() if name != "as_of"}
    words = normalize("NFC", json.dumps(known, ensure_ascii=False))
    # A character without a letter form would be no PDF/UA, and whoever typed one would end the sheet for all.
    shown = _WITHOUT_FORM.sub(_LOST, words)
    lost = f"{_LOST} stands for a character that cannot be printed here." if shown != words else ""
    return {"sheet": json.dumps(json.loads(shown) | {"size": size, "lost": lost})}


def _sides(sheet: PaperSheet, size: float) -> int:
    sides = typst.query(
        _SOURCE.read_bytes(),
        "<sides>",
        field="value",
        one=True,
        ignore_system_fonts=True,
        sys_inputs=_inputs(sheet, size),
    )
    return int(json.loads(sides))


def _pdf(sheet: PaperSheet, size: float) -> bytes:
    content = typst.compile(
        _SOURCE.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs=_inputs(sheet, size),
        pdf_standards=["a-2a", "ua-1"],
        # The day it is of, so that one sheet is the same bytes however often it is made.
        timestamp=datetime.combine(sheet.as_of, time(), UTC),
    )
    if not isinstance(content, bytes):
        raise SheetError("The sheet could not be made just now. Try again in a minute.")
    return content
