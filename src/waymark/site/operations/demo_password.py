"""The one password of the demo. It is printed on the screen, so it opens nothing anywhere else."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher

__all__ = ["DEMO_PASSWORD", "DemoHasher"]

DEMO_PASSWORD = "walk with me"


class DemoHasher(PBKDF2PasswordHasher):
    """Known to the demo alone: a site that serves real people does not know the mark `demo`, and lets nobody in by it.

    Fast, for the password is no secret.
    """

    algorithm = "demo"
    iterations = 1
