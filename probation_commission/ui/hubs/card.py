"""The card of one place, and what a lead alone reads on it."""

import pandas as pd
import streamlit as st

from probation_commission.actions import hubs as actions
from probation_commission.analysis.hubs import there_on
from probation_commission.analysis.openings import next_for
from probation_commission.analysis.rows import rows_of
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.days import now, today
from probation_commission.domain.hubs import NOBODY_SAID, OpenTo
from probation_commission.ui.data import loaders
from probation_commission.ui.hubs import picture as pictures
from probation_commission.ui.menu import SERVICES
from probation_commission.ui.parts import click, page, replies
from probation_commission.ui.who import acting, seen_as_partnership
from probation_commission.views import hubs as views
from probation_commission.views.markdown import plain

OUTCOME = "hubs_outcome"


def draw_outcome() -> None:
    """What was done, said once."""
    replies.draw(OUTCOME)


def chosen() -> str:
    """The slug of the place whose card is open; empty where none is, or it is not here."""
    slug = st.query_params.get(pictures.PLACE, "")
    return slug if slug in set(loaders.hubs().slug) else ""


def draw(person: Person, slug: str) -> None:
    """All that is known of a place."""
    places = loaders.hubs()
    place = places[places.slug == slug].iloc[0]
    known = loaders.openings().get(slug)
    upcoming = next_for(known or NOBODY_SAID, OpenTo.ALL, now())
    with st.container(border=True, key="hub-card"):
        st.html(_STYLE)
        st.header(plain(str(place["name"])), anchor=False)
        marks = [str(place.kind), *(["made up"] if place.illustrative else [])]
        st.caption(plain(", ".join(marks)))
        if upcoming and upcoming.session.for_whom is not OpenTo.ALL:
            st.caption(f"Next open for {plain(upcoming.session.for_whom)}.")
        row = {str(name): None if _missing(value) else value for name, value in place.items()}
        if known and (known.sessions or known.closures):
            st.markdown("\n".join(f"- {plain(line)}" for line in views.sessions(known)))
        lines = views.lines(row, known, upcoming, today())
        st.markdown("\n\n".join(f"**{label}:** {plain(words)}" for label, words in lines.items()))
        _draw_services(slug)
        if place.confidential:
            _draw_where(person, slug)
        _draw_buttons(person, slug)


def may_see_where(person: Person) -> bool:
    """Whether where a confidential place is stands on this screen: for a lead who sees it as a lead alone."""
    return person.may(Permission.EDIT_DIRECTORY) and not page.projected() and not seen_as_partnership(person)


def _missing(value: object) -> bool:
    return bool(pd.isna(value)) if not isinstance(value, str) else False  # type: ignore[call-overload]


def _draw_services(slug: str) -> None:
    """The services that are provided there today, each with the way to its own card."""
    at_places, names = loaders.services_at_places(), loaders.service_names()
    here = there_on(at_places[at_places.hub == slug], today())
    if here.empty:
        st.markdown(f"**Services there:** {views.NOT_KNOWN}")
        return
    st.markdown("**Services there:**")
    for row in rows_of(here):
        name = plain(views.service_there(row, names[row["service"]]))
        query = {"service": row["service"]}
        st.page_link(SERVICES.file, label=name, icon=SERVICES.icon, query_params=query)


def _draw_where(person: Person, slug: str) -> None:
    """Where a confidential place is, for leads alone: it is on no other part of any page (decision 222)."""
    if not may_see_where(person):
        st.caption("Where it is, a lead tells: call the number above.")
        return
    where = actions.where_it_is(person, slug)
    words = ", ".join(filter(None, (where.address, where.postcode))) or views.NOT_KNOWN
    st.warning(
        plain(f"Confidential, for leads alone: {words}. {where.transport}"), icon=":material/visibility_off:"
    )


def _draw_buttons(person: Person, slug: str) -> None:
    with st.container(horizontal=True):
        st.button("Back to the list", icon=":material/list:", on_click=pictures.choose, args=("",))
        if person.may(Permission.EDIT_DIRECTORY):
            st.button("Still right", icon=":material/check:", on_click=_confirm, args=(slug,))


@click("Confirming this place")
def _confirm(slug: str) -> None:
    with replies.refusal_kept(OUTCOME):
        actions.confirm(acting(), slug)
        replies.keep(OUTCOME, "Confirmed as still right, today.")


_STYLE = """<style>
.st-key-hub-card [data-testid="stMarkdownContainer"] p { margin-bottom: .35rem; }
.st-key-hub-card h2 { font-size: 1.25rem; padding: 0; }
</style>"""
