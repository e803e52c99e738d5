"""Services as a chart, in words and as a table."""

import altair as alt
import pandas as pd

from probation_commission.analysis.services import live, real
from probation_commission.domain.words import plural

STATUSES = {
    "live": "#1d5a96",
    "rolling out": "#4b98ca",
    "to be procured": "#b35c00",
    "not confirmed": "#a9b4bf",
    "closed to referrals": "#5b6670",
    "ended": "#d9dee3",
}

COLUMNS = {
    "name": "Service",
    "data": "Data",
    "provider": "Provider",
    "funder": "Funder",
    "contract": "Contract",
    "pathway": "Pathway",
    "for_whom": "For whom",
    "area": "Area",
    "status": "Status",
    "expects_a_year": "People a year",
    "as_of": "As of",
    "note": "Note",
    "source": "Source",
}


def pathway_chart(services: pd.DataFrame) -> alt.Chart:
    """A bar for each pathway, by status, live first; the title says where most are known."""
    counts = services.groupby(["pathway", "status"], as_index=False).size()
    order = list(STATUSES)
    top = services.pathway.value_counts()
    title = f"{top.index[0]} has the most services known ({top.iloc[0]})"
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
                scale=alt.Scale(domain=order, range=list(STATUSES.values())),
                legend=alt.Legend(orient="top", columns=3, labelLimit=200),
            ),
            order=alt.Order("order:Q"),
            tooltip=["pathway:N", "status:N", alt.Tooltip("size:Q", title="services")],
        )
        .properties(title=title, height=alt.Step(24))
    )
    return chart


def finding(chosen: pd.DataFrame) -> str:
    """How many, how many of them live, and how many pathways they span; of those that are not made up."""
    # Illustrative services are listed and marked, and counted nowhere as known or live (decision 81).
    services = real(chosen)
    if chosen.empty:
        return "No service matches these choices."
    invented = len(chosen) - len(services)
    if services.empty:
        return "Only illustrative services match these choices."
    pathways = services.pathway.nunique()
    return (
        f"{len(live(chosen))} of {len(services)} services are live; they span "
        f"{plural(pathways, 'pathway')}. "
        "The rest are rolling out, to be procured, ended or not confirmed."
        + (f" {plural(invented, 'more is', 'more are')} illustrative and not counted." if invented else "")
    )


def table(services: pd.DataFrame) -> pd.DataFrame:
    """Everything that is known of each service, and whether it is real."""
    marks = services.illustrative.map({True: "illustrative", False: "real"})
    return services.assign(data=marks)[list(COLUMNS)].rename(columns=COLUMNS)
