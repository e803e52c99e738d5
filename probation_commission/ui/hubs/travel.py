"""Travel times on the page of hubs: which are looked by, and for leads how they are loaded and taken back."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from probation_commission.actions import travel as actions
from probation_commission.analysis.reach import near
from probation_commission.domain.access import Permission
from probation_commission.domain.hubs import WEEKDAYS
from probation_commission.domain.places import Authority
from probation_commission.domain.travel import Mode, TravelMatrix, in_force
from probation_commission.geography.centres import centres, on_grid
from probation_commission.geography.gazetteer import wards_now
from probation_commission.intake.travel import COLUMNS
from probation_commission.publish.tables import workbook
from probation_commission.ui.data import loaders
from probation_commission.ui.parts import click, filters, page, replies, uploads
from probation_commission.ui.who import acting, visitor
from probation_commission.views.hubs import travel as views
from probation_commission.views.markdown import plain

STRAIGHT = "line"
"""What stands in the address where no times are looked by."""
OUTCOME = "travel_outcome"
_NEAR = 20
"""Miles in a straight line from an area’s wards, within which a place is in its template."""
_FILE = "travel_file"
_KEY = "travel_file_number"
_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def choice(area: Authority) -> TravelMatrix | None:
    """The matrix that is looked by; None for straight lines, and where none is in force for the area."""
    wards = {ward.code for ward in wards_now().get(area, ())}
    standing = {str(one.id): one for one in in_force(loaders.travel_matrices(), wards)}
    if not standing:
        return None
    words = {number: one.kind.words for number, one in standing.items()} | {STRAIGHT: "in a straight line"}
    chosen = filters.choice("Measured", [*standing, STRAIGHT], "by_travel", words=words, width=240)
    return standing.get(chosen)


def draw(area: Authority) -> None:
    """For leads: the template, the file of times, and those that were loaded before."""
    with st.expander("Travel times, for leads"):
        uploads.watch()
        replies.draw(OUTCOME)
        st.markdown(
            f"A CSV or workbook with the columns {', '.join(COLUMNS)}: wards and places by name or code, "
            f"minutes, one of {', '.join(Mode)}, a weekday, a time, and the day that the timetable is of. "
            "It takes the place of all times of the same mode, day and time in the areas whose wards it has; "
            "those of other areas stay in force."
        )
        about = {
            "What": f"Empty travel times from the wards of {area.name} to the places in and near it",
            "How": "Fill in minutes; a row without minutes is passed over. Then load it on this page.",
        }
        st.download_button(
            "Template for travel times (xlsx)",
            data=page.given_to(visitor(), Permission.SEE_PICTURE, lambda: workbook(_template(area), about)),
            file_name="travel_times_template.xlsx",
            mime=_MIME,
            icon=":material/download:",
            on_click="ignore",
        )
        _draw_file()
        _draw_loaded()


def _template(area: Authority) -> pd.DataFrame:
    # Somebody at the border goes to a place beyond it: without a time to it their ward is wrong.
    places = on_grid(loaders.hubs())
    in_sight = near(centres(area.code), places, _NEAR)
    places = places[(places.area_code == area.code) | places.slug.isin(in_sight.slug)]
    rows = [
        [ward.code, slug, "", Mode.BUS.value, WEEKDAYS[1], "10:00", ""]
        for ward in wards_now().get(area, ())
        for slug in places.slug
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _draw_file() -> None:
    chosen = st.file_uploader(
        "File of travel times",
        type=["csv", "xlsx", "ods"],
        key=f"{_FILE}_{st.session_state.get(_KEY, 0)}",
        max_upload_size=20,
        on_change=_changed,
    )
    file = chosen or uploads.kept(_FILE)
    if file is None:
        uploads.say_gone(_FILE)
        return
    uploads.keep(_FILE, file, {})
    if chosen is None:
        uploads.draw_kept(file, _set_aside)
    # Its bytes are read at the click alone, by the action.
    st.button(
        "Use these times",
        type="primary",
        icon=":material/check:",
        on_click=_load,
        args=(file.name, file.getvalue),
    )


def _draw_loaded() -> None:
    every = loaders.travel_matrices()
    if not every:
        st.caption("No travel times were loaded yet: distances are straight lines.")
        return
    areas = {area.name: {ward.code for ward in wards} for area, wards in wards_now().items()}
    page.table(views.loaded(every, areas))
    standing = {one.id: one for one in every if one.taken_back_at is None}
    if not standing:
        return
    number = st.selectbox(
        "Take some back",
        list(standing),
        None,
        placeholder="Choose times",
        key="travel_back",
        format_func=lambda one: f"{standing[one].words} (number {one})",
    )
    if number is not None:
        st.button("Take these times back", icon=":material/undo:", on_click=_take_back, args=(number,))


@click("Taking the file")
def _changed() -> None:
    if st.session_state.get(f"{_FILE}_{st.session_state.get(_KEY, 0)}") is None:
        uploads.forget(_FILE)


@click("Setting the file aside")
def _set_aside() -> None:
    uploads.forget(_FILE)
    st.session_state[_KEY] = st.session_state.get(_KEY, 0) + 1


@click("Loading the travel times")
def _load(name: str, content: Callable[[], bytes]) -> None:
    def done() -> str:
        words = actions.load(acting(), name, content())
        _set_aside()
        return words

    _do(done)


@click("Taking the travel times back")
def _take_back(number: int) -> None:
    _do(partial(actions.take_back, acting(), number))


def _do(action: Callable[[], str]) -> None:
    with replies.refusal_kept(OUTCOME):
        replies.keep(OUTCOME, plain(action()))
