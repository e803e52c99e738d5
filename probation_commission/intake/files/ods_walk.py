"""One walk over the content of an OpenDocument workbook, which repeats rows and cells by a number.

A row of 16,384 empty cells that stands a million times is how every such file ends, and costs nothing; what
holds something is counted as often as it is repeated, before a reader writes it out.
"""

from collections.abc import Mapping
from xml.parsers import expat

from probation_commission.intake.files import limits
from probation_commission.intake.files.unseen import Unseen, is_of_no_size

_HIDDEN = ("collapse", "filter")
_GROUPS = ("table-row-group", "table-column-group")
_CELLS = ("table-cell", "covered-table-cell")
_SIZES = {"table-row-properties": "row-height", "table-column-properties": "column-width"}
_TABLE, _ROW, _COLUMN = "table", "table-row", "table-column"
"""Families of styles; two of different families may have one name."""


class OdsWalk:
    """One walk over `content.xml`: refuses entities and what is repeated too often, notes what is hidden."""

    def __init__(self) -> None:
        self.characters = 0
        """How many characters all cells hold."""
        self.unseen: dict[str, Unseen] = {}
        """What was noted of each sheet, by its name."""
        self._area = 0
        self._style = ("", "")
        self._hidden_styles: set[tuple[str, str]] = set()
        self._table: Unseen | None = None
        self._groups: list[bool] = []
        self._remarks = 0
        self._begin_row({}, 0)
        self._begin_table({})
        self._table = None

    def over(self, content: bytes) -> None:
        """The walk. Raises `FileRefusedError`, `ExpatError` or `ValueError`."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = limits.refuse_entities
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._note_text
        parser.Parse(content, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        own = _own(attributes)
        if kind in _CELLS:
            self._begin_cell(own)
        elif kind == "table-row":
            self._begin_row(own, self._row + self._row_times)
        elif kind == "table-column":
            self._note_column(own)
        elif kind in _GROUPS:
            self._groups.append(own.get("display") == "false")
        elif kind == "table":
            self._begin_table(own)
        elif kind == "annotation":
            self._remarks += 1
        elif kind == "s":
            # `<text:s text:c="2000000000"/>` is that many spaces to a reader.
            self.characters += _times(own, "c") * self._column_times * self._row_times
        elif kind == "style":
            self._style = own.get("family", ""), own.get("name", "")
        elif own.get("display") == "false" or is_of_no_size(own.get(_SIZES.get(kind, ""), "")):
            self._hidden_styles.add(self._style)

    def _is_hidden(self, own: Mapping[str, str], family: str) -> bool:
        styled = (family, own.get("style-name", "")) in self._hidden_styles
        return styled or own.get("visibility") in _HIDDEN or any(self._groups)

    def _begin_table(self, own: Mapping[str, str]) -> None:
        # A table in a cell of a table: no program writes one in a workbook.
        if self._table is not None:
            raise ValueError("table")
        self._table = Unseen(hidden=(_TABLE, own.get("style-name", "")) in self._hidden_styles)
        self._table_name = own.get("name", "")
        self._row = self._row_times = self._columns = self._last_row = self._last_column = 0

    def _begin_row(self, own: Mapping[str, str], row: int) -> None:
        self._row, self._row_times = row, _times(own, "number-rows-repeated")
        self._is_row_hidden = self._is_hidden(own, _ROW)
        self._column = 0
        self._begin_cell({})
        self._column_times = 0

    def _begin_cell(self, own: Mapping[str, str]) -> None:
        self._column_times = _times(own, "number-columns-repeated")
        self._formula = own.get("formula", "")
        self._is_filled = "value-type" in own
        self._is_error = own.get("value-type") == "error"
        self._cell_text: list[str] = []

    def _note_column(self, own: Mapping[str, str]) -> None:
        times = _times(own, "number-columns-repeated")
        if self._table is not None and self._is_hidden(own, _COLUMN):
            self._table.hidden_columns.append(range(self._columns, self._columns + times))
        self._columns += times

    def _note_text(self, text: str) -> None:
        # A comment on a cell is not its text, and no reader takes it.
        if not self._remarks:
            self._cell_text.append(text)

    def _end(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        if kind in _CELLS:
            self._end_cell()
        elif kind == "annotation":
            self._remarks -= 1
        elif kind in _GROUPS:
            self._groups.pop()
        elif kind == "table" and self._table is not None:
            self._area += self._last_row * self._last_column
            limits.require_area(self._area, self._last_column)
            self.unseen[self._table_name] = self._table
            self._table = None

    def _end_cell(self) -> None:
        text = "".join(self._cell_text).strip()
        end = self._column + self._column_times
        if self._table is not None and (self._is_filled or text):
            self._last_row = max(self._last_row, self._row + self._row_times)
            self._last_column = max(self._last_column, end)
            # Before anything is noted of each of the cells, of which there could be billions.
            limits.require_area(self._area + self._last_row * self._last_column, self._last_column)
            self.characters += len(text) * self._column_times * self._row_times
            if self._is_row_hidden:
                self._table.hidden_rows.update(range(self._row, self._row + self._row_times))
            if self._is_error:
                for row in range(self._row, self._row + self._row_times):
                    for column in range(self._column, end):
                        self._table.note_error((row, column), text)
        elif self._table is not None and self._formula:
            self._table.note_uncalculated((self._row, self._column), self._formula)
        self._column = end
        self._cell_text = []


def _own(attributes: Mapping[str, str]) -> dict[str, str]:
    """The attributes without their prefixes."""
    own: dict[str, str] = {}
    for name, value in attributes.items():
        key = name.rpartition(":")[2]
        # Of two attributes `number-rows-repeated` the reader could take the other.
        if key in own and "repeated" in key:
            raise ValueError(key)
        # LibreOffice writes an error as `office:value-type="string" calcext:value-type="error"`.
        if own.get(key) != "error":
            own[key] = value
    return own


def _times(own: Mapping[str, str], key: str) -> int:
    times = int(own.get(key, 1))
    if times < 1:
        raise ValueError(key)
    return times
