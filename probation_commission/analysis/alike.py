"""Ideas that look like one that is in already, for whoever reads all of them."""

from collections.abc import Sequence

from rapidfuzz import fuzz, utils

from probation_commission.domain.ideas import Idea, IdeaReach, KeptIdea

_ALIKE = 70
"""Of 100: the same words for other people elsewhere, or other words for the same at the same place."""
_PATHWAY, _PLACE = 15, 15


def alike(idea: Idea, ideas: Sequence[KeptIdea]) -> list[KeptIdea]:
    """Those of `ideas` that look like the idea, which is not to be among them; the most alike first."""
    found = [(likeness(idea, kept.idea), kept) for kept in ideas]
    near = sorted((one for one in found if one[0] >= _ALIKE), key=lambda one: (-one[0], one[1].id))
    return [kept for _, kept in near]


def likeness(one: Idea, other: Idea) -> float:
    """From 0 to 100: how much alike their words, their pathways and their places are."""
    words = fuzz.token_set_ratio(_words(one), _words(other), processor=utils.default_process)
    share = (100 - _PATHWAY - _PLACE) / 100
    same_pathway = bool(one.pathway) and one.pathway == other.pathway
    return words * share + _PATHWAY * same_pathway + _PLACE * _meet(one, other)


def _words(idea: Idea) -> str:
    return f"{idea.title} {idea.what}"


def _meet(one: Idea, other: Idea) -> bool:
    """Whether both may happen at one place: all of the area has each of its wards and hubs."""
    if IdeaReach.AREA in {one.where, other.where}:
        return True
    if one.where is IdeaReach.HUB and other.where is IdeaReach.HUB:
        return one.hub == other.hub
    return bool(set(one.ward_codes) & set(other.ward_codes))
