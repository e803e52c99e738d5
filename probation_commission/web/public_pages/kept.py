"""What strangers are shown, made once for what is in the store and kept until that is written about."""

from __future__ import annotations

import asyncio
from collections import Counter
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from starlette.concurrency import run_in_threadpool

from probation_commission.actions.public_pages import Directory, for_strangers
from probation_commission.analysis.first import upcoming
from probation_commission.analysis.services import serving
from probation_commission.domain.days import now, today
from probation_commission.geography.centres import on_grid
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.settings import settings
from probation_commission.store import database
from probation_commission.store.database import Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Mapping
    from datetime import date, datetime

    import pandas as pd

    from probation_commission.analysis.openings import Opening
    from probation_commission.domain.hubs import OpenTo
    from probation_commission.domain.public_pages import PublicPage

MOST_WAITING = 50
"""Strangers who wait at once: the next is asked to come again in a minute."""
MOST_OF_ONE = 4
"""Of these from one address, so that nobody fills the queue for everybody."""
_TOPICS = (Topic.DIRECTORY, Topic.ORGANISATIONS, Topic.AREAS, Topic.LOCALITIES)
_Made = TypeVar("_Made")


class BusyError(Exception):
    """So many wait that another would wait too long."""


class Turns:
    """Work for strangers, one after the other: however many come, they take one thread (decision 233)."""

    def __init__(self) -> None:
        self._waiting: Counter[str] = Counter()
        self._turn = asyncio.Lock()

    async def take(self, who: str, work: Callable[[], _Made]) -> _Made:
        """What the work gives, once it is the turn of whoever asks (an address). Raises `BusyError`."""
        if self._waiting.total() >= MOST_WAITING or self._waiting[who] >= MOST_OF_ONE:
            raise BusyError
        self._waiting[who] += 1
        try:
            async with self._turn:
                return await run_in_threadpool(work)
        finally:
            self._waiting[who] -= 1
            # No address is kept once nothing is done for it.
            self._waiting += Counter()


class Look(Generic[_Made]):
    """A look at what is shown now: all who ask while one is under way share it, so they take one thread."""

    def __init__(self, look: Callable[[], _Made]) -> None:
        self._look = look
        self._under_way: asyncio.Task[_Made] | None = None

    async def now(self) -> _Made:
        """What is shown now, in nobody's queue. Raises as the store."""
        if self._under_way is None or self._under_way.done():
            self._under_way = asyncio.ensure_future(self._looked())
        return await asyncio.shield(self._under_way)

    async def _looked(self) -> _Made:
        return await run_in_threadpool(self._look)


class ShownDirectory:
    """The directory as it is on a day, with what was made of it."""

    def __init__(self, directory: Directory, day: date) -> None:
        self.directory, self.day = directory, day
        self._made: dict[Hashable, Any] = {}
        self._made_at: datetime | None = None
        self._of_now: dict[Hashable, Any] = {}
        self._ahead: tuple[object, dict[Hashable, dict[str, Opening]]] = (None, {})

    @cached_property
    def placed(self) -> pd.DataFrame:
        """The places that have a point, on the national grid."""
        return on_grid(self.directory.places)

    @cached_property
    def services(self) -> pd.DataFrame:
        """The services that serve an area of this partnership's own, as they stand today."""
        every, home = self.directory.bought.as_of(self.day), partnership().home
        areas = [area for code in home if (area := gazetteer().authority(code))]
        ours = {
            slug for area in areas for slug in serving(every, partnership().around(area), {area.code}).slug
        }
        return every[every.slug.isin(ours)]

    def made(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """What `make` gives, the first time that this is asked for; of keys that we choose, so few."""
        if key not in self._made:
            self._made[key] = make()
        found: _Made = self._made[key]
        return found

    def has(self, key: Hashable) -> bool:
        """Whether that was made."""
        return key in self._made

    def made_now(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """As `made`, of what says when a place is next open: for this quarter of an hour alone."""
        moment = now()
        if self._made_at != moment:
            self._made_at, self._of_now = moment, {}
        if key not in self._of_now:
            self._of_now[key] = make()
        found: _Made = self._of_now[key]
        return found

    def ahead(self, group: OpenTo, days: tuple[int, ...]) -> Mapping[str, Opening]:
        """When each place is next open to a group on these weekdays, as of this quarter of an hour."""
        moment = now()
        if self._ahead[0] != moment:
            self._ahead = (moment, {})
        of_now = self._ahead[1]
        if (group, days) not in of_now:
            known = self.directory.openings
            of_now[group, days] = upcoming(self.directory.places.slug, known, group, moment, days)
        return of_now[group, days]


_lock = Lock()
_kept: dict[Hashable, ShownDirectory] = {}


def shown() -> ShownDirectory:
    """What strangers are shown now: one small query, unless something was written. Raises as the store."""
    with database.read() as conn:
        numbers = database.revisions(conn)
    key = (settings().database_url, today(), *(numbers[topic] for topic in _TOPICS))
    with _lock:
        if key not in _kept:
            directory = for_strangers()
            _kept.clear()
            _kept[key] = ShownDirectory(directory, today())
        return _kept[key]


def last_published() -> Collection[PublicPage]:
    """The pages that were published when the store was last read here; none where it was not yet."""
    return next((list(one.directory.published) for one in list(_kept.values())), [])
