"""The history on the returns page: versions of a return, withdraw and restore them, fetch kept files."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from probation_commission.actions import kept_files
from probation_commission.actions import versions as actions
from probation_commission.actions.returns import CheckedFile
from probation_commission.analysis.losses import losses
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.days import day
from probation_commission.domain.keyed import FILE_NAME as KEYED_IN
from probation_commission.domain.returns import Reading, Standing
from probation_commission.domain.unmet import MERGED
from probation_commission.domain.words import plural
from probation_commission.ui import server
from probation_commission.ui.data import loaders
from probation_commission.ui.menu import RECONCILIATION
from probation_commission.ui.parts import click, filters, kept_text, page, replies
from probation_commission.ui.returns import choice
from probation_commission.ui.returns import versions as version_tables
from probation_commission.ui.who import Visitor, acting, visitor
from probation_commission.views import losses as views
from probation_commission.views import report
from probation_commission.views import versions as version_views
from probation_commission.views.markdown import plain

_REPLY = "history_said"
_BADGES = {
    Standing.CURRENT: ":green-badge[:material/check: current]",
    Standing.SUPERSEDED: ":gray-badge[:material/history: superseded]",
    Standing.WITHDRAWN: ":red-badge[:material/block: withdrawn]",
}
_KILOBYTE = 1024


def draw(person: Person) -> None:
    """One return with its versions and what differs between them; then every return there was."""
    st.header("History")
    history = loaders.history()
    if history.empty:
        page.empty("No return has been loaded yet.")
        return
    reply_place = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        versions = choice.versions(history)
    filters.draw_instead()
    with reply_place:
        replies.draw(_REPLY)
    if versions.empty:
        page.empty(filters.no_such_month("return"))
    else:
        _draw_versions(person, versions, version_tables.days_late())
        version_tables.draw_differences(versions)
    version_tables.draw_every_return(history)


def _draw_versions(person: Person, versions: pd.DataFrame, late: Mapping[int, int]) -> None:
    first = versions.iloc[0]
    st.subheader(f"{choice.title(first)}: {plural(len(versions), 'version')}")
    in_force = versions[versions.standing == Standing.CURRENT].id
    # What was in force when this page was drawn goes with the click (decision 58).
    over = None if in_force.empty else int(in_force.iloc[0])
    if over is None:
        # A withdrawn return is followed by nothing, so an area may have none for a month (decision 59).
        st.warning("None of them is in force, so none counts anywhere.", icon=":material/block:")
    changes = loaders.standing_changes()
    last = _withdrawn_last(versions, changes) if over is None else None
    for _, row in versions.iterrows():
        with st.container(border=True):
            _draw_version(row, changes[changes.return_id == row.id], late.get(int(row.id)))
            with st.container(horizontal=True, vertical_alignment="center"):
                _draw_buttons(person, row, over, last)


def _withdrawn_last(versions: pd.DataFrame, changes: pd.DataFrame) -> int | None:
    """The version whose figures counted until nothing did any more."""
    withdrawn = changes[changes.return_id.isin(versions.id) & (changes.standing == Standing.WITHDRAWN)]
    return None if withdrawn.empty else int(withdrawn.return_id.iloc[-1])


def _draw_version(row: pd.Series, changes: pd.DataFrame, late: int | None) -> None:
    came_in = f" (came in on {version_views.came_in(row.received_on, late)})" if row.received_on else ""
    mark = " **(illustrative)**" if row.illustrative else ""
    # A form has no file to name (decision 252).
    of_form = row.file_name in {KEYED_IN, MERGED}
    how = f"{row.file_name}{mark} by" if of_form else f"{plain(row.file_name)}{mark}, loaded by"
    st.markdown(
        f"**Version {row.version}** {_BADGES[row.standing]} {how} {plain(row.accepted_by)} on "
        f"{day(row.accepted_at)}{came_in}: {row.figures} figures{_reach(row)}."
    )
    for change in changes.itertuples(index=False):
        done = "withdrawn" if change.standing == Standing.WITHDRAWN else "restored"
        why = f": {plain(str(change.reason))}" if change.reason else ""
        st.markdown(f"{done.capitalize()} on {day(change.at)} by {plain(str(change.who))}{why}")  # type: ignore[arg-type]


def _reach(row: pd.Series) -> str:
    words = report.reach(partial=bool(row.partial), as_of=row.as_of or None, months=int(row.months))
    return f" of {words}" if words else ""


def _draw_buttons(person: Person, row: pd.Series, over: int | None, last: int | None) -> None:
    number = int(row.id)
    if row.standing == Standing.CURRENT:
        st.page_link(
            RECONCILIATION.file,
            label="What adds up and what does not",
            icon=RECONCILIATION.icon,
            query_params={"area": row.area_code, "of": row["of"], "month": f"{row.month:%Y-%m}"},
        )
        _draw_withdraw(number)
    else:
        less = _less(number, over, last)
        _draw_restore("Restore this version", f"restore-{number}", (number, over), less)
    if pd.notna(row.kept_size):
        _draw_kept(person, row)


def _draw_withdraw(number: int) -> None:
    key = f"withdraw-{number}"
    with st.popover("Withdraw", icon=":material/block:"):
        st.markdown("It will count nowhere. No earlier version comes in its stead; you can restore any.")
        line = "Not saved yet: kept on this device until you withdraw this version."
        words = kept_text.Words("Why is it withdrawn?", longest=actions.MOST_REASON, line=line)
        kept_text.field(key, words)
        st.button("Withdraw this version", key=f"{key}-now", on_click=_withdraw, args=(number, key))


def _draw_kept(person: Person, row: pd.Series) -> None:
    upload = int(row.upload_id)
    size = max(1, round(row.kept_size / _KILOBYTE))
    st.download_button(
        f"Fetch the kept file ({size:,} kB)",
        # Only on a click, since each fetch is written down (decision 62).
        data=_fetched(visitor(), upload),
        file_name=row.file_name,
        mime="application/octet-stream",
        icon=":material/download:",
        key=f"fetch-{row.id}",
        **page.words_for(Permission.LOAD_RETURNS),
    )
    if person.may(Permission.DELETE_KEPT_FILES):
        with st.popover("Delete the kept file", icon=":material/delete:"):
            st.markdown("The figures stay; the file itself can’t be fetched any more.")
            st.button("Delete it", key=f"delete-{row.id}", on_click=_delete, args=(upload,))


def _fetched(asked_of: Visitor, upload: int) -> Callable[[], bytes]:
    def fetch() -> bytes:
        person = asked_of.now()
        return server.hand(asked_of.key, kept_files.fetch(person, upload).content, person)

    return fetch


def offer_to_restore(checked: CheckedFile) -> None:
    """The buttons that restore what a file held which was loaded before and withdrawn."""
    for version in checked.withdrawn:
        now = checked.in_force.get(version.key)
        over = now.id if now else None
        label = f"Restore the return for {version.key[3]:%B %Y}"
        _draw_restore(label, f"restore-loaded-{version.id}", (version.id, over), _less(version.id, over))


def _less(number: int, over: int | None, last: int | None = None) -> list[str]:
    """What a version holds less than the one in force, or, where none is, than the one withdrawn last."""
    before = last if over is None else over
    if before is None or before == number:
        return []
    sentence = views.would_stay_away if over is None else views.would_go_by_restoring
    return [sentence(loss) for loss in losses(loaders.figures_of(before), loaders.figures_of(number))]


def _draw_restore(label: str, key: str, version: tuple[int, int | None], less: Sequence[str]) -> None:
    """The button that restores a version; one that holds less asks first, and says what (decision 102)."""
    icon = ":material/settings_backup_restore:"
    if not less:
        st.button(label, key=key, icon=icon, on_click=_restore, args=version)
        return
    with st.popover(label, icon=icon):
        lines = "\n".join(f"- {plain(sentence)}" for sentence in less)
        st.warning(f"**It holds less.**\n\n{lines}", icon=":material/trending_down:")
        st.button("Restore it all the same", key=key, on_click=_restore, args=version)


def keep_file(reading: Reading) -> bool:
    """Whether the file itself is to be kept; where it may not be, why."""
    # A lead has to tick it, each time: nothing is kept by default (decision 62).
    why = kept_files.why_not_kept(reading)
    ticked = st.checkbox(
        "Keep the file, so that leads and admins can fetch it again",
        key=f"keep-{reading.sha256}",
        disabled=bool(why),
    )
    st.caption(
        f"This file can’t be kept. {why}" if why else "Otherwise only its figures and its hash are kept."
    )
    return ticked and not why


@click("Restoring this version")
def _restore(number: int, over: int | None) -> None:
    with replies.refusal_kept(_REPLY):
        actions.restore(acting(), number, over=over)
        replies.keep(_REPLY, "Restored: this version is in force again.")
        st.toast("Restored: this version is in force again.", icon=":material/check_circle:")


@click("Withdrawing this version")
def _withdraw(number: int, key: str) -> None:
    with replies.refusal_kept(_REPLY):
        actions.withdraw(acting(), number, kept_text.typed(key))
        kept_text.clear(key)
        replies.keep(_REPLY, "Withdrawn: it counts nowhere now.")


@click("Deleting this file")
def _delete(upload: int) -> None:
    with replies.refusal_kept(_REPLY):
        kept_files.remove(acting(), upload)
        replies.keep(_REPLY, "Deleted: only its figures and its hash are left.")
