"""A sheet as PDF: its tags, its sides, and that nothing on it is markup."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from probation_commission.publish import sheets
from probation_commission.publish.sheets import PaperSheet, Section, SheetError, as_pdf, setting

HOSTILE = (
    '#import "@preview/x:1.0": * $x$ *bold* _it_ \\ "quoted" #read("/etc/passwd") <label> @ref `raw` = 1'
)


def sheet(rows=3, sides=1, **more) -> PaperSheet:
    section = Section(
        "Part", ("Service", "Wait"), (3, 1), tuple((f"number {row}", "not known") for row in range(rows))
    )
    usual = {
        "title": "A sheet",
        "sections": (section,),
        "foot": "Example, as on 1 May 2026",
        "elsewhere": "on the page",
    }
    return PaperSheet(as_of=date(2026, 5, 1), sides=sides, **{**usual, **more})


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in read(content).pages)


def pdf(one: PaperSheet) -> bytes:
    return setting(one, progress=lambda _done, _of: None)


def test_it_is_tagged_has_a_language_and_a_title():
    found = read(as_pdf(sheet()))
    root = found.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en-GB", True)
    assert "/StructTreeRoot" in root
    assert found.metadata.title == "A sheet"
    assert len(found.pages) == 1


@pytest.mark.parametrize("place", ["lines", "notes", "made_up", "foot", "title"])
def test_what_stands_on_it_is_text_and_no_markup(place):
    given = HOSTILE if place in {"made_up", "foot", "title"} else (HOSTILE,)
    content = pdf(sheet(**{place: given}))
    assert HOSTILE.replace(" ", "") in text(content).replace(" ", "")


def test_a_cell_and_a_heading_are_text_too():
    section = Section(HOSTILE, (HOSTILE, "Wait"), (3, 1), ((HOSTILE, "\n= no heading"),), (HOSTILE,))
    content = text(pdf(sheet(sections=(section,)))).replace(" ", "")
    assert content.count(HOSTILE.replace(" ", "")) == 4


def test_a_character_without_a_letter_ends_no_sheet_and_is_told():
    content = text(pdf(sheet(lines=("an emoji \U0001f600 and a private one \ue000",))))
    assert "stands for a character that cannot be printed here" in content
    assert "stands for" not in text(pdf(sheet(lines=("Jörg’s – “Café” → 5 ≥ 3 €",))))


def test_a_long_word_stays_in_its_column_and_on_the_paper():
    narrow = Section("Part", ("Q" * 40, "Next"), (1, 9), (("X" * 90, "z"),), ("Y" * 300,))
    content = pdf(sheet(sections=(narrow,), lines=("K" * 300,)))
    assert len(read(content).pages) == 1
    lines = [line for page in read(content).pages for line in page.extract_text().splitlines()]
    # A tenth of the paper has room for a few letters; all of it for some eighty.
    for letter, most in (("Q", 10), ("X", 10), ("Y", 90), ("K", 90)):
        assert max(line.count(letter) for line in lines) <= most
        assert sum(line.count(letter) for line in lines) >= 40


def test_what_has_no_room_is_counted_and_never_cut_in_silence():
    # 500 rows are on no side of A4, whatever the size.
    content = pdf(sheet(rows=500))
    assert len(read(content).pages) == 1
    words = text(content)
    named = words.count("number ")
    assert 20 < named < 100
    assert f"No room here for {500 - named} more: on the page." in words


def test_the_largest_type_that_fits_is_taken():
    seen = []
    real = sheets._pdf
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheets, "_pdf", lambda one, size: seen.append(size) or real(one, size))
        for rows in (5, 72, 500):
            pdf(sheet(rows=rows))
    assert seen[0] == 10
    assert 8 <= seen[1] < 10
    assert seen[2] == 8


def test_what_does_not_fit_at_all_is_refused_in_words():
    with pytest.raises(SheetError, match="on the page"):
        as_pdf(sheet(lines=("a long text " * 3000,)))


def test_one_sheet_is_the_same_bytes_each_time():
    assert pdf(sheet()) == pdf(sheet())
