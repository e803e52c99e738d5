"""What adds up and what does not in the returns in force: one answer for every page, file and command."""

from collections.abc import Collection

import pandas as pd

from probation_commission.analysis.reconciliation import reconciled
from probation_commission.analysis.returns import of_possible_months
from probation_commission.domain.returns import Kind
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import database, explanations
from probation_commission.store import returns as store


def in_force(
    conn: database.Connection, kind: Kind | None = None, area_codes: Collection[str] | None = None
) -> pd.DataFrame:
    """The lines of the returns of a kind and of areas, or of all, as `analysis.reconciliation.reconciled`.

    Three statements, whatever the number of months: what rests on other months is worked out here, from
    what is in force now (decision 98).
    """
    return reconciled(
        _possible(store.own_checks(conn, kind, area_codes)),
        _possible(store.counted_across(conn, kind, area_codes)),
        explanations.of_current(conn, kind, area_codes),
    )


def _possible(rows: pd.DataFrame) -> pd.DataFrame:
    # As every page leaves them out (decision 96).
    return of_possible_months(rows, rows.kind, gazetteer())
