"""How the open challenge takes what a learner enters, watches it race, and says what went wrong."""
