"""`python -m probation_commission`."""

import sys

from probation_commission.cli import main

sys.exit(main())
