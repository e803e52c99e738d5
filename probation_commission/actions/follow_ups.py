"""Actions, as screens call them: what is to be done, by which role, by when and about what; by leads."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd

from probation_commission.actions.acting import reading, writing
from probation_commission.actions.limits import require_area
from probation_commission.actions.refusals import RefusedError, collected
from probation_commission.domain import referrals
from probation_commission.domain.access import NotAllowedError, Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind, in_words
from probation_commission.domain.days import today
from probation_commission.domain.follow_ups import (
    LONGEST_FOLLOW_UP,
    LONGEST_OWNER,
    LONGEST_REASON,
    FollowUp,
    FollowUpSubject,
    KeptFollowUp,
    wrong_with,
)
from probation_commission.domain.gaps import GapCell
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import audit
from probation_commission.store import follow_ups as store
from probation_commission.store.database import Connection
from probation_commission.store.records import values

_GONE = "This action is not here any more. Load the page again."
_DONE = "This action is done meanwhile. Open it again to change it."
_UNKNOWN = "What it is about is not known here any more. Load the page again."


def add(person: Person, new: FollowUp) -> int:
    """The number of an action that is written down.

    Raises `RefusedError` with every problem at once: no text or role, a day that is over, a text that is too
    long or names somebody, what it is about not known, or the same open already.
    """
    with writing(person, Permission.CHANGE_ACTIONS) as (conn, actor):
        problems: list[str] = []
        kept = _fitting(problems, new)
        problems += [*wrong_with(kept, today()), *_unknown(kept)]
        if any(one.is_open and one.follow_up == kept for one in store.everything(conn)):
            problems.append("This action is open already, word for word. Nothing was changed.")
        if problems:
            raise RefusedError(*problems)
        _require(actor, kept)
        number = store.add(conn, actor, kept)
        audit.record(conn, actor, "write down action", _about(number), after=_said(kept))
    return number


def change(person: Person, number: int, *, text: str, owner: str, due: date) -> None:
    """An open action with another text, role or day; what it is about stays.

    Raises `RefusedError` as `add`, and where it is gone, done or nothing of it is another.
    """
    with writing(person, Permission.CHANGE_ACTIONS) as (conn, actor):
        before = _open(conn, number)
        problems: list[str] = []
        kept = _fitting(problems, replace(before, text=text, owner=owner, due=due))
        problems += wrong_with(kept, today(), before)
        if kept == before:
            problems.append("Nothing was changed: it stands as it is.")
        if problems:
            raise RefusedError(*problems)
        _require(actor, kept)
        store.change(conn, number, kept)
        said = {"before": _said(before), "after": _said(kept)}
        audit.record(conn, actor, "change action", _about(number), **said)


def finish(person: Person, number: int) -> None:
    """An open action that is done as of now. Raises `RefusedError` where it is gone or done."""
    with writing(person, Permission.CHANGE_ACTIONS) as (conn, actor):
        _require(actor, _open(conn, number))
        store.finish(conn, number, datetime.now(UTC))
        audit.record(conn, actor, "finish action", _about(number))


def reopen(person: Person, number: int) -> None:
    """An action that was done and is open again. Raises `RefusedError` where it is gone or open."""
    with writing(person, Permission.CHANGE_ACTIONS) as (conn, actor):
        found = _standing(conn, number)
        if found.is_open:
            raise RefusedError("This action is open already. Nothing was changed.")
        _require(actor, found.follow_up)
        store.finish(conn, number, None)
        audit.record(conn, actor, "reopen action", _about(number))


def take_back(person: Person, number: int, reason: str) -> None:
    """An action that stands no longer. Raises `RefusedError` without a reason, or where it is gone."""
    with writing(person, Permission.CHANGE_ACTIONS) as (conn, actor):
        found = _standing(conn, number)
        problems: list[str] = []
        why = collected(problems, reason, "reason", LONGEST_REASON)
        if not why:
            problems.append("Write why it is taken back.")
        if problems:
            raise RefusedError(*problems)
        _require(actor, found.follow_up)
        store.take_back(conn, actor, number, why)
        before = _said(found.follow_up)
        audit.record(conn, actor, "take back action", _about(number), before=before, reason=why)


def history(person: Person, number: int) -> pd.DataFrame:
    """What was done with an action, oldest first, as `store.audit.history` has it."""
    with reading(person, Permission.CHANGE_ACTIONS) as (conn, _):
        return audit.history(conn, _about(number))


def _fitting(problems: list[str], new: FollowUp) -> FollowUp:
    """The action with its texts as they are kept."""
    return replace(
        new,
        text=collected(problems, new.text, "action", LONGEST_FOLLOW_UP),
        owner=collected(problems, new.owner, "role", LONGEST_OWNER),
    )


def _unknown(new: FollowUp) -> list[str]:
    cell = GapCell.of_key(new.subject) if new.kind is FollowUpSubject.GAP else None
    # The area is said beside the subject, by which a lead is held to their own: it can be no other.
    known = (
        cell is not None and cell.area_code == new.area_code and referrals.area(cell.area_code, gazetteer())
    )
    return [] if known else [_UNKNOWN]


def _standing(conn: Connection, number: int) -> KeptFollowUp:
    found = store.find(conn, number)
    if found is None or not found.stands:
        raise RefusedError(_GONE)
    return found


def _open(conn: Connection, number: int) -> FollowUp:
    found = _standing(conn, number)
    if not found.is_open:
        raise RefusedError(_DONE)
    return found.follow_up


def _require(actor: Person, one: FollowUp) -> None:
    """The check before an action is written down or changed.

    Raises `NotAllowedError` for a lead of some areas alone, where it is of others, or of none.
    """
    if one.area_code:
        require_area(actor, one.area_code)
    elif actor.scope.areas:
        raise NotAllowedError("As lead for some areas you write down what is of these.")


def _about(number: int) -> AuditSubject:
    return AuditSubject(RecordKind.FOLLOW_UP, str(number))


def _said(one: FollowUp) -> str:
    return in_words(values(one, "kind", "subject", "area_code"))
