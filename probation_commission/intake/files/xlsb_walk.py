"""One walk over the records of an .xlsb, for what its reader leaves out: hidden rows and columns, errors."""

import struct
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from probation_commission.intake.files import limits
from probation_commission.intake.files.unseen import Unseen
from probation_commission.intake.files.xls_walk import ERRORS

WORKBOOK = "xl/workbook.bin"
RELATIONS = "xl/_rels/workbook.bin.rels"
_ROW, _ERROR, _FORMULA_ERROR, _COLUMNS, _SHEET = 0, 3, 11, 60, 156
_HIDDEN_ROW, _HIDDEN_COLUMNS = 0x10, 0x01


def over(parts: Mapping[str, bytes]) -> dict[str, Unseen]:
    """What was noted of each worksheet, by its name; nothing of a workbook that cannot be walked over.

    Raises `FileRefusedError` for more records than a return can have.
    """
    try:
        targets = _targets(parts[RELATIONS])
        named = [_name_and_key(data) for kind, data in _records(parts[WORKBOOK]) if kind == _SHEET]
        return {name: _sheet(parts[targets[key]]) for name, key in named if targets.get(key) in parts}
    except (KeyError, IndexError, struct.error, expat.ExpatError, UnicodeError):
        # As with an .xls: the reader may make more of it, and the rest stays unsaid.
        return {}


def _targets(relations: bytes) -> dict[str, str]:
    targets: dict[str, str] = {}
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = limits.refuse_entities

    def start(_name: str, attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "")
        targets[attributes.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"

    parser.StartElementHandler = start
    parser.Parse(relations, True)
    return targets


def _name_and_key(data: bytes) -> tuple[str, str]:
    key, end = _text(data, 8)
    return _text(data, end)[0], key


def _text(data: bytes, start: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", data, start)
    end = start + 4 + 2 * length
    return data[start + 4 : end].decode("utf-16-le"), end


def _sheet(part: bytes) -> Unseen:
    unseen = Unseen()
    row = 0
    for kind, data in _records(part):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", data)
            if data[11] & _HIDDEN_ROW:
                unseen.hidden_rows.add(row)
        elif kind == _COLUMNS:
            first, last, width, _, flags = struct.unpack_from("<4IH", data)
            if flags & _HIDDEN_COLUMNS or not width:
                unseen.hidden_columns.append(range(first, last + 1))
        elif kind in (_ERROR, _FORMULA_ERROR):
            (column,) = struct.unpack_from("<I", data)
            unseen.note_error((row, column), ERRORS.get(data[8], "#N/A"))
    return unseen


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    start = 0
    for _ in range(limits.MAX_CELLS):
        if start >= len(part):
            return
        kind, start = _number(part, start, 2)
        size, start = _number(part, start, 4)
        yield kind, part[start : start + size]
        start += size
    raise limits.too_many_cells()


def _number(part: bytes, start: int, most: int) -> tuple[int, int]:
    """A number in bytes of seven bits, of which all but the last have the eighth; and where it ends."""
    number = 0
    for place in range(most):
        byte = part[start + place]
        number |= (byte & 0x7F) << 7 * place
        if not byte & 0x80:
            return number, start + place + 1
    return number, start + most
