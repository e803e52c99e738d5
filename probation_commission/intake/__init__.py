"""A file that someone sent becomes figures and problems. No database."""
