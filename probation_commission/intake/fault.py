"""A fault while something sent is read: its kind and place, and nothing of what was being read."""

import traceback
from pathlib import Path


class ReadingError(Exception):
    """A fault of this code. It says where, and nothing of what was being read."""


def without_words(error: BaseException) -> str:
    """What went wrong and where, without the error's own words, which may hold a value of the file."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} in {Path(frames[-1].filename).name}, line {frames[-1].lineno}"
