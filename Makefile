# make demo  an example centre and its weekly roster in build/demo
# make test  the tests
# make lint  ruff, mypy and the law of imports
# make bench-forecast, make bench-staffing  figures beside other libraries (real data in PLANNER_TEST_DATA)
# make bench-curtois  published rostering instances 1 to 12: proven optima, or the best in ten minutes; about 20 minutes
# make bench-large  50 to 5,000 people beside a proven bound, a minute each
# make bench-sites  5,000 people of 20 sites with one requirement
# make bench-repair  2,000 people, 3 % of them sick
# make bench-retail  published instances with several tasks (data in PLANNER_TEST_DATA)
# make bench-shifts  shift selection and equal paid hours beside pyworkforce
# make bench-simulation  events per second beside simpy and ciw; a bank's February (data in PLANNER_TEST_DATA)
# make bench-roster  rosters of the example centre beside their goals; about 16 minutes
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint bench-forecast bench-staffing bench-curtois bench-roster bench-large bench-sites \
        bench-repair bench-retail bench-shifts bench-simulation readme lock clean

demo: $(VENV)/run
	rm -rf build/demo
	$(BIN)/planner init build/demo
	$(BIN)/planner run -C build/demo

test: $(VENV)/dev
	$(BIN)/python -m pytest

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

$(VENV)/run: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/dev: requirements-dev.lock $(VENV)/run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	touch $@

# the peers need versions of their own
$(VENV)-bench/ready: requirements-bench.txt
	$(PYTHON) -m venv $(VENV)-bench
	$(VENV)-bench/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	$(VENV)-bench/bin/python -m pip install --quiet --disable-pip-version-check --ignore-requires-python --no-deps pyworkforce==0.5.4
	touch $@

bench-forecast: $(VENV)-bench/ready
	$(VENV)-bench/bin/python -m tests.benchmarks.forecast

bench-staffing: $(VENV)/dev $(VENV)-bench/ready
	$(BIN)/python -m tests.benchmarks.staffing $(VENV)-bench/bin/python

bench-curtois: $(VENV)/dev
	$(BIN)/python -m tests.benchmarks.curtois --time 120 $(foreach n,1 2 3 4 5 6 7,$(PLANNER_TEST_DATA)/curtois_nrp/Instance$(n).txt)
	$(BIN)/python -m tests.benchmarks.curtois --time 600 $(foreach n,8 9 10 11 12,$(PLANNER_TEST_DATA)/curtois_nrp/Instance$(n).txt)

bench-large: $(VENV)/dev
	for agents in 50 100 200 500; do \
	    $(BIN)/python -m tests.benchmarks.large --agents $$agents --time 57 --workers 2; done
	for agents in 1000 2000 3000; do $(BIN)/python -m tests.benchmarks.large --agents $$agents --time 55; done
	$(BIN)/python -m tests.benchmarks.large --agents 5000 --time 80

bench-sites: $(VENV)/dev
	$(BIN)/python -m tests.benchmarks.sites --agents 5000 --sites 20 --seed 1 --workers 2 --time 90

bench-repair: $(VENV)/dev
	$(BIN)/python -m tests.benchmarks.repair --agents 2000

bench-retail: $(VENV)/dev
	$(BIN)/python -m tests.benchmarks.retail --time 100 $(foreach n,1_7_10_1 6_7_20_1 10_7_20_3,$(PLANNER_TEST_DATA)/retail_multitask/$(n).txt)

bench-simulation: $(VENV)/dev $(VENV)-bench/ready
	$(BIN)/python -m tests.benchmarks.simulation $(VENV)-bench/bin/python

bench-shifts: $(VENV)/dev $(VENV)-bench/ready
	$(BIN)/python -m tests.benchmarks.shift_selection $(VENV)-bench/bin/python

bench-roster: $(VENV)/dev
	$(BIN)/python -m tests.benchmarks.roster

# README's output of a run and its pictures
readme: $(VENV)/dev
	$(BIN)/python -m tests.readme

# new versions of everything, written to the lock files
lock:
	uv pip compile --quiet --universal --no-header --upgrade pyproject.toml --group build -o requirements.lock
	uv pip compile --quiet --universal --no-header --upgrade pyproject.toml --group build --group dev -o requirements-dev.lock

clean:
	rm -rf $(VENV) build
