"""Files of answers, and when they are computed again."""

import inspect
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from neuralnet import labs, plots
from neuralnet.labs import __main__ as program
from neuralnet.labs.answer_files import Answer, script
from tests.unit.labs.conftest import unpacked

IMAGES = np.linspace(0, 1, 2 * 784).reshape(2, 784)


def test_a_file_holds_each_image_once():
    first = Answer(plots.digits, "Two.", images=IMAGES, titles=["a", "b"])
    second = Answer(plots.answers, "One.", image=IMAGES[1], outputs=np.eye(2)[0], names=["a", "b"])
    start, _, rest = script("some", [first, second]).partition('"')
    assert start == "(globalThis.bookLabs ??= {}).some = "
    (one, image), (two, _) = unpacked(rest.removesuffix('";\n'))
    assert one == {"draw": "digits", "says": "Two.", "images": [0, 1], "titles": ["a", "b"]}
    assert two["image"] == [1]
    assert two["outputs"] == [1, 0]
    np.testing.assert_allclose([image(0), image(1)], IMAGES, atol=1 / 30 + 1e-9)


def test_a_title_stands_above_the_picture():
    picture = Answer(plots.digits, "Two.", "Both", images=IMAGES, titles=["a", "b"]).picture()
    assert picture.get_suptitle() == "Both"
    assert picture.words.startswith("Two.")


@pytest.mark.parametrize(
    ("make", "needs", "needs_not"),
    [
        (labs.bias_lab, ["weights", "lab", "features", "training"], ["plots", "layers", "sound"]),
        (labs.noise_lab, ["beyond", "sound", "network", "store"], ["checks", "features"]),
    ],
)
def test_answers_depend_on_what_their_code_imports(make, needs, needs_not):
    names = {path.stem for path in program.sources(Path(inspect.getfile(make)))}
    assert names >= set(needs)
    assert not names & set(needs_not)


@pytest.mark.slow
def test_answers_are_computed_once(tmp_path, monkeypatch, capsys):
    """With their code or data changed they would be again: the key is another one."""
    folder, kept = tmp_path / "site", tmp_path / "kept"
    monkeypatch.setattr(program, "key", lambda path: "one")
    program.main(folder, kept, ["noise_lab"])
    assert "noise_lab: 205 answers" in capsys.readouterr().out
    (folder / "beyond.js").unlink()
    program.main(folder, kept, ["noise_lab"])
    assert capsys.readouterr().out == ""
    assert (folder / "beyond.js").read_bytes() == (kept / "beyond-one.js").read_bytes()
    monkeypatch.setattr(program, "key", lambda path: "two")
    program.main(folder, kept, ["noise_lab"])
    assert [path.name for path in kept.iterdir()] == ["beyond-two.js"]


def test_the_program_asks_for_its_folders():
    done = subprocess.run(
        [sys.executable, "-m", "neuralnet.labs"], capture_output=True, text=True, env=os.environ
    )
    assert done.returncode == 1
    assert "FOLDER KEPT" in done.stderr
