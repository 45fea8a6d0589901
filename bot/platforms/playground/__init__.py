"""The playground: a chat platform that lives in this process's memory and is shown as one web page.

It is here so that a stranger understands the product in a minute, without a token or an account. Everything goes
through the same cogs, services, store and courier as on a real platform: gestures on the page become events of the
core (`events`), cards become HTML (`render`), and the courier posts, edits and deletes (`send`) what the page shows.
"""
