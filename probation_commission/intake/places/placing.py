"""Where the rows of a return are: each text resolved once, by the area and month of the return."""

from dataclasses import dataclass, field, replace
from datetime import date

from probation_commission.domain.places import Authority, Gazetteer, Place, PlaceKind, tidy_postcode
from probation_commission.domain.returns import Cell
from probation_commission.intake.findings import Findings
from probation_commission.intake.places.suggestions import suggested

_LONGEST_NOWHERE = 30
_LONGEST_WARD = 100


@dataclass(slots=True)
class Placing:
    """The places of one area in one month, each text resolved once."""

    gazetteer: Gazetteer
    area: Authority
    month: date
    _places: dict[str, Place] = field(default_factory=dict)

    def place(self, text: str, cell: Cell, findings: Findings) -> Place | None:
        """The place, with suggestions where a person has to say which ward a name means.

        Words that may be somebody's are asked about by their cell; None where a file has too many of them,
        which is one problem (`Findings.refuse_unplaced`).
        """
        if text not in self._places:
            place = self.gazetteer.resolve(text, self.area, self.month)
            if place.kind is PlaceKind.UNRECOGNISED:
                place = replace(place, suggested=suggested(text, self.gazetteer, self.area, self.month))
            self._places[text] = _without_address(place)
        place = self._places[text]
        # "Kevin Brown" may be somebody: never shown, and asked about as "Wards!A5" (decision 122).
        if place.kind is PlaceKind.UNRECOGNISED and not place.suggested:
            asked_at = findings.unknown_place(text, cell)
            if asked_at is None:
                return None
            known = self.gazetteer.ward_set(self.area, self.month)
            return Place(str(asked_at), PlaceKind.UNRECOGNISED, known.wards if known else ())
        return place


def _without_address(place: Place) -> Place:
    """The place without words that could be somebody's: a postcode, or more than a name."""
    # "N17 0AA" of one person's home is kept as its ward (decision 1).
    if place.ward and (tidy_postcode(place.as_written) or len(place.as_written) > _LONGEST_WARD):
        return replace(place, as_written=place.ward.name)
    # "NFA, sofa surfing with his brother in Leeds" is kept as "no fixed abode" (decision 1).
    if not place.wards and not place.suggested and len(place.as_written) > _LONGEST_NOWHERE:
        return replace(place, as_written=place.kind.label)
    return place
