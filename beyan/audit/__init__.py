"""The audit of the output: what is about to be published is searched for what the gate holds back.

It knows files as bytes alone, so that it finds what any other part of the program let through.
"""
