"""By which sign the cells of a CSV are parted: judged on its table, because a title line parts nothing."""

import csv
import io
import re
from collections import Counter
from itertools import islice

SIGNS = (",", ";", "\t", "|")
"""In the order in which they are believed where two part a table alike."""

# Excel's own word for it, which it hides: row 1 is the line below.
_TOLD = re.compile(rb"(?:\xef\xbb\xbf)?\"?sep=([,;\t|])\"?\r?\n", re.IGNORECASE)
_SAMPLE_BYTES = 65_536
_SAMPLE_ROWS = 100


def told(content: bytes) -> tuple[str, bytes]:
    """The sign that a first line `sep=;` names, and the rows below it; "" and everything where none does."""
    match = _TOLD.match(content)
    return (match[1].decode(), content[match.end() :]) if match else ("", content)


def judged(content: bytes, encoding: str) -> str:
    """The sign by which most rows have the same number of cells, and then the most cells."""
    # "County Durham IOM cohort, by ward, October 2026" above a table of "Ward;Red;Amber;Green;Blue;Total".
    sample = content[:_SAMPLE_BYTES].decode(encoding, errors="replace")
    return max(SIGNS, key=lambda sign: _regularity(sample, sign))


def _regularity(sample: str, sign: str) -> tuple[int, int]:
    """How many rows have the commonest number of cells above one, and that number."""
    widths: Counter[int] = Counter()
    try:
        for row in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=sign), _SAMPLE_ROWS):
            widths[len(row)] += len(row) > 1
    except csv.Error:  # a cell that is far too long, of which reading the rows speaks
        pass
    width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return (rows, width) if rows else (0, 0)
