"""Ten wards of County Durham with invented counts by RAG: together 98, of them 31 red."""

HEADINGS = ["Ward", "Red", "Amber", "Green", "Blue", "Total"]
COUNTS = [
    ["Barnard Castle", 2, 1, 3, 0, 6],
    ["Bishop Auckland", 5, 4, 6, 2, 17],
    ["Consett North", 3, 2, 4, 1, 10],
    ["Dalton & Dawdon", 4, 2, 2, 1, 9],
    ["Easington & Shotton", 3, 3, 2, 2, 10],
    ["Elvet, Gilesgate & Shincliffe", 1, 2, 1, 0, 4],
    ["Ferryhill", 2, 2, 3, 1, 8],
    ["Neville’s Cross", 1, 0, 2, 0, 3],
    ["Peterlee", 6, 4, 5, 3, 18],
    ["Stanley", 4, 3, 5, 1, 13],
]
TITLE = "County Durham IOM cohort, October 2026"
TABLE = [[TITLE], [], HEADINGS, *COUNTS]
"""As a sheet: a title, an empty row, headings, wards."""
HIDDEN = [["County Durham IOM cohort, September 2026"], [], HEADINGS, ["Peterlee", 1, 1, 1, 1, 4]]
"""A sheet of the month before, which stands hidden in a workbook."""
