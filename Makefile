# Two commands do everything on a fresh machine with Python 3.11 or newer:
#   make site   installs what is needed into .venv and builds the sample site into output/
#   make test   everything: style, types, unit, golden, property, browser, HTML validity
# While working (CONTRIBUTING.md; one test: .venv/bin/python -m pytest -n 0 FILE -k WORD):
#   make unit   the tests of single functions, in seconds
#   make fix    format, order of imports, and what else can be put right by itself
# And one measures:
#   make lighthouse, make screenshots   the pages as Lighthouse and as readers see them
#   make bench RELEASES="1000 10000" REPEAT=3   Bəyan beside its peers, into docs/benchmarks.md
#   make rehearsal HOURS=24   embargoes that end while a real nginx is asked (docs/quality.md)
#   make soak   what takes hours: texts that grow, and the preview over 2,000 edits (docs/quality.md)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RELEASES ?= 1000 10000
REPEAT ?= 3
SOAK_TEXTS ?= 2000
HOURS ?= 24

.PHONY: site install test unit fix lint browser-tools lighthouse screenshots bench rehearsal soak clean

site: install
	$(BIN)/python build.py

install: $(VENV)/installed

test: $(VENV)/installed-test browser-tools lint
	# Some tests take a minute: who is done takes over from who is not.
	$(BIN)/python -m pytest -n auto --dist worksteal

# What builds a site, or measures, is left to `make test`.
unit: $(VENV)/installed-test
	$(BIN)/python -m pytest -n auto -m "not slow" tests/unit

fix: $(VENV)/installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lint: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Chromium, Java and the validators from npm, where they are missing.
browser-tools: $(VENV)/installed-test
	sh tests/browser/setup.sh

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/installed-test: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $(VENV)/installed $@

# Into docs/quality.md. Lighthouse is large and no test needs it, so it has a folder of its own.
lighthouse: browser-tools
	cd tests/browser/lighthouse && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	$(BIN)/python -m tests.browser.lighthouse.measure

# Into tests/browser/screenshots/, and those of the README into docs/images/.
screenshots: browser-tools
	$(BIN)/python -m tests.browser.screenshots

# BENCH takes more options, such as --add (go on where a run was cut off) or --scale 100000.
bench: $(VENV)/installed
	$(BIN)/python -m benchmarks.run --releases $(RELEASES) --repeat $(REPEAT) $(BENCH)

# Fails where readers see anything early, mixed, or more than a second late.
rehearsal: $(VENV)/installed-test
	BEYAN_REHEARSAL=$(HOURS) $(BIN)/python -m pytest -n 0 tests/browser/test_rehearsal.py

# Fails where more is kept than at first, or a page is not that of a clean build.
# SOAK takes more options, such as --releases 1200 --edits 200.
soak: $(VENV)/installed-test
	BEYAN_SOAK_TEXTS=$(SOAK_TEXTS) $(BIN)/python -m pytest -n 0 tests/test_growth.py -k no_marks
	$(BIN)/python -m benchmarks.soak $(SOAK)

clean:
	rm -rf $(VENV) .cache output tests/browser/node_modules tests/browser/lighthouse/node_modules tests/browser/screenshots benchmarks/.peers
