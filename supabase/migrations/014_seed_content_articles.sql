-- 014 seed_content_articles
-- The topics of the magazine and its first articles, in Markdown. Reading time is words / 220, rounded.

insert into public.content_topics (slug, name, description, position) values
  ('compatibility', 'Compatibility', 'What two people can know about each other in advance, and what only time tells.', 10),
  ('attachment', 'Closeness and attachment', 'How we reach for each other, how we draw back, and what helps.', 20),
  ('first-conversations', 'First conversations', 'From the first message to the first meeting.', 30),
  ('conflict', 'Conflict and repair', 'How to argue well, and how to find the way back.', 40),
  ('values', 'Values and decisions', 'What matters to you when two good things collide.', 50),
  ('boundaries', 'Boundaries and respect', 'Saying no, hearing no, and knowing where you end.', 60),
  ('safety', 'Safety', 'Meeting people with an open heart and a few sensible habits.', 70),
  ('starting-again', 'Starting again', 'Love after a loss, a divorce or a long time alone.', 80),
  ('distance', 'Across distance', 'Relationships between cities, countries and languages.', 90),
  ('everyday-life', 'Everyday life', 'Money, children, homes and everything else that happens on a Tuesday.', 100)
on conflict (slug) do nothing;

insert into public.content_articles
  (slug, topic_id, title, summary, body, author_name, reading_minutes, tags, state, published_at, created_at)
select a.slug, t.id, a.title, a.summary, a.body, a.author_name, a.reading_minutes, a.tags, a.state,
  case when a.state = 'published' then a.dated end, a.dated
from (values
  ('what-compatibility-can-tell-you', 'compatibility',
    'What compatibility can tell you, and what it cannot',
    'A good score is a reason to meet, not a forecast. What can be known about two people beforehand, and what only they can find out.',
    'Helena Brandt', 3, '{compatibility,introductions,expectations}'::text[], 'published', timestamptz '2025-01-14 09:00+00',
$md$People often ask us for a number. If two of us match at eighty-seven per cent, is that better than eighty-one? It is a fair question, because we do compare answers, and comparing produces numbers. But the honest reply is that the number is the least interesting part.

## What can be known in advance

Some things about two people can be laid side by side before they have ever spoken. Whether both want children. Whether one of them cannot live with cigarette smoke. Whether faith belongs in the kitchen, in the calendar, or nowhere. Whether they hope to stay where they are or to leave. These are not romantic subjects, and yet couples part over them, often after years, often while still fond of each other.

This is where comparing answers does its best work. It cannot find love, but it can spare two people the discovery, eighteen months in, that they were heading for different countries. When we say that two of you fit, we mean first of all that we found no such wall between you.

The second thing that can be known, with less certainty, is pace. Some people answer within minutes and feel uneasy when nothing comes back. Others think for two days and mean every word. Both are fine. Side by side, without explanation, they can look like pursuit and retreat. A report that mentions this in advance turns a possible injury into a piece of information.

## What cannot be known

When researchers try to predict from questionnaires who will be drawn to whom, they do poorly. They can say fairly well who tends to be liked and who tends to like people. The particular spark between this person and that one mostly escapes them. It seems to be made on the spot, out of a voice, a way of listening, a joke that lands, the light in a room.

Studies of couples who are already together point the same way. How content people are depends less on the traits each brought along than on what happens between them: whether they feel appreciated, whether a bid for attention is answered, whether they believe the other is on their side. None of that exists yet when you read a profile. It has to be built, and two well-matched people can fail to build it just as two unlikely ones can succeed.

So a high score cannot promise you an evening you will remember. And a modest score does not mean that you should stay at home.

## How to read a report

Begin with the part about differences. It is usually more useful than the part about what you share, because what you share will take care of itself. If the report says that you like plans and the other person likes to see what the day brings, you already have something real to talk about.

Then look for the sentence that makes you curious. There is nearly always one: an answer you would not have given, a reason you had not thought of. Curiosity is a better companion for a first meeting than certainty. People who arrive certain tend to spend the evening checking.

Last, hold the whole thing lightly. You gave your answers on a certain day, in a certain mood, and so did the other person. People are often more generous in life than on paper, and sometimes less.

## A better question

Instead of asking whether you are compatible, try asking after each meeting whether you were more yourself or less. Did you say what you meant? Did you laugh at something you would also find funny alone? Did you leave with more energy than you brought?

If the answer is yes two or three times in a row, you are learning something that no questionnaire could have told you. Our work is to get you to the table. What happens there belongs to the two of you.$md$),
  ('similar-or-different', 'compatibility',
    'Similar or different: which matters where',
    'Birds of a feather or opposites that attract? Both sayings are about half right. A short guide to the differences that cost something and those that do not.',
    'Samuel Okoro', 3, '{compatibility,differences,couples}'::text[], 'published', timestamptz '2025-02-04 09:00+00',
$md$There are two proverbs about couples, and they contradict each other. One says that like seeks like. The other says that opposites attract. Most of us believe one on weekdays and the other on weekends.

If you look at who actually ends up together, the first proverb wins. Couples tend to resemble each other in age, schooling, faith, politics, even in how late they go to bed. Some of that is choice and some is simply who is around. But resembling each other in general is not the point. The useful question is in which places it helps.

## Where likeness helps

**In what a life is for.** One person hopes to leave something behind, another wants a calm home and time for friends. Neither is better. But decisions about work, place and money grow out of this, and a couple makes such decisions again and again. If you have to argue the foundations every time, you grow tired.

**In how people should be treated.** Watch how someone speaks to a waiter, about a former partner, or of people with less luck. Differences of opinion can be enjoyed for decades. Differences in basic respect wear a person down.

**In how much closeness feels right.** Some want to share nearly everything. Others need a closed door in order to be glad when it opens. A gap here can be lived with, but it needs to be spoken about, kindly and more than once.

## Where difference is harmless, or good

Temperament is the classic case. A talkative person and a quiet one can be very happy, provided that neither thinks the other is doing it wrong. The quiet one is grateful for a partner who fills the first ten minutes of a party. The talkative one comes home to somebody who listens.

Interests matter less than profiles suggest. Two people who both love sailing have a pleasant summer ahead. Two people who are *interested in what the other loves* have something that survives the end of sailing. You do not need the same hobby. You need the wish to hear about it.

Skills are best when they differ. One of you reads contracts, the other keeps friendships alive. Couples who can divide such things without keeping score have a real advantage.

## Differences that look small and are not

Three deserve attention early, because they return every day.

1. **Order.** Not whether the flat is tidy, but what disorder does to each of you. For some it is a detail. For others it is noise.
2. **Time.** Is five past seven still seven? Lateness seldom ends a relationship, but what it stands for can.
3. **Conflict.** One person wants to solve it tonight, the other needs a night's sleep. Both can be right, and both can feel abandoned by the other's way.

None of these has to be the same in both of you. They only have to be known.

## What to do with a difference

When you notice one, try to describe it without a judgement in the words. "You like to plan and I like to see" is a description. "You are rigid and I am chaotic" is already a quarrel.

Then ask what the other gets out of their way. Planners often get rest from their plans, and improvisers get a feeling of being alive. Once you know what a habit is for, it becomes easier to make room for it, or to ask for an exception.

And finally ask yourself the plain question: could I live with this if it never changed? Not with a better version, not after a good conversation, but like this, on an ordinary Tuesday. If you can say yes with some warmth, the difference is not your problem. It may even be one of the reasons you will still have something to say to each other in twenty years.$md$),
  ('attachment-without-the-labels', 'attachment',
    'Attachment, without the labels',
    'Anxious, avoidant, secure: useful words that easily turn into verdicts. What the idea is good for, and how to use it on yourself first.',
    'Ilse Vermeer', 3, '{attachment,closeness,self-knowledge}'::text[], 'published', timestamptz '2025-02-25 09:00+00',
$md$Few ideas from psychology have travelled as far as attachment. You will find the words in profiles, in podcasts, in the second hour of a date: *I'm anxious, he's avoidant.* It is good news that people have a language for such things. It becomes less good when the language replaces looking.

## The idea in a few sentences

As children we learn what happens when we are distressed and reach for somebody. Perhaps they usually come. Perhaps they come sometimes, so that it pays to call louder. Perhaps calling makes things worse, so that it is wiser to manage alone. We carry such expectations into later life, and they show most clearly when something is at stake: when we fall in love, when we are ill, when somebody does not reply.

Three things tend to get lost when this is retold.

First, these are tendencies, and most people are somewhere in the middle. Researchers usually measure them on two scales, one for worry about being left and one for discomfort with closeness, and not as boxes that you are in or out of.

Second, they depend on company. The same person can be calm with one partner and frantic with another. That is not inconsistency. It is what a system does that responds to its surroundings.

Third, they change. Not overnight, and rarely by insight alone, but years with a reliable person leave their mark, and so does good therapy.

## A more useful question than "What am I?"

Ask instead: **what do I do when I am not sure of somebody?** Be as concrete as you can.

Some of us move towards. We write again, ask whether everything is all right, read the last message a fifth time. Under it lies a wish to be told: I am still here.

Some of us move away. We become busy, notice the other's faults, think fondly of living alone. Under it lies a wish as well: let me come back in my own time.

Most of us can do both, and many do one with words and the other with the body. If you know your first move, you gain a second or two in which to choose.

## What helps if you move towards

Say the wish instead of the test. A test sounds like "You clearly have more important things to do." The wish sounds like "I like hearing from you before I go to sleep. A word is enough." The first has to be defended against. The second can be granted.

Keep other ropes. When one person is responsible for your whole sense of being all right, every delay becomes an alarm. Friends, work you care about and a body that was outside today make you less dependent on the phone, and more pleasant to write to.

## What helps if you move away

Announce the distance and its end. "I need this evening to myself, I will call you tomorrow at noon" is a different sentence from silence, although you get the same quiet evening. Then call at noon. Nothing you can say will work as well as a promise kept in time.

And notice the moment when somebody's faults suddenly become very visible. Sometimes you are seeing clearly. Sometimes you are just scared, and the list of faults is the door.

## Please leave the other person unlabelled

It is tempting to explain somebody to a friend in one word. But a label ends the enquiry just when it should begin. "He is avoidant" cannot be answered. "When I said I missed you, you changed the subject. What happened there?" can.

If you want to bring up the subject with somebody new, bring up yourself. Say what you do when you are unsure, and what helps. You will learn more from how they listen to that than from any test they might have taken.$md$),
  ('when-you-want-more-closeness', 'attachment',
    'When one of you wants more closeness',
    'The gap between two people''s needs is rarely the problem itself. The chase that follows is. How to step out of it from either side.',
    'Ilse Vermeer', 3, '{attachment,closeness,couples,communication}'::text[], 'published', timestamptz '2025-03-18 09:00+00',
$md$In nearly every couple one person would like a little more: more evenings together, more messages, more talk about how it is going. The other is content, or would like a little less. This is not a sign of a wrong choice. Two people who want precisely the same amount of closeness at precisely the same time are as rare as two clocks that never drift.

What causes the trouble is what happens next.

## How the chase begins

It starts small. Nora asks whether they will see each other on Thursday. Jonas, who has had a long week, says he will see. Nora hears *no* and asks again on Wednesday, a bit more brightly than she feels. Jonas hears pressure, and answers late. By Thursday both of them are right: she has proof that he does not care, he has proof that it is never enough.

The remarkable thing is that each one's remedy is the other one's poison. She moves closer because he is far away. He moves away because she comes so close. Neither started it. Seen from inside, each is only reacting.

If you recognise this, you have already done something. A pattern that both can see stands between you as a third thing, and two people can look at a third thing together. *There it is again, our Thursday.*

## If you are the one who wants more

**Ask for one thing, and make it possible to say yes.** "I want to matter more to you" is true, but nobody can do it by Sunday. "I would love a call on the nights we don't see each other, ten minutes is plenty" can be done tonight.

**Take yes for an answer.** When you get what you asked for, let it be enough for that day. If each granted wish is followed at once by the next, the other learns that granting is useless.

**Stop for a moment when you are about to complain.** Complaints are often longing in disguise. The longing is easier to love.

## If you are the one who wants less

**Reach out first, once.** People who need more space are usually waiting for the other to stop asking, so that they can come by themselves. The other is waiting for precisely that. One message that nobody demanded changes more than three answers that were.

**Say yes or no, and when.** "Maybe" feels gentle to the person who says it. For the person who hears it, the evening stays open and cannot be filled with anything else. A clear no with a date is kinder: not Thursday, but Saturday from noon, gladly.

**Do not treat the wish as a fault.** To want you around is hardly an insult. You may decline what is asked without making the asking shameful.

## When the gap is real

Sometimes, once the chase has stopped, you discover that there really is a difference. One of you is happy with two evenings a week for good, the other hopes to share a home and most of the hours in it. Then it is no longer a matter of technique, and nobody should be talked into a life that does not suit them.

It helps to speak of the future in pictures instead of principles. What does an ordinary Wednesday look like in three years, for you? Who is in the kitchen? Which door is closed? If the pictures overlap enough, you can build something in the space they share. If they do not, you will know it from a conversation, and not after five years of running after each other. That knowledge hurts too, but it is a clean hurt, and it leaves both of you with your dignity.$md$),
  ('a-first-message-that-can-be-answered', 'first-conversations',
    'A first message that can be answered',
    'Not clever, not long, not copied. What makes a first message easy to reply to, with examples and the reason behind each of them.',
    'Inês Carvalho', 3, '{messages,"first conversations",introductions}'::text[], 'published', timestamptz '2025-04-01 08:00+00',
$md$A first message has one job: to make it easy for another person to write back. It does not have to impress, it does not have to be funny, and it certainly need not tell your whole life. Seen this way it becomes a good deal lighter to write.

## The three parts

Nearly every message that gets a proper answer does three small things.

**It shows that you have read.** One detail is enough, and the more particular the better. "You seem interesting" could be sent to anybody. "You write that you learned to bake bread in order to have a reason to get up" could not.

**It gives something.** A question alone can feel like a form to fill in. Add a sentence about yourself, so that the other can answer from more than one side. "I tried the same with running and lasted eleven days."

**It asks one thing.** Only one. People who receive four questions put the message aside for an evening when they have time, and that evening rarely comes. The best question can be answered in two lines, but invites ten. "What was the first loaf you would have served to a guest?"

Put together:

> Hello Mira, I like that you learned to bake in order to have a reason to get up. I tried the same with running and lasted eleven days. What was the first loaf you would have served to a guest?

That is all. It takes fifteen seconds to read and it is pleasant to answer.

## What makes answering hard

*Hi, how are you?* There is nothing wrong with it between friends. From a stranger it hands over all the work: now the other has to invent a conversation.

*Compliments on looks.* Even when they are meant warmly, they leave only "thank you" as a reply, and they say little about who is writing. If you want to compliment something, choose something the person decided: a sentence, a photo they took, what they do with a free Sunday.

*Irony.* It lives from tone of voice, and there is none yet. Save it for the second week.

*The full story.* Being open is a fine thing, but a page about your last relationship asks for a response that nobody can give on the first day.

*Copied lines.* People notice. Not always, but more often than those who copy believe.

## If nothing comes to mind

Sometimes a profile is short, or written by somebody who dislikes writing. Then use the introduction itself. We tell both of you why we thought of you two, and that gives you something in common before you have said a word:

> Hello Daniel, we are told that we both change our minds about big cities twice a year. Which way are you leaning at the moment?

You may also say that you find it hard. "I have started this message three times" is true for most people, and it makes the other smile because they have done the same.

## And if no answer comes

Wait a week. People are ill, in exams, at their sister's wedding. One short, friendly second message is fine if it adds something and reproaches nothing. After that, let it go.

Silence is seldom a judgement of you. The other person knows a few lines and a photo, so there was not very much they could have judged. They may have met somebody the day before. They may have found that they are not ready. You will not find out, and you do not need to.

What you can do is write the next message as if it were the first one: rested, curious, to a particular person. It is the only part of the matter that lies in your hands, and happily it is also the part that gets better with practice.$md$),
  ('questions-that-lead-somewhere', 'first-conversations',
    'Questions that lead somewhere',
    'Most lists of good questions miss the point. The second question matters more than the first. A small method for conversations that both remember.',
    'Inês Carvalho', 3, '{"first conversations",listening,dates}'::text[], 'published', timestamptz '2025-04-22 08:00+00',
$md$There are a great many lists of questions for a first date, and some are quite good. You can learn what somebody would save from a burning house and which dead person they would invite to dinner. And still such evenings can feel like an interview, with two people taking turns to be examined.

The reason is that a conversation does not live from its questions. It lives from what is done with the answers.

## The second question

Suppose you ask where somebody grew up, and they say: in a small town by the sea, above my parents' pharmacy. Now there are three ways to go on.

You can tell where *you* grew up. That is friendly, and a little like changing the channel.

You can ask the next thing on the list. That is how forms work.

Or you can stay. "Above the pharmacy. Did people ring at night?" This is a second question: it can only be asked by somebody who was listening. Studies of conversations between strangers have found that people who ask such follow-up questions are liked better, and most of us forget to ask them, because we are busy preparing our own next line.

If you remember only one thing from this page, let it be this: **before you change the subject, ask one more.**

## Down, not across

A simple picture may help. Facts lie at the surface: job, town, siblings. One step below lies what a person did and chose. Below that lies what it meant to them. You need not hurry down, but a conversation that stays at the surface for two hours is tiring for both.

- Surface: *What do you do?*
- One step down: *How did you come to do that?*
- Further down: *What part of it would you miss?*

Each step is a small request for trust. If the other goes along, you may take the next one. If they answer briefly and look at the menu, go back up and talk about the food for a while. That is not failure, it is courtesy.

## Give what you ask for

Nobody likes to be the only one in the room without a coat. If you have asked something that reaches a little further down, answer it yourself as well, at about the same depth and about the same length. Two people who take turns in this way come closer to each other than two people of whom one asks and the other tells.

If you notice that you have spoken for a long time, it is enough to say so. "I have been talking about my brother for ten minutes. Do you have somebody like that?" People forgive length easily when they see that you came back for them.

## A few that tend to work

Not as a list to go through, but for a moment when the talk has stopped and both of you would like it to go on.

- What have you changed your mind about in the last few years?
- Which of your friends is least like you, and how did that come about?
- What did people get wrong about you at school?
- What are you good at that is of no use at all?
- When was a day recently that you would have again?

They have something in common: they cannot be answered wrongly, they are about the person rather than about romance, and they leave it to the other how far to go.

## Silence

Finally, allow a pause. Most people need three or four seconds to think of something that is true, and if you fill those seconds you get what was lying on top. Look at the other kindly, drink some water, wait. Quite often the sentence after the pause is the reason why you will want to see each other again.$md$),
  ('from-writing-to-meeting', 'first-conversations',
    'From writing to meeting, without the nerves',
    'Writing for weeks builds a person who does not exist. When to suggest a meeting, what to suggest, and how to make it easy to say no.',
    'Samuel Okoro', 3, '{dates,"first conversations",planning}'::text[], 'published', timestamptz '2025-05-13 08:00+00',
$md$It is pleasant to write to somebody. You answer when you are at your best, you have time to find the word, and the other person's gaps are filled in by your imagination, which is generous. That is precisely the difficulty. After five weeks of messages you know somebody quite well who does not quite exist.

Then you meet, and a real person walks in, with a voice you did not expect and hands that move a lot. It is not their fault that they are different. But both of you have something to get over first.

## When

A good moment is when you catch yourself wanting to tell them something by voice. For many people this comes after a week or two. If you have each written a handful of messages that were about something, and you have laughed once, you know enough for an hour in a café.

There are good reasons for taking longer: illness, children, distance, a bad experience behind you. Say so. "I would like to meet, and I need a little more time" is an answer that a patient person can live with. What is hard to live with is a friendly fog.

A short call in between helps more than another ten messages. Fifteen minutes are enough. You hear how the other laughs, whether you interrupt each other, and whether silence is awkward or easy. If it goes badly, you have both saved an evening.

## What to suggest

Be specific, keep it short, and choose a place where other people are.

> There is a bakery with four tables near the botanical garden. Would you like to have coffee there on Saturday at eleven? I have to leave at half past twelve, so nobody needs to be brave for long.

This sentence has a few virtues. It can be answered with one word. It has an end, so a meeting that is not going well will be over in ninety minutes, and one that goes well leaves both wanting more. It is by day. And it is cheap, which means nobody owes anything.

A walk is good for people who find it hard to be looked at. A market or a museum gives you something to talk about. The cinema is a pity: you will know nothing afterwards that you did not know before. A dinner of three courses is a long time if you already know at the bread.

## Make no easy

The kindest invitations contain a way out. "If you would rather keep writing for a bit, that is fine too." It may seem that this invites refusal. In truth it invites honesty, and people who feel free to decline are more likely to come gladly.

If you are the one who would like to decline, do it clearly and without reasons that need to be defended. "Thank you for asking. I have noticed that I don't feel it between us, and I would rather say so than keep you waiting. I wish you well." Two lines, and both of you are free.

## The hour before

Nearly everybody is nervous. It helps to lower the task. You do not have to find out whether this is the person with whom you will grow old. You have to find out whether you would like a second hour. That is a much smaller question, and you can trust yourself with it.

Tell a friend where you will be, travel there by yourself, and keep your phone charged. Then put it in your pocket. Arrive a few minutes early, if you can, and choose the seat you like.

## Afterwards

Write on the same evening or on the next morning, whatever you felt. If it was good: "That was a good hour. I would like to hear the rest of the story about the boat." If it was not, the two lines from above. Waiting three days in order to seem less interested is a custom from another time, and nobody has ever been made happier by it.$md$),
  ('arguing-about-the-right-thing', 'conflict',
    'How to argue about the right thing',
    'The dishes are hardly ever about the dishes. How to find out what a quarrel is about, and how to start it so that it can end well.',
    'Helena Brandt', 3, '{conflict,communication,couples}'::text[], 'published', timestamptz '2025-06-03 08:00+00',
$md$Couples who never argue are not necessarily happy, and couples who argue are not necessarily in trouble. What matters is how a quarrel begins, what it is really about, and whether the two find their way back.

## Three layers

Most quarrels have three layers, and trouble begins when the two people are on different ones.

The first is the **matter**: the dishes, the late train, the money for the holiday. It can be solved, mostly within ten minutes.

The second is the **pattern**: this is the third time, I am always the one who thinks of it. It cannot be solved by doing the dishes.

The third is the **meaning**: am I alone in this? Do you see what I do? Can I rely on you? That is where the heat comes from. If you are surprised by how angry you are about a cup, you are probably down here.

It helps to say on which layer you are. "It isn't about the cup. I had a day in which nobody noticed me, and the cup was the last thing." A sentence like that ends more quarrels than any argument about cups.

## The first minute

The way a difficult talk begins has a great influence on the way it ends. A harsh start calls for defence, defence calls for proof, and soon both are lawyers.

A soft start is not a weak one. It names the same complaint, but leaves the person out of the dock. Something like this:

- **What happened**, as a camera would have seen it. "You said you would call, and the call did not come."
- **What it did to you.** "I lay awake and imagined things."
- **What you would like.** "If it gets late, send me one word."

Compare: "You never think of me." It may feel truer in the moment. But *never* can be disproved, and the other will start at once to look for the one time in March.

## When it gets too loud inside

There is a point at which nobody can listen any more. The heart races, the face is hot, and the cleverest sentence arrives as noise. Going on then is useless, and it is often then that the things are said that have to be apologised for.

Agree on a pause before you need it. A pause has a length and an end: "I can't think just now. Give me half an hour, then I will come back to the kitchen." Walking out without a word looks similar, but it means something quite different to the person who stays.

Do something in that half hour that is not rehearsing. If you spend the time improving your speech, you return as angry as you left.

## Listening as proof

Before you answer, try to say what you have understood, until the other says *yes, that's it*. This feels slow and a little artificial. It is also the quickest way, because most quarrels go round in circles for one reason: each of them repeats what has not yet arrived.

You do not have to agree in order to understand. "I see that to you it looked as if I had chosen them over you" is not an admission. It is a report of what the other sees, and being seen is half of what they wanted.

## The end

Some disagreements never go away. They belong to the two people as the weather belongs to a coast. Even happy couples return to the same few subjects for years. The difference is that they can talk about them with some humour, and that neither feels despised.

So do not measure a quarrel by whether it was settled. Ask instead: do I know something about you that I did not know before? And are we, at the end of it, still on the same side of the table? If you can say yes to both, it was a good quarrel, even if the dishes are still there.$md$),
  ('what-an-apology-is-made-of', 'conflict',
    'What a good apology is made of',
    '"I''m sorry if you felt hurt" is not an apology. The four parts of one that works, why it is so hard to give, and how to receive it.',
    'Helena Brandt', 3, '{conflict,repair,communication}'::text[], 'published', timestamptz '2025-06-24 08:00+00',
$md$Everybody hurts the people they love. Not out of malice, mostly: from tiredness, vanity, fear, or because they were looking the other way. Whether two people stay close has less to do with how rarely that happens than with how well they can mend it.

And yet good apologies are rare. Many of us learned as children to say *sorry* so that we could leave the room, and some of us still use it in this way.

## The four parts

**Name what you did.** Not what happened, not what the other felt: what *you* did. "I made a joke about your job in front of my friends." As long as it is not named, the other person cannot know whether you have understood, and will go on explaining.

**Say what it did to them.** "You had told me in confidence how uncertain you are about it. So it was not only embarrassing, it was also a breach of trust." This is the part that heals, and the part most often left out, because one has to look at it for a moment.

**Do not defend yourself.** Reasons may come later, if the other wants to hear them. In the apology itself every reason sounds like a discount. The word to watch is *but*. Everything in front of it disappears.

**Say what you will do.** "I will tell them that I was wrong to say it. And I won't make jokes from things you've told me when we were alone." An apology is a promise, and a promise needs something that can be kept.

That is the whole of it, and it can be said in half a minute.

## What only looks like an apology

*I'm sorry if you felt hurt.* The *if* puts the injury in doubt, and the *felt* puts it on the other side.

*I'm sorry, all right?* This one asks for the subject to be closed.

*I am a terrible person, I ruin everything.* It sounds humble, but now the injured person has to comfort the one who did the injuring.

*I said I was sorry.* As if there were a number of times after which the other has to be finished.

## Why it is so hard

To apologise properly you have to be, for a short time, the person who did that. Many of us would rather be nearly anything else. It may help to remember that guilt and shame are different things. Guilt says: I did something bad. It looks outward, to the other and to what can be repaired. Shame says: I *am* bad. It looks inward and wants to hide. An apology comes out of the first. If you notice that you are mainly busy with your own badness, take a walk, and return when you can see the other person again.

## When you are the one who was hurt

You do not owe anybody instant forgiveness. "Thank you for saying that. I need some time with it" is a complete answer. It accepts the apology without pretending that everything is well.

If the apology was clumsy but meant, you may help. "I believe that you're sorry. What I still need to hear is that you know why it hurt." Most people are grateful for the hint, because they do want to get it right.

And when you have forgiven something, try not to use it again in the next quarrel. What is brought out at every occasion has not been forgiven, only stored.

## When the same apology returns

An apology for the same thing, for the fourth time, is no longer an apology. It is a custom. Then the talk has to be a different one: not about being sorry, but about what would have to change for it not to happen again, and whether the other is able and willing to do it. This is a fair question, it may be asked calmly, and the answer lies in the weeks that follow.$md$),
  ('how-to-notice-what-you-value', 'values',
    'How to notice what you value',
    'Lists of values all sound good, so they tell you little. Four places to look instead: your calendar, your envy, your anger and your regrets.',
    'Samuel Okoro', 3, '{values,self-knowledge,decisions}'::text[], 'published', timestamptz '2025-07-15 08:00+00',
$md$If you are shown a list of values and asked to choose five, you will choose good ones. Honesty, family, freedom, humour, growth: who would be against them? The trouble with such lists is that everything on them is desirable. They tell you what you would like to be, and not what you do when two good things collide.

And it is in collisions that values show. Freedom is easy until somebody needs you on a Sunday. Honesty is easy until it costs a friend. What follows are four places where you can find out more about yourself than a list would tell you.

## Your calendar

Look at the last four weeks. Not at what you had planned: at what you did when nobody made you do it. Where did a free evening go? For whom did you cancel something, and whom did you cancel?

The calendar is not the final judge. People with small children, two jobs or an illness do not choose freely, and a month in autumn may be unlike all the others. But if someone says that friendship means everything to them, and has seen no friend since spring, there is something to think about. Either they live against what they value, or they value something else more than they knew.

## Your envy

Envy has a bad name, and nobody likes to admit it. As a compass it is excellent. We do not envy people for everything they have, only for what we secretly believe could be ours.

So ask: whose life has given me a small sting lately? And what precisely was it? Not the house, perhaps, but that there were six people round the table. Not the career, but that she seems to be needed. Follow the sting to its end, and you will often find a wish that you have been too polite to mention.

## Your anger

We become angry when something is violated that matters to us. The sort of anger is telling. Some people can forgive unreliability and not arrogance. Others are the reverse. One person boils when a queue is jumped, another when someone is laughed at, a third when money is wasted.

Think of the last three times you were really angry, and finish the sentence: *one simply does not…* What you write there is a value, and most likely an old one.

## Your regrets

Regret is a slow and reliable teacher. Look at the decisions you would make differently today, and separate those that turned out badly from those that were not *you*. The first kind is bad luck. The second kind shows where you acted against something of your own. Perhaps you stayed too long out of politeness. Perhaps you left because it was expected.

## From values to a partner

You do not need somebody with the same list. You need someone with whom your collisions can be lived. If for you loyalty wins over truth, and for the other truth wins over loyalty, you will be fine for a long time, until a friend of yours does something wrong.

So talk about collisions, rather than about nouns. Good questions begin with *what would you do if*, or better still with *what did you do when*. Tell each other about a decision that was hard. Listen for what won in the end, and for what it cost.

If you like, try this with one of the scenario games. They were made for it: every one of them sets two good things against each other, and there is no right answer. What you learn is the order in which you hold dear what everybody holds dear. In that order, more than in any single word, you can recognise a person with whom you could make decisions for a long time.$md$),
  ('the-talk-about-children', 'values',
    'The talk about children: early, and without a negotiation',
    'It is the one subject on which there is no halfway. How to bring it up in good time, how to hear the answer, and what to do with "I don''t know yet".',
    'Ilse Vermeer', 3, '{values,children,future,decisions}'::text[], 'published', timestamptz '2025-08-05 08:00+00',
$md$On most things two people can meet in the middle. One can live in a small city instead of a large one or a village. One can visit the parents every second Sunday. But there is no such thing as half a child, and because everybody knows that, the subject is often put off until it is no longer a question but an ultimatum.

It is kinder to bring it up early, when little has been invested and nobody yet has to be persuaded of anything.

## When

Not in the first hour, unless it comes up naturally. But before you have met each other's parents, and before anybody has moved for the other's sake. For most people somewhere between the third and the tenth meeting is a good time. If you are at an age when time matters for you, earlier is fine. You need not apologise for it.

We ask everyone about this before we introduce anybody, and we do not introduce people whose settled answers exclude each other. That spares you the worst case. It does not spare you the conversation, because behind the same word different lives can be hidden.

## How to begin

Speak of yourself first, and speak plainly. It need not be solemn.

> There is something I would like you to know early, because it matters to me. I would like to have children, hopefully in the next few years. I don't need an answer tonight. But I would like to know how it is for you.

Or:

> I have thought about it for a long time, and I don't want to have children. I am sure of it, and I would rather that you know now.

Both sentences do the same: they state a fact about the speaker, and leave the other free. What you should avoid is the trial balloon: a remark about how sweet the neighbour's baby is, followed by a searching look. It leads to polite answers.

## How to listen

Listen for what is said, and believe it. If somebody says "I don't want children", they mean it in most cases, and they have probably been told a hundred times that they will change their mind. Do not be the hundred and first. The same is true the other way round: whoever says that they want a family is not going to be content with a dog.

Hoping that love will change the other's mind is a way of not listening. If it does change, it has to come from them.

## "I don't know yet"

This is an honest answer, and a common one. It helps to ask what it depends on. For some it depends on the partner: alone no, with the right person yes. For some on money, or work, or health. Some have a fear behind it: of being like their own father, of the birth, of a world that is getting warmer. And some people say *I don't know* because they know that the true answer would end something.

You cannot decide for them which it is. But you can say how long you are able to live with an open question. "For me it is all right if we don't know this year. In two years it wouldn't be." That is not a threat. It is information, and the other has a right to it.

## Other ways to be a family

Not everybody who would like children can have them, and for many people the way does not lead through a pregnancy. Adoption, fostering, children from an earlier relationship, a donor, two households, nieces and godchildren who have a bed of their own with you: all of these are real. If one of them is part of your story, you decide when you tell it. You owe nobody your medical history on a fourth date. You do owe them, once it gets serious, what concerns you both.

## If the answers do not fit

Then it is sad, and nobody is to blame. Two people can be right for each other in every way but one, and if that one is this, the kind thing is to say so soon. Many who have parted for this reason say later that it was the most respectful parting they ever had.$md$),
  ('a-boundary-is-a-sentence-about-you', 'boundaries',
    'A boundary is a sentence about you',
    'Boundaries are not rules for other people. The difference between a wish, a rule and a limit, with words that you can actually use.',
    'Ilse Vermeer', 3, '{boundaries,communication,respect}'::text[], 'published', timestamptz '2025-08-26 08:00+00',
$md$The word *boundary* is used so often that it has begun to mean almost anything. Sometimes it means a wish. Sometimes it means a rule. Now and then it is used to forbid something to another person in a way that cannot be argued with: *you are not to see her any more, that is my boundary.*

It is worth keeping these things apart, because they need different sentences.

## Three different things

A **wish** is something you would like. "I would love it if we had breakfast together on Sundays." The other can say yes or no, and no is not an offence.

A **rule** is something two people agree on. "We don't read each other's messages." It holds for both, and it can be changed if both want to change it.

A **boundary** is about what you yourself will do or not do. "I don't lend money to people I have just met." "If you shout at me, I'll leave the room, and come back when we can talk." It needs nobody's consent, because it concerns your own time, your body, your things and your presence.

You can tell the difference by the subject of the sentence. A boundary begins, somewhere inside, with *I*. If it begins with *you must not*, it is a rule that you would like to make alone.

## How to say it

Clearly, early and briefly. Early, because a limit that is first mentioned when it has been crossed for the fifth time comes out as anger. Briefly, because every reason you add is an invitation to discuss it.

- "I don't stay overnight on the first dates. I like you, and it isn't about you."
- "I don't answer messages during work. You'll hear from me in the evening."
- "I'd rather not talk about my illness today."
- "I don't want to be touched like that."

You may smile when you say it. You do not have to. A limit that is kindly spoken is no less firm.

If you are used to being the one who adapts, this may feel rude at first. A useful test is to imagine a good friend saying the same sentence to somebody. Does it sound rude then? Hardly ever.

## What happens next

The moment after a boundary is one of the most informative there is. Somebody who says "Of course, thanks for telling me" and acts accordingly has shown you more than ten compliments could.

Somebody may be surprised or disappointed. That is allowed. Disappointment is a feeling and not an attack, and you need not repair it.

And then there are reactions that you should take seriously: jokes about it, bargaining, sulking until you give in, testing the same point again a little later, telling you that other people do not make such a fuss. One of them alone may be clumsiness. If they come together, you know what living with this person would be like.

## Boundaries change

What you did not want in March you may want in June. What was fine with one person is not fine with another. Changing a boundary is your right, in both directions, and at any time: a yes can become a no in the middle of an evening. Nobody acquires a claim because you once agreed.

It is also good to look at your own limits from time to time. Some are there to protect something living. Others are old fences around a field that nobody has entered for years. You may ask of each: what does it protect? If the answer no longer convinces you, try leaving the gate open for one afternoon, with somebody who has shown that they can wait outside.

## The other side

Finally, hearing boundaries is a skill as well. If somebody tells you theirs, they trust you with something. You do not have to understand it. You need not ask why. It is enough to say: good that you told me.$md$),
  ('saying-no-hearing-no', 'boundaries',
    'Saying no kindly, hearing no well',
    'Most introductions end with a no. That is how it should be. How to give one that does not wound, and how to take one without losing heart.',
    'Inês Carvalho', 3, '{boundaries,rejection,messages,kindness}'::text[], 'published', timestamptz '2025-09-09 08:00+00',
$md$Anyone who looks for one person among many will say no often and hear it often. This is no flaw of the search. It is what the search consists of. Since there will be so many of them, it is worth becoming good at it, in both directions.

## Why silence is not kind

Many people do not say no at all. They stop writing, and hope that the other will understand. They mean well: nobody likes to hurt. But silence leaves the work to the other, who now has to find out alone when it is over and why. For a day or two they wonder whether something has happened to you. After a week they wonder what is wrong with them.

A short message ends that in a second. It costs half a minute of discomfort, and that half minute is yours to carry, since the decision was yours.

## How to say it

A kind no has three parts: thanks, the decision, a good wish. More is not needed.

> Thank you for the evening, I enjoyed hearing about your grandfather's orchard. I noticed that I don't feel what I would need to feel for a second date. I wish you all the best.

Three remarks on this.

It gives **no list of reasons**. Reasons sound helpful, but they mostly hurt or invite repair: *I could talk less.* If somebody asks you honestly for a reason, and you have one that can be of use, you may give it. You do not have to.

It leaves **no false door**. "Not at the moment", "I am so busy just now", "maybe in spring" are easy to say and hard to live with. If you mean no, leave the word *maybe* out.

It offers **no friendship** as a consolation, unless you really want it and would call next week.

And if somebody has frightened or insulted you, you owe them nothing at all. Block, report, done. Kindness is meant for people who were decent.

## How to hear it

A no hurts, even from someone you hardly know. This is not childish. We are made so that being left out stings, because for most of human history it was dangerous. The sting is real, and it passes more quickly if you do not argue with it.

Answer once, with dignity:

> Thank you for telling me so openly. All the best to you too.

Then stop. Do not ask what you did wrong, do not make another attempt, and do not send the clever remark that came to you at midnight. You will be glad tomorrow.

It helps to translate the message correctly. What was said is: *this person, who knows me a little, does not see the two of us together.* What is easily heard is: *I am not lovable.* Between these two sentences lies a very large distance. Think of the people you yourself have turned down. Some of them were clever, warm and good-looking. You just did not see it. Neither did they do anything wrong.

## When it adds up

Ten times no in one season can wear anybody down. Then it is wise to rest. Pause your profile for a few weeks; we keep your place. See people who already know what you are like. Do something you are good at.

And if you begin to suspect that there *is* something, that all of them withdraw at the same point, ask a friend who dares to tell you the truth. Not a stranger, who does not know you, and not yourself at two in the morning, when nobody is a good witness.

A no, said well and heard well, leaves two people unharmed and free. In a world in which so many simply vanish, that is a real courtesy. It may be remembered for longer than the date.$md$),
  ('a-short-safety-plan-for-first-meetings', 'safety',
    'A short safety plan for first meetings',
    'Most first meetings are harmless. A few simple habits make sure that you can relax during all of them. A plan for before, during and after.',
    'The safety team', 3, '{safety,dates,planning}'::text[], 'published', timestamptz '2025-03-04 09:00+00',
$md$Nearly all first meetings are harmless, and many are pleasant. The habits on this page are not there because we expect something bad. They are there so that you can stop thinking about it and pay attention to the person in front of you. Pilots go through their list on sunny days, too.

## Before

**Speak once by voice or video.** Ten minutes are enough to hear whether the person fits the photos and the words. Somebody who always finds a reason against it, over weeks, is giving you a piece of information.

**Stay in our messages** until you have met. Here you can report and block with one tap, and our moderators can look at what was said. Anyone who wants to move to another service on the first day should have a very good reason.

**Keep some things to yourself for now**: your address, your workplace with its exact location, where your children go to school, where you usually run in the mornings. Look at your photos with the same eye. A house number or a company badge can be seen in more pictures than one would think.

**Choose the place yourself, or together.** Public, lively, by day if possible, with a way home that you know. A first walk in a busy park is fine; a first walk in the woods is not.

**Tell somebody.** Who you are meeting, where, and when you will be back. Send a friend the profile. Agree on a message at a fixed time, and on what the friend will do if it does not come.

## During

**Come and leave on your own.** If you depend on the other for the way home, it becomes harder to go when you would like to.

**Keep an eye on your drink, and know your own limit.** If a drink has been standing alone, order a new one. If you feel more drunk than you should be, tell the staff at once and call your friend.

**You may leave at any time.** Without a reason and in the middle of a sentence, if need be. "I am going home now" is enough. If you feel uneasy about saying it, go to the bar or the counter and ask for help; in many cities staff are trained for this, and they will call you a taxi or bring you to a side door.

**Trust the uneasy feeling.** You do not have to prove it. If it was wrong, you have lost an evening. It is more important to be safe than to be polite.

## Afterwards

Write to your friend. Take a moment, before you write to anybody else, to ask yourself how you felt, and not only how you think you did.

If something happened that was not right, you can tell us. This can be a photo that was clearly of another person, pressure to go somewhere, an insult, a touch you did not want. You do not need to be certain, and you do not need proof. Every report is read by a person, the other is not told who reported, and we would far rather hear about ten harmless things than miss one that was not.

If you were threatened or assaulted, please call the emergency number where you are, 112 in most of Europe, 999 in the United Kingdom, 911 in North America. What happened is never your fault, whatever you wore, drank or wrote beforehand. Counselling services listen without requiring that you go to the police.

## For the other side of the table

You can also make it easier for somebody else to feel safe. Suggest a public place before they have to ask. Do not offer to pick them up. Do not insist on walking them home. If they send a message to a friend when you meet, say that you find it sensible. And do the same yourself: these habits are good for everybody, regardless of gender, age or size.$md$),
  ('how-romance-scams-work', 'safety',
    'How romance scams work, step by step',
    'Scammers do not look for foolish people. They look for hopeful ones. The usual script, the signs along the way, and what to do if you are in the middle of it.',
    'The safety team', 3, '{safety,scams,money}'::text[], 'published', timestamptz '2025-05-27 08:00+00',
$md$People who have been deceived by somebody they loved often say the same thing: I always thought that this only happens to others. It happens to teachers, engineers, judges and doctors. Scammers are not looking for foolish people. They are looking for people who hope, and they work from a script that has been tried out thousands of times.

Knowing the script is the best protection. It nearly always has five acts.

## One: the perfect stranger

The profile is attractive, but not excessively so. The profession explains why a meeting will be difficult: an engineer at sea, a doctor with an aid organisation, somebody in the armed forces. Often there is a loss as well, a late spouse, a child who lives with grandparents. It makes the person seem trustworthy and a little in need of comfort.

## Two: closeness in a hurry

Very soon the messages come morning and evening. You have so much in common. Nobody has ever understood them like this. Within days there is talk of fate, within weeks of a common future. You are asked to move to another messenger, "because I am hardly ever on here". There, no moderator can see what is written.

Warmth on its own is no proof of anything bad. Warmth in great haste, from somebody who has never met you, is a sign.

## Three: never face to face

A meeting is planned, and something gets in the way. Video calls fail because the connection is poor, or they are brief and blurred. Bear in mind that faces and voices can be imitated in real time by now. An image that moves is no longer proof. Ask for something unplanned: turn your head to the side, hold up today's newspaper, pass your hand slowly in front of your face. Even then you have a hint and not a proof.

## Four: the emergency, or the opportunity

Now money appears. In the older version there is a crisis: a hospital bill, a customs fee, a stolen wallet, a ticket to finally come to you. In the newer version you are not asked for anything at all. Your new friend earns well by trading, and offers to show you how. You pay in a small sum, watch it grow on a convincing page, and may even take some out. Then you invest more, and one day the page is gone.

It is never the last payment. Behind every solved problem stands the next.

## Five: shame

If you hesitate, you are told that you do not trust, that love should not count money, that everything will be lost now. Some are threatened with intimate pictures. And because you are ashamed, you tell nobody. The shame is part of the script. It is what keeps it running.

## The rules that stop it

- **Never send money, vouchers, codes or cryptocurrency to a person you have not met.** Not even a small amount. Not even if you are sure.
- **Do not pass on money for others**, and do not let anyone use your account. You could become liable yourself.
- **Do not invest on the advice of somebody you know from dating.** No exception.
- **Search for the photos** with a reverse image search.
- **Tell one person** what is going on before you do something. If you are asked to keep it secret, that is the reason to tell it.

## If you are in the middle of it

Stop the contact, without announcing it and without a last discussion. Keep everything: messages, names, account numbers, receipts. Call your bank right away; payments can sometimes be stopped within hours. Report it to the police and to us, so that we can find the other profiles of the same network. Beware of anybody who then offers to get your money back for a fee. That is the sixth act, played by the same people.

And talk to somebody who loves you. You have been deceived by professionals. What you felt was real, even though the person was not. There is nothing in it to be ashamed of.$md$),
  ('dating-after-a-loss', 'starting-again',
    'Dating after a loss',
    'There is no right time, and it is not a betrayal. On meeting somebody new when a partner has died, and on meeting somebody who has lost one.',
    'Helena Brandt', 3, '{grief,"starting again",widowed}'::text[], 'published', timestamptz '2025-09-30 08:00+00',
$md$When a partner has died, the question of somebody new arrives in odd ways. A friend says it too early. A colleague smiles at you, and you notice that you smiled back, and go home and cry. Or there is no such moment at all, but five years later the flat is very quiet on a Sunday, and you think: is this how it stays?

There is no rule for this. But there are a few things that others have found true.

## There is no correct time

People will tell you about a year of mourning, as if grief kept a calendar. Some are ready after months, others after ten years, some never want to, and all of these are fine. Grief comes in waves and not in stages that are passed like school years, so you will never be able to say: now it is finished.

A better question than *is it too soon?* is *what am I looking for?* Somebody who makes the silence stop is a very understandable wish, and a heavy task for a stranger. Somebody whom you would be curious about, even on a day on which you feel all right: that is a beginning.

## It is not a betrayal

Many feel unfaithful when they first like somebody. It helps some to imagine it the other way round: what would you have wished for, had you been the one who died? It helps others to know that love for the dead does not get smaller because something else begins. It is not a room with a single chair. Parents know this: nobody loved the first child less when the second was born.

You do not have to take the pictures from the wall. You do not have to take off the ring by a certain date. You will know when the house should change, and it may change slowly.

## What to tell, and when

You decide how much is said in your profile. One sentence is enough: "My wife died in 2021. I have had a good life and would like to go on having one." It filters out people who could not deal with it, and spares you the moment on the first date when somebody asks how your divorce was.

On the first evening, a few sentences will do. If you notice that you are telling the whole illness, you may stop and say: "There is a lot of it. Another time. Tell me something about you." It is not dishonest to rest from it for an hour.

## The first times

The first kiss, the first night, the first holiday will bring back the other ones. You may weep at a moment that was meant to be happy. It is no sign that you have made a mistake. If you can, say it beforehand: "It may be that I become sad all at once. You need not do anything about it." Somebody who can stay beside you then is worth a great deal.

Children, even grown ones, and parents-in-law have their own pace. They need not be enthusiastic. Ask them for courtesy, and give them time.

## If you meet somebody who is bereaved

You will wonder whether you can compete. You cannot, and nobody asks you to. The dead do not forget to take out the bins; they become better every year. Do not measure yourself against them.

Ask after the person. Say the name. "What was Thomas like?" is a gift, because many people have stopped asking. Anniversaries are hard, and so, quite often, are the days before. A short message is enough: I am thinking of you today.

You may also have needs of your own. If, after a long while, there is still no place for you at the table, you can say so, gently. You are allowed to want to be somebody's present, and not only their comfort. When both have room, that of the one who is gone and that of the one who is here, it can become a love with an uncommon depth. Both of you know what it is worth.$md$),
  ('after-a-divorce-what-to-take-along', 'starting-again',
    'After a divorce: what to take along and what to leave',
    'The end of a marriage leaves you with a story. Before you tell it to somebody new, it is worth checking whether it is true, and whether it is yours.',
    'Samuel Okoro', 3, '{divorce,"starting again",self-knowledge}'::text[], 'published', timestamptz '2025-10-14 08:00+00',
$md$Everybody who has been divorced has a version of it. It gets shorter every time you tell it, until it fits into three sentences, and then it usually has a hero and a villain. Such a version is useful. It helps you to get through family dinners. But it is not a good map for what comes next.

## Three questions for a quiet evening

You need not publish the answers. Write them down by hand, if you can, and do not show them to anybody.

**What was good?** If you can think of nothing, it is probably too early for this exercise. Something was good, or you would not have married. It deserves to be remembered, because it tells you what you are able to build with somebody, and what you will look for again.

**What was my share?** Not half, not all: yours. Perhaps you had stopped asking. Perhaps you said yes for years and then presented the bill. If you were treated badly or with violence, your share may be nothing at all, and no one should persuade you otherwise. For most other people there is something, and it is the only part you can do differently.

**What did I know early?** Many have noticed something in the first months and have explained it away. What was it? And what was it in you that wanted not to know? This is not for blame. It is so that next time you recognise the sound.

## Signs that it is still too close

You do not have to be over everything. But wait a little, if several of these are true.

- You check what your former partner is doing, more than now and then.
- You would like them to hear that you are dating.
- The story comes out on every date, with details, before dessert.
- You are looking for somebody who is the opposite in every way.
- You feel mostly relief at the thought of not being alone at Christmas.

None of it is shameful. It simply means that there are three people at the table.

## What you may leave behind

**The role.** In a long marriage you become somebody: the sensible one, the difficult one, the one who forgets birthdays. The role came about between two people, and one of them is gone. You may be surprised at how punctual you can be.

**The conclusions.** *Men are like that. I always choose the wrong ones. Marriage does not work.* One case, however painful, is one case.

**The hurry.** If you are in your forties or fifties, it may seem that there is no time to lose. In fact you have something you did not have at twenty-five: you know yourself better, and you recognise nonsense more quickly. Use both, and take your time.

## How to talk about it

Somebody you meet will want to know, and has a right to the outline. Try a version that is fair to everybody, including the person who is absent. "We were together for fourteen years, ten of them were good. We lost each other when the children came, and neither of us knew how to say it." It is short, it is true, and it shows that you have thought about it.

Listen in the same way when it is the other's turn. Nobody wants to be somebody's villain in three years, and the way a person speaks of the last one is the best preview you will get. You need not be alarmed by sadness, nor by some anger. Be careful when you hear contempt.

## The second time

Second loves are often quieter at the start. There is less that has to be proved, and there are more people to consider. Many say that they were surprised by how easy it was to be kind to somebody when they no longer expected to be made happy by them. What you take along from a marriage that ended can be precisely this: you know what does not happen by itself.$md$),
  ('long-distance-with-an-end-date', 'distance',
    'Long distance, with an end date',
    'Distance is bearable when it is a stretch of road and not a place to live. What to agree on early, and how to be together when you are not.',
    'Inês Carvalho', 3, '{"long distance",planning,couples}'::text[], 'published', timestamptz '2025-07-01 08:00+00',
$md$Many people rule out distance from the start, and that is reasonable: it costs money, time and a great many evenings. Others meet the person first, and only then look at the map. If you belong to the second group, the good news is that couples who live apart are not generally less happy than those who share a kitchen. The less good news is that it needs more decisions.

## The question behind all the others

*Where does this lead, and roughly when?*

A distance with an end can be borne like a winter. A distance without one turns into a way of living, and sooner or later one of you begins to keep two lives apart. You need not know the day. But after a few months you should be able to finish the sentence: we are doing it like this until the degree is done, until the children have left school, until we know whether we want to.

Look at it honestly: could one of you move, and which one? What would that person give up, and what would they need in order not to hold it against the other in five years? If neither of you can ever move, it is better to know. A few couples live happily in two homes for good. They have chosen it, though, and did not just slide into it.

## Three agreements that help

**When you speak.** Not how often, but when. A fixed time, even if it is only twice a week, is worth more than constant availability. It leaves the rest of the day free for life where you are, and nobody has to sit by the phone.

**Who travels, and who pays.** If one earns more or has more days off, equal shares may be unfair. Talk about it as soon as you book the second ticket, because resentment about money is quiet and grows slowly.

**What you do when it goes wrong.** At a distance you cannot put your hand on somebody's arm in a quarrel. Agree that hard subjects are not dealt with in writing. One word is enough: *call?* And no difficult talk in the last two hours before a departure.

## Be ordinary together

Couples at a distance often live in two modes: longing, and celebration. The weekends are a firework, with restaurants and friends and the good clothes. It is lovely, and it tells you little about how you would be together in February with a cold.

So bring in something ordinary. Do the shopping together. Spend one of the evenings not speaking much, each with a book. Work for a day at the same table. On the phone, tell each other the boring things as well: what you had for lunch, which colleague annoyed you. Shared trifles are what a common life is made of, and you can exchange them over a thousand kilometres.

Some couples cook the same dish at the same time, with the phone leaning against the salt. Some read the same book. Some fall asleep with the line open. It is of no importance what others think about it.

## Jealousy and trust

You will not know what the other is doing, and imagination is at its most productive at night. Rules of control do not help: whoever wants to deceive will do so in spite of every shared location. What helps is to be told things without asking. Mention the names of the people you spend time with. Introduce them on a call. When you are going to be out of reach, say so beforehand. It takes a moment, and lets the other sleep.

## When it ends

The day on which one of you finally arrives with the boxes is not the end of the work. Many couples are surprised that the first months under one roof are harder than the years apart. Both have become used to freedom, and now somebody is always there. Allow each other a closed door and evenings with your own friends. You have managed to be close across a border. You can learn to be apart in three rooms.$md$),
  ('the-money-talk', 'everyday-life',
    'The money talk, in four conversations',
    'Money is harder to talk about than sex, and it comes up more often. Four short conversations, from the first bill to the shared account.',
    'Helena Brandt', 3, '{money,"everyday life",couples,decisions}'::text[], 'published', timestamptz '2025-10-28 09:00+00',
$md$Many couples know each other's childhood nightmares and not each other's income. Money is seldom only money. It stands for safety, freedom, worth, sometimes for love. For that reason a remark about an expensive jacket can hit somebody in a place that has nothing to do with jackets.

It becomes easier if you do not try to deal with everything in one evening. Four conversations, spread over months or years, are usually enough.

## One: who pays

On a first date nearly everything has been customary at some time and in some place. So make it simple. Whoever invites may offer to pay. Whoever would like to share, says so early and cheerfully. If you cannot afford the place that was suggested, propose another one, without a long explanation: "I would rather go for a walk and have a coffee." The right person will be relieved.

Pay attention to generosity, which is not the same as spending. Somebody with little money can be generous, and somebody with a lot can let you feel every euro.

## Two: what money was at home

As soon as it is getting more serious, tell each other how it used to be. Who looked after the money in your family? Was it spoken about, and in what tone? Was there ever too little of it? What did your parents quarrel about?

This conversation is worth more than any table. Somebody who had to watch how the electricity was cut off will want savings, whatever the interest rate says. Somebody who grew up with a father who never allowed himself anything may spend as an act of freedom. When you know the story, you stop taking the behaviour personally.

## Three: cards on the table

Before you move in together, sign a lease or plan something big, you need the figures. Both of you, on the same evening, with the same openness:

- What comes in each month, and how sure is it?
- What goes out and cannot be changed: rent, loans, maintenance for children?
- What debts are there, and what is the plan?
- What has been saved, and what for?
- Is anybody relying on you, or will be: parents, a brother?

It can be uncomfortable. Debts in particular are often connected with shame. Try to react as you would if it were an illness: with questions, and not with a verdict. What matters is less the amount than whether it is being dealt with. What does harm is finding out by accident.

## Four: yours, mine, ours

There are three common arrangements, and all of them can work.

**Everything together.** Simple, and a strong sign of trust. It presupposes that both have similar ideas about spending, or that they can laugh about the difference.

**Everything apart**, with shared costs divided. It leaves freedom, and it needs a fair key. Half each is only fair if both earn about the same. Otherwise consider dividing in proportion to income.

**Three pots.** One for the two of you, one for each alone. Many couples end up here. The common costs and plans come out of the shared pot, and nobody has to justify a bicycle or a coat.

Whichever you choose, agree on an amount above which you ask each other first. And make sure that *both* know where everything is and how to get at it. It is convenient to leave it all to the one who likes figures. It is also a risk, should that person fall ill, or leave.

## Once a year

Put a date in the calendar, with a good meal. What has changed? What are we looking forward to? Does one of us carry more than is seen, in money or in unpaid work? An hour is enough. It is not very romantic, perhaps. But few things are as reassuring as a person with whom you can look at numbers and stay friendly.

*This article is meant for orientation. For contracts, taxes and inheritance please ask somebody who is qualified where you live.*$md$),
  ('dating-as-a-single-parent', 'everyday-life',
    'Dating as a single parent',
    'Little time, many people to consider, and a good reason to be choosy. When to mention the children, when to introduce them, and what to ask of somebody new.',
    'Inês Carvalho', 3, '{children,"everyday life","starting again",planning}'::text[], 'published', timestamptz '2025-11-18 09:00+00',
$md$If you bring up children mostly on your own, you know how a free evening comes about: weeks of planning, a babysitter who is ill, and at eight o'clock you would rather sleep. To sit opposite a stranger and be charming then is no small achievement.

It may be a comfort that you have something many others are still looking for. You know what is important to you. You have no time for games. And you can tell after twenty minutes whether somebody listens.

## Mention them straight away

Say in your profile that there are children, and roughly how old they are. Not more: no names, no photos, no school. Their pictures belong to them, and they cannot yet decide who should see them.

Whoever does not want children in their life will pass you by, and that is a service. You do not have to win anybody over. "I have two children of primary school age who live with me most of the time. They come first, and they go to bed at eight" is a friendly sentence that saves everybody trouble.

## Guard the time you have

A first meeting can be short. Lunch near work, a walk while football practice is on, a call after bedtime. It need not be dinner for it to be real.

Say openly how much is possible: "I can do one evening every two weeks, and I call gladly." Then look at what the other makes of it. Somebody who is offended by a child with a temperature will be offended often.

And try not to feel guilty. Children do not need a parent who is available at all times. They need one who is well. An evening on which you were a person with a name does them no harm.

## When to introduce them

Later than you would like to, when you are in love. Children attach themselves quickly, and every goodbye is a real one for them. Many advise waiting for some months, until you are both fairly sure that you want to stay. The exact number matters less than two questions. Would I be sad for my child's sake if this ended next month? And is it for the child, or for me, that I want it now?

When the time comes, keep it small. An hour at the playground, ice cream, no announcement. "This is Karim, a friend of mine" is enough for young children. Older ones should hear the truth first, from you, and have a chance to be against it. No kisses at the first meeting, and no joint holiday as the second.

Do not ask your child afterwards: *do you like him?* It is too large a question, and it makes the child responsible for your happiness. Say rather: what was it like for you today?

## What to ask of a new partner

Patience, above all. They will often be second, and they will not be able to say much about it. Someone who wants to bring up your children after three weeks is not a gift. For the first year or so, you do the bringing up, and the new person is a friendly adult who knows how pancakes are made.

Ask for respect towards the other parent, too, even if you yourself find that hard. Children hear everything, and they consist of both of you.

In return, your partner may expect something: that you are sometimes completely there, that their place grows over time, and that you do not defend every one of your child's moods. Talk about it before it becomes a reproach.

## If both have children

Then logistics becomes the language of love. Compare calendars early, keep some things separate, and do not expect the children to be siblings because you are a couple. They did not choose it. If, after a year or two, they complain about the two of you together, you have made it.$md$),
  ('starting-when-you-are-shy', 'first-conversations',
    'Starting when you are shy',
    'You do not have to become somebody else in order to meet somebody. Small steps for people who find the first minutes the hardest.',
    'Samuel Okoro', 3, '{shyness,"first conversations",dates}'::text[], 'draft', timestamptz '2025-12-09 09:00+00',
$md$Advice for shy people often comes down to this: be less shy. Smile more, speak louder, go up to people. It is a little like telling somebody with a limp that they should try running.

What follows starts from a different place. You may stay as you are. What can be changed is the situation, and how you talk to yourself in it.

## What shyness is

Shyness is the fear of being judged, together with the wish to be close. If you lacked the wish, you would simply be somebody who likes to be alone, and you would not be reading this. So shyness always contains an interest in other people. That is worth remembering when you are inclined to consider it a defect.

Shy people also tend to be wrong about one thing: how they come across. In studies, people who have just talked to a stranger regularly underestimate how much the other liked them. The red face, the long pause, the sentence that went astray: you notice all of it, because you are inside. The other mostly sees somebody who is a bit quiet and nice.

## Choose the setting

You need not compete in the noisiest room. You have a right to conditions in which you are good.

- **Side by side instead of face to face.** Walking, looking at pictures, cooking. Eyes may rest on something, and pauses have a reason.
- **Somewhere you know.** In your own café you know where the toilet is and what to order. That already frees a third of your attention.
- **Short.** An hour with a clear end. It is easier to be brave if you know for how long.
- **By day, without alcohol.** A glass seems to help, but it mostly teaches you that you cannot do it without one.

## Prepare a little

Spontaneity is a gift of those who are relaxed. Everybody else may prepare. Think of two small stories from the past week, which need not be exciting, and of two things from the other's profile that you would like to know more about. Write them down and leave the piece of paper at home. You will hardly need it, but you will know that it exists.

For the beginning one sentence is enough, and it can be the truth: "I am always rather nervous for the first ten minutes. After that I become quite good company." Almost everyone answers with relief: me too.

## Turn your attention round

Shyness is exhausting because you are observing yourself from outside all the time. How am I sitting? Was that stupid? It cannot be switched off by force, but attention can only be in one place. Give it a task: find out what this person is enthusiastic about. Look for the moment when they begin to talk faster. When you have found it, ask one more question.

You will notice that you have forgotten yourself for a minute. That is all. It becomes two minutes the next time.

## Afterwards, no court

After a meeting there is a session of the court in many shy heads. Every sentence is called as a witness. It may sit, but make it a rule to hear the defence as well: three things that went well, in writing, before you go to bed. "I asked her about the choir." "I stayed, although I wanted to leave after five minutes." "We laughed about the waiter."

## One step at a time

If it is still too much, make the step smaller, but do not skip it. A message before a call, a call before a meeting. The community and the games are good places for practising, because you meet people there with something to do. And should the fear be so great that it makes your life narrow, there is help that works well. A good therapist can do much for social anxiety, often in a few months.

You need not become the life of the party. You are looking for one person, and there are many who have been waiting for somebody who does not fill every silence.$md$),
  ('moving-in-together-decide-do-not-drift', 'everyday-life',
    'Moving in together: decide, do not drift',
    'The toothbrush, the drawer, the cancelled lease. Many couples move in without ever deciding to. Six questions to ask before the boxes are packed.',
    'Helena Brandt', 3, '{"everyday life",couples,decisions,future}'::text[], 'draft', timestamptz '2025-12-16 09:00+00',
$md$It often goes like this. First there is a toothbrush, then a drawer. Then it seems foolish to pay two rents when one flat is empty five nights a week. A lease runs out, a cat joins you, and one day you realise that you are living together, without either of you being able to say when it was decided.

There is nothing wrong with where such couples arrive. What can be a problem is the way. Sharing a home makes it harder to part: there is a contract, furniture, a shared circle of friends. Whoever drifts into it may stay for reasons that have little to do with love. Research on couples has a phrase for the two ways, sliding and deciding, and there are good signs that deciding is better for what comes after.

So decide. It takes one evening.

## What does it mean to you?

For one it is a step on the way to marriage or children. For the other it is practical, and let us see. Both are legitimate. But if you sign the same lease with two different meanings, one of you is going to be hurt. Ask: what do you hope will be different afterwards? And what should stay as it is?

## Whose home will it be?

Moving into a flat where somebody has lived for years makes you a guest, however warm the welcome. If you can, find a place that is new to both. If you cannot, change something large: paint, move the bed, clear half of every cupboard and not only one shelf. The person who was there first has the harder task here. They have to give up something that they did not know was theirs.

## How much alone?

Living together does not mean being together all the time. Who needs a door that closes, and how is it shown that nobody should knock? May friends come round without notice? Is the phone at the table all right? A little sign or a fixed evening for oneself sounds fussy, and prevents many bad moods.

## Who does what?

Not only cooking and cleaning. Somebody also has to remember that the filter must be changed, that the neighbour is having a birthday, that there is no more washing powder. This thinking-of-it is work, and it often falls to one person without having been agreed. Make a list of everything that needs to be done in a month, including what happens in the head. Then divide it by liking and by time, and look at it again after three months.

## What does it cost, and who carries it?

Rent in halves, or according to income? Who is named in the contract? What happens to the deposit, the sofa, the cat, if you should part? It feels wrong to discuss the end before the beginning. Think of it as you would of a fire extinguisher: it hangs in the kitchen, and nobody takes it for a lack of confidence in the cook.

## What if it is not good?

Agree to talk about it properly after half a year, with the real possibility of changing something. A second room, other hours, perhaps two flats again. Couples who take a step back in order to stay together are rare, because it seems like defeat. It can be quite the opposite.

## And then

When you have talked about all of it and still want to, be glad. Carry the boxes up, eat something out of the carton on the floor, and leave the shelf for tomorrow. The first evening in a place that belongs to both of you happens only once. It is good to know that you are there because you wanted to be.$md$),
  ('two-languages-at-one-table', 'distance',
    'Two languages at one table',
    'When you do not share a first language, one of you is always a little slower, politer and less funny. How couples keep the balance.',
    'Inês Carvalho', 3, '{language,culture,couples,communication}'::text[], 'draft', timestamptz '2026-01-05 09:00+00',
$md$In every couple with two first languages there is a moment, often quite late, when one of them sees the other with old friends for the first time. The quiet, polite partner is suddenly quick and loud. Everyone is laughing. You understand about half of it, and think: I have never met this person.

To love somebody in a second language means to know them in translation. A good deal comes through. Some of it does not. It helps to know what that does to the two of you.

## The one who is at home in the language

Whoever speaks their own language has the advantage in every conversation, and does not notice it. They are quicker in a quarrel. They understand the letter from the landlord. At parties they become an interpreter or, worse, a spokesperson who answers for the other.

If it is you: slow down without raising your voice. Ask what the other means before you assume that it was rude. Directness is very often a matter of grammar, and a missing *would* or *perhaps* is not a character trait. Do not correct in the middle of a sentence, unless you have been asked to. And do not laugh at mistakes in company, not even lovingly.

## The one who is a guest in it

It is tiring. After an evening with six people in a foreign language you are as exhausted as after an exam. You are also, for a while, a simpler person: you say what you can say, and not what you think. Some find it freeing, and dare more than they would at home. For others it is lonely.

If it is you: say so when you have reached your limit. "My head is full, I am going to listen for a while" is not a sign of weakness. Look for friends with whom you can be as clever as you are. And let your partner see you in your own language from time to time, even if they understand nothing.

## Learn the other's language

Both of you, and before you become perfect in the one you share. It need not be fluent. Whoever has stood before a cashier and searched for the word for *bag* knows what the other does every day. The effort itself is a declaration. Parents-in-law, by the way, forgive a great deal in somebody who tries.

Be careful with lessons, however: few couples survive each other as teachers. Take a course, and use what you have learned at home for jokes.

## Quarrels

In anger people fall back into their first language, or into silence. Agree on a few rules while you are on good terms. Each may swear as they please. Important sentences are said twice, in different words. And anyone may ask at any time: *what does that word mean to you?* "Later" can be this evening or never, according to the country. "We must talk" is an alarm in one language and quite harmless in another.

## What is not language

Some of what is taken for a language problem is something else: how close one stands, whether one interrupts in order to show interest, whether one says no by saying *perhaps*, how early is on time. There is no need to decide who is right. It is enough to recognise: this is your country, and not a lack of love.

## What you gain

Couples with two languages have something that others lack. They cannot assume that they understand each other, and so they ask. They explain their childhood from the beginning. They have words that only exist between them, made of both. And when children or friends come along who speak both without thinking, they notice one day that the kitchen has become a small country of its own, with a language that two people invented because they wanted to talk to each other.$md$)
) as a (slug, topic, title, summary, author_name, reading_minutes, tags, state, dated, body)
join public.content_topics t on t.slug = a.topic
order by a.dated
on conflict (slug) do nothing;
