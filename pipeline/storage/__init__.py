"""What stands in outputs, and how it is written: whole or not at all."""
