"""What is late in a performance report, by the rows of the sender's own file: for one download, then gone.

It is in this session's memory alone, apart from what was understood of the file, until it is downloaded, the
file is accepted or set aside, or another page is opened (decision 249).
"""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from probation_commission.actions.returns import CheckedFile
from probation_commission.domain.access import Permission
from probation_commission.domain.ram import LateReferrals
from probation_commission.domain.words import plural
from probation_commission.ui.parts import page
from probation_commission.ui.who import visitor
from probation_commission.views import report as views

_LATE = "return_late"
_PAGE = "returns"


class _Once:
    """The list, for as long as nobody has taken it."""

    def __init__(self, referrals: LateReferrals) -> None:
        self.count = len(referrals)
        self._referrals: LateReferrals | None = referrals

    @property
    def is_there(self) -> bool:
        """Whether it can still be taken."""
        return self._referrals is not None

    def take(self) -> bytes:
        """The list as a CSV; once more it is only said to be gone."""
        referrals, self._referrals = self._referrals, None
        if referrals is None:
            return b"This list was downloaded before and is gone.\r\n"
        return views.late(referrals).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def taken_out(checked: CheckedFile) -> CheckedFile:
    """The file without what is late in it, which is held here for its one download."""
    report = checked.reading.report
    if report is None:
        return checked
    if len(report.late):
        st.session_state[_LATE] = _Once(report.late)
    return replace(checked, reading=replace(checked.reading, report=replace(report, late=LateReferrals())))


def forget() -> None:
    """Nothing held any more."""
    st.session_state.pop(_LATE, None)


def forget_elsewhere(address: str) -> None:
    """On every page: nothing held any more but how many there were, unless it is that of returns."""
    once: _Once | None = st.session_state.get(_LATE)
    if once and address != _PAGE:
        once.take()


def draw() -> None:
    """How many are late, and the one download of which."""
    once: _Once | None = st.session_state.get(_LATE)
    st.subheader("What is late")
    if once is None:
        st.markdown("No referral of this file is past its 10, 5 or 5 working days.")
        return
    st.markdown(
        f"{plural(once.count, 'step')} of referrals took longer than 10, 5 or 5 working days, or wait longer "
        "by now. Which rows of the sender’s file they stand in can be downloaded **once**, for the provider; "
        "the list is kept nowhere and is gone after that, and once this file is accepted or set aside."
    )
    if not once.is_there:
        st.info(
            "The list was downloaded, or this page was left: it is gone. Choose the file again for another.",
            icon=":material/delete_forever:",
        )
        return
    st.download_button(
        "Download the rows that are late (csv)",
        data=page.given_to(visitor(), Permission.LOAD_RETURNS, _take(once)),
        file_name="late_referrals_by_row.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def _take(once: _Once) -> Callable[[], bytes]:
    return once.take
