"""Files → model. Beyond this package nothing is optional that the product requires."""
