"""What stands where a service is named: one that is known, what was said of it before, or a question."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from rapidfuzz import fuzz, process, utils

from probation_commission.domain.layouts import LEFT_OUT, SERVICE_QUESTION, UnknownService
from probation_commission.domain.places import bare
from probation_commission.intake.findings import MOST_ASKED
from probation_commission.intake.people import signs
from probation_commission.intake.service.reading import ServicesAndAreas

# Of 100: "Wellbeing (Durham)" is 86 like "Personal Wellbeing, Durham", and "wellbieng" 89 like "wellbeing".
_ALIKE, _ALIKE_WORD = 60, 78
_MOST, _MOST_CELLS = 3, 200
_LONGEST, _MOST_WORDS = 80, 12
_ORDINARY_WORDS = (
    "service services programme project scheme provision support contract men women mens womens male"
    " female north south east west county the a an of for in and or to with on at by new return"
    " returns monthly month report monitoring team lot"
)
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
"""Words that a name of a service may have besides those of the known ones."""


@dataclass(slots=True)
class ServiceNames:
    """What each text that names a service means, as far as that is known; the rest is to be asked.

    `said`: what somebody said in this file, by the key of its question: a slug, or `LEFT_OUT`.
    `remembered`: the slug that a name was said to mean before, by the name as `bare` gives it.
    """

    directory: ServicesAndAreas
    said: Mapping[str, str]
    remembered: Mapping[str, str]
    notes: dict[str, None] = field(default_factory=dict)
    """What was read by what is remembered."""
    _asked: dict[str, UnknownService] = field(default_factory=dict, repr=False)

    def slug(self, text: str, cell: str) -> str:
        """The slug that a text means, `LEFT_OUT`, or "" where it is to be asked first."""
        if slug := self.directory.service(text):
            return slug
        name = bare(text)
        known = self.remembered.get(name, "")
        if known in self.directory.services.values():
            self.notes[f"“{text}” read as {self._name(known)}, as it was confirmed for this sender."] = None
            return known
        question = self._asked.get(name) or self._question(text, name, cell)
        if len(question.cells) < _MOST_CELLS and cell not in question.cells:
            question = replace(question, cells=(*question.cells, cell))
        self._asked[name] = question
        return question.answer

    def asked(self) -> tuple[UnknownService, ...]:
        """All that was asked about, what was answered too."""
        return tuple(self._asked.values())

    @property
    def too_many(self) -> bool:
        """Whether so many are unknown that nobody is asked about them one by one."""
        return len(self._asked) > MOST_ASKED

    def _question(self, text: str, name: str, cell: str) -> UnknownService:
        proposed = self._begun_by(name)
        alike = tuple(dict.fromkeys([*filter(None, [proposed]), *self._alike(text)]))
        # The key stands in forms, so it holds no word that may be somebody's.
        shown = bool(alike) and may_be_shown(text, self.directory.services)
        key = f"{SERVICE_QUESTION}{hashlib.sha256(name.encode()).hexdigest()[:12] if shown else cell}"
        answer = self.said.get(key, "")
        known = answer == LEFT_OUT or answer in self.directory.services.values()
        said = answer if known else ""
        return UnknownService(key, text if shown else "", (), alike, said, proposed if shown else "")

    def _begun_by(self, name: str) -> str:
        """The one service whose name begins with these words: "Personal Wellbeing" of the one in Durham."""
        services = self.directory.services.items()
        begun = [slug for service, slug in services if f"{bare(service)} ".startswith(f"{name} ")]
        return begun[0] if name and len(begun) == 1 else ""

    def _alike(self, text: str) -> tuple[str, ...]:
        best = process.extract(
            text[:_LONGEST],
            list(self.directory.services),
            scorer=fuzz.WRatio,
            processor=utils.default_process,
            limit=_MOST,
            score_cutoff=_ALIKE,
        )
        return tuple(self.directory.services[name] for name, _, _ in best)

    def _name(self, slug: str) -> str:
        return next(name for name, own in self.directory.services.items() if own == slug)


def may_be_shown(text: str, services: Collection[str]) -> bool:
    """Whether a text is no one's: every word is like one in the name of a known service, or ordinary.

    So "Wellbieng (Durham)" may be, and "Kevin Brown" or "spoke to his mother" may not.
    """
    words = bare(text).split()
    if len(text) > _LONGEST or not 0 < len(words) <= _MOST_WORDS or signs.found_in(text):
        return False
    known = _words(tuple(services))
    return all(
        word in _ORDINARY
        or word in known
        or (word.isalpha() and process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_ALIKE_WORD))
        for word in words
    )


@cache
def _words(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({word for name in names for word in bare(name).split()}))
