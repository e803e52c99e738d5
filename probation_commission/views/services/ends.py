"""What ends, is reviewed, can be extended and goes live: in a sentence, as lists and as a calendar."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd

from probation_commission.analysis.rows import rows_of
from probation_commission.analysis.services import BoughtServices
from probation_commission.domain.contracts import DATE_NAMES, YEAR, ContractDates, Status, ends_within
from probation_commission.domain.days import in_full
from probation_commission.domain.hubs import Listing
from probation_commission.domain.words import listed, plural

NOT_KNOWN = "not known"
REAL, MADE_UP = "real", "illustrative"
_SHAPES = {
    "end": ("#b3261e", "square"),
    "notice": ("#b35c00", "triangle-down"),
    "review": ("#1d5a96", "circle"),
    "end of an extension": ("#5b6670", "diamond"),
    "last day of referrals": ("#7a0403", "cross"),
    "change to the successor": ("#4b98ca", "triangle-right"),
    "planned go-live": ("#1d7a4a", "triangle-up"),
    "market event": ("#6a4c93", "stroke"),
    "competition": ("#6a4c93", "triangle-left"),
    "start": ("#17212b", "wedge"),
}
"""Each kind of day has a shape beside its colour."""


def ending(bought: BoughtServices, day: date, slugs: Iterable[str] | None = None) -> pd.DataFrame:
    """The contracts that end in the twelve months from that day on, the first one first.

    Columns as people read them, and `days`; of these services alone where `slugs` are given.
    """
    dates, rows = bought.dates, []
    named = dict(zip(bought.contracts.slug, bought.contracts.reference, strict=True))
    for contract in _of(bought, slugs):
        known = dates[contract["slug"]]
        if known.ends and ends_within(day, known):
            rows.append(
                {
                    "Ends": known.ends,
                    "days": (known.ends - day).days,
                    "Data": MADE_UP if contract["illustrative"] else REAL,
                    "Contract": contract["reference"],
                    "Service": listed(contract["names"]),
                    "Provider": listed(contract["providers"]),
                    "Notice by": _notice(known, day),
                    "Can be extended until": _said(known.extension_until),
                    "Successor": named.get(contract["successor"], contract["successor"]) or "none known",
                }
            )
    columns = [
        "Ends",
        "days",
        "Data",
        "Contract",
        "Service",
        "Provider",
        "Notice by",
        "Can be extended until",
    ]
    frame = pd.DataFrame(rows, columns=[*columns, "Successor"])
    return frame.sort_values(["Ends", "Contract"], kind="stable", ignore_index=True)


def ending_finding(
    bought: BoughtServices, day: date, slugs: Iterable[str] | None = None, *, unknown_too: bool = True
) -> str:
    """What ends in the next twelve months, in a sentence each for what is real and what is made up.

    With `unknown_too` also of how many contracts no end is known.
    """
    slugs = None if slugs is None else list(slugs)
    every, dates = _of(bought, slugs), bought.dates
    real = [one for one in every if not one["illustrative"]]
    # Of an ended or closed one nobody waits for its end.
    now = bought.as_of(day)
    runs = set(now.contract_slug[~now.status.isin([Status.CLOSED, Status.ENDED])].dropna())
    unknown = sum(dates[one["slug"]].ends is None and one["slug"] in runs for one in real)
    rows = ending(bought, day, slugs)
    said = []
    of_real = rows[rows.Data == REAL]
    if len(of_real):
        said.append(f"{_next(of_real)}.")
    if unknown_too and unknown:
        alone = all(one["listed"] != Listing.HERE for one in real if dates[one["slug"]].ends is None)
        whose = " on the national list" if alone else ""
        of_them = "it" if unknown == 1 else "they"
        said.append(
            f"Of {plural(unknown, 'contract')}{whose} no end is known here, so nobody can say "
            f"whether {of_them} {'ends' if unknown == 1 else 'end'} in the next twelve months."
        )
    made_up = rows[rows.Data == MADE_UP]
    if len(made_up):
        said.append(f"Made up: {_next(made_up)}.")
    return " ".join(said)


def _next(rows: pd.DataFrame) -> str:
    first = rows.iloc[0]
    when = "today" if first.days == 0 else f"in {plural(int(first.days), 'day')}"
    ends = "contract ends" if len(rows) == 1 else "contracts end"
    notice = f"; notice {first['Notice by']}" if first["Notice by"] != NOT_KNOWN else ""
    return (
        f"{len(rows)} {ends} in the next twelve months, the next one {when}: {first.Contract} "
        f"({first.Service}) on {in_full(first.Ends)}{notice}"
    )


def _notice(dates: ContractDates, day: date) -> str:
    if dates.notice_by is None:
        return NOT_KNOWN
    return f"{in_full(dates.notice_by)}{', which is past' if dates.notice_by < day else ''}"


def _of(bought: BoughtServices, slugs: Iterable[str] | None) -> list[dict[str, Any]]:
    """The contracts of these services, with their names and providers."""
    services = bought.services
    services = services if slugs is None else services[services.slug.isin(list(slugs))]
    # By hand: of thousands of contracts a group each takes seconds.
    by_contract: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for slug, name, provider in zip(services.contract_slug, services.name, services.provider, strict=True):
        by_contract[slug].append((name, provider))
    return [
        {
            **row,
            "names": [name for name, _ in by_contract[row["slug"]]],
            "providers": list(dict.fromkeys(provider for _, provider in by_contract[row["slug"]])),
        }
        for row in rows_of(bought.contracts)
        if row["slug"] in by_contract
    ]


def _said(day: date | None) -> str:
    return in_full(day) if day else NOT_KNOWN


def calendar(bought: BoughtServices, since: date, months: int, slugs: Iterable[str]) -> pd.DataFrame:
    """Every day that is known of these services' contracts, from one on for as many months, by day."""
    until = since + timedelta(days=round(months * YEAR / 12))
    dates, rows = bought.dates, []
    for contract in _of(bought, slugs):
        known = dates[contract["slug"]]
        rows += [
            {
                "When": when,
                "What": words,
                "Contract": contract["reference"],
                "Service": listed(contract["names"]),
                "Data": MADE_UP if contract["illustrative"] else REAL,
            }
            for name, words in DATE_NAMES.items()
            if (when := getattr(known, name)) and since <= when <= until
        ]
    frame = pd.DataFrame(rows, columns=["When", "What", "Contract", "Service", "Data"])
    return frame.sort_values(["When", "Contract", "What"], kind="stable", ignore_index=True)


def calendar_chart(days: pd.DataFrame) -> alt.Chart:
    """A line for each service and a mark for each day, its kind by shape and colour."""
    kinds = [kind for kind in _SHAPES if kind in set(days.What)]
    colours, shapes = zip(*(_SHAPES[kind] for kind in kinds), strict=True)
    first = days.iloc[0]
    rows = days.assign(When=days.When.map(str), day=days.When.map(in_full))
    chart: alt.Chart = (
        alt.Chart(rows)
        .mark_point(filled=True, size=140, opacity=1, stroke="#17212b", strokeWidth=0.6)
        .encode(
            x=alt.X("When:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True)),
            y=alt.Y("Service:N", title=None, sort=None, axis=alt.Axis(labelLimit=220, grid=True)),
            color=alt.Color(
                "What:N",
                title=None,
                scale=alt.Scale(domain=kinds, range=list(colours)),
                legend=alt.Legend(orient="top", columns=alt.ExprRef("width < 400 ? 1 : 4"), labelLimit=200),
            ),
            shape=alt.Shape("What:N", title=None, scale=alt.Scale(domain=kinds, range=list(shapes))),
            tooltip=["Service:N", "What:N", alt.Tooltip("day:N", title="When"), "Contract:N"],
        )
        .properties(
            title=f"The next day is {first.What} of {first.Service}: {in_full(first.When)}",
            height=alt.Step(28),
        )
    )
    return chart
