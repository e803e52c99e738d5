"""RaM's figures as tables: what the charts are drawn from, and a row a service."""

from collections.abc import Callable, Collection

import pandas as pd

from probation_commission.analysis import ram
from probation_commission.analysis.ram import RamCounts, Share
from probation_commission.analysis.referrals import PeriodState
from probation_commission.domain.ram import End, Reached, ReferralStep
from probation_commission.views import marks
from probation_commission.views.ram.picture import ClocksPicture
from probation_commission.views.ram.words import (
    BRIEFLY,
    CLOCK_NAMES,
    STEP_NAMES,
    briefly,
    days_of,
    group_words,
    of_how_many,
    parts_of,
    percent,
)
from probation_commission.views.referrals import words as of_returns

_A, _P, _R = ReferralStep.ASSESSMENT, ReferralStep.PLAN, ReferralStep.REPORT


def clock_rows(picture: ClocksPicture) -> pd.DataFrame:
    """A row for each part of each clock that began for anybody, as `charts.clocks` draws them."""
    rows = [
        (
            CLOCK_NAMES[step],
            f"{_upper(BRIEFLY[step])}: {of_how_many(clock.kept)}",
            part,
            count,
            f"{count:,}",
        )
        for step, clock in picture.clocks.items()
        if clock.begun
        for part, count in parts_of(clock).items()
    ]
    return pd.DataFrame(rows, columns=["clock", "named", "part", "count", "words"])


def clocks(picture: ClocksPicture) -> pd.DataFrame:
    """A row a clock: how it stands, in all its parts."""
    rows = [
        {
            "Clock": _upper(CLOCK_NAMES[step]),
            "Share met": percent(clock.kept),
            "Decided": f"{clock.kept.of:,}",
            "Met": f"{clock.met:,}",
            "Missed": f"{clock.missed:,}",
            "Overdue": f"{clock.overdue:,}",
            "Due": f"{clock.due:,}",
            "Left before": _with_late(clock.left, clock.left_late),
            "No day": f"{clock.unknown:,}",
            "Reversed": f"{clock.reversed:,}",
        }
        for step, clock in picture.clocks.items()
    ]
    return pd.DataFrame(rows)


def _with_late(left: int, late: int) -> str:
    return f"{left:,}, {late:,} of them past it" if late else f"{left:,}"


def wait_rows(picture: ClocksPicture) -> pd.DataFrame:
    """A row a step and week, as `charts.waits` draws them; of too few there is none."""
    parts = [one.weeks.assign(step=step.value) for step, one in picture.waits.items() if len(one.weeks) > 1]
    if not parts:
        return pd.DataFrame(columns=["week", "reached", "at_risk", "step"])
    rows = pd.concat(parts, ignore_index=True)
    return rows.astype({"week": int, "reached": float, "at_risk": int})


def waits(picture: ClocksPicture) -> pd.DataFrame:
    """A row a step: of how many, and by which working day half and nine in ten have come to it."""
    rows = [
        {
            "Step": _upper(STEP_NAMES[step]),
            "Came to it": f"{one.reached:,} of {one.n:,}",
            "Half within": days_of(one, one.median),
            "9 in 10": days_of(one, one.ninetieth),
        }
        for step, one in picture.waits.items()
    ]
    return pd.DataFrame(rows)


def funnel(picture: ClocksPicture) -> pd.DataFrame:
    """A row a step of the funnel."""
    rows = [{"Step": _upper(step.name), "Referrals": of_returns.of_how_many(step)} for step in picture.funnel]
    return pd.DataFrame(rows)


def ending_rows(picture: ClocksPicture) -> pd.DataFrame:
    """A row for each reason that was given, by group, as `charts.endings` draws them."""
    whole = sum(count for of_group in picture.reasons.values() for count in of_group.values())
    rows = [
        (group_words(group), words, count, f"{_upper(words)}: {of_how_many(Share(count, whole))}")
        for group, of_group in picture.reasons.items()
        for words, count in sorted(of_group.items(), key=lambda pair: -pair[1])
        if count
    ]
    return pd.DataFrame(rows, columns=["group", "reason", "count", "words"])


def endings(picture: ClocksPicture) -> pd.DataFrame:
    """A row a group and reason, with shares of all whose end was asked for."""
    rows = []
    for group, share in picture.groups.items():
        rows.append((_upper(group_words(group)), "all", f"{share.count:,}", percent(share)))
        of_group = picture.reasons[group]
        rows += [
            ("", words, f"{count:,}", percent(Share(count, share.of)))
            for words, count in of_group.items()
            if count and len(of_group) > 1
        ]
    return pd.DataFrame(rows, columns=["Group", "Reason", "Ends asked for", "Of all"])


def services(picture: ClocksPicture) -> pd.DataFrame:
    """A row a service: received, its clocks, wait, ends and wrong referrals."""
    made_up = picture.cohorts.groupby("subject").illustrative.agg(list)
    rows = [
        {
            "Service": picture.named(one.subject) + marks.tag(made_up[one.subject]),
            "Received": f"{one.received:,}",
            "Assessed in 10 days": briefly(one.clocks[_A].kept),
            "Half within": days_of(one.wait, one.wait.median),
            "Nine in ten": days_of(one.wait, one.wait.ninetieth),
            "Plan in 5": briefly(one.clocks[_P].kept),
            "Report in 5": briefly(one.clocks[_R].kept),
            "Ended early": briefly(one.ended),
            "Wrongly referred": percent(one.quality),
        }
        for one in picture.services
    ]
    return pd.DataFrame(rows)


def cohorts(counts: RamCounts, named: Callable[[str], str]) -> pd.DataFrame:
    """Every service and month of received in numbers, for a file; the first month first."""
    rows = []
    for slug, of_service in counts.apart():
        for month, one in of_service.by_month():
            first = one.cohorts.iloc[0]
            assessed, planned, reported = (ram.clock(one, step) for step in (_A, _P, _R))
            rows.append(
                {
                    "Service": named(slug),
                    "Received in": f"{month:%Y-%m}",
                    "Holds": "a part of the month" if first.partial else "the month",
                    "As of": "" if pd.isna(first.as_of) else f"{first.as_of:%Y-%m-%d}",
                    "Received": one.referrals,
                    "Assessed": one.came_to(_A),
                    "Assessed in 10 days": assessed.met,
                    "Of decided": assessed.kept.of,
                    "Overdue": assessed.overdue,
                    "Due": assessed.due,
                    "Left before": assessed.left,
                    "No day or reversed": one.so_far(_A, Reached.UNKNOWN) + one.so_far(_A, Reached.REVERSED),
                    "Plan in 5 days": planned.met,
                    "Of decided, plan": planned.kept.of,
                    "Report in 5 days": reported.met,
                    "Of decided, report": reported.kept.of,
                    "Came to a session": one.came_to(ReferralStep.SESSION),
                    "Completed": one.ended_as(End.COMPLETED),
                    "Ended before": one.ended_as(End.CANCELLED, End.ENDED),
                    "Open still": one.ended_as(End.OPEN),
                    "Ineligible or mistaken": ram.referral_quality(one).count,
                    "Made up": marks.MADE_UP if first.illustrative else "",
                }
            )
    return pd.DataFrame(rows)


def compared(rows: pd.DataFrame, named: Callable[[str], str]) -> pd.DataFrame:
    """A row a service: its share, interval, and where it lies; the lowest first."""
    return pd.DataFrame(
        {
            "Service": [named(slug) for slug in rows.subject],
            "Share": [
                of_how_many(Share(count, of)) for count, of in zip(rows["count"], rows["of"], strict=True)
            ],
            "95% interval": [
                f"{low:.0%} to {high:.0%}" for low, high in zip(rows.low, rows.high, strict=True)
            ],
            "It is": [str(contrast) for contrast in rows.contrast],
        }
    )


def in_bands(rows: pd.DataFrame, named: Callable[[str], str], made_up: Collection[str] = ()) -> pd.DataFrame:
    """A row a service and quarter, how many were received in its band; `made_up`: the slugs that are."""
    found = [
        {
            "Service": marks.tagged(named(row["subject"]), made_up=row["subject"] in made_up),
            "Received in": of_returns.period(row["month"], row["months"]),
            "Received": row["text"],
        }
        for row in rows.to_dict("records")
    ]
    return pd.DataFrame(found)


def waiting(rows: pd.DataFrame) -> list[str]:
    """Which quarters are not shown and what each waits for, every sentence once."""
    not_shown = rows[rows.state != PeriodState.GIVEN].drop_duplicates(["month", "why"]).sort_values("month")
    return [
        f"{of_returns.period(first, int(months))} is not shown: it {why}."
        for first, months, why in zip(not_shown.month, not_shown.months, not_shown.why, strict=True)
    ]


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
