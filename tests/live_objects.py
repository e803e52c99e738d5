"""Everything that a process holds alive, searched for a pattern.

What is planted is made at run time from pieces, and looked for by a pattern that does not match itself, so
that neither the test's constants nor its source are found.
"""

import gc
import io
import re
import sys
import types
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from google.protobuf.message import Message

_FLAT = (str, bytes, bytearray, memoryview, int, float, complex, type(None))
"""What leads to nothing."""
_PLAIN = {int, float, bool, type(None), tuple, list, dict, set, frozenset, type, types.FunctionType}
"""Kinds that most objects are of, and that hold no text themselves."""
_LONGEST_WAY = 12
_SHORTEST_PART = 3


def holders(pattern: str) -> list[str]:
    """What of all that is alive holds a text that the pattern finds: the types on a way to it, the text last.

    Every object the collector knows, and all that these lead to: through containers, caches of functions,
    frames of any thread, closures; arrays, frames of pandas and tables of arrow; messages of Streamlit;
    workbooks that lie packed in memory.
    """
    frozen = gc.get_freeze_count()
    gc.unfreeze()  # the collector tells nothing of what is frozen
    gc.collect()
    try:
        return _search(_LookedFor(pattern))
    finally:
        if frozen:
            gc.freeze()


def _search(looked_for: "_LookedFor") -> list[str]:
    todo: list[tuple[Any, object]] = [(one, None) for one in _known()]
    seen: dict[int, tuple[object, object]] = {
        id(own): (own, None) for own in (todo, looked_for, vars(looked_for))
    }
    seen[id(seen)] = seen, None
    found = []
    while todo:
        one, holder = todo.pop()
        if id(one) in seen:
            continue
        seen[id(one)] = one, holder  # and keeps it, so that nothing made later has its number
        if any(map(looked_for.is_in, _texts(one))):
            found.append(_way(one, seen))
        if not isinstance(one, _FLAT):
            todo += [(inner, one) for inner in _inside(one) if id(inner) not in seen]
    return found


def _known() -> list[object]:
    """What the collector knows, but for tuples that nothing holds or one thing alone, which leads to them.

    A thread may be making one, and could not go on if it was held here too.
    """
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000)  # no thread comes in between
    try:
        # Held by the list, the name and the call besides.
        return [one for one in gc.get_objects() if type(one) is not tuple or sys.getrefcount(one) > 4]
    finally:
        sys.setswitchinterval(interval)


def _way(one: object, seen: dict[int, tuple[object, object]]) -> str:
    words = [repr(one)[:60]]
    while one is not None and len(words) < _LONGEST_WAY:
        words.append(getattr(one, "__qualname__", None) or type(one).__name__)
        one = seen[id(one)][1]
    return " < ".join(words)


class _LookedFor:
    """A pattern, and a part of each of its alternatives that any match holds, which is far faster to find.

    No part matches the pattern, so none of them is found itself.
    """

    def __init__(self, pattern: str) -> None:
        self.of_text = re.compile(pattern, re.IGNORECASE)
        self.of_bytes = re.compile(pattern.encode(), re.IGNORECASE)
        parts = [_longest_part(alternative) for alternative in pattern.split("|")]
        told = all(len(part) >= _SHORTEST_PART for part in parts) and "(" not in pattern
        self.parts = parts if told else [""]
        self.parts_of_bytes = [part.encode() for part in self.parts]

    def is_in(self, text: str | bytes) -> bool:
        """Whether the pattern finds something in a text."""
        if isinstance(text, str):
            lowered = text.lower()
            return any(part in lowered for part in self.parts) and self.of_text.search(text) is not None
        small = text.lower()
        return any(part in small for part in self.parts_of_bytes) and self.of_bytes.search(text) is not None


def _longest_part(alternative: str) -> str:
    """The longest stretch of plain characters of an alternative, `[x]` for x; never a whole match."""
    plain = re.sub(r"\[([^\]\\])\]", r"\1", alternative)
    longest = max(re.split(r"\[[^\]]{2,}\][?*+]?|\\.|[.^$?*+{}\[\]()]", plain), key=len)
    # "x94[0]81[78]" is "x94081"; of what is plain throughout, the end is left away.
    return longest[: -1 if longest == plain else None].lower()


def _texts(one: object) -> Iterator[str | bytes]:
    """The text that an object is, or holds where the collector does not look."""
    kind = type(one)
    if kind is str:
        yield one
    elif kind in _PLAIN:
        return
    elif isinstance(one, str):
        yield str(one)
    elif isinstance(one, date | datetime):
        yield one.isoformat()
    elif isinstance(one, bytes | bytearray | memoryview | io.BytesIO | io.StringIO | pa.Buffer):
        yield from _unpacked(_content(one))
    elif isinstance(one, np.ndarray) and one.dtype.kind in "SU":
        yield "\n".join(map(str, one.ravel().tolist()))
    elif isinstance(one, pa.Array | pa.ChunkedArray | pa.Table):
        yield str(one.to_pylist())
    elif isinstance(one, Message):
        yield one.SerializePartialToString()


def _content(one: Any) -> str | bytes:
    try:
        return one.getvalue() if isinstance(one, io.BytesIO | io.StringIO) else bytes(one)
    except (ValueError, TypeError, BufferError):  # closed, released, or no bytes that can be read
        return b""


def _unpacked(content: str | bytes) -> Iterator[str | bytes]:
    yield content
    if isinstance(content, bytes) and content.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                yield from map(archive.read, archive.namelist())
        except (zipfile.BadZipFile, NotImplementedError, EOFError):
            yield b""


def _inside(one: object) -> list[object]:
    """What an object leads to; arrays of objects do not tell the collector theirs."""
    if isinstance(one, dict):  # which does not tell the collector its keys if all are text
        return [*one.keys(), *one.values()]
    if isinstance(one, np.ndarray):
        return list(one.ravel()) if one.dtype == object else [one.base]
    if isinstance(one, pd.DataFrame | pd.Series | pd.Index):
        return [*gc.get_referents(one), *_arrays(one)]
    return gc.get_referents(one)


def _arrays(one: pd.DataFrame | pd.Series | pd.Index) -> list[object]:
    columns = (
        [one.iloc[:, place] for place in range(one.shape[1])] if isinstance(one, pd.DataFrame) else [one]
    )
    return [np.asarray(column.array, dtype=object) for column in columns]
