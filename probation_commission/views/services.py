"""Services as a chart."""

import altair as alt
import pandas as pd

STATUSES = {
    "live": "#1d5a96",
    "rolling out": "#4b98ca",
    "to be procured": "#b35c00",
    "not confirmed": "#a9b4bf",
    "closed to referrals": "#5b6670",
    "ended": "#d9dee3",
}


def pathway_chart(services: pd.DataFrame) -> alt.Chart:
    """A bar for each pathway, by status, live first; the title says where most are known."""
    counts = services.groupby(["pathway", "status"], as_index=False).size()
    order = list(STATUSES)
    top = services.pathway.value_counts()
    title = f"{top.index[0]} has the most services known ({top.iloc[0]})"
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
