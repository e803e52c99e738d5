"""What a text means, remembered while a file is read: the same words stand in row after row.

Every text is let go of at the end, because any may be somebody's name (decision 75).
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Protocol, TypeVar

_Result = TypeVar("_Result")
_MOST = 65_536


class _Forgets(Protocol):
    def cache_clear(self) -> None: ...


_caches: list[_Forgets] = []


def while_reading(work: Callable[[str], _Result]) -> Callable[[str], _Result]:
    """The same work, done once for each text until `forget`."""
    remembering = lru_cache(maxsize=_MOST)(work)
    _caches.append(remembering)
    return remembering


def forget() -> None:
    """Every text that was asked about is let go of."""
    for cache in _caches:
        cache.cache_clear()
