"""A long import: staged in pieces, between which others write, and put in force by whoever asked for it.

One transaction of 200,000 rows would keep everybody else waiting for as long as it takes, a partner's draft
among them. So they are written in many short ones, which nobody sees, and come into force in one that is
short as well and has all that makes an action: the permission, the checks and the entry (decision 167).
"""

import os
import platform
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
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
"""Rows of one transaction: about a seventh of a second. What has more is staged."""
# SQLite has no queue: whoever waits looks every tenth of a second whether it is their turn.
_TURN = 0.11
"""Seconds that an import leaves to others after each piece."""
_LONG = 0.25
"""Seconds of a piece after which the next has half as many rows: none shall take half a second."""
_LEAST = 250
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


@dataclass(slots=True)
class _Pace:
    """How many rows a piece has: fewer where the computer or the disk is busy."""

    rows: int

    def pieces(self, items: Iterable[_Item]) -> Iterator[list[_Item]]:
        """The items in pieces, each made between two turns: while others write, not while they wait."""
        rest = iter(items)
        while piece := list(islice(rest, self.rows)):
            yield piece

    @contextmanager
    def turn(self) -> Iterator[database.Connection]:
        """A short transaction of which no page shows anything, after which others have their turn."""
        with database.write(shown=False) as conn:
            begun = time.perf_counter()
            yield conn
        took = time.perf_counter() - begun
        if took > _LONG:
            self.rows = max(self.rows // 2, min(_LEAST, self.rows))
        elif took < _LONG / 4:
            self.rows = min(self.rows * 2, AT_ONCE)
        leave_turn()


def _stage(upload_id: int, items: Sequence[NewReturn], kept: PackedFile | None) -> None:
    pace = _Pace(AT_ONCE)
    if kept:
        with pace.turn() as conn:
            kept_files.put(conn, upload_id, kept)
    ids: list[int] = []
    for some in pace.pieces(items):
        with pace.turn() as conn:
            ids += staging.add_returns(conn, upload_id, some)
    with database.read() as conn:
        numbers = staging.measure_numbers(conn)
    for kind, rows in (("figure", figure_rows(ids, items, numbers)), ("check", check_rows(ids, items))):
        for piece in pace.pieces(rows):
            with pace.turn() as conn:
                staging.add(conn, upload_id, kind, piece)


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
    pace = _Pace(AT_ONCE)
    if left:
        with pace.turn() as conn:
            staging.give_up(conn, upload_id)
    while left:
        with pace.turn() as conn:
            left = staging.clear(conn, upload_id, pace.rows)


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
