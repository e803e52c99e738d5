"""What the engine is asked of a month and what it answers: one release, by ward or by locality."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from probation_commission.disclosure.audiences import Method, Rule
from probation_commission.disclosure.patterns import Pattern, only_the_whole
from probation_commission.disclosure.table import Table, table

VERSION = 2
"""Raised with each change of what the engine hides, so that nothing is taken from an older one's cache."""


class By(StrEnum):
    """What the rows of a release are."""

    WARD = "ward"
    LOCALITY = "locality"


@dataclass(frozen=True, slots=True)
class Question:
    """A month by ward, the same by locality where there are any, and the rule."""

    wards: Table
    localities: Table | None
    rule: Rule

    def plain(self) -> dict[str, Any]:
        """The question as lists and numbers."""
        localities = self.localities.plain() if self.localities else None
        return {"wards": self.wards.plain(), "localities": localities, "rule": asdict(self.rule)}

    @property
    def key(self) -> str:
        """The same for the same content, and for no other."""
        return sha256(json.dumps([VERSION, self.plain()]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    """The one release: which table, how, and what of it is hidden. `failed`: it could not be worked out."""

    by: By
    pattern: Pattern
    failed: bool = False

    def plain(self) -> dict[str, Any]:
        """The answer as lists and numbers; it holds no count."""
        return {"by": self.by, "method": self.pattern.method, "hidden": sorted(self.pattern.hidden)}


def question(plain: dict[str, Any]) -> Question:
    """The question of what `Question.plain` gave."""
    localities = table(plain["localities"]) if plain["localities"] else None
    rule = Rule(Method(plain["rule"]["method"]), plain["rule"]["threshold"], plain["rule"]["base"])
    return Question(table(plain["wards"]), localities, rule)


def answer(plain: dict[str, Any]) -> Answer:
    """The answer of what `Answer.plain` gave. Raises KeyError, TypeError or ValueError for anything else."""
    hidden = frozenset(int(position) for position in plain["hidden"])
    return Answer(By(plain["by"]), Pattern(Method(plain["method"]), hidden))


def failed(asked: Question) -> Answer:
    """What is shown when the engine fails or takes too long: less than any other answer would show."""
    return Answer(By.WARD, only_the_whole(asked.wards, asked.rule), failed=True)
