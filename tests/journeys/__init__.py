"""Stories in the users' words: what people do, and what each of them can see."""
