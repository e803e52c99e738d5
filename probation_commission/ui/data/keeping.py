"""What pages show is worked out once for what is in the store, and kept until that is written about.

It is kept for all users: whatever decides what somebody may see has to be an argument.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from operator import attrgetter
from threading import RLock, local
from typing import Any, ParamSpec, TypeVar

import pandas as pd
import streamlit as st

from probation_commission.store import database
from probation_commission.store.database import Topic
from probation_commission.ui.run import once_a_run
from probation_commission.views.iom import CohortPicture

Arguments = ParamSpec("Arguments")
Kept = TypeVar("Kept")
# What a picture shows is decided by what was asked for and by the store.
_KNOWN_BY: dict[str | type, Callable[[Any], Any]] = {CohortPicture: attrgetter("asked")}
_here = local()
_CLEAR: list[Callable[[], None]] = []


def revisions() -> dict[Topic, int]:
    """The number of every topic: one small query a run."""
    # Whoever writes in the middle of a run sees in the rest of it what was written.
    return once_a_run("revisions", _asked, of=database.writes_of_this_thread())


def revisions_of(*topics: Topic) -> tuple[int, ...]:
    """The numbers of these topics; others once one of them was written about."""
    numbers = revisions()
    return tuple(numbers[topic] for topic in topics)


def _asked() -> dict[Topic, int]:
    with database.read() as conn:
        return database.revisions(conn)


def kept(
    *topics: Topic, entries: int = 2
) -> Callable[[Callable[Arguments, Kept]], Callable[Arguments, Kept]]:
    """What a function gives, kept for the arguments until one of these topics is written about.

    A frame is a copy of each caller's own; whoever gets anything else changes nothing of it. `entries`: a
    revision or two of each, and of areas and returns as many as are looked at together.
    """

    def of(work_out: Callable[Arguments, Kept]) -> Callable[Arguments, Kept]:
        # The numbers are in the key, so that one person's upload shows for all, on every app server
        # (decisions 4 and 172).
        @lru_cache(maxsize=entries)
        def at(_numbers: tuple[int, ...], *args: Any, **kwargs: Any) -> Kept:  # noqa: ANN401
            return work_out(*args, **kwargs)

        # Whoever asks while it is worked out waits for it, and does not work it out beside.
        lock = RLock()
        _CLEAR.append(at.cache_clear)

        @wraps(work_out)
        def now(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Kept:
            numbers = revisions_of(*topics)
            with lock:
                found = at(numbers, *args, **kwargs)  # type: ignore[arg-type]
            # Pandas copies what is written to: no caller's change is seen by another.
            return found.copy(deep=False) if isinstance(found, pd.DataFrame) else found

        vars(now)["topics"] = topics  # a test holds them to what is read
        return now

    return of


def drawn(*topics: Topic, entries: int) -> Callable[[Callable[Arguments, None]], Callable[Arguments, None]]:
    """What a function draws, kept in the same way and drawn again from what was drawn (decision 173).

    Text, tables, charts and links alone: nothing that somebody can choose, type or press; and nothing that is
    drawn otherwise on a wall, which no argument says. Its topics are also those of whatever it has drawn by
    another such function.
    """

    def of(draw: Callable[Arguments, None]) -> Callable[Arguments, None]:
        @st.cache_resource(max_entries=entries, show_spinner=False, hash_funcs=_KNOWN_BY)
        @wraps(draw)
        def at(numbers: tuple[int, ...], *args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
            del numbers
            _here.drawing = True
            try:
                draw(*args, **kwargs)
            finally:
                _here.drawing = False

        @wraps(draw)
        def now(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
            # Within another it is part of what that one keeps, which would be without it otherwise.
            if getattr(_here, "drawing", False):
                draw(*args, **kwargs)
            else:
                at(revisions_of(*topics), *args, **kwargs)

        return now

    return of


def clear() -> None:
    """Nothing kept any more: for tests, each of which has a database of its own."""
    for forget in _CLEAR:
        forget()
    st.cache_resource.clear()
