"""Land: wards and postcodes, where they lie, their outlines, and old wards upon new ones."""
