"""A page that shows somebody exact counts says so, so that who saw what is known afterwards."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.actions import exact_counts
from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.access import Person
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.days import today
from probation_commission.ui.menu import MenuItem

ALL = "all"
"""Where a page shows the counts of every area at once."""


def note(
    person: Person, audience: Audience, page: MenuItem, area: str = ALL, *, under: Sequence[Agreement] = ()
) -> None:
    """The view of this page written down, where it shows exact counts; the account is read anew for it.

    `under`: the agreements by which it shows others than leads any.
    """
    if audience is not Audience.RESTRICTED and not under:
        return
    numbers = tuple(sorted(one.id for one in under))
    # A session asks once a day; another session of the same person finds the entry that is there.
    key, view = "viewed", (person.key, page.address, area, numbers, today())
    noted: set[tuple[object, ...]] = st.session_state.setdefault(key, set())
    if view not in noted:
        exact_counts.view(person, page.address or "overview", area, under=numbers)
        noted.add(view)
