"""Accounts: of staff, of people in treatment, of supporters. Names and addresses are sealed; only a keyed hash of what
somebody signs in with is kept to find them by."""

import secrets

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from waymark.site.access.table import ROLES
from waymark.site.keys.ring import ring
from waymark.site.keys.seal import blind
from waymark.site.keys.vault import give_key, open_for, seal_for


def public_id() -> str:
    """An id that tells nothing and cannot be guessed."""
    return secrets.token_urlsafe(16)


def sign_in_index(name: str) -> str:
    """How an account is found by what somebody types to sign in."""
    return blind(ring(), "sign in", name).hex()


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        """By what somebody types; Django's own commands and backends call this."""
        return self.get(username=sign_in_index(username or ""))

    def create_account(self, sign_in: str, password: str | None, *, called: str, email: str = "") -> "User":
        """A new account with its own key. Raises IntegrityError when the sign-in name is taken."""
        user = User(public_id=public_id(), username=sign_in_index(sign_in))
        give_key(user.owner)
        user.set_password(password)
        user.sealed_called = seal_for(user.owner, called.encode(), "called")
        user.sealed_email = seal_for(user.owner, email.encode(), "email")
        user.save(force_insert=True)
        return user


class User(AbstractBaseUser):
    """One account. `username` is the keyed hash of the sign-in name, never the name itself."""

    public_id = models.CharField(max_length=32, unique=True)
    username = models.CharField(max_length=64, unique=True)
    sealed_called = models.BinaryField()
    sealed_email = models.BinaryField()
    language = models.CharField(max_length=2, default="en")
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: list[str] = []
    objects = UserManager()

    @property
    def owner(self) -> str:
        """The owner of this account's data key."""
        return f"user:{self.public_id}"

    @property
    def called(self) -> str:
        """How to call this person."""
        return open_for(self.owner, bytes(self.sealed_called), "called").decode()

    @property
    def email(self) -> str:
        return open_for(self.owner, bytes(self.sealed_email), "email").decode()

    def __str__(self) -> str:
        return self.public_id


class Membership(models.Model):
    """A role in a programme, from a day to a day. Ended, never deleted: what somebody did keeps its role."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    programme = models.ForeignKey("people.Programme", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=[(role, role) for role in ROLES])
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="accounts")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role="person", person__isnull=False) | ~models.Q(role="person"),
                name="membership_person_is_somebody",
            ),
            models.UniqueConstraint(
                fields=["user", "programme", "role"],
                condition=models.Q(until__isnull=True),
                name="membership_one_of_each",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} in {self.programme_id}"


class SecondFactor(models.Model):
    """What proves somebody beside the password: an app's code, a passkey, or one recovery code. The secret is sealed.

    `counter`: the last time step of a code, or the last count of a passkey: what was used once is used up.
    """

    KINDS = ("app", "passkey", "recovery")

    public_id = models.CharField(max_length=32, unique=True, default=public_id)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="second_factors")
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in KINDS])
    sealed = models.BinaryField()
    counter = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=models.Q(kind="app"), name="second_factor_one_app")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.user_id}"


class SignedIn(models.Model):
    """One session. Of its cookie only a keyed hash is kept, and its content is sealed: a stolen table opens nothing."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    public_id = models.CharField(max_length=32, unique=True, default=public_id)
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")
    sealed = models.BinaryField()
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    # The earlier of: idle for too long, and the end of the longest day.
    expire_date = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.public_id


class Invitation(models.Model):
    """A link that works once: of it only the hash is kept. `sealed_called`: how the one invited is called."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id)
    token_hash = models.CharField(max_length=64, unique=True)
    programme = models.ForeignKey("people.Programme", on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=16, choices=[(role, role) for role in ROLES])
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="invitations")
    sealed_called = models.BinaryField()
    # None: made on the machine itself, for the first account of a programme.
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_has_who",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="invitation_withdrawn_has_who",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class ResetLink(models.Model):
    """A link that lets somebody choose a new password once. `fresh`: their second factors are taken away as well."""

    token_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reset_links")
    fresh = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"reset link {self.pk}"


class Tries(models.Model):
    """How often something was tried since a moment; `bucket` is a keyed hash of who, or from where."""

    bucket = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.count} since {self.since}"


class Draft(models.Model):
    """What somebody had typed when their session had run out: sealed for them, address and all."""

    public_id = models.CharField(max_length=32, unique=True, default=public_id)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="drafts")
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id
