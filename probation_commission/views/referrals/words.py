"""What became of referrals, in words."""

from collections.abc import Sequence
from datetime import date

from probation_commission.analysis.referrals import FunnelStep
from probation_commission.analysis.returns import LateReturn
from probation_commission.domain.days import month_before
from probation_commission.domain.ranges import Range
from probation_commission.domain.words import listed, plural

FLOWS = "Counts of each month, not the same people followed through."
NOT_GIVEN = "not given"


def number(count: Range | None) -> str:
    """`1,912` or `20–36`; "not given" where there is none."""
    return NOT_GIVEN if count is None else str(count)


def of_how_many(step: FunnelStep) -> str:
    """`318 of 412 received (77%)`; against, where surely more came than what it would be a part of."""
    if step.count is None or step.of is None:
        return number(step.count)
    # Received in May, started in June: more may start than were received, and that is no part (decision 28).
    between = "of" if step.count.low <= step.of.high else "against"
    share = "" if step.share is None else f" ({step.share.percent})"
    return f"{number(step.count)} {between} {number(step.of)} {step.of_what}{share}"


def briefly(step: FunnelStep) -> str:
    """`318 of 412 (77%)`, or `20–36 of 50–68 (29–72%)`, for a narrow screen."""
    share = "" if step.share is None else f" ({step.share.percent})"
    whole = "" if step.of is None else f" of {number(step.of)}"
    return f"{number(step.count)}{whole}{share}".replace("between ", "").replace(" and ", "–")


def funnel_title(started: FunnelStep) -> str:
    """The funnel in a sentence."""
    if started.of is None:
        return "What the returns of this span count"
    begun, received = number(started.count), number(started.of)
    return f"{begun} referrals started, {received} were received"


def left_out(count: int) -> str:
    """Why a return that is there is not in the sums."""
    return (
        f"{plural(count, 'return is', 'returns are')} about a part of an area whose whole came too for that "
        "month, and left out of the sums, so that nobody counts twice."
    )


def came_late(name: str, returns: Sequence[LateReturn]) -> str:
    """`Example was late twice: the returns of April 2026 by 12 days and August 2026 by 16 days.`."""
    times = {1: "once", 2: "twice"}.get(len(returns), f"{len(returns)} times")
    each = [f"{late.month:%B %Y} by {plural(late.days, 'day')}" for late in returns]
    noun = "return" if len(returns) == 1 else "returns"
    return f"{name} was late {times}: the {noun} of {listed(each)}."


MOST_NAMED = 3


def names_or_number(names: Sequence[str]) -> str:
    """`Example A, Example B and Example C`, or of more `5 services by quarter`."""
    return listed(names) if len(names) <= MOST_NAMED else f"{plural(len(names), 'service')} by quarter"


def span(first: date, last: date) -> str:
    """`in October 2026`, or `from November 2025 to October 2026`."""
    return f"in {last:%B %Y}" if first == last else f"from {first:%B %Y} to {last:%B %Y}"


def within(months: Sequence[date], otherwise: str) -> str:
    """These months as `span` says them, in their stretches where some between are not there."""
    if not months:
        return otherwise
    first, last = min(months), max(months)
    between = 12 * (last.year - first.year) + last.month - first.month + 1
    return span(first, last) if len(set(months)) == between else f"in {spans(months)}"


def spans(months: Sequence[date]) -> str:
    """`January to June 2026 and October 2026`: months in stretches; nothing of none."""
    ordered = sorted(set(months))
    begins = [month for month in ordered if month_before(month) not in ordered]
    ends = [month for month in ordered if month not in map(month_before, ordered)]
    return listed([stretch(first, last) for first, last in zip(begins, ends, strict=True)])


def stretch(first: date, last: date) -> str:
    """`May 2026`, `January to June 2026` or `November 2025 to June 2026`."""
    if first == last:
        return f"{first:%B %Y}"
    return f"{first:%B}{'' if first.year == last.year else f' {first:%Y}'} to {last:%B %Y}"


def no_such_span(first: date, last: date) -> str:
    """What is said where an address asks for a month outside of those that have returns."""
    return (
        f"The address asks for a month without a return. There are returns {span(first, last)}: choose both."
    )


def without_return(name: str, where: str = "") -> str:
    """What is said where the service that was chosen has no monthly return, or none of that area."""
    of_area = f" for {where}" if where else ""
    return f"No monthly return of {name}{of_area} is here; all services with one are shown."


def finding(steps: dict[str, FunnelStep], who: str, when: str, fewest: tuple[str, FunnelStep] | None) -> str:
    """The span in a sentence; `fewest`: the service with the fewest starts for its referrals."""
    started, completed = steps["started"], steps["completed"]
    if started.count is None or started.of is None:
        received = number(steps["received"].count)
        return f"Referrals received by {who} {when}: {received}; started: {number(started.count)}."
    share = "" if started.share is None else f" ({started.share.percent})"
    done = "" if completed.count is None else f" and {number(completed.count)} completed"
    return (
        f"Of {number(started.of)} referrals received by {who} {when}, "
        f"{number(started.count)} started{share}{done}{_fewest(fewest)}."
    )


def _fewest(fewest: tuple[str, FunnelStep] | None) -> str:
    if fewest is None:
        return ""
    name, step = fewest
    # A name with a comma in it needs one after it.
    comma = "," if "," in name else ""
    sides = f"{number(step.count)} of {number(step.of)}"
    return f"; {name}{comma} had the fewest starts for its referrals ({sides})"


def missing(count: int, expected: int) -> str:
    """` 1 of 60 monthly returns is missing.`; nothing where none is."""
    return f" {count} of {expected} monthly returns {'is' if count == 1 else 'are'} missing." if count else ""


def period(first: date, months: int) -> str:
    """`October 2026`, or of a quarter `July to September 2026`."""
    return stretch(first, first.replace(month=first.month + months - 1))
