"""The books of a fund: what was awarded, agreed, paid, given back and let go of, to the penny."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from probation_commission.domain.money import pounds

LONGEST_ENTRY_NOTE = 300


class EntryKind(StrEnum):
    """What an entry writes down; the codes are stored."""

    COMMITTED = "committed"
    """Awarded with an approval: it can't be given to anybody else."""
    AGREED = "agreed"
    """What the agreement is for, of what is committed."""
    PAID = "paid"
    RETURNED = "returned"
    """Of what was paid, what the partner gave back: the pot has it again."""
    RELEASED = "released"
    """Of what was committed and not paid, what goes back to the pot as an award ends or is withdrawn."""


BY_HAND = (EntryKind.PAID, EntryKind.RETURNED, EntryKind.RELEASED)
"""What a lead writes; the others follow the steps of an idea, and so can't say otherwise than its stage."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """An entry of a fund's books, against one award. It is never changed, only reversed by another."""

    id: int
    fund: str
    idea_id: int
    kind: EntryKind
    pence: int
    """Above 0; a reversing entry takes the same away."""
    on: date
    who: str
    at: datetime
    note: str = ""
    reverses_id: int | None = None

    @property
    def signed_pence(self) -> int:
        """What it adds to its kind: of a reversing entry below 0."""
        return self.pence if self.reverses_id is None else -self.pence


@dataclass(frozen=True, slots=True)
class Balance:
    """What a fund, or one award, stands at, in pence: 0 ≤ returned ≤ paid ≤ agreed ≤ committed."""

    pot: int
    committed: int = 0
    """Awarded, without what was released again."""
    agreed: int = 0
    """What agreements are for, without what was released again."""
    paid: int = 0
    returned: int = 0

    @property
    def held(self) -> int:
        """What awards hold of the pot."""
        return self.committed - self.returned

    @property
    def remaining(self) -> int:
        """What can still be awarded."""
        return self.pot - self.held

    @property
    def to_pay(self) -> int:
        """Of what is agreed, what is still to be paid."""
        return self.agreed - self.paid


def stands_at(sums: dict[EntryKind, int], pot: int = 0) -> Balance:
    """What one award stands at, by the sums of its entries of each kind."""
    committed = sums.get(EntryKind.COMMITTED, 0) - sums.get(EntryKind.RELEASED, 0)
    # What is let go of is agreed no more, and never paid.
    agreed = min(sums.get(EntryKind.AGREED, 0), committed)
    return Balance(pot, committed, agreed, sums.get(EntryKind.PAID, 0), sums.get(EntryKind.RETURNED, 0))


def of_entries(entries: Iterable[LedgerEntry]) -> dict[int, Balance]:
    """What each award stands at, by the number of its idea."""
    sums: dict[int, dict[EntryKind, int]] = {}
    for entry in entries:
        own = sums.setdefault(entry.idea_id, {})
        own[entry.kind] = own.get(entry.kind, 0) + entry.signed_pence
    return {number: stands_at(of_kind) for number, of_kind in sums.items()}


def together(pot: int, awards: Iterable[Balance]) -> Balance:
    """What a fund stands at: its awards added up."""
    every = list(awards)
    return Balance(
        pot,
        *(sum(getattr(one, name) for one in every) for name in ("committed", "agreed", "paid", "returned")),
    )


def wrong_with_award(now: Balance) -> str:
    """Why an award can't stand so, in a sentence; empty where it can (decision 313)."""
    if now.committed < 0:
        return f"More would be let go of than was awarded: {pounds(-now.committed)} too much."
    if now.agreed < 0 or now.paid < 0 or now.returned < 0:
        return "That would take back more than was written down."
    if now.paid > now.agreed:
        over = pounds(now.paid - now.agreed)
        return f"{pounds(now.paid)} would be paid of {pounds(now.agreed)} that is agreed: {over} too much."
    if now.returned > now.paid:
        over = pounds(now.returned - now.paid)
        return f"{pounds(now.returned)} would be given back of {pounds(now.paid)} paid: {over} too much."
    return ""


def wrong_with_pot(pot: int | None, held_before: int, more: int) -> str:
    """Why a pot can't hold that much more, in a sentence; empty where it can, or where it is no more."""
    if more <= 0:
        return ""
    if pot is None:
        return "It is not written down what this fund holds, so nothing is awarded. A lead says so first."
    left = pot - held_before
    if more > left:
        return f"Only {pounds(left)} of {pounds(pot)} is left, so {pounds(more)} can’t be awarded."
    return ""
