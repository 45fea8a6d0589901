"""The archive: communities that chose so, as read-only web pages, served by the bot itself or written to a folder.

    services.archive ─→ shown ─→ pages (templates) ─→ server: HTTP, caching, limits
                                     feed             export: files

What a page shows is picked in `shown`, from what everybody may see; a template has nothing else to show. The pages need
no script, load nothing from elsewhere, and link to one another relatively, so that they work under any address.
"""
