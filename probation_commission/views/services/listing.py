"""Services as a chart, in words and as a table."""

from collections.abc import Mapping
from datetime import date

import altair as alt
import pandas as pd

from probation_commission.analysis.services import live, real
from probation_commission.domain.hubs import Listing
from probation_commission.domain.words import listed, plural

STATUSES = {
    "live": "#1d5a96",
    "rolling out": "#4b98ca",
    "mobilising": "#a8d0ea",
    "delayed": "#cc2a10",
    "competition": "#b35c00",
    "market event": "#e0a050",
    "to be procured": "#f3d9b1",
    "not confirmed": "#a9b4bf",
    "closed to referrals": "#5b6670",
    "ended": "#d9dee3",
}

# Beside the names of pathways a phone has room for a column.
_LEGEND_COLUMNS = "width < 300 ? 1 : 3"
NO_RESULT = "no result received"
DROPPED = "names it no more"
"""What the list does with a service that it had."""
COLUMNS = {
    "name": "Service",
    "data": "Data",
    "provider": "Provider",
    "status": "Status",
    "room": "Room",
    "as_of": "As of",
    "results": "Results",
    "pathway": "Pathway",
    "for_whom": "For whom",
    "area": "Area",
    "note": "Note",
    "funder": "Funder",
    "contract": "Contract",
    "expects_a_year": "People a year",
    "source": "Source",
}


def pathway_chart(services: pd.DataFrame) -> alt.Chart:
    """A bar for each pathway, by status, live first; the title says for how many a live one is known."""
    counts = services.groupby(["pathway", "status"], as_index=False).size()
    order = [status for status in STATUSES if status in set(counts.status)]
    pathways = services.pathway.nunique()
    running = services.pathway[services.status == "live"].nunique()
    title = f"A live service is known here for {running} of {plural(pathways, 'pathway')}"
    # Vega stacks by the alphabet otherwise, with "closed to referrals" first.
    counts["order"] = counts.status.map(order.index)
    chart: alt.Chart = (
        alt.Chart(counts)
        .mark_bar(stroke="#17212b", strokeWidth=0.6)
        .encode(
            y=alt.Y("pathway:N", title=None, sort="-x", axis=alt.Axis(labelLimit=260)),
            x=alt.X("size:Q", title="services", axis=alt.Axis(tickMinStep=1, format="d")),
            color=alt.Color(
                "status:N",
                title="Status",
                scale=alt.Scale(domain=order, range=[STATUSES[status] for status in order]),
                legend=alt.Legend(orient="top", columns=alt.ExprRef(_LEGEND_COLUMNS), labelLimit=200),
            ),
            order=alt.Order("order:Q"),
            tooltip=["pathway:N", "status:N", alt.Tooltip("size:Q", title="services")],
        )
        .properties(title=title, height=alt.Step(24))
    )
    return chart


def finding(known: pd.DataFrame, returned: Mapping[str, date]) -> str:
    """How many, how many of them live and of how many there is a result; of those that are not made up.

    `returned`: the last month that a service has a return for, by its slug; none where it has none.
    """
    # Illustrative services are listed and marked, and counted nowhere as known or live (decision 81).
    services = real(known)
    if known.empty:
        return "No such service is known here."
    invented = len(known) - len(services)
    if services.empty:
        return "No such service is known here; those listed are illustrative."
    pathways = services.pathway.nunique()
    return (
        f"{len(live(known))} of {len(services)} services are live; they span "
        f"{plural(pathways, 'pathway')}. {_rest(services)}{_results(services, returned)}"
        + (f" {plural(invented, 'more is', 'more are')} illustrative and not counted." if invented else "")
    )


def _rest(services: pd.DataFrame) -> str:
    """What the others are, in the words of their status: `31 are not confirmed, 1 closed to referrals.`."""
    counts = services.status[services.status != "live"].value_counts()
    if counts.empty:
        return ""
    words = [f"{count} {'is' if count == 1 else 'are'} {status}" for status, count in counts.items()]
    return f"Of the rest, {listed(words)}. "


def _results(services: pd.DataFrame, returned: Mapping[str, date]) -> str:
    count = int(services.slug.isin(list(returned)).sum())
    return f"Results were received of {count} of them." if count else "No result was received of any of them."


def table(services: pd.DataFrame, returned: Mapping[str, date]) -> pd.DataFrame:
    """Everything that is known of each service, whether it is real, and up to when it has returned."""
    marks = services.illustrative.map({True: "illustrative", False: "real"})
    months = [returned.get(slug) for slug in services.slug]
    results = [f"up to {month:%B %Y}" if month else NO_RESULT for month in months]
    notes = [
        f"The list {DROPPED}. {note}".strip() if listed == Listing.DROPPED else note
        for note, listed in zip(services.note, services.listed, strict=True)
    ]
    return services.assign(data=marks, results=results, note=notes)[list(COLUMNS)].rename(columns=COLUMNS)
