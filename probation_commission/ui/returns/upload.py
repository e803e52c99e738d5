"""An uploaded return is read once; the file of one that is about people is let go of at once.

Streamlit holds an uploaded file in memory for as long as it is shown or the session lasts. So what was
understood goes into the session, the file goes out of the server's memory, and a new field takes its place.
"""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from probation_commission.actions import returns
from probation_commission.actions.returns import CheckedFile
from probation_commission.analysis.losses import Loss
from probation_commission.domain.access import Person
from probation_commission.domain.returns import Reading, ReturnKey
from probation_commission.ui.data import loaders, revisions_of
from probation_commission.ui.parts import click, page, uploads
from probation_commission.ui.returns import late, layouts

_FIELD = "return_uploader"
_READ = "return_read"
_LET_GO = "return_let_go"
_SETTLED = "return_settled"


def field() -> str:
    """The key of the upload field; a new one each time that the field is to be empty."""
    return f"{_FIELD}_{st.session_state.get(_FIELD, 0)}"


@click("Taking the file")
def changed() -> None:
    """Another file in the field, or none: whoever takes it out wants it gone."""
    # In the same field: where one file is put in another's place, there is none for a moment.
    if st.session_state.get(field()) is None:
        uploads.forget(_FIELD)


@click("Setting the file aside")
def clear() -> None:
    """The field empty, and what was read from it forgotten."""
    uploads.forget(_FIELD)
    for what in (_READ, _LET_GO, _SETTLED):
        st.session_state.pop(what, None)
    late.forget()
    st.session_state[_FIELD] = st.session_state.get(_FIELD, 0) + 1


def checked(person: Person, chosen: uploads.FileOfPage | None) -> CheckedFile | None:
    """What was understood of the file, or of the one that was let go of; None where there is neither.

    Of a file that was chosen before the page was loaded anew, if none is chosen now.
    """
    uploads.watch()
    file = chosen or uploads.kept(_FIELD)
    if file is None:
        uploads.say_gone(_FIELD)
        st.session_state.pop(_READ, None)
        st.session_state.pop(_SETTLED, None)
        let_go: CheckedFile | None = st.session_state.get(_LET_GO)
        return let_go
    # Read again only for another file, another answer, or where what it is read by was written about; beside
    # the returns in force it is held again whenever there are others (it may be a duplicate now).
    key = (file.file_id, revisions_of(*layouts.READ_BY), layouts.said_so_far())
    returns_there = revisions_of(*loaders.LOADED)
    key_read: object
    returns_read: object
    file_read: CheckedFile | None
    key_read, returns_read, file_read = st.session_state.get(_READ, (None, None, None))
    if file_read is None or key_read != key:
        file_read = _read(person, file)
    elif returns_read != returns_there:
        file_read = returns.check_again(person, file_read)
    if file_read.reading.let_go:
        _let_go(file, file_read)
    st.session_state.pop(_LET_GO, None)
    st.session_state[_READ] = key, returns_there, file_read
    uploads.keep(_FIELD, file, _answers(file_read.reading))
    if chosen is None:
        uploads.draw_kept(file, clear)
    return file_read


def _answers(reading: Reading) -> dict[str, object]:
    """What was answered about a file so far, by the keys of its fields."""
    own = (
        f"layout_{reading.sha256[:12]}_",
        *(f"{name}-{reading.sha256}" for name in ("received", "early", "keep")),
    )
    keys = {layouts.GIVEN, *(question.key for question in reading.questions)}
    return {
        str(key): value for key, value in st.session_state.items() if key in keys or str(key).startswith(own)
    }


def settled(
    checked: CheckedFile, answers: dict[str, str]
) -> tuple[CheckedFile, Mapping[ReturnKey, Sequence[Loss]]]:
    """The file with its questions answered, and what those in force hold that it does not.

    Worked out once for the same file and answers.
    """
    basis = checked.reading, checked.reconciliation, checked.in_force, answers
    if st.session_state.get(_SETTLED, (None,))[0] != basis:
        answered = returns.answered(checked, answers)
        lost = {} if answered.reading.problems else returns.would_go(answered)
        st.session_state[_SETTLED] = basis, answered, lost
    _, answered, lost = st.session_state[_SETTLED]
    return answered, lost


def sent() -> layouts.SentBytes:
    """The name and bytes of what lies in the upload field; empty where it was let go of."""
    file: uploads.FileOfPage | None = st.session_state.get(field()) or uploads.kept(_FIELD)
    return layouts.SentBytes(file.name, file.getvalue()) if file else layouts.SentBytes("", b"")


def _read(person: Person, file: uploads.FileOfPage) -> CheckedFile:
    place = st.empty()

    def tell(done: int, total: int) -> None:
        # The last step would leave a full bar standing while the sums are worked out.
        if done < total:
            place.progress(done / total, f"{done:,} of {total:,} rows read")

    with st.spinner("Reading and reconciling the file …"):
        file_read = layouts.check(person, file.getvalue(), file.name, tell)
    place.empty()
    return file_read


def _let_go(file: uploads.FileOfPage, file_read: CheckedFile) -> None:
    clear()
    st.session_state[_LET_GO] = late.taken_out(file_read)
    uploads.let_go(file)
    st.rerun()


def draw_let_go(reading: Reading) -> None:
    """That the file is gone, and what of it was dropped; nothing for a file that is still there."""
    if not reading.let_go:
        return
    counted = bool(reading.dropped) and not reading.problems
    kept = "only the counts below were kept" if counted else "nothing of it was kept"
    if reading.report and not reading.problems:
        counted, kept = True, "only the counts below were kept"
    what = "a performance report with a row for each referral" if reading.report else "a list of people"
    about = f"This is {what}. " if reading.dropped or reading.report else ""
    st.info(f"{about}The file itself was let go of; {kept} in memory.", icon=":material/person_off:")
    st.button("Set this aside", on_click=clear, icon=":material/close:")
    if counted and reading.dropped:
        st.header("What was dropped")
        table = pd.DataFrame(
            {
                "Where": [str(column.cell) for column in reading.dropped],
                "Heading": [column.column for column in reading.dropped],
                "What it held": [column.what for column in reading.dropped],
                "Rows": [
                    "not looked at" if column.rows is None else f"{column.rows:,}"
                    for column in reading.dropped
                ],
            }
        )
        page.table(table)
        st.caption(
            "These columns are about people, or not of the report. Rows were counted, and nothing that "
            "stood in them was kept."
            if reading.report
            else "These columns are about people. Rows were counted, and nothing that stood in them was kept."
        )
