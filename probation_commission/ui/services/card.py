"""The card of one service: all that is known of it, and for leads of its areas what they note and change."""

from typing import Any

import streamlit as st

from probation_commission.actions import contracts as actions
from probation_commission.analysis.hubs import there_on
from probation_commission.analysis.rows import rows_of
from probation_commission.analysis.services import known_number
from probation_commission.domain.access import NotAllowedError, Permission, Person
from probation_commission.domain.days import day, today
from probation_commission.domain.money import pounds
from probation_commission.geography.england_wales import authorities
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.ui.data import loaders
from probation_commission.ui.menu import HUBS, IDEAS
from probation_commission.ui.parts import page, replies
from probation_commission.ui.services import edit, manage, register
from probation_commission.ui.services.form import OUTCOME
from probation_commission.ui.services.listing import ServicePicture, one_chosen
from probation_commission.ui.who import seen_as_partnership
from probation_commission.views import services as views
from probation_commission.views.markdown import plain
from probation_commission.views.marks import tagged


def draw(person: Person, picture: ServicePicture) -> None:
    """The card of the service that is chosen among these."""
    replies.draw(OUTCOME)
    slug = one_chosen(list(picture.services.slug))
    if not slug:
        st.caption(
            "Choose a line of the list to see who provides it, for whom, where, how to refer, and until when."
        )
        return
    (row,) = rows_of(picture.services[picture.services.slug == slug])
    bought = loaders.bought()
    st.header(plain(tagged(row["name"], made_up=bool(row["illustrative"]))))
    if words := views.card.faults(row, bought):
        st.warning(plain(words), icon=":material/report:")
    page.table(views.card.about(row, bought))
    _draw_contract(row, picture, taken=register.may_load(person))
    if (number := known_number(row["idea_id"])) and person.may(Permission.SEE_IDEAS):
        st.page_link(
            IDEAS.file, label="The idea of this award", icon=IDEAS.icon, query_params={"idea": str(number)}
        )
    _draw_where(row, picture)
    # Whoever sees it as the partnership does shows it to others, as a wall does.
    if person.may(Permission.EDIT_DIRECTORY) and not (page.projected() or seen_as_partnership(person)):
        _draw_for_leads(person, row)


def _draw_contract(row: dict[str, Any], picture: ServicePicture, *, taken: bool) -> None:
    bought = loaders.bought()
    contract = views.card.bought_under(row, bought)
    if contract.empty:
        st.markdown("No contract of it is known here: neither its days nor who is in it.")
        return
    page.table(contract)
    register.draw_standing(row["contract_slug"], taken=taken)
    steps = views.card.steps(row, bought, picture.choice.day, _area_names())
    if len(steps):
        st.markdown("**Mobilisation**")
        page.table(steps)


def _area_names() -> dict[str, str]:
    return {code: authority.name for code, authority in authorities().items()}


def _draw_where(row: dict[str, Any], picture: ServicePicture) -> None:
    st.markdown("**Where**")
    one = picture.services[picture.services.slug == row["slug"]]
    covered = views.coverage.on(one, loaders.bought().places, picture.choice.day, today())
    names = _area_names()
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
    _draw_places(str(row["slug"]))


def _draw_places(slug: str) -> None:
    """The hubs and offices at which it is provided today, each with the way to its card."""
    at_places, hubs = loaders.services_at_places(), loaders.hubs()
    there = there_on(at_places[at_places.service == slug], today())
    names = dict(zip(hubs.slug, hubs.name, strict=True))
    with st.container(horizontal=True):
        for hub in there.hub:
            st.page_link(
                HUBS.file,
                label=plain(names[hub]),
                icon=HUBS.icon,
                query_params={"place": hub, "view": "map"},
                width="content",
            )


def _value(own: actions.OwnNotes) -> str:
    if not own.value_told:
        return "told to leads of all the areas of its contract"
    return "not known" if own.value_pence is None else pounds(own.value_pence)


_NOTE, _SERVICE, _CONTRACT, _PLACE = "Note and value", "The service", "Its contract", "Where it is"
_PARTIES, _STEPS, _ISSUES = "Who is in it", "Mobilisation", "Issues"
_LEVELS, _COST, _HISTORY = "Service levels", "Cost", "What was changed"
_OF_CONTRACT = {
    _PARTIES: manage.draw_parties,
    _STEPS: manage.draw_steps,
    _ISSUES: manage.draw_issues,
    _LEVELS: manage.draw_levels,
    _COST: manage.draw_cost,
}


def _draw_for_leads(person: Person, row: dict[str, Any]) -> None:
    """What leads of its areas alone see, and the forms; to other leads why there are none.

    One part at a time: each asks the store for itself alone.
    """
    st.subheader("For leads of its areas alone")
    of_contract = [_CONTRACT, *_OF_CONTRACT] if row["contract_slug"] else []
    parts = [_NOTE, _SERVICE, _PLACE, *of_contract, _HISTORY]
    key = f"service_part_{row['slug']}"
    if st.session_state.get(key) not in parts:
        st.session_state[key] = _NOTE
    part = st.segmented_control(
        "See or change", parts, key=key, required=True, help="On no wall and in no file."
    )
    try:
        if part in _OF_CONTRACT:
            _OF_CONTRACT[part](person, row)
        elif part == _HISTORY:
            _draw_history(person, str(row["slug"]))
        else:
            _draw_own(person, row, str(part))
    except NotAllowedError as refusal:
        st.caption(str(refusal))


def _draw_own(person: Person, row: dict[str, Any], part: str) -> None:
    own = actions.notes(person, str(row["slug"]))
    if part == _NOTE:
        st.markdown(f"**Value:** {_value(own)}")
        st.text(own.note or "No note.")
        st.caption(
            "Never on a wall and in no file. The note is changed with the service, the value with its "
            "contract."
        )
    elif part == _SERVICE:
        edit.draw_service(person, row, own)
    elif part == _CONTRACT:
        edit.draw_contract(person, row, own)
    else:
        edit.draw_place(person, row)


def _draw_history(person: Person, slug: str) -> None:
    rows = actions.history(person, slug)
    if rows.empty:
        st.markdown("No change of it was written down here.")
        return
    words = rows.assign(When=[day(at) for at in rows["at"]])[
        ["When", "who", "action", "before", "after", "reason"]
    ]
    named = {"who": "Who", "action": "What", "before": "Before", "after": "After", "reason": "Reason"}
    page.table(words.rename(columns=named).iloc[::-1])
