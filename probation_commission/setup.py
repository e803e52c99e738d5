"""The store made ready when the app starts: migrated, with the bundled facts, and the examples if asked."""

import hmac
from collections.abc import Iterator
from contextlib import contextmanager

from probation_commission.actions import areas, award_services, directory, localities, rule_file, staging
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Person, Role
from probation_commission.domain.partnership import UnknownPartnershipError
from probation_commission.geography.partnership import partnership
from probation_commission.samples import loading
from probation_commission.settings import SecretError, settings
from probation_commission.store import database, installation

# Known by name, with an account that gives no access (decision 82).
ITSELF = Person("the app itself", Role.ADMIN)
_FINGERPRINT = "fingerprint of the secret"
_SIGN_IN = "people sign in"
_SIGN_IN_LOST = (
    "Not started: people sign in to this app, but the settings of sign-in were not found, and without them "
    "whoever reaches this computer is a lead. Start the app in the folder that has .streamlit/secrets.toml, "
    "or put that file back; if nobody is to sign in any more, set PC_SIGN_IN=local."
)
_BEGUN_OTHERWISE = (
    "This database was begun with another secret. Set PC_SECRET to the secret that it was begun with, or put "
    "the file “secret” back into PC_HOME. Nothing was changed: with another secret, counts that were shown "
    "would be shown another way."
)


def kind(refusal: RefusedError) -> str:
    """Why the app does not start, in a word of `log.START_REFUSALS`: no sentence gets into the log."""
    if isinstance(refusal.__cause__, database.DatabaseFaultError):
        return f"database {refusal.__cause__.fault}"
    if isinstance(refusal.__cause__, SecretError):
        return "secret"
    if isinstance(refusal.__cause__, UnknownPartnershipError):
        return "partnership"
    # What is left of the refusals below, and the faults of the old file of rules.
    return {_SIGN_IN_LOST: "sign-in lost", _BEGUN_OTHERWISE: "another secret"}.get(str(refusal), "rules")


@contextmanager
def _faults_refused() -> Iterator[None]:
    """A block or function in which a fault of the database is a refusal that says which database it is."""
    try:
        yield
    except database.DatabaseFaultError as fault:
        raise RefusedError(f"{database.whereabouts()}: {fault}") from fault


@_faults_refused()
def begin() -> None:
    """The database, made or migrated, and held to the secret and the rules that it was begun with.

    Raises `RefusedError` where the secret is another one, the old file of rules is faulty, nobody knows the
    partnership of PC_PARTNERSHIP, or the database can't do it.
    """
    # In this order: an unknown partnership before anything is made, the secret before a rule is read by it.
    _refuse_unknown_partnership()
    database.migrate()
    _refuse_other_secret()
    areas.follow()
    rule_file.read_once(ITSELF)
    # Of an import that was killed in the middle; nobody has seen any of it (decision 167).
    staging.clear_abandoned()


@_faults_refused()
def ready() -> None:
    """The store begun, with what is bundled; a second call changes nothing. Raises as `begin`."""
    begin()
    directory.load_bundled(ITSELF)
    award_services.stand_missing(ITSELF)
    # Before the examples, whose months are shown by them too.
    localities.load_bundled(ITSELF)
    if settings().sample:
        # Once: illustrative data that somebody took out does not come back at the next start.
        loading.load_once(ITSELF)


@_faults_refused()
def hold_to_sign_in(*, configured: bool, given_up: bool) -> None:
    """Sign-in written down where it is set up; from then on it has to be, unless somebody gave it up.

    Raises `RefusedError` where its settings are lost (decision 148).
    """
    with database.read() as conn:
        before = installation.value(conn, _SIGN_IN)
    if configured and before is None:
        with database.write() as conn:
            if installation.value(conn, _SIGN_IN) is None:
                installation.put(conn, _SIGN_IN, "yes")
    if before is not None and not (configured or given_up):
        raise RefusedError(_SIGN_IN_LOST)


def _refuse_unknown_partnership() -> None:
    try:
        partnership()
    except UnknownPartnershipError as unknown:
        raise RefusedError(str(unknown)) from unknown


def _refuse_other_secret() -> None:
    try:
        secret = settings().secret
    except SecretError as fault:
        raise RefusedError(str(fault)) from fault
    # The database keeps no secret, only what this one makes of a fixed text (decision 72).
    ours = hmac.digest(secret, _FINGERPRINT.encode(), "sha256").hex()
    with database.read() as conn:
        fingerprint = installation.value(conn, _FINGERPRINT)
    if fingerprint is None:
        fingerprint = _begun_with(ours)
    # Another secret would show the counts that were shown another way, and the two could be compared.
    if not hmac.compare_digest(fingerprint, ours):
        raise RefusedError(_BEGUN_OTHERWISE)


def _begun_with(ours: str) -> str:
    """The fingerprint in the database: ours, unless another app server was there first."""
    with database.write() as conn:
        fingerprint = installation.value(conn, _FINGERPRINT)
        if fingerprint is None:
            installation.put(conn, _FINGERPRINT, ours)
    return fingerprint or ours
