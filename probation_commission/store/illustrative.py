"""What is illustrative: which of it goes with the illustrative data, and which carries what people wrote."""

from collections.abc import Collection
from typing import Any, TypeAlias

from sqlalchemy import Column, ColumnElement, Select, delete, func, select

from probation_commission.domain.illustrative import MadeUp, WhatGoes
from probation_commission.domain.outcomes import PromiseSubject
from probation_commission.store import agreements, contracts, funds, hubs, organisations, people, returns
from probation_commission.store.database import Connection
from probation_commission.store.tables import (
    account,
    agreement,
    assessment,
    event,
    explanation,
    follow_up,
    fund,
    gap_outside,
    hub,
    idea,
    idea_move,
    ledger,
    locality,
    promise,
    result,
    return_,
    service,
    upload,
)

Keys: TypeAlias = dict[str, set[Any]]
"""Rows of each noun, by what they are known by."""
_MADE_UP = upload.c.illustrative
_REAL_RETURNS = select(func.count(return_.c.id)).join(upload).where(~_MADE_UP, returns.SEEN)


def what_goes(conn: Connection, invented: Collection[str]) -> WhatGoes:
    """What would go and what would stay; `invented` are the names under which the made-up ideas stand."""
    every = _everything(conn)
    kept = _kept(conn, every, invented)
    return WhatGoes(
        goes=_made_up(conn, {noun: keys - kept[noun] for noun, keys in every.items()}),
        stays=_made_up(conn, {noun: keys & kept[noun] for noun, keys in every.items()}),
        real_returns=int(conn.execute(_REAL_RETURNS).scalar_one()),
    )


def _everything(conn: Connection) -> Keys:
    """All that is illustrative."""
    ideas = _keys(conn, select(idea.c.id).where(idea.c.illustrative))
    return {
        "files": _keys(conn, select(upload.c.id).where(_MADE_UP)),
        "returns": _keys(conn, select(return_.c.id).join(upload).where(_MADE_UP)),
        "ideas": ideas,
        "funds": _keys(conn, select(fund.c.slug).where(fund.c.illustrative)),
        "promises": _keys(conn, select(promise.c.id).where(promise.c.illustrative | _about_ideas(ideas))),
        "services": _keys(conn, select(service.c.slug).where(service.c.illustrative)),
        "hubs": _keys(conn, select(hub.c.slug).where(hub.c.illustrative)),
        "groupings": _keys(conn, select(locality.c.ward_set).where(locality.c.illustrative)),
        "agreements": _keys(conn, select(agreement.c.id).where(agreement.c.illustrative)),
        "events": _keys(conn, select(event.c.id).where(event.c.illustrative)),
        "follow_ups": _keys(conn, select(follow_up.c.id).where(follow_up.c.illustrative)),
        "outside": _keys(conn, select(gap_outside.c.id).where(gap_outside.c.illustrative)),
    }


def _kept(conn: Connection, every: Keys, invented: Collection[str]) -> Keys:
    """What people wrote, and what it stands on, whether or not that is illustrative (decision 101).

    An explanation stands on its return; a result on its promise, that on its idea, that on its fund and hub.
    """
    returns_kept = _explained(conn)
    returned = _left(
        conn, return_.c.subject_id, return_.c.id, every["returns"] - returns_kept, returns.SEEN
    ) | _left(conn, event.c.service, event.c.id, every["events"])
    # An award whose service somebody returned months of stays with it.
    ideas_kept = _ideas_kept(conn, invented) | _awards_of(conn, returned)
    promises_kept = _promises_kept(conn, ideas_kept)
    ideas_going = every["ideas"] - ideas_kept
    return {
        "files": _keys(conn, select(return_.c.upload_id).where(return_.c.id.in_(returns_kept))),
        "returns": returns_kept,
        "ideas": ideas_kept,
        "funds": _left(conn, idea.c.fund, idea.c.id, ideas_going),
        "promises": promises_kept,
        "services": returned
        | _left(conn, promise.c.subject, promise.c.id, every["promises"] - promises_kept)
        | _keys(conn, select(service.c.slug).where(service.c.idea_id.in_(ideas_kept))),
        "hubs": _left(conn, idea.c.hub, idea.c.id, ideas_going),
        # Nothing that anybody wrote stands on one: whoever saved localities saved real ones.
        "groupings": set(),
        "agreements": set(),
        "events": set(),
        "follow_ups": set(),
        "outside": set(),
    }


def remove(conn: Connection, going: MadeUp) -> None:
    """Delete what goes, and nothing else."""
    returns.take_out(conn, going.returns, going.files)
    _take_out(conn, (promise.c.id, going.promises), (event.c.id, going.events))
    _take_out(conn, (follow_up.c.id, going.follow_ups), (gap_outside.c.id, going.outside))
    # A service of an award points to its idea, and so do its books.
    contracts.take_out(conn, going.services)
    # Entries point to each other: those that reverse one go first.
    for entries in (ledger.c.reverses_id.is_not(None), ledger.c.reverses_id.is_(None)):
        conn.execute(delete(ledger).where(ledger.c.idea_id.in_(going.ideas), entries))
    # Ideas go before the funds that they point to.
    _take_out(conn, (idea.c.id, going.ideas))
    funds.take_out(conn, going.funds)
    hubs.take_out(conn, going.hubs)
    # Of the same wards there may be real ones, and they stay.
    made_up = locality.c.illustrative & locality.c.ward_set.in_(going.groupings)
    conn.execute(delete(locality).where(made_up))
    agreements.take_out(conn, going.agreements)
    organisations.remove_illustrative(conn)


def _take_out(conn: Connection, *those: tuple[Column[Any], Collection[Any]]) -> None:
    for column, keys in those:
        conn.execute(delete(column.table).where(column.in_(keys)))


def _keys(conn: Connection, query: Select[Any]) -> set[Any]:
    return set(conn.execute(query).scalars())


def _explained(conn: Connection) -> set[int]:
    """The returns of which a line has an explanation that was not taken back."""
    query = select(explanation.c.return_id, explanation.c.code, explanation.c.text).order_by(explanation.c.id)
    last = {(row.return_id, row.code): row.text for row in conn.execute(query)}
    return {return_id for (return_id, _), text in last.items() if text}


def _ideas_kept(conn: Connection, invented: Collection[str]) -> set[int]:
    """The ideas that somebody wrote, scored, gave a reason to, paid, or keyed in a result for."""
    somebody = people.key.not_in(invented)
    written = select(idea.c.id).join(account).where(idea.c.illustrative, somebody)
    reasoned = select(idea_move.c.idea_id).join(account).where(idea_move.c.reason != "", somebody)
    scored = select(assessment.c.idea_id).join(account).where(assessment.c.in_at.is_not(None), somebody)
    measured = select(promise.c.subject).join(result).where(promise.c.about == PromiseSubject.IDEA)
    booked = select(ledger.c.idea_id).join(account).where(somebody)
    by_hand = _keys(conn, written) | _keys(conn, reasoned) | _keys(conn, booked) | _keys(conn, scored)
    return by_hand | {int(key) for key in _keys(conn, measured)}


def _awards_of(conn: Connection, services: Collection[Any]) -> set[int]:
    """The ideas of whose awards these are the services."""
    of_award = service.c.slug.in_(services), service.c.idea_id.is_not(None)
    return _keys(conn, select(service.c.idea_id).where(*of_award))


def _promises_kept(conn: Connection, ideas_kept: Collection[int]) -> set[int]:
    """The promises that have a result or whose idea stays."""
    of_kept = select(promise.c.id).where(_about_ideas(ideas_kept))
    return _keys(conn, of_kept) | _keys(conn, select(result.c.promise_id))


def _about_ideas(ideas: Collection[int]) -> ColumnElement[bool]:
    return (promise.c.about == PromiseSubject.IDEA) & promise.c.subject.in_([str(number) for number in ideas])


def _left(
    conn: Connection,
    points_to: Column[Any],
    key: Column[Any],
    going: Collection[Any],
    *conditions: ColumnElement[bool],
) -> set[Any]:
    """What the rows that stay point to."""
    return _keys(conn, select(points_to).where(key.not_in(going), *conditions))


def _made_up(conn: Connection, keys: dict[str, set[Any]]) -> MadeUp:
    found = {noun: tuple(sorted(those)) for noun, those in keys.items()}
    months = select(return_.c.period_start).where(return_.c.id.in_(found["returns"])).distinct()
    return MadeUp(**found, months=tuple(sorted(_keys(conn, months))))
