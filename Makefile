# The book's commands: `make help` lists them. They make what they need themselves.
PYTHON ?= python3
RUN := .venv/bin/python
# Let every processor of this kind round matrix products alike, so that networks trained in
# the chapters come out with the same numbers everywhere.
ifeq ($(shell uname -m),x86_64)
export OPENBLAS_CORETYPE := Haswell
endif

.PHONY: help environment serve site test notebooks lock clean

help: ## List these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | \
	while IFS='	' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

environment:
	@command -v $(PYTHON) >/dev/null || { \
	echo "$(PYTHON) was not found. On Debian: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) code/tools/environment.py

serve: site ## Build the whole book and serve it at a local address
	@$(RUN) code/tools/serve.py

site: environment ## Build the whole book, warnings as errors, into _build/html
	@$(RUN) code/tools/build.py

test: environment ## Check everything: style, code, notebooks, the site in a browser
	@$(RUN) code/tools/check.py

notebooks: environment ## Run all notebooks from a fresh kernel and store their outputs
	@$(RUN) code/tools/notebooks.py run

lock: environment ## Pin anew what the book is built, tested and launched with
	@$(RUN) code/tools/lock.py

clean: ## Remove what was built; the environment in .venv stays
	rm -rf _build
