### Every sentence the bot says, in English.

## Names

label-open = Open
label-closed = Closed
asker = Asker
author = Author
someone = Someone
everyone = everyone
everyone-button = Everyone
and = { $first } and { $last }
what-said = What { $plural } said ({ NUMBER($count, useGrouping: 0) })
others = Others ({ NUMBER($count, useGrouping: 0) })
tab = { $plural } ({ NUMBER($count, useGrouping: 0) })
on-platform = { $name }, on { $platform }
platform-telegram = Telegram
platform-discord = Discord
platform-playground = the board

## Commands, as the platforms list them

command-ask = Ask a question anonymously
command-answer = Answer a question
usage-answer = /answer 12
command-question = Read a question and what was said
usage-question = /question 12
command-reply = Reply without your name
usage-reply = answer a notice with /reply
command-inbox = What I could not bring you
command-delete = Take back a question or what you wrote
usage-delete = /delete 12, or reply to it with /delete
menu-delete = Take back
menu-reply = Reply anonymously
menu-report = Report to moderators
command-report = Tell the moderators
usage-report = reply to a message with /report, or /report 12
command-reports = For moderators: what was reported and waits
option-number = The question's number: 12
command-warn = For moderators: warn whoever wrote it
usage-warn = reply to it with /warn, or /warn 12 reason
command-mute = For moderators: have whoever wrote it be silent for a time
usage-mute = /mute 12 24h reason
command-ban = For moderators: exclude whoever wrote it
usage-ban = /ban 12 reason
command-unban = For moderators: lift the mutes and bans on whoever wrote it
usage-unban = /unban 12
command-note = For moderators: a remark for other moderators on whoever wrote it
usage-note = /note 12 words
command-sanctions = For moderators: warnings, mutes and bans, of one author or of all
usage-sanctions = /sanctions 12
menu-sanctions = Sanctions (moderators)
option-alias = Who, if not the asker: their name on the question, as in “Guy 2”
option-lasts = How long: 30m, 24h, 7d, 2w
option-reason = Why; the person is told
option-setup-forum = Where the questions go; without it I look for a forum called “advice”, or make one
option-setup-moderators = Where moderators are told what waits for them; seen by moderators only
option-link-code = The code from the other place; without it you get one
option-link-forum = The channel to join; without it the one that I know here
command-settings = For moderators: see and change the settings
option-settings-role = A role that decides which category its wearers count as
option-settings-category = The category of that role: its name; without it the role's own name decides
command-setup = For administrators: make this an advice community
command-link = For administrators: join this place to a community elsewhere
command-start = What I am and how to begin
command-help = What you can do here
command-privacy = What is known about you, in plain words
command-mydata = Get everything that is stored about you, as a file
command-forget = Have everything about you deleted
bot-short = Ask what you can't ask under your own name.
bot-about =
    Ask a question anonymously and your community answers.
    Nobody learns who asked: not its members, not its moderators.

## Welcome

start-title = Ask what you can't ask under your own name
start =
    Your community answers, and you can go on talking with those who did. Nobody learns who you are.

    Write your question here, or press the button.
help-title = What you can do here
help =
    Ask: write your question to me, or /ask. Nobody sees that it is yours.
    Answer: “Have an opinion?” under a question, with or without your name.
    Go on talking: reply to any message about an opinion. I pass it on.

    Read: /question 12, /search, /unanswered, /takes.
    Keep up: “Follow” under a question. /mine shows what is yours, /update 12 adds to it, /close 12 ends it.
    Too many messages? /notifications. Missed some? /inbox.

    Take back: { $platform ->
        [discord] open the menu of what you wrote, then Apps, “Take back”
       *[other] reply to what you wrote with /delete
    }. A question: /delete 12.
    Something wrong? “Report” under it. Nobody learns who told the moderators.
    Your data: /privacy, /mydata, /forget.
help-moderators = For moderators: /queue, /reports, /settings, /sanctions, /audit, /stats.

## Buttons

button-ask = Ask a question
button-privacy = What is known about me?
button-ask-this = Ask this anonymously
button-skip = Skip
button-back = Back
button-discard = Discard
button-post = Post it
button-edit = Edit
button-delete = Delete
button-delete-yes = Yes, delete it
button-keep = Keep it
button-again = Post again
button-go = See it in { $place }
button-answer = Have an opinion?
button-show-all = Show all
button-i-am = I'm a { $category }
button-rather-not = Rather not say
button-named = Show my name
button-anonymous = Stay anonymous
button-reply = Reply
button-have-read = I have read this
button-all-replies = Show all { NUMBER($count, useGrouping: 0) } · { $name }
button-read-on = Read on · { $name }
button-whole = Read on
button-newer = ‹ Newer
button-older = Older ›
button-back-to-page = ‹ All opinions
button-open-private = Open the private chat
answered-privately = I have answered you in our private chat.
went-wrong = Something went wrong here and this was not taken. Please try again in a while.
private-first = I answer in private. Press the button, then “Start”.

## Forms

form-ask = Your question
form-ask-community = Which community do you want to ask?
form-ask-community-label = Community
form-ask-audience = Who should answer?
form-ask-audience-label = Who should answer?
form-ask-topic = What is it about?
form-ask-topic-label = Topic
button-no-topic = None of these
preview-topic = Topic: { $topic }
form-ask-title = Write the title: your question in one line, { $most } characters at most.
form-ask-title-label = Title
form-ask-details = Now the details: what should people know? { NUMBER($most) } characters at most, or skip this. You can also send a picture.
form-ask-details-label = Details
form-opinion = Your opinion
form-opinion-kind = First, and only once: which are you? Your opinions are counted and shown under that group.
form-opinion-kind-label = Which are you?
form-opinion-text = Write what you think. { NUMBER($most) } characters at most.
form-opinion-text-label = Opinion
form-opinion-named = Under your name, or as one of many?
form-opinion-named-label = Show my name?
form-write = Your reply
form-write-text = Write your reply, { NUMBER($most) } characters at most.
form-write-as-asker = It is passed on as “Asker”.
form-write-as-hidden = It is passed on without your name.
form-write-as-open = It is passed on under your name.
form-write-text-label = Reply
form-again = You had begun this; it is all here.
form-which = What do you want to change?
form-discarded = Discarded. Nothing was kept.
offer = Do you want to ask this? Nobody will see that it is yours.

## Questions

card-title = For { $audience }: { $title }
card-by = #{ NUMBER($number, useGrouping: 0) } · asked anonymously
card-removed = #{ NUMBER($number, useGrouping: 0) } was taken back by its asker
preview-intro = This is how it will look in { $community }:
posted = Posted as #{ NUMBER($number, useGrouping: 0) }.
receipt = { $kind ->
    [take] Your take is #{ NUMBER($number, useGrouping: 0) }
   *[question] Your question is #{ NUMBER($number, useGrouping: 0) }
}
receipt-promise = Nobody can see that it is yours. { $kind ->
    [take] Comments
   *[question] Opinions
} come to you here; reply to them and your reply is passed on.
receipt-removed = #{ NUMBER($number, useGrouping: 0) } is deleted
receipt-removed-more = It is taken back in every place. What others wrote in their own messages stays theirs.
place-posted = { $place }: posted ✓
place-waiting = { $place }: waiting …
place-failed = { $place }: not posted, { $reason }
place-unsure = { $place }: sent, but the answer was lost. Please look whether it is there.
place-may-stand = In { $place } its card may still stand: please look, and ask an administrator there to delete it.
posting-again = It is being posted again.
nothing-to-post = It stands already.
suggestion = #{ NUMBER($number, useGrouping: 0) } { $title }
suggestion-in = #{ NUMBER($number, useGrouping: 0) } { $community } · { $title }
which-community = There is a #{ NUMBER($number, useGrouping: 0) } in each of these. Which one do you mean?
delete-sure = Delete #{ NUMBER($number, useGrouping: 0) } everywhere? This can't be undone.
deleted = #{ NUMBER($number, useGrouping: 0) } is being deleted everywhere.
kept = Kept.

## Opinions and replies

notice-opinion = { $kind ->
    [take] New comment on #{ NUMBER($number, useGrouping: 0) } · { $who }
   *[question] New opinion on #{ NUMBER($number, useGrouping: 0) } · { $who }
}
notice-reply = #{ NUMBER($number, useGrouping: 0) } · { $who } replied
opinion-taken = Thank you. Your opinion on #{ NUMBER($number, useGrouping: 0) } appears as “{ $name }”.
opinion-taken-back = An opinion on #{ NUMBER($number, useGrouping: 0) } was taken back.
reply-taken-back = A reply on #{ NUMBER($number, useGrouping: 0) } was taken back.
passed-on-asker = Passed on as “Asker”.
passed-on-author = Passed on as “Author”.
passed-on = Passed on as “{ $name }”.
was-taken-back = (taken back)
taken-back = Taken back. Your own message you can delete yourself.
inbox-place = { NUMBER($number, useGrouping: 0) } of { NUMBER($count, useGrouping: 0) } that I could not bring you yet
inbox-empty = Nothing waits for you: whatever I had for you has arrived.
you-are = Your opinions count as “{ $category }” now.
you-wear = Your role here says “{ $category }”, and so your opinions count. To change it, please ask the moderators for another role.
page-empty = Nothing yet. Be the first: press “Have an opinion?” under the question.

## Setting up

setup-done = { $community } is an advice community now
setup-again = { $community } is an advice community
setup-settings = Categories: { $categories }. Everyone here can ask and answer.
setup-how-forum = Every question gets a thread of its own.
setup-how-group = Every question is a message here; reply to it to answer.
setup-moderators = What waits for the moderators of { $community } comes to their own place from now on.
setup-note-message-content = Without the Message Content Intent I understand buttons, forms, message menus, replies to me and mentions only: what people simply write in a thread is not counted as an opinion. Whoever runs me can switch it on in Discord's developer portal.
setup-note-manage-channels = If you give me “Manage Channels”, I mark questions as open or closed with tags.
setup-note-manage-messages = If you give me “Manage Messages”, what moderators remove with /remove goes from the thread too.
link-code =
    Your code is { $code }. It works once, for { $minutes } minutes.
    Send “/link { $code }” in the other group, as its administrator.
link-done = This place belongs to { $community } now

## What could tell who wrote it

telltales = Someone could recognise you by: { $found }.
quoted = “{ $text }”
button-send-anyway = Send it anyway
button-send = Send it
button-take-back = Take back
opinion-shielded = Only a few of your category are known here. So that nobody guesses that it is you, it stands under “Others”, for good.
card-by-one = #{ NUMBER($number, useGrouping: 0) } · asked anonymously by a { $category }
preview-by-one = Asked anonymously by a { $category }
form-ask-show = Show which category you are?
form-ask-show-label = Show your category?
button-show-nothing = No
button-show-category = Yes: “asked by a { $category }”

## Cases: what waits for moderators

button-report = Report
reported = Thank you. The moderators will look at it; nobody learns who told them.
reported-before = You have told the moderators of this already.
case-title = #{ NUMBER($number, useGrouping: 0) } · { $reports ->
    [one] reported once
   *[other] reported { $reports } times
}
case-about = On the question “{ $title }”
case-approved = { $by }: it stays.
case-rejected = { $by }: it was removed.
case-restored = It was put back since.
case-withdrawn = { $by ->
   *[other] Its author took it back.
}
cases-none = Nothing waits for your decision.
cases-title = What waits in { $community }
button-case-keep = It's fine
button-case-remove = Remove it
button-case-open = Look at { $place }
report-kept = A moderator looked at what you reported on #{ NUMBER($number, useGrouping: 0) }: it stays. Thank you for looking out.
report-removed = A moderator removed what you reported on #{ NUMBER($number, useGrouping: 0) }. Thank you for looking out.

## Sanctions: what moderators put on whoever wrote something

button-warn = Warn…
button-mute = Mute…
button-ban = Ban…
button-next-step = → { $label }
button-lift = Lift it
button-lift-all = Lift mutes and bans
button-object = Object
sanction-whom-asker = the author of #{ NUMBER($number, useGrouping: 0) }
sanction-whom = { $name } on #{ NUMBER($number, useGrouping: 0) }
sanction-kind = { $kind ->
    [warn] Warning
    [mute] Mute
    [ban] Ban
   *[note] Note
}
sanction-done = { $kind ->
    [warn] Warned: { $who }.
    [mute] Muted: { $who }.
    [ban] Banned: { $who }.
   *[note] Noted, for moderators only, about { $who }.
}
sanction-lifted = Lifted: no mute or ban holds for { $who } any more.
sanction-told = They are told, and can object. Nobody learns who it is.
sanction-told-named = They are told, and can object.
sanction-told-lifted = They are told.
sanction-lasts = Until { DATETIME($until, dateStyle: "medium", timeStyle: "short") } UTC.
sanctions-of = Sanctions: { $who }
sanction-until = until { DATETIME($until, dateStyle: "medium", timeStyle: "short") } UTC
sanction-by = { $by }, { DATETIME($until, dateStyle: "medium", timeStyle: "short") } UTC
sanction-state-lifted = lifted
sanction-state-over = over
sanction-next = The next step would be: { $kind ->
    [warn] a warning
    [mute] a mute
   *[ban] a ban
}.
sanction-no-reason = no reason given
sanctions-none = There are no sanctions.
sanctions-title = { $community }: sanctions
sanctions-where = Which community do you mean?
lasts = { $days ->
    [0] { $hours ->
        [one] 1 hour
       *[other] { $hours } hours
    }
    [1] 1 day
   *[other] { $days } days
}
form-sanctioning = Sanction
form-sanctioning-lasts = For how long?
form-sanctioning-lasts-label = For how long?
form-sanctioning-reason = Why? The person reads it, { NUMBER($most) } characters at most. You can skip this.
form-sanctioning-reason-label = Reason, told to the person
form-sanctioning-note = { $kind ->
    [warn] A warning for { $who }.
    [mute] A mute for { $who }.
   *[ban] A ban for { $who }.
}
form-objection = What do you want to say?
form-objection-text = Write what you have to say against it, { NUMBER($most) } characters at most. The moderators read it without your name; write nothing that tells who you are.
form-objection-text-label = The moderators read it without your name
objected = The moderators have what you wrote. They don't learn who you are; if they lift it, I tell you.
objection-title = Objection to a { $kind ->
    [warn] warning
    [mute] mute
   *[ban] ban
}: { $who }
objection-lifted = It has been lifted.
objection-reason = { $by } gave this reason
sanction-notice = { $kind ->
    [warn] The moderators of { $community } have warned you
    [mute] The moderators of { $community } ask you to be silent for a time
   *[ban] The moderators of { $community } have excluded you
}
sanction-notice-question = It is about your question #{ NUMBER($number, useGrouping: 0) }. They don't know who you are.
sanction-notice-words = It is about what you wrote on #{ NUMBER($number, useGrouping: 0) }.
sanction-notice-reason = Why: { $reason }
sanction-notice-until = { $kind ->
    [warn] It counts until { DATETIME($until, dateStyle: "medium", timeStyle: "short") } UTC. You can go on as before.
   *[other] Until { DATETIME($until, dateStyle: "medium", timeStyle: "short") } UTC.
}
sanction-notice-hidden = You can't ask, answer, reply or report there through me. What you write there openly still counts, so that nobody can tell that this is about you.
sanction-notice-named = You can't ask, answer, reply or report there, and what you write there openly isn't counted.
sanction-notice-object = If you think that this is wrong, press “Object”, or reply to this message: the moderators read what you write, without your name.
sanction-notice-lifted = The moderators of { $community } have lifted { $kind ->
    [warn] the warning
    [mute] what they had asked of you: you can write again
   *[ban] your exclusion: you can ask and answer again
}.

## Review: what waits for a moderator

command-queue = For moderators: what waits for a decision, the most urgent first
command-approve = For moderators: publish what waits
usage-approve = /approve 12
command-reject = For moderators: don't publish what waits
usage-reject = /reject 12 reason
button-approve = Approve
button-reject = Reject…
button-queue = What else waits?
form-reject = Reject
form-reject-reason = Why is it not published? Its author reads this; you can skip it.
form-reject-reason-label = Reason (its author reads it)
case-held = #{ NUMBER($number, useGrouping: 0) } · waits for your decision
case-over = #{ NUMBER($number, useGrouping: 0) } · decided
case-urgent = #{ NUMBER($number, useGrouping: 0) } · somebody may be in danger: please look at this first
held-approved = { $by }: published.
held-rejected = { $by }: not published.
held-withdrawn = { $by ->
   *[other] Its author took it back.
}
why-word = A word of your list: { $detail }
why-pattern = One of your patterns: { $detail }
why-pattern-failed = One of your patterns took too long and should be mended: { $detail }
why-link = A link to { $detail }
why-invite = An invite: { $detail }
why-mentions = Mentions: { $detail }
why-repeated = Nearly the same was written before.
why-crisis = Signs of a crisis
why-review = Every question is looked at here.
why-author = Your rules for first questions, new members, or much in a short time.
because-word = There is a word in it that is looked at here.
because-pattern = There is something in it that is looked at here.
because-pattern-failed = It could not be looked through in time.
because-link = There is a link in it.
because-invite = There is an invite in it.
because-mentions = It mentions too many people.
because-repeated = Nearly the same was written before.
because-crisis = I am worried about you.
because-review = Every question is looked at here first.
because-author = You are new here, or have written a lot in a short time.
waits = Thank you. What you wrote on #{ NUMBER($number, useGrouping: 0) } waits for a moderator now, who doesn't learn who you are. Until then nobody else sees it.
waits-thread = Thank you. What you wrote on #{ NUMBER($number, useGrouping: 0) } waits for a moderator now. Your message stands in the thread as you wrote it; until then it counts nowhere, and I pass it on to nobody.
yours-approved = What you wrote on #{ NUMBER($number, useGrouping: 0) } is published now.
yours-rejected = The moderators did not publish what you wrote on #{ NUMBER($number, useGrouping: 0) }
moderator-said = Reason: { $reason }
waits-question = Thank you. Your { $kind ->
    [take] take
   *[question] question
} #{ NUMBER($number, useGrouping: 0) } waits for a moderator now, who doesn't learn who you are. Until then nobody else sees it.
yours-withdrawn = You took back what you wrote on #{ NUMBER($number, useGrouping: 0) }.
rejected-why = They say: { $reason }
receipt-rejected = The moderators did not publish #{ NUMBER($number, useGrouping: 0) }
receipt-rejected-more = Nobody has seen it but them, and they did not learn that it is yours. If you would rather have it gone for good, press the button: then they can't publish it after all.
receipt-delayed = It appears by itself in a while, at a random moment, so that nobody can tell when you wrote it.
posted-later = It is #{ NUMBER($number, useGrouping: 0) } and appears in a while, at a random moment.
opinion-waits = An opinion on #{ NUMBER($number, useGrouping: 0) } waits for a moderator.
reply-waits = A reply on #{ NUMBER($number, useGrouping: 0) } waits for a moderator.
care-title = You are not alone with this
care-resources =
    If you are in danger right now, please call 112 (Europe and many other countries) or 911 (North America).

    To talk to somebody at any hour: 988 in the United States and Canada, 116 123 in the United Kingdom, Ireland, Germany, Austria and other countries of Europe. It costs nothing, and you need not say who you are.

    Elsewhere, findahelpline.com lists who listens where you live. A person near you whom you trust can help as well.
refused-nothing-waits = Nothing waits there: it was decided, or it stands already.
refused-list-full = That is too much: { NUMBER($max) } entries are the most. Please take some away.
refused-entry-long = One of the entries is too long: { NUMBER($max) } characters are the most.
refused-pattern = { $problem ->
    [empty] That pattern is empty.
    [too-long] That pattern is too long: 200 characters are the most.
    [too-big] That pattern repeats or nests too much: please make it simpler.
    [matches-anything] That pattern is found in every text: please say more of what you look for.
    [too-slow] That pattern takes too long: please make it simpler.
   *[other] That is no pattern that I understand: please check its brackets.
}

## Settings

settings-show = { $name }: { $value }
settings-which = Which community do you mean?
button-settings = ‹ All settings
button-setting-change = Change
button-setting-default = Back to the default
setting-empty = There is nothing in it yet.
setting-yes = yes
setting-no = no
setting-ours = the usual numbers
setting-yours = your own text
setting-entries = { $count ->
    [0] none
    [one] 1 entry
   *[other] { NUMBER($count) } entries
}
setting-amount = { $setting ->
    [questions-a-day] { $count ->
        [0] no limit
       *[other] { NUMBER($count) }
    }
    [opinions-an-hour] { $count ->
        [0] no limit
       *[other] { NUMBER($count) }
    }
    [account-days] { $count ->
        [0] any age
        [one] 1 day
       *[other] { NUMBER($count) } days
    }
    [member-days] { $count ->
        [0] any age
        [one] 1 day
       *[other] { NUMBER($count) } days
    }
    [lone-voice] { $count ->
        [1] never hidden
       *[other] hidden below { NUMBER($count) }
    }
    [delay-minutes] { $count ->
        [0] at once
       *[other] within { NUMBER($count) } minutes
    }
    [close-days] { $count ->
        [0] never
       *[other] after { NUMBER($count) } days
    }
    [nudges] { $count ->
        [0] nobody
       *[other] up to { NUMBER($count) } people
    }
   *[other] { NUMBER($count) }
}
review-off = nothing
review-flagged = what is flagged
review-first = first questions too
review-all = every question
setting-review = Review
setting-about-review = What a moderator looks at before others see it. Signs of a crisis are shown to you even with “nothing”.
setting-links = Look at links
setting-about-links = Whether a text with a link or an invite waits for a moderator.
setting-mentions-max = Mentions allowed
setting-about-mentions-max = A text that mentions more people than this waits for a moderator.
setting-questions-a-day = Questions a day
setting-about-questions-a-day = What one person asks beyond this in a day waits for a moderator.
setting-opinions-an-hour = Opinions an hour
setting-about-opinions-an-hour = What one person answers beyond this in an hour waits for a moderator.
setting-account-days = Age of accounts
setting-about-account-days = What newer accounts write waits for a moderator. Discord tells me how old an account is; Telegram does not, so there it holds nothing.
setting-member-days = Age of membership
setting-about-member-days = What newer members write waits for a moderator, and so does what somebody writes who is no member. Discord tells me since when somebody belongs to the server; Telegram tells me only whether they are in the group, so there only what non-members write waits.
setting-lone-voice = Lone voices
setting-about-lone-voice = An anonymous opinion counts under “Others” as long as fewer people than this of its category are known here.
setting-delay-minutes = Questions appear
setting-about-delay-minutes = A new question appears at a random moment, so that nobody can tell from it who was writing just then.
setting-language = Language
setting-about-language = The language that most write in here. Search knows by it that “lied” and “lying” are one word. After a change, questions are found by it within some minutes.
language-en = English
language-de = German
language-es = Spanish
language-ru = Russian
setting-words = Word list
setting-about-words = A text with one of these words or phrases waits for a moderator. A star stands for the rest of a word: “fool*”.
setting-patterns = Patterns
setting-about-patterns = Regular expressions, for those who know them. A text that one of them is found in waits for a moderator.
setting-crisis-words = Crisis words
setting-about-crisis-words = Besides those that I know. Whoever writes one of these is shown where there is help, at once, and you see it first.
setting-topics = Topics
setting-about-topics = Whoever asks may choose one of these. On Discord it becomes a tag of the post. 20 characters each at most.
setting-resources = Help in a crisis
setting-about-resources = What somebody in a crisis reads at once.
form-wordlist = Change the list
form-wordlist-entries = One entry a line. A line that begins with “- ” takes it away again.
form-wordlist-entries-label = One a line; “- ” before it takes it away
form-patternlist = Patterns
form-patternlist-entries = One pattern a line. A line that begins with “- ” takes it away again.
form-patternlist-entries-label = One a line; “- ” before it takes it away
form-helptext = Help in a crisis
form-helptext-text = Write whom somebody in a crisis can turn to, { NUMBER($most) } characters at most.
form-helptext-text-label = Whom somebody can turn to
settings-title = { $community }: settings
settings-categories = Categories: { $categories }.
settings-badge = { $badge } counts as “{ $category }”.
settings-badge-named = { $badge } counts as “{ $category }”, by its name.
settings-no-badges = No role decides a category yet. Call a role like a category, or choose both in /settings.
settings-badge-set = From now on { $badge } counts as “{ $category }”.
settings-badge-cleared = Nothing is set for { $badge } any more: only its name can decide.

## Why something was not posted

reason-blocked = the bot is blocked there
reason-kicked = the bot was removed from there
reason-deactivated = that account is gone
reason-no-rights = the bot is not allowed to write there
reason-chat-gone = it is not there any more
reason-place-closed = the bot was removed from there
reason-unreachable = it can't be reached
reason-thread-gone = its thread was deleted
reason-thread-closed = its thread is closed
reason-bad-request = the platform refused it
reason-no-forum = topics are switched off there
reason-cannot-delete = the bot is not allowed to delete there
reason-mistake = something went wrong on our side
reason-closed = private messages are closed

## Refusals: one sentence, and what to do

refused-title-short = That title is too short ({ $length }): please write at least { $min } characters.
refused-title-long = That title is too long ({ $length } characters): { $max } is the most. Please shorten it and send it again; there is room for more in the details.
refused-title-blank = There are no words in that title yet: please say in a few what your question is about.
refused-details-long = That is too long ({ NUMBER($length) } characters): { NUMBER($max) } is the most. Please shorten it and send it again.
refused-text-empty = There is nothing in it yet: please write a few words.
refused-text-long = That is too long ({ NUMBER($length) } characters): { NUMBER($max) } is the most. Please shorten it.
refused-text-only = I can only take text here: please write it in words.
refused-form-gone = That form is finished or discarded. Send /ask to begin a new one.
refused-form-unfinished = Something is still missing in that form: please answer its last question first.
refused-form-moved-on = That button belongs to an earlier step: please use the newest message of the form.
refused-form-ready = { $form ->
    [ask] Your question is ready: please press “Post it”, “Edit” or “Discard” above.
    [take] Your take is ready: please press “Post it”, “Edit” or “Discard” above.
   *[other] What you wrote is ready: please press one of the buttons above.
}
refused-form-text-only = I can only take text for this step: please write it in words. What you had written so far is kept.
refused-form-choose = Please choose with one of the buttons above.
refused-form-choose-again = Please choose again under “{ $field }”: that does not go with the rest. What you wrote is kept.
refused-audience-gone = Those whom you ask are no group of that community any more: please press “Edit” and choose again.
refused-question-gone = That question is not there any more.
refused-question-closed = #{ NUMBER($number, useGrouping: 0) } is closed: it takes no more opinions or replies.
refused-opinion-gone = That opinion was taken back.
refused-opinion-full = Your opinion on #{ NUMBER($number, useGrouping: 0) } is as long as it can be: please say the rest in its thread, as a reply.
refused-own-question = That is your own question. Reply to an opinion and it is passed on as “Asker”.
refused-no-such-number = There is no question #{ NUMBER($number, useGrouping: 0) }.
refused-number-missing = Which question? Please add its number after the command, as in /question 12.
refused-number-big = There is no question with so big a number.
refused-nothing-there = There is nothing of yours there to change any more.
refused-not-yours = Only its author can take that back.
refused-reply-what = I can pass on a reply to an opinion or a reply only: please choose the message that you mean.
refused-reply-gone = That was taken back: there is nothing left to reply to.
refused-delete-what = Reply with /delete to the opinion or reply that you want to take back. A question of yours goes with its number: /delete 12.
refused-category-gone = That category is no longer there: please choose another.
refused-category-unknown = There is no such category here. Please choose one of these: { $categories }.
refused-badge-unknown = Please choose a role of this server that people can wear.
refused-button-old = That button does not work any more.
refused-no-community = There is no community here yet: an administrator adds me to a group or server and sends /setup there.
refused-community-unknown = I don't know which community you come from: please press “Ask a question” or a question's button there.
refused-no-place = { $community } has no place to post in at the moment. Your question is kept here; please try “Post it” again later.
refused-no-such-command = I don't know that command. /help shows what I understand.
refused-in-a-group = That works in a group only: send it there.
refused-in-private = That works in our private chat only, where nobody else sees it: please send it to me there.
refused-not-set-up = This is no advice community yet: an administrator sends /setup here first.
refused-moderators-only = Only moderators can do that.
refused-moderators-how = First send /link in the group where the questions are; then send “/link CODE moderators” here.
refused-report-what = What do you want to report? Press “Report” under it, reply to it with /report, or give a question's number: /report 12.
refused-case-decided = { $by } has decided that already: { $verdict ->
    [approved] it stays
   *[other] it was removed
}.
refused-which-thing = Whom do you mean? Reply to what they wrote, or give the question's number and, if it is not its asker, their name there: 12 or 12 Guy 2.
refused-no-such-alias = There is nobody of that name on #{ NUMBER($number, useGrouping: 0) }.
refused-author-unknown = Its author is not known to me any more: there is nobody left to put it on.
refused-duration-wrong = I don't understand how long: please write 30m, 24h, 7d or 2w; a year is the most.
refused-note-empty = Please add what you want to note: /note 12 your words.
refused-sanction-there = { $by } has done that already: there is a { $kind ->
    [mute] mute
   *[ban] ban
} that lasts at least as long.
refused-nothing-to-lift = There is no mute or ban to lift.
refused-objected-before = You have objected to that already: the moderators have what you wrote.
refused-sanction-over = That is over: it binds you no more.
refused-banned = The moderators of this community have excluded you from asking and answering here. To object, press “Object” under the message that told you so; if it never came, /inbox shows it.
refused-muted = The moderators have asked you to be silent here until { DATETIME($until, dateStyle: "medium", timeStyle: "short") } UTC. To object, press “Object” under the message that told you so; if it never came, /inbox shows it.
refused-managers-only = Only administrators who have “Manage Server” can do that: please ask one of them.
refused-right-lacking = I lack a right here: please give me “{ $right ->
    [admin] Administrator
    [manage-topics] Manage topics
    [view-channel] View Channel
    [send-messages] Send Messages
    [create-posts] Create Public Threads
    [send-in-threads] Send Messages in Threads
    [manage-threads] Manage Threads
    [read-history] Read Message History
    [embed-links] Embed Links
    [attach-files] Attach Files
   *[other] { $right }
}” and send it again.
refused-already-a-place = This place belongs to a community already.
refused-code-wrong = That code is wrong, used or older than 10 minutes: ask for a new one with /link.
refused-platform-down = The platform does not answer me at the moment: please try again in a minute.

## The playground's page

playground-name = Agony Aunt
playground-archive = These questions as public web pages
playground-promise = playground · nothing leaves this computer
playground-you-are = You are
playground-role-asking = asking
playground-role-guy = Guy
playground-role-girl = Girl
playground-role-moderator = Moderator
playground-role-new = somebody new
playground-unread = { $count ->
    [one] new message
   *[other] new messages
}
playground-skip-question = To the question
playground-skip-chat = To your private chat
playground-steps = Try it in three steps
playground-step-ask = As Robin, ask something you would never sign.
playground-step-answer = As Sam or Ana, answer it: with your name or without.
playground-step-talk = As Robin again, read it in the private chat, and reply as “Asker”.
playground-board = The board
playground-notice = From the bot to everyone
playground-not-set-up = Nobody has set up a community here yet. Be Mo, the moderator, and press “Set up”.
playground-no-questions = No questions yet. Press “Ask a question”: nobody will see that it is yours.
playground-entry-take = Take · { $count ->
    [0] no comments
    [one] 1 comment
   *[other] { NUMBER($count) } comments
}
playground-entry = For { $audience } · { $count ->
    [one] 1 opinion
   *[other] { NUMBER($count) } opinions
}
playground-nothing = No question here
playground-nothing-more = Choose one from the board, or ask one yourself in your private chat.
playground-opinions = Opinions on #{ NUMBER($number, useGrouping: 0) }
playground-tabs = Who said it
playground-no-opinions = Nobody of them has said anything yet.
playground-pages = More opinions
playground-all-replies = Show all { NUMBER($count, useGrouping: 0) } replies
playground-reply-to = to { $name }
playground-reply-label = Reply to { $name }
playground-write = Write your opinion
playground-write-hint = Everyone sees it as { $name }’s.
playground-edit = Edit
playground-edit-label = Your message
playground-save = Save
playground-delete = Delete
playground-chat = Your private chat with the bot
playground-chat-hint = Only { $name } sees this.
playground-chat-empty = Nothing here yet. Press “Ask a question”, or answer one on the board.
playground-renew = Be somebody else
playground-you-said = You:
playground-bot-said = Agony Aunt:
playground-answer-this = Reply to this message
playground-document = Save { $name }
playground-answering = Replying to
playground-answering-stop = Don't reply to it
playground-commands = What you can do
playground-more = More
playground-moderating = What moderators can do
playground-waiting = { $count ->
    [one] one thing waits
   *[other] { NUMBER($count) } things wait
}
playground-message-report = Report
playground-message-remove = Remove
playground-message-restore = Put it back
playground-message-lock = Lock or unlock
playground-message-sanctions = Sanctions
playground-command-ask = Ask a question
playground-command-take = Write a take
playground-command-takes = Takes
playground-command-search = Search
playground-words-search = What are you looking for?
playground-go-search = Find
playground-command-category = My category
playground-command-help = Help
playground-command-privacy = Privacy
playground-command-setup = Set up
playground-command-link = Link
playground-command-inbox = Inbox
playground-command-mine = Mine
playground-command-notifications = Notifications
playground-command-mydata = My data
playground-command-forget = Forget me
playground-command-queue = Queue
playground-command-reports = Reports
playground-command-sanctions = Sanctions
playground-command-audit = Audit
playground-command-stats = Statistics
playground-command-settings = Settings
playground-compose = Write to the bot…
playground-send = Send
playground-send-ask = See how it looks
playground-optional = (optional)
playground-most = { NUMBER($most) } characters at most
playground-parts = Parts of the page
playground-part-board = Board
playground-part-question = Question
playground-part-chat = Private chat
playground-lost = The playground does not answer any more. Is it still running?
playground-starting = One moment: the bot is still starting.
playground-mistake = Something went wrong on our side. What you typed is still here: please try again.

## Privacy: what is kept, and what is forgotten

privacy-title = What is known about you
privacy =
    Nobody can see who asked or answered without a name: not the members, not the moderators, not the administrators.

    Your account's number is stored in two ways only: as codes that can't be turned back, by which I recognise you, and locked with a key that is kept apart, so that answers can reach you. What you ask, what you answer without your name and what you say under it are kept apart, as if they came from three people.

    Your question is written anew, never forwarded. My logs hold nothing of what you write.

    Some communities are public web pages as well. The preview says so before you ask. No name is shown there that nobody chose to show.
privacy-kept =
    A month after the last thing you took part in has ended (whoever runs me can change that time), the locked number is destroyed. Then I can't write to you until you write to me again. As long as you want to be told of unanswered questions, it stays.

    Moderators can warn, mute or ban “the author of #12” without learning who that is. Such a decision stays, as a code.

    /mydata gives you everything that is stored about you. /forget deletes it.
privacy-care = Take care what you tell: names, places and dates in your words can give you away. Whoever runs me holds the key, and could look.
button-mydata = What is stored about me?
button-forget = Forget me
mydata-title = Everything that is stored about you
mydata = It is in this file, for you alone, in three parts: what you asked, what you answered without your name, and what you said under it. Nowhere but here do they stand together, so keep the file to yourself.
forget-title = Forget everything about you?
forget-sure =
    Your questions are taken back everywhere, and so is what you answered and replied, with and without your name. Your category, what you had begun to write and the way to reach you are deleted. I will not know you any more, and this can't be undone.

    What moderators decided stays, as a code.
button-forget-yes = Yes, forget me
button-forget-no = No, keep it
forget-kept = Nothing was deleted.
forget-nothing = There is nothing about you here.
forgotten-title = I am forgetting you
forgotten-now = What you asked is taken back, with what you replied as “Asker”, and its words are deleted: { $count ->
    [0] there was no question.
    [one] one question.
   *[other] { NUMBER($count) } questions.
}
forgotten-copies = { $place }: { $count ->
    [one] one message of mine is being taken back.
   *[other] { NUMBER($count) } messages of mine are being taken back.
}
forgotten-later = What you answered and replied, without your name and under it, goes within a day, each of the two at a moment of its own: so nobody who watches can tell that all of it was you. What you write until then goes with it. Your votes go the same way, one by one.
forgotten-counts = Opinions: { $opinions } · Replies: { $replies }
forgotten-copies-later = { $place }: { $count ->
    [one] one message of mine will be taken back.
   *[other] { NUMBER($count) } messages of mine will be taken back.
}
forgotten-own = { $place }: { $count ->
    [one] one message of your own stays until you delete it yourself.
   *[other] { NUMBER($count) } messages of your own stay until you delete them yourself.
}
forgotten-stays = What moderators decided stays, and so does what you did as a moderator. What I wrote to you in this chat only you can delete: I no longer know of it.

## Removing, locking, duplicates

command-remove = For moderators: remove something
usage-remove = reply to it with /remove, or /remove 12, /remove 12 guy 2
command-restore = For moderators: put back what moderators removed
usage-restore = /restore 12, /restore 12 guy 2
command-lock = For moderators: let nothing be added to a question, or unlock it
usage-lock = /lock 12
command-duplicate = For moderators: close a question and point to the same one
usage-duplicate = /duplicate 12 7
menu-remove = Remove (moderators)
option-of = The question that asks the same, as in #7; without it, the question is opened again
card-removed-moderators = #{ NUMBER($number, useGrouping: 0) } was removed by the moderators
was-removed = (removed by the moderators)
card-locked = The moderators have locked this question: it can be read, and nothing can be added.
card-duplicate = Closed: the same is asked in #{ NUMBER($number, useGrouping: 0) }.
receipt-removed-moderators = A moderator removed #{ NUMBER($number, useGrouping: 0) }
receipt-removed-moderators-more = Nobody can read it now, and nobody learnt that it is yours. If you would rather have it gone for good, press the button: then nobody can put it back.
receipt-locked = The moderators have locked it: it can be read, and nothing can be added. What was said stays.
receipt-duplicate = The moderators have closed it, because the same is asked in #{ NUMBER($number, useGrouping: 0) }: what was said there may help you too. Everything said here stays.
removed-why = The reason they gave: { $reason }
removed-object = Nobody learnt who you are. If you think it should stand, you may say it again in other words.
removed-object-named = If you think it should stand, talk to the moderators, or say it again in other words.
your-opinion-removed = A moderator removed your opinion on #{ NUMBER($number, useGrouping: 0) }
your-reply-removed = A moderator removed your reply on #{ NUMBER($number, useGrouping: 0) }
your-opinion-back = Your opinion on #{ NUMBER($number, useGrouping: 0) } stands again: the moderators have put it back.
your-reply-back = Your reply on #{ NUMBER($number, useGrouping: 0) } stands again: the moderators have put it back.
opinion-removed = An opinion on #{ NUMBER($number, useGrouping: 0) } was removed by the moderators.
reply-removed = A reply on #{ NUMBER($number, useGrouping: 0) } was removed by the moderators.
thing-question = #{ NUMBER($number, useGrouping: 0) }
thing-opinion = the opinion of “{ $who }” on #{ NUMBER($number, useGrouping: 0) }
thing-reply = the reply of “{ $who }” on #{ NUMBER($number, useGrouping: 0) }
moderators-removed = Removed everywhere: { $thing }.
moderators-restored = Put back everywhere: { $thing }.
moderators-locked = #{ NUMBER($number, useGrouping: 0) } is locked: it can be read, and nothing can be added.
moderators-unlocked = #{ NUMBER($number, useGrouping: 0) } is unlocked: it takes opinions again.
moderators-duplicate = #{ NUMBER($number, useGrouping: 0) } is closed and leads to #{ NUMBER($twin, useGrouping: 0) }.
moderators-distinct = #{ NUMBER($number, useGrouping: 0) } is open again and leads nowhere else.
button-restore = Put it back
button-lock = Lock it
button-unlock = Unlock it
button-distinct = Open it again
button-twin = Read #{ NUMBER($number, useGrouping: 0) }
button-delete-for-good = Delete for good
refused-question-locked = The moderators have locked #{ NUMBER($number, useGrouping: 0) }: it can be read, and nothing can be added.
refused-removed-already = That is gone already.
refused-stands-already = That stands already: there is nothing to put back.
refused-taken-back-by-author = Its author took that back: only they can say it again.
refused-said-anew = Its author has said something else there since: both can't stand.
refused-locked-already = #{ NUMBER($number, useGrouping: 0) } is locked already.
refused-not-locked = #{ NUMBER($number, useGrouping: 0) } is not locked.
refused-duplicate-of-what = Which question is it the same as? Please give both numbers, as in /duplicate 12 7.
refused-duplicate-take = Takes are nobody's duplicates: only a question can point to another question.
refused-duplicate-itself = #{ NUMBER($number, useGrouping: 0) } is closed as a duplicate itself: please name the question that it leads to.
refused-no-duplicate = #{ NUMBER($number, useGrouping: 0) } is not closed as a duplicate.

## The audit, and numbers

command-audit = For moderators: what moderators did here, when and why
command-stats = For moderators: how the last eight weeks went
audit-title = What the moderators of { $community } did
which-of-yours = Which community do you mean?
audit-empty = Nothing yet.
audit-line = { DATETIME($at, dateStyle: "medium", timeStyle: "short") } UTC · { $by }
audit-approved = approved
audit-rejected = rejected
audit-withdrawn = withdrawn by its author
audit-removed = removed
audit-restored = put back
audit-locked = locked
audit-unlocked = unlocked
audit-duplicate = closed as a duplicate
audit-distinct = opened again: no duplicate
audit-note = noted
audit-warn = warned the author
audit-mute = muted the author
audit-ban = banned the author
audit-unban = lifted the sanctions on the author
audit-setting = changed a setting
stats-title = { $community }: the last { $weeks } weeks
stats-chart = A chart of the last { $weeks } weeks: questions and opinions of each. The same figures follow in words.
stats-legend = Blue: questions. Orange: opinions. The week that ends now is on the right.
stats-totals = Questions: { NUMBER($questions) } · Opinions: { NUMBER($opinions) }
stats-week = { $week }. From { DATETIME($at, dateStyle: "medium") }: questions { NUMBER($questions) }, opinions { NUMBER($opinions) }
stats-waited = Half of the questions had their first opinion within { $time }. { $count ->
    [0] None is waiting for one.
    [one] One is still waiting.
   *[other] { NUMBER($count) } are still waiting.
}
stats-no-opinions = { $count ->
    [0] Nobody has asked anything.
    [one] One question, and it has no opinion yet.
   *[other] { NUMBER($count) } questions, and none has an opinion yet.
}
stats-minutes = { $count ->
    [one] one minute
   *[other] { NUMBER($count) } minutes
}
stats-hours = { $count ->
    [one] one hour
   *[other] { NUMBER($count) } hours
}
stats-days = { $count ->
    [one] one day
   *[other] { NUMBER($count) } days
}
stats-shares = Who answered: { $shares }
stats-share = { $plural } { $percent } % ({ NUMBER($count) })
stats-others = Others

# ---- pictures: one may go with a question

form-picture = Picture
form-ask-pictured = Your picture is kept and goes with the question; another one takes its place.
picture-alt = The picture that goes with this question
button-no-picture = Without the picture
option-ask-image = A picture to go with your question: JPEG, PNG or WebP
refused-picture-kind = I can't take this kind of picture: please send a JPEG, PNG or WebP that doesn't move.
refused-picture-large = This picture is too large: please send one of at most { $most } MB.
refused-picture-pixels = This picture is too large: please send one of at most { $most } million pixels.
refused-picture-shape = This picture is too narrow: please send one that is at most { $most } times as long as wide.
refused-picture-broken = I couldn't read this picture, it seems to be damaged: please save it again, or take another one.
refused-picture-lost = I couldn't get your picture just now: please send it once more in a minute.

## What was edited meanwhile

case-edited = Its words have changed since you read it. Please look at it again.

## Takes: what a member has to say at length

command-take = Write something longer, with or without your name
command-takes = Read what members wrote at length
button-take = Write a take
button-comment = Comment
button-comments = All comments
button-read-take = Read it
button-show-only = Only that I'm a { $category }
button-page-back = ‹ Back
button-page-on = Read on ›
button-newest = ‹ Newest
take-title = Take: { $title }
take-by = #{ NUMBER($number, useGrouping: 0) } · by { $name }
take-by-one = #{ NUMBER($number, useGrouping: 0) } · by a { $category }, without a name
take-by-nobody = #{ NUMBER($number, useGrouping: 0) } · without a name
take-removed = #{ NUMBER($number, useGrouping: 0) } was taken back by its author
take-comments = { $count ->
    [0] No comments yet
    [one] 1 comment
   *[other] { NUMBER($count) } comments
}
takes-none = Nobody has written a take in { $community } yet.
takes-title = Takes in { $community }
takes-which = Which community do you mean?
preview-signed = By { $name }
preview-signed-one = Without a name, by a { $category }
preview-signed-nobody = Without a name
receipt-named = It stands under your name. Comments come to you here; reply to them and your reply is passed on.
form-take = Your take
form-take-title = Write the title in one line, { $most } characters at most.
form-take-title-label = Title
form-take-text = Now write what you have to say: at least 200 characters, { NUMBER($most) } at most. If that is not enough, there is room for two more parts.
form-take-text-label = Text
form-take-more = If there is more, write the second part, { NUMBER($most) } characters at most. Else skip this.
form-take-more-label = More
form-take-rest = If there is still more, write the last part, { NUMBER($most) } characters at most. Else skip this.
form-take-rest-label = The rest
form-take-sign = Under your name, or without it?
form-take-sign-label = Show my name?
refused-take-short = That is too short for a take ({ NUMBER($length) } characters): please write at least { NUMBER($min) }. For a question there is /ask.
refused-take-part-long = That is too long for one part ({ NUMBER($length) } characters): { NUMBER($max) } is the most. Please send the rest as the next part.

## Categories

command-category = See and change what you count as when you answer
category-mine = In { $community } what you write without your name counts under { $plural }.
category-none = In { $community } what you write without your name counts under “Others”.
category-where = What you write openly in a thread counts as what you choose under a question's card.

## Time: closing, what happened, nudges, the week, what waits

command-close = Close your question
usage-close = /close 12
command-reopen = Open your question again
usage-reopen = /reopen 12
command-unanswered = Questions that wait for a first answer
button-close = Close
button-reopen = Reopen
closed = #{ NUMBER($number, useGrouping: 0) } is closed: it takes no more opinions or replies. /reopen { NUMBER($number, useGrouping: 0) } opens it again.
reopened = #{ NUMBER($number, useGrouping: 0) } is open again.
card-closed = Closed: this question takes no more opinions.
card-closed-silent = Closed, because nobody had written for a while.
receipt-closed = It is closed: it takes no more opinions or replies. Everything that was said stays.
receipt-silent = It is closed, because nobody wrote for { $count ->
    [0] a long time
    [one] a day
   *[other] { NUMBER($count) } days
}. Everything that was said stays. If you still want to hear from people, open it again.
refused-not-asker = Only whoever asked #{ NUMBER($number, useGrouping: 0) } can do that, and it was not you.
refused-take-stays-open = #{ NUMBER($number, useGrouping: 0) } is a take: its comments stay open. You can take it back with “Delete” under its receipt.
refused-closed-already = #{ NUMBER($number, useGrouping: 0) } is closed already.
refused-not-open = Nobody can see #{ NUMBER($number, useGrouping: 0) } just now, so there is nothing to close. You can delete it.
refused-not-closed = #{ NUMBER($number, useGrouping: 0) } is not closed.
refused-reopen-duplicate = The moderators have closed #{ NUMBER($number, useGrouping: 0) }, because the same is asked in #{ NUMBER($twin, useGrouping: 0) }. If it is not the same, ask it once more in other words.
happened = What happened? #{ NUMBER($number, useGrouping: 0) } { $title }
happened-more = You asked this some time ago, and people here would like to know how it went. What you tell is added to the question, still without your name. You are asked only this once.
button-tell = Tell
button-nothing-to-tell = Nothing to tell
happened-nothing = All right. Should there be something later, you can still add it to #{ NUMBER($number, useGrouping: 0) }.
nudge = #{ NUMBER($number, useGrouping: 0) } · { $community } · nobody has answered this for a day
button-nudges-on = Tell me of unanswered questions
button-nudges-off = Don't tell me of unanswered questions
nudges-on = Done. When nobody answers a question for a day, I may tell you of it: one a day at most.
nudges-off = Done. I tell you of no more unanswered questions.
waiting-title = Unanswered in { $community }
waiting-mine = For { $plural }
waiting-everyone = For everyone
waiting-others = For others
waiting-none = Every question has an answer. How good of you all.
waiting-which = Which community do you mean?
waiting-nudges-on = You are told now and then of a question that nobody answers.
waiting-nudges-off = I can tell you now and then, in private, of a question that nobody answers.
week-title = This week in { $community }
week-counts = { $questions }, { $opinions }.
week-questions = { $count ->
    [0] No new question
    [one] One new question
   *[other] { NUMBER($count) } new questions
}
week-opinions = { $count ->
    [0] no opinion
    [one] one opinion
   *[other] { NUMBER($count) } opinions
}
week-new = New
week-discussed = Most talked about
week-waiting = Still waiting for a first answer
week-line = #{ NUMBER($number, useGrouping: 0) } { $title }
week-line-opinions = #{ NUMBER($number, useGrouping: 0) } { $title } · { $count ->
    [one] one opinion
   *[other] { NUMBER($count) } opinions
}
setting-close-days = Silence closes
setting-about-close-days = A question under which nobody writes for so long is closed. Its asker is told and can open it again. What you change here counts from each question's next look on.
setting-nudges = Nudges
setting-about-nudges = When nobody has answered a question for a day, so many of those who want that, chosen by chance, are told of it in private.
setting-weekly = Weekly digest
setting-about-weekly = Each Monday one message: what was asked, what was talked about, and what still waits.
playground-command-unanswered = Unanswered

## Search, related and recommended questions

command-search = Find questions by their words
usage-search = /search jealous boyfriend
command-related = Find questions like another
usage-related = /related 12
option-search = What you are looking for, in a few words
search-title = This is what I found
search-none = I found nothing with these words. Other words may help, or ask it yourself with /ask.
search-long = There is more. Fewer words let you turn the page.
refused-search-empty = What are you looking for? Please add some words, as in /search jealous boyfriend.
button-more = More ›
button-better = ‹ Back
button-open = Read #{ NUMBER($number, useGrouping: 0) }
related-title = Like #{ NUMBER($number, useGrouping: 0) }
related-none = There is nothing like #{ NUMBER($number, useGrouping: 0) } yet. /search finds questions by their words.
recommended = Recommended questions
recommended-takes = Recommended takes
card-related = Related: { $questions }
preview-same = This looks like #{ NUMBER($number, useGrouping: 0) }, already answered. You can read it before you post yours:
preview-related = Something similar was answered already. You can read it before you post yours:

## Keeping up: updates

command-update = Add something to your question
usage-update = /update 12
button-update = Add update
button-updates = All updates
form-added = What do you want to add?
form-added-text = Write what became of it, or what people should know now: { NUMBER($most) } characters at most. It stands under your question with today's date.
form-added-text-label = Update
form-added-note = It is added to #{ NUMBER($number, useGrouping: 0) }, without your name.
update-which = To which of your questions do you want to add something?
update-at = Update, { DATETIME($at, dateStyle: "medium") }
update-by = Asker · just updated the question
update-given = Added to #{ NUMBER($number, useGrouping: 0) }. Those who keep up with it are told.
update-back = Taken back everywhere.
update-taken-back = An update of #{ NUMBER($number, useGrouping: 0) } was taken back.
update-removed = An update of #{ NUMBER($number, useGrouping: 0) } was removed by the moderators.
notice-update = #{ NUMBER($number, useGrouping: 0) } · the asker just updated the question
updates-title = #{ NUMBER($number, useGrouping: 0) } · all updates
updates-none = Nothing has been added.
updates-earlier = { $count ->
    [one] One earlier update: see “Show all”.
   *[other] { NUMBER($count) } earlier updates: see “Show all”.
}
thing-update = the update of #{ NUMBER($number, useGrouping: 0) }
your-update-removed = A moderator removed your update of #{ NUMBER($number, useGrouping: 0) }
your-update-back = Your update of #{ NUMBER($number, useGrouping: 0) } stands again: the moderators have put it back.
refused-update-long = That is too long ({ NUMBER($length) } characters): { NUMBER($max) } is the most. Please shorten it and send it again.
refused-update-take = #{ NUMBER($number, useGrouping: 0) } is a take: there is nothing to be added to it. You can comment on it.
refused-update-held = #{ NUMBER($number, useGrouping: 0) } still waits for a moderator. As soon as it is published you can add to it.
refused-updates-many = #{ NUMBER($number, useGrouping: 0) } has all the { $max } updates that a question can have.
refused-update-waits = What you wrote for #{ NUMBER($number, useGrouping: 0) } is not sent yet: /update { NUMBER($number, useGrouping: 0) } shows it. Send or discard it first.
refused-update-not-yours = #{ NUMBER($number, useGrouping: 0) } is not your question: only its asker can add to it. “Have an opinion?” under it lets you answer.
refused-update-of-nothing = You have no question to which something could be added. /ask begins one.

## Keeping up: following

command-follow = Hear what becomes of a question
usage-follow = /follow 12
command-unfollow = Hear no more of a question
usage-unfollow = /unfollow 12
button-follow = Follow
button-unfollow = Unfollow
followed = You follow #{ NUMBER($number, useGrouping: 0) } now: I tell you in our private chat what becomes of it.
followed-before = You follow #{ NUMBER($number, useGrouping: 0) } already. /unfollow { NUMBER($number, useGrouping: 0) } ends it.
followed-start = { $platform ->
    [telegram] If you have never written to me there, send me /start once: then I can.
   *[other] What can't reach you waits in /inbox.
}
unfollowed = You don't follow #{ NUMBER($number, useGrouping: 0) } any more.
unfollowed-before = You don't follow #{ NUMBER($number, useGrouping: 0) }.
news-opinions = { $count ->
    [one] One new opinion since you last heard.
   *[other] { NUMBER($count) } new opinions since you last heard.
}
news-comments = { $count ->
    [one] One new comment since you last heard.
   *[other] { NUMBER($count) } new comments since you last heard.
}
news-closed = It is closed: it can be read, and takes no more opinions.
news-reopened = It is open again, and takes opinions.
news-helpful = The asker has chosen what was most helpful.
news-some = Something is new there since you last heard.

## Keeping up: how somebody is told

command-notifications = How and when I tell you what happens
usage-notifications = /notifications, or /notifications 12 for one question
notifications-title = How I tell you what happens
notifications-now = { $mode ->
    [hourly] Once an hour, in one message.
    [daily] Once a day, in one message.
    [silent] Not at all.
   *[each] At once, each by itself.
}
notifications-of = { $face ->
    [asking] What you asked
    [open] What you said under your name
   *[hidden] What you follow, and answered without your name
}
button-face = { $face ->
    [asking] What I asked
    [open] Under my name
   *[hidden] Without my name
}
notifications-apart = I keep these apart, as if they were different people's, so that nobody can tell that all of it is yours.
notifications-nothing = There is nothing yet that I could tell you of. Ask, answer or follow something first.
notifications-kept = Whatever I don't bring you at once waits in /inbox. Answers to what you do, and what moderators decide about you, always come.
notifications-muted = You hear nothing of { $questions }.
button-notify = { $mode ->
    [hourly] Once an hour
    [daily] Once a day
    [silent] Not at all
   *[each] Each at once
}
button-notifications = Notifications
button-mute-question = Mute #{ NUMBER($number, useGrouping: 0) }
button-unmute-question = Unmute #{ NUMBER($number, useGrouping: 0) }
question-muted = You hear nothing of #{ NUMBER($number, useGrouping: 0) }. What comes waits in /inbox; /notifications { NUMBER($number, useGrouping: 0) } undoes this.
question-unmuted = You hear of #{ NUMBER($number, useGrouping: 0) } as of everything else.
refused-muted-many = You have muted { $max } questions, which is the most: please unmute some in /notifications first.
digest-title = This waits for you
digest-opinions = { $count ->
    [one] one new opinion
   *[other] { NUMBER($count) } new opinions
}
digest-replies = { $count ->
    [one] one reply
   *[other] { NUMBER($count) } replies
}
digest-updates = { $count ->
    [one] an update
   *[other] { NUMBER($count) } updates
}
digest-thanks = the asker's thanks
digest-news = something new
digest-more = { $count ->
    [one] And something on one more question.
   *[other] And something on { NUMBER($count) } more questions.
}
button-read-waiting = Read
inbox-aside = { NUMBER($number, useGrouping: 0) } of { NUMBER($count, useGrouping: 0) } waiting for you

## Keeping up: what is mine

command-mine = What you asked and answered, and where it stands
mine-title = What you asked and answered
mine-empty = Nothing yet: /ask begins a question, and “Have an opinion?” under a question an answer.
mine-question = Your question #{ NUMBER($number, useGrouping: 0) }: { $title }
mine-take = Your take #{ NUMBER($number, useGrouping: 0) }: { $title }
mine-opinion = On #{ NUMBER($number, useGrouping: 0) }, as “{ $name }”
mine-removed = Removed by the moderators.
mine-status = { $status ->
    [held] It waits for a moderator.
    [waiting] It will be published soon.
    [closed] The question is closed.
    [removed] The question is gone.
   *[open] The question is open.
}
button-mine-question = Open #{ NUMBER($number, useGrouping: 0) }
button-mine-opinion = Your opinion on #{ NUMBER($number, useGrouping: 0) }

## Votes, thanks, the most helpful

button-vote = 👍 { NUMBER($count) }
button-vote-for = 👍 { NUMBER($count) } · { $name }
button-helpful = ★ Most helpful
button-helpful-one = ★ { $name }
button-thank = Thank
button-thank-one = Thank { $name }
button-earlier = ‹ Earlier
button-later = Later ›
button-sort-newest = Newest
button-sort-voted = Most voted
voted = Your 👍 counts: now { NUMBER($count) }. Press again to take it back.
vote-taken-back = Your 👍 is taken back: now { NUMBER($count) }.
thanked = Your thanks are passed on as “Asker”. Press again to take them back.
thanks-taken-back = Your thanks are taken back.
chosen-helpful = “{ $name }” is marked as the most helpful. Press again to take it back.
helpful-taken-back = “{ $name }” is no longer marked as the most helpful.
marked-helpful = ★ { $name } · most helpful
marked-thanked = { $name } · thanked by the asker
leads-helpful = ★ { $name }
leads-voted = 👍 { $name }
notice-thanks = The asker of #{ NUMBER($number, useGrouping: 0) } thanks you for your opinion
notice-helpful = The asker of #{ NUMBER($number, useGrouping: 0) } finds your opinion the most helpful of the { $plural }{ $thanked ->
    [yes] , and thanks you for it
   *[no] {""}
}
notice-helpful-other = The asker of #{ NUMBER($number, useGrouping: 0) } finds your opinion the most helpful of the others{ $thanked ->
    [yes] , and thanks you for it
   *[no] {""}
}
refused-own-opinion = That is your own opinion: leave this one to the others.
refused-comment-not-valued = Comments on a take are neither thanked for nor chosen here. Reply to the comment, or give it a 👍.
refused-asker-only = Only whoever asked can do that. A 👍 says that you find it good, too.

## Polls

refused-poll-options = A poll needs { $min } to { $max } options, one per line; you wrote { $count ->
    [one] one
   *[other] { NUMBER($count) }
}.
refused-poll-option-long = An option may have { $max } characters at most; your longest has { $length }.
refused-poll-option-twice = Two of your options read the same: please tell them apart.
form-ask-poll = What can people choose from? Write the options, one per line, 2 to 10 of them; or skip this: then there is no poll.
form-ask-poll-label = Poll options (one per line)
button-poll-add = Add a poll
button-poll-change = Change the poll
button-poll = Poll · { $count ->
    [0] no votes yet
    [one] one vote
   *[other] { NUMBER($count) } votes
}
button-poll-vote = Vote in the poll
button-poll-results = Results
button-poll-picture = As a picture
poll-title = Poll · { $count ->
    [0] nobody has voted yet
    [one] one vote
   *[other] { NUMBER($count) } votes
}
poll-bar = { $bar } { $percent } % ({ NUMBER($count) })
poll-by = “{ $option }”: { $shares }
poll-share = { $plural } { $percent } %
poll-others = Others
poll-voted = You voted for “{ $option }”. Press it again to take it back, or another one to change your mind.
poll-taken-back = Your vote for “{ $option }” is taken back.
poll-how = Press one to vote. Nobody sees who voted for what.
poll-mine = You voted for “{ $option }”. Press it again to take it back, or another one to change your mind.
poll-closed = This question is closed, and so is its poll.
poll-alt = Poll results. { $shares }
poll-alt-option = { $place }: { $percent } %
poll-legend = In the picture, each option by its number, from top to bottom: everybody, { $plurals }.
case-poll = Poll
refused-no-poll = #{ NUMBER($number, useGrouping: 0) } has no poll.

## The archive: a community's public web pages

setting-archive = Web pages
setting-about-archive = Whether the questions asked here from now on, and all opinions and replies to them, are public web pages that everybody can find, search engines too. Askers stay anonymous, and a name is shown only of those who chose “Show my name”. Switching it off takes everything off the web, for good; what was asked before it was switched on never gets there.
preview-on-web = What is asked and written here is on public web pages as well: everybody can read this, not only members.
card-on-web = Also a public web page, where no name is shown that nobody chose to show.
button-named-web = Show my name, on the web too
archive-come = You come from the web pages of { $community }. Here you can answer, with or without your name.
refused-archive-gone = This question can't be found any more. It may have been taken back.
archive-title = Questions and answers
archive-summary = Questions asked anonymously in { $community }, and what its members say.
archive-skip = Skip to the content
archive-parts = Questions
archive-latest = Latest
archive-unanswered = Unanswered
archive-discussed = Most discussed
archive-search = Search questions
archive-search-here = Search questions …
archive-search-button = Search
archive-search-how = Write a few words that the question may hold.
archive-found = { $count ->
    [one] One question for “{ $words }”
   *[other] { NUMBER($count) } questions for “{ $words }”
}
archive-nothing = Nothing was found for “{ $words }”. Other words may find it, or fewer.
archive-promise = Askers are anonymous, to everybody. Opinions carry a name only where the writer chose so.
archive-about-short = About
archive-about = How that works
archive-about-shown =
    Whoever asks in { $community } asks without a name. Nobody learns who it was: not its members, not its moderators, and nobody who reads here.

    Those who answer write in their community's chat or through the bot. A name stands here only of those who chose “Show my name” there. Everybody else is called by what they count as, also those whom their own chat knows by name.

    Of a poll, what each group chose is told where enough of them voted. Nobody sees who voted for what, nor who gave a 👍.

    What looks like somebody's handle, e-mail address or profile is left out ([…]). Days are shown and never hours.

    Only questions asked since this community opened its pages are here. What its author or a moderator takes back is gone from here at once; a cache on the way, or a search engine, may keep it a little longer.
archive-feed = Feed
archive-all = All communities
archive-none = No community shows itself here yet.
archive-empty = There is nothing here yet.
archive-more = More
archive-back = ‹ From the beginning
archive-on = More ›
archive-pages = Pages
archive-beside = Also here
archive-groups = Who said it
archive-update = Update, { DATETIME($at, dateStyle: "long") }:
archive-helpful = Most helpful { $category }
archive-helpful-one = Most helpful
archive-votes = { NUMBER($count) }
archive-votes-said = { $count ->
    [one] one vote
   *[other] { NUMBER($count) } votes
}
archive-sorted = Sorted by
archive-poll-all = All
archive-poll-count = { $percent } % ({ NUMBER($count) })
archive-poll-share = { $percent } %
archive-for = For { $audience }
archive-by = asked anonymously
archive-by-one = asked anonymously by a { $category }
archive-take-by = by { $name }
archive-take-by-one = by a { $category }
archive-take-by-nobody = by a member
archive-takes = Takes
archive-topics = Topics
archive-comments = { $count ->
    [0] No comment yet
    [one] 1 comment
   *[other] { NUMBER($count, useGrouping: 0) } comments
}
archive-closed = closed
archive-anonymous = anonymous
archive-own = gave this opinion
archive-day = { DATETIME($at, dateStyle: "long") }
archive-opinions = { $count ->
    [0] no opinion yet
    [one] 1 opinion
   *[other] { NUMBER($count, useGrouping: 0) } opinions
}
archive-way = Have an opinion? Answer on { $platform }
archive-way-chat = Have an opinion? Answer #{ NUMBER($number, useGrouping: 0) } in the community's chat.
archive-way-comment = Comment on { $platform }
archive-way-more = on { $platform }
archive-all-replies = Show all { NUMBER($count, useGrouping: 0) } replies
archive-unshown = { $count ->
    [one] One more reply stands in the chat.
   *[other] { NUMBER($count, useGrouping: 0) } more replies stand in the chat.
}
archive-nobody = Nobody of this group has said anything yet.
archive-gone-title = This page isn't here
archive-gone = It may have been taken back by whoever wrote it, or it never was. Take care, and have a look at the others.
archive-busy-title = One moment, please
archive-busy = You have asked for very many pages in a short time. Please wait a little and try again.
archive-wrong-title = That can't be done here
archive-wrong = These pages can only be read.
