"""Build a JupyterLab that runs wholly in the reader's browser, into _build/lite.

JupyterLite is a JupyterLab of static files. Its kernel is xeus-python: CPython, IPython and
NumPy as WebAssembly, which come in a wheel. This adds the book: ``neuralnet`` with its data,
what its figures and labs need, and the chapters. So nothing is asked of any other host.

Its programs have an environment of their own in _build/lite-env: they want older packages
than the book.
"""

import json
import shutil
import subprocess
import sys
import tarfile
import venv
from pathlib import Path

import nbformat
from matplotlib.figure import Figure

from tools import ROOT, notebooks

BUILD = ROOT / "_build"
ENVIRONMENT, WORK, LITE = BUILD / "lite-env", BUILD / "lite-work", BUILD / "lite"
CONTENTS = WORK / "contents"
SOURCE = ROOT / "code" / "lite"
REQUIREMENTS = SOURCE / "requirements.txt"
KERNEL_FILES = LITE / "extensions" / "@jupyterlite" / "xeus-python-kernel" / "static"
KERNEL = {"name": "xeus-python", "display_name": "Python (XPython)", "language": "python"}
WIDGETS = ("anywidget", "comm", "ipywidgets", "psygnal", "tqdm", "typing_extensions")
UNUSED = {"pip", "setuptools", "wheel"}
WELCOME = """\
> **You run this chapter in your own browser.** Nothing is installed and nothing is sent
> anywhere. Python starts with the notebook; it fetches about {megabytes:.0f} MB the first time, and
> takes some seconds. What you change stays in this browser.
>
> Live figures and labs work here, training too. Pictures are those stored with
> the chapter: Matplotlib, which draws them, does not run here, so a cell that you run again
> says so in their place."""


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
    book = [(ROOT / "code" / "neuralnet", "neuralnet"), (ROOT / "data", "neuralnet/data")]
    added = [
        add_package("neuralnet", *book),
        add_package("widgets", *widgets),
        add_package("matplotlib", (stand_in, "matplotlib")),
    ]
    listing = KERNEL_FILES / "empack_env_meta.json"
    kernel = json.loads(listing.read_text(encoding="utf-8"))
    kept = [entry for entry in kernel["packages"] if entry["name"] not in UNUSED]
    for entry in kernel["packages"]:
        if entry["name"] in UNUSED:
            (KERNEL_FILES / entry["filename"]).unlink()
    kernel["packages"] = kept + added
    listing.write_text(json.dumps(kernel), encoding="utf-8")


def megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def main() -> None:
    make_environment()
    write_contents(megabytes=0)
    run_jupyterlite()
    add_book()
    kernel = megabytes(KERNEL_FILES)
    write_contents(kernel)
    shutil.copytree(CONTENTS, LITE / "files", dirs_exist_ok=True)
    print(
        f"Built: _build/lite/lab/index.html, {megabytes(LITE):.0f} MB, of it {kernel:.0f} MB Python"
    )


if __name__ == "__main__":
    main()
