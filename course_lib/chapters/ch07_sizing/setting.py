"""What chapter 07's questions share."""

CHAPTER = "sizing"
