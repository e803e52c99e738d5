"""The files that were kept: whether one may be, fetched again, deleted."""

from hashlib import sha256

from probation_commission.actions.acting import writing
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.iom import Breakdown, Measure
from probation_commission.domain.places import PlaceKind
from probation_commission.domain.returns import Reading
from probation_commission.intake.people import about_somebody
from probation_commission.intake.trackers import UNREAD_WORDS
from probation_commission.store import audit, database
from probation_commission.store import kept_files as store
from probation_commission.store.kept_files import KeptFile


def why_not_kept(reading: Reading) -> str:
    """Why a file may not be kept; empty where it may. Nothing in it may be about one person."""
    # The order is from the file as a whole to its figures; the first reason is enough (decision 63).
    if reading.let_go:
        return "It is a list of people or could not be looked into, so only counts are kept."
    # A contact line was left out of what was read, and the file would keep it after all (decision 120).
    if any(one.what != UNREAD_WORDS for one in reading.dropped):
        return "It holds somebody’s contact details, which were left out and are not kept."
    figures = [figure for ret in reading.returns for figure in ret.figures]
    # Somebody answered "not known": the name was dropped as perhaps somebody’s (decision 53), and the
    # file would keep it after all.
    if any(figure.place and figure.place.kind is PlaceKind.KEPT for figure in figures):
        return "A name in it is no ward that is known, so only its count is kept."
    # A row of an arrests sheet is one person (decision 2); sums that a return states of them are not.
    if any(figure.measure == Measure.ARRESTS and figure.breakdown != Breakdown.STATED for figure in figures):
        return "Each row of its arrests describes one person, so only the counts are kept, not the file."
    # "Who | Notes": a name has no shape that could be looked for (decision 142).
    if unread := _unread_words(reading):
        return f"Words in column {unread} were not read and may name somebody, so only the counts are kept."
    return ""


def _unread_words(reading: Reading) -> str:
    """The first column that was not read and has words that are nothing known; empty where there is none."""
    # "Comments" of a tracker (decision 264).
    if dropped := next((one for one in reading.dropped if one.what == UNREAD_WORDS), None):
        return dropped.cell.ref
    tables = reading.doubts.tables if reading.doubts else ()
    columns = (column for table in tables for first in table.columns for column in first.each)
    return next((column.letters for column in columns if not column.field and column.has_words), "")


def refuse_to_keep(reading: Reading, content: bytes) -> None:
    """`RefusedError` for a file that may not be kept, or that has more in it than was read of it."""
    if why := why_not_kept(reading):
        raise RefusedError(f"This file can’t be kept. {why}")
    # All that was not read too: hidden sheets, comments, postcodes (decision 63).
    if kind := about_somebody(content):
        raise RefusedError(
            f"This file can’t be kept: it seems to hold {kind}. Untick “Keep the file” to accept its figures."
        )


def fetch(person: Person, upload_id: int) -> KeptFile:
    """A kept file, byte for byte as it was loaded. Each fetch is written down.

    Raises `RefusedError` where it was not kept or was deleted.
    """
    with writing(person, Permission.LOAD_RETURNS) as (conn, actor):
        kept = _kept_file(conn, upload_id)
        audit.record(
            conn,
            actor,
            "fetch kept file",
            AuditSubject(RecordKind.UPLOAD, str(upload_id)),
            after=_named(kept),
        )
    # Whoever fetches a file holds it against a figure; bytes that changed since would prove nothing.
    if sha256(kept.content).hexdigest() != kept.sha256:
        raise ValueError(f"The file kept for upload {upload_id} is not the one that was loaded.")
    return kept


def remove(person: Person, upload_id: int) -> None:
    """A kept file without its bytes; its figures and its hash stay. Raises `RefusedError` as `fetch`."""
    # Admins alone delete (decision 62).
    with writing(person, Permission.DELETE_KEPT_FILES) as (conn, actor):
        kept = _kept_file(conn, upload_id)
        store.remove(conn, upload_id)
        audit.record(
            conn,
            actor,
            "delete kept file",
            AuditSubject(RecordKind.UPLOAD, str(upload_id)),
            before=_named(kept),
        )


def _named(kept: KeptFile) -> str:
    return f"{kept.file_name} ({kept.sha256[:12]})"


def _kept_file(conn: database.Connection, upload_id: int) -> KeptFile:
    kept = store.find(conn, upload_id)
    if kept is None:
        raise RefusedError("This file is not kept here, or was deleted.")
    return kept
