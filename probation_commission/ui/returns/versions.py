"""The tables of the history: what differs between two versions of a return, and every return there was."""

import pandas as pd
import streamlit as st

from probation_commission.analysis import versions as analysis
from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.access import Permission
from probation_commission.domain.days import day
from probation_commission.domain.returns import KIND_LABELS
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders, released
from probation_commission.ui.parts import filters, page
from probation_commission.views import report
from probation_commission.views import versions as views


def draw_differences(versions: pd.DataFrame) -> None:
    """What differs between two versions of a return, cell by cell; nothing where there is only one."""
    if len(versions) == 1:
        return
    names = {str(row.version): f"Version {row.version} ({row.file_name})" for row in versions.itertuples()}
    newest_first = list(names)
    st.subheader("What differs between two versions")
    with st.container(horizontal=True):
        now = filters.choice("Version", newest_first, "version", words=names, width=360)
        # A version is not compared with itself.
        others = [version for version in newest_first if version != now]
        then = filters.choice("Compared with", others, "against", words=names, width=360)
    ids = dict(zip(versions.version.astype(str), versions.id, strict=True))
    frames = [loaders.figures_of(int(ids[version])) for version in (then, now)]
    differences = analysis.differences(*frames)
    moved = analysis.moved(*frames)
    st.markdown(views.tally(differences))
    if moved:
        st.caption(f"{moved} more say the same but stand in another cell.")
    if not differences.empty:
        table = views.table(differences, then, now, _place)
        st.dataframe(table, lazy=False, hide_index=True, placeholder="–", alt="What differs, cell by cell")


def _place(recorded: str) -> str:
    ward = gazetteer().ward(recorded)
    return ward.name if ward else recorded


def days_late() -> dict[int, int]:
    """By how many days returns were late, by the version that came in first."""
    return {late.return_id: late.days for late in loaders.late()}


def draw_every_return(history: pd.DataFrame) -> None:
    """Every return there was, and the download."""
    table = _every_return()
    st.subheader(f"Every return loaded ({len(table)})")
    st.dataframe(
        table, lazy=False, hide_index=True, alt="Every return with its kind, month, file and standing"
    )
    page.source("Source: the returns loaded here.", viewers=released.who(Audience.RESTRICTED))
    page.download(
        table,
        {"What": "Every return loaded: current, superseded or withdrawn"},
        name="returns",
        needs=Permission.LOAD_RETURNS,
        illustrative=bool(history.illustrative.any()),
    )


@kept(*released.OF_SERVICES, Topic.ORGANISATIONS)
def _every_return() -> pd.DataFrame:
    history, late = loaders.history(), days_late()
    return pd.DataFrame(
        {
            "Return": history.kind.replace(KIND_LABELS).map(filters.first_upper),
            "About": history.subject.map(loaders.subject_names()).fillna(""),
            "Area": history.area_code.map(filters.area_name),
            "Month": [f"{month:%B %Y}" for month in history.month],
            "Version": [
                f"{version} of {count}"
                for version, count in zip(history.version, history.versions, strict=True)
            ],
            "Standing": history.standing,
            "Holds": [
                report.reach(partial=bool(partial), as_of=as_of or None, months=int(months))
                for partial, as_of, months in zip(history.partial, history.as_of, history.months, strict=True)
            ],
            "File": history.file_name,
            "Figures": history.figures,
            "Loaded by": history.accepted_by,
            "Loaded on": history.accepted_at.map(day),
            "Came in on": [
                "" if pd.isna(on) else views.came_in(on, late.get(number))
                for number, on in zip(history.id, history.received_on, strict=True)
            ],
            "Data": history.illustrative.map({True: "illustrative", False: "real"}),
            "SHA-256": history.sha256.str[:12],
        }
    )
