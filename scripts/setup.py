"""Make `.venv` from uv.lock with nothing but Python's own venv module; `make setup` calls this.

It runs on the interpreter found on the machine, before anything is installed: standard library only.
uv itself comes from the lock as well, by hash. See docs/decisions/0007.
"""

import importlib.util
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
PUBLIC_INDEX = "https://pypi.org/simple"


class SetupError(Exception):
    """One sentence on what is missing on this machine and what to do."""


def main(groups: list[str]) -> int:
    """Make or refresh the environment, with the further dependency `groups` beside the usual ones."""
    try:
        make_environment()
        environment = uv_environment()
        install_uv(environment)
        install_dependencies(environment, groups)
    except SetupError as error:
        print(f"setup: {error}", file=sys.stderr)
        return 1
    return 0


def make_environment() -> None:
    """Make `.venv` with the running interpreter, unless one is there that runs and has pip."""
    if runs(PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"):
        if runs(PYTHON, "-m", "pip", "--version"):
            return
    elif VENV.exists():
        print("setup: .venv does not run any more (moved, or its Python is gone); making it anew")
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise SetupError(
            f"{sys.executable} cannot make environments: install the package python3-venv "
            "(Debian and Ubuntu: apt-get install python3-venv), then run `make setup` again."
        )
    call([sys.executable, "-m", "venv", "--clear", str(VENV)], dict(os.environ), "`python3 -m venv .venv` failed")


def uv_environment() -> dict[str, str]:
    """Environment for uv: this folder's `.venv`, and the package index and certificates that pip is set up with."""
    environment = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "PYTHONPATH")}
    # Some images switch bytecode off; then every start of the program would compile it anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment.update(
        UV_PROJECT_ENVIRONMENT=str(VENV), UV_PYTHON=str(PYTHON), UV_PYTHON_DOWNLOADS="never", UV_COMPILE_BYTECODE="1"
    )
    pip = pip_settings()
    if "index-url" in pip and not {"UV_DEFAULT_INDEX", "UV_INDEX_URL"} & environment.keys():
        environment["UV_DEFAULT_INDEX"] = pip["index-url"]
    if "cert" in pip:
        environment.setdefault("SSL_CERT_FILE", pip["cert"])
    return environment


def pip_settings() -> dict[str, str]:
    """What pip is configured with, from its files and its environment; the environment wins as it does for pip."""
    listed = subprocess.run([str(PYTHON), "-m", "pip", "config", "list"], capture_output=True, text=True, check=False)
    settings: dict[str, str] = {}
    by_strength = sorted(listed.stdout.splitlines(), key=lambda line: line.startswith(":env:"))
    for line in by_strength:
        name, separator, value = line.partition("=")
        if separator:
            settings[name.rpartition(".")[2]] = value.strip().strip("'\"")
    return settings


def install_uv(environment: dict[str, str]) -> None:
    """Install the uv that uv.lock names, checked by its hashes, unless it is there."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    locked = next(package for package in lock["package"] if package["name"] == "uv")
    version = locked["version"]
    if UV.exists():
        found = subprocess.run([str(UV), "--version"], capture_output=True, text=True, check=False)
        if found.stdout.split()[1:2] == [version]:
            return
    hashes = [file["hash"] for file in (*locked["wheels"], locked["sdist"])]
    requirement = " ".join([f"uv=={version}", *(f"--hash={each}" for each in hashes)])
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder) / "uv.txt"
        requirements.write_text(requirement + "\n", encoding="utf-8")
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        call([*pip, "--no-deps", "-r", str(requirements)], environment, f"pip could not install uv {version}")


def install_dependencies(environment: dict[str, str], groups: list[str]) -> None:
    """Install exactly what uv.lock says, and Waymark itself as editable.

    The lock's addresses are those of the public index. Where pip is set up with another index, the same versions with
    the same hashes are taken from there instead.
    """
    index = environment.get("UV_DEFAULT_INDEX") or environment.get("UV_INDEX_URL") or PUBLIC_INDEX
    chosen = [part for group in groups for part in ("--group", group)]
    if index.rstrip("/") == PUBLIC_INDEX:
        call([str(UV), "sync", "--frozen", *chosen], environment, "uv could not install what uv.lock names")
        return
    export = [str(UV), "export", "--quiet", "--frozen", "--no-emit-project", "--format", "requirements-txt", *chosen]
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder) / "requirements.txt"
        call([*export, "--output-file", str(requirements)], environment, "uv could not read uv.lock")
        install = [str(UV), "pip", "sync", "--require-hashes", str(requirements)]
        call(install, environment, "uv could not install what uv.lock names from the index pip is set up with")
    call(
        [str(UV), "pip", "install", "--no-deps", "--editable", "."], environment, "uv could not install Waymark itself"
    )


def runs(program: Path, *arguments: str) -> bool:
    """Whether a program exists and ends with 0."""
    if not program.exists():
        return False
    return subprocess.run([str(program), *arguments], capture_output=True, check=False).returncode == 0


def call(command: list[str], environment: dict[str, str], failure: str) -> None:
    """Run one step in the project's folder, its output shown; raise SetupError when it fails."""
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode != 0:
        raise SetupError(f"{failure}: see the message above, mend it, and run `make setup` again.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
