"""What an approved idea promises."""

from datetime import date, timedelta

from probation_commission.domain.days import month_after
from probation_commission.domain.ideas import KeptIdea
from probation_commission.domain.outcomes import Promise, PromiseSubject
from probation_commission.domain.submission import aim


def promise_of(kept: KeptIdea, decided: date) -> Promise:
    """What an approved idea promises, over the months in which it runs.

    Where it does not say when that is: from the month of the decision for twelve months.
    """
    starts, ends = _months(kept.idea.starts, kept.idea.ends, decided)
    return Promise(
        partner=kept.idea.organisation,
        organisation_id=kept.organisation_id,
        about=PromiseSubject.IDEA,
        subject=str(kept.id),
        desired_outcome=kept.idea.desired_outcome,
        indicator=kept.idea.indicator,
        unit="people",
        baseline=kept.idea.baseline,
        target=aim(kept.idea) or 0,
        starts=starts,
        ends=ends,
        source=f"Idea {kept.id}: {kept.idea.title}",
        illustrative=kept.illustrative,
    )


def _months(first: date | None, last: date | None, decided: date) -> tuple[date, date]:
    """The first and the last day of a promise. Results are keyed in by whole months."""
    # Decided on 14 May 2026 and nothing said: 1 May 2026 to 30 April 2027.
    starts = (first or decided).replace(day=1)
    if last is None or last < starts:
        return starts, starts.replace(year=starts.year + 1) - timedelta(days=1)
    return starts, month_after(last) - timedelta(days=1)
