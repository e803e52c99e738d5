"""A CSV as chunks of rows, so that no more than a few thousand of them are held at a time."""

import csv
import gc
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from probation_commission.intake.files import encodings, limits, separators
from probation_commission.intake.files.limits import FileRefusedError, refused

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

    def head(self) -> tuple[tuple[str, ...], ...]:
        """The first rows."""
        return tuple(map(tuple, islice(self._read(), _HEAD)))

    def whole(self) -> tuple[tuple[str, ...], ...]:
        """All rows at once."""
        return tuple(map(tuple, self._read()))

    def chunks(self, first: int = 0) -> Iterator[tuple[int, Sequence[list[str]]]]:
        """Chunks of rows from row `first` on, each with the number of its first row."""
        rows = islice(self._read(), first, None)
        with _uncollected():
            while chunk := list(islice(rows, CHUNK)):
                yield first, chunk
                first += len(chunk)
                self.progress(min(first, self.total), self.total)

    def _read(self) -> Iterator[list[str]]:
        text = io.TextIOWrapper(io.BytesIO(self.content), encoding=self.encoding, newline="")
        # Strict, or a quotation mark left open would take the rest of the file into one cell without a word.
        reader = csv.reader(text, delimiter=self.delimiter, strict=True)
        cells = rows = 0
        try:
            for row in reader:
                rows += 1
                cells += len(row)
                if cells > limits.MAX_CELLS or len(row) > limits.MAX_COLUMNS:
                    raise _too_long()
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


def opened(content: bytes, progress: Progress = silent) -> CsvRows:
    """The rows of a CSV file, none of them read; raises `FileRefusedError` if it can be no return."""
    content, encoding = encodings.decodable(content)
    # A file of empty lines has no cells to count, and takes as long.
    total = max(content.count(b"\n"), content.count(b"\r"))
    if total > limits.MAX_ROWS:
        raise _too_long()
    delimiter, content = separators.told(content)
    return CsvRows(content, delimiter or separators.judged(content, encoding), total, progress, encoding)


def _damaged(row: int) -> FileRefusedError:
    message = f"The CSV cannot be read beyond row {row}: a quotation mark is not closed there, "
    return refused("damaged CSV", f"{message}or a cell is far too long. Mend that row.")


def _too_long() -> FileRefusedError:
    return refused(
        "too many cells",
        f"This CSV has more than {limits.MAX_ROWS:,} rows, {limits.MAX_COLUMNS:,} columns or "
        f"{limits.MAX_CELLS:,} cells. Split it.",
    )
