"""What may be shown to whom: between analysis and every output."""
