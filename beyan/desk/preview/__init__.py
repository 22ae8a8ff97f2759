"""The live preview: the site as it is being written, in the browser of the one who writes it."""
