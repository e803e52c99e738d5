"""Needs as they are sent: long or wide, in any sensible spelling, with every problem at its cell."""

from datetime import date
from io import BytesIO

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from probation_commission.domain.layouts import AreaMonth
from probation_commission.domain.needs import Need
from probation_commission.domain.returns import Kind
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake import returns
from probation_commission.intake.needs import words
from probation_commission.publish.templates import needs_return
from tests import files

TODAY = date(2026, 11, 27)
LONG = (
    "Area,Date,Source,Group,Need,People,Sample\n"
    "County Durham,31/10/2026,OASys,all,Accommodation,120,400\n"
    "County Durham,31/10/2026,OASys,all,ETE,200,400\n"
    "County Durham,31/10/2026,OASys,Women,Alcohol misuse,<5,40\n"
)
WIDE = (
    "Area,Month,Source,Group,Sample,Accommodation,Drug misuse,Lifestyle & associates,Thinking & behaviour\n"
    "Darlington,Oct 2026,survey of people on probation,,50,12,0,,8\n"
    "Darlington,Oct 2026,OASys,18-25,31,7,3,2,1\n"
)


def read(text, name="needs.csv", **said):
    return returns.read(text.encode(), name, gazetteer(), TODAY, area_month=AreaMonth(**said))


def counts(ret):
    return {(f.comparator, f.breakdown, f.category): f.value for f in ret.figures}


def problems(reading):
    return [(problem.code, problem.cell and problem.cell.ref) for problem in reading.problems]


def test_a_row_a_need_with_its_sample_beside():
    reading = read(LONG)
    assert not reading.problems
    (ret,) = reading.returns
    assert (ret.kind, ret.area.name, ret.month) == (Kind.NEEDS, "County Durham", date(2026, 10, 1))
    assert counts(ret) == {
        ("OASys", "", ""): 400,
        ("OASys", "", Need.ACCOMMODATION): 120,
        ("OASys", "", Need.EMPLOYMENT): 200,
        ("OASys", "women", ""): 40,
        ("OASys", "women", Need.ALCOHOL): None,
    }
    assert [(f.low, f.high) for f in ret.figures if f.category == Need.ALCOHOL] == [(0, 4)]
    assert {f.period for f in ret.figures} == {"2026-10-31"}


def test_a_column_a_need_where_an_empty_cell_is_no_nought():
    # A return for each source, so that one does not take the other's place.
    oasys, people = read(WIDE).returns
    assert (oasys.subject, people.subject) == ("OASys", "people on probation")
    assert counts(people) | counts(oasys) == {
        ("people on probation", "", ""): 50,
        ("people on probation", "", Need.ACCOMMODATION): 12,
        ("people on probation", "", Need.DRUGS): 0,
        ("people on probation", "", Need.THINKING): 8,
        ("OASys", "aged 18 to 25", ""): 31,
        ("OASys", "aged 18 to 25", Need.ACCOMMODATION): 7,
        ("OASys", "aged 18 to 25", Need.DRUGS): 3,
        ("OASys", "aged 18 to 25", Need.LIFESTYLE): 2,
        ("OASys", "aged 18 to 25", Need.THINKING): 1,
    }


def test_a_workbook_with_its_area_date_and_source_in_its_title():
    rows = [
        ["OASys needs, Darlington, October 2026"],
        ["Need", "Number", "Out of"],
        ["Finance", 30, 90],
        ["Neurodivergence", 12, 90],
    ]
    reading = returns.read(files.workbook({"Sheet1": rows}), "x.xlsx", gazetteer(), TODAY)
    assert not reading.problems
    (ret,) = reading.returns
    assert (ret.area.name, ret.month.month) == ("Darlington", 10)
    assert counts(ret)["OASys", "", Need.FINANCE] == 30
    assert counts(ret)["OASys", "", ""] == 90


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("Accommodation", Need.ACCOMMODATION),
        ("3. Accommodation", Need.ACCOMMODATION),
        ("ETE", Need.EMPLOYMENT),
        ("Education, training & employability", Need.EMPLOYMENT),
        ("Employment and education", Need.EMPLOYMENT),
        ("Financial management and income", Need.FINANCE),
        ("Finance and debt", Need.FINANCE),
        ("Drug misuse", Need.DRUGS),
        ("Drug use", Need.DRUGS),
        ("Alcohol misuse", Need.ALCOHOL),
        ("Personal relationships and community", Need.RELATIONSHIPS),
        ("Relatives and family", Need.RELATIONSHIPS),
        ("Lifestyle & associates", Need.LIFESTYLE),
        ("Emotional well-being", Need.WELLBEING),
        ("Health and wellbeing", Need.WELLBEING),
        ("Thinking & behaviour", Need.THINKING),
        ("Thinking, behaviours and attitudes", Need.THINKING),
        ("Attitudes", Need.ATTITUDES),
        ("Neuro-diversity", Need.NEURODIVERSITY),
        ("Social inclusion", Need.INCLUSION),
        ("Drugs and alcohol", None),
        ("Risk of harm", None),
        ("Needs", None),
        ("People", None),
    ],
)
def test_the_spellings_of_needs(text, need):
    assert words.need_of(text) is need


def test_every_need_is_known_by_its_own_name():
    assert [words.need_of(str(need)) for need in Need] == list(Need)


def test_all_that_is_wrong_is_said_at_once_and_at_its_cell():
    reading = read(
        "Area,Date,Source,Group,Need,People,Sample\n"
        "Darlington,2026-10,OASys,all,Accommodation,401,400\n"  # one more than the sample
        "Darlington,2026-10,OASys,all,Finance,400,400\n"  # as many as the sample are possible
        "Darlington,2026-10,OASys,all,Gardening,3,400\n"
        "Darlington,2026-10,OASys,all,Drugs and alcohol,3,400\n"
        "Darlington,2026-10,OASys,all,Drugs,45%,400\n"
        "Darlington,2026-10,OASys,all,Alcohol,0.45,400\n"
        "Darlington,2026-10,OASys,all,Attitudes,3,399\n"
        "Darlington,2026-10,OASys,all,Finance,4,400\n"
        "Darlington,2026-10,OASys,18-24,Finance,4,400\n"
        "Darlington,2026-12-01,OASys,all,Finance,4,400\n"
        "Atlantis,2026-10,OASys,all,Finance,4,400\n"
        "Darlington,2026-10,OASys,men,Finance,4,\n"
    )
    assert sorted(problems(reading)) == [
        ("fractional count", "F7"),
        ("future day", "B11"),
        ("more than the sample", "F2"),
        ("no sample", "F13"),
        ("percentage", "F6"),
        ("row twice", "F9"),
        ("two samples", "G8"),
        ("unknown area", "A12"),
        ("unknown group", "D10"),
        ("unknown need", "E4"),
        ("unknown need", "E5"),
    ]
    assert not any("Gardening" in str(problem) or "Atlantis" in str(problem) for problem in reading.problems)


def test_a_share_is_refused_with_what_to_do_instead():
    rows = [["Need", "%", "Sample"], ["Finance", 0.3, 90]]
    reading = returns.read(files.workbook({"OASys Darlington": rows}), "x.xlsx", gazetteer(), TODAY)
    assert [problem.code for problem in reading.problems] == ["no people"]
    assert "Write how many people have the need" in reading.problems[0].message
    wide = read("Area,Date,Group,Sample,Drugs (%),Finance,Alcohol\nDarlington,2026-10,all,50,30,20,10\n")
    assert ("percentage", "E1") in problems(wide)
    cell = [["Need", "People", "Sample"], ["Finance", 0.3, 90]]
    third = returns.read(files.workbook({"Needs 2026-10": cell}), "Darlington needs.xlsx", gazetteer(), TODAY)
    assert [problem.code for problem in third.problems] == ["percentage"]


def test_a_sample_of_nobody_or_of_about_some_is_none():
    for sample in ("0", "<50"):
        text = f"Area,Date,Need,People,Sample\nDarlington,2026-10,Finance,0,{sample}\n"
        assert ("no sample", "E2") in problems(read(text))


def test_numbers_under_a_heading_that_is_no_need_are_not_lost_unsaid():
    text = "Area,Date,Group,Sample,Drugs,Finance,Alcohol,Risk of harm\nDarlington,2026-10,all,50,3,2,1,9\n"
    assert problems(read(text)) == [("unknown need", "H1")]


def test_two_headings_of_one_need_are_refused():
    text = (
        "Area,Date,Group,Sample,Drugs,Personal relationships,Relatives and family,Alcohol\n"
        "Darlington,2026-10,all,50,3,2,1,9\n"
    )
    assert ("need twice", "G1") in problems(read(text))


def test_area_and_month_are_asked_where_nothing_says_them():
    text = "Accommodation,ETE,Drugs,Sample\n5,6,7,40\n"
    doubts = read(text, "a.csv").doubts
    assert (doubts.area_asked, doubts.month_asked) == (True, True)
    proposed = read(text, "needs October 2026.csv", area=gazetteer().authority("Darlington")).doubts
    assert (proposed.month, proposed.month_asked) == (date(2026, 10, 1), True)
    darlington = gazetteer().authority("Darlington")
    reading = read(text, "a.csv", area=darlington, month=date(2026, 10, 1))
    assert [(ret.area.name, ret.month.month) for ret in reading.returns] == [("Darlington", 10)]


@pytest.mark.parametrize(
    "text",
    [
        "Case,Accommodation,ETE,Drugs\n1,Y,N,Y\n2,N,N,Y\n",
        "CRN,Area,Month,Accommodation,ETE,Drugs\nX123456,Haringey,2026-10,Yes,No,Yes\n",
        "needs\nCase,Accommodation,ETE,Drugs\n1,1,0,1\n2,0,0,1\n",
    ],
)
def test_a_list_that_ticks_off_the_needs_of_people_is_refused_and_let_go_of(text):
    reading = read(text, "needs Haringey October 2026.csv")
    assert [problem.code for problem in reading.problems] == ["rows of people"]
    assert (reading.let_go, reading.returns, reading.file_name) == (True, (), "a file that was refused")


def test_words_that_are_nothing_known_are_not_kept():
    text = WIDE.replace("Thinking & behaviour", "Comments").replace(",8\n", ",ring Kevin\n")
    reading = read(text)
    assert [(one.cell.ref, one.rows) for one in reading.dropped] == [("I", 1)]
    assert "Kevin" not in str(reading)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Area,Month,Ward,RAG,Drugs,Accommodation,Finance,Sample\nx,2026-10,Bowes,red,1,1,1,1\n", Kind.NEEDS),
        ("service,month,area,received\nAccommodation,2026-10,Darlington,5\n", Kind.NEEDS),
    ],
)
def test_what_has_wards_or_services_is_no_count_of_needs(text, kind):
    assert all(ret.kind is not kind for ret in read(text, "x.csv").returns)


def test_the_template_is_read_back_and_empty_is_no_return():
    content = needs_return(["County Durham & Darlington", "Darlington"])
    reading = returns.read(content, "needs_of_a_sample.xlsx", gazetteer(), TODAY)
    assert [problem.code for problem in reading.problems] == ["no figures"]
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("Needs")
    headings = [str(cell) for cell in sheet.to_python()[0]]
    assert [words.need_of(name) for name in headings[5:]] == list(Need)


BELOW = "Need,People,Sample\nAccommodation,20,60\nDrugs,10,60\nFinance,15,60\n"


def groups(reading):
    assert not reading.problems
    return {figure.breakdown for ret in reading.returns for figure in ret.figures}


@pytest.mark.parametrize(
    ("heading", "cell", "group"),
    [
        ("Gender", "Female", "women"),
        ("Sex", "M", "men"),
        ("Age", "18-25", "aged 18 to 25"),
        ("Age group", "young adults (18-25)", "aged 18 to 25"),
        ("Age band", "18 to 25 year olds", "aged 18 to 25"),
        ("Cohort", "IOM", "IOM nominals"),
        ("Gender", "all", ""),
    ],
)
def test_a_column_of_a_group_by_another_name_is_read(heading, cell, group):
    text = (
        f"Area,Date,Source,{heading},Sample,Drugs,Finance,Alcohol\nDarlington,2026-09,OASys,{cell},60,3,2,1\n"
    )
    assert groups(read(text)) == {group}


@pytest.mark.parametrize(("heading", "cell"), [("Age", "26-35"), ("Gender", "not recorded")])
def test_a_group_that_nobody_can_place_is_refused_at_its_cell(heading, cell):
    text = f"Area,Date,Source,{heading},Need,People,Sample\nDarlington,2026-09,OASys,{cell},Drugs,3,60\n"
    reading = read(text)
    assert problems(reading) == [("unknown group", "D2")]
    assert cell not in str(reading.problems)


@pytest.mark.parametrize(
    ("title", "group"),
    [
        ("Women - OASys needs Darlington September 2026", "women"),
        ("OASys needs Darlington September 2026\nGender: Female", "women"),
        ("IOM cohort: OASys needs Darlington September 2026", "IOM nominals"),
        ("Young adults 18-25 - OASys needs - Darlington - September 2026", "aged 18 to 25"),
        ("OASys needs Darlington September 2026 (men)", "men"),
        ("OASys needs Darlington September 2026", ""),
    ],
)
def test_a_title_says_whose_counts_they_are(title, group):
    assert groups(read(f"{title}\n{BELOW}")) == {group}


def test_the_name_of_a_sheet_or_of_the_file_says_whose_counts_they_are():
    rows = [["Area", "Date", "Need", "People", "Sample"], ["Darlington", "2026-09", "Drugs", 10, 60]]
    content = files.workbook({"Women": rows})
    assert groups(returns.read(content, "Men and women.xlsx", gazetteer(), TODAY)) == {"women"}
    plain = files.workbook({"Needs": rows})
    assert groups(returns.read(plain, "IOM needs.xlsx", gazetteer(), TODAY)) == {"IOM nominals"}
    both = returns.read(content, "IOM needs.xlsx", gazetteer(), TODAY)
    assert [problem.code for problem in both.problems] == ["unknown group"]


@pytest.mark.parametrize(
    "title",
    [
        "Men and women: OASys needs Darlington September 2026",
        "OASys needs Darlington September 2026 excluding IOM",
        "OASys needs Darlington September 2026, non-IOM",
        "OASys needs Darlington September 2026, over 50",
        "Young adults 18-21 - OASys needs - Darlington - September 2026",
    ],
)
def test_a_title_of_several_groups_or_of_one_not_counted_is_refused_without_a_column(title):
    assert [code for code, _ in problems(read(f"{title}\n{BELOW}"))] == ["unknown group"]


def test_a_title_of_one_group_over_rows_of_another_is_refused():
    text = "Women - OASys needs Darlington September 2026\nGroup,Need,People,Sample\nall,Drugs,20,60\n"
    assert problems(read(text)) == [("two groups", "A3")]


def test_words_beside_the_counts_that_name_a_group_are_not_lost():
    wide = "Area,Date,Source,Sample,Drugs,Finance,Alcohol\nDarlington,2026-09,{},60,3,2,1\n{}"
    assert problems(read(wide.format("OASys women only", ""))) == [("unknown group", "C2")]
    assert problems(read(wide.format("OASys", "Women are counted,,,,,,\n"))) == [("unknown group", "A3")]
    assert problems(read(wide.format("OASys one office", ""))) == [("part of the area", "C2")]


@pytest.mark.parametrize("heading", ["Locality", "Office", "Team", "PDU", "Ward", "LDU", "Site"])
def test_counts_of_parts_of_an_area_are_refused_and_said_to_be_so(heading):
    long = f"Area,{heading},Date,Source,Need,People,Sample\nDarlington,North,2026-09,OASys,Drugs,3,60\n"
    wide = (
        f"Area,{heading},Date,Source,Sample,Drugs,Finance,Alcohol\nDarlington,North,2026-09,OASys,60,3,2,1\n"
    )
    assert problems(read(long)) == problems(read(wide)) == [("part of the area", "B1")]
    assert "add them up for the whole area" in read(long).problems[0].message


@pytest.mark.parametrize("part", ["Northern office", "Park East", "South locality"])
def test_a_title_of_an_office_or_a_ward_is_refused(part):
    assert "Park East" in {ward.name for known in gazetteer().ward_sets() for ward in known.wards}
    text = f"OASys needs - {part} - Darlington - September 2026\n{BELOW}"
    assert [code for code, _ in problems(read(text))] == ["part of the area"]


def test_a_title_of_a_delivery_unit_is_asked_about():
    reading = read(f"OASys needs, North Darlington PDU, September 2026\n{BELOW}")
    assert (reading.returns, reading.doubts.area_asked) == ((), True)


@pytest.mark.parametrize(
    ("headings", "row", "cell"),
    [
        ("Need,Number,People,Sample", "Drugs,1,30,60", "C2"),
        ("Need,People,Sample,Out of", "Drugs,30,60,50", "D2"),
        ("Need,People,Sample,Need,People,Sample", "Drugs,30,60,Drugs,3,50", "D2"),
    ],
)
def test_two_columns_that_mean_one_thing_are_refused(headings, row, cell):
    reading = read(f"OASys Darlington September 2026\n{headings}\n{row}\n")
    assert ("two columns", cell) in problems(reading)


def test_an_empty_second_column_takes_nothing_away():
    assert not read("OASys Darlington September 2026\nNeed,People,Sample,People\nDrugs,30,60,\n").problems


@pytest.mark.parametrize(("sample", "codes"), [(9, ["small sample"]), (10, [])])
def test_a_sample_of_fewer_than_ten_is_refused(sample, codes):
    text = f"Area,Date,Source,Need,People,Sample\nDarlington,2026-09,OASys,Drugs,3,{sample}\n"
    assert [problem.code for problem in read(text).problems] == codes


def test_rows_of_samples_of_one_are_people_and_are_let_go_of():
    text = (
        "Area,Date,Source,Sample,Drugs,ETE,Finance\n"
        "Darlington,2026-09,OASys,1,1,0,1\nDarlington,2026-08,OASys,1,0,1,1\n"
    )
    reading = read(text)
    assert [problem.code for problem in reading.problems] == ["rows of people"]
    assert (reading.let_go, reading.returns) == (True, ())


@pytest.mark.parametrize("source", ["Delius", "nDelius", "NOMIS"])
def test_a_source_that_is_a_system_names_no_person(source):
    text = f"Area,Date,Source,Sample,Drugs,ETE,Finance\nDarlington,2026-09,{source},60,1,0,1\n"
    (ret,) = read(text).returns
    assert ret.subject == "another source"


def test_numbers_of_people_are_refused_under_a_source_as_anywhere():
    under = "Area,Date,Source,Sample,Drugs,ETE,Finance\nDarlington,2026-09,X123456,60,1,0,1\n"
    column = "Area,Date,Source,CRN,Sample,Drugs,ETE,Finance\nDarlington,2026-09,OASys,,60,1,0,1\n"
    heading = "Delius,Date,Source,Sample,Drugs,ETE,Finance\n,2026-09,OASys,60,1,0,1\n"
    for text in (under, column, heading):
        reading = read(text, "needs.csv")
        assert {problem.code for problem in reading.problems} <= {"personal data", "cannot be counted"}
        assert (reading.let_go, reading.returns) == (True, ())


def test_what_was_not_read_is_called_a_column():
    text = WIDE.replace("survey of people on probation", "what was told")
    assert [note for note in read(text).notes if "not read" in note] == [
        "Column C “Source” holds words that were not read: nothing of it is kept."
    ]


def test_needs_below_each_other_with_groups_across():
    text = (
        "OASys needs - Darlington - September 2026\nNeed,Men,Women,Total\n"
        "Drugs,80,10,90\nFinance,70,,70\nSample,340,60,400\nTotal,150,10,160\n"
    )
    (ret,) = read(text).returns
    assert counts(ret) == {
        ("OASys", "men", ""): 340,
        ("OASys", "men", Need.DRUGS): 80,
        ("OASys", "men", Need.FINANCE): 70,
        ("OASys", "women", ""): 60,
        ("OASys", "women", Need.DRUGS): 10,
        ("OASys", "", ""): 400,
        ("OASys", "", Need.DRUGS): 90,
        ("OASys", "", Need.FINANCE): 70,
    }
    headed = read("OASys Darlington September 2026\nNeed,Men (n=340),Women (n = 60)\nDrugs,80,10\n")
    assert counts(headed.returns[0])["OASys", "women", ""] == 60


def test_needs_below_each_other_with_areas_across():
    text = "OASys needs September 2026\nNeed,County Durham,Darlington\nSample,300,100\nDrugs,100,30\n"
    reading = read(text)
    assert not reading.problems
    assert {(ret.area.name, counts(ret)["OASys", "", Need.DRUGS]) for ret in reading.returns} == {
        ("County Durham", 100),
        ("Darlington", 30),
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # Nobody can say whose sample it is.
        ("OASys Darlington September 2026\nNeed,Men,Women,Sample\nDrugs,80,10,400\n", "two samples"),
        ("OASys Darlington September 2026\nNeed,Men,Women\nDrugs,80,10\n", "no sample"),
        # Those aged 18 to 25 who are men are nobody's group here.
        ("Young adults OASys Darlington September 2026\nNeed,Men\nSample,99\nDrugs,80\n", "two groups"),
        # Groups merged above needs of a column each.
        (
            (
                ",,,,Men,,Women,\nArea,Date,Source,Sample,Finance,Drugs,Finance,Drugs\n"
                "Darlington,2026-09,OASys,400,80,70,20,10\n"
            ),
            "need twice",
        ),
        (
            "OASys Darlington September 2026\nNeed,People,Sample\nDrugs,8,60\nNeed,People,Sample\n",
            "two tables",
        ),
    ],
)
def test_other_layouts_are_refused_as_counts_of_needs(text, code):
    reading = read(text)
    assert code in [problem.code for problem in reading.problems]
    assert reading.doubts is None
    assert "lacks the columns" not in str(reading.problems)


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("Need,People,Sample", 'Drugs,30,"1,412"'),
        ("Need,People,Sample", "Drugs,30,n=1412"),
        ("Need,People,n=", "Drugs,30,1412"),
        ('Need,"People (n=1,412)"', "Drugs,30"),
        ("Need,People,Sample", "Drugs,30,1412\nSubtotal,30,1412\nTotal,30,1412\nAll areas,30,1412"),
    ],
)
def test_the_spellings_of_a_sample(headings, row):
    reading = read(f"OASys Darlington September 2026\n{headings}\n{row}\n")
    assert not reading.problems
    assert counts(reading.returns[0]) == {("OASys", "", ""): 1412, ("OASys", "", Need.DRUGS): 30}


def test_a_title_says_the_size_of_the_one_sample_under_it():
    title = "OASys needs Darlington September 2026 (n=412)"
    assert counts(read(f"{title}\nNeed,Number\nDrugs,30\n").returns[0])["OASys", "", ""] == 412
    # Of two groups nobody can say which it is.
    two = read(f"{title}\nGroup,Need,Number\nmen,Drugs,30\nall,Drugs,40\n")
    assert [problem.code for problem in two.problems] == ["no sample", "no sample"]


@pytest.mark.parametrize("sample", ["c. 400", "about 400", "1.200"])
def test_a_sample_that_is_no_number_is_one_problem_and_not_said_to_be_missing(sample):
    text = f"Area,Date,Source,Need,People,Sample\nDarlington,2026-09,OASys,Drugs,3,{sample}\n"
    reading = read(text)
    assert [problem.cell.ref for problem in reading.problems] == ["F2"]
    assert "no sample is given" not in str(reading.problems)


def test_a_line_under_the_headings_of_the_template_comes_through_the_door():
    content = needs_return(["County Durham & Darlington", "Darlington"])
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("Needs")
    headings = [str(cell) for cell in sheet.to_python()[0]]
    counts = range(1, len(Need) + 1)
    filled = BytesIO()
    with xlsxwriter.Workbook(filled, {"in_memory": True}) as book:
        page = book.add_worksheet("Needs")
        page.write_row(0, 0, headings)
        page.write_row(1, 0, ["Darlington", "2026-10-01", "OASys", "men", 40, *counts])
    reading = returns.read(filled.getvalue(), "needs_of_a_sample.xlsx", gazetteer(), TODAY)
    assert not reading.problems
    (ret,) = reading.returns
    assert (ret.kind, ret.area.name) == (Kind.NEEDS, "Darlington")
    given = [figure.value for figure in ret.figures]
    assert sorted(given) == sorted([40, *counts])
