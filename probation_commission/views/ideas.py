"""The pot as one bar."""

import altair as alt
import pandas as pd

from probation_commission.domain.money import pounds
from probation_commission.views.charts import INK, PAPER, AnyChart

COLOURS = {"awarded": "#1d5a96", "left": "#e3e8ed"}
ROOM_FOR_WORDS = 0.35
"""The share of the bar from which a part's words fit into it on a phone; the title always has them."""


def pot_chart(awarded: int, left: int) -> AnyChart:
    """What is awarded and left of a pot (pence), with its pounds in the bar; the whole bar is the pot."""
    total = awarded + left
    base = alt.Chart(_parts(awarded, left)).encode(y=alt.Y("pot:N", axis=None))
    bar = base.mark_bar(stroke="#4a5a6a", strokeWidth=1).encode(
        # The axis ends at the whole pot and not at a round number: the bar itself is the £12,000.
        x=alt.X("from:Q", axis=None, scale=alt.Scale(domain=[0, total], nice=False)),
        x2="to:Q",
        color=alt.Color(
            "part:N", legend=None, scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
        ),
        tooltip=[alt.Tooltip("words:N", title="Pot")],
    )
    # White on the dark part, dark on the pale one: each word passes contrast.
    ink = alt.condition(alt.datum.part == "awarded", alt.value(PAPER), alt.value(INK))
    text = base.transform_filter(alt.datum.to - alt.datum["from"] >= ROOM_FOR_WORDS * total)
    text = text.mark_text(fontSize=15, fontWeight="bold").encode(x="middle:Q", text="words:N", color=ink)
    title = f"{pounds(awarded)} of {pounds(total)} is awarded, {pounds(left)} is left"
    return alt.layer(bar, text).properties(title=title, height=100)


def _parts(awarded: int, left: int) -> pd.DataFrame:
    parts = [("awarded", 0, awarded), ("left", awarded, awarded + left)]
    rows = [
        {"pot": "pot", "part": part, "from": start, "to": end, "words": f"{pounds(end - start)} {part}"}
        for part, start, end in parts
        if end > start
    ]
    frame = pd.DataFrame(rows)
    return frame.assign(middle=(frame["from"] + frame.to) / 2)
