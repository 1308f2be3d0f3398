# Everything a person does here is one of these words; `make` alone lists them.
PYTHON ?= python3
ARGS ?=
run_python := .venv/bin/python
export PYTHON
# Where nothing compiled is kept, each of the programs that the tests start is compiled anew.
export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL := help
.PHONY: help run test bench soak golden shots clean

help: ## list what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

run: ## open the window (ARGS="--lang ko" passes options on)
	@sh tools/set-up.sh run
	@$(run_python) -m gui $(ARGS)

# Two workers, each on a processor of its own: threads of numpy's would wait for the other's.
test: ## run every check: style, types, import rules, tests
	@sh tools/set-up.sh test
	$(run_python) -m ruff check .
	$(run_python) -m ruff format --check .
	$(run_python) .venv/bin/lint-imports --no-logo
	@$(run_python) -m mypy & types=$$!; \
	OPENBLAS_NUM_THREADS=1 $(run_python) -m pytest --numprocesses 2 --dist worksteal $(ARGS); tests=$$?; \
	wait $$types || { echo "mypy: see above"; exit 1; }; exit $$tests

bench: ## measure speed, start and memory
	@sh tools/set-up.sh bench
	@$(run_python) -m benchmarks $(ARGS)

soak: ## try for a long time what breaks (ARGS="--seed 7 --events 200000")
	@sh tools/set-up.sh test
	@$(run_python) -m tools.soak $(ARGS)

golden: ## draw the pictures in tests/golden anew that tests compare with
	@sh tools/set-up.sh test
	@$(run_python) -m pytest -q tests/gui/test_golden.py --renew-golden

shots: ## draw the review pictures into shots/
	@sh tools/set-up.sh run
	@$(run_python) -m tools.shots $(ARGS)

clean: ## remove the environment and everything that was made
	rm -rf .venv build dist shots losslab.png monkey-* soak-* golden-differences .hypothesis .import_linter_cache .mypy_cache \
	  .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
