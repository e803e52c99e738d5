"""A page that shows somebody exact counts says so, so that who saw what is known afterwards."""

from datetime import datetime

import streamlit as st

from probation_commission.actions import exact_counts
from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.access import Person
from probation_commission.domain.days import LONDON
from probation_commission.ui.menu import MenuItem

ALL = "all"
"""Where a page shows the counts of every area at once."""


def note(person: Person, audience: Audience, page: MenuItem, area: str = ALL) -> None:
    """The view of this page written down, where it shows exact counts; the account is read anew for it."""
    if audience is not Audience.RESTRICTED:
        return
    # A session asks once a day; another session of the same person finds the entry that is there.
    key, view = "viewed", (person.key, page.address, area, datetime.now(LONDON).date())
    noted: set[tuple[object, ...]] = st.session_state.setdefault(key, set())
    if view not in noted:
        exact_counts.view(person, page.address or "overview", area)
        noted.add(view)
