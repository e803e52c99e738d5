"""One walk over the XML of a workbook: what would cost a reader gigabytes is found before it is read."""

import re
from collections import Counter
from xml.parsers import expat

from probation_commission.intake.files import limits
from probation_commission.intake.files.limits import refused

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Walk:
    """One walk over all XML parts: refuses entities and far cells, adds up the text that cells repeat."""

    def __init__(self) -> None:
        self._lengths: list[int] = []
        self._uses: Counter[int] = Counter()
        self._area = 0
        self._digits: list[str] | None = None
        self._restart()

    def _restart(self) -> None:
        self._row = self._column = self._last_row = self._last_column = 0
        self._shared = self._inside_string = False

    @property
    def characters(self) -> int:
        """How many characters all cells hold that point to a shared string."""
        total = len(self._lengths)
        return sum(self._lengths[index] * uses for index, uses in self._uses.items() if 0 <= index < total)

    def over(self, part: bytes) -> None:
        """The walk over one part. Raises `FileRefusedError`, `ExpatError` or `ValueError`."""
        self._restart()
        parser = expat.ParserCreate()
        parser.buffer_text = True
        # Entities that stand for each other grow without end ("billion laughs"); they need a doctype.
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(part, True)
        # A single cell in XFD1048576 makes a reader reserve 17 billion.
        self._area += self._last_row * self._last_column
        self._require_area()

    def _require_area(self) -> None:
        if self._area > limits.MAX_CELLS:
            raise refused(
                "too many cells",
                f"The sheets of this workbook reach over more than {limits.MAX_CELLS:,} cells. "
                "Delete empty rows and columns far from the tables and save it again.",
            )

    def _doctype(self, *_: object) -> None:
        raise refused(
            "entities", "This workbook holds XML entities, which Excel never writes. Save it anew in Excel."
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "c":
            self._to_cell(attributes.get("r"))
            self._shared = attributes.get("t") == "s"
        # A row or cell may leave out where it stands: it is then the next.
        elif kind == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif kind == "si":
            self._lengths.append(0)
            self._inside_string = True
        # `<c t="s"><v>7</v>` points to the eighth of the shared texts.
        elif kind == "v" and self._shared:
            self._digits = []

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

    def _text(self, text: str) -> None:
        if self._digits is not None:
            self._digits.append(text)
        elif self._inside_string:
            self._lengths[-1] += len(text)

    def _end(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        if kind == "si":
            self._inside_string = False
        elif self._digits is not None and kind == "v":
            self._uses[int("".join(self._digits))] += 1
            self._digits, self._shared = None, False


def column_number(letters: str) -> int:
    """The number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
