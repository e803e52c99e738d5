"""Localities: the wards of one set in groups that the partnership has names for."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from probation_commission.domain import words
from probation_commission.domain.iom import ALL
from probation_commission.domain.places import WardSet, bare

Grouping = Mapping[str, str]
"""The name of the locality that each ward is in, by ward code; a ward in none is not there."""


@dataclass(frozen=True, slots=True)
class GroupingInForce:
    """A grouping, the month from which on it is in force, and whether it is made up."""

    since: date
    grouping: Grouping
    illustrative: bool = False
    larger: Mapping[str, str] = field(default_factory=dict)
    """The large locality that each locality is in, by name; of all of them or of none (decision 192)."""
    source: str = ""
    """What the app made it from; empty where people made it."""

    def of(self, rag: str) -> Grouping:
        """The grouping by which a count is shown: each RAG by the large localities, where there are any."""
        if rag == ALL or not self.larger:
            return self.grouping
        return {code: self.larger[name] for code, name in self.grouping.items()}


@dataclass(frozen=True, slots=True)
class BundledGrouping:
    """The localities of a ward set that come with the app, two sizes of them, and what they are made from."""

    grouping: Grouping
    larger: Mapping[str, str]
    source: str


NO_GROUPING = GroupingInForce(date.min, {})
GroupingsInForce = Mapping[str, Sequence[GroupingInForce]]
"""The groupings of each ward set, by its key, oldest first."""

IN_NONE = "in no locality"
LONGEST_NAME = 60
_NAME = re.compile(r"[^\W\d_][\w &'’(),./–-]*")


def of_month(groupings: GroupingsInForce, ward_set: str, month: date, *, made_up: bool) -> GroupingInForce:
    """The grouping of a ward set that is in force in a month; empty if none is by then.

    `made_up`: whether the month's return is. Of a real month only a real grouping is (decision 130).
    """
    # A grouping saved later says nothing of months that were shown by an earlier one (decision 74).
    return _last([saved for saved in groupings.get(ward_set, ()) if saved.since <= month], made_up=made_up)


def latest(groupings: GroupingsInForce, ward_set: str, *, made_up: bool) -> GroupingInForce:
    """The grouping of a ward set that was saved last, by which leads see every month, as `of_month`."""
    return _last(groupings.get(ward_set, ()), made_up=made_up)


def _last(groupings: Sequence[GroupingInForce], *, made_up: bool) -> GroupingInForce:
    real = [saved for saved in groupings if not saved.illustrative]
    # A real one wins, also over a made-up one that begins later (decision 130).
    candidates = real or (groupings if made_up else ())
    return candidates[-1] if candidates else NO_GROUPING


def tidied(grouping: Mapping[str, str | None]) -> dict[str, str]:
    """The grouping with single spaces in its names, and without wards that are in none."""
    names = {code: words.tidied(name or "") for code, name in grouping.items()}
    return {code: name for code, name in names.items() if name}


def faults(grouping: Grouping, ward_set: WardSet) -> tuple[str, ...]:
    """What is wrong with a grouping of that set's wards, in sentences; none if it can be saved."""
    foreign = grouping.keys() - {ward.code for ward in ward_set.wards}
    return (
        *(f"{code} is no ward of {ward_set.title}." for code in sorted(foreign)),
        *(fault for name in sorted(set(grouping.values())) if (fault := name_fault(name))),
        *_written_two_ways(grouping),
    )


def name_fault(name: str) -> str | None:
    """What is wrong with a locality's name, in a sentence that does not repeat it, or None."""
    # The sentences do not repeat the name: whatever was typed there may be somebody's (decision 1).
    if len(name) > LONGEST_NAME:
        more = words.TooLongError(len(name), LONGEST_NAME)
        return f"The name of a locality has at most {LONGEST_NAME} characters: {more}."
    if not _NAME.fullmatch(name):
        return "The name of a locality begins with a letter and holds letters, numbers and plain punctuation."
    # Wards in no locality are a row of their own among the localities (decision 56).
    if bare(name) in {bare(IN_NONE), "localities", "wards"}:
        return "Give the locality a name of its own, or leave its wards empty."
    return None


def in_order(grouping: Grouping) -> tuple[str, ...]:
    """The names of the localities, in the order of the alphabet."""
    return tuple(sorted(set(grouping.values()), key=str.casefold))


def sizes(grouping: Grouping) -> Mapping[str, int]:
    """How many wards each locality has."""
    return Counter(grouping.values())


def _written_two_ways(grouping: Grouping) -> Iterator[str]:
    spellings: dict[str, list[str]] = defaultdict(list)
    for name in in_order(grouping):
        spellings[bare(name)].append(name)
    # "St Ann's" and "Saint Anns" would be two rows for one place.
    for names in spellings.values():
        if len(names) > 1:
            yield f"{words.listed(names)} differ only in how they are written. Write them the same way."
