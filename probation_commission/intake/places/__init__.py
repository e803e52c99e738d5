"""Which ward a text means: resolved, suggested, asked."""

from probation_commission.intake.places import questions
from probation_commission.intake.places.placing import Placing
from probation_commission.intake.places.questions import answer, confirmed
from probation_commission.intake.places.same_place import place_key

__all__ = ["Placing", "answer", "confirmed", "place_key", "questions"]
