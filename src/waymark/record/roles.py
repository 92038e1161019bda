"""Roles as documents name them: who decided, who may set a rule aside."""

__all__ = ["DIRECTING", "MORE_ROLES", "PRESCRIBING", "plain_role"]

# Who may speak beside the roles of the library, which give what a plan offers.
MORE_ROLES = ("clinician", "psychiatry", "emergency", "medical-director")
# Who may set aside what is kept for a medical director, and what is kept for those who prescribe.
DIRECTING = frozenset(("medical-director",))
PRESCRIBING = DIRECTING | {"prescriber", "physician", "psychiatrist", "psychiatry"}


def plain_role(role: str) -> str:
    """A role as the library writes it: "Case manager" is `case-manager`."""
    return "-".join(role.lower().split())
