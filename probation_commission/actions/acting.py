"""The opening of every action: its transaction, and whoever acts as the store has them in it.

A page may have been drawn hours ago, for somebody whose access has ended since. So an action goes by the
account as it is when the action writes, and by nothing that the page was drawn with (decision 136).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from probation_commission.domain.access import (
    SIGN_IN_LASTS,
    NotAllowedError,
    Permission,
    Person,
    require,
)
from probation_commission.store import database, people

ACCESS_ENDED = "Your access has ended. Nothing was changed; ask an admin of this app if you need it."
SIGN_IN_ENDED = "Your sign-in has ended. Nothing was changed; sign in again."


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
    if not person.email:
        require(person, permission)
        return person
    with reading(person, permission) as (_, actor):
        return actor


def as_of_now(conn: database.Connection, person: Person, permission: Permission | None = None) -> Person:
    """The person with the name and role that their account has now. Raises `NotAllowedError` as `writing`."""
    if person.email:
        if person.signed_in_at and datetime.now(UTC) - person.signed_in_at >= SIGN_IN_LASTS:
            raise NotAllowedError(SIGN_IN_ENDED)
        account = people.find(conn, person.email)
        if account is None or not account.active:
            raise NotAllowedError(ACCESS_ENDED)
        # Signed out everywhere in between (decision 147). The command line has no session.
        if person.session_no not in {None, account.session_no}:
            raise NotAllowedError(SIGN_IN_ENDED)
        person = replace(person, name=account.name, role=account.role, organisation=account.organisation)
    # Who does not sign in has no account that could end (decision 82): their role is what they came with.
    if permission:
        require(person, permission)
    return person
