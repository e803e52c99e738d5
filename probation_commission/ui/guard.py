"""The first statement of every page: whether this person may be here."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from probation_commission.domain.access import NotAllowedError, Permission, Person, require
from probation_commission.ui.parts import filters
from probation_commission.ui.who import current_person


def guard(permission: Permission) -> Person:
    """The person, if they may be here; otherwise a sentence, and the page stops."""
    if context := get_script_run_ctx():
        filters.arrive(context.page_script_hash, by_history=context.is_history_navigation)
    # A page can be reached by its address, past the menu, so this is its first statement (a test holds it).
    person = current_person()
    try:
        require(person, permission)
    except NotAllowedError as refusal:
        st.title("Not for this role")
        st.warning(f"{refusal} Ask an admin if you need it.", icon=":material/lock:")
        st.stop()
    return person
