"""Write the schema file anew: `python -m waymark.planning.schemas`."""

from waymark.planning.schemas import FOLDER, written

for name, text in written().items():
    (FOLDER / name).write_text(text, encoding="utf-8")
