# Each target does its own set-up. The example is built at a fixed moment, so that it never rots.
NOW := 2026-10-15T09:00
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: site test serve lint bench clean catalogue schema docs gallery heard lock

site: .venv/ready
	$(BIN)/handvest build --strict --now $(NOW)

test: .venv/ready
	$(BIN)/python tests/chromium.py
	$(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile

serve: .venv/ready
	$(BIN)/handvest serve --now $(NOW)

lint: .venv/ready
	$(BIN)/ruff format --check generator tests
	$(BIN)/ruff check generator tests
	$(BIN)/mypy

bench: .venv/ready
	$(BIN)/python tests/bench.py

# For those who change the generator: texts to translate, the editor schemas of the example, the lock file.
catalogue: .venv/ready
	$(BIN)/python generator/catalogue.py

schema: .venv/ready
	$(BIN)/handvest schema promises/.schema

docs: .venv/ready
	$(BIN)/python generator/reference.py

gallery: .venv/ready
	$(BIN)/python generator/gallery.py

heard: .venv/ready
	HANDVEST_HEARD=write $(BIN)/pytest tests/test_heard.py

lock:
	uv pip compile pyproject.toml --group dev --extra rare-words --universal --python-version 3.11 --generate-hashes --upgrade \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements.lock

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Handvest needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf .venv site build dist .site.* .mypy_cache .pytest_cache .ruff_cache
