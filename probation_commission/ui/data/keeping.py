"""What pages draw is worked out once for what is in the store, and kept until that is written about.

It is kept for all users: whatever decides what somebody may see has to be an argument. What a kept function
draws (text, tables, charts; nothing that can be clicked) is drawn again from what was drawn.
"""

from collections.abc import Callable
from functools import wraps
from operator import attrgetter
from typing import ParamSpec, TypeVar

import pandas as pd
import streamlit as st

from probation_commission.store import database
from probation_commission.store.database import Topic
from probation_commission.ui.run import once_a_run
from probation_commission.views.iom import CohortPicture

Asked = ParamSpec("Asked")
Kept = TypeVar("Kept")
# What a picture shows is decided by what was asked for and by the store.
_KNOWN_BY = {CohortPicture: attrgetter("asked")}


def revisions() -> dict[Topic, int]:
    """The number of every topic: one small query a run."""
    # Whoever writes in the middle of a run sees in the rest of it what was written.
    return once_a_run("revisions", _asked, of=database.writes_of_this_thread())


def _asked() -> dict[Topic, int]:
    with database.read() as conn:
        return database.revisions(conn)


def kept(*topics: Topic, entries: int = 2) -> Callable[[Callable[Asked, Kept]], Callable[Asked, Kept]]:
    """What a function gives, kept for the arguments until one of these topics is written about.

    A frame is a copy of each caller's own; whoever gets anything else changes nothing of it. `entries`: a
    revision or two of each, and of areas and returns as many as are looked at together.
    """

    def of(work_out: Callable[Asked, Kept]) -> Callable[Asked, Kept]:
        # As a resource: `cache_data` would pickle it at each rerun. The numbers are in the key, so that one
        # person's upload shows for all, on every app server (decisions 4 and 172).
        @st.cache_resource(max_entries=entries, show_spinner=False, hash_funcs=_KNOWN_BY)
        @wraps(work_out)
        def at(numbers: tuple[int, ...], *args: Asked.args, **kwargs: Asked.kwargs) -> Kept:
            del numbers
            return work_out(*args, **kwargs)

        @wraps(work_out)
        def now(*args: Asked.args, **kwargs: Asked.kwargs) -> Kept:
            numbers = revisions()
            found = at(tuple(numbers[topic] for topic in topics), *args, **kwargs)
            # Pandas copies what is written to: no caller's change is seen by another.
            return found.copy(deep=False) if isinstance(found, pd.DataFrame) else found

        return now

    return of
