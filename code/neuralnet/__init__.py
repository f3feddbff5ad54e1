"""The shared module of the book *Thirteen Thousand Knobs*.

Every chapter calls it, and quotes it. Its parts, from the ground up: each imports only from
those before it, which a test compares with the code.

- ``checks``: what everything else accepts, and what it says about anything else;
- ``activations``: sigmoid, ReLU, softmax and their slopes;
- ``arrays``: where arrays lie, in memory and in files; products in slices, for speed;
- ``random``: random numbers that the page draws too;
- ``network``: the network itself, its parameters and its forward pass;
- ``convolution``: its relative with neighbours: the same few weights at every place;
- ``history``: what is measured while a network learns;
- ``training``: the cost, backpropagation, optimisers and the training loop;
- ``landscapes``: two small costs to roll down, which can be drawn;
- ``images``: drawings made like MNIST's, and images moved, bent and drawn again;
- ``hands``: digits as hands around the world write them, drawn by rules and by chance;
- ``handwriting``, ``teaching``: a reader's own digits, kept in a file, and lessons in them;
- ``sound``, ``text``: sounds and texts made into such images;
- ``files``, ``datasets``: every data set of the book, checked when it is read;
- ``baselines``, ``features``: ways to read digits without a network, and what rules measure;
- ``chance``: how far a measured share may be off;
- ``calibration``: how often a network is right, against how sure it is;
- ``zoo``: the book's trained networks, loaded, or built again by their recipes;
- ``plots``: pictures, in one style;
- ``labs``: sliders over Python, a file a chapter;
- ``widgets``: the live figures.
"""

__version__ = "2.0.0.dev0"
