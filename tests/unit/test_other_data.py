"""Clothes, spoken digits and languages: their data."""

import gzip
import shutil

import numpy as np
import pytest

from neuralnet import datasets
from neuralnet.files import DataError, checksums
from tools import ROOT

LOADERS = {
    "fashion": datasets.fashion,
    "spoken": datasets.spoken,
    "languages": datasets.languages,
}
FILES = [
    (folder, name)
    for folder in LOADERS
    for name in checksums(ROOT / "data" / folder)
    if not name.endswith(".wav")
]


def test_pictures_have_their_shapes_and_labels():
    for loaded, train, test, levels in (
        (datasets.fashion(), 10_000, 10_000, 8),
        (datasets.spoken(), 5_320, 1_540, 16),
    ):
        assert loaded.train_images.shape == (train, 784)
        assert loaded.test_images.shape == (test, 784)
        for images in (loaded.train_images, loaded.test_images):
            assert images.dtype == np.float32
            assert (images.min(), images.max()) == (0, 1)
            assert len(np.unique(images)) == levels
        for labels in (loaded.train_labels, loaded.test_labels):
            assert set(labels.tolist()) == set(range(10))
    # As Zalando's own files have it: a tenth of each kind, an ankle boot first.
    assert np.bincount(datasets.fashion().test_labels).tolist() == [1000] * 10
    assert datasets.fashion().train_labels[0] == 9


def test_no_family_of_voices_is_in_both_parts():
    spoken = datasets.spoken()

    def families(voices):
        return {voice.lower().rstrip("0123456789") for voice in voices}

    assert not families(spoken.train_voices) & families(spoken.test_voices)
    assert len(set(spoken.train_voices)) == 76
    assert len(set(spoken.test_voices)) == 22
    # Each voice says each digit seven times.
    for voice in set(spoken.test_voices):
        labels = spoken.test_labels[spoken.test_voices == voice]
        assert np.bincount(labels).tolist() == [7] * 10


def paragraphs(part):
    path = ROOT / "data" / "languages" / f"{part}.txt.gz"
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    return [line.split("\t") for line in lines]


def test_no_page_and_no_paragraph_is_in_both_parts():
    train, test = paragraphs("train"), paragraphs("test")
    assert not {page for _, page, _ in train} & {page for _, page, _ in test}
    texts = [text for _, _, text in train + test]
    assert len(set(texts)) == len(texts)
    assert {code for code, _, _ in train} == set(datasets.LANGUAGES)


def test_languages_have_their_texts_in_order():
    texts = datasets.languages()
    assert [len(part) for part in texts] == [10] * 4
    assert texts.everyday[1][0] == "Die Kinder spielen im Garten, weil die Sonne scheint."
    assert {len(of_language) for of_language in texts.everyday} == {10}
    assert {len(of_language) for of_language in texts.manual_pages} == {30}
    assert all(len(text) <= 200 for part in texts.manual_pages for text in part)


def test_clips_are_sound_of_their_voices():
    for word in datasets.CLIPS:
        samples, rate = datasets.clip(word)
        assert rate == 22_050
        assert 0.2 < len(samples) / rate < 1.2
        assert 0.05 < np.abs(samples).max() <= 1
    with pytest.raises(ValueError, match=r"expected one of three, .*got 'ten'"):
        datasets.clip("ten")


@pytest.fixture
def copy(tmp_path):
    """Copy a folder of the data that a test may damage."""

    def copied(name):
        shutil.copytree(ROOT / "data" / name, tmp_path / name)
        return tmp_path / name

    return copied


def altered(content):
    return content[:-1] + bytes([content[-1] ^ 1])


@pytest.mark.parametrize(("name", "file"), FILES)
def test_damage_is_named_with_what_to_do(copy, name, file):
    folder = copy(name)
    whole = (folder / file).read_bytes()
    packed = file.endswith(".gz")
    for damaged in (
        whole[: len(whole) // 2],
        gzip.compress(altered(gzip.decompress(whole)), 1) if packed else altered(whole),
    ):
        (folder / file).write_bytes(damaged)
        with pytest.raises(DataError, match="expected") as caught:
            LOADERS[name](folder)
        assert f"git checkout -- data/{name}/{file}" in str(caught.value)
    (folder / file).unlink()
    with pytest.raises(DataError, match="expected a file, found none"):
        LOADERS[name](folder)


def test_a_damaged_clip_is_named(copy):
    folder = copy("spoken")
    path = folder / "three.wav"
    path.write_bytes(altered(path.read_bytes()))
    with pytest.raises(DataError, match=r"three\.wav: expected SHA-256"):
        datasets.clip("three", folder)


@pytest.mark.parametrize("name", LOADERS)
def test_the_data_stay_small(name):
    assert sum(path.stat().st_size for path in (ROOT / "data" / name).iterdir()) < 3_000_000
