# Every command there is. They need Python 3.11 or newer, make, and the network's package index; `make test` also
# PostgreSQL, which it installs where it may.

PYTHON ?= python3
BIN := .venv/bin
APT := apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq

.PHONY: demo test quick browser postgres lint format schema bench practices picture screenshots words guide signals clean help

help:            ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

demo: .venv/app  ## write a fictional year, read it, show the portfolio
	$(BIN)/alongside demo

test: .venv/dev browser postgres ## lint, types, floors and every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

browser:         ## install the browser that the tests click in, where it is missing and we may
	@command -v chromium chromium-browser google-chrome >/dev/null \
	|| { test "$$(id -u)" = 0 && $(APT) chromium; } >/dev/null 2>&1 \
	|| { sudo -n true && sudo -n sh -c '$(APT) chromium'; } >/dev/null 2>&1 \
	|| echo "Chromium is missing, and the tests click in it: apt-get install chromium" >&2

postgres:        ## install PostgreSQL for the tests, where it is missing and we may
	@{ command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; } >/dev/null 2>&1 \
	|| { test "$$(id -u)" = 0 && $(APT) postgresql; } >/dev/null 2>&1 \
	|| { sudo -n true && sudo -n sh -c '$(APT) postgresql'; } >/dev/null 2>&1 \
	|| echo "PostgreSQL is missing, so what is tested on it is left out: apt-get install postgresql" >&2

quick: .venv/dev ## the tests that take no time
	$(BIN)/pytest -q -m "not slow"

lint: .venv/dev  ## what the linters say
	$(BIN)/ruff check .
	$(BIN)/mypy

format: .venv/dev ## lay the code out
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only .

schema: .venv/dev ## write store/schema.sql anew from the migrations
	rm -rf build/schema && mkdir -p build/schema
	ALONGSIDE_HOME=build/schema $(BIN)/python -m alongside.store.schema build/schema/alongside.sqlite3

picture: .venv/dev ## the README's picture screenshots words from the demo year, and docs/cli.md from the program
	$(BIN)/alongside demo build/picture > /dev/null
	ALONGSIDE_HOME=build/picture/home $(BIN)/python docs/make.py --picture

guide: .venv/dev ## the user guide as a site, offline, into build/guide
	$(BIN)/zensical build --clean --strict
	find build/guide -name '*.js' -exec sed -i.bak -E 's,https://(unpkg\.com|cdn\.jsdelivr\.net|api\.github\.com),about:blank,g' {} +
	find build/guide -name '*.bak' -delete

words: .venv/dev ## gather what the pages say into locale/*.po, and compile what is translated (apt-get install gettext)
	cd src/alongside/faces/web && DJANGO_SETTINGS_MODULE=alongside.settings $(CURDIR)/$(BIN)/python -m django makemessages -l de -l fr -l es --no-location --no-obsolete
	cd src/alongside/faces/web && DJANGO_SETTINGS_MODULE=alongside.settings $(CURDIR)/$(BIN)/python -m django compilemessages

screenshots: .venv/dev browser ## every screen of the demo year into docs/screens: light, dark, phone
	$(BIN)/python docs/screens.py

signals: .venv/dev ## learn the signal weights anew from training/examples, and print how well they hear
	$(BIN)/python training/learn.py
	$(BIN)/python training/measure.py --write

practices: .venv/dev ## which of the 89 practices have a passing test, printed and written into docs/practices.md
	$(BIN)/pytest -q --practices

bench: .venv/dev ## the reader against its peers, as ratios (apt-get install notmuch maildir-utils mairix)
	$(BIN)/python bench/read.py

clean:           ## remove what the commands above made
	rm -rf .venv .cache build dist demo-year .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

.venv/bin/python:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip

.venv/app: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/dev: .venv/app
	$(BIN)/python -m pip install --quiet --group dev
	touch $@
