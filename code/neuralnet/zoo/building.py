"""Building: a network is trained with every seed, and one is measured, kept and stored."""

import time

import numpy as np
from tqdm.auto import tqdm

from neuralnet import checks
from neuralnet.baselines import nearest_accuracy
from neuralnet.convolution import ConvolutionalNetwork
from neuralnet.hands import KINDS, hands
from neuralnet.images import drawn_again
from neuralnet.network import Network
from neuralnet.training import SGD, evaluate, train
from neuralnet.zoo import cards, store
from neuralnet.zoo.distillation import Lessons, Shifted, finish, learn
from neuralnet.zoo.recipes import RECIPES, SEEDS, VALIDATION_SEEDS, Recipe
from neuralnet.zoo.subjects import SUBJECTS


@checks.accepts(recipe=checks.one(Recipe), seed=checks.generator)
def fit(recipe, images, labels, seed, lessons=None):
    """Return a new network, trained by ``recipe`` on images and labels.

    A recipe with other lessons than "plain" needs the ``Lessons`` made from the images.
    """
    rng = seed
    if recipe.maps:
        network = ConvolutionalNetwork(recipe.maps, rng)
    else:
        network = Network(recipe.sizes, recipe.hidden, recipe.output, rng)
    if recipe.start == "normal":
        network.parameters[:] = rng.normal(size=network.parameters.size)
    if lessons is None:
        train(
            network,
            images,
            labels,
            epochs=recipe.epochs,
            batch_size=recipe.batch_size,
            learning_rate=recipe.learning_rate,
            cost=recipe.cost,
            optimiser=SGD(recipe.momentum),
            schedule=recipe.schedule,
            seed=rng,
            progress=False,
        )
        return network
    learn(network, lambda progress: lessons.draw(progress, rng), recipe, rng)
    if recipe.lessons == "shifted":
        return network
    network.biases[0] -= network.weights[0] @ lessons.mean  # now it takes the mean off itself
    if recipe.lessons == "drawings":
        finish(network, images, labels)
    return network


@checks.accepts(recipe=checks.one(Recipe))
def lessons_of(recipe, images, labels):
    """Return what a recipe's networks learn from in place of the images as they are, or None."""
    if recipe.lessons == "plain":
        return None
    if recipe.lessons == "shifted":
        return Shifted(images, labels)
    return Lessons(recipe, images, labels)


@checks.accepts(recipe=checks.one(Recipe), seeds=checks.items(checks.generator))
def fit_all(recipe, images, labels, seeds, lessons):
    """Return a network for each seed."""
    return [fit(recipe, images, labels, seed, lessons) for seed in tqdm(seeds, unit="seed")]


@checks.accepts(name=checks.one_of(*RECIPES), folder=checks.path)
def build(name, folder):
    """Train the network ``name`` with every seed; write the chosen one and its card.

    Trained on what is to learn from, networks are measured on what is kept for validation;
    trained on both, on the test. Of these last, the one with the lowest cost on what it
    learned from is kept, rounded: the test chooses nothing.
    """
    recipe, started = RECIPES[name], time.perf_counter()
    examples = SUBJECTS[recipe.subject].examples
    validation, known, test = map(examples, ("validation", "train", "test"))

    def measured(networks, images, labels):
        images = recipe.prepare(images)
        return np.transpose([evaluate(each, images, labels, recipe.cost) for each in networks])

    def accuracies(networks, images, labels):
        return 100 * measured(networks, images, labels)[1]

    def over_seeds(networks, images, labels):
        found = accuracies(networks, images, labels)
        return [float(found.mean().round(2)), float(found.std(ddof=1).round(2))]

    learn = examples("learn")
    trials = fit_all(recipe, *learn, VALIDATION_SEEDS, lessons_of(recipe, *learn))
    rows = {f"{len(trials)} seeds, validation images": over_seeds(trials, *validation)}
    lessons = lessons_of(recipe, *known)
    networks = fit_all(recipe, *known, SEEDS, lessons)
    kept = int(measured(networks, *known)[0].argmin())
    stored = store.rounded(networks[kept])
    tests = {"test images": test}
    if recipe.subject == "digits":
        tests["drawings"] = drawn_again(test[0]), test[1]
    if recipe.lessons == "drawings":
        tests |= {f"hands: {kind}": hands(kind, 1000, seed=1) for kind in KINDS}
    for what, part in tests.items():
        rows[f"{len(networks)} seeds, {what}"] = over_seeds(networks, *part)
    for what, part in tests.items():
        rows[f"this network, {what}"] = float(accuracies([stored], *part)[0].round(2))
    if recipe.subject != "digits":
        nearest = 100 * nearest_accuracy(known, test)
        rows["nearest example, test images"] = float(np.round(nearest, 2))
    teachers = lessons.teachers if isinstance(lessons, Lessons) else []
    training = store.Training(
        seed=kept,
        accuracy=rows,
        teachers=[float(accuracies([teacher], *test)[0].round(2)) for teacher in teachers],
        **store.when(started),
    )
    store.save(stored, folder / f"{name}.npz", training)
    write_card(name, folder)


@checks.accepts(name=checks.one_of(*RECIPES), folder=checks.path)
def write_card(name, folder):
    """Measure the network ``name`` that is stored in a folder, and write its card there."""
    kind = ConvolutionalNetwork if RECIPES[name].maps else Network
    network = store.read(folder / f"{name}.npz", kind)
    card = cards.card(name, network, store.trainings(folder)[name])
    (folder / f"{name}.md").write_text(card, encoding="utf-8")
