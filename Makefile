# lab · test · notebooks · solutions · bench · lock. Each sets up .venv on first use.
PYTHON ?= python3
BIN := .venv/bin
# A file is one worker's, for its tests share what is costly; in the order of the folders, for the last are quick ones.
SPREAD := --numprocesses=logical --maxprocesses=4 --dist=loadfile --no-loadscope-reorder
AS_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)

.PHONY: lab test notebooks solutions bench lock clean

lab: .venv/lab.done
	$(BIN)/jupyter lab $(AS_ROOT) --LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb

test: .venv/test.done
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	COURSE_PROGRESS=:memory: $(BIN)/python -m pytest $(SPREAD)

notebooks: .venv/test.done
	$(BIN)/python tools/notebooks.py

solutions: .venv/test.done
	$(BIN)/python tools/notebooks.py --solutions

bench: .venv/test.done
	for file in bench/bench_*.py; do $(BIN)/python $$file || exit 1; done

lock: .venv/test.done
	$(BIN)/python tools/lock.py

.venv/lab.done: pyproject.toml requirements.lock $(wildcard binder/*.json)
	@$(PYTHON) -c 'import sys; sys.exit(None if (3, 11) <= sys.version_info[:2] <= (3, 14) else \
	"The course needs Python 3.11 to 3.14; $(PYTHON) is " + sys.version.split()[0] + ". Try: make lab PYTHON=python3.12")'
	@echo "Setting up .venv, once: about 300 MB to download, from two minutes to ten by your connection."
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint requirements.lock --editable '.[course,live]'
	$(BIN)/python -m course_lib prepare
	touch $@

.venv/test.done: .venv/lab.done
	$(BIN)/python -m pip install --quiet --constraint requirements.lock --editable '.[bench,scale,test]'
	touch $@

clean:
	rm -rf .venv
