"""`user add` and `user list`: how the first admin comes in."""

import json

import pytest

from probation_commission.cli import main

pytestmark = pytest.mark.usefixtures("home")


def test_the_first_admin_and_what_is_said(capsys):
    assert main(["user", "add", "Ada@Example.org", "--role", "admin", "--name", "Ada"]) == 0
    assert capsys.readouterr().out == "Ada can sign in as ada@example.org now: admin.\n"
    assert main(["user", "list"]) == 0
    assert capsys.readouterr().out == "ada@example.org  admin  Ada\n"


def test_an_empty_list_says_so(capsys):
    assert main(["user", "list"]) == 0
    assert capsys.readouterr().out == "Nobody has been given access yet.\n"


def test_json_can_be_read(capsys):
    assert (
        main(
            ["user", "add", "bo@example.org", "--role", "panel member", "--organisation", "Example", "--json"]
        )
        == 0
    )
    assert json.loads(capsys.readouterr().out)["role"] == "panel member"
    assert main(["user", "list", "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["people"]
    assert (one["email"], one["active"]) == ("bo@example.org", True)


def test_twice_is_refused_on_stderr(capsys):
    main(["user", "add", "bo@example.org", "--role", "lead", "--organisation", "Example"])
    capsys.readouterr()
    assert main(["user", "add", "bo@example.org", "--role", "admin"]) == 1
    answer = capsys.readouterr()
    assert (answer.out, answer.err.splitlines(keepends=True)[-1]) == (
        "",
        "bo@example.org has access already, as lead. Nothing was changed.\n",
    )


def test_a_role_is_given_with_the_organisation(capsys):
    assert main(["user", "add", "bo@example.org", "--role", "partner"]) == 1
    assert "Say which organisation they belong to" in capsys.readouterr().err
    assert main(["user", "list"]) == 0
    assert "bo@example.org" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [["user"], ["user", "add", "bo@example.org"], ["user", "add", "b@c", "--role", "king"]]
)
def test_wrong_usage_is_2(words):
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
