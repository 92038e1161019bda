"""The pages of the reference that follow from the library: one sheet for each entry a clinician reviews."""
