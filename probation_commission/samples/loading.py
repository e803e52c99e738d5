"""The illustrative data: load it, take it out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

from probation_commission import log
from probation_commission.actions import returns
from probation_commission.actions.acting import asked, reading, writing
from probation_commission.actions.refusals import RefusedError
from probation_commission.actions.unmet import wards as unmet_wards
from probation_commission.actions.versions import OvertakenError
from probation_commission.domain.access import Permission, Person, Scope
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.days import today
from probation_commission.domain.illustrative import MadeUp, WhatGoes
from probation_commission.domain.outcomes import PromiseSubject
from probation_commission.domain.returns import Kind, Return
from probation_commission.domain.unmet import UnmetQuarter, quarter_after
from probation_commission.domain.words import plural
from probation_commission.geography.gazetteer import gazetteer, ward_facts
from probation_commission.geography.partnership import partnership
from probation_commission.geography.postcodes import placed
from probation_commission.intake.unmet import unmet_return
from probation_commission.samples import contracts as invented_contracts
from probation_commission.samples import gaps as invented_gaps
from probation_commission.samples import idea_steps, places, unmet
from probation_commission.samples.agreements import PARTIES as AGREED
from probation_commission.samples.agreements import agreement
from probation_commission.samples.contacts import contacts as invented_contacts
from probation_commission.samples.events import events as invented_events
from probation_commission.samples.hubs import hubs, openings, provided
from probation_commission.samples.iom import MONTHS, iom_returns
from probation_commission.samples.localities import groupings
from probation_commission.samples.needs import needs_files
from probation_commission.samples.referrals import EARLIER, received_on, service_csv
from probation_commission.samples.reports import reports
from probation_commission.samples.services import REPORTED, promises, services, services_to_come
from probation_commission.samples.trackers import tracker_files
from probation_commission.samples.wards import RESIDENTS
from probation_commission.settings import DATA
from probation_commission.store import (
    agreements,
    audit,
    contacts,
    database,
    directory,
    events,
    follow_ups,
    gaps,
    illustrative,
    localities,
    organisations,
    outcomes,
)
from probation_commission.store import contracts as contract_store
from probation_commission.store import hubs as hub_store
from probation_commission.store import returns as return_store
from probation_commission.store.returns import NewReturn

SERVICES_FILE_NAME = "illustrative_services_2025-11_to_2026-10.csv"
UNMET_FILE_NAME = "illustrative_unmet_demand"
EARLIER_FILE_NAME = "illustrative_services_2024-11_to_2025-10.csv"
_MARK = "illustrative data"
_SUBJECT = AuditSubject(RecordKind.ILLUSTRATIVE, "")


def load_once(person: Person) -> None:
    """Load the examples the first time that the app starts; never again after they were removed."""
    with reading(person, Permission.MANAGE_SAMPLE) as (conn, _):
        touched = directory.bundled_as(conn, _MARK)
    if touched is not None:
        return
    try:
        load(person)
    except (returns.AlreadyLoadedError, OvertakenError):
        return  # another app server started at the same moment, and is loading them
    except RefusedError as refused:
        # The app starts without its examples rather than not at all; whoever runs it is told.
        log.fault(refused)


def load(person: Person) -> list[str]:
    """Load twelve illustrative months and ideas, and the real returns that the partnership starts with.

    Returns what was loaded, in sentences. Months that have a real return are left alone.
    """
    asked(person, Permission.MANAGE_SAMPLE)
    of_places = (
        _load_hubs,
        _load_iom,
        _load_services,
        _load_reports,
        _load_trackers,
        _load_needs,
        _load_real,
    )
    of_people = (_load_ideas, _load_promises)
    loaded = [
        part(person)
        for part in (
            *of_places,
            _load_localities,
            *of_people,
            _load_agreement,
            _load_unmet,
            _load_contacts,
            _load_events,
            _load_actions,
        )
    ]
    _mark(person, "load illustrative data")
    return [sentence for sentence in loaded if sentence]


def what_goes(person: Person) -> WhatGoes:
    """What `remove` would take out, and what it would leave because people wrote it."""
    with reading(person, Permission.MANAGE_SAMPLE) as (conn, _):
        return illustrative.what_goes(conn, idea_steps.invented())


def remove(person: Person) -> MadeUp:
    """What was illustrative and is taken out now; what people wrote stays (decision 101)."""
    with writing(person, Permission.MANAGE_SAMPLE) as (conn, actor):
        # Asked anew in the writing transaction: what was told may have got an explanation since.
        going = illustrative.what_goes(conn, idea_steps.invented()).goes
        illustrative.remove(conn, going)
        directory.mark_bundled(conn, _MARK, "touched")
        audit.record(conn, actor, "remove illustrative data", _SUBJECT, before=_counted(going))
    return going


def _counted(going: MadeUp) -> str:
    return (
        f"{len(going.files)} files, {len(going.returns)} returns, {len(going.ideas)} ideas, "
        f"{len(going.promises)} promises, {len(going.services)} services, {len(going.hubs)} hubs, "
        f"{len(going.groupings)} groupings, {len(going.agreements)} agreements, {len(going.events)} events, "
        f"{len(going.follow_ups)} actions, {len(going.outside)} services outside"
    )


def _mark(person: Person, action: str) -> None:
    with writing(person, Permission.MANAGE_SAMPLE) as (conn, actor):
        directory.mark_bundled(conn, _MARK, "touched")
        audit.record(conn, actor, action, _SUBJECT, after=SERVICES_FILE_NAME)


def _load_hubs(person: Person) -> str:
    with database.read() as conn:
        known = directory.hubs(conn)
    examples = places.here().examples
    invented = hubs(examples, today())
    if set(known.slug[known.illustrative]) == {hub["slug"] for hub in invented}:
        return ""
    on_map = placed(invented)
    with writing(person, Permission.MANAGE_SAMPLE) as (conn, _):
        directory.put_invented_hubs(conn, on_map)
        hub_store.put_openings(conn, openings(examples, today()), illustrative=True)
    return f"Loaded {len(on_map)} illustrative hubs."


def _load_iom(person: Person) -> str:
    files = iom_returns(ward_facts(), places.here().examples)
    loaded = (_load_returns(person, content, name) for name, content in files.items())
    return "\n".join(filter(None, loaded))


def _load_services(person: Person) -> str:
    examples = places.here().examples
    invented, said = services(examples), invented_contracts.facts_of_services(today())
    every = [row | said[row["slug"]] for row in (*invented, *services_to_come(examples))]
    with writing(person, Permission.MANAGE_SAMPLE) as (conn, _):
        directory.put_invented_services(conn, ())
        contract_store.put_invented(
            conn,
            invented_contracts.contracts(today()),
            invented_contracts.parties(),
            invented_contracts.milestones(today()),
        )
        contract_store.put_invented_management(
            conn, invented_contracts.issues(today()), invented_contracts.levels(today())
        )
        directory.put_invented_services(conn, every)
        contract_store.put_invented_coverage(conn, invented_contracts.coverage(examples, today()))
        hub_store.put_bundled_services(conn, provided(examples), invented=True)
    names = [service["name"] for service in invented]
    order = {service["slug"]: at for at, service in enumerate(invented)}
    loaded = (
        _load_returns(
            person,
            service_csv(names, examples.services_area, months).encode(),
            file_name,
            # Nothing has come in on a day that is still ahead, whenever the app is tried.
            lambda ret: min(received_on(order[ret.subject], ret.month), today()),
        )
        for months, file_name in ((EARLIER, EARLIER_FILE_NAME), (MONTHS, SERVICES_FILE_NAME))
    )
    return "\n".join(filter(None, loaded))


def _load_reports(person: Person) -> str:
    """Made-up performance reports of the service that is short-staffed for a while."""
    with database.read() as conn:
        references = {one.subject: at for at, one in contract_store.bought(conn).items()}
    loaded = []
    for name, content, first, last in reports(references.get(REPORTED, "")):
        checked = returns.check(person, content, name)
        if checked.loaded_before or checked.reading.problems:
            continue
        count = returns.accept(person, returns.exported(checked, first, last), illustrative=True)
        loaded.append(f"Loaded {count} illustrative months of a performance report from {name}.")
    return "\n".join(loaded)


def _load_trackers(person: Person) -> str:
    """Wanted persons, releases, breach rejections and diversion of the first area; the caseload of each."""
    residents = _residents_at_home()
    known = {name: people for name, people in residents.items() if people}
    files = tracker_files(next(iter(residents)), known)
    loaded = (_load_returns(person, content.encode(), name) for name, content in files.items())
    return "\n".join(filter(None, loaded))


def _residents_at_home() -> dict[str, float]:
    wards, home = ward_facts(), partnership().home
    return {
        area.name: float(wards[wards.lad_code == code][RESIDENTS].sum())
        for code in home
        if (area := gazetteer().authority(code))
    }


def _load_needs(person: Person) -> str:
    """How many of a sample have each need, of each home area."""
    files = needs_files(_residents_at_home())
    loaded = (_load_returns(person, content.encode(), name) for name, content in files.items())
    return "\n".join(filter(None, loaded))


def _load_returns(
    person: Person, content: bytes, file_name: str, received: Callable[[Return], date] | None = None
) -> str:
    """Load made-up returns, but for those months that have a return already; `received`: when each came."""
    checked = returns.check(person, content, file_name)
    if checked.loaded_before:
        return ""
    fresh = [ret for ret in checked.reading.returns if ret not in checked.supersedes]
    if not fresh:
        return ""
    checked = replace(checked, reading=replace(checked.reading, returns=tuple(fresh)))
    days = {ret.key: received(ret) for ret in fresh} if received else {}
    count = returns.accept(person, checked, received=days, illustrative=True)
    return f"Loaded {count} illustrative returns from {file_name}."


def _load_real(person: Person) -> str:
    return "\n".join(filter(None, (_load_file(person, name) for name in partnership().real_returns.values())))


def _load_file(person: Person, name: str) -> str:
    """Load a real return of `data/`, unless it or another of its month is there."""
    checked = returns.check(person, (DATA / name).read_bytes(), name)
    if checked.loaded_before or checked.supersedes:
        return ""
    answers = {question.key: question.options[-1][0] for question in checked.reading.questions}
    returns.accept(person, checked, answers)
    return f"Loaded the real return {name}; its questions are left open."


def _load_localities(person: Person) -> str:
    """Group the wards of each area with a made-up cohort; real localities of the same wards stay and win."""
    with database.read() as conn:
        there = localities.in_force(conn)
    invented = [
        (ward_set, grouping)
        for ward_set, grouping in groupings(places.here().examples)
        if not any(saved.illustrative for saved in there.get(ward_set.key, ()))
    ]
    if not invented:
        return ""
    with writing(person, Permission.MANAGE_SAMPLE) as (conn, actor):
        for ward_set, grouping in invented:
            since, now = ward_set.in_force_from.replace(day=1), datetime.now(UTC)
            localities.save_illustrative(conn, actor, ward_set.key, grouping, now, from_month=since)
        keys = ", ".join(ward_set.key for ward_set, _ in invented)
        audit.record(conn, actor, "load illustrative localities", _SUBJECT, after=keys)
    return f"Loaded {sum(len(set(grouping.values())) for _, grouping in invented)} illustrative localities."


def _load_agreement(person: Person) -> str:
    """An agreement between invented organisations, switched off: a lead switches it on in one click."""
    with writing(person, Permission.MANAGE_SAMPLE) as (conn, actor):
        if any(one.illustrative for one in agreements.everyone(Scope.everything(), conn)):
            return ""
        parties = [organisations.known_or_new(conn, name, illustrative=True) for name in AGREED]
        terms = agreement(parties, partnership().home, today())
        number = agreements.add(conn, terms, illustrative=True, switched_on=False)
        audit.record(conn, actor, "load illustrative agreement", _SUBJECT, after=f"agreement {number}")
    return "Loaded an illustrative agreement, switched off."


def _load_unmet(person: Person) -> str:
    """What invented organisations counted of unmet demand in the first areas, once."""
    home, gazette = partnership().home[:2], gazetteer()
    items = []
    with writing(person, Permission.MANAGE_SAMPLE) as (conn, actor):
        digest = sha256(repr((home, unmet.STORY)).encode()).hexdigest()
        if return_store.loaded_before(conn, digest):
            return ""
        for name in unmet.STORY:
            number = organisations.known_or_new(conn, name, illustrative=True)
            found = organisations.find(Scope.everything(), conn, number)
            # Nobody real is said to have counted anything.
            if found is None or not found.illustrative:
                continue
            for place, area in enumerate(filter(None, map(gazette.authority, home))):
                for at, first in enumerate(unmet.quarters()):
                    wards = sorted(ward.code for ward in unmet_wards(area, first, today()))
                    quarter = UnmetQuarter(number, area.code, first)
                    if return_store.current(conn, Kind.UNMET, area.code, first, quarter.subject):
                        continue
                    lines = unmet.counted(name, place, at, wards)
                    ret = unmet_return(quarter, area, lines, quarter_after(first), gazette)
                    items.append(NewReturn(ret, (), min(quarter_after(first), today())))
        if not items:
            return ""
        upload = return_store.Upload(UNMET_FILE_NAME, digest, actor.name, datetime.now(UTC), True, {})
        return_store.add(conn, return_store.add_upload(conn, actor, upload), items)
        audit.record(conn, actor, "load illustrative unmet demand", _SUBJECT, after=f"{len(items)} returns")
    return f"Loaded {len(items)} illustrative quarters of unmet demand."


def _load_contacts(person: Person) -> str:
    """The contacts of the invented organisations that have none, where the examples are."""
    with writing(person, Permission.MANAGE_SAMPLE) as (conn, actor):
        everything = Scope.everything()
        there = contacts.of_each(everything, conn)
        known = organisations.everyone(everything, conn)
        invented = invented_contacts([one for one in known if one.illustrative and one.id not in there])
        for number, of_one in invented.items():
            contacts.put(conn, number, of_one, partnership().home[:1])
        if invented:
            after = f"of {len(invented)} organisations"
            audit.record(conn, actor, "load illustrative contacts", _SUBJECT, after=after)
    return f"Loaded contacts of {len(invented)} illustrative organisations." if invented else ""


def _load_events(person: Person) -> str:
    with writing(person, Permission.MANAGE_SAMPLE) as (conn, actor):
        if any(one.illustrative for one in events.everything(conn)):
            return ""
        made_up = invented_events()
        for event in made_up:
            events.add(conn, actor, event, illustrative=True)
        audit.record(conn, actor, "load illustrative events", _SUBJECT, after=f"{len(made_up)} events")
    return f"Loaded {len(made_up)} illustrative events."


def _load_actions(person: Person) -> str:
    """Actions, the last of them done, and a service outside, in the first of the home areas."""
    with writing(person, Permission.MANAGE_SAMPLE) as (conn, actor):
        there = [one.illustrative for one in follow_ups.everything(conn)]
        if any([*there, *(one.outside.illustrative for one in gaps.outside(conn))]):
            return ""
        home = partnership().home[0]
        *open_ones, done = invented_gaps.follow_ups(home, today())
        for one in open_ones:
            follow_ups.add(conn, actor, one, illustrative=True)
        follow_ups.add(conn, actor, done, illustrative=True, done_at=datetime.now(UTC))
        outside = invented_gaps.services_outside(home, today())
        for service in outside:
            gaps.add_outside(conn, actor, service)
        after = f"{len(open_ones) + 1} actions, {len(outside)} services outside"
        audit.record(conn, actor, "load illustrative actions", _SUBJECT, after=after)
    return f"Loaded {len(open_ones) + 1} illustrative actions and {plural(len(outside), 'service')} outside."


def _load_ideas(person: Person) -> str:
    count = idea_steps.load(person)
    return f"Loaded {count} illustrative ideas for an illustrative pot." if count else ""


def _load_promises(person: Person) -> str:
    with database.read() as conn:
        there = outcomes.illustrative_subjects(conn, PromiseSubject.SERVICE)
    made_up = [promise for promise in promises() if promise.subject not in there]
    if not made_up:
        return ""
    with writing(person, Permission.MANAGE_SAMPLE) as (conn, actor):
        for promise in made_up:
            outcomes.add_promise(conn, promise)
        audit.record(conn, actor, "load illustrative promises", _SUBJECT, after=f"{len(made_up)} promises")
    return f"Loaded {len(made_up)} illustrative promises."
