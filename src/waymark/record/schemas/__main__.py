"""`python -m waymark.record.schemas` writes the schemas beside this file."""

from waymark.record.schemas import FOLDER, written

for name, text in written().items():
    (FOLDER / name).write_text(text, encoding="utf-8")
    print(name)
