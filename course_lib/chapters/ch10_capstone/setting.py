"""What chapter 10's exercises share."""

CHAPTER = "capstone"
