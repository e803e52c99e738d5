"""The engine in a process of its own: a question a line on stdin, an answer a line on stdout.

Started by `disclosure.engine`, which ends it when it takes too long. It ends by itself with its stdin.
"""

import json
import os
import sys

from probation_commission.disclosure.hiding import decide
from probation_commission.disclosure.questions import question


def main() -> None:
    """Answer until there is nothing more to read."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a solver prints is no answer
    for line in sys.stdin:
        answers.write(json.dumps(decide(question(json.loads(line))).plain()) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
