"""What is said of a performance report: what was counted, what is wrong in it, how far a month is known."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from probation_commission.domain.days import in_full
from probation_commission.domain.ram import CLOCKS, LateReferrals, ReportRead, RowFault
from probation_commission.domain.unmet import QUARTER
from probation_commission.domain.words import listed, plural

_MOST_ROWS = 12


def counted(report: ReportRead, months: int, partial: int) -> Iterator[str]:
    """A line each on contracts, months, rows, and until when the file knows."""
    yield f"{plural(len(report.contracts), 'contract')}: {listed(report.contracts)}"
    whole = months - partial
    yield f"{plural(months, 'month')} received: {whole} whole, {partial} in part"
    told = [f"{plural(report.rows, 'referral')} counted"]
    if report.repeated:
        told.append(f"{plural(report.repeated, 'row')} of referrals that stand again with more not counted")
    if report.not_counted:
        told.append(f"{plural(report.not_counted, 'row')} without a contract or day received not counted")
    yield "; ".join(told)
    if report.is_month_first:
        yield "Its days are written month first, as 12/31/2026, and were read so"
    if report.in_part:
        yield (
            f"{plural(len(report.in_part), 'month')} held in part whatever was exported, while rows that may "
            "be of them can’t be read or dated"
        )
    yield f"The last thing that happened by the file: {in_full(report.latest)}. Who waits, waits until then"


def fault(one: RowFault) -> str:
    """`A reason … none of the thirteen: row 7`."""
    told = one.rows[:_MOST_ROWS]
    more = f" and {one.count - len(told):,} more" if one.count > len(told) else ""
    rows = f"{'row' if one.count == 1 else 'rows'} {', '.join(f'{row:,}' for row in told)}{more}"
    return f"{one.words[:1].upper()}{one.words[1:]}: {rows}"


def reach(*, partial: bool, as_of: date | None, months: int = 1) -> str:
    """`a part of the month, as of 3 May 2026`; empty of a return that says no day."""
    if as_of is None:
        return ""
    period = "quarter" if months == QUARTER else "month"
    return f"{'a part of the' if partial else 'the whole'} {period}, as of {in_full(as_of)}"


def late(referrals: LateReferrals) -> pd.DataFrame:
    """What is past its clock, a row each by the row of the sender's own file."""
    return pd.DataFrame(
        [
            {
                "Row of your file": one.row,
                "Step": one.step,
                "Working days": one.days,
                "Allowed": CLOCKS[one.step].within,
                "Still waiting": "yes" if one.waiting else "no",
            }
            for one in referrals
        ]
    )
