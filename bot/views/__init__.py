"""From the domain to cards: pure functions that choose the sentences and lay them out."""
