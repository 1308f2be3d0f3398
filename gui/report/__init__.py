"""The document on paper: settings, formulas, tables and pages, as a PDF."""
