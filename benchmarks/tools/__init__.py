"""One file per generator: how it is installed, fed, run and edited."""
