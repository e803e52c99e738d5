"""Who is in a contract, its steps, issues and service levels, and what it costs, for leads of its areas."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from probation_commission.actions.acting import reading, writing
from probation_commission.actions.contracts.allowed import contract_of, reason_of
from probation_commission.actions.limits import named
from probation_commission.actions.refusals import RefusedError, collected
from probation_commission.analysis import contract_costs
from probation_commission.analysis.contract_costs import CostPer, CostTerms
from probation_commission.disclosure.audiences import audience
from probation_commission.disclosure.exact_figures import exactly
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.contracts import (
    LONGEST_ISSUE,
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_PERIOD,
    LONGEST_SAID,
    Issue,
    ServiceLevel,
    Step,
    wrong_with_issue,
    wrong_with_level,
    wrong_with_party,
    wrong_with_step,
)
from probation_commission.domain.days import in_full, today
from probation_commission.domain.returns import Kind
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import audit, organisations, returns
from probation_commission.store import contracts as store

_RESTRICTED = "(restricted)"


@dataclass(frozen=True, slots=True)
class Managed:
    """What leads of all areas of a contract are told of it, and nobody else."""

    issues: Mapping[int, Issue]
    levels: Mapping[int, ServiceLevel]


def managed(person: Person, service_slug: str) -> Managed:
    """The issues and service levels of the contract of a service.

    Raises `NotAllowedError` for others than leads of all its areas, `RefusedError` where there is none.
    """
    with reading(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        slug = contract_of(conn, actor, service_slug)["slug"]
        return Managed(store.issues_of(conn, slug), store.levels_of(conn, slug))


def costs(person: Person, service_slug: str) -> tuple[CostPer, ...]:
    """What the contract of a service costs for each start and each outcome achieved, or why nobody knows.

    Raises as `managed`.
    """
    with reading(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        row = contract_of(conn, actor, service_slug)
        bought = tuple(store.services_of(conn, row["slug"]))
        terms = CostTerms(row["value_pence"], row["starts"], row["ends"], bought)
        # Nothing to divide: what services returned is not read for it.
        if terms.why_not:
            return contract_costs.unknown(terms)
        # As they are to leads and admins alone, whoever else may once edit the directory.
        figures = exactly(returns.figures(conn, Kind.SERVICE), audience(actor))
        history = returns.history(conn)
    # What was made up of a service says nothing of what a real contract costs, nor the other way round.
    own = figures[
        figures.subject.isin(bought) & (figures.illustrative.astype(bool) == bool(row["illustrative"]))
    ]
    ever = history[(history.kind == Kind.SERVICE) & history.subject.isin(bought)]
    given = contract_costs.GivenReturns(own, ever, gazetteer().wholes)
    return contract_costs.costs(terms, given, today())


def add_party(person: Person, service_slug: str, name: str, part: str, reason: str) -> None:
    """An organisation that is in the contract of a service from now on, one that is known here.

    Raises `RefusedError` with every problem at once.
    """
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        row = contract_of(conn, actor, service_slug)
        problems: list[str] = []
        why = reason_of(reason, problems)
        problems += wrong_with_party(name, part, store.parties_of(conn, row["slug"]))
        if name and organisations.known_as(conn, name) is None:
            problems.append("Choose an organisation that is known here, or add it under Organisations first.")
        if problems:
            raise RefusedError(*problems)
        store.add_party(conn, row["slug"], name, part)
        audit.record(conn, actor, "add party", _about(row), after=f"{name}: {part}", reason=why)


def end_party(person: Person, service_slug: str, name: str, last: date | None, reason: str) -> None:
    """The last day, by today, of an organisation in the contract of a service. Raises `RefusedError`."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        row = contract_of(conn, actor, service_slug)
        problems: list[str] = []
        why = reason_of(reason, problems)
        part = store.parties_of(conn, row["slug"]).get(name)
        if part is None:
            problems.append("Choose an organisation that is in this contract.")
        if last is None or last > today():
            # Who is in it today is read by everybody, so one that leaves later is in it (decision 234).
            problems.append("Give its last day, by today: one that is still to leave is written down then.")
        if problems or last is None:
            raise RefusedError(*problems)
        store.end_party(conn, row["slug"], name, last)
        said = {
            "before": f"{name}: {part}",
            "after": f"{name}: left, last day {in_full(last)}",
            "reason": why,
        }
        audit.record(conn, actor, "end party", _about(row), **said)


def put_step(
    person: Person, service_slug: str, written: Step, reason: str, number: int | None = None
) -> None:
    """A step of a mobilisation, new or in the place of that number. Raises `RefusedError`."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        row = contract_of(conn, actor, service_slug)
        problems: list[str] = []
        why = reason_of(reason, problems)
        written = replace(
            written,
            place=collected(problems, written.place, "place", LONGEST_NAME),
            evidence=collected(problems, written.evidence, "evidence", LONGEST_SAID),
        )
        if written.area_code and gazetteer().authority(written.area_code) is None:
            problems.append("Choose an authority that is covered here, or all of them.")
        problems += wrong_with_step(written, today())
        _refuse(problems, number, store.steps_of(conn, row["slug"]), written)
        before = store.put_step(conn, row["slug"], written, number)
        said = {"before": _step(before) if before else "", "after": _step(written), "reason": why}
        audit.record(conn, actor, "put step", _about(row), **said)


def put_issue(person: Person, service_slug: str, written: Issue, number: int | None = None) -> None:
    """An issue with the contract of a service, as `put_step`; the audit trail has none of its words."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        row = contract_of(conn, actor, service_slug)
        problems: list[str] = []
        written = replace(
            written,
            text=collected(problems, written.text, "issue", LONGEST_ISSUE, lines=True),
            outcome=collected(problems, written.outcome, "line on how it was settled", LONGEST_NOTE),
        )
        problems += wrong_with_issue(written, today())
        _refuse(problems, number, store.issues_of(conn, row["slug"]), written)
        before = store.put_issue(conn, row["slug"], written, number)
        said = {"before": _RESTRICTED if before else "", "after": _RESTRICTED}
        audit.record(conn, actor, "put issue", _about(row), **said)


def put_level(person: Person, service_slug: str, written: ServiceLevel, number: int | None = None) -> None:
    """A service level of the contract of a service, as `put_issue`."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        row = contract_of(conn, actor, service_slug)
        problems: list[str] = []
        limits = {
            "name": ("name", LONGEST_NAME),
            "measured": ("line on what is measured", LONGEST_SAID),
            "target": ("target", LONGEST_NAME),
            "period": ("period", LONGEST_PERIOD),
            "reported": ("line on what was reported", LONGEST_NAME),
            "said_by": ("line on who said it", LONGEST_SAID),
        }
        texts: dict[str, Any] = {
            field: collected(problems, getattr(written, field), what, longest)
            for field, (what, longest) in limits.items()
        }
        written = replace(written, **texts)
        problems += wrong_with_level(written, today())
        _refuse(problems, number, store.levels_of(conn, row["slug"]), written)
        before = store.put_level(conn, row["slug"], written, number)
        said = {"before": _RESTRICTED if before else "", "after": _RESTRICTED}
        audit.record(conn, actor, "put service level", _about(row), **said)


def _refuse(problems: list[str], number: int | None, there: Mapping[int, object], written: object) -> None:
    if number is not None and number not in there:
        problems.append("It is not among those of this contract any more. Look again.")
    elif number is not None and there[number] == written:
        problems.append("Nothing is written otherwise than before. Nothing was changed.")
    if problems:
        raise RefusedError(*problems)


def _about(row: Mapping[str, Any]) -> AuditSubject:
    return AuditSubject(RecordKind.CONTRACT, row["slug"])


def _step(step: Step) -> str:
    said = {name: value for name, value in asdict(step).items() if value}
    words = {
        name: named([value]) if name == "area_code" else in_full(value) if isinstance(value, date) else value
        for name, value in said.items()
    }
    return "; ".join(f"{name.removesuffix('_code')}: {value}" for name, value in words.items())
