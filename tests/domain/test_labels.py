"""What is stored is a short code, and every code has its words."""

import pytest

from probation_commission.domain import iom, needs, ram, referrals, trackers, unmet
from probation_commission.domain.access import Role
from probation_commission.domain.ideas import IdeaReach, Running
from probation_commission.domain.marks import Mark
from probation_commission.domain.measures import MEASURES
from probation_commission.domain.places import PlaceKind
from probation_commission.domain.returns import Kind, Verdict

CODED = (
    *(Role, Kind, Verdict, PlaceKind, IdeaReach, Running, iom.Measure, iom.Breakdown, iom.Statement),
    *(referrals.ReferralStage, referrals.Level, Mark),
)


@pytest.mark.parametrize("coded", CODED, ids=lambda coded: f"{coded.__module__}.{coded.__name__}")
def test_a_code_is_its_name_and_has_words_of_its_own(coded):
    assert [one.value for one in coded] == [one.name.lower() for one in coded]
    assert len({one.label for one in coded}) == len(coded)


def test_every_measure_is_defined_once():
    codes = [one.code for one in MEASURES]
    assert sorted(codes) == sorted(
        [
            *(*iom.Measure, *referrals.ServiceMeasure, *ram.RamMeasure, *trackers.TrackerMeasure),
            *(needs.MEASURE, unmet.MEASURE),
        ]
    )
