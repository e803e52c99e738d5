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
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

from probation_commission.domain.access import Person
from probation_commission.store import database, kept_files, staging
from probation_commission.store.kept_files import PackedFile
from probation_commission.store.returns import NewReturn, check_rows, chunks, figure_rows
from probation_commission.store.staging import NotStagedError, StagedUpload

__all__ = ["AT_ONCE", "NotStagedError", "clear_abandoned", "is_long", "staged"]

AT_ONCE = 5_000
"""Rows of one transaction: about a seventh of a second. A return with more is staged."""
# SQLite has no queue: whoever waits looks every tenth of a second whether it is their turn.
TURN = 0.11
"""Seconds that an import leaves to others after each piece."""
_LONGEST = timedelta(hours=1)
"""No import takes it: whoever staged something before that is gone, wherever they were."""
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
    with _turn() as conn:
        upload_id = staging.begin(conn, person, _ourselves())
        # In the same transaction, or another process could find it before this one says that it is at work.
        _under_way.add(upload_id)
    try:
        _stage(upload_id, items, kept)
        yield upload_id
    finally:
        _under_way.discard(upload_id)
        # Where the database fails by now, too: it is cleared away at the next start or import.
        with suppress(database.DatabaseFaultError):
            _give_up(upload_id)


def _stage(upload_id: int, items: Sequence[NewReturn], kept: PackedFile | None) -> None:
    if kept:
        with _turn() as conn:
            kept_files.put(conn, upload_id, kept)
    ids: list[int] = []
    for some in chunks(items, AT_ONCE):
        with _turn() as conn:
            ids += staging.add_returns(conn, upload_id, some)
    with database.read() as conn:
        numbers = staging.measure_numbers(conn)
    # Rows are made between two turns: while others write, and not while they wait.
    figures = (("figure", rows) for rows in chunks(figure_rows(ids, items, numbers), AT_ONCE))
    lines = (("check", rows) for rows in chunks(check_rows(ids, items), AT_ONCE))
    kind: str
    rows: list[dict[str, Any]]
    for kind, rows in chain(figures, lines):
        with _turn() as conn:
            staging.add(conn, upload_id, kind, rows)


@contextmanager
def _turn() -> Iterator[database.Connection]:
    """A short transaction of which no page shows anything, after which others have their turn."""
    with database.write(shown=False) as conn:
        yield conn
    time.sleep(TURN)


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
        with _turn() as conn:
            staging.give_up(conn, upload_id)
    while left:
        with _turn() as conn:
            left = staging.clear(conn, upload_id, AT_ONCE)


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
