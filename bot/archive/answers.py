"""A question's page for machines, as https://schema.org has it (JSON-LD): nothing that the page does not say."""

from typing import Any

from bot.archive.shown import Asked, Opined
from bot.words import Words


def data(words: Words, asked: Asked, address: str | None) -> dict[str, Any]:
    """The question with the opinions on this page; ``address`` is its own, where it is known.

    What the asker chose as most helpful are the accepted answers, one of each category at most. The question was
    changed last when its newest update was written.
    """
    told: dict[str, Any] = {"datePublished": asked.day.isoformat()}
    if asked.updates:
        told["dateModified"] = max(each.day for each in asked.updates).isoformat()
    if address:
        told["url"] = address
    if asked.question.is_take:
        return {
            "@context": "https://schema.org",
            "@type": "DiscussionForumPosting",
            "headline": asked.title,
            "text": asked.details,
            "author": {"@type": "Person", "name": asked.by},
            "commentCount": asked.opinions,
            "comment": [_spoken("Comment", each) for each in asked.opined],
            **told,
        }
    main = {
        "@type": "Question",
        "name": asked.title,
        "text": asked.details or asked.title,
        "answerCount": asked.opinions,
        "author": {"@type": "Person", "name": words("asker")},
        "acceptedAnswer": [_spoken("Answer", each) for each in asked.opined if each.helpful],
        "suggestedAnswer": [_spoken("Answer", each) for each in asked.opined if not each.helpful],
        **told,
    }
    if not main["acceptedAnswer"]:
        del main["acceptedAnswer"]
    return {"@context": "https://schema.org", "@type": "QAPage", "mainEntity": main}


def _spoken(kind: str, opined: Opined) -> dict[str, Any]:
    return {
        "@type": kind,
        "text": opined.said.text,
        "datePublished": opined.said.day.isoformat(),
        "author": {"@type": "Person", "name": opined.said.who.name},
        "upvoteCount": opined.votes,
    }
