"""Numbers as people write them: digits, and words in English and Spanish."""

__all__ = ["number_in"]

WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "ninety": 90, "hundred": 100, "couple": 2, "dozen": 12, "once": 1, "twice": 2,
    "cero": 0, "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
    "ocho": 8, "nueve": 9, "diez": 10, "doce": 12, "quince": 15, "veinte": 20, "treinta": 30,
    "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "noventa": 90, "cien": 100, "par": 2,
}  # fmt: skip
LONGEST = 6


def number_in(word: str) -> float | None:
    """The number a word without capitals and accents stands for; a unit may hang on it (`20kg`); None: no number."""
    known = WORDS.get(word)
    if known is not None:
        return float(known)
    digits = word.rstrip("abcdefghijklmnopqrstuvwxyz")
    whole, _, part = digits.partition(".")
    if not (whole.isascii() and whole.isdigit() and len(whole) <= LONGEST and (not part or part.isdigit())):
        return None
    return float(f"{whole}.{part[:3] or 0}")
