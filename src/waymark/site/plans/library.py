"""The knowledge this process plans with, loaded once and kept in the database for every plan that was made with it."""

from functools import cache

from waymark.knowledge.release import Release, load_release
from waymark.planning.prepare import Prepared, prepare
from waymark.record.reading import read_programme
from waymark.site.plans.models import KeptRelease

__all__ = ["keep", "library", "prepared"]


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
