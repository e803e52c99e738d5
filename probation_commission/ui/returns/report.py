"""A performance report on the page of returns: what was counted, from when to when it was exported."""

import streamlit as st

from probation_commission.actions import returns as actions
from probation_commission.actions.refusals import RefusedError
from probation_commission.actions.returns import CheckedFile
from probation_commission.domain import months
from probation_commission.domain.days import today
from probation_commission.ui.returns import late
from probation_commission.views import report as views
from probation_commission.views.markdown import plain


def draw(checked: CheckedFile) -> CheckedFile | None:
    """The file with the days of its export; None where they can't be. Of another file, as it is."""
    report = checked.reading.report
    if report is None:
        return checked
    st.header("What was counted")
    said = _exported(checked)
    returns = (said or checked).reading.returns
    partial = sum(ret.partial for ret in returns)
    st.markdown("\n".join(f"- {plain(line)}" for line in views.counted(report, len(returns), partial)))
    if report.faults:
        st.subheader("What is wrong in its rows")
        st.markdown("\n".join(f"- {plain(views.fault(fault))}" for fault in report.faults))
        st.caption(
            "Rows are numbered as in the sender’s file. What is wrong is counted apart, not corrected."
        )
    late.draw()
    return said


def _exported(checked: CheckedFile) -> CheckedFile | None:
    report = checked.reading.report
    if report is None:
        return checked
    st.markdown(
        "From which day received to which was it exported? A month within these days that was over by "
        "then is held whole; any other is kept as a part, and never takes the place of a whole."
    )
    st.caption(
        "**To** is proposed as the last day on which anything happened by the file. Where the export asked "
        "for referrals received up to an earlier day, enter that one, or a month exported in part is held "
        "whole."
    )
    with st.container(horizontal=True):
        first = st.date_input(
            "From",
            report.exported.first,
            min_value=months.FIRST,
            max_value=today(),
            format="DD/MM/YYYY",
            key=f"exported-{checked.reading.sha256}-first",
            width=200,
        )
        last = st.date_input(
            "To",
            report.exported.last,
            min_value=months.FIRST,
            max_value=today(),
            format="DD/MM/YYYY",
            key=f"exported-{checked.reading.sha256}-last",
            width=200,
        )
    try:
        return actions.exported(checked, first, last)
    except RefusedError as refusal:
        st.error("\n\n".join(refusal.reasons), icon=":material/event_busy:")
        return None


def say_how_to_cut() -> None:
    """How a provider takes the two columns about people out before it sends a report."""
    with st.expander("RaM’s performance report: what a provider cuts first"):
        st.markdown(
            "It has two columns about people, **caseworker_id** and **service_user_crn**. They aren’t needed "
            "here, and are better not sent:\n\n"
            "1. Open the file in Excel.\n"
            "2. Click the letter above *caseworker_id* (E), hold Ctrl, click the one above "
            "*service_user_crn* (F), right-click and choose Delete.\n"
            "3. Save it as CSV under another name, and send that one.\n\n"
            "Cut whatever else was added to it as well. Whoever runs this app can do it too: "
            "`python -m probation_commission strip FILE` writes the report’s own columns without these two. "
            "Of a report that still has them they are never looked at; its rows are counted, none is kept."
        )
