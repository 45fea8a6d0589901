"""What can happen, one function each.

A service is a plain function of a transaction and whatever it is about; it checks, writes, puts into the outbox what
others must hear of, and returns domain objects. It never waits and never talks to a platform.
"""
