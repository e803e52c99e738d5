"""The list of what is followed month by month, in which a line opens its chart: of returns and of reports."""

import pandas as pd
import streamlit as st

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
