### Every sentence the bot says, in English.

## Names

label-open = Open
label-closed = Closed
asker = Asker
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
command-answer = Answer a question: /answer 12
command-question = Read a question: /question 12
command-reply = Reply without your name: answer a notice with /reply
command-inbox = What I could not bring you
command-delete = Take back what you wrote: reply to it with /delete
menu-delete = Take back
menu-reply = Reply anonymously
menu-report = Report to moderators
command-report = Tell the moderators: reply to a message with /report, or /report 12
command-reports = What waits for the moderators
option-number = The question's number, as in #12
option-setup-forum = Where the questions go; without it I look for a forum called “advice”, or make one
option-setup-moderators = Where moderators are told what waits for them; seen by moderators only
option-link-code = The code from the other place; without it you get one
option-link-forum = The channel to join; without it the one that I know here
command-settings = See and change the settings of this community
option-settings-role = A role that decides which category its wearers count as
option-settings-category = The category of that role: its name; without it the role's own name decides
command-setup = Make this group an advice community
command-link = Join this group to a community on another platform
command-start = What this is
command-help = What you can do
command-privacy = What is known about you, in plain words
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
    Ask: write your question, or send /ask.
    Answer: press “Have an opinion?” under a question, with or without your name.
    Go on talking: reply to any message about an opinion. Your reply is passed on.
    Read: /question 12 shows everything about #12.
    Missed something? /inbox shows what I could not bring you.
    Take back: reply to what you wrote with /delete.
    /privacy says what is known about you.
privacy-title = What is known about you
privacy =
    Nobody can see who asked: not the members, not the moderators, not the administrators.

    Your account's number is stored in two ways only: as a code that can't be turned back, to recognise you, and locked with a key that is kept apart, so that answers can reach you.

    Your question is written anew and never forwarded. Logs hold nothing that you write.

    Take care what you tell: names, places and dates in your words can give you away.

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
form-ask-title = Write the title: your question in one line, { $most } characters at most.
form-ask-title-label = Title
form-ask-details = Now the details: what should people know? { NUMBER($most) } characters at most, or skip this.
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
receipt = Your question is #{ NUMBER($number, useGrouping: 0) }
receipt-promise = Nobody can see that it is yours. Opinions come to you here; reply to them and your reply is passed on.
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

notice-opinion = New opinion on #{ NUMBER($number, useGrouping: 0) } · { $who }
notice-reply = #{ NUMBER($number, useGrouping: 0) } · { $who } replied
opinion-taken = Thank you. Your opinion on #{ NUMBER($number, useGrouping: 0) } appears as “{ $name }”.
opinion-taken-back = An opinion on #{ NUMBER($number, useGrouping: 0) } was taken back.
reply-taken-back = A reply on #{ NUMBER($number, useGrouping: 0) } was taken back.
passed-on-asker = Passed on as “Asker”.
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
setup-how-forum = Every question gets a topic of its own.
setup-how-group = Every question is a message here; reply to it to answer.
setup-moderators = What waits for the moderators of { $community } is shown here from now on.
setup-note-message-content = Without the Message Content Intent I understand buttons, forms, message menus, replies to me and mentions only: what people simply write in a thread is not counted as an opinion. Whoever runs me can switch it on in Discord's developer portal.
setup-note-manage-channels = If you give me “Manage Channels”, I mark questions as open or closed with tags.
link-code =
    Your code is { $code }. It works once, for { $minutes } minutes.
    Send “/link { $code }” in the other group, as its administrator.
link-done = This group belongs to { $community } now

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
case-withdrawn = { $by ->
   *[other] Its author took it back.
}
cases-none = Nothing waits for you.
cases-title = What waits in { $community }
button-case-keep = It's fine
button-case-remove = Remove it
button-case-open = Look at { $place }
report-kept = A moderator looked at what you reported on #{ NUMBER($number, useGrouping: 0) }: it stays. Thank you for looking out.
report-removed = A moderator removed what you reported on #{ NUMBER($number, useGrouping: 0) }. Thank you for looking out.

## Settings

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
refused-form-ready = Your question is ready: please press “Post it”, “Edit” or “Discard” above.
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
refused-number-missing = Which question? Please add its number, as in /question 12.
refused-number-big = There is no question with so big a number.
refused-nothing-there = There is nothing of yours there to change any more.
refused-not-yours = Only its author can take that back.
refused-reply-what = I can pass on a reply to an opinion or a reply only: please choose the message that you mean.
refused-reply-gone = That was taken back: there is nothing left to reply to.
refused-delete-what = Reply with /delete to the opinion or reply that you want to take back.
refused-category-gone = That category is no longer there: please choose another.
refused-category-unknown = There is no such category here. Please choose one of these: { $categories }.
refused-badge-unknown = Please choose a role of this server that people can wear.
refused-button-old = That button does not work any more.
refused-no-community = There is no community here yet: an administrator adds me to a group and sends /setup there.
refused-community-unknown = I don't know which group you come from: please press "Ask a question" or a question's button there.
refused-no-place = { $community } has no place to post in at the moment. Your question is kept here; please try “Post it” again later.
refused-no-such-command = I don't know that command. /help shows what I understand.
refused-in-a-group = That works in a group only: send it there.
refused-in-private = That works in our private chat only, so that nobody sees it.
refused-not-set-up = This group is no advice community yet: an administrator sends /setup here first.
refused-moderators-only = Only administrators of this group can do that.
refused-moderators-how = First send /link in the group where the questions are; then send “/link CODE moderators” here.
refused-report-what = What do you want to report? Reply to it with /report, or give a question's number: /report 12.
refused-case-decided = { $by } has decided that already: { $verdict ->
    [approved] it stays
   *[other] it was removed
}.
refused-banned = The moderators of this community have excluded you from asking and answering here. /help says how to object.
refused-muted = The moderators have asked you to be silent here until { DATETIME($until, dateStyle: "medium", timeStyle: "short") } UTC. /help says how to object.
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
   *[other] { $right }
}” and send it again.
refused-already-a-place = This group belongs to a community already.
refused-code-wrong = That code is wrong, used or older than 10 minutes: ask for a new one with /link.
refused-platform-down = The platform does not answer me at the moment: please try again in a minute.

## The playground's page

playground-name = Agony Aunt
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
playground-answering = Replying to
playground-answering-stop = Don't reply to it
playground-commands = What you can do
playground-command-ask = Ask a question
playground-command-help = Help
playground-command-privacy = Privacy
playground-command-setup = Set up
playground-command-link = Link
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
