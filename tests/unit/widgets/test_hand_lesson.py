"""HandLesson in Python: what it learns from, what comes of it, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet import handwriting, zoo
from neuralnet.hands import person
from neuralnet.images import to_bytes
from neuralnet.widgets import HandLesson
from neuralnet.widgets.hand_lesson import earlier_lesson
from neuralnet.widgets.hand_traits import INVENTED, invented

LABELS = 2 * list(range(10))


def people(*writers):
    """Return the text that holds these people, each with twenty digits."""
    return handwriting.as_text(
        [
            handwriting.Hand(writer, np.array(LABELS), to_bytes(person(LABELS, seed)))
            for seed, writer in enumerate(writers)
        ]
    )


def test_it_learns_from_half_of_the_digits_and_is_tested_on_the_others():
    figure = HandLesson(hands=people(""))
    (known, labels), (test, test_labels) = figure.lesson
    assert labels.tolist() == test_labels.tolist() == list(range(10))
    np.testing.assert_array_equal(np.concatenate([known, test]), figure.images)
    figure.examples = 3
    assert figure.lesson[0][1].tolist() == [0, 1, 2]


def test_it_learns_from_all_others():
    figure = HandLesson(hands=people("", "Ada", "Bo"), by_person=True)
    (known, labels), (test, _) = figure.lesson
    assert (len(known), labels.tolist(), len(test)) == (40, 2 * LABELS, 20)
    figure.writer = "Nobody"
    assert [len(part) for part in figure.lesson[0]] == [60, 60]
    assert len(figure.lesson[1][0]) == 0


@pytest.mark.parametrize("mixed", [True, False])
def test_a_lesson_is_handwritings_own(mixed):
    figure = HandLesson(hands=people(""), start="drawer", mixed=mixed)
    network = figure.learned(steps=2)
    assert network.parameters.dtype == np.float64
    assert not np.array_equal(network.parameters, zoo.load("drawings").parameters)
    right, of_mnist = figure.measured(network)
    images, labels = figure.lesson[1]
    assert right == (network.predict(images) == labels).sum()
    assert 900 < of_mnist <= 1000


def test_its_words_say_what_a_lesson_brings():
    figure = HandLesson(hands=invented(), writer=INVENTED)
    before, after = figure.measured(figure.learned(0)), figure.measured(figure.learned())
    assert after[0] > before[0]
    assert figure.description() == (
        f"Taught from 30 digits, the network reads {after[0]} of 30 others of {INVENTED}, in place "
        f"of {before[0]}, and {after[1]} of 1,000 test digits of MNIST's, in place of {before[1]}."
    )
    assert figure.picture().words.startswith(figure.description())


def test_it_says_when_there_is_nothing_to_learn_from():
    figure = HandLesson()
    assert figure.description().startswith("A network to be taught somebody's handwriting. There")
    words = figure.picture().words
    assert words.startswith(figure.description())
    (_, first, _), *_, (_, last, mnist) = figure.earlier["points"]
    assert f"read {last} of 30 of an invented person's, in place of {first}." in words
    assert f"invented: from {first / 30:.1%} at 0 to {last / 30:.1%} at 200" in words
    assert f"to {mnist / 1000:.1%} at 200." in words


def test_the_lesson_made_before_is_the_invented_persons():
    stored, anew = HandLesson().earlier, earlier_lesson()
    labels = HandLesson(hands=invented(), writer=INVENTED).lesson[1][1]
    np.testing.assert_allclose(stored["points"], anew["points"], atol=2)  # computers round apart
    assert (np.array(stored["answers"]) != anew["answers"]).sum() <= 1
    assert (np.array(stored["answers"]) == labels).sum() == stored["points"][-1][1]


def test_what_was_taught_is_a_network():
    figure = HandLesson()
    np.testing.assert_array_equal(figure.network.parameters, zoo.load("relu").parameters)
    figure.taught = np.arange(13_002.0).tobytes()
    np.testing.assert_array_equal(figure.network.parameters, np.arange(13_002.0))


@pytest.mark.parametrize(
    ("name", "value"), [("taught", b"12"), ("start", "other"), ("examples", 0), ("hands", "{}")]
)
def test_it_refuses_what_it_cannot_hold(name, value):
    figure = HandLesson()
    before = getattr(figure, name)
    with pytest.raises(traitlets.TraitError):
        setattr(figure, name, value)
    assert getattr(figure, name) == before
