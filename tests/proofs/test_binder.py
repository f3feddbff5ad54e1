"""What Binder does, without Binder: its files read, its steps taken, its notebooks run.

Not proved here, since it needs the real service: that mybinder.org builds the image from its
base image, and that its link opens.
"""

import functools
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pytest

from tools import ROOT, notebooks, serve

NOTEBOOKS = [path.relative_to(ROOT).as_posix() for path in notebooks.book_notebooks()]
EXECUTE = """
import resource, sys, time
from pathlib import Path
import nbformat
from nbclient import NotebookClient
path = Path(sys.argv[1])
began = time.monotonic()
notebook = nbformat.read(path, as_version=4)
NotebookClient(notebook, timeout=300, kernel_name="python3",
               resources={"metadata": {"path": path.parent}}).execute()
seconds = time.monotonic() - began
memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6
processor = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
print(f"RAN {seconds:.1f} {memory:.0f} {processor:.1f}")
"""


def python_of_binder():
    """The Python that binder/runtime.txt names."""
    wanted = (ROOT / "binder" / "runtime.txt").read_text().strip().replace("python-", "python")
    found = shutil.which(wanted)
    return found or pytest.skip(f"no {wanted} on this machine")


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A clone, as Binder makes it."""
    folder = tmp_path_factory.mktemp("binder") / "book"
    subprocess.run(["git", "clone", "-q", "--depth=1", ROOT.as_uri(), folder], check=True)
    return folder


@pytest.fixture(scope="module")
def dockerfile(repository):
    program = Path(sys.executable).with_name("jupyter-repo2docker")
    words = [program, "--no-build", "--debug", "--user-id=1000", "--user-name=reader", repository]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_repo2docker_accepts_the_repository(dockerfile):
    assert re.search(r"pip install .*-r \"?binder/requirements\.txt", dockerfile)
    assert "binder/postBuild" in dockerfile
    assert not re.search(r"apt-get install[^\n]*(gcc|g\+\+|build-essential)", dockerfile)


@pytest.fixture(scope="module")
def environment(repository, dockerfile, tmp_path_factory):
    """Binder's environment, made anew with the steps of its Dockerfile: (python, seconds)."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([python_of_binder(), "-m", "venv", folder], check=True)
    python, began = folder / "bin" / "python", time.monotonic()
    install = re.search(r"pip install ([^\n]*-r \"?binder/requirements\.txt)", dockerfile)[1]
    words = [word.strip('"') for word in install.split()]
    only_wheels = ["--only-binary", ":all:"]
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", *only_wheels, *words],
        cwd=repository,
        check=True,
    )
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    environ = {**os.environ, "PATH": path}
    environ.pop("PYTHONPATH", None)
    subprocess.run(["binder/postBuild"], cwd=repository, env=environ, check=True)
    return python, time.monotonic() - began


def test_its_environment_installs_from_wheels_alone(environment, measured):
    python, seconds = environment
    files = [path for path in python.parents[1].rglob("*") if path.is_file()]
    measured("binder_megabytes", sum(path.stat().st_size for path in files) / 1e6, within=0.15)
    measured("binder_seconds", seconds)


def test_every_chapter_runs_there_from_its_own_folder(environment, repository, measured):
    python, _ = environment
    environ = {**os.environ, "PATH": f"{python.parent}:{os.environ['PATH']}"}
    environ.pop("PYTHONPATH", None)
    ran = []
    for name in NOTEBOOKS:
        done = subprocess.run(
            [python, "-c", EXECUTE, repository / name],
            cwd=repository,
            env=environ,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"{name}: {done.stderr[-2000:]}"
        numbers = [float(number) for number in done.stdout.split("RAN ")[1].split()]
        print(f"{name}: {numbers[0]:.0f} s, {numbers[1]:.0f} MB, {numbers[2]:.0f} s of processor")
        ran.append(numbers)
    measured("chapter_seconds_most", max(seconds for seconds, _, _ in ran))
    measured("chapter_megabytes_most", max(memory for _, memory, _ in ran))
    measured("chapter_processor_seconds_most", max(processor for _, _, processor in ran))


def test_the_first_cell_installs_the_package_where_it_is_missing(environment, tmp_path):
    """As on Colab: only the notebook is there, and GitHub, for which a server stands in."""
    python, _ = environment
    subprocess.run([python, "-m", "pip", "uninstall", "-q", "-y", "neuralnet"], check=True)
    folder = tmp_path / "her" / "fork" / "archive"
    folder.mkdir(parents=True)
    archive = ["git", "archive", "--prefix=fork-main/", "-o", folder / "main.zip", "HEAD"]
    subprocess.run(archive, cwd=ROOT, check=True)
    opened = quote("fileId=https://github.com/her/fork/blob/main/chapters/01-digits.ipynb", safe="")
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / "sessions").write_text(json.dumps([{"path": opened}]))
    handler = functools.partial(serve.Handler, directory=tmp_path)
    with serve.http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{serving.server_port}"
        cell = notebooks.INSTALLER.replace("http://172.28.0.12:9000", here)
        moved = f'    archive = archive.replace("https://github.com", "{here}")\n    %pip'
        (tmp_path / "cell.ipy").write_text(cell.replace("    %pip", moved))
        words = [python, "-m", "IPython", "-c", f"%run -i {tmp_path / 'cell.ipy'}"]
        environ = {**os.environ, "PATH": f"{python.parent}:{os.environ['PATH']}"}
        environ.pop("PYTHONPATH", None)
        done = subprocess.run(words, cwd=tmp_path, env=environ, capture_output=True, text=True)
        serving.shutdown()
    assert "Error" not in done.stdout + done.stderr, done.stdout + done.stderr
    try_it = "import neuralnet.datasets as d; print(len(d.mnist().train_images))"
    done = subprocess.run(
        [python, "-c", try_it], cwd=tmp_path, env=environ, capture_output=True, text=True
    )
    assert done.stdout.strip() == "60000", done.stderr


def test_how_much_memory_a_student_s_jupyterlab_takes(environment, measured, tmp_path):
    python, _ = environment
    log = tmp_path / "log"
    words = ["--no-browser", "--allow-root", "--IdentityProvider.token=", "--port=0"]
    with log.open("w") as output:
        server = subprocess.Popen(
            [python, "-m", "jupyterlab", *words], cwd=tmp_path, stdout=output, stderr=output
        )
    try:
        for _ in range(60):
            time.sleep(1)
            if "is running at" in log.read_text():
                break
        status = Path(f"/proc/{server.pid}/status").read_text()
    finally:
        server.terminate()
        server.wait()
    measured("server_megabytes", int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1000)


def test_its_jupyterlab_runs_a_chapter_and_a_slider_moves_python(environment):
    python, _ = environment
    words = [sys.executable, "-m", "pytest", "-q", "tests/launch/test_jupyterlab.py"]
    done = subprocess.run(
        words,
        cwd=ROOT,
        env={**os.environ, "BOOK_LAB_PYTHON": str(python)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:]
