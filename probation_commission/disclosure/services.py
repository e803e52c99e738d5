"""What is shown of services' returns, and of what partners key in: one fixed rule for each audience.

By the size that was contracted, never by what came: a large service's whole is exact by month, a small one
is shown by calendar quarter in fixed bands. Everything that is drawn is worked out from these rows alone.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, TypeAlias

import pandas as pd

from probation_commission.analysis import referrals
from probation_commission.analysis.figures import known
from probation_commission.analysis.given import GivenCount, added_up
from probation_commission.analysis.referrals import COUNTS, QUARTER, PeriodState
from probation_commission.disclosure import released
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.bands import Bands
from probation_commission.disclosure.released import HIDDEN, MISSING, NOT_GIVEN, Released, as_given, between
from probation_commission.disclosure.rounding import rounded
from probation_commission.disclosure.rules import Rules
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.marks import Mark
from probation_commission.domain.outcomes import DELIVERED, OUT_OF
from probation_commission.domain.referrals import CATEGORIES, Level, ReferralStage
from probation_commission.domain.returns import Kind
from probation_commission.domain.words import listed
from probation_commission.geography.gazetteer import gazetteer

SMALL = 60
"""Who expects fewer people a year is small; so is who does not say (decision 76)."""
IOM_ONLY = "IOM nominals"
"""A service for them alone is shown as they are, in bands."""
BY_QUARTER = "Small services count by whole quarter, in bands."
BY_AREA = "Each of several areas of a service is shown in bands."
OF_OTHERS = "Services of other providers count by whole quarter, in bands."
WHO_SEES = (
    "everyone who is signed in but applicants; by quarter, in bands: small services to all but leads and "
    "admins, and to a partner every service but its own organisation’s"
)
# Beside an exact whole (decision 78).
_APART = 4
"""Possible values that a part must keep, one more than is promised: readers can run the rule themselves."""
_ROUNDED_AS = {category: category.value for category in CATEGORIES} | {
    ReferralStage.ENDED_EARLY: "ended early",
    Level.PARTLY: "partly achieved",
    Level.NOT_ACHIEVED: "not achieved",
}
"""What fixes the chance of a count's rounding; it never changes, or what was shown would (decision 84)."""


class ShownCount(NamedTuple):
    """One count as it is shown: `low` and `high` NaN where nothing is.

    `month` is the first of `months` (3: a quarter). `whole`: over all areas that the service returns for;
    `area_code` is empty where they are several. `why`: what a quarter waits for.
    """

    subject: str
    area_code: str
    whole: bool
    month: date
    months: int
    category: str
    state: PeriodState
    why: str
    low: float
    high: float
    text: str


@dataclass(frozen=True, slots=True)
class ReleaseTerms:
    """The audience, the day, the rules and the secret by which counts are shown.

    `own`: the slugs of the services that are exact to whoever looks: those that a provider runs itself, and
    those of which its agreements tell the partnership's members all.
    """

    audience: Audience
    today: date
    rules: Rules = field(default_factory=Rules)
    secret: bytes = b""
    own: frozenset[str] = frozenset()
    agreements: tuple[Agreement, ...] = ()

    @property
    def sight(self) -> Sight:
        """As whom they are shown."""
        return Sight(self.audience, self.agreements)

    def lifting(self, slugs: Collection[str]) -> tuple[Agreement, ...]:
        """The agreements by which a service among these is shown exactly."""
        return self.sight.under(Kind.SERVICE) if self.own.intersection(slugs) else ()

    def seen_by(self, audience: Audience) -> "ReleaseTerms":
        """What an audience is shown that day of all services, none of them its own."""
        return replace(self, audience=audience, own=frozenset(), agreements=())

    def of_service(self, slug: str) -> "ReleaseTerms":
        """The terms by which this service is shown: exact to whoever runs it (decision 139), or agreed so."""
        exact = self.audience in {Audience.PROVIDER, Audience.PARTNERSHIP} and slug in self.own
        return replace(self, audience=Audience.MEMBERS) if exact else self

    def bands(self, month: date) -> Bands:
        """The bands of a month, or of the quarter that begins with it."""
        return self.rules.of(self.audience, month).counts


def published(
    figures: pd.DataFrame, services: pd.DataFrame, shown: ReleaseTerms, ever: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Every count of services' returns that an audience is shown, a `ShownCount` each.

    `figures` as `store.returns.figures` gives them, `services` with slug, for_whom and expects_a_year.
    `ever`: subject, month and area_code of every return there was, also withdrawn, since what a withdrawal
    leaves of a whole would tell what was withdrawn.
    """
    wholes = gazetteer().wholes
    returns = referrals.by_return(figures, wholes)
    states = referrals.states(returns, returns if ever is None else ever, wholes)
    expected = pd.to_numeric(services.expects_a_year)
    # An unknown number compares false: who does not say is not large (decision 76).
    large = set(services.slug[(expected >= SMALL) & (services.for_whom != IOM_ONLY)])
    areas: dict[tuple[str, date], dict[str, dict[str, float]]] = {}
    for row in returns.to_dict("records"):
        areas.setdefault((row["subject"], row["month"]), {})[row["area_code"]] = {c: row[c] for c in COUNTS}
    bounds = _bounds(figures)
    months: dict[str, list[_Month]] = {}
    for (subject, month), state in states.items():
        of_month = _Month(subject, month, state, areas[subject, month], bounds.get((subject, month), {}))
        months.setdefault(subject, []).append(of_month)
    rows: list[ShownCount] = []
    for subject, of_service in months.items():
        terms = shown.of_service(subject)
        # By what was contracted, never by what came: a quiet month changes nothing (decision 76). Of another
        # provider's service even the largest is shown as a small one (decision 139).
        if terms.audience.exact or (subject in large and terms.audience is not Audience.PROVIDER):
            rows += [row for month in of_service for row in _by_month(month, terms)]
        else:
            rows += _by_quarter(of_service, terms)
    return pd.DataFrame(rows, columns=ShownCount._fields)


_Bounds: TypeAlias = Mapping[str, Mapping[str, GivenCount]]
"""What each area's return gives in the stead of a count, by category."""


def _bounds(figures: pd.DataFrame) -> Mapping[tuple[str, date], _Bounds]:
    """What stands in the stead of a number, by subject and month: "<5", "[c]"; a dash tells nothing."""
    found: dict[tuple[str, date], dict[str, dict[str, GivenCount]]] = {}
    for row in figures[figures.value.isna()].to_dict("records"):
        given = GivenCount(known(row["low"]), known(row["high"]), Mark(row["mark"]))
        if given.says_something:
            of_month = found.setdefault((row["subject"], row["month"]), {})
            of_month.setdefault(row["area_code"], {})[row["category"]] = given
    return found


@dataclass(frozen=True, slots=True)
class _Month:
    """A service's month: the counts of each area, by category; NaN where one is not given."""

    subject: str
    month: date
    state: PeriodState
    areas: Mapping[str, Mapping[str, float]]
    bounds: _Bounds = field(default_factory=dict)

    def whole(self, category: str) -> float:
        """The count of all areas; NaN where one of them does not give it."""
        # NaN in one area makes the sum NaN: half a whole is no whole, for leads neither (decision 78).
        return sum(counts[category] for counts in self.areas.values())

    def given(self, code: str, category: str) -> GivenCount | None:
        """What an area's return gives of a count; None where it gives nothing."""
        count = self.areas[code][category]
        if math.isnan(count):
            return self.bounds.get(code, {}).get(category)
        return GivenCount(count, count)

    def bounded(self, category: str) -> GivenCount | None:
        """What the count of all areas can be, which is no number; None where an area gives nothing of it."""
        parts = [self.given(code, category) for code in self.areas]
        given = [part for part in parts if part]
        return added_up(given) if len(given) == len(parts) else None

    def row(self, area: str, category: str, cell: Released, *, whole: bool) -> ShownCount:
        """One count of it as it is shown."""
        return ShownCount(self.subject, area, whole, self.month, 1, category, self.state, "", *_told(cell))


def _told(cell: Released) -> tuple[float, float, str]:
    if not cell.known or cell.high is None:
        return math.nan, math.nan, cell.text
    return cell.low, cell.high, cell.text


def _by_month(month: _Month, shown: ReleaseTerms) -> Iterator[ShownCount]:
    codes = list(month.areas)
    several = len(codes) > 1
    for category in COUNTS:
        area = "" if several else codes[0]
        yield month.row(area, category, _whole(month, category, area, shown), whole=True)
        # Files for publication have wholes alone.
        if several and shown.audience is not Audience.PUBLIC:
            for code, part in zip(codes, _parts(month, category, shown), strict=True):
                yield month.row(code, category, part, whole=False)


def _whole(month: _Month, category: str, area: str, shown: ReleaseTerms) -> Released:
    count = month.whole(category)
    if math.isnan(count):
        return _bounded_whole(month, category, shown)
    if shown.audience.exact:
        return _exactly(count)
    # What comes later, or is withdrawn, would be told by the difference (decision 77).
    if month.state is not PeriodState.GIVEN:
        return HIDDEN
    if shown.audience is Audience.PUBLIC:
        return rounded(
            round(count), shown.secret, month.subject, area, f"{month.month:%Y-%m}", _ROUNDED_AS[category]
        )
    return _exactly(count)


def _bounded_whole(month: _Month, category: str, shown: ReleaseTerms) -> Released:
    """What is told of a whole that is no number: in words alone, since it is in no sum (decision 146)."""
    given = month.bounded(category)
    if given is None:
        return MISSING
    if shown.audience.exact:
        return as_given(str(given))
    if month.state is not PeriodState.GIVEN:
        return HIDDEN
    # Of several areas the parts are not shown, so nothing narrower than that is told of their sum.
    return NOT_GIVEN if len(month.areas) > 1 else _in_words(given, month.month, shown)


def _in_words(given: GivenCount, month: date, shown: ReleaseTerms) -> Released:
    """The band that a bound lies in, as words; "not given" where no one band holds it, and to the public."""
    if shown.audience is Audience.PUBLIC or not given.bounded or given.high is None:
        return NOT_GIVEN
    low, high = shown.bands(month).of(given.low or 0)
    return as_given(between(low, high).text) if given.high <= high else NOT_GIVEN


def _exactly(count: float) -> Released:
    return MISSING if math.isnan(count) else released.counted(count)


def _parts(month: _Month, category: str, shown: ReleaseTerms) -> list[Released]:
    counts = [of_area[category] for of_area in month.areas.values()]
    bands = shown.bands(month.month)
    if shown.audience.exact:
        given = [month.given(code, category) for code in month.areas]
        return [
            as_given(str(part)) if part and not part.exact else _exactly(count)
            for part, count in zip(given, counts, strict=True)
        ]
    if month.state is not PeriodState.GIVEN or math.isnan(sum(counts)) or not may_stand_apart(counts, bands):
        return [HIDDEN] * len(counts)
    return [between(*bands.of(count)) for count in counts]


def may_stand_apart(parts: Sequence[float], bands: Bands) -> bool:
    """Whether the bands of all parts may be shown beside their exact whole.

    Where that leaves a part fewer than four values of its band, none is shown. Nor is any of a whole so
    small that "not shown" would itself leave fewer than three (13 in two parts: 4 and 9, or 9 and 4).
    """
    whole, edge = sum(parts), bands.width - 1
    # By the whole alone, which is shown: this refusal tells nothing that a reader can't work out
    # (decision 78).
    if whole < 2 * bands.width + edge * len(parts):
        return False
    ranges = [bands.of(part) for part in parts]
    # A part is its lowest and at most all that is to spare above everybody's lowest; and its highest, less at
    # most all that is short of everybody's. 30 in two parts of 10–14 and 15–19: 5 to spare, 3 short, so 11 to
    # 14 and 16 to 19.
    spare, short = whole - sum(low for low, _ in ranges), sum(high for _, high in ranges) - whole
    return all(min(high, low + spare) - max(low, high - short) + 1 >= _APART for low, high in ranges)


def _by_quarter(months: Sequence[_Month], shown: ReleaseTerms) -> Iterator[ShownCount]:
    given = {month.month: month for month in months if month.state is PeriodState.GIVEN}
    # Of all its months: a quarter is not named for one of several areas.
    codes = {code for month in months for code in month.areas}
    area = codes.pop() if len(codes) == 1 else ""
    for first in sorted({quarter_of(month.month) for month in months}):
        expected = referrals.months_of(first, QUARTER)
        why = waits_for(first, expected, given, "return", shown.today)
        row = quarter_row(months[0].subject, area, first, why)
        for category in COUNTS:
            of_quarter = [given[month] for month in expected if not why]
            counts = [month.whole(category) for month in of_quarter]
            bounds = [bound for month in of_quarter if (bound := month.bounded(category))]
            if math.isnan(sum(counts)) and len(bounds) == len(of_quarter) and (whole := added_up(bounds)):
                # In words alone, as it is in no sum (decision 146).
                yield row._replace(category=category, text=_in_words(whole, first, shown).text)
            else:
                yield _banded(row, category, counts, shown)


def quarter_of(month: date) -> date:
    """The first day of the calendar quarter that a month is in."""
    return pd.Period(month, freq="Q").start_time.date()


def waits_for(first: date, expected: Sequence[date], given: Collection[date], noun: str, today: date) -> str:
    """What a quarter waits for before it is shown; empty where it can be."""
    missing = [f"{month:%B %Y}" for month in expected if month not in given]
    if missing:
        return f"waits for the {noun}{'' if len(missing) == 1 else 's'} of {listed(missing)}"
    # The first day after it. A quarter that grew under its reader's eyes would tell each month's count
    # (decision 76).
    over = referrals.months_of(first, QUARTER + 1)[-1]
    return "" if today >= over else "waits for the end of the quarter"


def quarter_row(subject: str, area: str, first: date, why: str) -> ShownCount:
    """A quarter of which nothing is shown yet; `why`: what it waits for, empty where it can be."""
    state = PeriodState.WAITS if why else PeriodState.GIVEN
    return ShownCount(subject, area, True, first, QUARTER, "", state, why, *_told(HIDDEN))


def _banded(row: ShownCount, category: str, counts: Sequence[float], shown: ReleaseTerms) -> ShownCount:
    total = sum(counts)
    cell = HIDDEN if row.why else MISSING if math.isnan(total) else between(*shown.bands(row.month).of(total))
    low, high, text = _told(cell)
    return row._replace(category=category, low=low, high=high, text=text)


def published_results(results: pd.DataFrame, promises: pd.DataFrame, shown: ReleaseTerms) -> pd.DataFrame:
    """Every count that partners keyed in as an audience is shown it: a `ShownCount`, `subject` the promise.

    An award says nothing of its size and so counts as small. Of a quarter that its period begins or ends
    in, only the months inside are waited for and counted, so that no quarter grows once it was shown
    (decision 80).
    """
    spans = dict(zip(promises.id, zip(promises.starts, promises.ends, strict=True), strict=True))
    rows: list[ShownCount] = []
    for promise_id, of_promise in results.groupby("promise_id"):
        keyed = {
            DELIVERED: dict(zip(of_promise.month, of_promise.value, strict=True)),
            OUT_OF: dict(zip(of_promise.month, of_promise.out_of.astype(float), strict=True)),
        }
        rows += _keyed_in(str(promise_id), keyed, spans[promise_id], shown)
    return pd.DataFrame(rows, columns=ShownCount._fields)


def _keyed_in(
    subject: str, keyed: Mapping[str, Mapping[date, float]], span: tuple[date, date], shown: ReleaseTerms
) -> Iterator[ShownCount]:
    months = keyed[DELIVERED]
    if shown.audience.exact:
        for category, counts in keyed.items():
            for month, count in counts.items():
                yield ShownCount(
                    subject, "", True, month, 1, category, PeriodState.GIVEN, "", *_told(_exactly(count))
                )
        return
    # Months go by their first day: a promise that starts on 15 May has May inside.
    first, last = span[0].replace(day=1), span[1]
    for quarter in sorted(set(map(quarter_of, months))):
        of_quarter = referrals.months_of(quarter, QUARTER)
        expected = [month for month in of_quarter if first <= month <= last]
        if not expected:
            continue
        why = waits_for(quarter, expected, months, "result", shown.today)
        row = quarter_row(subject, "", quarter, why)
        for category, counts in keyed.items():
            yield _banded(row, category, [counts[month] for month in expected if not why], shown)
