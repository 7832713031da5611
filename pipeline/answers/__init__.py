"""Submissions -> typed answers and initiatives, with all that is wrong or doubtful in them. Pure."""
