"""What each screen of the form asks."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from probation_commission.domain.gaps import GapGroup
from probation_commission.domain.ideas import Running
from probation_commission.domain.pathways import PATHWAYS
from probation_commission.domain.submission import FIELDS, LONGEST_ANSWER
from probation_commission.ui.ideas.writing import costs, where
from probation_commission.ui.ideas.writing.beside import draw_of_group, draw_of_pathway
from probation_commission.ui.ideas.writing.draft import answer_of
from probation_commission.ui.ideas.writing.fields import IdeaFields
from probation_commission.ui.ideas.writing.turning import FIRST
from probation_commission.ui.parts import filters, kept_text
from probation_commission.views.markdown import plain


@dataclass(frozen=True, slots=True)
class FormStep:
    """One screen: its name in the address, what it asks, the fields on it and how they are drawn."""

    slug: str
    title: str
    fields: tuple[str, ...]
    draw: Callable[[IdeaFields], None]


def _idea(form: IdeaFields) -> None:
    if whose := form.memory["organisation"]:
        st.markdown(f"From **{plain(whose)}**, whose members all see this idea and can go on with it.")
    else:
        form.text("organisation")
    form.text("title", "Allotment mornings")
    form.text("what", "What happens, how often, who runs it", long=True)


def _running(form: IdeaFields) -> None:
    st.radio(
        FIELDS["running"],
        list(Running),
        key=form.choice_key("running"),
        format_func=lambda running: filters.first_upper(running.label),
    )
    st.caption("Something that runs already and would grow is as welcome as something new.")


def _people(form: IdeaFields) -> None:
    form.text("for_whom", "Women on probation with children")
    form.choice("group", list(GapGroup), {}, "Everybody on probation")
    draw_of_group(form)
    form.number("how_many")


def _when(form: IdeaFields) -> None:
    st.markdown(f"The money has to be spent by **{form.last_day}**.")
    form.day("starts")
    form.day("ends")


def _outcome(form: IdeaFields) -> None:
    pathway = form.choice("pathway", list(PATHWAYS), {}, "Choose a pathway")
    with st.container():
        if pathway:
            draw_of_pathway(form)
            form.choice("desired_outcome", PATHWAYS[pathway], {}, "Choose a desired outcome")
    form.text("indicator", "People in work or training after three months")
    start, aim = st.columns(2)
    with start:
        form.number("baseline", "Today. Leave empty if not known.")
    with aim:
        form.number("target", "Leave empty to aim for everybody.")


def _referrals(form: IdeaFields) -> None:
    by_role = "By their role or team, such as the probation office. " + kept_text.PRIVATE
    form.text("who_sends", "The probation office; the hub on Tuesdays", long=True, help_=by_role)
    form.settled("sends_agreed")


def _vetting(form: IdeaFields) -> None:
    example = "The tutor alone; until then a vetted colleague is in the room"
    form.text("vetting", example, long=True, help_="Vetting can take months: say how you begin without it.")


def _cover(form: IdeaFields) -> None:
    st.caption("“Not yet” is an answer: it says what has to be there before the money is paid.")
    form.settled("safeguarding")
    form.settled("insurance")


def _own(form: IdeaFields) -> None:
    for one in form.questions:
        words = kept_text.Words(one.text, kept_text.PRIVATE, longest=LONGEST_ANSWER, height=120)
        form.kept(answer_of(one), words, problems=form.shown.get("answers", ()))


_TEN = (
    FormStep(FIRST, "What is it?", ("organisation", "title", "what"), _idea),
    FormStep("new", "Is it new?", ("running",), _running),
    FormStep("people", "For whom is it?", ("for_whom", "group", "how_many"), _people),
    FormStep("where", "Where would it happen?", ("where", "ward_codes", "hub"), where.draw),
    FormStep("when", "When would it happen?", ("starts", "ends"), _when),
    FormStep(
        "outcome",
        "What will be different?",
        ("pathway", "desired_outcome", "indicator", "baseline", "target"),
        _outcome,
    ),
    FormStep("referrals", "Who will send people to you?", ("who_sends", "sends_agreed"), _referrals),
    FormStep("vetting", "Who needs vetting?", ("vetting",), _vetting),
    FormStep("costs", "What does it cost?", ("costs", "who_pays"), costs.draw),
    FormStep("cover", "Are you covered?", ("safeguarding", "insurance"), _cover),
)
OWN_QUESTIONS = FormStep("fund", "The fund’s own questions", ("answers",), _own)


def steps(form: IdeaFields) -> tuple[FormStep, ...]:
    """The screens on which something is asked, in their order."""
    return (*_TEN, OWN_QUESTIONS) if form.questions else _TEN
