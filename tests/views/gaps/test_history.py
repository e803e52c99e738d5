"""What published documents say of needs, as bundled: the facts that the sources have, with size and date."""

from datetime import date

from probation_commission.domain.gaps import GapGroup
from probation_commission.domain.needs import Met, Need, is_evidence
from probation_commission.domain.pathways import GAP_PATHWAYS
from probation_commission.intake import bundled
from probation_commission.views.gaps import history

DURHAM, DARLINGTON, HARINGEY = "E06000047", "E06000005", "E09000014"


def test_in_2016_needs_were_met_as_the_inspection_says():
    crc, nps = history.samples(bundled.past_needs())
    assert (crc.whole.sample, nps.whole.sample) == (31, 16)
    assert history.finding(crc) == (
        "Of 31 CRC cases inspected (HMIP, Durham, source 002, August 2016): alcohol and relationships least "
        "often met; education, training and employment most often met."
    )
    met = {row.need: row.met for row in nps.rows}
    assert {need for need, how in met.items() if how is Met.NOT} == {Need.ALCOHOL, Need.WELLBEING}
    assert {need for need, how in met.items() if how is Met.SUFFICIENTLY} == {
        Need.RELATIONSHIPS,
        Need.ACCOMMODATION,
    }


def test_the_counts_of_both_samples_are_those_of_the_inspection():
    crc, nps = history.samples(bundled.past_needs())
    assert {row.need: row.people for row in crc.rows} == {
        Need.THINKING: 20,
        Need.RELATIONSHIPS: 17,
        Need.WELLBEING: 13,
        Need.ATTITUDES: 11,
        Need.DRUGS: 11,
        Need.ALCOHOL: 10,
        Need.LIFESTYLE: 9,
        Need.ACCOMMODATION: 0,
        Need.EMPLOYMENT: None,
    }
    assert {row.need: row.people for row in nps.rows} == {
        Need.THINKING: 15,
        Need.RELATIONSHIPS: 8,
        Need.ACCOMMODATION: 8,
        Need.LIFESTYLE: 7,
        Need.ALCOHOL: 6,
        Need.WELLBEING: 6,
        Need.ATTITUDES: 6,
    }
    assert all((row.people or 0) <= (row.sample or 0) for row in (*crc.rows, *nps.rows))


def test_every_line_has_its_source_and_its_date_and_a_sample_its_size_and_what_changed():
    rows = bundled.past_needs()
    assert all(row.source and row.dated and (row.said or row.sample) for row in rows)
    assert all(row.since for row in rows if row.sample)
    crc = history.samples(rows)[0]
    assert "The CRC ended in June 2021" in history.about(crc)


def test_a_hub_was_opened_for_a_gap_in_the_south_and_the_survey_has_its_size():
    said = dict(history.lines(bundled.past_needs()))
    (hub,) = [line for line in said if "July 2022" in line]
    assert "to address a gap in supervision of South Durham" in hub
    (survey,) = [about for line, about in said.items() if "84%" in line]
    assert survey.startswith("132 people")


def test_the_questions_of_an_area_are_its_own():
    every = bundled.open_questions()
    durham = {one.slug for one in every if one.is_of(DURHAM)}
    assert durham >= {"neurodiversity-iom", "women-personality-disorder", "life-skills-approved-premises"}
    assert {one.pathway for one in every if one.is_of(HARINGEY)} == {
        "Neurodiversity",
        "Lifestyle and Associates",
    }
    assert not durham & {one.slug for one in every if one.is_of(HARINGEY)}
    assert not [one for one in every if one.is_of("E08000025")]


def test_every_question_is_on_something_known_and_says_who_asks():
    every = bundled.open_questions()
    assert len({one.slug for one in every}) == len(every)
    for one in every:
        assert one.pathway in {*GAP_PATHWAYS, ""}
        assert one.group in {*GapGroup, ""}
        assert "source 00" in one.source
        assert one.dated


def test_a_sample_is_evidence_for_twenty_four_months():
    today = date(2026, 11, 27)
    assert is_evidence(date(2024, 12, 1), today)
    assert not is_evidence(date(2024, 11, 1), today)
