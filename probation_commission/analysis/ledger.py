"""The books of a fund as tables: a row an award, a row an entry."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from probation_commission.domain.ideas import KeptIdea
from probation_commission.domain.ledger import Balance, LedgerEntry, of_entries, together

AWARD_MONEY = ("Asked for (£)", "Awarded (£)", "Agreed (£)", "Paid (£)", "Given back (£)", "Still to pay (£)")


def balance_of(pot: int | None, entries: Iterable[LedgerEntry]) -> Balance:
    """What a fund stands at, by its entries."""
    return together(pot or 0, of_entries(entries).values())


def awards_table(ideas: Sequence[KeptIdea], entries: Iterable[LedgerEntry]) -> pd.DataFrame:
    """A row for each award that is in the books, in pounds; one that was let go of altogether has 0."""
    stands = of_entries(entries)
    rows = [
        {
            "Idea": kept.id,
            "Title": kept.idea.title,
            "Organisation": kept.idea.organisation,
            "Stage": kept.stage.label,
            # Pounds here alone, for people to read: sums are made of pence.
            **dict(zip(AWARD_MONEY, (pence / 100 for pence in _pence(kept, stands[kept.id])), strict=True)),
        }
        for kept in ideas
        if kept.id in stands
    ]
    return pd.DataFrame(rows, columns=["Idea", "Title", "Organisation", "Stage", *AWARD_MONEY])


def _pence(kept: KeptIdea, now: Balance) -> tuple[int, ...]:
    return kept.idea.total_pence, now.committed, now.agreed, now.paid, now.returned, now.to_pay


def entries_table(entries: Sequence[LedgerEntry], titles: Mapping[int, str]) -> pd.DataFrame:
    """A row for each entry, the latest first, with what became of it; `titles`: of ideas by number."""
    reversed_by = {entry.reverses_id: entry.id for entry in entries if entry.reverses_id}
    rows = [
        {
            "Entry": entry.id,
            "On": entry.on.isoformat(),
            "Award": titles.get(entry.idea_id, f"idea {entry.idea_id}"),
            "What": entry.kind.value,
            "£": entry.signed_pence / 100,
            "By": entry.who,
            "Written on": entry.at.date().isoformat(),
            "Note": entry.note,
            "Stands": _stands(entry, reversed_by.get(entry.id)),
        }
        for entry in reversed(entries)
    ]
    columns = ["Entry", "On", "Award", "What", "£", "By", "Written on", "Note", "Stands"]
    return pd.DataFrame(rows, columns=columns)


def _stands(entry: LedgerEntry, reversed_by: int | None) -> str:
    if entry.reverses_id:
        return f"reverses entry {entry.reverses_id}"
    return f"reversed by entry {reversed_by}" if reversed_by else "stands"
