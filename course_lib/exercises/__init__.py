"""The course's exercises, one package a chapter, one file an exercise."""
