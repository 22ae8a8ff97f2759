"""What is installed, with digests and licences."""
