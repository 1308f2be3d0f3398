"""The pages: each shows the one model from another side."""
