"""What only `outlines build` runs: outlines drawn around the postcodes of each ward."""
