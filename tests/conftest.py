"""What all tests share: where the trial data lie, and how hard generated tests try."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run and on every machine; the long, seeded search is `make prove`.
settings.register_profile(
    "waymark",
    derandomize=True,
    database=None,
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("waymark")


@pytest.fixture(scope="session")
def trial_data() -> Path:
    """Folder of the CTN-0094 trial data, which are not part of the repository; skips where they are not at hand."""
    required = os.environ.get("WAYMARK_REQUIRE_DATA") == "1"
    named = os.environ.get("WAYMARK_DATA")
    if not named:
        missing = "WAYMARK_DATA does not name a folder of trial data"
    else:
        folder = Path(named) / "ctn0094"
        if (folder / "tables").is_dir():
            return folder
        missing = f"WAYMARK_DATA has no ctn0094/tables (looked in {folder})"
    if required:
        pytest.fail(f"{missing}, and WAYMARK_REQUIRE_DATA=1 asks for it")
    pytest.skip(missing)
