"""A release at run time: the same from every road, and never harmed by a bad cache."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.knowledge.small import SMALL, changed, write
from waymark.knowledge import cache
from waymark.knowledge.build import compile_library, library_of
from waymark.knowledge.compiled import decode, read_trusted
from waymark.knowledge.errors import LibraryError
from waymark.knowledge.release import Release, load_bundle, load_release


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WAYMARK_CACHE", str(tmp_path / "cache"))
    return write(tmp_path / "library", SMALL)


def load(base: Path, locale: str = "en") -> Release:
    return Release(cache.find((), locale, str(base)))


def kept(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "cache"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def test_a_release_has_its_tables_and_answers(base: Path) -> None:
    release = load(base)
    assert release.id == library_of(base).id
    assert [rule.id for rule in release.rules] == list(release.conditions[: len(release.rules)])
    assert release.numbers == {"many_days": 20}
    answers = release.program.answers({"alcohol.days_of_30": (25.0, 25.0)})
    assert dict(zip(release.conditions, answers, strict=True))["is-use-heavy"] is True
    assert release.reads["is-use-heavy"] == ("heavy", "wish", "alcohol.days_of_30")


def test_texts_are_in_one_language_and_a_missing_one_shows(base: Path) -> None:
    half = write(
        base.parent / "half",
        changed("rules/use.yaml", "person: {en: You said so., es: Usted lo dijo.}", ("person: {en: You said so.}")),
    )
    release = load(half, "es")
    rules = {rule.id: rule for rule in release.rules}
    assert rules["is-use-heavy"].because.person == {"es": "Bebió muchos días."}
    assert rules["is-alcohol-counted"].because.person == {"en": "You said so."}
    assert load(half, "").facts["wish"].label == {"en": "wish", "es": "deseo"}


def test_the_second_start_reads_no_content(base: Path, tmp_path: Path) -> None:
    first = load(base)
    (file,) = kept(tmp_path)
    assert file.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700
    code = (
        "import sys; from waymark.knowledge import cache; from waymark.knowledge.release import Release; "
        "r = Release(cache.find((), 'en', sys.argv[1])); r.rules; r.program.answers({}); "
        "assert 'yaml' not in sys.modules and 'hashlib' not in sys.modules; print(r.id)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(base)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == first.id


def test_changed_content_is_another_release(base: Path, tmp_path: Path) -> None:
    first = load(base)
    write(base, changed("values.yaml", "value: 20", "value: 21"))
    assert load(base).numbers == {"many_days": 21}
    assert load(base).id != first.id


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "foreign header", "noise"])
def test_a_damaged_cache_is_made_again(base: Path, tmp_path: Path, damage: str) -> None:
    first = load(base)
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    middle = len(whole) // 2
    file.write_bytes(
        {
            "cut": whole[:middle],
            "flip": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
            "empty": b"",
            "foreign header": whole.replace(b"cpython", b"zpython"),
            "noise": os.urandom(1000),
        }[damage]
    )
    assert load(base).id == first.id
    assert kept(tmp_path)[0].read_bytes() == whole


def test_a_cache_that_others_can_write_is_not_believed(base: Path, tmp_path: Path) -> None:
    load(base)
    (file,) = kept(tmp_path)
    file.write_bytes(
        compile_library(
            library_of(write(tmp_path / "other", changed("values.yaml", "20", "21"))), "en", (decoded_fingerprint(file))
        )
    )
    assert load(base).numbers == {"many_days": 21}  # the planted file would be believed
    file.chmod(0o666)
    assert load(base).numbers == {"many_days": 20}


def decoded_fingerprint(file: Path) -> str:
    found = decode(file.read_bytes(), "en", None)
    assert found is not None
    return found.header.fingerprint


def test_a_cache_folder_that_others_can_write_is_not_used(base: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache").chmod(0o777)
    assert load(base).numbers == {"many_days": 20}
    assert kept(tmp_path) == []


def test_a_cache_of_somebody_else_is_not_believed(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(base)
    (file,) = kept(tmp_path)
    if os.geteuid() == 0:
        os.chown(file, 54321, -1)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: 54321)
    assert read_trusted(str(file)) is None
    assert load(base).numbers == {"many_days": 20}


@pytest.mark.parametrize("place", ["a file", "read only", "nowhere"])
def test_no_cache_is_no_harm(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    target = tmp_path / "no" / "cache"
    if place == "a file":
        (tmp_path / "no").write_text("not a folder")
    elif place == "read only":
        (tmp_path / "no").mkdir(mode=0o500)
    else:
        target = Path("/proc/no/cache")
    monkeypatch.setenv("WAYMARK_CACHE", str(target))
    assert load(base).numbers == {"many_days": 20}


def test_a_bundle_gives_the_same_release_years_later(base: Path) -> None:
    first = load(base)
    again = load_bundle(first.bundle())
    assert again.id == first.id
    assert again.rules == first.rules
    assert again.bundle() == first.bundle()
    for damaged in (b"", b"WAYMARK-BUNDLE-1\nx", first.bundle()[:-9], first.bundle()[:200]):
        with pytest.raises(LibraryError, match="damaged"):
            load_bundle(damaged)


def test_values_are_those_of_the_day(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LIBRARY", str(base))
    monkeypatch.setattr(cache.find, "__defaults__", (str(base),))
    assert load_release(at="2026-06-01").numbers == {"many_days": 20}
    assert load_release(at="2024-06-01").numbers == {"many_days": 10}
    assert load_release(at="1999-01-01").numbers == {"many_days": 10}
    assert load_release(at="2024-06-01").id == load_release().id
    with pytest.raises(LibraryError, match="is no date"):
        load_release(at="12 June")


def test_a_library_that_is_not_sound_is_refused_not_cached(base: Path, tmp_path: Path) -> None:
    write(base, changed("rules/use.yaml", "heavy or (wish is no)", "heavyy"))
    with pytest.raises(LibraryError, match=r"rules/use\.yaml:"):
        load(base)
    assert kept(tmp_path) == []
