"""The overview of an area in sentences: its finding, what should be looked at, what is new."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import pandas as pd

from probation_commission.analysis import attention, ideas
from probation_commission.analysis import returns as return_analysis
from probation_commission.analysis.attention import ReferralsChange
from probation_commission.analysis.services import live, real
from probation_commission.disclosure.changes import Way
from probation_commission.disclosure.release import Release
from probation_commission.disclosure.released import CellState
from probation_commission.domain.days import day
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import KeptIdea
from probation_commission.domain.words import listed, plural
from probation_commission.views.iom import Compared
from probation_commission.views.markdown import plain
from probation_commission.views.referrals import words as referral_words

MOST_NEW = 5
NONE_KNOWN = "no service known here"
"""Nobody can say that there is none."""


def finding(
    area: str, last: Release | None, hubs: int, services: pd.DataFrame, *, with_cohort: bool = True
) -> str:
    """The area in a sentence: its latest cohort, how many hubs it has, and its live services."""
    parts = [*([_cohort(last)] if with_cohort else []), _hubs(hubs), _services(services)]
    return f"{area}: {'; '.join(parts)}."


def cohort_title(area: str, month: date) -> str:
    """`the IOM cohort of Haringey, May 2023`."""
    return f"the IOM cohort of {area}, {month:%B %Y}"


def _cohort(last: Release | None) -> str:
    if last is None:
        return "no IOM return received"
    total = last.total()
    if total.state in {CellState.AS_GIVEN, CellState.NOT_GIVEN} and not total.numeric:
        return f"IOM nominals ({total.text}) in {last.month:%B %Y}"
    count = total.text if total.numeric else "a number that is not shown of"
    return f"{count} IOM nominals in {last.month:%B %Y}"


def _hubs(count: int) -> str:
    places = plural(count, "hub or office", "hubs and offices")
    return f"{places} on the map" if count else "no hub or office known here"


def _services(services: pd.DataFrame) -> str:
    known = real(services)
    return f"{len(live(known))} live of {plural(len(known), 'service')} known" if len(known) else NONE_KNOWN


def returns_to_chase(area: str, months: pd.Series, today: date) -> list[str]:
    """Which months the area has sent no IOM return for; `months`: those for which it has."""
    if months.empty:
        return [f"No IOM return of {area} has been received."]
    missing = attention.missing_months(months, today)
    if not missing:
        return []
    span = f"{missing[0]:%B %Y}" + (f" to {missing[-1]:%B %Y}" if len(missing) > 1 else "")
    count = plural(len(missing), "month")
    return [f"No IOM return for {count}: {span}."]


def closed(services: pd.DataFrame) -> list[str]:
    """The services that take nobody at the moment, by name."""
    known = real(services)
    names = [plain(name) for name in known[known.status == "closed to referrals"]["name"]]
    return [f"{plural(len(names), 'service')} closed to referrals: {listed(names)}."] if names else []


def not_confirmed(hubs: pd.DataFrame, services: pd.DataFrame) -> str:
    """What nobody has confirmed, in one line; empty where nothing waits for that."""
    known = real(services)
    running, stale = len(live(known)), int((known.status == "not confirmed").sum())
    # Where a confidential place is, nobody is to confirm here.
    unsure = int((~hubs.exact.astype(bool) & ~hubs.confidential.astype(bool)).sum())
    parts = [
        *(
            [f"the address of {unsure} of {plural(len(hubs), 'hub or office', 'hubs and offices')}"]
            * bool(unsure)
        ),
        *([f"whether {stale} of {plural(len(known), 'service')} still run"] * bool(stale)),
        # No source gives the end of a live contract, and the line says so rather than nothing.
        *([f"when {plural(running, 'live contract')} {'ends' if running == 1 else 'end'}"] * bool(running)),
    ]
    return f"Not confirmed: {listed(parts)}." if parts else ""


def cohort_change(area: str, held: Compared, now: Release) -> list[str]:
    """How the cohort has changed since the month before, where that is known and it has."""
    then, total = held.last_month.of_area(), now.total()
    if then.before is None or then.change.way not in {Way.UP, Way.DOWN}:
        return []
    since = f"{then.change.way} from {then.before.text} in {held.last_month.named}"
    return [f"{area}: {total.text} IOM nominals in {now.month:%B %Y}, {since}."]


def referrals(
    change: ReferralsChange | None, names: Mapping[str, str], area_name: Callable[[str], str]
) -> list[str]:
    """The service whose referrals surely changed most between its last two months, or quarters."""
    if change is None:
        return []
    # Ranges that overlap are no change: all of now is above all of before, or all of it below.
    which = "up" if change.now.low > change.before.high else "down"
    when = referral_words.period(change.month, change.months)
    unit = "month" if change.months == 1 else "quarter"
    now = f"{names[change.subject]}: {change.now} referrals in {when}"
    alone = f", in {listed(map(area_name, change.areas))} alone" if change.areas else ""
    return [f"{now}, {which} from {change.before} the {unit} before{alone}."]


def ideas_that_wait(fund: Fund | None, sent_in: Iterable[KeptIdea]) -> list[str]:
    """How many ideas for the area's fund wait for a decision."""
    waiting = ideas.waiting(ideas.of_fund(sent_in, fund)) if fund else 0
    count = plural(waiting, "idea waits", "ideas wait")
    return [f"{fund.name}: {count} for a decision."] if fund and waiting else []


def new_files(history: pd.DataFrame, area_name: Callable[[str], str]) -> list[str]:
    """The latest files, in Markdown: areas, months, name, by whom and when; for leads and admins."""
    # Newest first as they come; leads alone are told the name of a file (decision 71).
    files = history.groupby("upload_id", sort=False)
    return [_new_file(rows, area_name) for _, rows in list(files)[:MOST_NEW]]


def _new_file(rows: pd.DataFrame, area_name: Callable[[str], str]) -> str:
    first = rows.iloc[0]
    areas = ", ".join(sorted(map(area_name, rows.area_code.unique())))
    months = _months(rows.month.min(), rows.month.max(), illustrative=first.illustrative)
    who = plain(first.accepted_by)
    return f"- {areas}, {months}: {plain(first.file_name)}, loaded by {who} on {day(first.accepted_at)}."


def new_returns(history: pd.DataFrame, area_name: Callable[[str], str]) -> list[str]:
    """The latest returns in force, in Markdown, without a file's name."""
    return [
        f"- {area_name(new.area_code)}, {_months(new.first, new.last, illustrative=new.illustrative)}: "
        f"loaded by {plain(new.accepted_by)} on {new.accepted_on}."
        for new in return_analysis.in_force(history)[:MOST_NEW]
    ]


def _months(first: date, last: date, *, illustrative: bool) -> str:
    """`May 2025 to October 2026 **(illustrative)**`."""
    span = f"{first:%B %Y}" + ("" if first == last else f" to {last:%B %Y}")
    return f"{span} **(illustrative)**" if illustrative else span
