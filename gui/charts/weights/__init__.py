"""The weights of a W as cells, or a picture of each row; to be read, not edited."""
