"""Which wards a name that is none may mean, for a person to choose from. Nothing is ever guessed."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from rapidfuzz import fuzz, process, utils

from probation_commission.domain.places import Authority, Gazetteer, Suggestions, Ward, WardSet, bare

# "Bruce Grv" is 90 like "Bruce Grove". Of the neighbours', "Edmonton Grn" is 92 like "Edmonton Green" and
# "Bowes Park" 67 like "Bowes". "Brown" is 71 like "Brimsdown", and may be somebody's name.
_ALIKE, _ALIKE_ELSEWHERE, _ALIKE_WORD = 60, 75, 78
"""How alike, out of 100: names of the own authority, whole names of neighbours, single words."""
_MOST = 3
_LONGEST, _MOST_WORDS = 60, 6
_LETTERS = re.compile(r"[^\W\d_][^\W\d_ .,&'\u2019()/-]*(?:[ .,&'\u2019()/-]+[^\W\d_]+)*[. )]*")
_VOWEL = re.compile(r"[aeiouy]")


def suggested(text: str, gazetteer: Gazetteer, area: Authority, on: date) -> Suggestions | None:
    """Wards like the text: of the set in force, of the area's other sets, then of its neighbours.

    None where nothing is like it, and where it may be somebody's words, so that it must not be shown.
    """
    in_force = gazetteer.ward_set(area, on)
    if in_force is None or not is_made_of_ward_words(text, gazetteer, area):
        return None
    sets = gazetteer.ward_sets(area)
    own = alike(text, in_force.wards)
    # "Bruce Grv" in 2023 can mean a ward that ended in 2022, as "Bruce Grove" itself would.
    older = alike(text, (ward for ward_set in sets if ward_set != in_force for ward in ward_set.wards))
    neighbours = [ward for ward in _neighbours(gazetteer, area, on) if _whole(text, ward) >= _ALIKE_ELSEWHERE]
    neighbours.sort(key=lambda ward: (-_whole(text, ward), ward.authority.name))
    names = {bare(ward.name) for ward in own}
    wards = (*own, *_first_of_name(older, names), *neighbours[:_MOST])
    return Suggestions(in_force.key, wards) if wards else None


def alike(text: str, wards: Iterable[Ward]) -> list[Ward]:
    """At most three wards whose names are like the text, the likest first."""
    by_code = {ward.code: ward for ward in wards}
    best = process.extract(
        text[:_LONGEST],
        {code: ward.name for code, ward in by_code.items()},
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=_MOST,
        score_cutoff=_ALIKE,
    )
    return [by_code[code] for _, _, code in best]


def is_made_of_ward_words(text: str, gazetteer: Gazetteer, area: Authority) -> bool:
    """Whether a text is a name of which every word is like one in the wards around, or has no vowel.

    So "Bruce Grv" may be shown and asked about, and "Kevin Brown" or "lives with his mother" may not.
    """
    words = bare(text).split()
    if len(text) > _LONGEST or not 0 < len(words) <= _MOST_WORDS or not _LETTERS.fullmatch(text.strip()):
        return False
    ward_words = _words(
        tuple(ward.name for ward_set in _sets_around(gazetteer, area) for ward in ward_set.wards)
    )
    # "Grv" has no vowel and is short for something; "Kevin" is like no word of any ward around (decision 52).
    return all(
        not _VOWEL.search(word)
        or process.extractOne(word, ward_words, scorer=fuzz.ratio, score_cutoff=_ALIKE_WORD)
        for word in words
    )


def _neighbours(gazetteer: Gazetteer, area: Authority, on: date) -> Iterator[Ward]:
    for ward_set in _sets_around(gazetteer, area):
        if ward_set.authority != area and ward_set.covers(on):
            yield from ward_set.wards


def _sets_around(gazetteer: Gazetteer, area: Authority) -> list[WardSet]:
    return [ward_set for ward_set in gazetteer.ward_sets() if ward_set.authority.region == area.region]


@cache
def _words(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({word for name in names for word in bare(name).split()}))


def _whole(text: str, ward: Ward) -> float:
    return fuzz.ratio(bare(text), bare(ward.name))


def _first_of_name(wards: Iterable[Ward], names: set[str]) -> Iterator[Ward]:
    for ward in wards:
        name = bare(ward.name)
        if name not in names:
            names.add(name)
            yield ward
