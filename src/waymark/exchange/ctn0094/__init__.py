"""The harmonized opioid trials (CTN-0094): tables in, person documents out."""

from waymark.exchange.ctn0094.importer import import_trial
from waymark.exchange.ctn0094.report import ImportReport

__all__ = ["ImportReport", "import_trial"]
