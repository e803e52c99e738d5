"""A scope as SQL: which rows of what belongs to somebody a query gives."""

from sqlalchemy import ColumnElement, false, true

from probation_commission.domain.access import Permission, Scope


def own(
    scope: Scope, organisation_id: ColumnElement[int], owner: ColumnElement[str] | None = None
) -> ColumnElement[bool]:
    """As `Scope.owns`; `owner`: the key of whoever wrote it, None where it is always an organisation's."""
    if scope.organisations is None:
        return true()
    wrote = false() if owner is None else owner == scope.key
    if not scope.organisations:
        return wrote
    return organisation_id.in_(sorted(scope.organisations)) | (organisation_id.is_(None) & wrote)


def given(
    scope: Scope,
    seen_by: Permission,
    organisation_id: ColumnElement[int],
    owner: ColumnElement[str] | None = None,
) -> ColumnElement[bool]:
    """What is shared with whoever has the permission, and what is their own."""
    return true() if seen_by in scope.grants else own(scope, organisation_id, owner)
