"""What would come out of a file, before anybody has accepted it."""

from probation_commission.analysis.coming import coming
from tests.given import layouts
from tests.given.services import read as read_service


def of(rows):
    reading = layouts.read_as_it_seems(layouts.workbook([["Darlington, October 2026"], *rows]))
    return coming(reading.returns).to_dict("records")


def test_totals_given_and_summed_stand_beside_each_other():
    rows = [["Ward", "Red", "Total"], ["Cockerton", 4, 5], ["Mowden", 0, 2], ["Total", 4, 8]]
    assert of(rows) == [
        {
            "Area": "Darlington",
            "Month": "October 2026",
            "Total given": "8",
            "Rows of wards": "2",
            "Sum over wards": "7",  # one less than is given
            "Red": "4",
            "Amber": "–",
            "Green": "–",
            "Blue": "–",
        }
    ]


def test_rags_are_summed_where_no_column_gives_all_together():
    (row,) = of([["Ward", "Red", "Amber"], ["Cockerton", 4, 1], ["Mowden", 0, 2]])
    assert (row["Sum over wards"], row["Red"], row["Amber"], row["Total given"]) == (
        "7",
        "4",
        "3",
        "none given",
    )


def test_sums_over_counts_given_as_bounds_say_what_they_can_be():
    (row,) = of([["Ward", "Red", "Amber"], ["Cockerton", 4, "10+"], ["Mowden", "<5", 2], ["Park East", 1, 1]])
    assert (row["Red"], row["Amber"], row["Sum over wards"]) == ("5–9", "at least 13", "at least 18")


def test_a_row_that_gives_the_whole_stands_where_no_ward_does():
    (row,) = of([["RAG", "Nominals"], ["Red", 4], ["Amber", 0]])
    assert (row["Rows of wards"], row["Sum over wards"], row["Red"], row["Amber"]) == ("0", "–", "4", "0")


def test_a_services_counts_and_what_it_does_not_give():
    reading = read_service("service,month,area,received,started\nwellbeing,2026-10,Darlington,3,\n")
    (row,) = coming(reading.returns).to_dict("records")
    assert (row["Service"], row["Received"], row["Started"]) == ("wellbeing", "3", "not given")
