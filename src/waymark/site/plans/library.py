"""The knowledge this process plans with, loaded once and kept in the database for every plan that was made with it."""

from datetime import datetime
from functools import cache

from django.utils import timezone

from waymark.knowledge.release import Release, load_release
from waymark.planning.prepare import Prepared, prepare
from waymark.record.reading import read_programme
from waymark.site.plans.models import KeptRelease, PlanVersion, ReleaseInUse

__all__ = ["keep", "library", "prepared", "release_on", "take_into_use"]


@cache
def library(language: str = "en") -> Release:
    """The shipped release with its texts in one language."""
    return load_release(locale=language)


@cache
def prepared(language: str, offers: str) -> Prepared:
    """The library with what a programme offers (its `waymark.programme/1` document; empty: everything)."""
    release = library(language)
    offered = read_programme(offers.encode(), "the programme") if offers else None
    return prepare(release, offered, language)


def keep(release: Release) -> KeptRelease:
    """Keep a release by its hash, once."""
    kept = KeptRelease.objects.filter(hash=release.id).defer("bundle").first()
    return kept or KeptRelease.objects.get_or_create(hash=release.id, defaults={"bundle": release.bundle()})[0]


def take_into_use() -> None:
    """Note that from now on this site thinks with its library; nothing where it did already."""
    release = keep(library())
    last = ReleaseInUse.objects.order_by("-since", "-pk").first()
    if last is None or last.release_id != release.pk:
        ReleaseInUse.objects.create(release=release, since=timezone.now())


def release_on(moment: datetime) -> str | None:
    """The hash of the release that this site thought with at a moment; None where nothing tells it.

    Before the site noted it, the last version that was made here by then tells it.
    """
    noted = ReleaseInUse.objects.filter(since__lte=moment).order_by("-since", "-pk").values_list("release", flat=True)
    made = PlanVersion.objects.filter(made_at__lte=moment).order_by("-made_at", "-pk").values_list("release", flat=True)
    return noted.first() or made.first()
