"""The book's trained networks, loaded, or built again by their recipes.

``zoo.load(name)`` returns one; ``python -m neuralnet.zoo NAME`` builds one. Loading imports
nothing of the training. Its parts, from the ground up:

- ``recipes``: all that decides what a network becomes, except the images and the seed;
- ``subjects``: what networks learn to read: digits, clothes, spoken digits, languages;
- ``store``: networks in files, with checksums;
- ``distillation``: images in many versions, and larger networks that teach a small one;
- ``measuring``: what a stored network reads and misses, and how sure it is of it;
- ``cards``: the model card beside each stored network;
- ``building``: every seed trained, measured, and one kept;
- ``neuron``: the one stored neuron that is no network.
"""

from neuralnet.zoo.recipes import RECIPES
from neuralnet.zoo.store import load
from neuralnet.zoo.subjects import SUBJECTS

__all__ = ["RECIPES", "SUBJECTS", "load"]
