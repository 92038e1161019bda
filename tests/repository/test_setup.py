"""What `make setup` says and chooses on machines that are not like this one."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.repository.tracked import ROOT


@pytest.fixture
def setup(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """scripts/setup.py, with an environment folder of its own that does not exist yet."""
    spec = importlib.util.spec_from_file_location("waymark_setup", ROOT / "scripts" / "setup.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return module


def test_a_machine_without_venv_is_told_which_package_to_install(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup.importlib.util, "find_spec", lambda name: None)
    assert setup.main([]) == 1
    said = capsys.readouterr().err
    assert "python3-venv" in said
    assert said.count("\n") == 1


def test_the_index_pip_is_set_up_with_is_used(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = {"index-url": "https://packages.example.org/simple", "cert": "/etc/ssl/own.pem"}
    monkeypatch.setattr(setup, "pip_settings", lambda: settings)
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    environment = setup.uv_environment()
    assert environment["UV_DEFAULT_INDEX"] == settings["index-url"]
    assert environment["SSL_CERT_FILE"] == settings["cert"]
    assert "PYTHONDONTWRITEBYTECODE" not in environment


def test_with_another_index_the_lock_is_followed_by_hash(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[list[str]] = []
    monkeypatch.setattr(setup, "call", lambda command, environment, failure: steps.append(command))
    setup.install_dependencies({"UV_DEFAULT_INDEX": "https://packages.example.org/simple"}, ["bench"])
    assert [step[1:3] for step in steps] == [["export", "--quiet"], ["pip", "sync"], ["pip", "install"]]
    assert "--require-hashes" in steps[1]
    steps.clear()
    setup.install_dependencies({"UV_DEFAULT_INDEX": "https://pypi.org/simple/"}, [])
    assert [step[1:3] for step in steps] == [["sync", "--frozen"]]
