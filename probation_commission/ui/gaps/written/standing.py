"""What stands of it, by the key of each cell: kept for all, until somebody writes about it."""

from collections import Counter
from collections.abc import Mapping

from probation_commission.domain.access import Permission, Person
from probation_commission.domain.follow_ups import FollowUpSubject
from probation_commission.domain.gaps import OutsideService
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders


@kept(Topic.GAPS, Topic.ACCOUNTS)
def outside() -> Mapping[str, OutsideService]:
    """The services outside that leads wrote down and did not take back, by the key of their cell."""
    standing = [one.outside for one in loaders.services_outside() if one.stands]
    # What is real comes last, and so in the place of what is made up.
    return {one.cell.key: one for one in sorted(standing, key=lambda one: not one.illustrative)}


def open_actions(person: Person) -> Mapping[str, int] | None:
    """How many actions are open of each cell, by its key; None for whoever may not know, which is not 0."""
    return _open() if person.may(Permission.SEE_ACTIONS) else None


@kept(Topic.FOLLOW_UPS, Topic.ACCOUNTS)
def _open() -> Mapping[str, int]:
    of_gaps = [one for one in loaders.follow_ups() if one.follow_up.kind is FollowUpSubject.GAP]
    return Counter(one.follow_up.subject for one in of_gaps if one.is_open)
