"""Where the view of a fund says what came of a click."""

OUTCOME = "fund-outcome"
