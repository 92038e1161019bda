"""Questionnaires of others (FHIR): their wording as content packs, their responses scored by our rules.

The library's scoring is the authority. Whatever in a file disagrees with it, or cannot be told, is said.
"""
