"""What stands over the tables of services' returns and says which service, area and count they are of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from probation_commission.domain.places import Authority, bare
from probation_commission.intake.cells import areas_in, months
from probation_commission.intake.files import Value
from probation_commission.intake.service import ServicesAndAreas, headings
from probation_commission.intake.tables.finding import Block
from probation_commission.intake.tables.table import Table

_TIME = re.compile(rf"\b(?:{months.NAMED_MONTH}|20\d\d|\d{{1,4}}|q[1-4]|fy|ytd)\b")
# "Table 2: referrals by month, County Durham and Darlington" says nothing but what is counted, and where.
_ORDINARY_WORDS = (
    "a all and as at by county data each figures for in information monitoring month monthly months"
    " number of per performance provider quarter quarterly report reporting return returns sheet"
    " sheet1 statistics summary table the this to total totals year borough council city royal"
)
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
_OF_SERVICES = frozenset(("service", "services", "outcomes", "outcome", "referral", "activity"))


@dataclass(frozen=True, slots=True)
class Title:
    """A text over a table, and the cell where it stands."""

    text: str
    cell: str


@dataclass(frozen=True, slots=True)
class ServiceTitles:
    """What titles say of services, areas and counts."""

    directory: ServicesAndAreas

    def service(self, texts: Sequence[Value]) -> str:
        """The slug of the service that the first title names which names one."""
        slugs = (self.directory.service_in(text) for text in texts if isinstance(text, str))
        return next(filter(None, slugs), "")

    def begun(self, texts: Sequence[Value]) -> str:
        """The slug of the service that titles name by the beginning of its name; "" for none or several."""
        slugs = {self.directory.begun_in(text) for text in texts if isinstance(text, str)} - {""}
        return slugs.pop() if len(slugs) == 1 else ""

    def area(self, texts: Sequence[Value]) -> Authority | None:
        """The area of the first title that names one: an authority, a whole, or every part of a whole.

        A title of nothing but known words comes before others, and the misspelt name of a service is none.
        """
        words = [text for text in texts if isinstance(text, str)]
        # "Perosnal Wellbeing, Durham" is no title of County Durham (decision 132).
        doubtful = [text for text in words if self.is_unknown(text)]
        clear = [text for text in words if text not in doubtful]
        named = map(self._area_in, (*clear, *(text for text in doubtful if not self.directory.is_like(text))))
        return next(filter(None, named), None)

    def _area_in(self, text: str) -> Authority | None:
        words = self.directory.without_service(text)
        if whole := self.directory.area(words):
            return whole
        areas = areas_in(words, self.directory.gazetteer) if words else ()
        codes = {area.code for area in areas}
        together = [whole for whole in self.directory.gazetteer.wholes if codes == set(whole.parts)]
        if together:
            return together[0]
        return areas[0] if len(areas) == 1 else None

    def counted(self, texts: Sequence[Value]) -> str:
        """Which of the seven counts the first title names that names one and nothing else."""
        for text in texts:
            words = self._left(text) if isinstance(text, str) else ""
            if words and (category := headings.category(words)):
                return category
        return ""

    def unknown(self, table: Table) -> Title | None:
        """The title directly over a table, the nearest first, with words that nothing is known of."""
        return next((title for title in _over(table.block) if self.is_unknown(title.text)), None)

    def is_unknown(self, text: str) -> bool:
        """Whether a title has words that are neither known nor what any title may have."""
        left = self._left(text)
        return bool(left) and not headings.category(left) and bool(set(left.split()) - _OF_SERVICES)

    def _left(self, text: str) -> str:
        """The words of a title without services, areas, months and what any title may have."""
        left = f" {self.directory.without_service(text)} "
        places = [*self.directory.gazetteer.wholes, *areas_in(text, self.directory.gazetteer)]
        for place in places:
            left = left.replace(f" {bare(place.name)} ", " ")
            if not place.name.startswith("County "):
                continue
            left = left.replace(f" {bare(place.name.removeprefix('County '))} ", " ")
        words = _TIME.sub(" ", left).split()
        kept = [word for word in words if word not in _ORDINARY]
        return " ".join(kept)


def _over(block: Block) -> Iterator[Title]:
    """What stands directly over a table, the nearest first, each with its cell."""
    for value, row, column in block.titled():
        if isinstance(value, str):
            yield Title(value, str(block.sheet.cell(row, column)))
