"""What can go wrong with the database itself, as sentences that say what to do.

What the drivers raise has the statement and its values in it, so none of it is handed on (decision 1).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from pandas.errors import DatabaseError as FrameError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

__all__ = ["DatabaseFault", "DatabaseFaultError", "translated"]


class DatabaseFault(StrEnum):
    """What is wrong with the database, in a word."""

    LOCKED = "locked"
    GONE = "unreachable"
    FULL = "full"
    READ_ONLY = "read-only"
    DAMAGED = "damaged"
    NEWER = "newer"

    @property
    def sentence(self) -> str:
        """What is wrong, that nothing was changed, and what to do."""
        return _SENTENCES[self]


_HOW = "running.md, “When something breaks”, says how."
_SENTENCES = {
    DatabaseFault.LOCKED: (
        "Something else has held the database for ten seconds, so nothing was changed. Try again in a "
        "minute. If it stays so, whoever runs the app must end the program that holds it."
    ),
    DatabaseFault.GONE: (
        "The database can't be reached, so nothing was changed. Try again in a minute. If it stays so, "
        f"whoever runs the app must start it or put it back: {_HOW}"
    ),
    DatabaseFault.FULL: (
        "The disk of the database is full, so nothing was changed. Whoever runs the app must make room on "
        "it; then try again."
    ),
    DatabaseFault.READ_ONLY: (
        "The database can't be written to, so nothing was changed. Whoever runs the app must make its file "
        "and the folder around it writable; then try again."
    ),
    DatabaseFault.DAMAGED: (
        "The database's file is damaged, so nothing was changed. Whoever runs the app must stop it and put "
        f"the database back from a backup: {_HOW}"
    ),
    DatabaseFault.NEWER: (
        "A newer version of the app has brought this database up to date, so nothing was changed. Start that "
        f"version, or put back the backup from before it: {_HOW}"
    ),
}

# The primary ones of SQLite’s “Result and Error Codes”.
_OF_SQLITE = {
    sqlite3.SQLITE_BUSY: DatabaseFault.LOCKED,
    sqlite3.SQLITE_LOCKED: DatabaseFault.LOCKED,
    sqlite3.SQLITE_FULL: DatabaseFault.FULL,
    sqlite3.SQLITE_READONLY: DatabaseFault.READ_ONLY,
    sqlite3.SQLITE_PERM: DatabaseFault.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: DatabaseFault.DAMAGED,
    sqlite3.SQLITE_NOTADB: DatabaseFault.DAMAGED,
    sqlite3.SQLITE_CANTOPEN: DatabaseFault.GONE,
    sqlite3.SQLITE_IOERR: DatabaseFault.GONE,
}
# A full disk is SQLITE_FULL only in the middle of writing, and a quota that is used up never is.
_FULL_IN_SQLITE = {sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_WRITE}
# Of PostgreSQL’s appendix “Error Codes”, by the whole code, else by its class.
_OF_POSTGRESQL = {
    "55P03": DatabaseFault.LOCKED,  # lock_not_available, after lock_timeout
    "40P01": DatabaseFault.LOCKED,  # deadlock_detected
    "53100": DatabaseFault.FULL,  # disk_full
    "25006": DatabaseFault.READ_ONLY,  # read_only_sql_transaction
    "42501": DatabaseFault.READ_ONLY,  # insufficient_privilege
    "42P01": DatabaseFault.GONE,  # undefined_table: another database stands in its place
    "XX": DatabaseFault.DAMAGED,  # data_corrupted, index_corrupted, internal_error
    "08": DatabaseFault.GONE,  # connection_exception
    "28": DatabaseFault.GONE,  # invalid_authorization: its password was changed
    "3D": DatabaseFault.GONE,  # invalid_catalog_name: no such database
    "53": DatabaseFault.GONE,  # insufficient_resources
    "57": DatabaseFault.GONE,  # operator_intervention: it is shut down
    "58": DatabaseFault.GONE,  # system_error
}


class DatabaseFaultError(Exception):
    """The database can't do what was asked, and nothing was changed; the message says what to do."""

    def __init__(self, fault: DatabaseFault) -> None:
        super().__init__(fault.sentence)
        self.fault = fault


@contextmanager
def translated() -> Iterator[None]:
    """A block in which what the drivers raise about the database itself becomes `DatabaseFaultError`.

    Wrong code (a constraint that does not hold, a column that is not there) is raised on as it is.
    """
    try:
        yield
    except PoolTimeoutError:
        raise DatabaseFaultError(DatabaseFault.LOCKED) from None
    except (DBAPIError, FrameError) as error:
        # pandas has an error of its own, around that of the driver.
        cause = error if isinstance(error, DBAPIError) else error.__cause__
        fault = _fault(cause) if isinstance(cause, DBAPIError) else None
        if fault is None:
            raise
        # Without the cause: its text holds what was being written.
        raise DatabaseFaultError(fault) from None


def _fault(error: DBAPIError) -> DatabaseFault | None:
    if isinstance(error.orig, sqlite3.Error):
        return _fault_of_sqlite(error.orig)
    state: str | None = getattr(error.orig, "sqlstate", None)
    if state is None:
        # Nobody answered, or the line was cut: then the server has said nothing.
        return DatabaseFault.GONE if _connection_failed(error) else None
    return _OF_POSTGRESQL.get(state) or _OF_POSTGRESQL.get(state[:2])


def _fault_of_sqlite(error: sqlite3.Error) -> DatabaseFault | None:
    if str(error).startswith("no such table"):
        # An empty file stands where the database was.
        return DatabaseFault.GONE
    # The lower byte is the primary code. Errors of Python's own ("Cannot operate on a closed …") have none.
    code = getattr(error, "sqlite_errorcode", 0)
    return DatabaseFault.FULL if code in _FULL_IN_SQLITE else _OF_SQLITE.get(code & 0xFF)


def _connection_failed(error: DBAPIError) -> bool:
    return error.connection_invalidated or type(error).__name__ in {"OperationalError", "InterfaceError"}
