"""What all painted charts do alike: they say where their marks are, the rest is done here."""
