"""A release is worked out a month at a time, and stays until something that decides it changes."""

import pytest

from probation_commission.actions import localities, rules, versions
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.release import ground, releases
from probation_commission.disclosure.sight import Sight
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.ui.data import loaders, released
from tests.actions.test_reconciliation import JULY, JUNE, MAY, load, number_of
from tests.given.returns import ADMIN, LEAD

DURHAM = "E06000047"


def of_durham():
    return released.iom(DURHAM, Sight(Audience.PARTNERSHIP))


@pytest.mark.usefixtures("ready_home")
def test_a_month_stays_as_it_was_worked_out_while_others_come_go_and_are_superseded():
    load((MAY,), (JUNE,))
    before = of_durham()
    assert list(before) == [MAY, JUNE]
    load((JULY,))
    load((JUNE, 49, 2, 1))
    now = of_durham()
    assert list(now) == [MAY, JUNE, JULY]
    assert now[MAY] is before[MAY]
    assert (before[JUNE].total().text, now[JUNE].total().text) == ("52", "49")
    versions.withdraw(LEAD, number_of(JUNE), "wrong month")
    assert list(of_durham()) == [MAY, JULY]
    versions.restore(LEAD, number_of_first_june(), over=None)
    assert of_durham()[JUNE].total().text == "52"


def number_of_first_june() -> int:
    history = loaders.history()
    return int(history[(history.month == JUNE) & (history.version == 1)].id.iloc[0])


@pytest.mark.usefixtures("ready_home")
def test_another_rule_or_other_localities_are_other_releases():
    load((MAY,))
    before = of_durham()[MAY]
    rules.change(ADMIN, Audience.PARTNERSHIP, 10, JULY)
    by_rule = of_durham()[MAY]
    assert by_rule is not before
    ward_set = gazetteer().ward_set(gazetteer().authority(DURHAM), MAY)
    before = localities.opened(LEAD, ward_set).grouping
    localities.save(LEAD, ward_set, {ward_set.wards[0].code: "North"}, before)
    assert of_durham()[MAY] is not by_rule


@pytest.mark.parametrize("audience", [Audience.PARTNERSHIP, Audience.RESTRICTED, Audience.PROVIDER])
@pytest.mark.usefixtures("sampled_home")
def test_month_by_month_is_the_same_as_all_months_together(audience):
    figures = loaders.iom_figures(DURHAM)
    together = releases(figures, audience, loaders.rules(), ground(DURHAM, loaders.groupings(), figures))
    apart = released.iom(DURHAM, Sight(audience))
    assert list(apart) == list(together)
    for month, release in together.items():
        assert apart[month].cells == release.cells
        assert apart[month].places.equals(release.places)
        assert (apart[month].grouping, apart[month].invented) == (release.grouping, release.invented)
