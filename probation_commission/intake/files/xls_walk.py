"""One walk over the records of an .xls, for what its reader leaves out: hidden rows and columns, errors."""

import struct
from collections.abc import Iterator
from itertools import pairwise

from probation_commission.intake.files.ole2 import Container
from probation_commission.intake.files.unseen import Unseen

_FORMULA, _END, _COLUMNS, _SHEET, _ERROR, _ROW, _BEGIN = 0x06, 0x0A, 0x7D, 0x85, 0x205, 0x208, 0x809
_WORKSHEET = 0
_HIDDEN_ROW, _HIDDEN_COLUMNS = 0x20, 0x01
_FORMULA_ERROR = (2, 0xFFFF)
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def over(content: bytes) -> dict[str, Unseen]:
    """What was noted of each worksheet, by its name; nothing of a file that cannot be walked over."""
    try:
        container = Container(content)
        stream = container.stream("Workbook" if "Workbook" in container.names else "Book")
        return {name: _sheet(stream, part) for name, part in _parts(stream)}
    except (ValueError, KeyError, IndexError, struct.error):
        # The reader may make more of it: it tells the values, and the rest stays unsaid.
        return {}


def _parts(stream: bytes) -> list[tuple[str, range]]:
    """Name and stretch of each worksheet, which goes no further than to where another begins."""
    entries = [
        (*struct.unpack_from("<IBB", data), _name(data[6:]))
        for kind, data in _records(stream, range(len(stream)))
        if kind == _SHEET
    ]
    ends = dict(pairwise([*sorted({start for start, *_ in entries}), len(stream)]))
    return [(name, range(start, ends[start])) for start, _, what, name in entries if what == _WORKSHEET]


def _name(data: bytes) -> str:
    """A name in one or in two bytes a character, as its second byte says."""
    length, is_wide = data[0], data[1] & 1
    return data[2 : 2 + 2 * length].decode("utf-16-le") if is_wide else data[2 : 2 + length].decode("latin-1")


def _sheet(stream: bytes, part: range) -> Unseen:
    unseen = Unseen()
    for kind, data in _records(stream, part):
        if kind == _ROW:
            number, _, _, height = struct.unpack_from("<4H", data)
            if data[12] & _HIDDEN_ROW or not height:
                unseen.hidden_rows.add(number)
        elif kind == _COLUMNS:
            first, last, width, _, flags = struct.unpack_from("<5H", data)
            if flags & _HIDDEN_COLUMNS or not width:
                unseen.hidden_columns.append(range(first, last + 1))
        elif kind == _ERROR:
            row, column, _, value, is_error = struct.unpack_from("<3H2B", data)
            if is_error:
                unseen.note_error((row, column), ERRORS.get(value, "#N/A"))
        elif kind == _FORMULA:
            row, column, _, result, _, value, _, mark = struct.unpack_from("<3H4BxxH", data)
            if (result, mark) == _FORMULA_ERROR:
                unseen.note_error((row, column), ERRORS.get(value, "#N/A"))
    return unseen


def _records(stream: bytes, part: range) -> Iterator[tuple[int, bytes]]:
    """Kind and bytes of each record of a part, without those of parts inside it, as charts are."""
    depth, start = 0, part.start
    while start + 4 <= part.stop:
        kind, size = struct.unpack_from("<HH", stream, start)
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, stream[start + 4 : start + 4 + size]
        start += 4 + size
