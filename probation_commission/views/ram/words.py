"""RaM's figures in sentences: what a contract manager asks first, and what each chart says."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from probation_commission.analysis.followed import FollowedMeasure
from probation_commission.analysis.ram import (
    FEWEST,
    ClockCounts,
    ComparedBy,
    Comparison,
    Contrast,
    Share,
    Waits,
)
from probation_commission.analysis.service_counts import unlike
from probation_commission.analysis.spc import Good, Signal, Variation
from probation_commission.domain.days import in_full, month_after
from probation_commission.domain.events import EventKind
from probation_commission.domain.ram import ReasonGroup, ReferralStep
from probation_commission.domain.words import listed, plural
from probation_commission.views import marks
from probation_commission.views.ram.picture import ClocksPicture
from probation_commission.views.referrals import events
from probation_commission.views.referrals import followed as views
from probation_commission.views.referrals import words as of_returns

CLOCK_NAMES: Mapping[ReferralStep, str] = {
    ReferralStep.ASSESSMENT: "initial assessment within 10 working days",
    ReferralStep.PLAN: "action plan within 5 working days of the assessment",
    ReferralStep.REPORT: "end of service report within 5 working days of the end asked for",
}
"""Service levels of RaM, by HMPPS; none says how often they have to be met."""
BRIEFLY: Mapping[ReferralStep, str] = {
    ReferralStep.ASSESSMENT: "assessment in 10 days",
    ReferralStep.PLAN: "plan in 5 days",
    ReferralStep.REPORT: "report in 5 days",
}
"""The same where there is little room."""
STEP_NAMES: Mapping[ReferralStep, str] = {
    ReferralStep.ASSESSMENT: "initial assessment, from received",
    ReferralStep.PLAN: "action plan, from the assessment",
    ReferralStep.APPROVAL: "approval, from the plan",
    ReferralStep.SESSION: "first session, from the approval",
}
COMPARED_WORDS: Mapping[ComparedBy, str] = {
    ComparedBy.ASSESSMENT: "assessed within 10 working days",
    ComparedBy.PLAN: "plan within 5 working days",
    ComparedBy.REPORT: "report within 5 working days",
    ComparedBy.COMPLETED: "completed, of all that are over",
    ComparedBy.PROBLEM: "ineligible or mistaken, of all received",
}
GETTING_WORSE, WHO_ENDS, MEETING = (
    "Are waits getting worse?",
    "Who is ending early, and why?",
    "Is the provider meeting its clocks, and where?",
)
NO_PLACE = (
    "A report of RaM names no place, office or ward, so where is told by service alone, each bought under "
    "one contract."
)
HOW_COUNTED = (
    "Counted by the month in which a referral was received, whatever came when; a monthly return counts what "
    "happened in a month, so the two agree in those received and in nothing else. Share met: of all of whom "
    "it is decided, met, missed and overdue; who waits within the level still, who left before, and who "
    "has a reversed or no day, is in none."
)
HOW_WAITED = (
    f"By Kaplan–Meier: who waits still, and who left, counts for as long as they waited. None under {FEWEST} "
    "referrals, and cut where fewer than 10 wait. A week is five working days of England and Wales."
)
AS_SUPPLIED = (
    "Outcomes are as the report supplies them: those achieved are understated where they equal their half "
    "points, so they are no exact count and are added to none."
)
BANDS = (
    "Shown by quarter, in bands: how many referrals were received, and nothing of what became of them. "
    "Whether waits are getting worse, and whether clocks are met, can’t be told from bands."
)
NOTHING = "No performance report of RaM has been received."
HOW_TO = (
    "A provider exports its performance report in Refer and monitor an intervention, for up to six months "
    "of referrals at a time, and sends it without the two personal columns. A lead loads it on Returns, "
    "where its rows are counted and none is kept; funnel, clocks and endings then appear here."
)
_EXPLAINS = {EventKind.STAFFING_GAP, EventKind.CAMPAIGN}
"""What may make a wait longer."""
_UNUSUAL_WITHIN = 12
_NAMED = 2


def without_report(name: str) -> str:
    """What is said where the service that was chosen has no report."""
    return f"No performance report of {name} is here; all services with one are shown."


def percent(share: Share) -> str:
    """`84%`, or `not known` of nothing."""
    return "not known" if share.share is None else f"{share.share:.0%}"


def briefly(share: Share) -> str:
    """`84% of 1,790`, where there is little room."""
    return percent(share) if share.share is None else f"{percent(share)} of {share.of:,}"


def of_how_many(share: Share) -> str:
    """`84% (1,500 of 1,790)`."""
    return f"{percent(share)} ({share.count:,} of {share.of:,})"


def finding(picture: ClocksPicture) -> str:
    """What the cohorts come to, in a sentence."""
    kept = picture.clocks[ReferralStep.ASSESSMENT].kept
    services = set(picture.cohorts.subject)
    by = picture.named(*services) if len(services) == 1 else plural(len(services), "service")
    half = picture.waits[ReferralStep.ASSESSMENT].median
    wait = "" if half is None else f"; half had it within {plural(half, 'working day')}"
    return (
        f"Of {picture.received:,} referrals to {by} received {_when(picture)}, {percent(kept)} of those "
        f"decided had their initial assessment within 10 working days{wait}."
    )


def _when(picture: ClocksPicture) -> str:
    months = sorted(set(picture.cohorts.month))
    words = of_returns.stretch(months[0], months[-1])
    return f"in {words}" if len(months) == 1 else f"from {words}"


def answers(picture: ClocksPicture) -> dict[str, str]:
    """What is asked first, each with its answer."""
    return {
        GETTING_WORSE: getting_worse(picture),
        WHO_ENDS: who_ends(picture),
        MEETING: meeting(picture),
    }


def getting_worse(picture: ClocksPicture) -> str:
    """What the control charts of clocks and waits say."""
    timed = [one for one in picture.followed if one.followed.name != "Wrongly referred"]
    judged = [one for one in timed if one.control.variation is not None]
    if not judged:
        return (
            "It can’t be told yet: of no service are there thirteen months with enough referrals, whole "
            "and with every clock run out."
        )
    worse = [one for one in judged if one.control.variation is Variation.WORSE]
    better = [one for one in judged if one.control.variation is Variation.BETTER]
    was = _was_worse([one for one in judged if one not in worse])
    if worse:
        named = "; ".join(_now(picture, one) for one in worse[:_NAMED])
        more = f"; and {len(worse) - _NAMED} more below" if len(worse) > _NAMED else ""
        return f"Yes, by {len(worse)} of {plural(len(judged), 'chart')}: {named}{more}."
    improving = f" Getting better: {'; '.join(_now(picture, one) for one in better[:1])}." if better else ""
    past = "; ".join(
        f"{picture.named(slug)}, {of_returns.spans(months)}{_during(slug, months, judged)}"
        for slug, months in was[:_NAMED]
    )
    before = f" They were worse than usual within the last year of figures: {past}." if past else ""
    charts = "by the one chart there is" if len(judged) == 1 else f"by none of {len(judged)} charts"
    return f"No, {charts}.{improving}{before}"


def _was_worse(every: Sequence[FollowedMeasure]) -> list[tuple[str, list[date]]]:
    """The months of the last year in which a service's charts were worse than usual; the plainest first."""
    found: dict[str, set[date]] = {}
    outside: set[str] = set()
    for one in every:
        points = one.control.points.iloc[-_UNUSUAL_WITHIN:]
        worse = points[points.seen == (-1 if one.followed.good is Good.UP else 1)]
        if len(worse):
            found.setdefault(one.subject, set()).update(worse.month)
        if (worse.signal == Signal.OUTSIDE).any():
            outside.add(one.subject)
    plainest_first = sorted(found, key=lambda slug: slug not in outside)
    return [(slug, sorted(found[slug])) for slug in plainest_first]


def _during(slug: str, months: Sequence[date], every: Sequence[FollowedMeasure]) -> str:
    """`, with a staffing gap (2 March 2026 to 29 June 2026)`: what lasted or happened in those months."""
    happened = dict.fromkeys(event for one in every if one.subject == slug for event in one.happened)
    named = [
        f"a {one.event.kind.label} ({events.days(one.event)}{f', {marks.MADE_UP}' if one.made_up else ''})"
        for one in happened
        if one.event.kind in _EXPLAINS
        and any(one.event.overlaps(month, month_after(month) - timedelta(days=1)) for month in months)
    ]
    return f", with {listed(named)}" if named else ""


def _now(picture: ClocksPicture, one: FollowedMeasure) -> str:
    last = one.last
    return (
        f"{picture.named(one.subject)}, {one.followed.about} ({views.value(one, last.value)} in "
        f"{last.month:%B %Y}, usually {views.usual(one)})"
    )


def who_ends(picture: ClocksPicture) -> str:
    """How many ended before completion, why, of which services most, and how many came by mistake."""
    quality = f" Ineligible, mistaken or duplicate: {of_how_many(picture.quality)} of all received."
    groups = sorted(picture.groups.items(), key=lambda pair: -pair[1].count)
    why = listed([f"{_group_said(group)} {of_how_many(share)}" for group, share in groups[:3] if share.count])
    so_far = "" if picture.settled else " so far (ineligible referrals and other quick ends come first)"
    return (
        _how_many_end(picture)
        + (f" Why an end was asked for{so_far}, most often: {why}." if why else "")
        + quality
    )


def _how_many_end(picture: ClocksPicture) -> str:
    if not picture.ended.of:
        return "How many can’t be told yet: of every month more than one in ten are open still."
    months = picture.settled
    when = f", received in {of_returns.spans(months)}," if picture.young else ""
    ended = f"{of_how_many(picture.ended)} of those that are over{when} ended before completion"
    return f"{ended}{_highest(picture)}."


def _highest(picture: ClocksPicture) -> str:
    ended = [one for one in picture.services if one.ended.of >= FEWEST]
    if len(ended) < _NAMED:
        return ""
    by_service = {one.subject: one.ended for one in ended}
    more = unlike({slug: (share.count, share.of) for slug, share in by_service.items()})
    if not more:
        return "; no service loses more than chance explains"
    return f"; more than chance explains at {picture.named(more[0])}, {percent(by_service[more[0]])}"


def meeting(picture: ClocksPicture) -> str:
    """How often each clock is met, how many are overdue, and by which service least often."""
    every = [f"{CLOCK_NAMES[step]}: {of_how_many(clock.kept)}" for step, clock in picture.clocks.items()]
    overdue = sum(clock.overdue for clock in picture.clocks.values())
    waiting = f" Overdue at the latest report: {overdue:,}." if overdue else ""
    return f"{'; '.join(every)[:1].upper()}{'; '.join(every)[1:]}.{waiting}{_least(picture)} {NO_PLACE}"


def _least(picture: ClocksPicture) -> str:
    known = [one for one in picture.services if one.clocks[ReferralStep.ASSESSMENT].kept.of >= FEWEST]
    if len(known) < _NAMED:
        return ""
    least = min(known, key=lambda one: one.clocks[ReferralStep.ASSESSMENT].kept.share or 0)
    kept = least.clocks[ReferralStep.ASSESSMENT].kept
    return f" Assessed in time least often: {picture.named(least.subject)}, {percent(kept)}."


def clock_title(picture: ClocksPicture) -> str:
    """The chart of clocks in a sentence."""
    kept = {step: clock.kept for step, clock in picture.clocks.items() if clock.kept.of}
    if not kept:
        return "Of no clock is anything decided yet"
    least = min(kept, key=lambda step: kept[step].share or 0)
    if len(kept) == 1:
        return f"Met: {percent(kept[least])} of {CLOCK_NAMES[least]}"
    return f"Met least often: {CLOCK_NAMES[least]}, {percent(kept[least])}"


def parts_of(clock: ClockCounts) -> dict[str, int]:
    """How a clock stands, each part with its words, in the order of a bar."""
    return {
        "met": clock.met,
        "missed": clock.missed,
        "overdue": clock.overdue,
        "due": clock.due,
        "left": clock.left,
        "not known": clock.unknown + clock.reversed,
    }


def wait_title(waits: Mapping[ReferralStep, Waits]) -> str:
    """The curves in a sentence."""
    one = waits[ReferralStep.ASSESSMENT]
    if not one.told:
        return f"Too few referrals to tell how long an initial assessment takes: {one.n} of {FEWEST}"
    half, most = _within(one.median), _within(one.ninetieth)
    return f"Half have their initial assessment {half}, nine in ten {most}"


def _within(days: int | None) -> str:
    return "later than can be told" if days is None else f"within {plural(days, 'working day')}"


def without_days(picture: ClocksPicture) -> str:
    """How many came to the initial assessment on no day that can be counted; empty for nobody."""
    clock = picture.clocks[ReferralStep.ASSESSMENT]
    count = clock.reversed + clock.unknown
    if not count:
        return ""
    return (
        f"{count:,} came to the initial assessment on a day that is not given, or lies before the referral "
        "was received: counted under How far they came, and in no wait."
    )


def days_of(waits: Waits, days: int | None) -> str:
    """`7`, `too few`, or `not reached` within what can be told."""
    if not waits.told:
        return "too few"
    return "not reached" if days is None else str(days)


def funnel_title(picture: ClocksPicture) -> str:
    """The funnel in a sentence."""
    counts = {step.name: step.count for step in picture.funnel}
    return (
        f"{counts['received']} were received, {counts['initial assessment']} came to an initial assessment, "
        f"{counts['first session']} to a session; {counts['completed']} completed"
    )


def young_sentence(picture: ClocksPicture) -> str:
    """Which months are too young to say how they end; empty for none."""
    if not picture.young:
        return ""
    return (
        f"Too young to say how they end: of those received in {of_returns.spans(picture.young)} more than "
        "one in ten were open when last reported, so fewer have completed, or ended, than will have."
    )


def partial_sentence(picture: ClocksPicture) -> str:
    """Which months a report holds a part of; empty for none."""
    if not picture.partial:
        return ""
    return (
        f"In part: {of_returns.spans(picture.partial)}. A report holds only some of those received then, "
        "until one comes that holds the month whole; in no chart by month."
    )


def ends_title(picture: ClocksPicture) -> str:
    """Why ends were asked for, in a sentence."""
    group, share = max(picture.groups.items(), key=lambda pair: pair[1].count)
    if not share.count:
        return "Nobody has asked for an end" + (" in the months that are settled" if picture.young else "")
    if not picture.settled:
        return f"So far most often ended for {_group_said(group)}: {of_how_many(share)}"
    when = f", of those received in {of_returns.spans(picture.settled)}" if picture.young else ""
    return f"Most often ended for {_group_said(group)}: {of_how_many(share)}{when}"


def why_sentence(picture: ClocksPicture) -> str:
    """Of which months the reasons are; empty where of all."""
    if not picture.young:
        return ""
    if not picture.settled:
        return (
            "So far: every month is too young still, and quick ends, as of ineligible referrals, come first."
        )
    return (
        f"Of those received in {of_returns.spans(picture.settled)}: the other months are too young, and "
        "quick ends, as of ineligible referrals, come first."
    )


def _group_said(group: ReasonGroup) -> str:
    return _GROUP_WORDS.get(group, group_words(group))


def group_words(group: ReasonGroup) -> str:
    """The group of a reason, as it stands on a screen."""
    return group.value.replace("'", "’")


_GROUP_WORDS = {
    ReasonGroup.PROBLEM: "a problem with the referral",
    ReasonGroup.SENTENCE: "a change of the sentence",
    ReasonGroup.EARLY: "having finished early",
    ReasonGroup.UNKNOWN: "a reason not known here",
}


def compared_title(found: Comparison, by: ComparedBy, picture: ClocksPicture) -> str:
    """The comparison in a sentence."""
    rows = found.services
    outside = rows[rows.contrast != Contrast.WITHIN]
    what, whole = COMPARED_WORDS[by], percent(found.whole)
    if outside.empty:
        return f"No service differs by more than chance: {what}, {whole} of all"
    shares = zip(outside.subject, outside.share, strict=True)
    named = listed([f"{picture.named(slug)} {share:.0%}" for slug, share in list(shares)[:3]])
    return f"More than chance from {whole} {what}: {named}"


def how_compared(found: Comparison) -> str:
    """What the limits mean, and that they were widened where they were."""
    wider = (
        f" They are {found.wider:.1f} times as wide as chance has them: these services differ more."
        if found.wider > 1
        else ""
    )
    return (
        "A service outside of the limits differs by more than chance explains, which is no verdict: whom "
        f"it is sent, and where, differs too.{wider} The line at each point is its 95% interval (Wilson)."
    )


def source(picture: ClocksPicture) -> str:
    """Where it comes from and until when it is known."""
    known = picture.as_of
    until = ""
    if known:
        first, last = map(in_full, known)
        until = (
            f", as of {last}"
            if first == last
            else f", as of {first} to {last}, each month by its last report"
        )
    return f"Source: providers’ performance reports of Refer and monitor an intervention{until}."
