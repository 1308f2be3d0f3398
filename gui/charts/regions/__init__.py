"""A plane of two features: whose area each place is, and the examples as points."""
