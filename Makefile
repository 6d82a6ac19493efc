# Every command a person or CI needs. `make site` and `make test` do all the set-up themselves.

PYTHON ?= python3
BIN := .venv/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: setup site serve edit check test pictures soak lint bench clean

# All that the program needs; the other targets do it by themselves.
setup: .venv/.run node_modules/.ready

# A clone that was cut off gets its history first; where it cannot be had the site tells of no changes.
site: .venv/.run node_modules/.ready
	@[ "$$(git rev-parse --is-shallow-repository 2>/dev/null)" != true ] || git fetch --quiet --unshallow || true
	$(BIN)/youth-atlas build $$([ "$$(git rev-parse --is-shallow-repository 2>/dev/null)" != true ] || echo --no-history)

serve: .venv/.run node_modules/.ready
	$(BIN)/youth-atlas serve

# The editing form on this machine; what it saves becomes branches of this repository.
edit: .venv/.run node_modules/.ready
	$(BIN)/youth-atlas edit

check: .venv/.run
	$(BIN)/youth-atlas check

# A process a core; each takes whole files, which share what they build, in the order of `tests/conftest.py`.
test: lint node_modules/.ready | browser
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

# Takes the pictures of README and handbook anew; look at them before you commit.
pictures: .venv/.dev node_modules/.ready | browser
	UPDATE_PICTURES=1 $(BIN)/python -m pytest -k picture tests/test_pictures.py tests/test_form.py

# Tests that take minutes, and are not part of `make test`.
soak: .venv/.dev node_modules/.ready
	$(BIN)/python -m pytest -m soak -o faulthandler_timeout=3600

lint: .venv/.dev
	$(BIN)/ruff check generator tests benchmarks
	$(BIN)/ruff format --check generator tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --quiet tests/test_generated.py

# `make bench ARGS="--sizes 300 --skip hugo"` for a quick look.
bench: .venv/.bench .venv/.dev node_modules/.ready | browser
	$(BIN)/python -m benchmarks $(ARGS)

clean:
	rm -rf site .cache .venv node_modules

# What runs the program, and beside it what tests and what measures it; pip checks every hash.
.venv/.run: requirements.txt pyproject.toml
	[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	touch $@

.venv/.bench: requirements-bench.txt .venv/.run
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-bench.txt
	touch $@

node_modules/.ready: package.json package-lock.json
	npm ci --no-audit --no-fund --silent
	touch $@

# Pages are tested in a real browser with a font that has Chinese, from a real web server, and by a checker of HTML that needs Java.
.PHONY: browser
browser:
	@command -v chromium >/dev/null && command -v java >/dev/null && [ -x /usr/sbin/nginx ] && fc-list ':lang=zh' | grep -q . || { \
		$(SUDO) apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -qq -y chromium default-jre-headless fontconfig fonts-wqy-zenhei nginx-light >/dev/null; }
