"""A return: checked, then accepted, all of it or nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from types import MappingProxyType

from probation_commission.actions import areas, layouts, staging, versions
from probation_commission.actions.acting import asked, writing
from probation_commission.actions.kept_files import refuse_to_keep, why_not_kept
from probation_commission.actions.limits import require_area
from probation_commission.actions.reading import read as read_file
from probation_commission.actions.refusals import RefusedError
from probation_commission.analysis import reconciliation
from probation_commission.analysis.figures import framed
from probation_commission.analysis.losses import Loss, losses
from probation_commission.analysis.reconciliation import (
    ACROSS,
    MonthsInForce,
    across,
    checks,
    distinct,
    needs_checks,
    report_checks,
    service_checks,
    tracker_checks,
    with_returns,
)
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.days import day, in_full
from probation_commission.domain.days import today as this_day
from probation_commission.domain.layouts import AreaMonth, Layout
from probation_commission.domain.places import Alias, PlaceKind
from probation_commission.domain.ram import Exported, is_whole
from probation_commission.domain.receipts import came_early
from probation_commission.domain.returns import Check, Kind, Reading, Return, ReturnKey
from probation_commission.domain.trackers import KINDS as TRACKER_KINDS
from probation_commission.domain.words import listed
from probation_commission.geography.fit import best_fit
from probation_commission.geography.gazetteer import gazetteer, postcode_wards
from probation_commission.intake import returns as intake
from probation_commission.intake.files import Progress, silent
from probation_commission.store import aliases, audit, database, directory, kept_files
from probation_commission.store import contracts as contract_store
from probation_commission.store import returns as store
from probation_commission.store import staging as staging_store
from probation_commission.store import versions as versions_store
from probation_commission.store.kept_files import PackedFile
from probation_commission.store.returns import NewReturn
from probation_commission.store.versions import Version

NOT_GIVEN: Mapping[ReturnKey, date] = MappingProxyType({})
CONFIRM = "Somebody has to confirm what the columns of this file are, once: do it on the page Returns."
GIVEN_UP = (
    "This file was being accepted for so long that it was taken to be given up. Nothing was changed; accept "
    "it again."
)


class AlreadyLoadedError(RefusedError):
    """The same file was loaded since it was checked."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file as it was understood, before anything of it is kept."""

    reading: Reading
    reconciliation: tuple[tuple[Return, tuple[Check, ...]], ...]
    loaded_before: store.Upload | None
    supersedes: tuple[Return, ...]
    """The returns of this file that come in the stead of one in force."""
    in_force: Mapping[ReturnKey, Version]
    """What was in force when the file was checked, for each subject, area and month of its returns."""
    months: MonthsInForce
    """The other months in force of these areas and services, to hold those of this file against."""
    withdrawn: tuple[Version, ...] = ()
    """The returns of the same file, loaded before, that are withdrawn."""
    content: bytes = field(default=b"", repr=False)
    """The file itself, in case it is to be kept; empty where it may not be."""
    sender: str = ""
    """Whose layouts the tables were read with; the area's name where nobody else is named."""


def check(
    person: Person,
    content: bytes,
    file_name: str,
    today: date | None = None,
    *,
    sender: str = "",
    area_month: AreaMonth = AreaMonth(),  # noqa: B008 (it is frozen)
    progress: Progress = silent,
) -> CheckedFile:
    """The file as it was read and reconciled; nothing is stored. Raises `NotAllowedError`.

    Also where it is of an area of which a lead changes nothing.
    `sender`: who sends it, whose layouts are remembered (default: the area's name). `area_month`: both, where
    the file does not say them. `progress` is told how many rows of a CSV are read, and of how
    many.
    """
    actor = asked(person, Permission.LOAD_RETURNS)
    day = today or this_day()
    with database.read() as conn:
        # Read and let go of before the file is read, which may take a minute: no transaction waits for it.
        services = directory.service_slugs(conn)
        contracts = contract_store.bought(conn)
        places = gazetteer().with_aliases(aliases.everything(conn))

    def read(remembered: Sequence[Layout]) -> Reading:
        return read_file(
            content,
            file_name,
            places,
            day,
            services,
            layouts=remembered,
            area_month=area_month,
            contracts=contracts,
            progress=progress,
        )

    return _beside_the_store(actor, *_with_layouts(actor, read, sender), content)


def check_again(person: Person, checked: CheckedFile) -> CheckedFile:
    """A file that was read, beside what is in the store now; it is not read again. Raises as `check`."""
    actor = asked(person, Permission.LOAD_RETURNS)
    return _beside_the_store(actor, checked.reading, checked.sender, checked.content)


def _beside_the_store(person: Person, reading: Reading, name: str, content: bytes) -> CheckedFile:
    # Said as soon as it is known of which areas the file is, and asked once more when it is accepted.
    require_area(person, *_areas(reading))
    with database.read() as conn:
        reading = _with_usual_service(conn, reading, name)
        before = store.loaded_before(conn, reading.sha256)
        # In force now: goes with the file, to be held against what is when it is accepted (decision 58).
        in_force = versions_store.in_force(conn, (ret.key for ret in reading.returns))
        months = _months(conn, reading)
        withdrawn = versions_store.withdrawn_in(conn, reading.sha256)
    superseded = _superseded(reading, in_force)
    return CheckedFile(
        reading=reading,
        reconciliation=reconcile(reading, months),
        loaded_before=before,
        supersedes=superseded,
        in_force=in_force,
        months=months,
        withdrawn=tuple(withdrawn),
        # Bytes that may not be kept are let go of as soon as they are read (decision 49).
        content=b"" if why_not_kept(reading) else content,
        sender=name,
    )


def _superseded(reading: Reading, in_force: Mapping[ReturnKey, Version]) -> tuple[Return, ...]:
    """The returns that come in the stead of one in force; one that knows less leaves it (decision 248).

    Of what is made up in force the reading is taken to be real.
    """
    return tuple(
        ret
        for ret in reading.returns
        if (there := in_force.get(ret.key))
        and (there.illustrative or not ret.reach.is_less_than(there.reach))
    )


def exported(checked: CheckedFile, first: date, last: date) -> CheckedFile:
    """A performance report with the days from and to which it was exported, as somebody says them.

    Months that lie within are whole, the others are held in part, and so are those that may lack a row,
    whatever is said (decision 265). Raises `RefusedError` for days that the
    file itself denies.
    """
    report = checked.reading.report
    if report is None or report.exported == Exported(first, last):
        return checked
    last_received = max((ret.month for ret in checked.reading.returns), default=report.first_received)
    wrong = []
    if first > report.first_received:
        wrong.append(f"The file has a referral received on {in_full(report.first_received)}: it begins then.")
    if last < last_received:
        wrong.append(f"The file has referrals received in {last_received:%B %Y}: it ends then or later.")
    if last > this_day():
        wrong.append(f"{in_full(last)} is still to come.")
    if wrong:
        raise RefusedError(*wrong)
    window = Exported(first, last)
    returns = tuple(
        replace(
            ret,
            partial=(ret.subject, ret.month) in report.in_part
            or not is_whole(ret.month, window, report.latest),
        )
        for ret in checked.reading.returns
    )
    reading = replace(checked.reading, returns=returns, report=replace(report, exported=window))
    return replace(
        checked,
        reading=reading,
        reconciliation=reconcile(reading, checked.months),
        supersedes=_superseded(reading, checked.in_force),
    )


def _areas(reading: Reading) -> set[str]:
    return {ret.area.code for ret in reading.returns}


def read_with(
    person: Person,
    content: bytes,
    file_name: str,
    layouts_chosen: Sequence[Layout],
    *,
    sender: str = "",
    area_month: AreaMonth = AreaMonth(),  # noqa: B008 (it is frozen)
) -> Reading:
    """The file as these layouts would have it read, confirmed or not. Raises `NotAllowedError`."""
    asked(person, Permission.LOAD_RETURNS)
    with database.read() as conn:
        services = directory.service_slugs(conn)
        contracts = contract_store.bought(conn)
        places = gazetteer().with_aliases(aliases.everything(conn))
    remembered = [*layouts_chosen, *(layouts.of_sender(person, sender) if sender else [])]
    today = this_day()
    return read_file(
        content,
        file_name,
        places,
        today,
        services,
        layouts=remembered,
        area_month=area_month,
        contracts=contracts,
        progress=silent,
    )


def _with_layouts(
    person: Person, read: Callable[[Sequence[Layout]], Reading], sender: str
) -> tuple[Reading, str]:
    """The file read with what is remembered of its sender, and who that is."""
    # Three cases: the sender is named and known; the file is certain, or asks nothing of its columns;
    # nobody is named, so what was confirmed for the area itself is tried (decisions 40 and 41).
    if sender and (remembered := layouts.of_sender(person, sender)):
        return read(remembered), sender
    reading = read(())
    if sender or reading.doubts is None or not reading.doubts.tables:
        return reading, sender
    area = reading.doubts.area or (reading.returns[0].area if reading.returns else None)
    remembered = layouts.of_sender(person, area.name) if area else []
    return (read(remembered) if remembered else reading), (area.name if area else "")


def _with_usual_service(conn: database.Connection, reading: Reading, sender: str) -> Reading:
    """The reading with the one service that a sender's returns were of so far, proposed where it is asked."""
    if not sender or reading.doubts is None or not reading.doubts.service_asked:
        return reading
    slugs = store.services_of_sender(conn, layouts.sender_name(sender))
    # Two services, and nobody could tell which this file is of (decision 132).
    usual = slugs.pop() if len(slugs) == 1 else ""
    return replace(reading, doubts=replace(reading.doubts, service=usual))


def _months(conn: database.Connection, reading: Reading) -> MonthsInForce:
    """All months in force of the areas of this file, of the kinds that are held against other months."""
    kinds = {ret.kind for ret in reading.returns} - {Kind.COMPARISON, Kind.RAM}
    area_codes = _areas(reading)
    months: MonthsInForce = {}
    for kind in kinds:
        months = {**months, **reconciliation.in_force(store.counted_across(conn, kind, area_codes))}
    return months


def answered(checked: CheckedFile, answers: dict[str, str]) -> CheckedFile:
    """The same file with its questions answered, reconciled again. Raises ValueError for unknown answers."""
    # A rerun of the page asks this again with nothing new to answer; a file is reconciled once.
    if not answers and tuple(ret for ret, _ in checked.reconciliation) == checked.reading.returns:
        return checked
    reading = intake.answer(checked.reading, answers)
    return replace(checked, reading=reading, reconciliation=reconcile(reading, checked.months))


def reconcile(reading: Reading, in_force: MonthsInForce) -> tuple[tuple[Return, tuple[Check, ...]], ...]:
    """Each return of the file with what adds up and what does not, by itself and with other months."""
    months = with_returns(in_force, reading.returns)
    return tuple((ret, distinct((*_own(ret), *across(months, ret.key)))) for ret in reading.returns)


def _own(ret: Return) -> tuple[Check, ...]:
    if ret.kind is Kind.RAM:
        return report_checks(ret)
    if ret.kind in TRACKER_KINDS:
        return tracker_checks(ret)
    if ret.kind is Kind.NEEDS:
        return needs_checks(ret)
    return service_checks(ret) if ret.kind is Kind.SERVICE else checks(ret, _fits(ret))


def by_itself(checked: CheckedFile) -> CheckedFile:
    """The same file held against nothing but its own months: no figure of another return is in it."""
    return replace(checked, months={}, reconciliation=reconcile(checked.reading, {}))


def would_go(checked: CheckedFile) -> dict[ReturnKey, tuple[Loss, ...]]:
    """What each return of a file holds less than the one in force that it would supersede, where it does."""
    ids = [version.id for version in checked.in_force.values()]
    if not ids:
        return {}
    with database.read() as conn:
        there = store.figures_of(conn, *ids)
    stored = dict(iter(there.groupby("return_id")))
    found = {
        ret.key: losses(stored[version.id], framed(ret.figures))
        for ret in _superseded(checked.reading, checked.in_force)
        if (version := checked.in_force.get(ret.key)) and version.id in stored
    }
    return {key: lost for key, lost in found.items() if lost}


def accept(
    person: Person,
    checked: CheckedFile,
    answers: dict[str, str] | None = None,
    *,
    received: Mapping[ReturnKey, date] = NOT_GIVEN,
    before_the_end: bool = False,
    illustrative: bool = False,
    keep_file: bool = False,
) -> int:
    """How many returns the file had, once all are stored with their provenance; the file too, if asked.

    `received`: the day on which each return came in, where that is another than today (decision 131).
    `before_the_end`: somebody says that one came in before its period was over.
    An earlier return for the same subject, area and month is superseded and stays in the history; the names
    that the answers say are wards are remembered for the next return. Raises `RefusedError` where the file
    has problems or open questions, was loaded before or may not be kept, or a day can't be; `OvertakenError`
    where another return came into force since the file was checked.
    """
    actor = asked(person, Permission.LOAD_RETURNS)
    # What was checked is what is accepted: the bytes are not read again (decision 5).
    settled = answered(checked, answers or {})
    require_area(actor, *_areas(settled.reading))
    _refuse_unsettled(settled.reading)
    _refuse_days(settled.reading, received, before_the_end=before_the_end)
    if faults := layouts.sender_faults(layouts.sender_name(checked.sender)):
        raise RefusedError(*faults)
    if keep_file:
        refuse_to_keep(settled.reading, checked.content)
    items = [
        NewReturn(ret, [line for line in lines if line.code not in ACROSS], received.get(ret.key))
        for ret, lines in settled.reconciliation
    ]
    kept = kept_files.pack(checked.content) if keep_file else None
    with (
        _staged_if_long(person, items, kept, settled) as staged,
        writing(person, Permission.LOAD_RETURNS) as (conn, actor),
    ):
        upload = store.Upload(
            file_name=settled.reading.file_name,
            sha256=settled.reading.sha256,
            accepted_by=actor.name,
            accepted_at=datetime.now(UTC),
            illustrative=illustrative,
            # Who sends it is an answer too: by it a sender's one service is proposed (decision 132).
            answers=_with_sender(checked, answers or {}),
        )
        require_area(actor, *_areas(settled.reading))
        _refuse_late(conn, settled)
        if staged is not None:
            upload_id = staged
            reach = {item.ret.key: item.ret.reach for item in items}
            staging_store.switch(conn, actor, staged, upload, reach)
        else:
            upload_id = store.add_upload(conn, actor, upload)
            store.add(conn, upload_id, items)
            if kept:
                kept_files.put(conn, upload_id, kept)
        # With the return that they were given for: a name is remembered only if that is (decision 53).
        names = intake.confirmed(checked.reading, answers or {})
        at = upload.accepted_at
        confirmed = (Alias(**asdict(name), confirmed_by=actor.name, confirmed_at=at) for name in names)
        aliases.remember(conn, actor, *confirmed)
        numbers, in_force = store.numbers(conn, upload_id), checked.in_force
        audit.record(
            conn,
            actor,
            "accept return",
            AuditSubject(RecordKind.UPLOAD, str(upload_id)),
            before=_numbered(
                [in_force[ret.key].id for ret in settled.reading.returns if ret.key in in_force]
            ),
            after=f"{upload.file_name} ({upload.sha256[:12]}): {_numbered(numbers)}",
        )
    return len(settled.reconciliation)


def _numbered(numbers: Sequence[int]) -> str:
    """`return 3 and 4`: by these numbers a return's history is found in the audit trail."""
    return f"return {listed(numbers)}" if numbers else ""


@contextmanager
def _staged_if_long(
    person: Person, items: Sequence[NewReturn], kept: PackedFile | None, settled: CheckedFile
) -> Iterator[int | None]:
    """The upload under which returns are staged; None where they are few, and one transaction does."""
    if not staging.is_long(items):
        yield None
        return
    # What would be refused in the end is refused before anything is staged, too.
    with database.read() as conn:
        _refuse_late(conn, settled)
    try:
        with staging.staged(person, items, kept) as upload_id:
            yield upload_id
    except staging.NotStagedError:
        raise RefusedError(GIVEN_UP) from None


def _refuse_late(conn: database.Connection, settled: CheckedFile) -> None:
    """The check that nobody loaded the file, or another return for its months, since it was checked."""
    before = store.loaded_before(conn, settled.reading.sha256)
    if before:
        withdrawn = versions_store.withdrawn_in(conn, settled.reading.sha256)
        raise AlreadyLoadedError(already_loaded(before, withdrawn))
    # An area that somebody took out since would have figures that no page shows.
    areas.refuse_uncovered(conn, (ret.area for ret in settled.reading.returns))
    # Somebody else’s return for the same month is superseded knowingly or not at all (decision 58).
    versions.refuse_overtaken(conn, (ret.key for ret in settled.reading.returns), settled.in_force)


def _with_sender(checked: CheckedFile, answers: Mapping[str, str]) -> dict[str, str]:
    sender = layouts.sender_name(checked.sender)
    return {**({store.SENDER: sender} if sender else {}), **answers}


def already_loaded(before: store.Upload, withdrawn: Sequence[Version] = ()) -> str:
    """The sentences for a file that was loaded before; `withdrawn`: its returns that are withdrawn."""
    sentence = (
        f"This file was already loaded: {before.file_name}, by {before.accepted_by} on "
        f"{day(before.accepted_at)}. Nothing was changed."
    )
    if not withdrawn:
        return sentence
    with database.read() as conn:
        each = [
            f"{versions.named(conn, version.key)} was {versions.standing(version)}." for version in withdrawn
        ]
    return " ".join([sentence, *each, "It can be restored in the history of the returns."])


def refusals(reading: Reading) -> list[str]:
    """The sentences for which the file cannot be accepted; the last says how many more there are."""
    more = [f"And {reading.unlisted:,} more problems."] if reading.unlisted else []
    return [*map(str, reading.problems), *more]


def _refuse_unsettled(reading: Reading) -> None:
    # Everything that stands in the way at once, so that a file is mended once and not line by line.
    problems = refusals(reading)
    questions = [f"Please answer first: {question.prompt}" for question in reading.questions]
    open_ones = [CONFIRM] if reading.doubts and not reading.doubts.settled else []
    if problems or questions or open_ones:
        raise RefusedError(*problems, *questions, *open_ones)


def _refuse_days(reading: Reading, received: Mapping[ReturnKey, date], *, before_the_end: bool) -> None:
    today = this_day()
    wrong = [
        f"{in_full(on)} is still to come. Give the day on which the return came in."
        for on in sorted(set(received.values()))
        if on > today
    ]
    # A report comes in while its last month is under way, and says so itself.
    given = [
        (ret, received[ret.key])
        for ret in reading.returns
        if ret.key in received and ret.kind is not Kind.RAM
    ]
    early = [(ret, on) for ret, on in given if came_early([ret], on)]
    if early and not before_the_end:
        ret, on = early[0]
        wrong.append(
            f"On {in_full(on)} {ret.month:%B %Y} was not over yet. Give the day on which the return came in, "
            "or say that it did come in before."
        )
    if wrong:
        raise RefusedError(*wrong)


def _fits(ret: Return) -> dict[str, list[tuple[str, float]]]:
    """The best fit of each abolished ward in a return onto today's: ward code → names and shares."""
    places = {figure.place for figure in ret.figures if figure.place}
    wards = {ward.code for place in places if place.kind is PlaceKind.ABOLISHED for ward in place.wards}
    return {code: _fit(code) for code in sorted(wards)}


@cache
def _fit(ward_code: str) -> list[tuple[str, float]]:
    # Once a ward: abolished wards do not change while the app runs.
    shares = best_fit(postcode_wards(), ward_code)
    wards = [gazetteer().ward(code) for code in shares.ward_code]
    return [(ward.name, float(share)) for ward, share in zip(wards, shares.share, strict=True) if ward]
