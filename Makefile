# The two commands of a fresh machine are `make demo` and `make test`; both set up what they need. See CONTRIBUTING.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check format regenerate bench clean

demo: $(READY)
	$(BIN)/apigen demo

test: check
	$(BIN)/python -m pytest -n auto --dist worksteal

check: $(READY)
	$(BIN)/ruff format --check generator tests benchmarks hatch_build.py
	$(BIN)/ruff check generator tests benchmarks hatch_build.py
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff format generator tests benchmarks hatch_build.py
	$(BIN)/ruff check --fix generator tests benchmarks hatch_build.py

regenerate: $(READY)
	$(BIN)/python tests/golden/regenerate.py

bench: $(READY)
	$(BIN)/python benchmarks/pipeline.py

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("apigen needs Python 3.11 or later: make PYTHON=python3.11 ...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip -c constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group dev -e .
	@touch $@

clean:
	rm -rf $(VENV) dist runs
