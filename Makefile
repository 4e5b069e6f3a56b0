# Everything a person does with this repository. `make` alone says what there is.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
SOURCES := openmgi tests benchmarks scripts
# Tests start many processes, each of which would compile the whole program.
unexport PYTHONDONTWRITEBYTECODE
SUITE := -m pytest -q -n auto --dist worksteal -m "not browser and not fault"

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

$(BIN)/python:
	$(PYTHON) -m venv .venv

.venv/.run: $(BIN)/python requirements.txt pyproject.toml
	$(PIP) --require-hashes -r requirements.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.run requirements-dev.txt
	$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

TRANSLATIONS := $(wildcard openmgi/locale/*/LC_MESSAGES/django.po)
COMPILED := $(TRANSLATIONS:.po=.mo)
%.mo: %.po .venv/.run
	@$(BIN)/pybabel -q compile --input-file $< --output-file $@

run: .venv/.run $(COMPILED)  ## set up, load the demo, serve http://127.0.0.1:8000
	$(BIN)/openmgi setup
	$(BIN)/openmgi demo
	$(BIN)/openmgi serve

test: .venv/.dev $(COMPILED)  ## the tests, on SQLite or on DATABASE_URL
	$(BIN)/python $(SUITE)

browser: .venv/.dev $(COMPILED)  ## the tests in real Chromium
	$(BIN)/python -m pytest -q -n 2 -m browser tests/browser

faults: .venv/.dev $(COMPILED)  ## the tests that kill the server, on SQLite or on the server of DATABASE_URL
	$(BIN)/python -m pytest -q -m fault tests/faults

check-fast: .venv/.dev $(COMPILED)  ## format, lint, types, imports, templates, migrations, translations
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'openmgi/templates/*.html')
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/openmgi django makemigrations --check --dry-run
	$(BIN)/openmgi django check --fail-level WARNING
	$(BIN)/python scripts/messages.py --check
	$(BIN)/openmgi framework check

check: check-fast  ## check-fast, and the tests with coverage
	$(BIN)/coverage erase
	COVERAGE_PROCESS_START=pyproject.toml $(BIN)/coverage run $(SUITE)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report
	$(BIN)/coverage report --include='openmgi/core/*,*/actions.py,*/actions/*' --fail-under=100

fix: .venv/.dev  ## format, and mend what the linter can
	$(BIN)/ruff check --fix-only --quiet $(SOURCES)
	$(BIN)/ruff format --quiet $(SOURCES)
	$(BIN)/djade --target-version 5.2 $$(git ls-files 'openmgi/templates/*.html') || true

translations: $(COMPILED)  ## compile the translation files

messages: .venv/.dev  ## gather new texts into the translation files
	$(BIN)/python scripts/messages.py

screenshots: .venv/.dev $(COMPILED)  ## the pictures in docs/images
	$(BIN)/python scripts/screenshots.py

bench: .venv/.dev $(COMPILED)  ## what we promise about speed and size, one JSON line a figure
	$(BIN)/python -m benchmarks; status=$$?; $(BIN)/python -m benchmarks.export && exit $$status

UV := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
lock: $(BIN)/python  ## write the locked requirements anew
	@test -x $(BIN)/uv || $(PIP) uv
	$(UV) pyproject.toml --output-file requirements.txt
	$(UV) pyproject.toml --extra postgresql --constraint requirements.txt --output-file requirements-postgresql.txt
	$(UV) pyproject.toml --extra postgresql --extra cluster --extra meaning --group dev --constraint requirements.txt --output-file requirements-dev.txt

.PHONY: screenshots help translations run test browser faults check-fast check fix messages bench lock
