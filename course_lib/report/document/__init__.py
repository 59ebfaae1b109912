"""What a report says, whatever it is written as: sections, tables, and figures with their digits."""
