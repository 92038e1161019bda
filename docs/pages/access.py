"""Who may do what in the site, from the table that decides it."""

from waymark.site.access.table import CONTENTS, GRANTS, RELATIONS, ROLES

__all__ = ["access_table"]

_RELATIONS = {
    "self": "their own record",
    "care": "on the person's care team today",
    "programme": "works in the programme",
    "emergency": "broke the glass, and the time has not run out",
    "consent": "named by a consent (until consents are kept, nothing)",
}


def access_table() -> list[str]:
    """One table a role, one line for each content it reaches, and how; what is not listed is denied."""
    lines = [
        "Every read and write is one question: role × relationship × consent × purpose × content. What stands here is",
        "what decides; the tests walk every address of the site in every role against it. What no line permits",
        "is denied, and a denial looks like nothing being there. Status: project default;",
        "a site reads it with its counsel.",
        "",
    ]
    for role in ROLES:
        lines += [f"## {role.replace('_', ' ')}", ""]
        rows = [
            f"| {content.replace('_', ' ')} | {', '.join(grant.actions)} | {_RELATIONS[relation]} | {grant.basis} |"
            for content in CONTENTS
            for relation in RELATIONS
            for grant in GRANTS
            if role in grant.roles and content in grant.contents and relation == grant.relation
        ]
        if rows:
            lines += ["| content | may | when | basis |", "| --- | --- | --- | --- |", *rows, ""]
        else:
            lines += ["Nothing, until a consent names them.", ""]
    return lines
