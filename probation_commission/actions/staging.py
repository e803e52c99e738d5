"""A long import: staged in pieces, between which others write, and put in force by whoever asked for it.

One transaction of 200,000 rows would keep everybody else waiting for as long as it takes, a partner's draft
among them. So they are written in many short ones, which nobody sees, and come into force in one that is
short as well and has all that makes an action: the permission, the checks and the entry (decision 167).
"""

import gc
import os
import platform
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TypeVar

from probation_commission.actions.acting import writing
from probation_commission.domain.access import Permission, Person
from probation_commission.store import database, kept_files, staging
from probation_commission.store.kept_files import PackedFile
from probation_commission.store.returns import NewReturn, check_rows, figure_rows
from probation_commission.store.staging import NotStagedError, StagedUpload

__all__ = ["AT_ONCE", "NotStagedError", "clear_abandoned", "is_long", "staged"]

AT_ONCE = 5_000
"""Rows of one transaction at most: about a seventh of a second. What has more is staged."""
# SQLite has no queue: whoever waits looks every tenth of a second whether it is their turn.
_TURN = 0.11
"""Seconds that an import leaves to others after each piece."""
_LONG = 0.2
"""Seconds after which a piece ends, written or not: none shall take half a second."""
_FEW = 250
"""Rows that are written between two looks at the clock."""
_LONGEST = timedelta(hours=1)
"""No import takes it: whoever staged something before that is gone, wherever they were."""
_Item = TypeVar("_Item")
_under_way: set[int] = set()
"""The uploads that this process stages."""


def is_long(items: Iterable[NewReturn]) -> bool:
    """Whether returns have more rows than one transaction writes."""
    return sum(1 + len(item.ret.figures) + len(item.checks) for item in items) > AT_ONCE


@contextmanager
def staged(person: Person, items: Sequence[NewReturn], kept: PackedFile | None) -> Iterator[int]:
    """The upload under which these returns are staged, with the file if it is kept.

    Within the block its transaction puts them in force (`store.staging.switch`); whatever it did not, however
    it ended, is cleared away.
    """
    clear_abandoned()
    with writing(person, Permission.LOAD_RETURNS, shown=False) as (conn, actor):
        upload_id = staging.begin(conn, actor, _ourselves())
        # In the same transaction, or another process could find it before this one says that it is at work.
        _under_way.add(upload_id)
    try:
        leave_turn()
        _stage(upload_id, items, kept)
        yield upload_id
    finally:
        _under_way.discard(upload_id)
        # Where the database fails by now, too: it is cleared away at the next start or import.
        with suppress(database.DatabaseFaultError):
            _give_up(upload_id)


def leave_turn() -> None:
    """The wait in which others have their turn."""
    time.sleep(_TURN)


def _in_turns(
    items: Iterable[_Item], write: Callable[[database.Connection, Sequence[_Item]], object]
) -> None:
    """The items written in short transactions of which no page shows anything."""
    rest = iter(items)
    # Made while others write, not while they wait.
    while ready := list(islice(rest, AT_ONCE)):
        while ready:
            with _turn() as (conn, ends):
                # By the clock: a busy computer or disk takes many times as long for as many (decision 179).
                while ready and time.monotonic() < ends:
                    write(conn, ready[:_FEW])
                    del ready[:_FEW]


@contextmanager
def _turn() -> Iterator[tuple[database.Connection, float]]:
    """A transaction and when it is to end, after which others have their turn."""
    # What a large file is made of takes Python a second to look through for what nobody needs any more: that
    # waits until nobody waits for this.
    gc.disable()
    try:
        with database.write(shown=False) as conn:
            yield conn, time.monotonic() + _LONG
    finally:
        gc.enable()
    leave_turn()


def _stage(upload_id: int, items: Sequence[NewReturn], kept: PackedFile | None) -> None:
    if kept:
        with _turn() as (conn, _):
            kept_files.put(conn, upload_id, kept)
    ids: list[int] = []
    _in_turns(items, lambda conn, some: ids.extend(staging.add_returns(conn, upload_id, some)))
    with database.read() as conn:
        numbers = staging.measure_numbers(conn)
    figures, checks = figure_rows(ids, items, numbers), check_rows(ids, items)
    _in_turns(figures, lambda conn, some: staging.add(conn, upload_id, "figure", some))
    _in_turns(checks, lambda conn, some: staging.add(conn, upload_id, "check", some))


def clear_abandoned() -> None:
    """What imports have left that ended in the middle, cleared away; those under way are let be."""
    with database.read() as conn:
        abandoned = [upload for upload in staging.unfinished(conn) if not _lives(upload)]
    for upload in abandoned:
        _give_up(upload.id)


def _give_up(upload_id: int) -> None:
    """What is still staged under an upload, given up and deleted in pieces."""
    with database.read() as conn:
        left = any(upload.id == upload_id for upload in staging.unfinished(conn))
    if left:
        with _turn() as (conn, _):
            staging.give_up(conn, upload_id)
    while left:
        with _turn() as (conn, ends):
            while left and time.monotonic() < ends:
                left = staging.clear(conn, upload_id, min(_FEW, AT_ONCE))


def _ourselves() -> dict[str, str]:
    return {"host": platform.node(), "process": str(os.getpid())}


def _lives(upload: StagedUpload) -> bool:
    """Whether somebody is still staging an upload, as far as can be told from here."""
    if upload.given_up or datetime.now(UTC) - upload.since > _LONGEST:
        return False
    ours = _ourselves()
    if upload.by.get("host") != ours["host"]:
        return True
    number = upload.by.get("process", "")
    # A process that was started anew may have the number of the one before it.
    return upload.id in _under_way if number == ours["process"] else _is_running(int(number))


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
