"""A performance report on the page: counted, its late rows told once, and nobody of it anywhere after."""

import pytest
from streamlit.testing.v1 import AppTest

from probation_commission import cli
from probation_commission.domain.ram import COLUMNS
from probation_commission.domain.returns import Kind
from probation_commission.store import database
from probation_commission.store import returns as store
from probation_commission.ui.returns import late
from tests.files import workbook
from tests.given.ram import as_csv, referral
from tests.pages.test_nobody_is_kept import (
    FILE_NAME,
    _nothing_printed_or_logged,
    accept,
    desk,
    everything_in,
    found_in,
    nobody_on,
    page,
)

__all__ = ["_nothing_printed_or_logged", "desk"]

CONTRACT = "PRJ_7710"
"""On the list that comes with the app."""
PERSON = {"referral_ref": "A9182QK", "service_user_crn": "X918273", "caseworker_id": "zeb.q@example.org"}


def row(number, received, **cells):
    """A referral whose identity, reference, CRN and caseworker are planted."""
    planted = {**PERSON, "referral_id": f"Quorn-{number}"}
    return referral(number, received, CONTRACT, **planted, **cells)


ROWS = [
    row(1, "2026-08-03", assessed="2026-08-05"),
    # The twelfth working day after it: the 31st of August is a bank holiday. Both wait for their plan until
    # the 20th of September, on which the last thing happened.
    row(2, "2026-08-14", assessed="2026-09-02"),
    row(3, "2026-09-01", ended="2026-09-20", reason="Zebediah"),
    row(4, "Quince Walk"),
    # One row in ten can't be counted: a file with more of them is refused. None of these is late.
    *(row(number, "2026-08-03", assessed="2026-08-05", concluded="2026-08-06") for number in range(5, 11)),
]
FORMS = {"CSV": (as_csv(ROWS), ".csv"), "workbook": (workbook({"Quorn": [COLUMNS, *ROWS]}), ".xlsx")}


def sent(app: AppTest, form: str) -> AppTest:
    content, ending = FORMS[form]
    app.file_uploader[0].upload(f"{FILE_NAME}{ending}", content).run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    said = (one.value for one in (*app.markdown, *app.info, *app.error, *app.caption))
    return "\n".join(said).replace("\\", "")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.usefixtures("desk")
def test_a_report_is_counted_accepted_and_nobody_of_it_stays(form, monkeypatch):
    app, gone = page(monkeypatch)
    sent(app, form)
    assert len(gone) == 1
    assert "The file itself was let go of; only the counts below were kept in memory." in app.info[0].value
    said = words(app)
    assert "9 referrals counted; 1 row without a contract or day received not counted" in said
    assert "2 months received: 0 whole, 2 in part" in said
    assert "A reason for its end that is none of the thirteen: row 4" in said
    assert "Date_received_referral" not in said
    nobody_on(app)
    # Exported from the first of August on, August is in part all the same: the row may be of it.
    app.date_input[0].set_value("2026-08-01").run()
    assert "2 months received: 0 whole, 2 in part" in words(app)
    assert "2 months held in part whatever was exported" in words(app)
    assert "**To** is proposed as the last day on which anything happened" in words(app)
    accept(app).click().run()
    assert app.success[0].value.startswith("Accepted: 2 returns from a performance report")
    assert late._LATE not in app.session_state
    nobody_on(app)
    with database.read() as conn:
        months = store.months(conn, Kind.RAM)
    assert list(months.partial.astype(bool)) == [True, True]


@pytest.mark.usefixtures("desk")
def test_what_is_late_is_told_once_by_the_rows_of_the_file(monkeypatch):
    app, _ = page(monkeypatch)
    sent(app, "CSV")
    once = app.session_state[late._LATE]
    assert "3 steps of referrals took longer" in words(app)
    assert once.take().decode("utf-8-sig").splitlines() == [
        "Row of your file,Step,Working days,Allowed,Still waiting",
        "2,first action plan,31,5,yes",
        "3,initial assessment,12,10,no",
        "3,first action plan,12,5,yes",
    ]
    assert b"gone" in once.take()
    assert "it is gone" in words(app.run())


@pytest.mark.usefixtures("desk")
def test_the_list_goes_with_the_file_and_with_the_page(monkeypatch):
    app, _ = page(monkeypatch)
    sent(app, "CSV")
    once = app.session_state[late._LATE]
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(late.st, "session_state", {late._LATE: once})
        late.forget_elsewhere("returns")
        assert once.is_there
        late.forget_elsewhere("referrals")
        assert not once.is_there
    next(button for button in app.button if button.label == "Set this aside").click().run()
    assert late._LATE not in app.session_state


@pytest.mark.usefixtures("desk")
def test_days_that_the_file_denies_are_said_and_nothing_can_be_accepted(monkeypatch):
    app, _ = page(monkeypatch)
    sent(app, "CSV")
    app.date_input[0].set_value("2026-08-10").run()
    assert app.error[0].value == "The file has a referral received on 3 August 2026: it begins then."
    assert not any(button.label.startswith("Accept") for button in app.button)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.usefixtures("desk")
def test_the_command_line_counts_and_names_nobody(form, tmp_path_factory, capfd):
    content, ending = FORMS[form]
    file = tmp_path_factory.mktemp("inbox") / f"{FILE_NAME}{ending}"
    file.write_bytes(content)
    assert cli.main(["check", str(file), "--exported-from", "2026-08-01"]) == 0
    told = capfd.readouterr()
    assert "2 months received: 0 whole, 2 in part" in told.out
    assert cli.main(["import", str(file), "--exported-from", "2026-08-01"]) == 0
    loaded = capfd.readouterr()
    # As check does, since nobody has to check first.
    assert "1 row without a contract or day received not counted" in loaded.out
    assert "Date_referral_received is no day that can be read: row 5" in loaded.out
    assert found_in([told.out, told.err, *loaded]) == []


@pytest.mark.usefixtures("desk")
def test_a_month_of_which_every_row_is_counted_is_whole_once_its_export_is_said(tmp_path, capfd):
    file = tmp_path / "report.csv"
    file.write_bytes(as_csv(ROWS[:3]))
    assert cli.main(["check", str(file), "--exported-from", "2026-08-01"]) == 0
    assert "2 months received: 1 whole, 1 in part" in capfd.readouterr().out
    file.unlink()


@pytest.mark.usefixtures("desk")
def test_a_report_is_stripped_of_its_two_columns_beside_it(tmp_path, capfd):
    file = tmp_path / "report.csv"
    file.write_bytes(FORMS["CSV"][0])
    assert cli.main(["strip", str(file)]) == 0
    heads, first, *_ = (tmp_path / "report_without_people.csv").read_text().splitlines()
    assert heads.split(",") == [name for name in COLUMNS if name not in PERSON or name == "referral_ref"]
    assert "X918273" not in first
    assert "zeb.q" not in first
    assert first.startswith(f"A9182QK,Quorn-1,{CONTRACT},PROVIDER,2026-08-03,")
    # Never over a file; and what is no report is left alone.
    assert cli.main(["strip", str(file)]) == 1
    other = tmp_path / "other.csv"
    other.write_text("ward,count\nx,1\n")
    assert cli.main(["strip", str(other)]) == 1
    assert not (tmp_path / "other_without_people.csv").exists()
    assert cli.main(["strip", str(tmp_path / "missing.csv")]) == 1
    assert "no performance report" in capfd.readouterr().err
    assert found_in(everything_in([tmp_path])) != []
    for path in tmp_path.iterdir():
        path.unlink()


def stripped(tmp_path, rows, heads):
    """What `strip` answers, and what it wrote (empty where it wrote nothing)."""
    file = tmp_path / "report.csv"
    file.write_bytes(as_csv(rows, heads))
    code = cli.main(["strip", str(file)])
    written = tmp_path / "report_without_people.csv"
    text = written.read_text() if written.exists() else ""
    for path in tmp_path.iterdir():
        path.unlink()
    return code, text


def renamed(**names):
    return [names.get(name, name) for name in COLUMNS]


@pytest.mark.usefixtures("desk")
def test_only_the_reports_own_columns_are_written_and_what_was_cut_is_named(tmp_path, capfd):
    heads = [*renamed(caseworker_id="Case worker"), "service_user_name", "referral_ref"]
    code, text = stripped(tmp_path, [[*ROWS[0], "Zebedee Quux", "Zebedee Quux"]], heads)
    assert code == 0
    first, row = text.splitlines()
    assert first.split(",") == [name for name in COLUMNS if name not in {"service_user_crn", "caseworker_id"}]
    assert "zeb" not in row.casefold()
    told = " ".join(capfd.readouterr().out.split())
    assert "written without case worker, service_user_crn, service_user_name and referral_ref." in told
    assert "No column was headed caseworker_id." in told


@pytest.mark.parametrize(
    ("rows", "heads", "words"),
    [
        (
            ROWS[:1],
            renamed(service_user_crn="Service user CRN", caseworker_id="Case worker"),
            "No column of it is headed service_user_crn or caseworker_id",
        ),
        # A comma too many, and the CRN stands under the heading of a day.
        ([[*ROWS[0][:3], "Example", *ROWS[0][3:-1]]], COLUMNS, "still holds a CRN or an e-mail address"),
        ([[*ROWS[0], "x"]], COLUMNS, "Row 2 has more cells than there are headings"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_a_report_in_which_people_would_be_left_is_not_written(tmp_path, capfd, rows, heads, words):
    assert stripped(tmp_path, rows, heads) == (1, "")
    told = " ".join(capfd.readouterr().err.split())
    assert words in told
    assert "Nothing was written." in told


@pytest.mark.usefixtures("desk")
def test_of_a_report_that_is_refused_nothing_is_said_to_be_kept(monkeypatch):
    app, _ = page(monkeypatch)
    app.file_uploader[0].upload(f"{FILE_NAME}.csv", as_csv([*ROWS, row(11, "soon")])).run()
    assert "The file itself was let go of; nothing of it was kept in memory." in app.info[0].value
    assert not any(button.label.startswith("Accept") for button in app.button)
    nobody_on(app)
