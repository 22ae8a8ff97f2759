"""`publish`: the site in the folder that a web server shows, exchanged whole and on the second.

`workshop` builds into private folders, `place` has the trees that were made of them and puts one in
place of another, `others` keeps what other programs put there, and `service` knows the order and
waits for the hour. `clock` is what it asks the time, `telling` what it says.
"""
