"""The card of one service: all that is known of it, and for leads of its areas what they note and change."""

from typing import Any

import streamlit as st

from probation_commission.actions import contracts as actions
from probation_commission.analysis.rows import rows_of
from probation_commission.domain.access import NotAllowedError, Permission, Person
from probation_commission.domain.days import day, today
from probation_commission.domain.money import pounds
from probation_commission.geography.england_wales import authorities
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.ui.data import loaders
from probation_commission.ui.parts import page, replies
from probation_commission.ui.services import edit
from probation_commission.ui.services.listing import ServicePicture, one_chosen
from probation_commission.ui.who import seen_as_partnership
from probation_commission.views import services as views
from probation_commission.views.markdown import plain
from probation_commission.views.marks import tagged


def draw(person: Person, picture: ServicePicture) -> None:
    """The card of the service that is chosen among these."""
    replies.draw(edit.OUTCOME)
    slug = one_chosen(list(picture.services.slug))
    if not slug:
        st.caption("Choose a service to see who provides it, for whom, where, how to refer, and until when.")
        return
    (row,) = rows_of(picture.services[picture.services.slug == slug])
    bought = loaders.bought()
    st.header(plain(tagged(row["name"], made_up=bool(row["illustrative"]))))
    if words := views.card.faults(row, bought):
        st.warning(plain(words), icon=":material/report:")
    known, contract = st.columns(2, gap="large")
    with known:
        page.table(views.card.about(row, bought))
    with contract:
        _draw_contract(row, picture)
    _draw_where(row, picture)
    # Whoever sees it as the partnership does shows it to others, as a wall does.
    if person.may(Permission.EDIT_DIRECTORY) and not (page.projected() or seen_as_partnership(person)):
        _draw_for_leads(person, row)


def _draw_contract(row: dict[str, Any], picture: ServicePicture) -> None:
    bought = loaders.bought()
    contract = views.card.bought_under(row, bought)
    if contract.empty:
        st.markdown("No contract of it is known here: neither its days nor who is in it.")
        return
    page.table(contract)
    steps = views.card.steps(row, bought, picture.choice.day)
    if len(steps):
        st.markdown("**Mobilisation**")
        page.table(steps)


def _draw_where(row: dict[str, Any], picture: ServicePicture) -> None:
    st.markdown("**Where**")
    one = picture.services[picture.services.slug == row["slug"]]
    covered = views.coverage.on(one, loaders.bought().places, picture.choice.day, today())
    names = {code: authority.name for code, authority in authorities().items()}
    names |= {
        ward.code: ward.name
        for area in gazetteer().authorities
        if (ward_set := gazetteer().ward_set(area, picture.choice.day))
        for ward in ward_set.wards
    }
    sentence, places = views.card.where(covered, row, names)
    if sentence:
        st.markdown(plain(sentence))
    if len(places):
        page.table(places)


def _value(own: actions.OwnNotes) -> str:
    if not own.value_told:
        return "told to leads of all the areas of its contract"
    return "not known" if own.value_pence is None else pounds(own.value_pence)


def _draw_for_leads(person: Person, row: dict[str, Any]) -> None:
    """What leads of its areas alone see, and the forms; to other leads why there are none."""
    slug = str(row["slug"])
    try:
        own = actions.notes(person, slug)
    except NotAllowedError as refusal:
        st.caption(str(refusal))
        return
    with st.expander("For leads of its areas alone"):
        st.markdown(f"**Value:** {_value(own)}")
        st.text(own.note or "No note.")
        st.caption("Never on a wall and in no file. Change it below.")
    with st.expander("Change it"):
        edit.draw(person, row, own)
    with st.expander("What was changed"):
        rows = actions.history(person, slug)
        if rows.empty:
            st.markdown("Nothing was changed here; it is as the source has it.")
            return
        words = rows.assign(When=[day(at) for at in rows["at"]])[
            ["When", "who", "action", "before", "after", "reason"]
        ]
        named = {"who": "Who", "action": "What", "before": "Before", "after": "After", "reason": "Reason"}
        page.table(words.rename(columns=named).iloc[::-1])
