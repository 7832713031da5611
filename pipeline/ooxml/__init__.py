"""What .docx and .xlsx have in common: a zip of parts, relationships, content types, properties, addresses."""
