"""What a service counts besides the seven: from any layout, by office, and how it adds up."""

from datetime import date

import pytest

from probation_commission.analysis.reconciliation import across, service_checks, with_returns
from probation_commission.analysis.reconciliation.understanding import understood
from probation_commission.domain.referrals import (
    EVERY_COUNT,
    FURTHER,
    Activity,
    EarlyReason,
    Queue,
    ReferralStage,
    office_category,
)
from probation_commission.domain.returns import Verdict
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake.service import NOT_NAMED, headings, office
from tests.given.services import read

QUOTED = '"Personal Wellbeing, Durham"'
WHO = "service,month,area"


def figures(content: str) -> dict[str, float | None]:
    """The figures of the one return of a CSV, by category."""
    reading = read(content)
    assert (reading.problems, len(reading.returns)) == ((), 1)
    return {figure.category: figure.value for figure in reading.returns[0].figures}


@pytest.mark.parametrize(
    ("heading", "category"),
    [
        ("Accepted", Queue.ACCEPTED),
        ("Number of referrals accepted", Queue.ACCEPTED),
        ("Referrals rejected", Queue.DECLINED),
        ("Waiting list", Queue.WAITING),
        ("Waiting at the end of the month", Queue.WAITING),
        ("Problem with the referral", EarlyReason.REASON_PROBLEM),
        ("Ended early: personal circumstances", EarlyReason.REASON_USER),
        ("Ended early - the sentence changed", EarlyReason.REASON_SENTENCE),
        ("Any other change", EarlyReason.REASON_OTHER),
        ("Ineligible referrals", EarlyReason.REASON_INELIGIBLE),
        ("Ended early: ineligible", EarlyReason.REASON_INELIGIBLE),
        ("Duplicate referrals", EarlyReason.REASON_MISTAKEN),
        ("Case formulations", Activity.CASE_FORMULATIONS),
        ("Number of consultations", Activity.CONSULTATIONS),
        ("Panels attended", Activity.PANELS_ATTENDED),
        ("Screened", Activity.SCREENED),
        ("Opted in", Activity.OPTED_IN),
        ("Staff trained", Activity.TRAINED),
        ("Increases employability: not achieved", "not_achieved: increases employability"),
        ("Partially achieved - increases employability", "partly: increases employability"),
        # As before: these are of the seven, or nothing.
        ("Not completed", ReferralStage.ENDED_EARLY),
        ("Not achieved", "not_achieved"),
        ("% accepted", None),
        ("Change in waiting list", None),
        ("Other", None),
    ],
)
def test_a_heading_is_one_count_or_none(heading, category):
    assert headings.category(heading) == category


def test_our_own_heading_of_every_count_is_that_count():
    own = headings.HEADINGS | headings.FURTHER_HEADINGS
    assert {name: headings.meaning(own[name]).field for name in EVERY_COUNT} == {n: n for n in EVERY_COUNT}


def test_every_further_count_is_read_from_a_table_and_none_is_taken_for_another():
    names = list(FURTHER)
    head = ",".join(f'"{headings.FURTHER_HEADINGS[name]}"' for name in names)
    row = ",".join(str(number) for number in range(1, len(names) + 1))
    read_back = figures(f"{WHO},{head}\n{QUOTED},2026-10,Darlington,{row}\n")
    assert read_back == dict(zip(names, range(1, len(names) + 1), strict=True))


def test_by_office_the_whole_is_the_sum_and_a_row_of_all_is_taken_instead():
    head = f"{WHO},office,received,ineligible referrals\n"
    north, south = (f"{QUOTED},2026-10,Darlington,{name}" for name in ("North Office", "South Hub"))
    by_office = figures(f"{head}{north},7,2\n{south},5,\n")
    assert by_office == {
        "received": 12,
        "reason_ineligible": 2,
        office_category("received", "North Office"): 7,
        office_category("reason_ineligible", "North Office"): 2,
        office_category("received", "South Hub"): 5,
    }
    whole = figures(f"{head}{north},7,2\n{QUOTED},2026-10,Darlington,,15,3\n")
    assert (whole["received"], whole["reason_ineligible"]) == (15, 3)


def test_one_office_twice_for_a_month_is_a_problem():
    row = f"{QUOTED},2026-10,Darlington,North Office,7\n"
    reading = read(f"{WHO},office,received\n{row}{row}")
    assert [problem.code for problem in reading.problems] == ["row twice"]


def test_offices_that_are_not_named_are_counted_together():
    head = f"{WHO},office,received\n"
    one, other, third = (
        f"{QUOTED},2026-10,Darlington,{name}" for name in ("Zebediah Quorn", "Annalise Quorn", "Ms Quorn")
    )
    found = figures(f"{head}{one},7\n{other},3\n{third},1\n")
    assert found == {"received": 11, office_category("received", NOT_NAMED): 11}
    # "<5" is 0 to 4, so both are 7 to 11.
    (ret,) = read(f"{head}{one},7\n{other},<5\n").returns
    bounds = {figure.category: (figure.value, figure.low, figure.high) for figure in ret.figures}
    assert bounds[office_category("received", NOT_NAMED)] == (None, 7, 11)
    assert any("counted together" in note for note in (*ret.notes, *read(f"{head}{one},7\n").notes))
    # The same words twice are the same office twice.
    twice = read(f"{head}{one},7\n{one},7\n")
    assert [problem.code for problem in twice.problems] == ["row twice"]


@pytest.mark.parametrize(
    "name", ["Zebediah Quorn", "spoke to his mother", "z.quorn@example.org", "Stanley Quorn"]
)
def test_what_may_be_somebody_s_is_no_office_and_is_not_kept(name):
    assert office(name, gazetteer()) == NOT_NAMED
    reading = read(f"{WHO},office,received\n{QUOTED},2026-10,Darlington,{name},7\n")
    assert name not in repr(reading)


@pytest.mark.parametrize(
    "name",
    [
        *("North Road Office", "Darlington", "HMP Elsewhere"),
        *(
            "Peterlee",
            "Consett",
            "Stanley",
        ),  # towns: two sides of one are wards, one is a locality and a ward
        *("Spennymoor", "Chester-le-Street"),  # one of the towns of a locality
    ],
)
def test_a_place_is_kept_by_its_name(name):
    assert office(name, gazetteer()) == name


def checks(content: str) -> dict[str, tuple[Verdict, str]]:
    """Each line of the one return of a CSV, by its code."""
    ret = read(content).returns[0]
    return {line.code: (line.verdict, line.sentence) for line in service_checks(ret)}


GROUPS = ",".join(
    f"ended early: {word}"
    for word in (
        "problem with the referral",
        "personal circumstances",
        "sentence",
        "finished early",
        "any other reason",
    )
)


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ("3,1,1,1,0,0", Verdict.HOLDS),
        ("3,1,1,1,1,0", Verdict.FAILS),  # four reasons of three
        ("3,1,1,0,0,0", Verdict.FAILS),
        ("3,1,1,,,", Verdict.NOTE),  # not every group is given
        (",1,1,1,0,0", Verdict.UNCHECKED),
    ],
)
def test_reasons_against_ended_early(counts, verdict):
    found = checks(f"{WHO},ended early,{GROUPS}\n{QUOTED},2026-10,Darlington,{counts}\n")
    assert found["reasons:ended early"][0] is verdict


@pytest.mark.parametrize(("counts", "verdict"), [("3,2,1", Verdict.HOLDS), ("3,2,2", Verdict.FAILS)])
def test_ineligible_and_mistaken_are_within_the_problems(counts, verdict):
    head = f"{WHO},problem with the referral,ineligible,mistaken or duplicate"
    assert checks(f"{head}\n{QUOTED},2026-10,Darlington,{counts}\n")["ineligible:problem"][0] is verdict


@pytest.mark.parametrize(("counts", "verdict"), [("5,3,2", Verdict.HOLDS), ("5,3,3", Verdict.FAILS)])
def test_levels_by_desired_outcome_are_the_level(counts, verdict):
    head = f"{WHO},outcomes achieved,increases employability: achieved,maintains suitable ETE: achieved"
    assert checks(f"{head}\n{QUOTED},2026-10,Darlington,{counts}\n")["desired:achieved"][0] is verdict


def test_offices_are_no_more_than_all():
    head = f"{WHO},office,received\n"
    rows = "".join(f"{QUOTED},2026-10,Darlington,{name}\n" for name in ("North Office,7", ",6"))
    assert checks(head + rows)["offices:received"][0] is Verdict.FAILS


@pytest.mark.parametrize(
    ("waiting", "counts", "verdict"),
    [
        ("4", "10,9,5", Verdict.HOLDS),  # 14 of 10 + 4
        ("4", "10,10,5", Verdict.FAILS),
        ("", "10,9,5", Verdict.NOTE),  # who waited before is not known
        ("", "10,9,1", Verdict.HOLDS),
    ],
)
def test_accepted_and_declined_against_received_and_who_waited_before(waiting, counts, verdict):
    reading = read(
        f"{WHO},received,accepted,declined,waiting\n{QUOTED},2026-09,Darlington,8,8,0,{waiting}\n"
        f"{QUOTED},2026-10,Darlington,{counts},\n"
    )
    months = with_returns({}, reading.returns)
    october = next(ret for ret in reading.returns if ret.month == date(2026, 10, 1))
    found = {line.code: line.verdict for line in across(months, october.key)}
    assert found["accepted:received"] is verdict


def test_a_service_of_activities_alone_is_asked_for_no_starts_and_ends():
    ret = read(f"{WHO},case formulations,panels attended\n{QUOTED},2026-10,Darlington,6,2\n").returns[0]
    assert service_checks(ret) == ()
    assert across(with_returns({}, [ret]), ret.key) == ()
    assert understood(ret) == ("Activities: case formulations 6, panels attended 2, read from D2:E2",)
