"""Documents that come and go: choosing, opening, saving."""
