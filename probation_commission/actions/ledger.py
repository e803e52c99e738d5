"""The books of a fund: what the steps of an idea write in them, and what leads write and take back.

An entry is never changed, only reversed by another, once; what all of them come to is checked before each is
written, in the transaction that writes it (decision 313).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from probation_commission.actions.acting import writing
from probation_commission.actions.of_others import require_others
from probation_commission.actions.refusals import RefusedError, free_text
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.days import day_of, in_full, today
from probation_commission.domain.ideas import HOLDS_MONEY, KeptIdea, Stage
from probation_commission.domain.ledger import (
    BY_HAND,
    LONGEST_ENTRY_NOTE,
    Balance,
    EntryKind,
    LedgerEntry,
    stands_at,
    wrong_with_award,
    wrong_with_pot,
)
from probation_commission.domain.money import pounds, typed_pence
from probation_commission.store import audit, ideas
from probation_commission.store import ledger as store
from probation_commission.store.database import Connection
from probation_commission.store.ledger import NewLedgerEntry

_PAYABLE = frozenset({Stage.AGREEMENT, Stage.DELIVERING})
_ENDED = frozenset({Stage.CLOSED, Stage.WITHDRAWN})
_SINCE = "Somebody has written in the books of this award since. Look at them once more; nothing was written."
_BY_STEPS = "This entry follows the steps of the idea. Take the decision back, or close the award, instead."


def write_down(
    person: Person,
    idea_id: int,
    kind: EntryKind,
    amount: str,
    *,
    on: date | None,
    note: str = "",
    seen: int | None = None,
) -> int:
    """The number of an entry against an award: a payment, money given back, or an award let go of in part.

    `amount`: pounds as typed; `seen`: the last entry of the award that whoever writes knows of, None where
    that is not asked. Raises `NotAllowedError`, and `RefusedError` for whatever would not balance.
    """
    with writing(person, Permission.KEEP_LEDGER) as (conn, actor):
        kept = _award(conn, actor, idea_id)
        pence = typed_pence(amount)
        if kind not in BY_HAND:
            raise RefusedError(_BY_STEPS)
        if not pence:
            raise RefusedError("Write the amount in pounds, above £0: 1,250 or 99.50.")
        written = free_text(note, "note", LONGEST_ENTRY_NOTE, lines=False)
        day = _day(conn, kept, on)
        own = store.of_award(conn, kept.idea.fund, idea_id)
        if seen is not None and seen != (own[-1] if own else 0):
            raise RefusedError(_SINCE)
        _refuse_stage(kept, kind)
        entry = NewLedgerEntry(kept.idea.fund, idea_id, kind, pence, day, datetime.now(UTC), written)
        number = put(conn, actor, entry)
        said = f"{kind}, {pounds(pence)}, {in_full(day)}"
        audit.record(conn, actor, "write in books", _about(idea_id), after=said, reason=written)
    return number


def reverse(person: Person, number: int, reason: str) -> int:
    """The number of the entry that takes another one back, which stays beside it.

    Raises `NotAllowedError`, and `RefusedError` where it was taken back already, follows the idea's steps, or
    another entry rests on it.
    """
    with writing(person, Permission.KEEP_LEDGER) as (conn, actor):
        entry = store.find_entry(conn, number)
        if entry is None:
            raise RefusedError(f"There is no entry {number}.")
        kept = _award(conn, actor, entry.idea_id)
        why = free_text(reason, "reason", LONGEST_ENTRY_NOTE, lines=False)
        _refuse_reversal(conn, kept, entry, why)
        back = NewLedgerEntry(
            entry.fund, entry.idea_id, entry.kind, entry.pence, today(), datetime.now(UTC), why, entry.id
        )
        back_number = put(conn, actor, back)
        if kept.stage in _ENDED:
            # What turns out not to have been paid goes back to the pot as the rest did.
            _Award(conn, actor, kept, back.at).release()
        said = {"before": f"{entry.kind}, {pounds(entry.pence)}, entry {entry.id}", "after": "reversed"}
        audit.record(conn, actor, "reverse entry", _about(entry.idea_id), **said, reason=why)
    return back_number


def put(conn: Connection, actor: Person, entry: NewLedgerEntry) -> int:
    """The number of an entry, which is written down. Raises `RefusedError` where it would not balance."""
    before = store.balance(conn, entry.fund)
    own = store.award(conn, entry.fund, entry.idea_id)
    after = _after(conn, entry)
    if entry.kind is EntryKind.RELEASED and after.committed < own.paid:
        free = pounds(own.committed - own.paid)
        raise RefusedError(
            f"Only {free} of this award is not paid, so {pounds(entry.pence)} can’t be let go."
        )
    if wrong := wrong_with_award(after):
        raise RefusedError(wrong)
    pot = store.pot_of(conn, entry.fund)
    if wrong := wrong_with_pot(pot, before.held, after.held - own.held):
        raise RefusedError(wrong)
    return store.put(conn, actor, entry)


def _after(conn: Connection, entry: NewLedgerEntry) -> Balance:
    sums = store.sums(conn, entry.fund, entry.idea_id)
    more = entry.pence if entry.reverses_id is None else -entry.pence
    return stands_at(sums | {entry.kind: sums.get(entry.kind, 0) + more})


def follow_step(conn: Connection, actor: Person, before: KeptIdea, after: KeptIdea, at: datetime) -> None:
    """What a step of an idea writes in the books; nothing where they say so already (decision 314)."""
    if before.idea.fund != after.idea.fund:
        # Sent on with an award it would hold money in two pots.
        _Award(conn, actor, replace(after, idea=before.idea), at).take_back()
    award = _Award(conn, actor, after, at)
    if after.stage is Stage.APPROVED:
        award.commit(after.award_pence or 0)
    elif after.stage in HOLDS_MONEY:
        award.agree()
        if after.stage is Stage.CLOSED:
            award.release()
    elif after.stage is Stage.WITHDRAWN:
        award.release()
    else:
        award.take_back()


@dataclass(frozen=True, slots=True)
class _Award:
    """The books of one award, written in the transaction of a step."""

    conn: Connection
    actor: Person
    kept: KeptIdea
    at: datetime

    @property
    def now(self) -> Balance:
        return store.award(self.conn, self.kept.idea.fund, self.kept.id)

    def commit(self, pence: int) -> None:
        if self.now.committed != pence:
            self.take_back()
            self._write(EntryKind.COMMITTED, pence)

    def agree(self) -> None:
        self._write(EntryKind.AGREED, self.now.committed - self.now.agreed)

    def release(self) -> None:
        self._write(EntryKind.RELEASED, self.now.committed - self.now.paid)

    def take_back(self) -> None:
        # The agreement first: it rests on the award.
        for kind in (EntryKind.AGREED, EntryKind.COMMITTED):
            for number in store.standing(self.conn, self.kept.idea.fund, self.kept.id, kind):
                entry = store.find_entry(self.conn, number)
                if entry:
                    self._write(kind, entry.pence, reverses_id=number)

    def _write(self, kind: EntryKind, pence: int, reverses_id: int | None = None) -> None:
        if pence > 0:
            own = (self.kept.idea.fund, self.kept.id, kind, pence, day_of(self.at), self.at)
            put(self.conn, self.actor, NewLedgerEntry(*own, reverses_id=reverses_id))


def _award(conn: Connection, actor: Person, idea_id: int) -> KeptIdea:
    """The idea of an award whose books whoever acts may keep."""
    kept = ideas.find(actor.scope, conn, idea_id)
    if kept is None:
        raise RefusedError(f"There is no idea {idea_id} that you may see.")
    # Nobody pays themselves, as nobody decides on their own (decision 138).
    require_others(conn, actor, kept)
    return kept


def _day(conn: Connection, kept: KeptIdea, on: date | None) -> date:
    first = store.first_day(conn, kept.idea.fund, kept.id)
    if on is None:
        raise RefusedError("Say on which day.")
    if on > today():
        raise RefusedError("That day is ahead. What is written down has happened.")
    if first and on < first:
        raise RefusedError(f"That is before the award, which was made on {in_full(first)}.")
    return on


def _refuse_stage(kept: KeptIdea, kind: EntryKind) -> None:
    # What was paid to one that has ended since can still be given back.
    if kind is not EntryKind.RETURNED and kept.stage not in _PAYABLE:
        raise RefusedError(
            f"This idea is {kept.stage.label}. Money is paid and let go from the agreement to the end."
        )


def _refuse_reversal(conn: Connection, kept: KeptIdea, entry: LedgerEntry, why: str) -> None:
    if not why:
        raise RefusedError("Write why it is reversed.")
    if entry.reverses_id is not None:
        raise RefusedError("This entry reverses another one, and is not reversed itself. Write a new one.")
    if store.reversed_by(conn, entry.id) is not None:
        raise RefusedError("This entry is reversed already. Nothing was changed.")
    if entry.kind not in BY_HAND:
        raise RefusedError(_BY_STEPS)
    if entry.kind is EntryKind.RELEASED and kept.stage not in _PAYABLE:
        raise RefusedError(f"This idea is {kept.stage.label}, so its award is not taken up again.")


def _about(idea_id: int) -> AuditSubject:
    return AuditSubject(RecordKind.IDEA, str(idea_id))


def last_of(entries: Sequence[LedgerEntry], idea_id: int) -> int:
    """The number of the last entry of an award, 0 where it has none: what `write_down` is to have `seen`."""
    return max((entry.id for entry in entries if entry.idea_id == idea_id), default=0)
