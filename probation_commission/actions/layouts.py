"""How a sender lays out a return, as it is remembered."""

from collections.abc import Sequence
from datetime import UTC, datetime

from probation_commission.actions.acting import reading, writing
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.layouts import (
    ANOTHER_MONTH,
    COHORT,
    MONTH_COUNT,
    WARD_COUNT,
    Layout,
    fields_of,
)
from probation_commission.domain.returns import KIND_LABELS
from probation_commission.domain.words import plural, tidied
from probation_commission.intake.people import found_in
from probation_commission.store import audit
from probation_commission.store import layouts as store

LONGEST_SENDER = 120


def sender_name(text: str) -> str:
    """A sender's name as it is kept: in single spaces, and not too long."""
    # Cut, not refused (decision 91): the same cut finds the sender again, whichever way it was written.
    return tidied(text)[:LONGEST_SENDER].rstrip()


def sender_faults(name: str) -> list[str]:
    """Why a sender can't be called so: it is kept, and shown (decision 1)."""
    kind = found_in(name)
    return [f"The sender’s name seems to hold {kind}. Name the organisation that sends it."] if kind else []


def of_sender(person: Person, sender: str) -> list[Layout]:
    """What was confirmed of a sender's tables, the latest first. Raises `NotAllowedError`."""
    with reading(person, Permission.LOAD_RETURNS) as (conn, _):
        return store.of_sender(conn, sender_name(sender))


def senders(person: Person) -> list[str]:
    """Every sender whose layout is known. Raises `NotAllowedError`."""
    with reading(person, Permission.LOAD_RETURNS) as (conn, _):
        return store.senders(conn)


def confirm(person: Person, sender: str, layouts: Sequence[Layout]) -> None:
    """What each column of a sender's tables is, and what its names mean, remembered from now on.

    Names are added to those remembered before. Raises `RefusedError` where nothing could be read of a table
    like that, or the sender has no name.
    """
    with writing(person, Permission.LOAD_RETURNS) as (conn, actor):
        name = sender_name(sender)
        reasons = ["Name who sends this file."] if not name else sender_faults(name)
        reasons += list(dict.fromkeys(reason for layout in layouts for reason in wrong(layout)))
        if reasons:
            raise RefusedError(*reasons)
        now = datetime.now(UTC)
        before = store.of_sender(conn, name)
        for layout in layouts:
            # Found again by its headings in their order: one column moved is another layout (decision 41).
            store.put(conn, actor, name, _with_names(layout, before), now)
        subject = AuditSubject(RecordKind.LAYOUT, name)
        audit.record(conn, actor, "confirm layout", subject, after=_what(layouts))


def _with_names(layout: Layout, before: Sequence[Layout]) -> Layout:
    """The names of services of a sender with those remembered before; any other layout as it is."""
    if not layout.is_of_names:
        return layout
    known = next((own.fields for own in before if own.is_of_names and own.kind == layout.kind), {})
    return Layout.of_names(layout.kind, {**known, **layout.fields})


def _what(layouts: Sequence[Layout]) -> str:
    """`2 of IOM monthly cohort`, and how many names of services."""
    tables = [layout for layout in layouts if not layout.is_of_names]
    names = sum(len(layout.fields) for layout in layouts if layout.is_of_names)
    parts = [f"{len(tables)} of {KIND_LABELS.get(tables[0].kind, '')}"] if tables else []
    return ", ".join([*parts, *([plural(names, "name of a service", "names of services")] if names else [])])


def wrong(layout: Layout) -> list[str]:
    """What keeps a table from being read with these fields, in sentences; a table not read at all is fine."""
    if layout.is_of_names:
        return []
    known = fields_of(layout.kind)
    # "Red" of this month and "Red" of another are two columns, and both may be read.
    fields = [field for key, field in layout.fields.items() if field and not key.endswith(ANOTHER_MONTH)]
    every = {field for field in layout.fields.values() if field}
    # Every column "not read" is an answer too: the table is a note beside the figures.
    if not every:
        return []
    reasons = [
        f"Two columns of one table are “{known.labels[field]}”: keep one of them."
        for field in dict.fromkeys(fields)
        if fields.count(field) > 1
    ]
    if not every & known.counts.keys():
        reasons.append("No column of a table holds a count: choose the one that does.")
    # A service's table may have its one area and month in its title, and a column for each count.
    if known is COHORT and not every & {*known.keys, MONTH_COUNT, WARD_COUNT}:
        reasons.append(
            "No column of a table says what its rows count: choose the ward, the month or the RAG."
        )
    return reasons
