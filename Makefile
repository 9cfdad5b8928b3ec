# Everything a contributor runs. `make demo` and `make test` set up what they need.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DOCS := .build/docs-env
SEED ?= million
CASE ?= examples/unanswered-charge.yaml

.PHONY: demo test check format lint types layers deep mutate fuzz fuzz-random million calendars oldest audit browser bench wheel same-wheel generate docs clean deep-tables deep-spark deep-postgres deep-slips

$(VENV)/.try: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[cli]'
	touch $@

$(VENV)/.dev: $(VENV)/.try
	$(BIN)/python -m pip install --quiet --editable '.[cli,html,ics]' --group dev
	touch $@

demo: $(VENV)/.try
	$(BIN)/telcorules decide $(CASE) --as-of 2026-11-21

test: $(VENV)/.dev
	$(BIN)/pytest -n auto --cov --cov-report=term-missing:skip-covered

check: format lint types layers test

format: $(VENV)/.dev
	$(BIN)/ruff format --check .

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports

deep: $(VENV)/.dev
	TELCORULES_DEEP=1 $(BIN)/pytest -n auto
	$(MAKE) deep-tables

mutate: $(VENV)/.dev
	$(BIN)/telcorules mutate
	$(BIN)/telcorules test --coverage

# What no scenario notices, on random cases that know nothing of the search.
deep-slips: $(VENV)/.dev
	$(BIN)/python -m tests.differential.slips_at_length

# Environments of their own: a fuzzer, other calendars, the oldest dependencies.
FUZZ := .build/fuzz-env
CALENDARS := .build/calendars-env
OLDEST := .build/oldest-env
TARGETS ?= expression pack case yaml_case record source notice period
FOR ?= 60

$(FUZZ)/.made: pyproject.toml
	$(PYTHON) -m venv $(FUZZ)
	$(FUZZ)/bin/python -m pip install --quiet --editable . atheris hypothesis
	touch $@

# Coverage-guided fuzzing, FOR seconds a target; what escapes is left in .build/fuzz.
fuzz: $(FUZZ)/.made
	for target in $(TARGETS); do \
	  $(FUZZ)/bin/python -m tools.fuzz $$target $(FOR) .build/fuzz || exit 1; done

# The strategies of the suite, FOR seconds of processor time each of the ten ways.
fuzz-random: $(VENV)/.dev
	$(BIN)/python -m tests.fuzz.at_random $(FOR)

# A million random cases against the law transcribed a second time; twenty minutes.
million: $(VENV)/.dev
	$(BIN)/python -m tests.differential.test_law_pages 1000000 $(SEED)

$(CALENDARS)/.made: pyproject.toml
	$(PYTHON) -m venv $(CALENDARS)
	$(CALENDARS)/bin/python -m pip install --quiet --editable . holidays workalendar \
	  exchange_calendars pandas_market_calendars chinese-days cnworkdays
	touch $@

# The calendar day by day against libraries that don't know of one another.
calendars: $(CALENDARS)/.made
	$(CALENDARS)/bin/python -W ignore -m tools.calendars

$(OLDEST)/.made: pyproject.toml tools/oldest.py
	$(PYTHON) -m venv $(OLDEST)
	$(OLDEST)/bin/python -m pip install --quiet --upgrade pip
	$(PYTHON) tools/oldest.py test > $(OLDEST)/oldest.txt
	$(OLDEST)/bin/python -m pip install --quiet --editable '.[cli]' --group test \
	  --constraint $(OLDEST)/oldest.txt
	touch $@

# The whole suite with the oldest dependencies that are allowed.
oldest: $(OLDEST)/.made
	$(OLDEST)/bin/python -m pytest -q -n auto -W ignore::DeprecationWarning

# Known vulnerabilities of what is installed; needs the network of PyPI's advisories.
audit: $(VENV)/.dev
	$(BIN)/python -m pip check
	$(PYTHON) -m venv .build/audit-env
	.build/audit-env/bin/python -m pip install --quiet pip-audit
	.build/audit-env/bin/pip-audit --path "$$($(BIN)/python -c 'import site; print(site.getsitepackages()[0])')"

# A million cases on DuckDB; a hundred thousand on Spark (needs Java), or in PostgreSQL
# (needs a server that psql finds).
deep-tables: $(VENV)/.dev
	$(BIN)/python -m tests.differential.tables_at_length duckdb

deep-spark: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --group spark
	$(BIN)/python -m tests.differential.tables_at_length spark

deep-postgres: $(VENV)/.dev
	$(BIN)/python -m tests.differential.tables_at_length postgres

# Pages in Chromium, which apt-get installs where it is missing and may be installed.
browser: $(VENV)/.dev
	test -x /usr/bin/chromium || { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk; }
	$(BIN)/python -m pip install --quiet --group browser
	$(BIN)/pytest -q -n auto tests/browser

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

wheel: $(VENV)/.dev
	$(BIN)/python -m build --wheel --outdir dist .

# Built twice, elsewhere and later, a wheel has the same bytes.
same-wheel: wheel
	rm -rf .build/again && mkdir -p .build/again
	git archive HEAD | tar -x -C .build/again
	cd .build/again && umask 077 && ../../$(BIN)/python -m build --wheel --outdir dist . > /dev/null
	cmp dist/*.whl .build/again/dist/*.whl

generate: $(VENV)/.dev
	$(BIN)/python tools/generate.py

# An environment of its own: what builds the site is needed by nothing else.
$(DOCS)/.made: pyproject.toml
	$(PYTHON) -m venv $(DOCS)
	$(DOCS)/bin/python -m pip install --quiet --upgrade pip
	$(DOCS)/bin/python -m pip install --quiet --editable '.[cli]' --group docs
	touch $@

docs: $(DOCS)/.made
	NO_MKDOCS_2_WARNING=1 $(DOCS)/bin/python -m mkdocs build --quiet
	$(DOCS)/bin/python tools/check_site.py .build/site

clean:
	rm -rf $(VENV) .build dist .coverage* .pytest_cache .mypy_cache .ruff_cache
