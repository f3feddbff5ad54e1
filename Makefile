# The book's commands: `make help` lists them. They make what they need themselves.
PYTHON ?= python3
RUN := .venv/bin/python

.PHONY: help environment serve watch site test quick notebook notebooks chapter figure lite epub pdf publish proofs audit lock clean

help: ## List these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | \
	while IFS='	' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

environment:
	@command -v $(PYTHON) >/dev/null || { \
	echo "$(PYTHON) was not found. On Debian: apt-get install python3 python3-venv"; exit 1; }
	@cd code && $(PYTHON) -m tools.environment

serve: site ## Build the whole book and serve it at a local address
	@$(RUN) -m tools.serve

watch: environment ## Serve the book, and show each change in the browser within seconds
	@$(RUN) -m tools.watch

site: environment ## Build the whole book, warnings as errors, into _build/html
	@$(RUN) -m tools.build

test: environment ## Check style, code, notebooks, every page and figure in a browser
	@$(RUN) -m tools.check all

quick: environment ## Check in a minute what needs no site and runs no chapter
	@$(RUN) -m tools.check quick

notebooks: environment ## Run all notebooks from a fresh kernel and store their outputs
	@$(RUN) -m tools.notebooks run

notebook: environment ## Run one notebook and store its outputs: NAME=03-weights
	@$(RUN) -m tools.notebooks run "$(NAME)"

chapter: environment ## Write a new chapter, to be changed from there: NAME=11-sounds
	@$(RUN) -m tools.skeleton chapter "$(NAME)"

figure: environment ## Write a new live figure, to be changed from there: NAME=SquareCounter
	@$(RUN) -m tools.skeleton figure "$(NAME)"

lite: environment ## Build a JupyterLab that runs in the browser, into _build/lite
	@$(RUN) -m tools.lite

epub: environment ## Make an EPUB of the whole book, into _build/books
	@$(RUN) -m tools.books epub

pdf: environment ## Make a PDF of the whole book, into _build/books
	@$(RUN) -m tools.browser
	@$(RUN) -m tools.books pdf

publish: lite epub pdf ## Build the site with all that is published beside it, into _build/html
	@$(RUN) -m tools.publish

proofs: publish ## Check what takes longer: more screens, other browsers, Binder, Python in the browser, PDF, EPUB
	@$(RUN) -m tools.browser all
	@$(RUN) -m pytest -q -n 4 --dist worksteal -m thorough tests/unit tests/site tests/launch
	@$(RUN) -m pytest -q -s tests/proofs

audit: environment ## Ask the index of known weaknesses about the pinned packages (needs a network)
	@test -x _build/audit/bin/pip-audit || { $(RUN) -m venv _build/audit && \
	_build/audit/bin/pip install --quiet pip-audit; }
	@for list in requirements.txt binder/requirements.txt code/lite/requirements.txt; do \
	echo $$list; _build/audit/bin/pip-audit --require-hashes --disable-pip -r $$list; done

lock: environment ## Pin anew what the book is built, tested and launched with
	@$(RUN) -m tools.lock
	@cd code && $(PYTHON) -m tools.environment
	@$(RUN) -m tools.licences

clean: ## Remove what was built; the environment in .venv stays
	rm -rf _build
