"""One walk over the XML of a workbook: what would cost a reader gigabytes is found before it is read.

On its way it notes what the reader leaves out: hidden parts, errors, formulas without a value.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from xml.parsers import expat

from probation_commission.intake.files import limits
from probation_commission.intake.files.unseen import Unseen, is_of_no_size

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_YES = ("1", "true")
_MOST_COLUMNS = 16_384


class Walk:
    """One walk over all XML parts: refuses entities and far cells, adds up the text that cells repeat."""

    def __init__(self) -> None:
        self._lengths: list[int] = []
        self._uses: Counter[int] = Counter()
        self._area = 0
        self._sheets: list[tuple[str, str, bool]] = []
        self._targets: dict[str, str] = {}
        self._unseen: dict[str, Unseen] = {}
        self._restart("")

    def _restart(self, name: str) -> None:
        self._name, self._here = name, Unseen()
        self._row = self._column = self._last_row = self._last_column = 0
        self._type, self._formula, self._has_value = "", "", False
        self._is_formula = self._is_row_hidden = self._inside_string = False
        # The text of a value or a formula, while it is wanted.
        self._wanted: list[str] | None = None

    @property
    def characters(self) -> int:
        """How many characters all cells hold that point to a shared string."""
        total = len(self._lengths)
        return sum(self._lengths[index] * uses for index, uses in self._uses.items() if 0 <= index < total)

    @property
    def unseen(self) -> dict[str, Unseen]:
        """What was noted of each sheet, by its name."""
        return {
            name: replace(self._unseen.get(self._targets.get(key, ""), Unseen()), hidden=hidden)
            for name, key, hidden in self._sheets
        }

    def over(self, part: bytes, name: str = "") -> None:
        """The walk over one part. Raises `FileRefusedError`, `ExpatError` or `ValueError`."""
        self._restart(name)
        parser = expat.ParserCreate()
        parser.buffer_text = True
        # Entities that stand for each other grow without end ("billion laughs"); they need a doctype.
        parser.StartDoctypeDeclHandler = limits.refuse_entities
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(part, True)
        # A single cell in XFD1048576 makes a reader reserve 17 billion.
        self._area += self._last_row * self._last_column
        limits.require_area(self._area, self._last_column)
        self._unseen[name] = self._here

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "c":
            self._to_cell(attributes.get("r"))
            self._type = attributes.get("t", "")
            self._is_formula = self._has_value = False
        # `<c t="s"><v>7</v>` points to the eighth of the shared texts.
        elif kind == "v":
            self._wanted = [] if self._is_formula or self._type in ("s", "e") else None
        # A row or cell may leave out where it stands: it is then the next.
        elif kind == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            # Filtered out, folded up in a group or without height: all are written as hidden.
            self._is_row_hidden = _is_hidden(attributes, "ht")
        elif kind == "f":
            self._is_formula, self._wanted = True, []
        elif kind == "si":
            self._lengths.append(0)
            self._inside_string = True
        elif kind == "col" and _is_hidden(attributes, "width"):
            self._hide_columns(int(attributes.get("min", 0)), int(attributes.get("max", 0)))
        elif kind == "sheet" and self._name == WORKBOOK:
            self._note_sheet(attributes)
        elif kind == "Relationship" and self._name == RELATIONS:
            self._targets[attributes.get("Id", "")] = _part(attributes.get("Target", ""))

    def _to_cell(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
        else:
            match = _REFERENCE.fullmatch(reference)
            if match is None:
                raise ValueError(reference)
            self._column, self._row = column_number(match[1]), int(match[2])
        if self._row > self._last_row or self._column > self._last_column:
            self._last_row = max(self._row, self._last_row)
            self._last_column = max(self._column, self._last_column)
        if self._is_row_hidden:
            self._here.hidden_rows.add(self._row - 1)

    def _hide_columns(self, first: int, last: int) -> None:
        if not 0 < first <= last or len(self._here.hidden_columns) > _MOST_COLUMNS:
            raise ValueError(first)
        self._here.hidden_columns.append(range(first - 1, min(last, _MOST_COLUMNS)))

    def _note_sheet(self, attributes: Mapping[str, str]) -> None:
        key = next((value for name, value in attributes.items() if name.rpartition(":")[2] == "id"), "")
        # "hidden", or "veryHidden", which the menu of Excel does not even offer to show.
        hidden = attributes.get("state", "visible") != "visible"
        self._sheets.append((attributes.get("name", ""), key, hidden))

    def _text(self, text: str) -> None:
        if self._wanted is not None:
            self._wanted.append(text)
        elif self._inside_string:
            self._lengths[-1] += len(text)

    def _end(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        if kind == "si":
            self._inside_string = False
        elif kind == "c":
            # Text of no length is written `t="str"`, so what has neither was never calculated.
            if self._is_formula and not self._has_value and self._type != "str":
                self._here.note_uncalculated((self._row - 1, self._column - 1), self._formula)
        elif self._wanted is not None and kind == "v":
            self._take_value("".join(self._wanted))
        elif self._wanted is not None and kind == "f":
            self._formula, self._wanted = "".join(self._wanted), None

    def _take_value(self, text: str) -> None:
        self._wanted, self._has_value = None, bool(text)
        if self._type == "s":
            self._uses[int(text)] += 1
        elif self._type == "e":
            self._here.note_error((self._row - 1, self._column - 1), text)


def _is_hidden(attributes: Mapping[str, str], size: str) -> bool:
    return attributes.get("hidden") in _YES or is_of_no_size(attributes.get(size, ""))


def _part(target: str) -> str:
    """The name of a part, of which openpyxl writes `/xl/worksheets/…` and Excel `worksheets/…`."""
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def column_number(letters: str) -> int:
    """The number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
