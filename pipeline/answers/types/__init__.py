"""The types of questions: a file for each family."""
