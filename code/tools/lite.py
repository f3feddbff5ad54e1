"""Build a JupyterLab that runs wholly in the reader's browser, into _build/lite.

JupyterLite is a JupyterLab of static files. Its kernel is xeus-python: CPython, IPython and
NumPy as WebAssembly, which come in a wheel. This adds the book: ``neuralnet`` with its data,
what its figures and labs need, and the chapters. So nothing is asked of any other host. The
book's pages show the same notebooks one by one, and each exercise as a small one, in a frame.

Its programs have an environment of their own in _build/lite-env: they want older packages
than the book.
"""

import gzip
import json
import re
import shutil
import subprocess
import sys
import tarfile
import venv
from pathlib import Path

import nbformat
from matplotlib.figure import Figure

from sphinx_ext.content_policy import checksum, scripts, with_rules
from tools import ROOT, exercises, notebooks, pieces

BUILD = ROOT / "_build"
ENVIRONMENT, WORK, LITE = BUILD / "lite-env", BUILD / "jupyterlite", BUILD / "lite"
CONTENTS = WORK / "contents"
SOURCE = ROOT / "code" / "lite"
REQUIREMENTS = SOURCE / "requirements.txt"
KERNEL_FILES = LITE / "extensions" / "@jupyterlite" / "xeus-python-kernel" / "static"
DATA = KERNEL_FILES / "data"
# What hosts of static files compress as they send it.
COMPRESSED = {".css", ".html", ".ipynb", ".js", ".json", ".svg", ".wasm"}
KERNEL = {"name": "xeus-python", "display_name": "Python (XPython)", "language": "python"}
WIDGETS = ("anywidget", "comm", "ipywidgets", "psygnal", "tqdm", "typing_extensions")
UNUSED = {"pip", "setuptools", "wheel", "jedi", "parso"}
# Parts of the kernel's packages that nothing here imports: a third of what would be fetched.
LEFT_OUT = re.compile(
    r"lib/python3\.11/(?:distutils|ensurepip|idlelib|lib2to3|pydoc_data|tkinter|turtle\.py|turtledemo)\b"
    r"|site-packages/numpy/(?:array_api|distutils|f2py)/"
    r"|site-packages/IPython/(?:sphinxext|testing/plugin)/"
    r"|site-packages/pygments/lexers/(?!__init__|_mapping|python|special|_builtins)"
)
# As the pages of the book have one. JupyterLab checks its settings by code that it makes, and
# Python is WebAssembly; what comes from another host is refused.
POLICY = {
    "default-src": "'self'",
    "script-src": "'self' blob: 'unsafe-eval' 'wasm-unsafe-eval'",
    "worker-src": "'self' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "base-uri": "'self'",
    "form-action": "'none'",
}
WELCOME = """\
> **You run this chapter in your own browser.** Nothing is installed and nothing is sent
> anywhere. Python starts with the notebook; it fetches about {megabytes:.0f} MB the first time, the
> data when a cell asks for them, and takes some seconds. What you change stays in this browser.
>
> Live figures and labs work here, training too. Matplotlib does not run here: a small stand-in
> draws the pictures when you run their cells, and says so where it cannot draw one."""


def make_environment() -> None:
    """Install what builds JupyterLite, unless it is there."""
    stamp = ENVIRONMENT / "requirements.txt"
    if stamp.exists() and stamp.read_bytes() == REQUIREMENTS.read_bytes():
        return
    print("Preparing JupyterLite's own environment", flush=True)
    venv.create(ENVIRONMENT, clear=True, with_pip=True)
    pip = [str(ENVIRONMENT / "bin" / "pip"), "--disable-pip-version-check", "install", "-qq"]
    subprocess.run([*pip, "--require-hashes", "-r", str(REQUIREMENTS)], check=True)
    shutil.copy(REQUIREMENTS, stamp)


def for_the_browser(path: Path, megabytes: float) -> str:
    """Return a notebook's text with the browser's kernel and a word on what to expect."""
    notebook = notebooks.read(path)
    notebook.metadata["kernelspec"] = KERNEL
    welcome = nbformat.v4.new_markdown_cell(WELCOME.format(megabytes=megabytes), id="welcome")
    notebook.cells.insert(0, welcome)
    return notebooks.as_stored(notebook)


def write_contents(megabytes: float) -> None:
    """Write the notebooks that JupyterLite offers."""
    shutil.rmtree(WORK, ignore_errors=True)
    for path in notebooks.book_notebooks():
        target = CONTENTS / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(for_the_browser(path, megabytes), encoding="utf-8")
    (CONTENTS / exercises.FOLDER).mkdir()
    for name, notebook in exercises.every():
        notebook.metadata["kernelspec"] = KERNEL
        (CONTENTS / name).write_text(notebooks.as_stored(notebook), encoding="utf-8")
    (CONTENTS / "back").mkdir()
    shutil.copy(ROOT / "back" / "glossary.md", CONTENTS / "back")


def run_jupyterlite() -> None:
    """Build, as jupyter_lite_config.json says.

    It leaves out the add-on that asks conda for a kernel: the one in the wheel is complete.
    """
    shutil.rmtree(LITE, ignore_errors=True)
    # overrides.json: a figure that is scrolled out of sight keeps what its reader did.
    for name in ("jupyter_lite_config.json", "overrides.json"):
        shutil.copy(SOURCE / name, WORK)
    # What a frame in a page shows, one notebook and nothing else.
    shutil.copytree(SOURCE / "notebooks", WORK / "notebooks")
    words = [str(ENVIRONMENT / "bin" / "jupyter-lite"), "build"]
    done = subprocess.run(words, cwd=WORK, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"JupyterLite could not be built:\n{(done.stdout + done.stderr)[-3000:]}")


def add_package(name: str, *folders: tuple[Path, str]) -> dict[str, str]:
    """Add (folder, name) pairs to what the kernel unpacks when it starts."""
    file = KERNEL_FILES / f"{name}.tar.gz"

    def only_source(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
        left_out = "__pycache__" in member.name or member.name.endswith((".so", ".pyc"))
        return None if left_out else member

    with tarfile.open(file, "w:gz") as archive:
        for folder, inside in folders:
            place = f"lib/python3.11/site-packages/{inside}"
            archive.add(folder, place, filter=only_source)
    entry = {"name": name, "version": "0", "build": "0", "filename_stem": name}
    return entry | {"filename": file.name}


def draw_missing(path: Path) -> None:
    """Draw what stands where a picture of Matplotlib would be."""
    figure = Figure(figsize=(6.4, 1.2))
    words = "Matplotlib, which draws this picture, does not run in the browser.\n"
    words += "On Binder, on Colab or in a clone you see it."
    figure.text(0.5, 0.5, words, ha="center", va="center", fontsize=11)
    figure.savefig(path, dpi=110)


def trim(file: Path) -> None:
    """Leave out of a package of the kernel what nothing imports."""
    whole = file.with_suffix(".whole")
    file.rename(whole)
    with tarfile.open(whole) as source, tarfile.open(file, "w:gz") as target:
        for member in source:
            if not LEFT_OUT.search(member.name):
                target.addfile(member, source.extractfile(member) if member.isfile() else None)
    whole.unlink()


def book_package() -> Path:
    """Return a folder with the book's package as the browser has it.

    Its data are not in it but lists of their checksums: each file is fetched when it is read.
    """
    package = WORK / "neuralnet"
    shutil.copytree(ROOT / "code" / "neuralnet", package)
    shutil.copy(SOURCE / "in_browser.py", package)
    with (package / "__init__.py").open("a", encoding="utf-8") as file:
        file.write("\nfrom neuralnet import in_browser\n")
    # A lab's picture is one that the page draws: SVG.
    lab = package / "labs" / "lab.py"
    text = lab.read_text(encoding="utf-8")
    for here, there in (('format="png"', 'format="svg+xml"'), (".png()", ".svg().encode()")):
        if here not in text:
            raise ValueError(f"{lab.name} holds no {here}: see book_package in code/tools/lite.py")
        text = text.replace(here, there)
    lab.write_text(text, encoding="utf-8")
    for sums in (ROOT / "data").glob("*/SHA256SUMS"):
        name = sums.parent.name
        pieces.lay(sums.parent, DATA / name)
        folder = package / "data" / name
        folder.mkdir(parents=True)
        shutil.copy(DATA / name / sums.name, folder)
    return package


def add_book() -> None:
    """Add to the kernel the book's own package, and what its figures need."""
    (packages,) = (ENVIRONMENT / "lib").glob("python3*/site-packages")
    widgets = [
        (path, path.name)
        for name in WIDGETS
        for path in packages.glob(f"{name}*")
        if path.name.split("-")[0].removesuffix(".py") == name
    ]
    # tqdm would watch its bars from a thread, which Python in a browser cannot start.
    bars = packages / "tqdm" / "std.py"
    text = bars.read_text(encoding="utf-8")
    bars.write_text(text.replace("monitor_interval = 10", "monitor_interval = 0"))
    stand_in = WORK / "matplotlib"
    shutil.copytree(SOURCE / "matplotlib", stand_in, dirs_exist_ok=True)
    draw_missing(stand_in / "no_picture.png")
    added = [
        add_package("neuralnet", (book_package(), "neuralnet")),
        add_package("widgets", *widgets),
        add_package("matplotlib", (stand_in, "matplotlib")),
    ]
    listing = KERNEL_FILES / "empack_env_meta.json"
    kernel = json.loads(listing.read_text(encoding="utf-8"))
    kept = [entry for entry in kernel["packages"] if entry["name"] not in UNUSED]
    for entry in kernel["packages"]:
        if entry["name"] in UNUSED:
            (KERNEL_FILES / entry["filename"]).unlink()
    for entry in kept:
        trim(KERNEL_FILES / entry["filename"])
    kernel["packages"] = kept + added
    listing.write_text(json.dumps(kernel), encoding="utf-8")


def protect_pages() -> None:
    """Give each page a policy that lets no other host in."""
    for path in LITE.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        known = " ".join(checksum(text) for text in scripts(page))
        sources = POLICY | {"script-src": f"{POLICY['script-src']} {known}"}
        rules = "; ".join(f"{kind} {places}" for kind, places in sources.items())
        path.write_text(with_rules(page, rules), encoding="utf-8")


def sent(file: Path) -> int:
    """Return how many bytes of a file go through the net."""
    content = file.read_bytes()
    return len(gzip.compress(content)) if file.suffix in COMPRESSED else len(content)


def megabytes(folder: Path) -> float:
    """Return how large a folder is on its way to a reader, without data, fetched when read."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sum(sent(path) for path in files if not path.is_relative_to(DATA)) / 1e6


def main() -> None:
    make_environment()
    write_contents(megabytes=0)
    run_jupyterlite()
    add_book()
    protect_pages()
    kernel = megabytes(KERNEL_FILES)
    write_contents(kernel)
    shutil.copytree(CONTENTS, LITE / "files", dirs_exist_ok=True)
    print(
        f"Built: _build/lite/lab/index.html, {megabytes(LITE):.0f} MB, of it {kernel:.0f} MB Python"
    )


if __name__ == "__main__":
    main()
