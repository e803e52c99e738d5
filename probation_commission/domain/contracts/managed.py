"""What leads manage of a contract: who is in it, its steps, issues and service levels."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from probation_commission.domain.contracts.parties import ContractPart, MilestoneKind

LONGEST_NAME = 80
LONGEST_PERIOD = 40
LONGEST_ISSUE = 1000


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a mobilisation: all of the contract's, or an area's."""

    kind: str
    due: date | None = None
    done: date | None = None
    area_code: str = ""
    place: str = ""
    """What of the area it is about, where that is not all of it."""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that is to be settled with the provider of a contract."""

    text: str
    opened: date
    settled: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """What was agreed that a service keeps to, and what was last reported of it, by whom and when."""

    name: str
    measured: str
    target: str
    period: str
    reported: str = ""
    reported_on: date | None = None
    said_by: str = ""
    """A post, never a name."""


def wrong_with_party(name: str, part: str, there: Mapping[str, str]) -> list[str]:
    """What is wrong with one more party; `there`: the part of each that is in the contract, by its name."""
    checks = {
        "Choose the organisation.": not name,
        "Choose whether it is the prime or in the supply chain.": part not in set(ContractPart),
        "It is in this contract already.": name in there,
        "A contract has one prime. Write down first that the one that is in it has left.": (
            part == ContractPart.PRIME and ContractPart.PRIME in there.values()
        ),
    }
    return [sentence for sentence, wrong in checks.items() if wrong]


def wrong_with_step(step: Step, today: date) -> list[str]:
    """What is wrong with what was written of a step, each in a sentence that says what to do."""
    checks = {
        "Choose what kind of step it is.": step.kind not in set(MilestoneKind),
        "Give the day on which it is due, or on which it was done.": step.due is None and step.done is None,
        "What is done was done by today. Leave the day empty until it is.": step.done is not None
        and step.done > today,
        "Say what shows that it is done: a document or a visit.": step.done is not None and not step.evidence,
    }
    return [sentence for sentence, wrong in checks.items() if wrong]


def wrong_with_issue(issue: Issue, today: date) -> list[str]:
    """What is wrong with what was written of an issue."""
    checks = {
        "Write what the issue is.": not issue.text,
        "An issue was opened by today.": issue.opened > today,
        "It was settled before it was opened. Put the days in order.": issue.settled is not None
        and issue.settled < issue.opened,
        "What is settled was settled by today. Leave the day empty until it is.": issue.settled is not None
        and issue.settled > today,
        "Say how it was settled.": issue.settled is not None and not issue.outcome,
    }
    return [sentence for sentence, wrong in checks.items() if wrong]


def wrong_with_level(level: ServiceLevel, today: date) -> list[str]:
    """What is wrong with what was written of a service level."""
    said = bool(level.reported or level.said_by or level.reported_on)
    checks = {
        "Give the service level a name.": not level.name,
        "Say what is measured.": not level.measured,
        "Give the target, as the contract has it.": not level.target,
        "Say over which period: a month, a quarter.": not level.period,
        "Of what was reported give all three: what, when, and by whom (a post, never a name).": said
        and not (level.reported and level.said_by and level.reported_on),
        "What was reported was reported by today.": level.reported_on is not None
        and level.reported_on > today,
    }
    return [sentence for sentence, wrong in checks.items() if wrong]
