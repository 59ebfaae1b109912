"""What a kubectl export holds: from a path or pasted text to items that know where they stand."""
