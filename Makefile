# Everything a person does with this repository. Only Python 3.11+ and make are needed beforehand.
.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench prove docs screenshots clean

BIN := .venv/bin
PY := $(BIN)/python
# A change of these means new dependencies; a change of those means a new compiled library.
READY := .venv/.ready
LIBRARY := .venv/.library
SOURCES := $(shell find src/waymark -name '__pycache__' -prune -o \( -name '*.py' -o -name '*.yaml' -o -type d \) -print)
# Some images forbid bytecode; a cold start would then pay for compiling every time.
WITH_BYTECODE := env -u PYTHONDONTWRITEBYTECODE
NODE_PEERS := cql-execution@3.3.2 cql-exec-fhir@2.2.0 @cqframework/cql@5.3.0

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(LIBRARY)  ## make .venv from uv.lock and compile the library

$(READY): pyproject.toml uv.lock scripts/setup.py
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    "$$python" scripts/setup.py $(if $(wildcard .venv/.bench),bench) && touch $@; exit; \
	  fi; \
	done; \
	echo "setup: no Python 3.11 or newer was found; install one, or name it: make setup PYTHON=/path/to/python3" >&2; exit 1

$(LIBRARY): $(READY) $(SOURCES)
	@$(WITH_BYTECODE) $(PY) -m compileall -q src/waymark
	@if [ -e src/waymark/knowledge/build.py ]; then $(WITH_BYTECODE) $(PY) -m waymark.knowledge.build; fi
	@touch $@

demo: setup  ## plans for invented persons in the terminal, then the site with a house of them, looked at and stopped
	@$(BIN)/waymark demo
	@$(BIN)/waymark serve --try

test: setup  ## all tests, in minutes
	@$(PY) -m pytest -q -n auto

check: setup  ## style, types, layers, the library, the docs
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/waymark knowledge check
	@$(MAKE) --no-print-directory docs

docs: setup  ## the documentation, with warnings as errors
	@$(PY) -m docs.generate
	@$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build/html
	@echo "docs: docs/_build/html/index.html"

screenshots: setup  ## the pictures of the docs, taken anew from the demo (needs Chromium, Node)
	@$(PY) scripts/screenshots.py

prove: setup  ## the long seeded proofs, with figures (SEED=1 SCALE=full)
	@$(PY) -m prove --seed $(or $(SEED),1) --scale $(or $(SCALE),full)

bench: $(LIBRARY) .venv/.bench  ## benchmarks beside their peers, with ratios
	@$(PY) -m bench

# Once installed, the peers stay through later setups.
.venv/.bench: $(READY)
	@$(PY) scripts/setup.py bench
	@if command -v npm >/dev/null 2>&1; then npm install --silent --no-fund --no-audit --prefix bench/.node $(NODE_PEERS); \
	  else echo "bench: npm is not at hand; the peers that run on Node are left out"; fi
	@touch $@

clean:  ## remove everything made here, .venv included
	@rm -rf .venv docs/_build docs/reference/generated bench/.node tests/journeys/.node dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
