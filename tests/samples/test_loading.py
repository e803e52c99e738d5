"""The illustrative data: the same bytes each time, plausible, marked, and never over a real return."""

from datetime import date

import pandas as pd
import pytest

from probation_commission import log, setup
from probation_commission.actions import returns, versions
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import GRANTS, NotAllowedError, Permission, Person, Role, Scope
from probation_commission.domain.outcomes import PromiseSubject
from probation_commission.domain.returns import Kind
from probation_commission.geography.gazetteer import ward_facts
from probation_commission.intake import bundled
from probation_commission.samples import loading, places
from probation_commission.samples.iom import iom_returns
from probation_commission.store import audit, database, directory, follow_ups, gaps, outcomes
from probation_commission.store import returns as store
from tests.actions.test_killed import everything_stored
from tests.given.returns import ADMIN, LEAD

DURHAM_OCTOBER = b"area,month,ward,rag,count\nCounty Durham,2026-10,all,all,150\n"
TODAY = date(2026, 11, 22)


def history():
    """The IOM returns that there were."""
    with database.read() as conn:
        found = store.history(conn)
    return found[found.kind == Kind.IOM]


def accept(content, name="real.csv"):
    returns.accept(LEAD, returns.check(LEAD, content, name, TODAY))


@pytest.mark.parametrize("role", [r for r in Role if Permission.MANAGE_SAMPLE not in GRANTS[r]])
@pytest.mark.usefixtures("migrated")
def test_whoever_may_not_manage_it_changes_nothing(role):
    before = everything_stored()
    for action in (loading.load, loading.remove, loading.what_goes):
        with pytest.raises(NotAllowedError):
            action(Person("Somebody", role))
    assert everything_stored() == before


@pytest.mark.usefixtures("migrated")
def test_loading_brings_marked_months_and_the_real_return_and_says_so():
    said = loading.load(ADMIN)
    assert said[0] == "Loaded 6 illustrative hubs."
    assert said[1].splitlines() == [
        f"Loaded 12 illustrative returns from {name}."
        for name in iom_returns(ward_facts(), places.here().examples)
    ]
    assert any("real return haringey_iom_2023_05.xlsx" in sentence for sentence in said)
    marks = history().groupby("area_code").illustrative.agg(["all", "any", "size"])
    assert marks.to_dict("index") == {
        "E06000005": {"all": True, "any": True, "size": 12},
        "E06000047": {"all": True, "any": True, "size": 12},
        "E09000014": {"all": False, "any": False, "size": 1},
    }


@pytest.mark.usefixtures("loaded")
def test_loading_it_again_loads_nothing_and_supersedes_nothing():
    assert loading.load(ADMIN) == []
    assert set(history().standing) == {"current"}
    assert len(history()) == 25


@pytest.mark.usefixtures("migrated")
def test_a_month_with_a_real_return_is_left_alone():
    accept(DURHAM_OCTOBER)
    assert "Loaded 11 illustrative returns from illustrative_iom_county_durham" in loading.load(ADMIN)[1]
    rows = history()
    october = rows[(rows.area_code == "E06000047") & (rows.month == date(2026, 10, 1))]
    assert october[["standing", "illustrative"]].to_numpy().tolist() == [["current", False]]


@pytest.mark.usefixtures("migrated")
def test_where_every_month_has_a_real_return_nothing_illustrative_is_loaded():
    months = pd.period_range("2025-11", "2026-10", freq="M")
    rows = [f"{area},{month},all,all,9" for area in ("County Durham", "Darlington") for month in months]
    accept("\n".join(["area,month,ward,rag,count", *rows]).encode())
    assert not any("illustrative_iom" in sentence for sentence in loading.load(ADMIN))
    assert not history().illustrative.any()


@pytest.mark.usefixtures("loaded")
def test_removing_it_leaves_the_real_return_and_no_figure_of_its_own():
    # Two of areas’ cohorts, two of services, two reports, four trackers, the caseload, needs, unmet demand.
    assert len(loading.remove(ADMIN).files) == 13
    assert list(history().file_name) == ["haringey_iom_2023_05.xlsx"]
    stored = everything_stored()
    assert len(stored["return"]) == 1
    assert len({row[1] for row in stored["figure"]}) == 1  # one return_id
    assert not loading.remove(ADMIN).anything


def known_services():
    with database.read() as conn:
        return directory.services(conn).set_index("slug")


def known_hubs():
    with database.read() as conn:
        return directory.hubs(conn).set_index("slug")


@pytest.mark.usefixtures("started")
def test_invented_hubs_stand_beside_the_real_ones_and_go_alone():
    real = {hub["slug"] for hub in bundled.hubs() if hub["area_code"] in {"E06000005", "E06000047"}}
    hubs = known_hubs()
    invented = hubs[hubs.illustrative]
    assert set(invented.index) == set(hubs.index) - real
    assert len(invented) == 6
    assert set(invented.name.str.split().str[0]) == {"Example"}
    assert not invented.exact.any()  # where nothing is, nothing lies exactly
    assert invented.index[invented.latitude.isna()].tolist() == ["example-hub-women"]  # confidential
    loading.remove(ADMIN)
    assert set(known_hubs().index) == real


@pytest.mark.usefixtures("loaded")
def test_invented_hubs_stay_when_the_bundled_ones_change():
    setup.ready()  # loads what is bundled for the first time
    assert known_hubs().illustrative.sum() == 6


@pytest.mark.usefixtures("started")
def test_made_up_figures_and_promises_stand_on_invented_services_alone_and_go_with_them():
    listed = {contract.slug for contract in bundled.contracts()}
    real = {service["slug"] for service in bundled.services()} | listed & set(known_services().index)
    services = known_services()
    invented = services[services.illustrative]
    assert set(invented.index) == set(services.index) - real
    assert set(invented.provider.str.split().str[0]) == {"Example"}
    assert list(invented.expects_a_year.sort_values() < 60) == [True, True, *[False] * 7]
    with database.read() as conn:
        figures, promises = store.figures(conn, Kind.SERVICE), outcomes.promises(Scope.everything(), conn)
    # Those on their way return nothing yet, and of an award nobody does.
    assert set(figures.subject) == set(
        invented.index[invented.contract_slug.between("example-contract", "example-contract-6")]
    )
    made_up = promises[promises.about == PromiseSubject.SERVICE]
    assert set(made_up.subject) < set(invented.index)
    assert set(made_up.partner) <= set(invented.provider)
    loading.remove(ADMIN)
    assert set(known_services().index) == real


@pytest.mark.usefixtures("loaded")
def test_invented_services_stay_when_the_bundled_ones_change():
    setup.ready()  # loads what is bundled for the first time
    assert known_services().illustrative.sum() == 9


@pytest.mark.usefixtures("loaded")
def test_the_app_does_not_bring_it_back_by_itself_and_an_admin_can():
    loading.remove(ADMIN)
    loading.load_once(ADMIN)
    assert not history().illustrative.any()
    assert loading.load(ADMIN)[1].count("Loaded 12 illustrative returns") == 2


@pytest.mark.usefixtures("migrated")
def test_removing_it_before_the_app_ever_loaded_it_counts_as_removed():
    loading.remove(ADMIN)
    loading.load_once(ADMIN)
    assert history().empty


@pytest.mark.usefixtures("loaded")
def test_loading_and_removing_are_written_down():
    loading.remove(ADMIN)
    with database.read() as conn:
        entries = audit.entries(conn)
        assert directory.bundled_as(conn, "illustrative data") is not None
    oldest_first = list(entries.action[::-1])
    assert oldest_first[-2:] == ["load illustrative data", "remove illustrative data"]
    assert oldest_first.count("accept return") == 13  # the illustrative files, the real return


@pytest.mark.usefixtures("migrated_home")
@pytest.mark.parametrize(
    ("refused", "told"),
    [
        (RefusedError("A broken example."), ["RefusedError"]),
        # Another app server is loading them.
        (returns.AlreadyLoadedError("This file was already loaded."), []),
        (versions.OvertakenError("Another return is in force."), []),
    ],
)
def test_a_broken_example_is_told_whoever_runs_the_app_and_one_that_another_loads_is_not(
    refused, told, monkeypatch
):
    def broken(_person):
        raise refused

    faults = []
    monkeypatch.setattr(loading, "_load_hubs", broken)
    monkeypatch.setattr(log, "fault", lambda error: faults.append(type(error).__name__))
    loading.load_once(ADMIN)
    assert faults == told


@pytest.mark.usefixtures("migrated_home")
def test_the_same_file_loaded_by_two_at_once_is_refused_the_second_as_already_loaded():
    checked = returns.check(LEAD, DURHAM_OCTOBER, "real.csv", TODAY)
    returns.accept(LEAD, checked)
    with pytest.raises(returns.AlreadyLoadedError, match="already loaded"):
        returns.accept(LEAD, checked)


@pytest.mark.usefixtures("sampled_home")
def test_a_fresh_start_with_the_examples_has_what_a_gap_is_told_by():
    with database.read() as conn:
        kinds = store.history(conn).groupby("kind").illustrative.all()
        actions, outside = follow_ups.everything(conn), gaps.outside(conn)
    assert kinds[Kind.NEEDS]
    assert kinds[Kind.UNMET]
    assert {one.is_open for one in actions} == {True, False}
    assert all(one.illustrative for one in actions)
    assert [one.outside.illustrative for one in outside] == [True]
