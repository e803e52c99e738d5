"""One check of a return: its words, its cells, and a place to explain it."""

from collections.abc import Collection

import pandas as pd
import streamlit as st

from probation_commission.actions import explanations as actions
from probation_commission.analysis.reconciliation import compared
from probation_commission.domain.access import Person
from probation_commission.domain.days import day
from probation_commission.domain.returns import Verdict
from probation_commission.ui.data import drawn, kept, loaders
from probation_commission.ui.parts import kept_text, page, replies
from probation_commission.views import checks
from probation_commission.views.markdown import plain
from probation_commission.views.terms import said

HELP = "Do not name or describe any person. Leads and admins see this beside the figures."


def draw(person: Person, row: checks.CheckRow) -> None:
    """The check in words; one that fails with its explanation in sight, any other drawn on a click."""
    line = checks.line_of(row)
    if line.verdict is Verdict.FAILS:
        with st.container(border=True):
            st.markdown(checks.words(line))
            with st.expander("The cells, with what is written in them", icon=":material/table_view:"):
                _draw_cells(row["return_id"], row["code"], _cells=row["cells"])
            _draw_explanation(person, row)
        return
    words = "explained for earlier figures" if row["outdated"] else "explained"
    mark = f" :blue-badge[{words}]" if row["explained"] else ""
    key = f"check-{row['return_id']}-{row['code']}"
    box = st.expander(f"{plain(said(line.sentence))}{mark}", key=key, on_change="rerun")
    if not box.open:
        return
    with box:
        st.markdown(checks.words(line))
        _draw_cells(row["return_id"], row["code"], _cells=row["cells"])
        _draw_explanation(person, row)


# Drawn again from what was drawn: a return has thirty of them (decision 173).
@drawn(*loaders.LOADED, entries=loaders.LINES)
def _draw_cells(return_id: int, code: str, *, _cells: Collection[str]) -> None:  # noqa: ARG001 (code: in the key)
    every = loaders.cells_of(return_id)
    found = every[every["Cell"].isin(_cells)]
    if found.empty:
        st.markdown("This line rests on no figure of the file.")
    else:
        page.table(found)


def _draw_explanation(person: Person, row: checks.CheckRow) -> None:
    key = f"explanation-{row['return_id']}-{row['code']}"
    _see(row, key)
    if row["explained"]:
        carried = ", given for another version" if row["carried_over"] and not row["outdated"] else ""
        st.markdown(f"{checks.explained(row)}{carried}")
    if row["explained"] and not row["outdated"]:
        # Open for words of one's own that were not kept, since another explained the line meanwhile.
        unkept = st.session_state[key] != row["explained"]
        with st.expander("Change or take back this explanation", expanded=unkept):
            _draw_field(person, row, key)
    else:
        _draw_field(person, row, key)
    _draw_earlier(_written(row["return_id"], row["code"]))


@kept(*loaders.LOADED, entries=loaders.LINES)
def _written(return_id: int, code: str) -> pd.DataFrame:
    """The explanations of one line of one version, newest first."""
    of_return = loaders.explanations_of(return_id)
    return of_return[(of_return.code == code) & (of_return.return_id == return_id)]


def _see(row: checks.CheckRow, key: str) -> None:
    """Put what stands there into the field, unless somebody is writing; remember what they saw then."""
    now = (row["explained"], compared(row["sentence"]))
    seen = st.session_state.setdefault(f"{key}@seen", now)
    typed = st.session_state.setdefault(key, row["explained"])
    if seen != now and typed == seen[0]:
        st.session_state[f"{key}@seen"], st.session_state[key] = now, row["explained"]


def _draw_field(person: Person, row: checks.CheckRow, key: str) -> None:
    label = "Keep it for these figures" if row["outdated"] else "Keep this explanation"
    line = f"Not saved yet: kept on this device until you press “{label}”."
    words = kept_text.Words("What explains this?", HELP, longest=actions.MOST, height=80, line=line)
    kept_text.field(key, words, stored=row["explained"])
    if st.button(label, key=f"keep-{key}"):
        _keep(person, row, key)


def _keep(person: Person, row: checks.CheckRow, key: str) -> None:
    before, figures = st.session_state[f"{key}@seen"]
    text = kept_text.typed(key)
    with replies.refusal_shown():
        actions.explain(person, row["return_id"], row["code"], text, text_before=before, figures=figures)
        st.session_state[f"{key}@seen"] = (text, figures)
        st.toast("Kept." if text.strip() else "Taken back.", icon=":material/check_circle:")
        st.rerun()
    st.session_state[f"{key}@seen"] = (row["explained"], compared(row["sentence"]))


def _draw_earlier(of_this: pd.DataFrame) -> None:
    earlier = of_this.iloc[1:]
    if earlier.empty:
        return
    with st.popover(f"Earlier words ({len(earlier)})"):
        for explanation in earlier.itertuples(index=False):
            said = plain(str(explanation.text)) or "*taken back*"
            st.markdown(f"- {plain(str(explanation.who))}, {day(explanation.at)}: {said}")  # type: ignore[arg-type]
