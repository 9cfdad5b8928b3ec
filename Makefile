# Everything a contributor runs. `make demo` and `make test` set up what they need.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DOCS := .build/docs-env
CASE ?= examples/unanswered-charge.yaml

.PHONY: demo test check format lint types layers deep browser bench wheel generate docs clean

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

# Pages in Chromium, which apt-get installs where it is missing and may be installed.
browser: $(VENV)/.dev
	test -x /usr/bin/chromium || { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk; }
	$(BIN)/python -m pip install --quiet --group browser
	$(BIN)/pytest -q tests/browser

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

wheel: $(VENV)/.dev
	$(BIN)/python -m build --wheel --outdir dist .

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
