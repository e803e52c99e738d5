"""What the directory says of one's own organisation, and the two answers to it."""

import pandas as pd
import streamlit as st

from probation_commission.actions import entries as actions
from probation_commission.analysis.openings import next_for
from probation_commission.analysis.rows import rows_of
from probation_commission.domain.access import Person
from probation_commission.domain.contracts import ContractPart
from probation_commission.domain.days import day, now, today
from probation_commission.domain.entries import LONGEST_CHANGE, LONGEST_REPLY, AskedChange
from probation_commission.domain.hubs import NOBODY_SAID, OpenTo
from probation_commission.ui.data import loaders
from probation_commission.ui.parts import click, kept_text, page, replies
from probation_commission.ui.who import acting
from probation_commission.views import hubs as hub_views
from probation_commission.views import services as service_views
from probation_commission.views.markdown import plain

_OUTCOME, _TEXT = "entry_outcome", "entry_text"
_NOT_SENT = "Not sent yet: kept on this device until you send it."


def own_places(person: Person) -> pd.DataFrame:
    """The places that the person's organisation runs, as they may be shown."""
    places = loaders.hubs()
    return places[places.run_by_id == person.organisation_id] if person.organisation_id else places.head(0)


def own_services(person: Person) -> pd.DataFrame:
    """The services that it provides, by name or as the prime of their contract."""
    services, parties = loaders.services(), loaders.bought().parties
    prime = parties[
        (parties.organisation_id == person.organisation_id) & (parties.part == ContractPart.PRIME)
    ]
    mine = (services.provider_id == person.organisation_id) | services.contract_slug.isin(prime.contract)
    return services[mine] if person.organisation_id else services.head(0)


def draw_answers() -> None:
    """The one press that says it is all right, and the way to say what is not."""
    replies.draw(_OUTCOME)
    st.button(
        "All of this is still right",
        type="primary",
        icon=":material/check:",
        on_click=_confirm,
        width="stretch",
    )
    with st.expander("Something is different"):
        words = kept_text.Words(
            "What is different: posts and shared mailboxes, no names",
            longest=LONGEST_CHANGE,
            height=120,
            line=_NOT_SENT,
        )
        kept_text.field(_TEXT, words)
        st.button("Send it to the leads", icon=":material/send:", on_click=_ask)


@click("Confirming your entry")
def _confirm() -> None:
    with replies.refusal_kept(_OUTCOME):
        replies.keep(_OUTCOME, f"Thank you. {actions.confirm(acting())} are confirmed, today.")


@click("Sending this change")
def _ask() -> None:
    with replies.refusal_kept(_OUTCOME):
        actions.ask(acting(), kept_text.typed(_TEXT))
        kept_text.clear(_TEXT)
        replies.keep(_OUTCOME, "Sent. A lead writes it down, or tells you below why not.")


def draw_places(places: pd.DataFrame) -> None:
    """Each place with all that is known of it."""
    known = loaders.openings()
    for place in rows_of(places):
        st.header(plain(str(place["name"])))
        of_one = known.get(str(place["slug"]), NOBODY_SAID)
        upcoming = next_for(of_one, OpenTo.ALL, now())
        row = {name: None if pd.isna(value) else value for name, value in place.items()}
        for line in hub_views.sessions(of_one):
            st.markdown(f"- {plain(line)}")
        lines = hub_views.lines(row, of_one if of_one.sessions else None, upcoming, today())
        page.table(pd.DataFrame(list(lines.items()), columns=["What", "Known"]))


def draw_services(services: pd.DataFrame) -> None:
    """Each service with all that is known of it."""
    bought = loaders.bought()
    for row in rows_of(services):
        st.header(plain(str(row["name"])))
        page.table(service_views.card.about(row, bought))


def draw_asked(person: Person) -> None:
    """What was asked for before, and what became of it."""
    before = actions.asked(person)
    if before:
        st.header("What was asked for")
        page.table(_table(before))


def _table(asked: list[AskedChange]) -> pd.DataFrame:
    rows = [(day(one.at), one.text, _standing(one), one.reply) for one in asked]
    return pd.DataFrame(rows, columns=["Asked on", "What", "Taken up?", "Reply"])


def _standing(one: AskedChange) -> str:
    return "waits for a lead" if one.taken_up is None else "yes" if one.taken_up else "no"


def draw_waiting(person: Person) -> None:
    """For leads: what operators ask to have changed, each with the two ways to settle it."""
    waiting = [one for one in actions.asked(person) if one.taken_up is None]
    replies.draw(_OUTCOME)
    if not waiting:
        return
    st.header("What operators ask for")
    for one in waiting:
        with st.container(border=True):
            st.markdown(plain(f"{one.organisation}, {day(one.at)}: {one.text}"))
            key = f"entry_reply_{one.id}"
            kept_text.field(key, kept_text.Words("Reply", longest=LONGEST_REPLY, line=_NOT_SENT))
            with st.container(horizontal=True):
                for label, taken_up in (("It is written down below", True), ("Not taken up", False)):
                    st.button(
                        label,
                        key=f"entry_settle_{one.id}_{taken_up}",
                        on_click=_settle,
                        args=(one.id, taken_up),
                    )


@click("Settling this change")
def _settle(number: int, taken_up: bool) -> None:
    key = f"entry_reply_{number}"
    with replies.refusal_kept(_OUTCOME):
        actions.settle(acting(), number, taken_up=taken_up, reply=kept_text.typed(key))
        kept_text.clear(key)
        replies.keep(_OUTCOME, "Settled: the operator sees what became of it.")
