"""The pot as one bar."""

import altair as alt
import pandas as pd

from probation_commission.domain.money import pounds
from probation_commission.views import marks
from probation_commission.views.charts import INK, PAPER, AnyChart

COLOURS = {"awarded": "#1d5a96", "left": "#e3e8ed"}
ROOM_FOR_WORDS = 0.35
"""The share of the bar from which a part's words fit into it on a phone; the title always has them."""


def pot_chart(awarded: int, left: int, *, made_up: bool = False) -> AnyChart:
    """What is awarded and left of a pot (pence), with its pounds in the bar; the whole bar is the pot.

    A made-up pot is hollow and dashed, and its title says so.
    """
    total = awarded + left
    base = alt.Chart(_parts(awarded, left).assign(made_up=made_up)).encode(y=alt.Y("pot:N", axis=None))
    colours = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    bar = base.mark_bar().encode(
        # The axis ends at the whole pot and not at a round number: the bar itself is the £12,000.
        x=alt.X("from:Q", axis=None, scale=alt.Scale(domain=[0, total], nice=False)),
        x2="to:Q",
        tooltip=[alt.Tooltip("words:N", title="Pot")],
        **marks.bar_look(alt.Fill("part:N", legend=None, scale=colours), edge="#4a5a6a"),
    )
    # White on the dark part, dark on the pale and the hollow one: each word passes contrast.
    dark = (alt.datum.part == "awarded") & ~alt.datum.made_up
    ink = alt.condition(dark, alt.value(PAPER), alt.value(INK))
    text = base.transform_filter(alt.datum.to - alt.datum["from"] >= ROOM_FOR_WORDS * total)
    text = text.mark_text(fontSize=15, fontWeight="bold").encode(x="middle:Q", text="words:N", color=ink)
    title = f"{pounds(awarded)} of {pounds(total)} is awarded, {pounds(left)} is left"
    return alt.layer(bar, text).properties(title=marks.tagged(title, made_up=made_up), height=100)


def _parts(awarded: int, left: int) -> pd.DataFrame:
    parts = [("awarded", 0, awarded), ("left", awarded, awarded + left)]
    rows = [
        {"pot": "pot", "part": part, "from": start, "to": end, "words": f"{pounds(end - start)} {part}"}
        for part, start, end in parts
        if end > start
    ]
    frame = pd.DataFrame(rows)
    return frame.assign(middle=(frame["from"] + frame.to) / 2)
