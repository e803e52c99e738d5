"""The container of old Office files (.xls, .doc, .ppt, .msg): the streams that stand at its root.

A workbook in a Word document has a stream `Workbook` too, but not at the root: so names are not merely
searched for.
"""

import struct
from dataclasses import dataclass

START = bytes.fromhex("d0cf11e0a1b11ae1")

_IN_HEADER = 109
"""Sectors of the table whose numbers stand in the header itself."""
_LAST = 0xFFFFFFFA
"""From here on a number is no sector: the chain ends."""
_ENTRY = 128


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    left: int
    right: int
    child: int
    start: int
    size: int


def root_names(content: bytes) -> frozenset[str]:
    """The names at the root of a file of old Office; none if it is no such file or damaged."""
    try:
        return Container(content).names if content.startswith(START) else frozenset()
    except ValueError:
        return frozenset()


class Container:
    """The streams at the root of a container, by name. Raises `ValueError` for one that is damaged."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._read_tables()
            self._entries = [*map(_entry, _pieces(self._chained(self._first_entry), _ENTRY))]
            self._root = {entry.name: entry for entry in self._children()}
        except (struct.error, IndexError) as error:
            raise ValueError("damaged container") from error

    @property
    def names(self) -> frozenset[str]:
        """What the streams and folders at the root are called."""
        return frozenset(self._root)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream. Raises `KeyError` where there is none, `ValueError` where it is damaged."""
        entry = self._root[name]
        try:
            if entry.size < self._small:
                return self._small_stream(entry)
            return self._chained(entry.start)[: entry.size]
        except (struct.error, IndexError) as error:
            raise ValueError("damaged container") from error

    def _read_tables(self) -> None:
        content = self._content
        self._size = 1 << min(struct.unpack_from("<H", content, 30)[0], 16)
        self._first_entry, _, self._small, self._first_small, _, more, _ = struct.unpack_from(
            "<7I", content, 48
        )
        sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", content, 76))
        # Of a file over seven megabytes the numbers go on in sectors of their own.
        for _ in range(len(content) // self._size):
            if more >= _LAST:
                break
            *numbers, more = _numbers(self._sector(more))
            sectors += numbers
        self._table = [
            number for sector in sectors if sector < _LAST for number in _numbers(self._sector(sector))
        ]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        sector = self._content[start : start + self._size]
        if not sector:
            raise IndexError(number)
        # The last one may be cut short.
        return sector.ljust(self._size, b"\0")

    def _chained(self, number: int) -> bytes:
        sectors: list[bytes] = []
        # A chain that bites its own tail would never end: no longer than the file has sectors.
        for _ in range(len(self._content) // self._size + 1):
            if number >= _LAST:
                return b"".join(sectors)
            sectors.append(self._sector(number))
            number = self._table[number]
        raise IndexError(number)

    def _small_stream(self, entry: _Entry) -> bytes:
        """A stream of less than four kilobytes: such stand together in one, in pieces of 64 bytes."""
        together = self._chained(self._entries[0].start)
        table = _numbers(self._chained(self._first_small))
        pieces, number = [], entry.start
        for _ in range(entry.size // 64 + 1):
            if number >= _LAST:
                break
            pieces.append(together[number * 64 : number * 64 + 64])
            number = table[number]
        return b"".join(pieces)[: entry.size]

    def _children(self) -> list[_Entry]:
        """The entries at the root, which form a tree of their own."""
        waiting, met = [self._entries[0].child], set()
        while waiting:
            number = waiting.pop()
            if number < len(self._entries) and number not in met:
                met.add(number)
                waiting += [self._entries[number].left, self._entries[number].right]
        return [self._entries[number] for number in sorted(met)]


def _entry(piece: bytes) -> _Entry:
    (length,) = struct.unpack_from("<H", piece, 64)
    left, right, child = struct.unpack_from("<3I", piece, 68)
    start, size = struct.unpack_from("<2I", piece, 116)
    name = piece[: max(min(length, 64) - 2, 0)].decode("utf-16-le", errors="replace")
    return _Entry(name, left, right, child, start, size)


def _pieces(content: bytes, size: int) -> list[bytes]:
    return [content[start : start + size] for start in range(0, len(content) - size + 1, size)]


def _numbers(sector: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sector) // 4}I", sector)
