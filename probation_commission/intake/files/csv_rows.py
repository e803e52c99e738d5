"""A CSV as chunks of rows, so that no more than a few thousand of them are held at a time."""

import csv
import gc
import io
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from probation_commission.intake.files import encodings, limits, separators
from probation_commission.intake.files.limits import FileRefusedError, Size, refused

CHUNK = 10_000
"""Rows."""
# Enough for a list of people with its headings in row 20, which is judged by 20 rows below.
_HEAD = 50

Progress = Callable[[int, int], None]
"""Told how many rows are done, and of how many."""


def silent(_done: int, _total: int) -> None:
    """Progress of which nobody is told."""


@dataclass(frozen=True, slots=True)
class CsvRows:
    """The rows of a CSV. Reading them raises `FileRefusedError` where it is damaged or too long."""

    content: bytes
    delimiter: str
    total: int
    """How many lines there are, which is at least the number of rows."""
    progress: Progress = silent
    encoding: str = encodings.UTF_8
    size: Size = field(default_factory=limits.of_return)

    def head(self) -> tuple[tuple[str, ...], ...]:
        """The first rows."""
        return tuple(map(tuple, islice(self._read(), _HEAD)))

    def whole(self) -> tuple[tuple[str, ...], ...]:
        """All rows at once."""
        return tuple(map(tuple, self._read()))

    def chunks(self, first: int = 0) -> Iterator[tuple[int, Sequence[list[str]]]]:
        """Chunks of rows from row `first` on, each with the number of its first row."""
        rows, cells = self._reader(), 0
        try:
            list(islice(rows, first))
            with _uncollected():
                while chunk := list(islice(rows, CHUNK)):
                    widths = list(map(len, chunk))
                    cells += sum(widths)
                    if cells > self.size.most_cells or max(widths) > limits.MAX_COLUMNS:
                        raise _too_long(self.size)
                    yield first, chunk
                    first += len(chunk)
                    self.progress(min(first, self.total), self.total)
        except csv.Error:
            # Row by row, which takes twice as long and knows in which it was.
            deque(self._read(), maxlen=0)
            raise

    def _reader(self) -> Iterator[list[str]]:
        text = io.TextIOWrapper(io.BytesIO(self.content), encoding=self.encoding, newline="")
        # Strict, or a quotation mark left open would take the rest of the file into one cell without a word.
        return csv.reader(text, delimiter=self.delimiter, strict=True)

    def _read(self) -> Iterator[list[str]]:
        reader = self._reader()
        cells = rows = 0
        most_cells, most_columns = self.size.most_cells, limits.MAX_COLUMNS
        try:
            for row in reader:
                rows += 1
                cells += len(row)
                if cells > most_cells or len(row) > most_columns:
                    raise _too_long(self.size)
                yield row
        except csv.Error as error:
            raise _damaged(rows + 1) from error


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for circles of objects, of which rows make none: it takes longer than the reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def opened(content: bytes, progress: Progress = silent, size: Size | None = None) -> CsvRows:
    """The rows of a CSV file, none of them read; raises `FileRefusedError` if it can be no return."""
    size = size or limits.of_return()
    content, encoding = encodings.decodable(content)
    # A file of empty lines has no cells to count, and takes as long.
    total = max(content.count(b"\n"), content.count(b"\r"))
    if total > size.most_rows:
        raise _too_long(size)
    delimiter, content = separators.told(content)
    sign = delimiter or separators.judged(content, encoding)
    return CsvRows(content, sign, total, progress, encoding, size)


def _damaged(row: int) -> FileRefusedError:
    message = f"The CSV cannot be read beyond row {row}: a quotation mark is not closed there, "
    return refused("damaged CSV", f"{message}or a cell is far too long. Mend that row.")


def _too_long(size: Size) -> FileRefusedError:
    return refused(
        "too many cells",
        f"This CSV has more than {size.most_rows:,} rows, {limits.MAX_COLUMNS:,} columns or "
        f"{size.most_cells:,} cells. Split it.",
    )
