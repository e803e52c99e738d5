"""The books of the made-up awards, and the service that the one under way is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from probation_commission.actions import awards, ledger
from probation_commission.domain.access import Person
from probation_commission.domain.days import day_of
from probation_commission.domain.ideas import KeptIdea, Stage
from probation_commission.domain.ledger import EntryKind
from probation_commission.store.database import Connection
from probation_commission.store.ledger import NewLedgerEntry

_PAID_AFTER = timedelta(days=14)


def write_down(
    conn: Connection, who: Person, kept: KeptIdea, steps: Sequence[tuple[Stage, datetime, int | None]]
) -> None:
    """What the steps of a made-up idea wrote in the books, and half of the award paid two weeks into it.

    `kept`: the idea as it is after all of them; each step with its day and its award.
    """
    before = replace(kept, stage=Stage.DRAFT, award_pence=None)
    for stage, at, award_pence in steps:
        after = replace(before, stage=stage, award_pence=award_pence or before.award_pence)
        awards.follow(conn, who, before, after, at)
        if stage is Stage.DELIVERING and after.award_pence:
            paid_at = at + _PAID_AFTER
            own = (kept.idea.fund, kept.id, EntryKind.PAID, after.award_pence // 2, day_of(paid_at), paid_at)
            ledger.put(conn, who, NewLedgerEntry(*own, note="first half"))
        before = after
