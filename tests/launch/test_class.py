"""What the page for teachers says of students' work, with nbgitpuller itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

WHAT = ("NAME", "EMAIL")
PERSON = ["-c", "user.name=A teacher", "-c", "user.email=teacher@school.example"]


def git(folder, *words):
    subprocess.run(["git", *PERSON, *words], cwd=folder, check=True, capture_output=True)


def pull(book, student):
    """What a click on the link does."""
    program = Path(sys.executable).with_name("gitpuller")
    identity = {f"GIT_{who}_{what}": "student" for who in ("AUTHOR", "COMMITTER") for what in WHAT}
    done = subprocess.run(
        [program, book.as_uri(), "main", student],
        capture_output=True,
        text=True,
        env={**os.environ, **identity},
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def book(tmp_path):
    folder = tmp_path / "book"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    for name in ("edited", "untouched", "deleted"):
        (folder / name).write_text("".join(f"{name} {line}\n" for line in range(20)))
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "First edition")
    return folder


def test_a_student_s_work_wins_when_the_book_changes(book, tmp_path):
    student = tmp_path / "student"
    pull(book, student)
    work = (student / "edited").read_text().replace("edited 3\n", "my own answer\n")
    (student / "edited").write_text(work)
    (student / "mine").write_text("notes")
    (student / "deleted").unlink()

    text = (book / "edited").read_text()
    text = text.replace("edited 3\n", "the book's 3\n").replace("edited 15\n", "the book's 15\n")
    (book / "edited").write_text(text)
    (book / "untouched").write_text("second edition\n")
    (book / "new").write_text("a new chapter\n")
    git(book, "add", ".")
    git(book, "commit", "-qm", "Second edition")
    pull(book, student)

    assert "my own answer\n" in (student / "edited").read_text()
    assert "the book's 15\n" in (student / "edited").read_text()
    assert (student / "untouched").read_text() == "second edition\n"
    assert (student / "mine").read_text() == "notes"
    assert (student / "deleted").exists()
    assert (student / "new").exists()
