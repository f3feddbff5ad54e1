"""What the published site needs of Sphinx. Each module is an extension of its own."""
