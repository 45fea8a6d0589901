# make demo    the playground at http://127.0.0.1:8765/ (another port: make demo PORT=9000)
# make test    everything: make check, then all tests (some of them only: make test PYTEST_ARGS="-k vault")
# make check   formatting, lint, types, import contracts, dependency audit
# make format  formats and sorts imports
# make lock    brings both locks in line with pyproject.toml (needs uv; newer versions: make lock LOCK_ARGS=--upgrade)
# make clean   removes what these made
#
# All of them set up .venv by themselves, from the locks, with hashes. Two at once wait for one another.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help demo test check audit format lock clean

PORT ?= 8765
PYTEST_ARGS ?=
LOCK_ARGS ?=
CODE := bot cogs storage tests
BIN := .venv/bin
PIP := PIP_USER=0 $(BIN)/python -m pip --disable-pip-version-check -q

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

demo: .venv/.runtime
	exec $(BIN)/python -m bot demo --port $(PORT)

test: check
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: .venv/.dev
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory audit

# Offline: the packages fit together, and are those of the lock.
audit: .venv/.dev
	$(PIP) check
	$(BIN)/python -m pytest -q tests/test_lock.py

format: .venv/.dev
	$(BIN)/ruff check --fix-only $(CODE)
	$(BIN)/ruff format $(CODE)

# The development lock first: what its packages can live with holds for the bot as well. No index, no header: a lock names
# no address and nobody's path.
UV_LOCK := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate
lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: install it (pipx install uv)." >&2; exit 1; }
	$(UV_LOCK) $(LOCK_ARGS) pyproject.toml --group dev -o requirements-dev.lock
	$(UV_LOCK) $(LOCK_ARGS) pyproject.toml -c requirements-dev.lock -o requirements.lock

clean:
	rm -rf .venv .venv.lock build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

# Sets up .venv for one lock. The stamp holds a copy of the lock it was made from: what a branch change or a fresh checkout
# does to the files' times does not matter, only what the lock says. The file descriptor keeps a second make waiting
# (flock(1) is not everywhere, Python is).
define install
	@exec 9>.venv.lock; \
	python=; lacks=; \
	for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	  $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  if $$each -c 'import ensurepip, venv' 2>/dev/null; then python=$$each; break; else lacks=$$each; fi; \
	done; \
	if [ -z "$$python" ] && [ -n "$$lacks" ]; then \
	  echo "$$lacks can't make a virtual environment: install its venv package (on Debian: apt-get install python3-venv)." >&2; exit 1; \
	elif [ -z "$$python" ]; then \
	  echo "Agony Aunt needs Python 3.11 or newer, and none was found: install one (on Debian: apt-get install python3 python3-venv)." >&2; exit 1; \
	fi; \
	$$python -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)' || exit 1; \
	cmp -s $(1) $(2) && $(BIN)/python -c 'import pip' 2>/dev/null && exit 0; \
	echo "Setting up .venv from $(1) ..."; \
	$(BIN)/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || $$python -m venv --clear .venv || exit 1; \
	$(PIP) install --require-hashes --no-deps -r $(1) && cp $(1) $(2)
endef

.venv/.runtime: requirements.lock FORCE
	$(call install,$<,$@)

.venv/.dev: requirements-dev.lock FORCE
	$(call install,$<,$@)

.PHONY: FORCE
FORCE:
