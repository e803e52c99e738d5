"""The list of what is followed month by month, in which a line opens its chart: of returns and of reports."""

import pandas as pd
import streamlit as st

from probation_commission.analysis.followed import FollowedMeasure
from probation_commission.ui.parts import page
from probation_commission.views import marks
from probation_commission.views.referrals import followed

_LINES = 9
"""Before one scrolls."""


def chosen_line(table: pd.DataFrame, key: str) -> int:
    """Draw the measures and return which line is chosen, from 0: the first until somebody chose."""
    chosen = st.dataframe(
        table,
        lazy=False,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height="content" if len(table) <= _LINES else _LINES * 36,
        alt="Each service and measure, what needs a look first; choose a line to see its chart",
        key=key,
    )
    rows = chosen.selection.rows
    return rows[0] if rows and rows[0] < len(table) else 0


def draw_control(one: FollowedMeasure, name: str, returns: pd.DataFrame) -> None:
    """The chart of a measure with its legend, and folded its months; `name` is that of its service.

    `returns`: a row each with subject, month and illustrative, by which months are marked as made up.
    """
    mine = returns[(returns.subject == one.subject) & returns.month.isin(one.control.points.month)]
    made_up = sorted(set(mine.month[mine.illustrative.astype(bool)]))
    title = followed.chart_title(one, name)
    page.chart(followed.chart, one, name, tuple(made_up), marks.tag(mine.illustrative), alt=title)
    st.html(followed.legend_html(one))
    with st.expander("Its months, and how they are judged"):
        st.dataframe(followed.month_table(one), lazy=False, hide_index=True, alt=title)
        st.caption(followed.RULES)
