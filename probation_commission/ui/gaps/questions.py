"""Open commissioning questions that documents ask."""

from collections.abc import Sequence
from functools import cache

import streamlit as st

from probation_commission.domain.needs import OpenQuestion
from probation_commission.intake import bundled
from probation_commission.views.gaps import questions as views
from probation_commission.views.markdown import plain


def draw(area_codes: frozenset[str]) -> None:
    """Those of these areas, each with who asks and since when; nothing where there is none."""
    asked = questions_of(area_codes)
    if not asked:
        return
    st.header(f"Open commissioning questions ({len(asked)})")
    st.caption(views.ASKED)
    for one in asked:
        st.markdown(f"**{plain(one.question)}** {plain(one.says)}  \n:small[{plain(views.about(one))}]")


def questions_of(area_codes: frozenset[str]) -> Sequence[OpenQuestion]:
    """Those asked for one of these areas, in the order of the list."""
    return [one for one in _every() if any(map(one.is_of, area_codes))]


@cache
def _every() -> tuple[OpenQuestion, ...]:
    return tuple(bundled.open_questions())
