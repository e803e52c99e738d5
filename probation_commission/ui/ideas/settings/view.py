"""The view of a fund: what is known of it for all, and for leads its parts to change."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from probation_commission.actions import funds as actions
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import KeptIdea
from probation_commission.ui.data import loaders
from probation_commission.ui.ideas.fund import areas
from probation_commission.ui.ideas.settings import asked, form, new, reading
from probation_commission.ui.ideas.settings.outcome import OUTCOME
from probation_commission.ui.parts import filters, page, part, replies
from probation_commission.ui.who import seen_as_partnership
from probation_commission.views import funds_words as words

_READ = "read"
_PARTS: Mapping[str, tuple[str, Callable[[Person, Fund], None]]] = {
    "change": ("Change it", form.draw),
    "scoring": ("Criteria", asked.draw_criteria),
    "questions": ("Questions", asked.draw_questions),
    "assessors": ("Assessors", asked.draw_assessors),
    "new": ("Copy, or a new one", new.draw),
}
_HISTORY = "history"


def draw(person: Person, fund: Fund, _ideas: Sequence[KeptIdea]) -> None:
    """What is known of the fund, and for leads the forms that change it."""
    replies.draw(OUTCOME)
    if not _may_change(person):
        reading.draw(fund)
        return
    titles = {_READ: "As it is", **{key: title for key, (title, _) in _PARTS.items()}, _HISTORY: "History"}
    chosen = filters.choice("See or change", list(titles), "part", words=titles, buttons=True)
    if chosen == _READ:
        reading.draw(fund)
    elif chosen == _HISTORY:
        with part("The history of the fund"):
            _draw_history(person, fund)
    elif chosen != "new" and not person.scope.covers([area.code for area in areas(fund)]):
        page.empty("This fund is of areas that you are no lead of, so you can read it and not change it.")
    else:
        title, draw_part = _PARTS[chosen]
        with part(title):
            draw_part(person, fund)


def _may_change(person: Person) -> bool:
    """Leads and admins, on no wall and not while they see it as the partnership does."""
    return person.may(Permission.MANAGE_FUNDS) and not (page.projected() or seen_as_partnership(person))


def _draw_history(person: Person, fund: Fund) -> None:
    st.header("What was changed")
    entries = actions.history(person, fund.slug)
    if entries.empty:
        page.empty(f"Nothing of this fund was changed here. Source: {fund.source}.")
        return
    known = [*actions.may_assess(person), *loaders.fund_setup(fund.slug).assessors]
    names = {one.id: one.name for one in known}
    page.table(words.trail(entries, names))
