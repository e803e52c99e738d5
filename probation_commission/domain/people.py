"""Staff who may sign in, known by the e-mail address that the sign-in provider vouches for."""

LONGEST = 130
"""Characters of an address; with a name it fits into the audit trail."""


def sign_in_address(written: str) -> str:
    """The address as it is kept and compared: trimmed, in small letters. Raises ValueError.

    Only ASCII: elsewhere two different letters can become the same small one.
    """
    address = written.strip()
    before, _, after = address.rpartition("@")
    # The kelvin sign looks like a K, and its small letter is a plain k.
    plain = address.isascii() and address.isprintable() and len(address) <= LONGEST
    if not (plain and before and after) or set(" @,;<>") & set(before + after):
        raise ValueError(
            "Write the whole e-mail address that the person signs in with: letters, an @, and where."
        )
    return address.lower()
