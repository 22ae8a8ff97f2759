"""Model → the plan of every file that will exist. Nothing here opens a file or asks the time."""
