"""A point before decimals, as in the texts of the library; Django's Spanish writes a comma."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
