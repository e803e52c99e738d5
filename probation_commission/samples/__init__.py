"""Made-up data, through the same actions as anybody’s. No organisation, place or number in it is real."""
