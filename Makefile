# make run    sets everything up and serves the site at http://127.0.0.1:8000/ (PORT=8001 make run for another)
# make test   sets everything up and runs the tests
# make test-postgresql  sets everything up and runs most tests on a server of PostgreSQL
# make quick  sets everything up and runs most tests: those of reading, searching and showing facts
# make soak   sets everything up and tries what could break the site: kills, slow clients, no room, damage, restoring
# make release  sets everything up and writes the facts as a release into var/releases/ (KEY=… make release signs it)
# make wheel  sets everything up and builds dist/red_heat-….whl, the app for other Django projects, and what make bom does
# make check  sets everything up and runs the linters, the type checker and Django's own checks
# make messages  sets everything up and brings the translations in films/locale/ up to date with the code and the templates
# make bom    sets everything up and writes dist/red-heat.cdx.json, what the site is made of, with licences (CycloneDX)
# make audit  sets everything up and asks PyPI and OSV about known weaknesses of the packages in the lock

PYTHON ?= python3
BIN := .venv/bin
INSTALL = if command -v uv >/dev/null; \
	then uv pip install --quiet --require-hashes --python $(BIN)/python -r $(1); \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); fi \
	|| { echo "The packages could not be installed: check the network, then run make again."; exit 1; }

# Without compiled modules, each command and each process of the tests would compile a thousand of them at its start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test test-postgresql quick soak release wheel check messages bom audit lock

run: .venv/.runs
	@exec $(BIN)/python manage.py serve

test: .venv/.tests
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

test-postgresql: .venv/.tests
	@$(BIN)/python -m tests.servers $(addprefix tests/,admin curating evidence exporting history importing kinds middleware models search views) --numprocesses auto --maxprocesses 4 --dist loadfile

quick: .venv/.tests
	@$(BIN)/python -m pytest -m "not browser and not packaging and not data_set and not curating and not exhaustive and not slow" --numprocesses auto --maxprocesses 4 --dist loadfile

# KILLS=100 make soak kills the server as many times.
soak: .venv/.tests
	@$(BIN)/python -m tests.soak --kills $(or $(KILLS),20)

release: .venv/.runs
	@$(BIN)/python manage.py make_release $(if $(KEY),--key "$(KEY)")

wheel: bom
	@$(BIN)/python -m hatchling build --target wheel

check: .venv/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --deploy --fail-level WARNING

messages: .venv/.tests
	@$(BIN)/python -m tests.languages

bom: .venv/.tests
	@$(BIN)/python -m tests.packaging.bill_of_materials requirements.lock dist/red-heat.cdx.json

audit: .venv/.tests
	@$(BIN)/python -m tests.packaging.audit requirements.lock

# Each stamp is written last, so that whatever was interrupted is done again.
.venv/.made:
	@command -v $(PYTHON) >/dev/null || { echo "Red Heat needs Python 3.11 or newer: install it, or name one with make PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Red Heat needs Python 3.11 or newer: install it, or name one with make PYTHON=…"; exit 1; }
	@rm -rf .venv
	@if command -v uv >/dev/null; \
		then uv venv --quiet --python "$$(command -v $(PYTHON))" .venv; \
		else $(PYTHON) -m venv .venv >/dev/null 2>&1; fi \
		|| { rm -rf .venv; echo "Python's venv module is missing: install it (on Debian and Ubuntu: apt install python3-venv), or install uv, then run make again."; exit 1; }
	@touch $@

.venv/.runs: .venv/.made requirements.lock
	@$(call INSTALL,requirements.lock)
	@touch $@

.venv/.tests: .venv/.made requirements-test.lock
	@$(call INSTALL,requirements-test.lock)
	@touch $@

lock:
	uv pip compile --quiet --no-header --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --extra site --extra postgresql pyproject.toml --output-file requirements.lock
	uv pip compile --quiet --no-header --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --extra site --extra postgresql pyproject.toml --group test --output-file requirements-test.lock
