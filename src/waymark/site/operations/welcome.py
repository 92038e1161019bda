"""What `waymark serve` says when it starts: where the site is, and how to get in the first time."""

from waymark.site.configuration import configuration

__all__ = ["welcome"]


def welcome(address: str) -> list[str]:
    """Lines to print once the site answers. In the demo: makes the house first where there is none."""
    found = configuration()
    if found.demo:
        return [*_demo(), "", f"The site answers at {address}  (stop it with Ctrl-C)"]
    return [f"The site answers at {address}  (stop it with Ctrl-C); its data and keys are in {found.home}"]


def _demo() -> list[str]:
    from waymark.demo.house import STAFF
    from waymark.site.operations.demo_password import DEMO_PASSWORD
    from waymark.site.operations.house import move_in

    made = move_in()
    lines = [
        "A house of invented people: two programmes, 40 people in all stages. Nothing in it is real." if made else
        "The house of invented people stands as it was left.",
        "",
        f"Sign in as any of these, each with the password “{DEMO_PASSWORD}” (it works in the demo alone):",
        "",
    ]  # fmt: skip
    width = max(len(member.name) for member in STAFF)
    for member in STAFF:
        lines.append(f"  {member.name:<{width}}  {member.called}, {member.role.replace('_', ' ')}")
    return [*lines, "", f"The house lies in {configuration().home}; take that folder away and it is made anew."]
