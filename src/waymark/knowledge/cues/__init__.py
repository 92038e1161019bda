"""The language of cues: patterns over words as people write them, and how a text is read for them."""
