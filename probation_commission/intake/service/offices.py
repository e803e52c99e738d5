"""The offices and hubs by whose referrals a service counts: a name is kept only where it names a place."""

import re
from functools import lru_cache

from probation_commission.domain import referrals
from probation_commission.domain.places import Gazetteer, bare
from probation_commission.intake import bundled
from probation_commission.intake.files import plain
from probation_commission.intake.people import signs

NOT_NAMED = "a place not named as one"
"""Where what stands there may be somebody's name: the counts are kept, the words are not (decision 251)."""
_MOST_WORDS = 6
_LONGEST = 60
_WORDS = (
    "office hub court courts prison hmp house centre center building team pdu unit hostel approved premises"
    " station custody library region other"
)
_OF_A_PLACE = frozenset(_WORDS.split())
"""Words of which a name of a place has one: "North Road Office", and never "Kevin Brown"."""


def office(text: str, gazetteer: Gazetteer) -> str:
    """The name of an office or hub as it is kept, `NOT_NAMED`, or "" where nothing stands there."""
    name = plain(text)
    words = bare(name).split()
    if not words:
        return ""
    known = referrals.area(name, gazetteer) is not None or bare(name) in _places(gazetteer)
    is_place = known or bool(_OF_A_PLACE.intersection(words))
    # All that stands there: a name of which one word is a town's too is a person's.
    fits = len(words) <= _MOST_WORDS and len(name) <= _LONGEST and not signs.found_in(name)
    return name.replace("@", "at") if is_place and fits else NOT_NAMED


_SIDES = frozenset(["north", "south", "east", "west", "central", "town", "city", "ward"])
_AND = re.compile(r",| and ", re.IGNORECASE)


@lru_cache(maxsize=2)
def _places(gazetteer: Gazetteer) -> frozenset[str]:
    """The names of wards, localities and towns with an office in the areas covered, as `bare` gives them.

    Of a name of several each by itself, and the town of which a ward is a side.
    """
    own = {authority.code for authority in gazetteer.authorities}
    sets = gazetteer.ward_sets()
    keys = {one.key for one in sets}
    names = {ward.name for one in sets for ward in one.wards}
    names |= {town for town, codes in bundled.office_towns().items() if codes & own}
    for key, one in bundled.localities().items():
        names |= {*one.grouping.values(), *one.larger.values()} if key in keys else set()
    return frozenset(filter(None, (name for full in names for name in _parts(full))))


def _parts(name: str) -> list[str]:
    found = [bare(name)]
    for part in _AND.split(name.replace("&", " and ")):
        words = bare(part).split()
        while words and words[-1] in _SIDES:
            words.pop()
        found += [bare(part), " ".join(words)]
    return [one for one in found if one not in _SIDES]
