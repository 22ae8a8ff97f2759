# Two commands do everything on a fresh machine with Python 3.11 or newer:
#   make site   installs what is needed into .venv and builds the sample site into output/
#   make test   everything: style, types, unit, golden, property, browser, HTML validity
# While working (CONTRIBUTING.md; one test: .venv/bin/python -m pytest -n 0 FILE -k WORD):
#   make unit   the tests of single functions, in seconds
#   make fix    format, order of imports, and what else can be put right by itself
# And one measures:
#   make lighthouse, make screenshots   the pages as Lighthouse and as readers see them
#   make search-quality    what the search answers to 80 queries over 2,000 releases
#   make bench             Bəyan beside its peers, into docs/benchmarks.md; BENCH=--add goes on
#   make coverage, make mutants   what of the code the tests run, and which mistakes in it they see
#   make fuzz FUZZ=20000   inputs that are wrong in some way, of every kind (docs/quality.md)
#   make properties ROUNDS=10   the properties of `make test`, each time with other inputs
#   make rehearsal HOURS=24   embargoes that end while a real nginx is asked (docs/quality.md)
#   make soak   what takes hours: texts that grow, and the preview over 2,000 edits (docs/quality.md)
#   make collation   the tables of alphabetical order, and recorded lists, from ICU (needs libicu-dev)
# What is installed (requirements/), and what is handed on (CONTRIBUTING.md):
#   make fonts   the letters of pages and cards, cut from the fonts of packages (needs npm)
#   make lock, make licences   after a change of constraints.txt: digests, docs/licences.md
#   make audit, make wheel     known vulnerabilities; the wheel and its bill of materials, into dist/

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RELEASES ?= 1000 10000
REPEAT ?= 3
MINUTES ?= 45
SOAK_TEXTS ?= 2000
SOAK_LOGS ?= 2000
HOURS ?= 24
ROUNDS ?= 10
FUZZ ?= 20000
SEED ?= 1
# Tests start the program hundreds of times, and where no bytecode may be kept each compiles it anew.
unexport PYTHONDONTWRITEBYTECODE
# With any value, as in the workflows, nothing is installed but files of known digests.
REQUIRE_HASHES ?=

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# The package as it is edited, with what its extras need: $(call installed,FILE,EXTRAS)
ifeq ($(REQUIRE_HASHES),)
installed = $(PIP) -c constraints.txt -e '.$(2)'
else
installed = $(PIP) --require-hashes -r requirements/$(1).txt -r requirements/build.txt && $(PIP) --no-deps --no-build-isolation -e .
endif
PINS := pyproject.toml constraints.txt $(wildcard requirements/*.txt)

.PHONY: site install test unit fix lint browser-tools lighthouse screenshots search-quality bench coverage mutants properties rehearsal soak fuzz collation fonts lock licences audit wheel clean

site: install
	$(BIN)/python build.py

install: $(VENV)/installed

test: $(VENV)/installed-test
	# One waits for the network and the other does not.
	$(MAKE) --no-print-directory --jobs 2 browser-tools lint
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

$(VENV)/installed: $(BIN)/python $(PINS)
	$(call installed,site,)
	touch $@

$(VENV)/installed-test: $(BIN)/python $(PINS)
	$(call installed,test,[test])
	touch $(VENV)/installed $@

$(VENV)/installed-release: $(BIN)/python $(PINS)
	$(call installed,release,[release])
	touch $(VENV)/installed $@

$(VENV)/installed-coverage $(VENV)/installed-mutants: $(VENV)/installed-test
	$(PIP) -c constraints.txt -e '.[$(@:$(VENV)/installed-%=%)]'
	touch $@

# Into docs/quality.md. Lighthouse is large and no test needs it, so it has a folder of its own.
lighthouse: browser-tools
	cd tests/browser/lighthouse && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	$(BIN)/python -m tests.browser.lighthouse.measure

# Into tests/browser/screenshots/, and those of the README into docs/images/.
screenshots: browser-tools
	$(BIN)/python -m tests.browser.screenshots

# 80 queries over 2,000 releases (docs/quality.md): some minutes.
search-quality: browser-tools
	$(BIN)/python -m pytest -n 0 -q -s tests/browser/search_quality.py

# No measure begins after MINUTES; BENCH=--add goes on then, and where a run was cut off. BENCH takes
# more options: --alone all (what only Bəyan does), --stages 10000, --scale 100000 (RELEASES= alone).
bench: $(VENV)/installed
	$(BIN)/python -m benchmarks.run --releases $(RELEASES) --repeat $(REPEAT) --minutes $(MINUTES) $(BENCH)

# Fails where less than 95 % of all lines and branches are run. COVERED takes tests: tests/unit
coverage: $(VENV)/installed-coverage browser-tools
	$(BIN)/coverage erase
	# The tool asks for the machine's name, which that test forbids.
	$(BIN)/coverage run -m pytest -n auto --dist worksteal --deselect tests/test_no_network.py::test_no_command_opens_a_socket $(COVERED)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

# Into docs/quality.md; fails where less than 90 % are seen. With MUTANTS="gate slug" it only prints
# what is said of these (tests/mutants/modules.toml).
mutants: $(VENV)/installed-mutants
	$(BIN)/python -m tests.mutants.measure $(MUTANTS)

# With CI=true they are the same each time. What fails is printed as a test can have it.
properties: $(VENV)/installed-test
	for round in $$(seq $(ROUNDS)); do CI= $(BIN)/python -m pytest -n auto tests/properties || exit 1; done

# Fails where readers see anything early, mixed, or more than a second late.
rehearsal: $(VENV)/installed-test
	BEYAN_REHEARSAL=$(HOURS) $(BIN)/python -m pytest -n 0 tests/browser/test_rehearsal.py

# Fails where more is kept than at first, or a page is not that of a clean build.
# SOAK takes more options, such as --releases 1200 --edits 200.
soak: $(VENV)/installed-test
	BEYAN_SOAK_TEXTS=$(SOAK_TEXTS) $(BIN)/python -m pytest -n 0 tests/test_growth.py -k no_marks
	BEYAN_SOAK_MARKUP=1 $(BIN)/python -m pytest -n 0 tests/unit/markup/test_time.py
	BEYAN_SOAK_LOGS=$(SOAK_LOGS) $(BIN)/python -m pytest -n 0 tests/properties/test_reads.py
	$(BIN)/python -m benchmarks.soak $(SOAK)

# The same for one SEED. FUZZ_ONLY=release:17 is one of them again, with its bytes.
fuzz: $(VENV)/installed-test
	$(BIN)/python -m tests.fuzz --count $(FUZZ) --seed $(SEED) --only "$(FUZZ_ONLY)"

# Compiles PyICU, and then says the same as before, as long as ICU does.
collation:
	$(PYTHON) -m venv $(VENV)/icu
	$(VENV)/icu/bin/pip install --quiet PyICU Babel
	$(VENV)/icu/bin/python -m tests.collation.tables
	$(VENV)/icu/bin/python -m tests.collation.lists

# An environment of its own: no site and no test needs what cuts them.
FONT_TOOLS := fonttools[woff]==4.68.0 skia-pathops==0.9.2 fontpkg-noto-serif==2.15 fontpkg-noto-sans==2.15 fontpkg-arimo==1.341 fontpkg-roboto==3.15
fonts:
	$(PYTHON) -m venv $(VENV)/fonts
	$(VENV)/fonts/bin/pip install --quiet --disable-pip-version-check $(FONT_TOOLS)
	npm install --prefix $(VENV)/fonts --no-save --ignore-scripts --no-audit --no-fund --loglevel=error @fontsource/tinos@5.3.0
	$(VENV)/fonts/bin/python -m requirements.typeface $(VENV)/fonts/node_modules/@fontsource/tinos/files

# Without the digests that it is about to write.
lock: $(BIN)/python
	$(PIP) -c constraints.txt -e '.[release]'
	$(BIN)/python -m requirements.lock

# colorama is installed for its licence: no system but Windows needs it.
licences: $(VENV)/installed-test $(VENV)/installed-release $(VENV)/installed-coverage $(VENV)/installed-mutants
	$(PIP) -c constraints.txt colorama
	$(BIN)/python -m requirements.licences

audit: $(VENV)/installed-release
	$(BIN)/pip-audit --require-hashes --disable-pip $(patsubst %,-r %,$(wildcard requirements/*.txt)) $(AUDIT)

# The bill is that of an environment with nothing but the wheel and what it needs, and is held to
# CycloneDX's schema by the tool that writes it, which reads the version in pyproject.toml alone.
wheel: $(VENV)/installed-release
	rm -rf dist
	$(BIN)/hatchling build --target wheel --directory dist
	$(PYTHON) -m venv --without-pip dist/environment
	$(BIN)/python -m pip --python dist/environment/bin/python install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	$(BIN)/python -m pip --python dist/environment/bin/python install --quiet --disable-pip-version-check --no-deps dist/*.whl
	sed "s/^dynamic = .*/version = \"$$($(BIN)/hatchling version)\"/" pyproject.toml > dist/environment/pyproject.toml
	$(BIN)/cyclonedx-py environment dist/environment/bin/python --pyproject dist/environment/pyproject.toml --output-reproducible --validate --output-format JSON --output-file $$(ls dist/*.whl).cdx.json
	rm -rf dist/environment

clean:
	rm -rf $(VENV) .cache .coverage output dist tests/browser/node_modules tests/browser/lighthouse/node_modules tests/browser/screenshots benchmarks/.peers
