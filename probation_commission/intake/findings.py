"""What the readers of one return write into: figures, problems and notes, and where its places are."""

from dataclasses import dataclass, field, replace
from datetime import date

from probation_commission.domain.iom import Rag
from probation_commission.domain.places import Authority, Gazetteer, Place, PlaceKind, tidy_postcode
from probation_commission.domain.returns import Cell, Figure, Problem
from probation_commission.intake import numbers
from probation_commission.intake.numbers import Fault
from probation_commission.intake.place_suggestions import alike, suggested
from probation_commission.intake.spreadsheet import Value

MOST_PROBLEMS = 1_000
"""Of one file, each with its sentence; of the rest it is only said how many there are."""
_RAGS = {word: rag for rag in Rag for word in (rag.value, rag.letter.lower())}
_LONGEST_NOWHERE = 30
_LONGEST_WARD = 100


@dataclass(slots=True)
class Findings:
    """All that was found in one file so far."""

    figures: list[Figure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unlisted: int = 0
    """Problems beyond the first `MOST_PROBLEMS`."""

    def problem(self, code: str, message: str, cell: Cell | None = None) -> None:
        """Add a problem; its sentence begins with the cell."""
        self._add(Problem(code, f"{cell}: {message}" if cell else message, cell))

    def _add(self, problem: Problem) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        else:
            self.unlisted += 1

    def count(self, value: Value, cell: Cell) -> int | None:
        """Return the count in a cell; None, and a problem, if it is none."""
        found = numbers.count(value)
        if isinstance(found, Fault):
            self._add(Problem(found.code, f"{cell} {found.message}", cell))
            return None
        return found

    def disagree(self, what: str, one: Figure, other: Figure) -> bool:
        """Add a problem if two figures that say the same differ, and return whether they do."""
        if one.value == other.value:
            return False
        message = (
            f"{what}: {one.cell} says {one.value:g}, but {other.cell} says {other.value:g}. "
            "These two totals disagree: correct one of them."
        )
        self._add(Problem("totals disagree", message, other.cell))
        return True


@dataclass(slots=True)
class Placing:
    """Resolves the places of one area in one month, each text once."""

    gazetteer: Gazetteer
    area: Authority
    month: date
    _known: dict[str, Place] = field(default_factory=dict)

    def place(self, text: str, cell: Cell, findings: Findings) -> Place | None:
        """Return the place, with suggestions where a person has to say which ward a name means.

        None, and a problem, where it is no ward and may be somebody's words.
        """
        if text not in self._known:
            place = self.gazetteer.resolve(text, self.area, self.month)
            if place.kind is PlaceKind.UNRECOGNISED:
                place = replace(place, suggested=suggested(text, self.gazetteer, self.area, self.month))
            self._known[text] = _without_address(place)
        place = self._known[text]
        if place.kind is PlaceKind.UNRECOGNISED and not place.suggested:
            findings.problem("unknown ward", self._sentence(text), cell)
            return None
        return place

    def _sentence(self, text: str) -> str:
        alike = self._alike(text)
        hint = f"Is it {' or '.join(alike)}? " if alike else ""
        return (
            f"this is no ward of {self.area.name} in {self.month:%B %Y}, nor a neighbour's. "
            f"{hint}Correct the name, or write NFA, Not known or Outside."
        )

    def _alike(self, text: str) -> list[str]:
        wards = self.gazetteer.ward_set(self.area, self.month)
        return [ward.name for ward in alike(text, wards.wards if wards else ())]


def _without_address(place: Place) -> Place:
    """Return the place without words that could be somebody's: a postcode, or more than a name."""
    if place.ward and (tidy_postcode(place.as_written) or len(place.as_written) > _LONGEST_WARD):
        return replace(place, as_written=place.ward.name)
    if not place.wards and not place.suggested and len(place.as_written) > _LONGEST_NOWHERE:
        return replace(place, as_written=place.kind.value)
    return place


def written(value: Value) -> str:
    """Return a count as its cell shows it: 61, not 61.0."""
    return f"{value:g}" if isinstance(value, float) else str(value).strip()


def rag_in(text: str) -> Rag | None:
    """Return the RAG that a text is, as word or letter, or None."""
    return _RAGS.get(text.strip(" :").casefold())
