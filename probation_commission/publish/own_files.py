"""Files that the app writes into somebody's folder, and writes over again: never one that is not its own.

A list beside them, `sheets.json`, has the hash of each, so that what somebody changed or put there stays.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LIST = "sheets.json"


class OwnFiles:
    """A folder with the files that were written there before. Raises `OSError` where it cannot be made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._known = _read(folder / LIST)

    def foreign(self, names: Iterable[str]) -> list[str]:
        """Those of these names under which a file stands that was not written here, or was changed since."""
        list_is_ours = not (self.folder / LIST).exists() or bool(self._known)
        others = [name for name in names if (self.folder / name).exists() and not self._is_own(name)]
        return others if list_is_ours else [LIST, *others]

    def _is_own(self, name: str) -> bool:
        path = self.folder / name
        return path.is_file() and _hash(path.read_bytes()) in self._known.get(name, ())

    def write(self, name: str, content: bytes) -> None:
        """The file, there as a whole or as it was before; known as ours whatever happens in between."""
        mark = _hash(content)
        # First both marks: whether the writing is broken off before or after, the file is known.
        self._know(name, [mark, *self._known.get(name, [])])
        _replace(self.folder / name, content)
        self._know(name, [mark])

    def earlier(self, names: Iterable[str]) -> list[str]:
        """The files of earlier runs that stand there still and have none of these names."""
        now = set(names)
        return sorted(name for name in self._known if name not in now and (self.folder / name).exists())

    def _know(self, name: str, hashes: list[str]) -> None:
        self._known[name] = hashes
        listed = json.dumps({"files": self._known}, indent=1, sort_keys=True, ensure_ascii=False)
        _replace(self.folder / LIST, listed.encode())


def _read(path: Path) -> dict[str, list[str]]:
    """The hashes of each file by the list; none where there is no list, or it is none of ours."""
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
        return {str(name): [str(one) for one in hashes] for name, hashes in files.items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _replace(path: Path, content: bytes) -> None:
    # In the same folder, so that putting it in place is one step.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
