# Lexora. The two that matter: `make run` and `make test`.
SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
# A file of tests stays in one process, which makes what the file shares once; the order is ours (tests/conftest.py).
# A process that hangs is ended with its stacks printed, and its test tried once more.
PARALLEL := -n 2 --dist loadfile --no-loadscope-reorder --max-worker-restart 1
# A test in a browser that fails is tried once more (tests/conftest.py); why it failed is printed, and few may.
RERUNS := --rerun-show-tracebacks --max-suite-reruns 4
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Images of containers often forbid Python to keep what it compiled: then every process of a test compiles it again.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test check fix lint fmt fmt-check typecheck imports security audit migrations templates catalogues messages lock bench clean deploy-check stack stack-stop

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

.venv/pip: ## (the virtual environment itself)
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Lexora needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	touch $@

.venv/runtime: requirements/runtime.txt pyproject.toml | .venv/pip
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/runtime.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

.venv/dev: requirements/dev.txt | .venv/runtime
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	touch $@

.venv/stack: requirements/stack.txt requirements/services.txt | .venv/runtime
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/stack.txt -r requirements/services.txt
	touch $@

node_modules/.installed: package.json package-lock.json
	npm ci --silent --no-progress
	touch $@

run: .venv/runtime node_modules/.installed ## install what is missing and serve Lexora (PORT, LEXORA_DATA_DIR)
	@exec $(BIN)/lexora serve

stack: .venv/stack node_modules/.installed ## serve with PostgreSQL, RabbitMQ, Redis and Nginx of this machine (NGINX_PORT)
	@exec $(BIN)/python -m tools.run_stack

stack-stop: .venv/stack ## stop what `make stack` started in the same data folder
	@$(BIN)/python -m tools.run_stack stop

test: .venv/dev node_modules/.installed ## run the tests (ARGS="tests/words -k search")
	@$(BIN)/pytest $(PARALLEL) -rs $(RERUNS) --ignore=tests/stack $(ARGS)
	echo "One test while you work: $(BIN)/pytest tests/test_house.py. Everything else that must hold: make check."

.PHONY: test-full
test-full: test ## run the tests, then walk every page and the whole journey in all widths, themes and languages
	@ALL_LOOKS=1 $(BIN)/pytest $(PARALLEL) -rs tests/browser $(ARGS)

.PHONY: test-postgres
test-postgres: .venv/dev node_modules/.installed ## run the tests on PostgreSQL (TEST_DATABASE_URL, ARGS)
	@$(BIN)/python -m tests.on_postgresql $(BIN)/pytest $(PARALLEL) -rs --ignore=tests/browser --ignore=tests/deploy --ignore=tests/stack $(ARGS)

.PHONY: test-stack
test-stack: test-postgres ## run the tests on PostgreSQL, and those of the whole stack with its faults
	@$(BIN)/python -m tests.on_postgresql $(BIN)/pytest -rs tests/stack

check: lint fmt-check typecheck imports migrations templates catalogues security deploy-check ## everything that must hold, changing nothing

lint: .venv/dev ## find mistakes in Python files
	@$(BIN)/ruff check

fmt-check: .venv/dev ## whether Python files are formatted
	@$(BIN)/ruff format --check

typecheck: .venv/dev ## check types
	@$(BIN)/mypy

imports: .venv/dev ## check that arrows between rooms and layers only point down
	@$(BIN)/lint-imports

migrations: .venv/dev ## whether the models have all their migrations
	@export LEXORA_DATA_DIR=$$(mktemp -d)
	trap 'rm -rf "$$LEXORA_DATA_DIR"' EXIT
	$(BIN)/lexora makemigrations --check --dry-run

templates: .venv/dev ## check format and content of templates
	@find src/lexora -path '*/templates/*' -name '*.html' -not -path '*/components/*' -not -path '*/style/*' -print0 | xargs -0 $(BIN)/djlint --quiet --check --lint

catalogues: .venv/dev ## whether every sentence is translated to every interface language
	@$(BIN)/python tools/catalogues.py check

security: .venv/dev ## look for dangerous code
	@$(BIN)/bandit -q -r src -c pyproject.toml

deploy-check: .venv/dev ## find mistakes in compose.yaml and the Dockerfiles
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.compose-spec compose.yaml
	$(BIN)/hadolint deploy/docker/*.Dockerfile

fix: fmt ## repair what can be repaired without thinking
	@$(BIN)/ruff check --fix
	$(BIN)/ruff format --quiet
	find src/lexora -path '*/templates/*' -name '*.html' -not -path '*/components/*' -not -path '*/style/*' -print0 | xargs -0 $(BIN)/djlint --quiet --reformat

fmt: .venv/dev ## format Python files
	@$(BIN)/ruff format

messages: .venv/dev ## collect the sentences of code and templates into the catalogues
	@$(BIN)/python tools/catalogues.py update

# The databases of known weaknesses are on the network. An answer that did not come is not a good answer: exit code 3.
audit: .venv/dev ## whether packages with known weaknesses are used
	@report=$$(mktemp -d)
	trap 'rm -rf "$$report"' EXIT
	unknown=0 found=0
	$(BIN)/pip-audit --disable-pip --require-hashes --progress-spinner off -f json -r requirements/runtime.txt -o $$report/python >$$report/words 2>&1 || true
	if ! [ -s $$report/python ]; then unknown=1; echo "not checked: Python packages ($$(tail -n 1 $$report/words | cut -c 1-120))"
	elif grep -q '"vulns": \[{' $$report/python; then found=1; cat $$report/python; echo; fi
	npm audit --json >$$report/npm 2>$$report/words || true
	if ! grep -q '"auditReportVersion"' $$report/npm; then unknown=1; echo "not checked: npm packages ($$(grep -m 1 'npm error' $$report/words | cut -c 1-120))"
	elif ! grep -q '"vulnerabilities": {}' $$report/npm; then found=1; cat $$report/npm; fi
	if (( found )); then echo "Known weaknesses were found."; exit 1; fi
	if (( unknown )); then exit 3; fi
	echo "No known weaknesses."

.PHONY: asyncapi
asyncapi: .venv/dev ## write down what platform and services say to each other
	@mkdir -p docs/reference
	$(BIN)/python -m tools.asyncapi > docs/reference/asyncapi.json

lock: .venv/dev ## choose the newest packages that fit and write them down with their hashes
	@compile() { $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links "$$@"; }
	compile --upgrade requirements/dev.in -o requirements/dev.txt
	for name in runtime stack services; do compile --upgrade -c requirements/dev.txt requirements/$$name.in -o requirements/$$name.txt; done

bench: .venv/dev node_modules/.installed ## measure, one benchmark after the other
	@shopt -s nullglob
	for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python $$file; done

.PHONY: pictures
pictures: .venv/dev node_modules/.installed ## make the pictures of the product that its pages and the README show
	@$(BIN)/python -m tools.pictures

.PHONY: screenshots
screenshots: .venv/dev node_modules/.installed ## look at every page in all widths, themes and languages (ARGS="360-dark-uk")
	@$(BIN)/python -m tools.screenshots $(ARGS)

.PHONY: icons
icons: .venv/dev ## draw the icons of the installed app anew
	@$(BIN)/python -m tools.icons

clean: ## remove what was installed or made here; the data folder stays
	@rm -rf .venv node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .grimp_cache screenshots benchmarks/out src/*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find src -name '*.mo' -delete
