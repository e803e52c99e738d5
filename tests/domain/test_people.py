"""The address by which somebody is known."""

import pytest

from probation_commission.domain.access import GRANTS, Permission, Role
from probation_commission.domain.people import LONGEST, sign_in_address


@pytest.mark.parametrize("written", ["ada@example.org", "  Ada@Example.ORG\n", "ADA@EXAMPLE.ORG"])
def test_small_letters_without_space_around(written):
    assert sign_in_address(written) == "ada@example.org"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "ada",
        "@example.org",
        "ada@",
        "ada@two@example.org",
        "ada b@example.org",
        "Ada <ada@example.org>",
        "ada@example.org, bo@example.org",
        "ada@example.org;",
        "\u212aay@example.org",  # the Kelvin sign, which becomes a small k
        "ada\x00@example.org",
        f"{'a' * LONGEST}@example.org",
    ],
)
def test_anything_else_is_no_address(written):
    with pytest.raises(ValueError, match="whole e-mail address"):
        sign_in_address(written)


def test_only_an_admin_says_who_has_access_and_deletes_kept_files():
    assert [role for role in Role if Permission.MANAGE_PEOPLE in GRANTS[role]] == [Role.ADMIN]
    assert GRANTS[Role.ADMIN] == frozenset(Permission)
    assert GRANTS[Role.ADMIN] - GRANTS[Role.LEAD] == {
        Permission.MANAGE_PEOPLE,
        Permission.MANAGE_AREAS,
        Permission.DELETE_KEPT_FILES,
        Permission.SET_RULES,
        Permission.ENFORCE_RETENTION,
        Permission.MANAGE_AGREEMENTS,
        Permission.MANAGE_SAMPLE,
        Permission.ASK_OPERATORS,
    }
