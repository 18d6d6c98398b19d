# Everything that is done with a checkout. `make help` tells it.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test lint format bench bench-effort model lock screenshots wheel system clean

PYTHON ?= $(shell sh tools/find_python.sh)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
UV := uv==0.13.9
COMPILE := $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command "make lock" pyproject.toml --group build

help:  ## Show this list
	@echo "Annotator: labels the regions of news pages."
	@echo
	@sed -n 's/^\([a-z-]*\):.*##  *\(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | \
		while IFS='|' read -r what how; do printf '%-18s %s\n' "$$what" "$$how"; done
	@echo
	@echo "The first of run, test and lint sets everything up in $(VENV); later ones are quick."
	@echo "More words for the command go in ARGS:  make run ARGS=\"open my.annotator\""

run: $(VENV)/run.stamp  ## Start the program on the sample pages (ARGS: another command)
	@$(BIN)/annotator $(or $(ARGS),demo)

test: $(VENV)/cleaners.stamp  ## Run the tests (ARGS: for pytest, as -k encoding)
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile $(ARGS)

lint: $(VENV)/dev.stamp  ## Check style, types and who imports whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev.stamp  ## Put the code into the one style
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: $(VENV)/dev.stamp  ## Measure speed and memory (set ANNOTATOR_CORPUS for the real pages)
	@$(BIN)/python -m benchmarks $(ARGS)

bench-effort: $(VENV)/cleaners.stamp  ## Count what an editor does with proposals (CORPUS=folder)
	@ANNOTATOR_CORPUS="$(or $(CORPUS),$(ANNOTATOR_CORPUS))" $(BIN)/python -m benchmarks.effort $(ARGS)

model: $(VENV)/dev.stamp  ## Train the base model anew (CORPUS=folder that holds pages/)
	@$(BIN)/python -m annotator.assist.train "$(or $(CORPUS),$(ANNOTATOR_CORPUS))"

screenshots: $(VENV)/dev.stamp  ## Take the pictures of docs/images anew
	@$(BIN)/python tools/screenshots.py $(ARGS)

lock: $(VENV)/dev.stamp  ## Choose the newest allowed releases and write requirements/*.txt
	$(PIP) install $(UV)
	$(COMPILE) --upgrade --extra page-view --output-file requirements/run.txt
	$(COMPILE) --upgrade --extra dev --constraint requirements/run.txt \
		--output-file requirements/dev.txt
	$(COMPILE) --upgrade --extra cleaners --constraint requirements/dev.txt \
		--output-file requirements/cleaners.txt

wheel: $(VENV)/dev.stamp  ## Build an installable package in dist/
	$(BIN)/python -m hatchling build --target wheel

clean:  ## Remove the environment and everything that can be made again
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

system:
	@test -n "$(PYTHON)" || { echo "Annotator needs Python 3.11 or later; none was found." >&2; exit 1; }
	@$(PYTHON) tools/system_packages.py

$(BIN)/python: | system
	$(PYTHON) -m venv $(VENV)

# The stamps are newer than what they were made from: a changed lock is installed anew.
$(VENV)/run.stamp: requirements/run.txt pyproject.toml | system $(BIN)/python
	$(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp | system $(BIN)/python
	$(PIP) install --no-build-isolation --require-hashes -r requirements/dev.txt
	@touch $@

# No dependencies of their own accord: two of them ask for an extra of lxml in two spellings, over
# which pip stumbles. The lock names all.
$(VENV)/cleaners.stamp: requirements/cleaners.txt $(VENV)/dev.stamp | system $(BIN)/python
	$(PIP) install --no-deps --no-build-isolation --require-hashes -r requirements/cleaners.txt
	@touch $@
