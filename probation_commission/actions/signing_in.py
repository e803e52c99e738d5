"""Who has signed in: by what the provider said of them, and by their account as it is now."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from probation_commission.actions.acting import SIGN_IN_ENDED
from probation_commission.domain.access import NotAllowedError, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.doors import SIGN_IN_LASTS
from probation_commission.domain.people import sign_in_address
from probation_commission.store import audit, database, people

SESSION_NO = "session_no"
"""The claim of ours beside those of the provider: the account's number when somebody signed in."""
ASK = "Ask an admin of this app, and tell them this address."
_CLOCKS_DIFFER = 60
_NOT_SIGNED_IN = "You are not signed in. Nothing was changed."
_NOT_THE_PROVIDERS = {"is_logged_in", "origin", "tokens"}


class NotSignedInError(NotAllowedError):
    """Nobody has signed in, or it was too long ago."""


class NoAccessError(NotAllowedError):
    """Somebody has signed in and has no access; the message says why, and the kind says it for the log."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def signed_in(claims: Mapping[str, Any]) -> Person:
    """The person of a sign-in as the store has them now.

    `claims` is what the provider said, as the session has it. Raises `NotSignedInError`, `NoAccessError`.
    """
    if claims.get("is_logged_in") is not True:
        raise NotSignedInError(_NOT_SIGNED_IN)
    email, signed_in_at = _verified_address(claims), _signed_in_at(claims)
    session_no = claims.get(SESSION_NO, 0)
    with database.read() as conn:
        account = people.find(conn, email)
        ended = people.sign_in_ended(conn, key(claims))
    if account is None:
        raise NoAccessError(
            "no account", f"You are signed in as {email}, but nobody has given you access yet. {ASK}"
        )
    if not account.active:
        raise NoAccessError("access ended", f"You are signed in as {email}, but your access has ended. {ASK}")
    # They signed out since, of this sign-in or everywhere (decision 147).
    if ended or session_no != account.session_no:
        raise NotSignedInError(SIGN_IN_ENDED)
    return Person(
        account.name,
        account.role,
        account.email,
        signed_in_at,
        account.organisation,
        account.organisation_id,
        account.areas,
        account.session_no,
    )


def key(claims: Mapping[str, Any]) -> str:
    """What one sign-in is known by, in all its tabs: a digest of what the provider said, and when."""
    # Without what Streamlit adds in one place and not in another.
    said = {name: value for name, value in claims.items() if name not in _NOT_THE_PROVIDERS}
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def end(claims: Mapping[str, Any]) -> None:
    """The end of one sign-in, in all its tabs and for whoever has a copy of its cookie."""
    if claims.get("is_logged_in") is not True:
        return
    with database.write(shown=False) as conn:
        before = people.sign_in_ended(conn, key(claims))
        people.end_sign_in(conn, key(claims), datetime.now(UTC), SIGN_IN_LASTS)
        account = _account(conn, claims)
        # Once, however many tabs say so; who has no account has no entry.
        if account and not before:
            person = Person(account.name, account.role, account.email)
            number = people.account_id(conn, person)
            audit.record(conn, person, "sign out here", AuditSubject(RecordKind.ACCOUNT, str(number)))


def session_number(claims: Mapping[str, Any]) -> int:
    """The number that a sign-in carries from its beginning; 0 for whoever has no account."""
    with database.read() as conn:
        account = _account(conn, claims)
    return account.session_no if account else 0


def _account(conn: database.Connection, claims: Mapping[str, Any]) -> people.Account | None:
    """The account of whoever the provider names; None where there is none."""
    try:
        return people.find(conn, _verified_address(claims))
    except NoAccessError:
        return None


def _signed_in_at(claims: Mapping[str, Any]) -> datetime:
    """When the provider said so, within a working day; OpenID Connect requires it to say when."""
    issued_at, now = claims.get("iat"), datetime.now(UTC).timestamp()
    if isinstance(issued_at, bool) or not isinstance(issued_at, int | float):
        raise NotSignedInError(SIGN_IN_ENDED)
    # NaN fails each comparison. A minute for clocks that differ.
    if not now - SIGN_IN_LASTS.total_seconds() < issued_at < now + _CLOCKS_DIFFER:
        raise NotSignedInError(SIGN_IN_ENDED)
    return datetime.fromtimestamp(issued_at, UTC)


def _verified_address(claims: Mapping[str, Any]) -> str:
    # Many providers say nothing of it (Entra ID does not), and then only a tenant of one’s own is allowed
    # (`ANYBODY`); whatever is said that is not yes is no: false, "False", 0, null (decision 147).
    if "email_verified" in claims and str(claims["email_verified"]).lower() != "true":
        raise NoAccessError(
            "address not verified",
            "You are signed in, but your sign-in provider has not verified your e-mail address.",
        )
    try:
        return sign_in_address(str(claims.get("email") or ""))
    except ValueError:
        raise NoAccessError(
            "no address",
            "You are signed in, but your sign-in provider has sent no e-mail address that can be used.",
        ) from None
