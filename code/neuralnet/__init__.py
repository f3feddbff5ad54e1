"""The shared module of the book *Thirteen Thousand Knobs*.

Every chapter calls it, and quotes it. Its parts, from the ground up:

- ``activations``: sigmoid, ReLU, softmax and their slopes;
- ``network``: the network itself, its parameters and its forward pass;
- ``training``: the cost, backpropagation, optimisers and the training loop;
- ``history``: what is measured while a network learns;
- ``arrays``: what these need to be quick: memory, and products in slices;
- ``checks``: what these accept, and what they say about anything else;
- ``images``: drawings made like MNIST's, and images moved, bent and drawn again;
- ``datasets``: every data set of the book, checked when it is read;
- ``baselines``, ``features``: ways to read digits without a network, and what rules measure;
- ``random``: random numbers that the page draws too;
- ``zoo``: the book's trained networks, loaded, or built again by their recipes;
- ``plots``: pictures, in one style;
- ``widgets``: the live figures and the labs.
"""

__version__ = "0.1.0"
