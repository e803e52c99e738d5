"""The money of one opened idea, and the service that came of it."""

import streamlit as st

from probation_commission.actions import awards as actions
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.awards import LONGEST_TERM, AwardTerms
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import KeptIdea, Stage
from probation_commission.domain.ledger import Balance, of_entries
from probation_commission.ui.data import loaders
from probation_commission.ui.menu import SERVICES
from probation_commission.ui.parts import KeptForm, replies
from probation_commission.views import ledger as views
from probation_commission.views.markdown import plain

_OUTCOME = "award_outcome"


def draw(person: Person, fund: Fund, kept: KeptIdea) -> None:
    """What was awarded, agreed, paid and given back, and where its service stands."""
    now = of_entries(loaders.ledger(fund.slug)).get(kept.id, Balance(0))
    if now == Balance(0) and kept.stage is not Stage.APPROVED:
        return
    replies.draw(_OUTCOME)
    st.markdown(f"**Award:** {plain(views.award(now))}")
    _draw_service(kept)
    if kept.stage is Stage.APPROVED and person.may(Permission.DECIDE_IDEAS) and not kept.is_of(person):
        _draw_terms(person, kept)


def _draw_service(kept: KeptIdea) -> None:
    services = loaders.services()
    own = services[services.idea_id == kept.id]
    if len(own):
        st.page_link(
            SERVICES.file,
            label="Its service in the directory",
            icon=SERVICES.icon,
            query_params={"service": str(own.iloc[0].slug)},
        )
    elif kept.stage is Stage.APPROVED:
        st.caption("From its agreement on it is a service that people can be referred to.")


def _draw_terms(person: Person, kept: KeptIdea) -> None:
    """What the agreement is on: its days, who sends people, who is vetted."""
    terms = AwardTerms.in_idea(kept.idea)
    with st.expander("Before the agreement: its days, and who sends people"):
        form = KeptForm("terms", kept.id, terms, _OUTCOME)
        with st.container(horizontal=True):
            starts = form.day("starts", "First day", terms.starts)
            ends = form.day("ends", "Last day", terms.ends)
        sends = form.text("who_sends", "Who sends people, and how", terms.who_sends, LONGEST_TERM)
        vetting = form.text("vetting", "Who needs vetting", terms.vetting, LONGEST_TERM)
        if form.saved("Save these terms", "secondary"):
            with replies.reasons_shown():
                actions.settle(person, kept.id, AwardTerms(starts, ends, sends, vetting))
                form.done("The terms are saved. The agreement can be made.")
