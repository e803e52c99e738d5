"""Whose counts a file holds, by what stands above them, by the sheet's name or by the file's."""

import re
from collections.abc import Iterable, Sequence

from probation_commission.domain.places import Authority, Gazetteer, bare
from probation_commission.intake.cells import areas_in
from probation_commission.intake.files import Value

_ENDING = re.compile(r"(?:\.[A-Za-z]{2,4})+$")


def area(
    above: Iterable[Value], sheet_name: str, file_name: str, gazetteer: Gazetteer
) -> tuple[Authority | None, bool]:
    """The one area that the first of the three names which names any, and whether it names several.

    A whole is named by its own name, "and" or "&" alike. Of several none is taken: somebody has to say which.
    """
    for texts in (tuple(above), (sheet_name,), (_ENDING.sub("", file_name),)):
        if named := _named(texts, gazetteer):
            return (named[0], False) if len(named) == 1 else (None, True)
    return None, False


def _named(texts: Sequence[Value], gazetteer: Gazetteer) -> list[Authority]:
    found: dict[str, Authority] = {}
    for text in texts:
        words = f" {bare(text)} " if isinstance(text, str) else ""
        for whole in gazetteer.wholes:
            name = f" {bare(whole.name)} "
            if name in words:
                found[whole.code] = whole
                words = words.replace(name, " ")
        if words.strip():
            found |= {one.code: one for one in areas_in(words, gazetteer)}
    return list(found.values())
