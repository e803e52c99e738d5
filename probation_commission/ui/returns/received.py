"""The day on which a return came in, where that is another than the day on which it is loaded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from probation_commission.domain import months
from probation_commission.domain.days import in_full
from probation_commission.domain.days import today as this_day
from probation_commission.domain.receipts import DUE_DAY, came_early
from probation_commission.domain.returns import Reading, Return, ReturnKey


@dataclass(frozen=True, slots=True)
class DayReceived:
    """The day that somebody gave, if any; whether a period was not over then, and they say that it is so."""

    on: date | None = None
    early: bool = False
    confirmed: bool = False

    @property
    def settled(self) -> bool:
        """Whether nothing has to be said about it any more."""
        return self.confirmed or not self.early

    def of_each(self, returns: Iterable[Return]) -> dict[ReturnKey, date]:
        """The day for each return of the file."""
        return {ret.key: self.on for ret in returns} if self.on else {}


def draw(reading: Reading) -> DayReceived:
    """The field, folded away: most returns are loaded on the day they come in."""
    # A report renews months of long ago, and is late for none of them.
    if reading.report:
        return DayReceived()
    today = this_day()
    with st.expander("It came in on another day than today"):
        on: date | None = st.date_input(
            "The day on which it came in",
            today,
            min_value=months.FIRST,
            max_value=today,
            format="DD/MM/YYYY",
            key=f"received-{reading.sha256}",
            width=240,
        )
        st.caption(
            f"A return is usually due by working day {DUE_DAY} of the month after; this day says whether "
            "it was late. Who loaded it, and when, is kept beside it."
        )
        if on is None or on == today:
            return DayReceived()
        early = came_early(reading.returns, on)
        if not early:
            return DayReceived(on)
        st.warning(f"On {in_full(on)} {early[0].month:%B %Y} was not over yet.", icon=":material/event:")
        confirmed = st.checkbox("It did come in before that", key=f"early-{reading.sha256}")
        return DayReceived(on, early=True, confirmed=confirmed)
