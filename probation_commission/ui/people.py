"""The parts of the people page: who has access, give it, change it, end it."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from probation_commission.actions import people as actions
from probation_commission.domain.access import GRANTS, Permission, Person, Role
from probation_commission.domain.days import day
from probation_commission.store.people import Account
from probation_commission.ui.parts import filters, page, replies
from probation_commission.ui.sign_in import sign_in_configured
from probation_commission.views.markdown import plain

_OUTCOME = "people_outcome"
_ROUND = "people_round"
_ADMINS = "admins"


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
            "Signs in as": [account.email for account in accounts],
            "Organisation": [account.organisation for account in accounts],
            "Role": [filters.first_upper(account.role.label) for account in accounts],
            "Access": ["yes" if account.active else "ended" for account in accounts],
            "Added by": [account.added_by for account in accounts],
            "Added on": [day(account.added_at) for account in accounts],
        }
    )
    st.dataframe(table, hide_index=True, alt="Everybody who has or had access, with role")
    page.source("Staff and partners alone, never a person on probation.", viewers=_ADMINS)


def draw_add(person: Person) -> None:
    """The form that gives somebody access."""
    st.header("Give access")
    # A new key is a new, empty form; the old one keeps what a refusal left in it.
    with st.form(f"people_add_{st.session_state.get(_ROUND, 0)}"):
        email = st.text_input("E-mail address they sign in with", autocomplete="off")
        name = st.text_input("Name", max_chars=actions.LONGEST_NAME, autocomplete="off")
        organisation = _organisation("", key="people_organisation_to_give")
        # Unless somebody chooses, the role that is shown nothing of the partnership (decision 150).
        role = _role_choice(Role.APPLICANT, key="people_role_to_give")
        if st.form_submit_button("Give access", type="primary", icon=":material/person_add:"):
            _do(
                lambda: actions.add(person, email, role, name, organisation),
                "{name} has access now, as {role}{of_whom}.",
            )


def draw_change(person: Person, accounts: Sequence[Account]) -> None:
    """The form that gives somebody with access another role, or none."""
    active = {f"{account.name} ({account.email})": account for account in accounts if account.active}
    if not active:
        return
    st.header("Change or end access")
    with st.container(border=True):
        chosen = st.selectbox("Person", list(active), None, placeholder="Choose a person")
        if chosen is None:
            return
        account = active[chosen]
        # The role is in the key: under the old one Streamlit would show the choice of before, not the role.
        # The organisation is in its key for the same reason.
        key = f"people_organisation_of_{account.email}_{account.organisation}"
        organisation = _organisation(account.organisation, key=key)
        role = _role_choice(account.role, key=f"people_role_of_{account.email}_{account.role}")
        with st.container(horizontal=True):
            as_before = (role, organisation.strip()) == (account.role, account.organisation)
            change = st.button("Change role", icon=":material/badge:", disabled=as_before)
            end = st.button("End access", icon=":material/person_off:")
        _draw_history(person, account)
        if change:
            _do(
                lambda: actions.change_role(person, account.email, role, organisation),
                "{name} is {role} now{of_whom}.",
            )
        if end:
            _do(lambda: actions.deactivate(person, account.email), "{name} has no access any more.")


def _draw_history(person: Person, account: Account) -> None:
    """What was done with somebody's access, by whom and when."""
    entries = actions.history(person, account.email)
    if entries.empty:
        return
    table = pd.DataFrame(
        {
            "When": entries["at"].map(day),
            "What": entries.action.map(filters.first_upper),
            "Before": entries.before,
            "After": entries.after,
            "By": entries.who,
        }
    )
    with st.expander("What was changed so far"):
        page.table(table)


def explain_roles() -> None:
    """What each role may do, from the same table that every page asks."""
    with st.expander("What each role may do"):
        may = ["; ".join(what for what in Permission if what in GRANTS[role]) for role in Role]
        table = pd.DataFrame({"Role": map(_role_words, Role), "May": map(filters.first_upper, may)})
        page.table(table)


def _organisation(now: str, *, key: str) -> str:
    return st.text_input(
        "Organisation",
        now,
        key=key,
        max_chars=actions.LONGEST_ORGANISATION,
        help="Of its ideas they decide nothing. A partner sees exact counts of its own services alone: write "
        "the provider as the page Services has it.",
    )


def _role_choice(now: Role, *, key: str) -> Role:
    roles = list(Role)
    chosen = st.selectbox("Role", roles, roles.index(now), key=key, format_func=_role_words)
    return chosen or now


def _role_words(role: Role) -> str:
    return filters.first_upper(role.label)


def _do(action: Callable[[], Account], sentence: str) -> None:
    with replies.refusal_shown():
        account = action()
        of_whom = f", of {plain(account.organisation)}" if account.organisation else ""
        words = {"name": plain(account.name), "role": account.role.label, "of_whom": of_whom}
        replies.keep(_OUTCOME, sentence.format_map(words))
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        st.rerun()
