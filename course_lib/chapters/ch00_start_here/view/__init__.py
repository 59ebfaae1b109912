"""What chapter 00's explorer shows."""
