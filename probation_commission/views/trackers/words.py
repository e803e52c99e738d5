"""Each tracker in a sentence that answers its question, from what is shown and nothing else."""

import re
from collections.abc import Sequence
from datetime import date

from probation_commission.analysis.trackers import LEAST, Durations
from probation_commission.disclosure.trackers import NOT_REACHED
from probation_commission.domain import trackers
from probation_commission.domain.ranges import Range
from probation_commission.domain.returns import Kind
from probation_commission.domain.trackers import HALF, TRACKERS, Tracker, half_name, later
from probation_commission.domain.words import listed, plural
from probation_commission.views.referrals import words
from probation_commission.views.trackers.picture import AreaTrackers

NOTHING = "No tracker of wanted persons, breach rejections, diversion, release or caseload has been loaded."
HOW_LONG = (
    "Half are found within the median; those still wanted count as long as they have been (Kaplan–Meier), "
    "up to the latest day of the list. By the half-year in which somebody became wanted."
)
WAITED = "Who is settled is known three months after release; until then it is too young to tell."
_CLAUSE, _SHORT = re.compile(r"; |\. "), 125
_FIRST = (Kind.WANTED, Kind.RELEASE)
"""What the page begins with, where it is here."""


def finding(picture: AreaTrackers) -> str:
    """What stands first on the page: how long people are wanted, and how many are released to no address."""
    here = [tracker.kind for tracker in picture.trackers]
    first = [kind for kind in _FIRST if kind in here] or here[:1]
    return " ".join(_briefly(sentence(picture, kind)) for kind in first) or NOTHING


def _briefly(said: str) -> str:
    """The first clause of an answer, or the first two where they are short."""
    first, *others = _CLAUSE.split(said)
    second = f"; {others[0]}" if others and len(first) + len(others[0]) < _SHORT else ""
    return f"{first}{second}".rstrip(".") + "."


def sentence(picture: AreaTrackers, kind: Kind) -> str:
    """The answer to a tracker's question; or why there is none yet."""
    months = periods(picture, kind)
    if not months:
        return not_yet(picture, kind)
    said = {
        Kind.WANTED: _wanted,
        Kind.BREACH: _rejected,
        Kind.DIVERSION: _diverted,
        Kind.RELEASE: _released,
        Kind.CASELOAD: _caseload,
    }
    return said[kind](picture, months)


def periods(picture: AreaTrackers, kind: Kind) -> list[date]:
    """The months that a sentence sums up: those here of the last twelve, or the last half-year shown."""
    there = picture.months(kind)
    if picture.exact:
        return [month for month in picture.last_year(kind) if month in there]
    return [month for month in there if _main(picture, kind, [month]) is not None][-1:]


def not_yet(picture: AreaTrackers, kind: Kind) -> str:
    """Why nothing is shown of a tracker that is here."""
    rows = picture.rows(kind)
    last = rows[rows.month == max(rows.month)]
    why = next(filter(None, last.why), "not given in full")
    return f"{TRACKERS[kind].title}: nothing is shown yet. {half_name(max(rows.month))} {why}."


def when(picture: AreaTrackers, months: Sequence[date]) -> str:
    """`from November 2025 to October 2026`."""
    return words.span(months[0], months[-1]) if picture.exact else f"from {half_name(months[0])}"


def _main(picture: AreaTrackers, kind: Kind, months: Sequence[date]) -> Range | None:
    """The whole of a tracker."""
    all_of = TRACKERS[kind].all_of
    return picture.total(kind, months, all_of or ("" if kind is Kind.CASELOAD else None))


def _of(part: Range | None, whole: Range | None) -> str:
    """`58 of 410`, or `not given`."""
    return f"{words.number(part)} of {words.number(whole)}"


def _share(part: Range | None, whole: Range | None) -> str:
    """` (14%)`; nothing where it can't be told."""
    if part is None or whole is None or not whole.low:
        return ""
    return f" ({Range(part.low / whole.high, part.high / whole.low).percent})"


def _share_of_sum(part: Range, whole: Range | None) -> str:
    """The same of a whole that is the sum of its parts: the more one has, the more the whole has too."""
    if whole is None or not whole.low:
        return ""
    others = Range(whole.low - part.low, whole.high - part.high)
    share = Range(part.low / (part.low + others.high), part.high / (part.high + others.low))
    return f" ({share.percent})"


def _wanted(picture: AreaTrackers, months: list[date]) -> str:
    if not picture.exact:
        people = words.number(_main(picture, Kind.WANTED, months))
        return f"{people} people became wanted {when(picture, months)}; {_middle(picture, months[0])}."
    halves = picture.whole_halves or sorted(picture.days)
    if not halves:
        people = words.number(_main(picture, Kind.WANTED, months))
        return (
            f"{people} people became wanted {when(picture, months)}. How long they were wanted isn’t known: "
            "a list with the days tells it, and is counted at once."
        )
    half = halves[-1]
    days = picture.days[half]
    before = picture.days.get(halves[-2]) if len(halves) > 1 else None
    return (
        f"Of {plural(days.people, 'person', 'people')} who became wanted from {half_name(half)}, "
        f"{half_found(days)}{_then(before, halves)}; {_longest(days)}. {_still(days)}"
    )


def _middle(picture: AreaTrackers, half: date) -> str:
    middle = picture.middles.get(half)
    if middle is None:
        return "how long is told of a half-year with 30 people or more, once it is known"
    if middle == NOT_REACHED:
        return f"{middle} so far"
    return (
        f"half were found {middle}"
        if middle.startswith("within")
        else f"the middle one was found after {middle}"
    )


def half_found(days: Durations) -> str:
    """`half were found within 21 days`."""
    if days.people < LEAST:
        return f"too few to say a median (under {LEAST})"
    if days.median is None:
        return "fewer than half were found"
    return f"half were found within {plural(days.median, 'day')}"


def _then(before: Durations | None, halves: Sequence[date]) -> str:
    if before is None or before.median is None:
        return ""
    return f" ({half_name(halves[-2])}: {plural(before.median, 'day')})"


def _longest(days: Durations) -> str:
    if days.longest is None:
        return "nobody’s days are known"
    number, goes_on = days.longest
    return f"the longest {'so far is' if goes_on else 'took'} {plural(number, 'day')}"


def _still(days: Durations) -> str:
    if not days.still_wanted:
        return "All were found."
    return f"{plural(days.still_wanted, 'was', 'were')} still wanted at the list’s latest day."


def _rejected(picture: AreaTrackers, months: list[date]) -> str:
    whole = _main(picture, Kind.BREACH, months)
    by_reason = {
        one.category: found
        for one in TRACKERS[Kind.BREACH].counts
        if (found := picture.total(Kind.BREACH, months, one.category))
    }
    said = f"{words.number(whole)} breach requests were rejected {when(picture, months)}"
    if not by_reason:
        return f"{said}; their reasons are not given for all of it."
    first, *others = sorted(by_reason, key=lambda reason: by_reason[reason].low, reverse=True)
    # Of bands that touch nobody can say which is more.
    if others and by_reason[first].low <= max(by_reason[other].high for other in others):
        return f"{said}; which reason is the most frequent can’t be told."
    return f"{said}, most often for “{first}”: {by_reason[first]}{_share_of_sum(by_reason[first], whole)}."


def _diverted(picture: AreaTrackers, months: list[date]) -> str:
    whole = _main(picture, Kind.DIVERSION, months)
    complied, breached, again = (
        picture.total(Kind.DIVERSION, months, name)
        for name in (trackers.COMPLIED, trackers.BREACHED, trackers.REOFFENDED)
    )
    said = (
        f"Of {words.number(whole)} people whose diversion started {when(picture, months)}, "
        f"{words.number(complied)} complied{_share(complied, whole)}, {words.number(breached)} breached it "
        f"and {words.number(again)} reoffended"
    )
    if picture.exact and whole and complied and breached and again:
        left = whole.low - complied.low - breached.low - again.low
        said += f"; of {left:,.0f} no end is known yet" if left > 0 else ""
    return f"{said}."


def _released(picture: AreaTrackers, months: list[date]) -> str:
    whole = _main(picture, Kind.RELEASE, months)
    homeless, used, refused = (
        picture.total(Kind.RELEASE, months, name)
        for name in (trackers.NO_ABODE, trackers.CAS3_USED, trackers.CAS3_REFUSED)
    )
    said = (
        f"{_of(homeless, whole)} people released {when(picture, months)} had no fixed abode"
        f"{_share(homeless, whole)}"
    )
    if used or refused:
        said += f"; CAS3 took {words.number(used)} and refused {words.number(refused)}"
    return f"{said}. {_settled(picture)}".strip()


def _settled(picture: AreaTrackers) -> str:
    """What became of those whose three months are over."""
    there = picture.last_year(Kind.RELEASE) if picture.exact else picture.months(Kind.RELEASE)
    known = [month for month in there if picture.total(Kind.RELEASE, [month], trackers.SETTLED) is not None]
    if not known:
        return "Who was settled after three months isn’t known yet."
    known = known if picture.exact else known[-1:]
    settled = picture.total(Kind.RELEASE, known, trackers.SETTLED)
    homeless = picture.total(Kind.RELEASE, known, trackers.NO_ABODE)
    young = "; those released since are too young to tell" if known[-1] < max(there) else ""
    return (
        f"Of {words.number(homeless)} released to no fixed abode {when(picture, known)}, "
        f"{words.number(settled)}{_share(settled, homeless)} were settled three months later{young}."
    )


def _caseload(picture: AreaTrackers, months: list[date]) -> str:
    last = months[-1:]
    community, custody = (
        picture.total(Kind.CASELOAD, last, name) for name in (trackers.COMMUNITY, trackers.CUSTODY)
    )
    people = words.number(_main(picture, Kind.CASELOAD, last))
    at = f"in {last[0]:%B %Y}" if picture.exact else f"at the end of {later(last[0], HALF - 1):%B %Y}"
    where = f", {community} in the community and {custody} in custody" if community and custody else ""
    return f"{people} people were on probation {at}{where}."


def lacking(every: Sequence[Tracker], area: str) -> str:
    """What is not here of an area."""
    names = listed([tracker.title.lower() for tracker in every])
    return f"Nothing has been loaded for {area} of: {names}." if every else ""
