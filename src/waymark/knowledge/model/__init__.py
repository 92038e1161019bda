"""The shape of the library: what a clinician writes, as typed structures.

Every structure here is read from YAML by :mod:`waymark.knowledge.reader`. Field names are the keys of the files.
"""
