# What can be done here; `make help` lists it. Variables can be set: `PC_SAMPLE=0 PORT=9000 make run`.
PORT ?= 8501
HOST ?= 127.0.0.1
PC_SAMPLE ?= 1
PROCESSES ?= 2
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help run serve test test-long check bench faults pins chromium clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

run: .venv/installed ## start the app on HOST:PORT (127.0.0.1:8501); PC_SAMPLE=0 leaves the illustrative data out
	@PC_SAMPLE=$(PC_SAMPLE) HOST=$(HOST) PORT=$(PORT) exec $(BIN)/python app.py

serve: .venv/installed ## start it with PROCESSES app processes (2) behind HOST:PORT, for many people at once
	@PC_SAMPLE=$(PC_SAMPLE) HOST=$(HOST) PORT=$(PORT) exec $(BIN)/python -m probation_commission serve \
		--processes $(PROCESSES)

test: check chromium ## check, then run every test: both databases, every page, journeys in a real browser
	@$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder --ignore $(BUILT)

test-long: .venv/installed-dev ## the seeded searches that take over a minute
	@$(BIN)/python -m pytest -n 2 -m "long or hypothesis" --hypothesis-profile thorough

check: .venv/installed-dev ## format, lint, types, layers, architecture
	@$(MAKE) --no-print-directory --jobs 2 check-types check-rest

BUILT = tests/test_architecture.py

.PHONY: check-types check-rest
check-types:
	@$(BIN)/mypy

check-rest:
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest $(BUILT)

bench: .venv/installed-dev chromium ## run every measurement in bench/, one after the other; 1 if one is over its goal
	@over=; for file in bench/*.py; do echo "== $$file"; PYTHONPATH=. $(BIN)/python $$file || over="$$over $$file"; \
		done; test -z "$$over" || { echo "Over its goal, or ended early:$$over"; exit 1; }

faults: .venv/installed-dev ## kill the app at work, fill its disk, lock and take away its database
	@for file in bench/faults/*.py; do echo "== $$file"; PYTHONPATH=. $(BIN)/python $$file || exit 1; done

pins: .venv/installed-dev ## renew both requirements files from pyproject.toml (UPGRADE=--upgrade: newest versions)
	@$(PIP) install uv
	@$(call COMPILE,--output-file requirements.txt)
	@$(call COMPILE,--group dev --constraint requirements.txt --output-file requirements-dev.txt)

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 $(UPGRADE) --no-emit-index-url \
	--no-annotate --custom-compile-command "make pins" pyproject.toml $(1)

.venv/installed: requirements.txt
	@$(MAKE) --no-print-directory .venv/bin/python
	@echo "Installing what requirements.txt names: a minute or two, this once."
	@$(PIP) install --requirement requirements.txt
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	@echo "Installing what requirements-dev.txt names, for the tests."
	@$(PIP) install --requirement requirements-dev.txt
	@touch $@

.venv/bin/python:
	@test -n "$(PYTHON)" || { \
		echo "Python 3.11 or newer is needed and was not found. Install it, or say where it is:"; \
		echo "    make run PYTHON=/path/to/python3.12"; exit 1; } >&2
	@$(PYTHON) -m venv --clear .venv || { rm -rf .venv; \
		echo "$(PYTHON) cannot make a virtual environment: install its venv module"; \
		echo "(Debian and Ubuntu: apt-get install python3-venv), then run make again."; exit 1; } >&2

chromium: .venv/installed-dev
	@$(BIN)/python -m tests.browser >/dev/null 2>&1 || $(MAKE) --no-print-directory install-chromium

.PHONY: install-chromium
install-chromium:
	@test "$$(id -u)" = 0 && command -v apt-get >/dev/null || { \
		echo "The tests need a browser. Install Chromium or Chrome (Debian: apt-get install chromium),"; \
		echo "or say where it is: make test CHROMIUM=/path/to/chrome"; exit 1; } >&2
	@echo "Installing chromium."
	@apt-get update -qq
	@DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null

clean: ## remove the virtual environment and what the tools keep; the data in var/ stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache test-results
