"""Layout -> the Excel form that one initiative fills in."""
