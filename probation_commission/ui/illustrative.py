"""The parts of the page of illustrative data: what would go and what stays, removing it, loading it."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.domain.access import Person
from probation_commission.domain.illustrative import WhatGoes
from probation_commission.samples import loading
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept
from probation_commission.ui.parts import click, page, part, replies
from probation_commission.ui.who import acting
from probation_commission.views import illustrative as words

ADMINS = "admins"
_OUTCOME, _ASKED = "illustrative_outcome", "illustrative_asked"


@kept(*Topic, entries=4)
def what_goes(person: Person) -> WhatGoes:
    """What would go with the illustrative data, and what would stay. Raises `NotAllowedError`."""
    return loading.what_goes(person)


def draw_outcome() -> None:
    """What was done, said once."""
    replies.draw(_OUTCOME)


def draw_lists(found: WhatGoes) -> None:
    """What would go beside what stays."""
    goes, stays = st.columns(2, gap="large")
    with goes, part("What would go"):
        _draw_list("What would go", words.going(found))
    with stays, part("What stays"):
        _draw_list("What stays", words.staying(found))
    page.source("What people wrote stays, with whatever it stands on.", viewers=ADMINS)


def _draw_list(title: str, lines: Sequence[str]) -> None:
    st.header(title)
    st.markdown("\n".join(f"- {line}" for line in lines or ["nothing"]))


def draw_removal(found: WhatGoes) -> None:
    """The button that removes it, which asks first."""
    if not st.session_state.get(_ASKED):
        st.button("Remove illustrative data", icon=":material/delete:", on_click=_ask)
        return
    st.warning(words.question(found), icon=":material/warning:")
    with st.container(horizontal=True):
        st.button("Yes, remove it", type="primary", on_click=_remove)
        st.button("Keep it", on_click=_keep)


@click("Asking whether to remove it")
def _ask() -> None:
    st.session_state[_ASKED] = True


@click("Keeping it")
def _keep() -> None:
    st.session_state.pop(_ASKED, None)


@click("Removing it")
def _remove() -> None:
    st.session_state.pop(_ASKED, None)
    with replies.refusal_kept(_OUTCOME):
        replies.keep(_OUTCOME, words.gone(loading.remove(acting())))


def draw_loading(person: Person) -> None:
    """The button that loads it, which takes some seconds."""
    st.markdown(
        "Illustrative data is made-up months, services, ideas and promises to try the app with, marked "
        "wherever they are shown. A month that has a real return is left alone."
    )
    if st.button("Load illustrative data", icon=":material/science:"):
        with st.spinner("Loading illustrative data…"), replies.refusal_kept(_OUTCOME):
            replies.keep(_OUTCOME, words.loaded(loading.load(person)))
        st.rerun()
