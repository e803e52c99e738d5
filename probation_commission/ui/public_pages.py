"""For leads, beside what a page shows: opening it to whoever has its address, and taking it back."""

import streamlit as st

from probation_commission.actions import public_pages as actions
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.days import day
from probation_commission.domain.public_pages import PublicPage
from probation_commission.settings import settings
from probation_commission.ui.data import loaders
from probation_commission.ui.parts import click, replies
from probation_commission.ui.sign_in import sign_in_configured
from probation_commission.ui.who import acting
from probation_commission.views.markdown import plain
from probation_commission.views.terms import said

_HERE_ALONE = "Nobody signs in to this app, so it answers on this computer alone: so does the page."


def draw(person: Person, page: PublicPage) -> None:
    """Whether the page is published, with its address, and the way to change that; for leads alone."""
    if not person.may(Permission.EDIT_DIRECTORY):
        return
    replies.draw(_place(page))
    published = loaders.published_pages().get(page)
    address = f"{settings().address}{page.path}"
    st.header("Without sign-in", anchor=False)
    if published:
        st.markdown(
            plain(
                f"“{page.label}” is published, since {day(published.at)} by {published.published_by}: anyone "
                "with the address can read it."
            )
        )
        st.code(address, language=None)
        _draw_where()
        st.button(
            "Take back", icon=":material/lock:", key=f"take-back-{page}", on_click=_unpublish, args=(page,)
        )
        return
    with st.expander("Publish this page: anyone with the address can read it"):
        st.markdown(plain(said(page.shows)))
        st.markdown("What is illustrative is marked as made up. You can take the page back at any time.")
        st.markdown("Its address will be:")
        st.code(address, language=None)
        _draw_where()
        st.button(
            "Publish to anyone with the address",
            icon=":material/public:",
            key=f"publish-{page}",
            on_click=_publish,
            args=(page,),
        )


def _draw_where() -> None:
    if not sign_in_configured():
        st.caption(_HERE_ALONE)


def _place(page: PublicPage) -> str:
    return f"published_{page}"


@click("Publishing this page")
def _publish(page: PublicPage) -> None:
    with replies.refusal_kept(_place(page)):
        actions.publish(acting(), page)
        replies.keep(_place(page), f"“{page.label}” is published.")


@click("Taking this page back")
def _unpublish(page: PublicPage) -> None:
    with replies.refusal_kept(_place(page)):
        actions.unpublish(acting(), page)
        replies.keep(_place(page), f"“{page.label}” is taken back: its address answers nobody any more.")
