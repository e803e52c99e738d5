"""The opening of every action: its transaction, and whoever acts as the store has them in it.

A page may have been drawn hours ago, for somebody whose access has ended since. So an action goes by the
account as it is when the action writes, and by nothing that the page was drawn with (decision 136).
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import wraps
from time import perf_counter
from types import CodeType
from typing import Concatenate, ParamSpec, TypeVar

from probation_commission import log, metrics
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import (
    NotAllowedError,
    Permission,
    Person,
    by_link,
    require,
)
from probation_commission.domain.doors import SIGN_IN_LASTS
from probation_commission.domain.links import LinkOpening, LinkRefusal
from probation_commission.store import audit, database, links, people

ACCESS_ENDED = "Your access has ended. Nothing was changed; ask an admin of this app if you need it."
SIGN_IN_ENDED = "Your sign-in has ended. Nothing was changed; sign in again."


class LinkOverError(NotAllowedError):
    """Whoever came by link is nobody any more; the message is the one sentence, `why` says it for the log."""

    def __init__(self, why: LinkRefusal) -> None:
        super().__init__(why.sentence)
        self.why = why


_Opened = TypeVar("_Opened")
_Words = ParamSpec("_Words")
_Opening = Callable[Concatenate[Person, _Words], AbstractContextManager[_Opened]]


def _told(opening: _Opening[_Words, _Opened]) -> _Opening[_Words, _Opened]:
    """The opening of an action, which says in the log what became of it."""

    @wraps(opening)
    def told(
        person: Person, /, *words: _Words.args, **named: _Words.kwargs
    ) -> AbstractContextManager[_Opened]:
        # What is done is called by the function that does it: a name in our code, so never a text that
        # somebody typed (decision 164).
        what = _function(sys._getframe(1).f_code)  # noqa: SLF001 (there is no public way to ask who calls)
        return _watched(opening(person, *words, **named), person, what)

    return told


@contextmanager
def _watched(opened: AbstractContextManager[_Opened], person: Person, what: str) -> Iterator[_Opened]:
    """The transaction, told of when it has ended."""
    began, outcome = perf_counter(), "failed"
    with audit.noted() as accounts:
        try:
            with opened as given:
                yield given
            outcome = "done"
        except (RefusedError, NotAllowedError) as refusal:
            outcome = "refused" if isinstance(refusal, RefusedError) else "not allowed"
            raise
        finally:
            milliseconds = round((perf_counter() - began) * 1000)
            metrics.action(what, outcome)
            # What leaves no entry in the audit trail leaves no line: a draft is saved every two seconds.
            if accounts or outcome != "done":
                account = accounts[-1] if accounts else _account(person, outcome)
                log.action_done(account, what, milliseconds, outcome)


def _account(person: Person, outcome: str) -> int:
    """The number of the account of somebody who was refused; 0 where there is none, or nothing to ask."""
    if outcome == "failed":
        return 0
    with suppress(database.DatabaseFaultError), database.read() as conn:
        return people.known_account_id(conn, person) or 0
    return 0


def _function(code: CodeType) -> str:
    """`returns.accept`: its module and its name, as `metrics.A_FUNCTION` has it."""
    module = code.co_filename.replace("\\", "/").rpartition("/")[2].removesuffix(".py")
    return f"{module}.{code.co_name.strip('_<>')}"


@_told
@contextmanager
def writing(
    person: Person, permission: Permission | None = None, *, shown: bool = True
) -> Iterator[tuple[database.Connection, Person]]:
    """The writing transaction of an action, and the person as they are in it.

    Raises `NotAllowedError` where their access or their sign-in has ended, or their role is another by now
    and does not grant the permission; then nothing is written. `shown` as in `store.database.write`.
    """
    with database.write(shown=shown) as conn:
        yield conn, as_of_now(conn, person, permission)


@contextmanager
def reading(
    person: Person, permission: Permission | None = None
) -> Iterator[tuple[database.Connection, Person]]:
    """The same for an action that only reads."""
    with database.read() as conn:
        yield conn, as_of_now(conn, person, permission)


def asked(person: Person, permission: Permission) -> Person:
    """The person as of now, before work that takes long and holds no transaction open meanwhile.

    What is written after it is written by `writing`, which asks once more.
    """
    # Who does not sign in is asked nothing of the store: there may be none yet (`outlines build`).
    if not (person.email or person.link):
        require(person, permission)
        return person
    with reading(person, permission) as (_, actor):
        return actor


def as_of_now(conn: database.Connection, person: Person, permission: Permission | None = None) -> Person:
    """The person with the name and role that their account has now. Raises `NotAllowedError` as `writing`."""
    if person.link:
        person = as_of_link(links.opening(conn, person.link.opening_id), datetime.now(UTC))
    elif person.email:
        if person.signed_in_at and datetime.now(UTC) - person.signed_in_at >= SIGN_IN_LASTS:
            raise NotAllowedError(SIGN_IN_ENDED)
        account = people.find(conn, person.email)
        if account is None or not account.active:
            raise NotAllowedError(ACCESS_ENDED)
        # Signed out everywhere in between (decision 147). The command line has no session.
        if person.session_no not in {None, account.session_no}:
            raise NotAllowedError(SIGN_IN_ENDED)
        person = replace(
            person,
            name=account.name,
            role=account.role,
            organisation=account.organisation,
            organisation_id=account.organisation_id,
            areas=account.areas,
        )
    # Who does not sign in has no account that could end (decision 82): their role is what they came with.
    if permission:
        require(person, permission)
    return person


def as_of_link(opening: LinkOpening | None, at: datetime) -> Person:
    """The person of an opened link at that moment. Raises `LinkOverError`."""
    why = opening.refusal(at) if opening else LinkRefusal.UNKNOWN
    if opening is None or why:
        raise LinkOverError(why or LinkRefusal.UNKNOWN)
    return by_link(opening)
