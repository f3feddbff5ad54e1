"""The shared module of the book *Thirteen Thousand Knobs*.

Every chapter calls it, and quotes it. Its parts, from the ground up:

- ``activations``: sigmoid, ReLU, softmax and their slopes;
- ``network``: the network itself, its parameters and its forward pass;
- ``datasets``: every data set of the book, checked when it is read;
- ``plots``: pictures, in one style;
- ``widgets``: the live figures.
"""

__version__ = "0.1.0"
