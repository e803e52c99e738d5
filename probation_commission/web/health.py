"""Whether the app can do its work, for a monitor; in a few words, because anyone may ask."""

import time
from threading import Lock

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from probation_commission.store import database

# A proxy that kept the answer would tell of a database long gone.
_FRESH = {"Cache-Control": "no-store"}
_WRITTEN_ANEW = 5.0
"""Seconds after which something is written again: whoever asks all the time must not keep writers waiting."""


def health_route() -> Route:
    """The route `/healthz`: 200 where the database can be read and written, 503 where it can't.

    With the number of the last write that somebody made; else with what is wrong, in a word.
    """
    return Route("/healthz", Health().answer)


class Health:
    """What is answered, and when something was last written to find it out."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._written_at = -_WRITTEN_ANEW
        self._fault: Exception | None = None

    def answer(self, _request: Request) -> JSONResponse:
        """The answer; whatever the database raises means that it cannot be used."""
        try:
            with database.read() as conn:
                revision = database.revision_number(conn)
        except Exception as error:  # noqa: BLE001 (any failure is the answer)
            return _failing(database=_word(error))
        if fault := self._fault_of_writing():
            return _failing(database="reachable", writing=_word(fault))
        return JSONResponse(
            {"status": "ok", "database": "reachable", "writing": "works", "revision": revision},
            headers=_FRESH,
        )

    def _fault_of_writing(self) -> Exception | None:
        # One tries at a time, and who asks meanwhile is told what was found last: a crowd of monitors at a
        # locked database must not take every thread.
        if not self._lock.acquire(blocking=False):
            return self._fault
        try:
            # After a fault it is tried at once: that it is over is said at once.
            if self._fault or time.monotonic() - self._written_at >= _WRITTEN_ANEW:
                self._fault = _tried()
                self._written_at = time.monotonic()
        finally:
            self._lock.release()
        return self._fault


def _tried() -> Exception | None:
    try:
        database.can_be_written()
    except Exception as error:  # noqa: BLE001 (any failure is the answer)
        return error
    return None


def _failing(**words: str) -> JSONResponse:
    return JSONResponse({"status": "failing", **words}, 503, _FRESH)


def _word(error: Exception) -> str:
    """What is wrong, in a word; strangers are told nothing else of it."""
    if isinstance(error, database.DatabaseFaultError):
        return error.fault.value
    return database.DatabaseFault.GONE.value
