"""The views of the ideas page: one of them is drawn at a time, by the word in the address."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st

from probation_commission.domain.access import Permission, Person
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import KeptIdea
from probation_commission.ui.ideas import board, compare, deciding, landing, listing, money, settings
from probation_commission.ui.parts import filters

DrawIdeas = Callable[[Person, Fund, Sequence[KeptIdea]], None]
"""Told who looks at each rerun: no view keeps a person."""


@dataclass(frozen=True, slots=True)
class IdeasView:
    """A view of a fund's ideas."""

    title: str
    draw: DrawIdeas
    needs: Permission = Permission.SEE_IDEAS


VIEWS: Mapping[str, IdeasView] = {
    "board": IdeasView("Board", board.draw),
    "list": IdeasView("List", listing.draw),
    "map": IdeasView("Map", landing.draw),
    "compare": IdeasView("Compare", compare.draw),
    "deciding": IdeasView("Decision meeting", deciding.draw, Permission.DECIDE_IDEAS),
    "money": IdeasView("Money", money.draw),
    "fund": IdeasView("The fund", settings.draw),
}


WITH_NEED = frozenset({"map", "compare"})
"""Those that show need where ideas would land, and so may show counts as they are."""
_CHOICES = """<style>
/* What they are called is there for a screen reader: a fund and a view are known by what they say. */
.st-key-ideas-choices [data-testid="stWidgetLabel"] { position: absolute; width: 1px; height: 1px;
  min-height: 0; overflow: hidden; clip-path: inset(50%); }
</style>"""


@contextmanager
def choices() -> Iterator[None]:
    """The fund and the view in one row where there is room: the board has the rest of the screen."""
    st.html(_CHOICES)
    with st.container(key="ideas-choices", horizontal=True, vertical_alignment="bottom"):
        yield


def view_choice(person: Person) -> str:
    """The view that is chosen, among those that the person may see."""
    words = {key: view.title for key, view in VIEWS.items() if person.may(view.needs)}
    return filters.choice("View", list(words), "view", words=words, buttons=True)
