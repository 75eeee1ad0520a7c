# Two commands do all set-up: `make site` and `make test`.  Python 3.11 and make are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PROPERTIES := $(addprefix tests/,reasoning/test_pairs.py reasoning/test_denials.py \
	reasoning/test_flips.py reasoning/test_changes.py explain/test_unknown.py \
	diff/test_conclusions.py \
	reading/test_former_names.py demos/test_compatible.py \
	site/test_drawing.py takeaway/test_runtime_figure.py reading/test_formula.py \
	cli/test_answers.py demos/test_judged.py history/test_remembered_past.py \
	site/test_traced.py)
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.PHONY: help site serve verify test check nightly mutants schema clean

help: ## Say what there is to do
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

site: $(VENV)/site.stamp claim.schema.json ## Verify, run the demonstrations, build site/
	@echo "== verifying the base and running what has not been run =="
	$(BIN)/kb verify
	@echo "== building the site =="
	$(BIN)/kb build

serve: $(VENV)/site.stamp ## Build the site and show it on this machine
	$(BIN)/kb serve

verify: $(VENV)/site.stamp ## Check every claim
	$(BIN)/kb verify

test: $(VENV)/test.stamp check ## Install and run the tests
	$(BIN)/python -m pytest --numprocesses 2

check: $(VENV)/test.stamp ## Lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

nightly: $(VENV)/test.stamp ## Try the properties of reasoning, memory, drawing and formulas at length
	KB_EXAMPLES=5000 $(BIN)/python -m pytest --numprocesses 2 $(PROPERTIES)

mutants: $(VENV)/test.stamp ## Make small changes of meaning, and list those that no test notices
	for room in reasoning demos checks reports; do $(BIN)/python -m bench.mutants $$room || exit 1; done

schema: claim.schema.json ## Write the JSON Schema that editors use

claim.schema.json: $(wildcard kb/reading/*.py kb/model/*.py) $(VENV)/site.stamp
	$(BIN)/kb schema --output $@

clean: ## Remove everything that was generated, the environment included
	rm -rf $(VENV) build site .kb claim.schema.json

$(BIN)/python:
	@echo "== making an environment in $(VENV) =="
	$(PYTHON) -m venv $(VENV)

$(VENV)/site.stamp: pyproject.toml constraints.txt | $(BIN)/python
	@echo "== installing kb with what the demonstrations and the site need =="
	$(PIP) --editable '.[demos,site]'
	@touch $@

$(VENV)/test.stamp: pyproject.toml constraints.txt | $(BIN)/python
	@echo "== installing kb with what the tests need =="
	$(PIP) --editable '.[test]'
	@touch $@ $(VENV)/site.stamp
