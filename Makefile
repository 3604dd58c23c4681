# Needs Python 3.11 or newer and make. Everything lands in .venv, accord-store and accord-demo.html.
SHELL = /bin/sh
PYTHON = python3
SIZE = small
N = 1000000
SEED = 1
ALL_TARGETS = dossier graph edtf find sparql cypher rdf backup
REPLAY =
WORKERS = 3
BIN = .venv/bin

REST = browser or servers or long
LINT = $(BIN)/python -m ruff check . && $(BIN)/python -m ruff format --check . \
	&& $(BIN)/python -m mypy && $(BIN)/lint-imports --no-cache
# A file stays with one worker, which makes what its tests share once. The files stay in their order: short ones are last.
PYTEST = $(BIN)/python -m pytest -q -rs -n $(WORKERS) --dist loadfile --no-loadscope-reorder

# Compiled modules are kept from one process to the next, even where the shell says otherwise, as in many containers:
# without them each of the programs that the tests start compiles for seconds all that it imports.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo serve test test-rest test-all lint vocabulary docs bench bench-servers faults fuzz fuzz-guided strangers servers parity clean

help:
	@echo "make demo    build the bundled graph, ask it, draw it"
	@echo "make serve   the bundled graph as a web application, until Ctrl-C"
	@echo "make test    the linters, the type checker, and all tests that need Python alone"
	@echo "make test-rest   the tests that need a browser, servers (Java and Maven) or minutes"
	@echo "make test-all    both"
	@echo "make bench   compare with a plain rdflib script (SIZE=tiny, small, medium or full)"
	@echo "make bench-servers   push to Neo4j and Fuseki and ask all engines (needs Java and Maven; SIZE=tiny and up)"
	@echo "make vocabulary   generate ontology, shapes, context, schema and the pages of words and questions"
	@echo "make docs    build the documentation site into build/docs"
	@echo "make faults  kill loads, fill disks and flip bytes, 300 kills in about 10 minutes"
	@echo "make fuzz    throw N broken inputs at all that reads what strangers write (N=1000000 SEED=1)"
	@echo "make fuzz-guided   the same for TARGETS, led by atheris to code that was not reached yet (Linux, macOS)"
	@echo "make servers  start Neo4j and Fuseki to play with (needs Java and Maven), until Ctrl-C"
	@echo "make parity   ask Neo4j and Fuseki every question of 20,000 participations, long"
	@echo "make clean   remove what the others made"

.venv/installed: pyproject.toml constraints.txt
	@echo "Installing into .venv what accordgraph needs; the first time this takes a minute or two ..."
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch .venv/installed

# One installation, not a second after .venv/installed; what is imported is compiled then.
.venv/installed-test: pyproject.toml constraints.txt
	@echo "Installing into .venv what accordgraph and its tests need; this takes a minute or two ..."
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --constraint constraints.txt --editable ".[test]"
	touch .venv/installed .venv/installed-test

.venv/installed-docs: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[docs]"
	touch .venv/installed-docs

.venv/installed-fuzz: .venv/installed-test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[fuzz]"
	touch .venv/installed-fuzz

demo: .venv/installed
	$(BIN)/python -m accordgraph demo --store accord-store --out .

serve: demo
	$(BIN)/python -m accordgraph serve --store accord-store --open

lint: .venv/installed-test
	$(LINT)

# The linters run beside the tests; what they found stands below, and fails the command as a test does.
# Tables of tests are small, and each worker is a thread already: more of them take a fifth more of the processor.
# `make test-rest` has as many as a user has.
test: .venv/installed-test
	@($(LINT)) >.venv/lint.txt 2>&1 & linting=$$!; \
	POLARS_MAX_THREADS=1 $(PYTEST) -m "not ($(REST))"; tested=$$?; \
	wait $$linting; linted=$$?; cat .venv/lint.txt; \
	[ $$tested = 0 ] && [ $$linted = 0 ]
	@echo "Tests that need a browser, servers or minutes: make test-rest"

# What is fetched may take minutes, which are no test's. No example of a docstring is among these tests, so that none
# needs to be collected, by each worker anew.
test-rest: .venv/installed-test
	PYTHONPATH=tests/support $(BIN)/python -m real_servers.fetching
	$(PYTEST) -m "$(REST)" tests

test-all: test test-rest

vocabulary: .venv/installed
	$(BIN)/python -m accordgraph.ontology.generators
	$(BIN)/python -m accordgraph.loaders.dossier.json_schema
	$(BIN)/python -m accordgraph.loaders.tables.json_schema
	$(BIN)/python -m accordgraph.queries.header_file
	$(BIN)/python docs/generated.py

docs: .venv/installed-docs
	$(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going --nitpicky docs build/docs
	@echo "The site is in build/docs: open build/docs/index.html"

bench: .venv/installed-test
	$(BIN)/python benchmarks/against_rdflib.py --size $(SIZE)
	$(BIN)/python benchmarks/web.py --size $(SIZE)
	$(BIN)/python benchmarks/tables.py --size $(SIZE) $(if $(wildcard ../shared/data/un-treaties),--un ../shared/data/un-treaties)

bench-servers: .venv/installed-test
	$(BIN)/python benchmarks/servers.py --size $(SIZE)

faults: .venv/installed-test
	ACCORD_KILLS=300 $(BIN)/python -m pytest -q -s --timeout 3600 tests/graph/store

strangers: .venv/installed-test
	ACCORD_STRANGERS=500 $(BIN)/python -m pytest -q -s tests/loaders/test_random_strangers.py

fuzz: .venv/installed-test
	PYTHONPATH=tests/support $(BIN)/python -m fuzzing $(if $(REPLAY),--replay $(REPLAY),--inputs $(N) --seed $(SEED) $(TARGETS))

fuzz-guided: .venv/installed-fuzz
	for target in $(or $(TARGETS),$(ALL_TARGETS)); do PYTHONPATH=tests/support $(BIN)/python -m fuzzing.guided $$target $(N) $(SEED) || exit 1; done

parity: .venv/installed-test
	ACCORD_PARITY=20000 $(BIN)/python -m pytest -q -s tests/servers/test_parity.py

servers: .venv/installed-test
	@$(BIN)/python tests/servers/play.py

clean:
	rm -rf .venv accord-store accord-demo.html build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
