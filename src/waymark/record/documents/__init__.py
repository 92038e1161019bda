"""The documents that come in: `waymark.person/1`, `waymark.programme/1`, `waymark.decisions/1`.

Published JSON Schemas are made from these structures; from version 1 on they change only in backward compatible ways.
"""
