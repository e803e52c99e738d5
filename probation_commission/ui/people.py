"""The parts of the people page: who has access, give it, change it, end it."""

from collections.abc import Callable, Collection, Sequence

import pandas as pd
import streamlit as st

from probation_commission.actions import people as actions
from probation_commission.actions.limits import named
from probation_commission.domain.access import GRANTS, Permission, Person, Role
from probation_commission.domain.days import day
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store.people import Account
from probation_commission.ui.parts import filters, kept_text, page, replies
from probation_commission.ui.sign_in import sign_in_configured
from probation_commission.views import people as words
from probation_commission.views.markdown import plain

_OUTCOME = "people_outcome"
_EMAIL, _NAME, _ORGANISATION, _ROLE, _AREAS, _CHANGED = (
    f"people_{what}"
    for what in ("email", "name", "organisation_to_give", "role_to_give", "areas_to_give", "changed")
)
_ADMINS = "admins"
_OF_NOBODY = "not said"
_MOST_AT_ONCE, _HEIGHT = 15, 600
_STYLE = """<style>
.st-key-people :is(th, td) * { overflow-wrap: anywhere; }
.st-key-people td:nth-child(4) { min-width: 13rem; }
@media (max-width: 1200px) { /* who gave it, and when, stands in each one's history too */
  .st-key-people :is(th, td):nth-child(5) { display: none !important; } }
@media (max-width: 640px) {
  .st-key-people thead { display: none; }
  .st-key-people :is(table, tbody, tr, td) { display: block; width: 100%; border: 0; }
  .st-key-people tr { border-bottom: 1px solid #8b9aa8; padding: .4rem 0; }
  .st-key-people td:first-child * { font-weight: 600; } }
</style>"""


def explain_local_mode() -> None:
    """What this page is good for while nobody signs in."""
    if not sign_in_configured():
        st.info(
            "Sign-in is not set up, so nobody signs in: whoever sits at this computer is “Local lead”. "
            "The people here get access once it is set up; docs/running.md says how.",
            icon=":material/info:",
        )


def draw_outcome() -> None:
    """What was changed, said once."""
    replies.draw(_OUTCOME)


def draw_table(accounts: Sequence[Account]) -> None:
    """Everybody who has or had access."""
    if not accounts:
        page.empty("Add the first person below; the first should be an admin.")
        return
    table = pd.DataFrame(
        {
            "Name": [account.name for account in accounts],
            "Role": [_standing(account) for account in accounts],
            "Organisation": [account.organisation or _OF_NOBODY for account in accounts],
            "Signs in as": [account.email for account in accounts],
            "Access given": [f"{day(account.added_at)} by {account.added_by}" for account in accounts],
        }
    )
    st.html(_STYLE)
    # What is below stays within reach, however many they are.
    with st.container(key="people", height=_HEIGHT if len(accounts) > _MOST_AT_ONCE else "content"):
        page.table(table)
    page.source("Staff and partners alone, never a person on probation.", viewers=_ADMINS)


def draw_add(person: Person) -> None:
    """The form that gives somebody access."""
    st.header("Give access")
    with st.container(border=True):
        kept_text.field(_EMAIL, kept_text.Words("E-mail address they sign in with"))
        kept_text.field(_NAME, kept_text.Words("Name", longest=actions.LONGEST_NAME))
        organisation = _organisation(person, "", key=_ORGANISATION)
        # Unless somebody chooses, the role that is shown nothing of the partnership (decision 150).
        role = _role_choice(Role.APPLICANT, key=_ROLE)
        areas = _areas((), role, key=_AREAS)
        kept_text.choices("people_chosen", _ORGANISATION, _ROLE, _AREAS)
        if st.button("Give access", type="primary", icon=":material/person_add:"):
            email, name = map(kept_text.typed, (_EMAIL, _NAME))
            _do(
                lambda: actions.add(person, email, role, name, organisation, areas=areas),
                "{name} has access now, as {role}{of_whom}.",
                (_EMAIL, _NAME, _ORGANISATION, _ROLE, _AREAS, "people_chosen"),
            )


def draw_change(person: Person, accounts: Sequence[Account]) -> None:
    """The form that gives somebody with access another role, or none."""
    active = {f"{account.name} ({account.email})": account for account in accounts if account.active}
    if not active:
        return
    st.header("Change or end access")
    with st.container(border=True):
        chosen = st.selectbox("Person", list(active), None, placeholder="Choose a person", key=_CHANGED)
        if chosen is None:
            kept_text.choices("people_to_change", _CHANGED)
            return
        account = active[chosen]
        # The role is in the key: under the old one Streamlit would show the choice of before, not the role.
        # The organisation is in its key for the same reason.
        key = f"people_organisation_of_{account.email}_{account.organisation}"
        organisation = _organisation(person, account.organisation, key=key)
        role = _role_choice(account.role, key=f"people_role_of_{account.email}_{account.role}")
        its_areas = "_".join(sorted(account.areas))
        areas_key = f"people_areas_of_{account.email}_{its_areas}"
        areas = _areas(account.areas, role, key=areas_key)
        kept_text.choices("people_to_change", _CHANGED)
        role_key = f"people_role_of_{account.email}_{account.role}"
        kept_text.choices(f"people_role_chosen_{account.email}", key, role_key, areas_key)
        is_own = bool(account.email == person.email and account.organisation)
        if is_own:
            st.caption("Another admin changes your own role and organisation.")
        with st.container(horizontal=True):
            now, before = (
                (role, organisation.strip(), areas),
                (account.role, account.organisation, account.areas),
            )
            as_before = now == before
            change = st.button("Save the change", icon=":material/badge:", disabled=as_before or is_own)
            end = st.button("End access", icon=":material/person_off:")
        _draw_history(person, account)
        if change:
            _do(
                lambda: actions.change_role(person, account.email, role, organisation, areas=areas),
                "{name} is {role} now{of_whom}.",
                (key, areas_key, "people_to_change", f"people_role_chosen_{account.email}"),
            )
        if end:
            _do(lambda: actions.deactivate(person, account.email), "{name} has no access any more.")


def _draw_history(person: Person, account: Account) -> None:
    """What was done with somebody's access, by whom and when."""
    entries = actions.history(person, account.email)
    changes = entries[(entries.before != "") | (entries.after != "")]
    if changes.empty:
        return
    with st.expander("What was changed so far"):
        st.markdown("\n".join(f"- {plain(words.change(change))}" for change in changes.to_dict("records")))


def explain_roles() -> None:
    """What each role may do, from the same table that every page asks."""
    with st.expander("What each role may do"):
        may = ["; ".join(what for what in Permission if what in GRANTS[role]) for role in Role]
        table = pd.DataFrame({"Role": map(_role_words, Role), "May": map(filters.first_upper, may)})
        page.table(table)


def _organisation(person: Person, now: str, *, key: str) -> str:
    """One that is known, or another that somebody types: so nobody's is spelled a fifth way."""
    known = actions.known_organisations(person)
    names = known if now in {"", *known} else [now, *known]
    chosen = st.selectbox(
        "Organisation",
        names,
        names.index(now) if now else None,
        key=key,
        placeholder="Choose one, or type another",
        accept_new_options=True,
        help="Of its ideas they decide nothing. A partner sees exact counts of its own services alone.",
    )
    return chosen or ""


def _areas(now: Collection[str], role: Role, *, key: str) -> frozenset[str]:
    """The areas that a lead changes something of; of any other role none is asked."""
    if role is not Role.LEAD:
        return frozenset()
    names = {area.code: area.name for area in gazetteer().authorities}
    chosen = st.multiselect(
        "Areas",
        [*names, *sorted(set(now) - names.keys())],
        sorted(now),
        key=key,
        placeholder="Every area",
        format_func=lambda code: names.get(code, code),
        help="A lead changes returns, localities, outlines and decisions of these alone, and sees all.",
    )
    return frozenset(chosen)


def _role_choice(now: Role, *, key: str) -> Role:
    roles = list(Role)
    chosen = st.selectbox("Role", roles, roles.index(now), key=key, format_func=_role_words)
    return chosen or now


def _role_words(role: Role, *, active: bool = True) -> str:
    return filters.first_upper(words.standing(role, active=active))


def _standing(account: Account) -> str:
    """`Lead for Durham`, or `Lead, access ended`."""
    words_of_role = _role_words(account.role, active=account.active)
    return f"{words_of_role}; for {named(account.areas)}" if account.areas else words_of_role


def _do(action: Callable[[], Account], sentence: str, done_with: Sequence[str] = ()) -> None:
    with replies.refusal_shown():
        account = action()
        of_whom = f", of {plain(account.organisation)}" if account.organisation else ""
        names = {"name": plain(account.name), "role": account.role.label, "of_whom": of_whom}
        replies.keep(_OUTCOME, sentence.format_map(names))
        kept_text.clear(*done_with)
        st.rerun()
