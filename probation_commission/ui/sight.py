"""As whom somebody sees figures: their audience, and their agreements, asked at each rerun."""

from probation_commission.disclosure.sight import Sight, in_force_for
from probation_commission.domain.access import Person
from probation_commission.domain.days import today
from probation_commission.ui.data import loaders
from probation_commission.ui.who import current_audience, seen_as_partnership


def current_sight(person: Person) -> Sight:
    """What decides which figures this person is shown now; of an agreement that has ended nothing is left."""
    audience = current_audience(person)
    if seen_as_partnership(person) or person.organisation_id is None:
        return Sight(audience)
    return Sight(audience, in_force_for(person, loaders.agreements(person.organisation_id), today()))
