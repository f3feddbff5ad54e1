# The book's commands: `make help` lists them. They make what they need themselves.
PYTHON ?= python3
RUN := .venv/bin/python

.PHONY: help environment serve site test notebooks lite epub pdf publish proofs audit lock clean

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

lite: environment ## Build a JupyterLab that runs in the browser, into _build/lite
	@$(RUN) code/tools/lite.py

epub: environment ## Make an EPUB of the whole book, into _build/books
	@$(RUN) code/tools/books.py epub

pdf: environment ## Make a PDF of the whole book, into _build/books
	@$(RUN) code/tools/browser.py
	@$(RUN) code/tools/books.py pdf

publish: lite epub pdf ## Build the site with all that is published beside it, into _build/html
	@$(RUN) code/tools/publish.py

proofs: publish ## Check what takes longer: Binder's steps, Python in the browser, PDF, EPUB
	@$(RUN) -m pytest -q -s tests/proofs

audit: environment ## Ask the index of known weaknesses about the pinned packages (needs a network)
	@test -x _build/audit/bin/pip-audit || { $(RUN) -m venv _build/audit && \
	_build/audit/bin/pip install --quiet pip-audit; }
	@for list in requirements.txt binder/requirements.txt code/lite/requirements.txt; do \
	echo $$list; _build/audit/bin/pip-audit --require-hashes --disable-pip -r $$list; done

lock: environment ## Pin anew what the book is built, tested and launched with
	@$(RUN) code/tools/lock.py
	@$(PYTHON) code/tools/environment.py
	@$(RUN) code/tools/licences.py

clean: ## Remove what was built; the environment in .venv stays
	rm -rf _build
