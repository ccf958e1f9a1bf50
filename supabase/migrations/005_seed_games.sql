-- 005 seed_games
-- Games with their questions, of every kind but the unfinished sentences (those are in 015).
-- A dimension has the same name in every game, so that answers from different games add up.
-- `scoring` names, for each kind of question, how the answers of two members are compared.

insert into public.games (slug, name, description, kind, category, minutes, players, scoring, state, position) values
  ('everyday-leanings', 'Everyday leanings',
    'Ten small choices that add up to how you like to live. Quick, and there is no wrong side.',
    'this_or_that', 'lifestyle', 3, 1, '{"choice": "agreement"}'::jsonb, 'active', 1),
  ('saying-it', 'How do you say it?',
    'Two ways of saying the same thing. Choose the one that would come out of your mouth.',
    'this_or_that', 'communication', 4, 2, '{"choice": "agreement"}'::jsonb, 'active', 2),
  ('what-weighs-more', 'What weighs more?',
    'Two good things, and only one can come first. The close calls are the interesting ones.',
    'this_or_that', 'values', 4, 1, '{"choice": "agreement"}'::jsonb, 'active', 3),
  ('ridiculous-leanings', 'Very serious questions',
    'A scientific study of nothing in particular. Answer with a straight face.',
    'this_or_that', 'humor', 3, 2, '{"choice": "agreement"}'::jsonb, 'active', 4),
  ('fork-in-the-road', 'Fork in the road',
    'Would you rather questions about where life could go. Answer for the person you are now.',
    'would_you_rather', 'future', 5, 1, '{"choice": "agreement"}'::jsonb, 'active', 5),
  ('impossible-choices', 'Impossible choices',
    'Silly dilemmas with a true core. Ask each other why, and the answers get better.',
    'would_you_rather', 'humor', 5, 2, '{"choice": "agreement"}'::jsonb, 'active', 6),
  ('close-to-you', 'Close to you',
    'Gentle dilemmas about closeness. Skip any of them; a skipped question does not count.',
    'would_you_rather', 'intimacy', 6, 2, '{"choice": "agreement"}'::jsonb, 'active', 7),
  ('curious-minds', 'Curious minds',
    'For people who like a question better than an answer. Choose the door you would open.',
    'would_you_rather', 'curiosity', 5, 1, '{"choice": "agreement"}'::jsonb, 'active', 8),
  ('how-you-disagree', 'How do you disagree?',
    'A short quiz about the way you argue, make up and let go. Two people can differ here and fit well, if they know it.',
    'quiz', 'conflict', 6, 1, '{"choice": "agreement", "scale": "distance", "scale_steps": 5}'::jsonb, 'active', 9),
  ('money-and-you', 'Money and you',
    'Not how much you have, but how you think about it: saving, sharing, owing and giving.',
    'quiz', 'values', 6, 1, '{"choice": "agreement", "scale": "distance", "scale_steps": 5}'::jsonb, 'active', 10),
  ('your-week-in-people', 'Your week in people',
    'How much company is good company? A quiz about your social battery and what charges it.',
    'quiz', 'lifestyle', 5, 1, '{"choice": "agreement", "scale": "distance", "scale_steps": 5}'::jsonb, 'active', 11),
  ('how-you-listen', 'How do you listen?',
    'Most of us listen in one favorite way. This quiz shows you which, and what it misses.',
    'quiz', 'communication', 5, 1, '{"choice": "agreement", "scale": "distance", "scale_steps": 5}'::jsonb, 'active', 12),
  ('first-month-together', 'The first month',
    'Ten moments from the beginning of something. What would you really do?',
    'scenario', 'intimacy', 7, 1, '{"choice": "agreement"}'::jsonb, 'active', 13),
  ('when-plans-fall-apart', 'When plans fall apart',
    'Trains leave without you, ovens die, it rains on the wedding. How do you travel through trouble?',
    'scenario', 'conflict', 6, 2, '{"choice": "agreement"}'::jsonb, 'active', 14),
  ('a-year-from-now', 'A year from now',
    'You have been together for a year. Life sends ten letters. Answer them.',
    'scenario', 'future', 7, 1, '{"choice": "agreement"}'::jsonb, 'active', 15),
  ('small-kindnesses', 'Small kindnesses',
    'Nobody is looking. What do you do? Short scenes about character.',
    'scenario', 'values', 5, 1, '{"choice": "agreement"}'::jsonb, 'active', 16),
  ('what-comes-first', 'What comes first?',
    'Put things in order, most important first. Hard on purpose.',
    'ranking', 'values', 8, 1, '{"ranking": "rank_correlation"}'::jsonb, 'active', 17),
  ('love-in-order', 'Love in order',
    'Rank what matters to you in a relationship, then compare your order with theirs.',
    'ranking', 'intimacy', 8, 2, '{"ranking": "rank_correlation"}'::jsonb, 'active', 18),
  ('dream-agenda', 'The dream agenda',
    'If the years ahead were a list, what would stand at the top? A ranking about where you are going.',
    'ranking', 'future', 7, 1, '{"ranking": "rank_correlation"}'::jsonb, 'draft', 19),
  ('table-of-curiosities', 'The table of curiosities',
    'Eight odd topics for a long dinner. Put the answers in the order in which they draw you in.',
    'ranking', 'curiosity', 6, 2, '{"ranking": "rank_correlation"}'::jsonb, 'retired', 20)
on conflict (slug) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'A morning that starts early, or an evening that goes late?', 'choice', 'routine', 1,
      '[{"label": "Early morning", "value": "morning"}, {"label": "Late evening", "value": "evening"}]'::jsonb),
    (2, 'A kitchen full of people, or a kitchen to yourself?', 'choice', 'social_energy', 1,
      '[{"label": "Full of people", "value": "people"}, {"label": "To myself", "value": "alone"}]'::jsonb),
    (3, 'A plan for Saturday, or a blank Saturday?', 'choice', 'routine', 1,
      '[{"label": "A plan", "value": "plan"}, {"label": "A blank", "value": "blank"}]'::jsonb),
    (4, 'Cook something new, or cook the dish you know by heart?', 'choice', 'openness', 1,
      '[{"label": "Something new", "value": "new"}, {"label": "By heart", "value": "known"}]'::jsonb),
    (5, 'A tidy room before you relax, or relax first and tidy later?', 'choice', 'routine', 1,
      '[{"label": "Tidy first", "value": "tidy"}, {"label": "Relax first", "value": "relax"}]'::jsonb),
    (6, 'Walk the long way through the park, or take the short way home?', 'choice', 'adventure', 1,
      '[{"label": "The long way", "value": "long"}, {"label": "The short way", "value": "short"}]'::jsonb),
    (7, 'Phone in another room, or phone within reach?', 'choice', 'independence', 1,
      '[{"label": "Another room", "value": "away"}, {"label": "Within reach", "value": "near"}]'::jsonb),
    (8, 'A home full of plants and pets, or a home that is easy to leave?', 'choice', 'adventure', 1,
      '[{"label": "Plants and pets", "value": "rooted"}, {"label": "Easy to leave", "value": "free"}]'::jsonb),
    (9, 'Shop once a week with a list, or every day for what looks good?', 'choice', 'money', 1,
      '[{"label": "Once, with a list", "value": "list"}, {"label": "Daily, by appetite", "value": "appetite"}]'::jsonb),
    (10, 'Music in every room, or a quiet house?', 'choice', 'openness', 1,
      '[{"label": "Music", "value": "music"}, {"label": "Quiet", "value": "quiet"}]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'everyday-leanings'
on conflict (game_id, position) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'Something is bothering you. Say it the same day, or wait until you understand it?', 'choice', 'conflict_style', 1.5,
      '[{"label": "The same day", "value": "now"}, {"label": "Once I understand it", "value": "later"}]'::jsonb),
    (2, 'Good news: call at once, or save it to tell in person?', 'choice', 'warmth', 1,
      '[{"label": "Call at once", "value": "call"}, {"label": "Save it", "value": "save"}]'::jsonb),
    (3, 'A hard question: answer straight away, or ask for time?', 'choice', 'communication', 1,
      '[{"label": "Straight away", "value": "fast"}, {"label": "Ask for time", "value": "slow"}]'::jsonb),
    (4, 'A long message, or a short one and then a call?', 'choice', 'communication', 1,
      '[{"label": "Long message", "value": "message"}, {"label": "Short, then a call", "value": "call"}]'::jsonb),
    (5, 'Someone you love is sad. Ask what happened, or sit with them until they speak?', 'choice', 'warmth', 1,
      '[{"label": "Ask", "value": "ask"}, {"label": "Sit with them", "value": "sit"}]'::jsonb),
    (6, 'Compliments: out loud in front of others, or quietly when you are alone?', 'choice', 'warmth', 1,
      '[{"label": "Out loud", "value": "public"}, {"label": "Quietly", "value": "private"}]'::jsonb),
    (7, 'You disagree in company. Say so at the table, or on the way home?', 'choice', 'conflict_style', 1.5,
      '[{"label": "At the table", "value": "open"}, {"label": "On the way home", "value": "private"}]'::jsonb),
    (8, 'You are asked how you are. The true answer, or the short answer?', 'choice', 'openness', 1,
      '[{"label": "The true one", "value": "true"}, {"label": "The short one", "value": "short"}]'::jsonb),
    (9, 'You are late. Explain why, or just say sorry?', 'choice', 'trust', 1,
      '[{"label": "Explain", "value": "explain"}, {"label": "Just sorry", "value": "sorry"}]'::jsonb),
    (10, 'Silence in the car: comfortable, or time for a song?', 'choice', 'independence', 1,
      '[{"label": "Comfortable", "value": "silence"}, {"label": "A song", "value": "song"}]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'saying-it'
on conflict (game_id, position) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'Being kind, or being honest, when you cannot be both?', 'choice', 'values', 2,
      '[{"label": "Kind", "value": "kind"}, {"label": "Honest", "value": "honest"}]'::jsonb),
    (2, 'Keeping a promise, or changing your mind when the facts change?', 'choice', 'trust', 1.5,
      '[{"label": "Keep the promise", "value": "promise"}, {"label": "Change my mind", "value": "change"}]'::jsonb),
    (3, 'Doing what is fair, or doing what is generous?', 'choice', 'values', 1,
      '[{"label": "Fair", "value": "fair"}, {"label": "Generous", "value": "generous"}]'::jsonb),
    (4, 'Loyalty to a friend, or the truth about that friend?', 'choice', 'trust', 1.5,
      '[{"label": "Loyalty", "value": "loyalty"}, {"label": "The truth", "value": "truth"}]'::jsonb),
    (5, 'A calm life, or a life with a mission?', 'choice', 'ambition', 1.5,
      '[{"label": "Calm", "value": "calm"}, {"label": "A mission", "value": "mission"}]'::jsonb),
    (6, 'Tradition that holds people together, or freedom to leave it?', 'choice', 'family', 1,
      '[{"label": "Tradition", "value": "tradition"}, {"label": "Freedom", "value": "freedom"}]'::jsonb),
    (7, 'Being admired, or being known well by a few?', 'choice', 'ambition', 1,
      '[{"label": "Admired", "value": "admired"}, {"label": "Known well", "value": "known"}]'::jsonb),
    (8, 'Owning less, or sharing more?', 'choice', 'money', 1,
      '[{"label": "Owning less", "value": "less"}, {"label": "Sharing more", "value": "share"}]'::jsonb),
    (9, 'Forgive and go on, or understand first?', 'choice', 'conflict_style', 1,
      '[{"label": "Forgive", "value": "forgive"}, {"label": "Understand", "value": "understand"}]'::jsonb),
    (10, 'Being useful, or being free?', 'choice', 'independence', 1,
      '[{"label": "Useful", "value": "useful"}, {"label": "Free", "value": "free"}]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'what-weighs-more'
on conflict (game_id, position) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'A joke that needs explaining, or a joke you have heard a hundred times?', 'choice', 'humor', 1,
      '[{"label": "Needs explaining", "value": "clever"}, {"label": "Heard before", "value": "classic"}]'::jsonb),
    (2, 'Laugh at the wrong moment, or start the song at the wrong moment?', 'choice', 'humor', 1,
      '[{"label": "Laugh", "value": "laugh"}, {"label": "Sing", "value": "sing"}]'::jsonb),
    (3, 'Pun at breakfast: charming, or a reason to leave the table?', 'choice', 'humor', 1,
      '[{"label": "Charming", "value": "pun"}, {"label": "I am leaving", "value": "no_pun"}]'::jsonb),
    (4, 'A voice for the cat, or dignified silence with the cat?', 'choice', 'humor', 1,
      '[{"label": "A voice", "value": "voice"}, {"label": "Silence", "value": "silence"}]'::jsonb),
    (5, 'Tease a friend about their shoes, or say nothing and buy the same ones?', 'choice', 'warmth', 1,
      '[{"label": "Tease", "value": "tease"}, {"label": "Buy", "value": "buy"}]'::jsonb),
    (6, 'A bad film watched with commentary, or a good film watched in silence?', 'choice', 'humor', 1,
      '[{"label": "Bad, with commentary", "value": "commentary"}, {"label": "Good, in silence", "value": "film"}]'::jsonb),
    (7, 'Win the board game, or be thrown out of it for creative rules?', 'choice', 'ambition', 1,
      '[{"label": "Win", "value": "win"}, {"label": "Creative rules", "value": "chaos"}]'::jsonb),
    (8, 'Dance when the song is good, or dance when nobody is looking?', 'choice', 'openness', 1,
      '[{"label": "When it is good", "value": "dance"}, {"label": "When nobody looks", "value": "hide"}]'::jsonb),
    (9, 'Naming the car, or not naming the car?', 'choice', 'humor', 1,
      '[{"label": "It has a name", "value": "named"}, {"label": "It is a car", "value": "car"}]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'ridiculous-leanings'
on conflict (game_id, position) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'Would you rather know how your life will look in ten years, or be surprised every year?', 'choice', 'openness', 1,
      '[{"label": "Know", "value": "know"}, {"label": "Be surprised", "value": "surprise"}]'::jsonb),
    (2, 'Would you rather live within an hour of your family, or two time zones from anyone who expects you for lunch?', 'choice', 'family', 1.5,
      '[{"label": "Within an hour", "value": "near"}, {"label": "Two time zones", "value": "far"}]'::jsonb),
    (3, 'Would you rather do work you love for little money, or work you like for plenty?', 'choice', 'money', 1.5,
      '[{"label": "Love, little money", "value": "love"}, {"label": "Like, plenty", "value": "plenty"}]'::jsonb),
    (4, 'Would you rather build one house, or live in ten?', 'choice', 'adventure', 1,
      '[{"label": "Build one", "value": "one"}, {"label": "Live in ten", "value": "ten"}]'::jsonb),
    (5, 'Would you rather be the one who earns more, or the one who is home more?', 'choice', 'ambition', 1.5,
      '[{"label": "Earn more", "value": "earn"}, {"label": "Be home more", "value": "home"}]'::jsonb),
    (6, 'Would you rather raise a child in a small town, or in a big city?', 'choice', 'family', 1.5,
      '[{"label": "Small town", "value": "town"}, {"label": "Big city", "value": "city"}, {"label": "I would rather not raise one", "value": "none"}]'::jsonb),
    (7, 'Would you rather take a year off now, or stop working five years sooner?', 'choice', 'money', 1,
      '[{"label": "A year now", "value": "now"}, {"label": "Stop sooner", "value": "later"}]'::jsonb),
    (8, 'Would you rather start something risky with your partner, or keep work out of the relationship?', 'choice', 'independence', 1,
      '[{"label": "Start it together", "value": "together"}, {"label": "Keep it apart", "value": "apart"}]'::jsonb),
    (9, 'Would you rather be famous in your field, or a well-kept secret in your street?', 'choice', 'ambition', 1,
      '[{"label": "In my field", "value": "field"}, {"label": "In my street", "value": "street"}]'::jsonb),
    (10, 'Would you rather grow old in the place you know best, or in a place you have yet to see?', 'choice', 'adventure', 1,
      '[{"label": "The place I know", "value": "known"}, {"label": "A new place", "value": "new"}]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'fork-in-the-road'
on conflict (game_id, position) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'Would you rather always know when someone is lying, or always get away with it yourself?', 'choice', 'trust', 1,
      '[{"label": "Always know", "value": "know"}, {"label": "Get away with it", "value": "lie"}]'::jsonb),
    (2, 'Would you rather narrate your own life aloud for a day, or have a stranger do it?', 'choice', 'humor', 1,
      '[{"label": "Do it myself", "value": "self"}, {"label": "A stranger", "value": "stranger"}]'::jsonb),
    (3, 'Would you rather talk to animals, or understand every human language?', 'choice', 'openness', 1,
      '[{"label": "Animals", "value": "animals"}, {"label": "Languages", "value": "languages"}]'::jsonb),
    (4, 'Would you rather be ten minutes early for everything, or exactly on time with an entrance?', 'choice', 'routine', 1,
      '[{"label": "Ten minutes early", "value": "early"}, {"label": "With an entrance", "value": "entrance"}]'::jsonb),
    (5, 'Would you rather have a theme song when you walk in, or applause when you leave?', 'choice', 'humor', 1,
      '[{"label": "A theme song", "value": "song"}, {"label": "Applause", "value": "applause"}]'::jsonb),
    (6, 'Would you rather read minds for one dinner, or be unreadable for a year?', 'choice', 'communication', 1,
      '[{"label": "Read minds", "value": "read"}, {"label": "Be unreadable", "value": "hidden"}]'::jsonb),
    (7, 'Would you rather eat only soup, or only things on sticks?', 'choice', 'humor', 1,
      '[{"label": "Soup", "value": "soup"}, {"label": "On sticks", "value": "sticks"}]'::jsonb),
    (8, 'Would you rather win every argument, or never have one?', 'choice', 'conflict_style', 1.5,
      '[{"label": "Win every one", "value": "win"}, {"label": "Never have one", "value": "peace"}]'::jsonb),
    (9, 'Would you rather be unable to whisper, or unable to raise your voice?', 'choice', 'communication', 1,
      '[{"label": "Unable to whisper", "value": "loud"}, {"label": "Unable to shout", "value": "soft"}]'::jsonb),
    (10, 'Would you rather relive your best day once a year, or erase your most embarrassing one?', 'choice', 'openness', 1,
      '[{"label": "Relive the best", "value": "relive"}, {"label": "Erase the worst", "value": "erase"}]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'impossible-choices'
on conflict (game_id, position) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'Would you rather be held, or be told exactly why you are loved?', 'choice', 'intimacy', 1.5,
      '[{"label": "Held", "value": "held"}, {"label": "Told", "value": "told"}]'::jsonb),
    (2, 'Would you rather fall asleep talking, or fall asleep in comfortable silence?', 'choice', 'intimacy', 1,
      '[{"label": "Talking", "value": "talking"}, {"label": "In silence", "value": "silence"}]'::jsonb),
    (3, 'Would you rather hear a hard truth from your partner, or find it out in your own time?', 'choice', 'trust', 1.5,
      '[{"label": "Hear it", "value": "hear"}, {"label": "Find it out", "value": "find"}]'::jsonb),
    (4, 'Would you rather share every password, or keep a drawer that is only yours?', 'choice', 'independence', 1.5,
      '[{"label": "Share all", "value": "share"}, {"label": "Keep a drawer", "value": "drawer"}]'::jsonb),
    (5, 'Would you rather be surprised with a weekend away, or plan it together for a month?', 'choice', 'adventure', 1,
      '[{"label": "Surprised", "value": "surprise"}, {"label": "Plan together", "value": "plan"}]'::jsonb),
    (6, 'Would you rather move in early and learn, or move in late and know?', 'choice', 'intimacy', 1.5,
      '[{"label": "Early", "value": "early"}, {"label": "Late", "value": "late"}]'::jsonb),
    (7, 'Would you rather receive one letter a year, or one small note a week?', 'choice', 'warmth', 1,
      '[{"label": "One letter", "value": "letter"}, {"label": "A weekly note", "value": "note"}]'::jsonb),
    (8, 'Would you rather be the first to say I love you, or the second?', 'choice', 'openness', 1,
      '[{"label": "First", "value": "first"}, {"label": "Second", "value": "second"}]'::jsonb),
    (9, 'Would you rather dance together in the kitchen, or cook while the other one reads to you?', 'choice', 'warmth', 1,
      '[{"label": "Dance", "value": "dance"}, {"label": "Cook and listen", "value": "read"}]'::jsonb),
    (10, 'Would you rather talk about past loves, or leave them where they are?', 'choice', 'trust', 1,
      '[{"label": "Talk about them", "value": "talk"}, {"label": "Leave them", "value": "leave"}]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'close-to-you'
on conflict (game_id, position) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'Would you rather spend a day in a museum''s storage rooms, or a night in its empty halls?', 'choice', 'openness', 1,
      '[{"label": "Storage rooms", "value": "storage"}, {"label": "Empty halls", "value": "halls"}]'::jsonb),
    (2, 'Would you rather meet your great-grandparents, or your great-grandchildren?', 'choice', 'family', 1,
      '[{"label": "Great-grandparents", "value": "past"}, {"label": "Great-grandchildren", "value": "future"}]'::jsonb),
    (3, 'Would you rather know a little about everything, or everything about one thing?', 'choice', 'openness', 1,
      '[{"label": "A little of all", "value": "broad"}, {"label": "All of one", "value": "deep"}]'::jsonb),
    (4, 'Would you rather see the deep sea, or the far side of the moon?', 'choice', 'adventure', 1,
      '[{"label": "The deep sea", "value": "sea"}, {"label": "The moon", "value": "moon"}]'::jsonb),
    (5, 'Would you rather learn an instrument well, or speak a third language well?', 'choice', 'ambition', 1,
      '[{"label": "The instrument", "value": "music"}, {"label": "The language", "value": "language"}]'::jsonb),
    (6, 'Would you rather travel with no return date, or return to the same place every summer?', 'choice', 'adventure', 1.5,
      '[{"label": "No return date", "value": "open"}, {"label": "The same place", "value": "return"}]'::jsonb),
    (7, 'Would you rather read the diary of someone you admire, or have them read yours?', 'choice', 'trust', 1,
      '[{"label": "Read theirs", "value": "theirs"}, {"label": "They read mine", "value": "mine"}]'::jsonb),
    (8, 'Would you rather spend an evening with ten strangers, or one old teacher?', 'choice', 'social_energy', 1,
      '[{"label": "Ten strangers", "value": "strangers"}, {"label": "One old teacher", "value": "teacher"}]'::jsonb),
    (9, 'Would you rather ask the question everyone is thinking, or find the answer by yourself later?', 'choice', 'communication', 1,
      '[{"label": "Ask it", "value": "ask"}, {"label": "Find it later", "value": "find"}]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'curious-minds'
on conflict (game_id, position) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'When voices rise, what do you usually do?', 'choice', 'conflict_style', 2,
      '[{"label": "Get quieter", "value": "quiet"}, {"label": "Get louder", "value": "louder"}, {"label": "Make a joke", "value": "joke"}, {"label": "Leave the room for a while", "value": "leave"}]'::jsonb),
    (2, 'How long does it take before you want to talk again?', 'choice', 'conflict_style', 1.5,
      '[{"label": "Minutes", "value": "minutes"}, {"label": "Hours", "value": "hours"}, {"label": "A night''s sleep", "value": "night"}, {"label": "Days", "value": "days"}]'::jsonb),
    (3, 'How easy is it for you to say sorry first?', 'scale', 'warmth', 1.5,
      '["Very hard", "Very easy"]'::jsonb),
    (4, 'In an argument, what do you need most?', 'choice', 'conflict_style', 2,
      '[{"label": "To be heard", "value": "heard"}, {"label": "To find a solution", "value": "solution"}, {"label": "To know that we are fine", "value": "reassurance"}, {"label": "Time", "value": "time"}]'::jsonb),
    (5, 'How often do you say what you want instead of hoping it will be noticed?', 'scale', 'communication', 1.5,
      '["Rarely", "Nearly always"]'::jsonb),
    (6, 'An old quarrel comes up again. What is your first thought?', 'choice', 'conflict_style', 1,
      '[{"label": "We never solved it", "value": "unsolved"}, {"label": "We are tired, it will pass", "value": "tired"}, {"label": "Let us look at it properly", "value": "look"}, {"label": "Not again", "value": "again"}]'::jsonb),
    (7, 'Is it all right to go to bed angry?', 'choice', 'routine', 1,
      '[{"label": "Yes, sleep helps", "value": "sleep"}, {"label": "Only if we say so", "value": "agree"}, {"label": "No, we settle it first", "value": "settle"}]'::jsonb),
    (8, 'How do you take criticism from someone you love?', 'scale', 'openness', 1,
      '["It stings for days", "I can use it at once"]'::jsonb),
    (9, 'Who should hear about your quarrels?', 'choice', 'trust', 1,
      '[{"label": "Nobody", "value": "nobody"}, {"label": "One close friend", "value": "friend"}, {"label": "Family", "value": "family"}, {"label": "Whoever helps", "value": "anyone"}]'::jsonb),
    (10, 'What does making up look like for you?', 'choice', 'intimacy', 1.5,
      '[{"label": "Talking it over", "value": "talk"}, {"label": "A hug", "value": "hug"}, {"label": "Doing something kind", "value": "deed"}, {"label": "Carrying on as usual", "value": "usual"}]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'how-you-disagree'
on conflict (game_id, position) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'What is money to you, first of all?', 'choice', 'money', 2,
      '[{"label": "Safety", "value": "safety"}, {"label": "Freedom", "value": "freedom"}, {"label": "Something to enjoy", "value": "joy"}, {"label": "A way to help", "value": "help"}]'::jsonb),
    (2, 'Do you know what you spent last month?', 'scale', 'money', 1.5,
      '["No idea", "To the cent"]'::jsonb),
    (3, 'How would you share costs with a partner you live with?', 'choice', 'money', 2,
      '[{"label": "Half and half", "value": "half"}, {"label": "By income", "value": "income"}, {"label": "One pot for everything", "value": "pot"}, {"label": "Each pays what comes up", "value": "loose"}]'::jsonb),
    (4, 'From which amount would you want to be asked before your partner buys something?', 'choice', 'trust', 1.5,
      '[{"label": "About a dinner for two", "value": "dinner"}, {"label": "About a weekend away", "value": "weekend"}, {"label": "About a used car", "value": "car"}, {"label": "I would not want to be asked", "value": "never"}]'::jsonb),
    (5, 'How do you feel about debt?', 'choice', 'money', 1,
      '[{"label": "Only for a home", "value": "home"}, {"label": "Fine if it can be carried", "value": "fine"}, {"label": "I avoid it always", "value": "avoid"}, {"label": "I have some and a plan", "value": "plan"}]'::jsonb),
    (6, 'How comfortable are you when a friend pays for you?', 'scale', 'warmth', 1,
      '["Uneasy", "Entirely at ease"]'::jsonb),
    (7, 'A relative asks for a loan. What is your rule?', 'choice', 'family', 1,
      '[{"label": "Give what I can lose", "value": "give"}, {"label": "Lend with a date", "value": "lend"}, {"label": "Say no kindly", "value": "no"}, {"label": "It depends on who asks", "value": "depends"}]'::jsonb),
    (8, 'How much of a raise would you give up for one more free day a week?', 'choice', 'ambition', 1,
      '[{"label": "All of it", "value": "all"}, {"label": "A part of it", "value": "part"}, {"label": "None, I want the raise", "value": "none"}, {"label": "I would rather work more", "value": "more"}]'::jsonb),
    (9, 'Generous or careful: which word would your friends choose for you?', 'scale', 'money', 1,
      '["Careful", "Generous"]'::jsonb),
    (10, 'How early should two people talk about money?', 'choice', 'communication', 1,
      '[{"label": "Within the first dates", "value": "early"}, {"label": "When it gets serious", "value": "serious"}, {"label": "Before moving in", "value": "moving"}, {"label": "When a decision needs it", "value": "needed"}]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'money-and-you'
on conflict (game_id, position) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'How many evenings a week do you like to spend with people?', 'choice', 'social_energy', 2,
      '[{"label": "None or one", "value": "few"}, {"label": "Two or three", "value": "some"}, {"label": "Four or five", "value": "many"}, {"label": "All of them", "value": "all"}]'::jsonb),
    (2, 'At a party, where are you found?', 'choice', 'social_energy', 1.5,
      '[{"label": "In the middle", "value": "middle"}, {"label": "In the kitchen with two people", "value": "kitchen"}, {"label": "With the dog", "value": "dog"}, {"label": "At home, happily", "value": "home"}]'::jsonb),
    (3, 'How do you feel when plans are canceled at the last minute?', 'scale', 'social_energy', 1,
      '["Disappointed", "Relieved"]'::jsonb),
    (4, 'How often do you see your closest friends?', 'choice', 'warmth', 1,
      '[{"label": "Every week", "value": "week"}, {"label": "Every month", "value": "month"}, {"label": "A few times a year", "value": "year"}, {"label": "Rarely, but nothing changes", "value": "rarely"}]'::jsonb),
    (5, 'Would you go to a concert alone?', 'choice', 'independence', 1,
      '[{"label": "I often do", "value": "often"}, {"label": "Yes, if nobody could come", "value": "maybe"}, {"label": "I would rather not", "value": "no"}]'::jsonb),
    (6, 'How much time alone do you need in a normal week?', 'scale', 'independence', 2,
      '["Hardly any", "A lot of it"]'::jsonb),
    (7, 'Visitors staying for a week: how does that sound?', 'choice', 'social_energy', 1,
      '[{"label": "Lovely", "value": "lovely"}, {"label": "Three days would be better", "value": "three"}, {"label": "A hotel nearby would be best", "value": "hotel"}]'::jsonb),
    (8, 'Should a couple have the same friends?', 'choice', 'independence', 1,
      '[{"label": "Mostly the same", "value": "same"}, {"label": "Some shared, some not", "value": "some"}, {"label": "Mostly separate", "value": "separate"}]'::jsonb),
    (9, 'How do you meet new people most easily?', 'choice', 'openness', 1,
      '[{"label": "Through friends", "value": "friends"}, {"label": "By doing something together", "value": "doing"}, {"label": "By talking to strangers", "value": "strangers"}, {"label": "Online first", "value": "online"}]'::jsonb),
    (10, 'How soon should a new partner meet your friends?', 'choice', 'trust', 1,
      '[{"label": "Within weeks", "value": "weeks"}, {"label": "After a few months", "value": "months"}, {"label": "When it is serious", "value": "serious"}]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'your-week-in-people'
on conflict (game_id, position) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'A friend tells you about a bad day. What is the first thing you do?', 'choice', 'warmth', 2,
      '[{"label": "Ask a question", "value": "ask"}, {"label": "Offer a solution", "value": "solve"}, {"label": "Tell of a similar day", "value": "share"}, {"label": "Just listen", "value": "listen"}]'::jsonb),
    (2, 'When you tell someone about a problem, what do you hope for?', 'choice', 'communication', 2,
      '[{"label": "Understanding", "value": "understanding"}, {"label": "Ideas", "value": "ideas"}, {"label": "Distraction", "value": "distraction"}, {"label": "Practical help", "value": "help"}]'::jsonb),
    (3, 'How often do you interrupt because you are excited?', 'scale', 'communication', 1,
      '["Hardly ever", "All the time"]'::jsonb),
    (4, 'When somebody says that they are fine and means the opposite, do you notice?', 'scale', 'warmth', 1.5,
      '["I miss it", "I notice at once"]'::jsonb),
    (5, 'How do you feel about talking while doing something else?', 'choice', 'communication', 1,
      '[{"label": "It helps me talk", "value": "helps"}, {"label": "Fine for small things", "value": "small"}, {"label": "I want full attention", "value": "attention"}]'::jsonb),
    (6, 'You do not understand what your partner means. What do you do?', 'choice', 'openness', 1.5,
      '[{"label": "Say it back in my words", "value": "repeat"}, {"label": "Ask for an example", "value": "example"}, {"label": "Wait, it will become clear", "value": "wait"}, {"label": "Guess", "value": "guess"}]'::jsonb),
    (7, 'How long can you listen to something that does not interest you, for love?', 'choice', 'warmth', 1,
      '[{"label": "Two minutes", "value": "two"}, {"label": "Ten minutes", "value": "ten"}, {"label": "An hour", "value": "hour"}, {"label": "Until they are done", "value": "done"}]'::jsonb),
    (8, 'What makes you stop listening?', 'choice', 'conflict_style', 1,
      '[{"label": "Reproaches", "value": "reproach"}, {"label": "Repetition", "value": "repeat"}, {"label": "A raised voice", "value": "voice"}, {"label": "A phone in their hand", "value": "phone"}]'::jsonb),
    (9, 'How much do you remember of what people told you last week?', 'scale', 'trust', 1,
      '["The outline", "Almost every word"]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'how-you-listen'
on conflict (game_id, position) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'Third date. You like them, and they are twenty minutes late without a word. You …', 'choice', 'trust', 1.5,
      '[{"label": "Call to ask if all is well", "value": "call"}, {"label": "Wait and say nothing", "value": "wait"}, {"label": "Order and tell them it bothered you", "value": "tell"}, {"label": "Go home", "value": "leave"}]'::jsonb),
    (2, 'They ask whether you are seeing anyone else. You are, now and then. You …', 'choice', 'trust', 2,
      '[{"label": "Say so plainly", "value": "say"}, {"label": "Say so and ask what they wish", "value": "ask"}, {"label": "Answer vaguely", "value": "vague"}, {"label": "End the other one first, then answer", "value": "end"}]'::jsonb),
    (3, 'After a wonderful weekend they are quiet for two days. You …', 'choice', 'independence', 1.5,
      '[{"label": "Write something light", "value": "write"}, {"label": "Ask whether something is wrong", "value": "ask"}, {"label": "Give them the two days", "value": "give"}, {"label": "Begin to doubt", "value": "doubt"}]'::jsonb),
    (4, 'They cook for you and it is truly bad. You …', 'choice', 'humor', 1,
      '[{"label": "Eat and laugh about it together", "value": "laugh"}, {"label": "Eat and praise it", "value": "praise"}, {"label": "Suggest pizza", "value": "pizza"}, {"label": "Cook together the next time", "value": "together"}]'::jsonb),
    (5, 'Your friends do not warm to them. You …', 'choice', 'independence', 1,
      '[{"label": "Ask what they see", "value": "ask"}, {"label": "Trust my own view", "value": "own"}, {"label": "Arrange a second evening", "value": "second"}, {"label": "Start to waver", "value": "waver"}]'::jsonb),
    (6, 'They would like to meet your family. It feels early. You …', 'choice', 'family', 1,
      '[{"label": "Say it is too early for me", "value": "early"}, {"label": "Suggest something short", "value": "short"}, {"label": "Go along with it", "value": "yes"}, {"label": "Explain how my family is first", "value": "explain"}]'::jsonb),
    (7, 'They have an ex who is still a close friend. You …', 'choice', 'trust', 1.5,
      '[{"label": "Am glad it ended well", "value": "glad"}, {"label": "Would like to meet the ex", "value": "meet"}, {"label": "Need a little time with it", "value": "time"}, {"label": "Find it difficult", "value": "hard"}]'::jsonb),
    (8, 'They want to spend every evening with you. You …', 'choice', 'independence', 2,
      '[{"label": "Enjoy it", "value": "enjoy"}, {"label": "Suggest two evenings apart", "value": "apart"}, {"label": "Feel crowded and say so", "value": "say"}, {"label": "Feel crowded and withdraw", "value": "withdraw"}]'::jsonb),
    (9, 'You notice that you are falling in love sooner than they are. You …', 'choice', 'openness', 1.5,
      '[{"label": "Tell them", "value": "tell"}, {"label": "Slow down a little", "value": "slow"}, {"label": "Show it without words", "value": "show"}, {"label": "Hide it", "value": "hide"}]'::jsonb),
    (10, 'They remember a tiny thing you said on the first evening. You feel …', 'choice', 'warmth', 1,
      '[{"label": "Seen", "value": "seen"}, {"label": "Curious what else they noticed", "value": "curious"}, {"label": "A little exposed", "value": "exposed"}, {"label": "Very happy", "value": "happy"}]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'first-month-together'
on conflict (game_id, position) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'You both miss the last train because the other one was slow. You …', 'choice', 'conflict_style', 2,
      '[{"label": "Look for a bus, talk later", "value": "solve"}, {"label": "Say that you are annoyed", "value": "say"}, {"label": "Make an adventure of it", "value": "adventure"}, {"label": "Go quiet", "value": "quiet"}]'::jsonb),
    (2, 'The hotel has lost your booking. You …', 'choice', 'communication', 1,
      '[{"label": "Insist kindly until it is solved", "value": "insist"}, {"label": "Let the other one talk", "value": "delegate"}, {"label": "Look for another place at once", "value": "other"}, {"label": "Ask for the manager", "value": "manager"}]'::jsonb),
    (3, 'Your partner told their sister something you said in confidence. You …', 'choice', 'trust', 2,
      '[{"label": "Bring it up that evening", "value": "bring_up"}, {"label": "Wait for a calm moment", "value": "wait"}, {"label": "Tell them less from now on", "value": "less"}, {"label": "Ask the sister what she heard", "value": "sister"}]'::jsonb),
    (4, 'You are both exhausted and the kitchen is a battlefield. You …', 'choice', 'routine', 1,
      '[{"label": "Clean up together, ten minutes", "value": "together"}, {"label": "Leave it until tomorrow", "value": "tomorrow"}, {"label": "Do it alone", "value": "alone"}, {"label": "Toss a coin", "value": "coin"}]'::jsonb),
    (5, 'They forgot your birthday. You …', 'choice', 'warmth', 1.5,
      '[{"label": "Say that it hurt", "value": "say"}, {"label": "Joke about it all week", "value": "joke"}, {"label": "Celebrate a day later", "value": "later"}, {"label": "Say nothing and remember", "value": "silent"}]'::jsonb),
    (6, 'On holiday one wants ruins, the other wants the beach. You …', 'choice', 'independence', 1,
      '[{"label": "Split up and meet for dinner", "value": "split"}, {"label": "One day each", "value": "turns"}, {"label": "Find ruins by the sea", "value": "both"}, {"label": "Follow the other one", "value": "follow"}]'::jsonb),
    (7, 'A shared plan costs far more than agreed. You …', 'choice', 'money', 1,
      '[{"label": "Stop and talk about it", "value": "stop"}, {"label": "Pay and talk about it later", "value": "pay"}, {"label": "Look for savings elsewhere", "value": "save"}, {"label": "Let it go this time", "value": "let_go"}]'::jsonb),
    (8, 'Your partner is unfair to you in front of friends. You …', 'choice', 'conflict_style', 2,
      '[{"label": "Answer there and then", "value": "answer"}, {"label": "Wait until we are home", "value": "home"}, {"label": "Change the subject", "value": "subject"}, {"label": "Leave early", "value": "leave"}]'::jsonb),
    (9, 'The two of you get lost and neither will say so. What happens next?', 'choice', 'humor', 1,
      '[{"label": "I admit it first", "value": "admit"}, {"label": "We both laugh", "value": "laugh"}, {"label": "I ask a stranger", "value": "ask"}, {"label": "We walk on with conviction", "value": "walk"}]'::jsonb),
    (10, 'It is all sorted out again. What do you do with what happened?', 'choice', 'openness', 1,
      '[{"label": "Talk about what we learned", "value": "learn"}, {"label": "Make a good story of it", "value": "story"}, {"label": "Let it rest", "value": "rest"}, {"label": "Plan better the next time", "value": "plan"}]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'when-plans-fall-apart'
on conflict (game_id, position) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'Your partner is offered a dream job in another country. You …', 'choice', 'adventure', 2,
      '[{"label": "Start learning the language", "value": "go"}, {"label": "Suggest trying it for a year", "value": "try"}, {"label": "Ask them to decline", "value": "decline"}, {"label": "Love them from here for a while", "value": "distance"}]'::jsonb),
    (2, 'You are offered a promotion that eats your evenings. You …', 'choice', 'ambition', 1.5,
      '[{"label": "Take it", "value": "take"}, {"label": "Take it with a limit in time", "value": "limit"}, {"label": "Decline", "value": "decline"}, {"label": "Decide together", "value": "together"}]'::jsonb),
    (3, 'A parent of yours needs daily help. You …', 'choice', 'family', 1.5,
      '[{"label": "Move closer", "value": "closer"}, {"label": "Take them in", "value": "in"}, {"label": "Organize care", "value": "care"}, {"label": "Share it with siblings and friends", "value": "share"}]'::jsonb),
    (4, 'Your partner would like a dog. You are not sure. You …', 'choice', 'routine', 1,
      '[{"label": "Agree to look after one for a month", "value": "month"}, {"label": "Say yes, who could resist", "value": "yes"}, {"label": "Say no for now", "value": "no"}, {"label": "Ask who walks it when it rains", "value": "rain"}]'::jsonb),
    (5, 'There is enough saved for a flat or for a year of travel. You …', 'choice', 'money', 1.5,
      '[{"label": "Buy the flat", "value": "flat"}, {"label": "Travel", "value": "travel"}, {"label": "Half of each", "value": "half"}, {"label": "Keep saving", "value": "save"}]'::jsonb),
    (6, 'Your partner wants to talk about children earlier than you thought. You …', 'choice', 'family', 2,
      '[{"label": "Talk, gladly", "value": "gladly"}, {"label": "Talk, with a knot in my stomach", "value": "knot"}, {"label": "Ask for a little time", "value": "time"}, {"label": "I know my answer and say it", "value": "answer"}]'::jsonb),
    (7, 'One of you would like to study again and earn nothing for two years. You …', 'choice', 'ambition', 1,
      '[{"label": "Carry both of us", "value": "carry"}, {"label": "Work out the sums together", "value": "sums"}, {"label": "Suggest evening classes", "value": "evening"}, {"label": "Worry quietly", "value": "worry"}]'::jsonb),
    (8, 'You could move in together, into a place that is too small. You …', 'choice', 'intimacy', 1.5,
      '[{"label": "Move in", "value": "in"}, {"label": "Wait for a bigger one", "value": "wait"}, {"label": "Keep two homes", "value": "two"}, {"label": "Move in and rent a desk elsewhere", "value": "desk"}]'::jsonb),
    (9, 'Your friends are moving away one after another. You …', 'choice', 'social_energy', 1,
      '[{"label": "Visit them often", "value": "visit"}, {"label": "Look for new ones", "value": "new"}, {"label": "Enjoy more time as two", "value": "two"}, {"label": "Think of moving too", "value": "move"}]'::jsonb),
    (10, 'It is your anniversary, and it falls on a Monday. You …', 'choice', 'warmth', 1,
      '[{"label": "Cook at home", "value": "cook"}, {"label": "Go to the place of the first date", "value": "place"}, {"label": "Celebrate on Saturday", "value": "saturday"}, {"label": "Write a letter", "value": "letter"}]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'a-year-from-now'
on conflict (game_id, position) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'The cashier gives you too much change. You …', 'choice', 'values', 1.5,
      '[{"label": "Give it back", "value": "back"}, {"label": "Notice at home and return", "value": "return"}, {"label": "Keep it, it is their mistake", "value": "keep"}, {"label": "Put it in the tip jar", "value": "tip"}]'::jsonb),
    (2, 'A neighbor you hardly know is moving house alone. You …', 'choice', 'warmth', 1,
      '[{"label": "Offer a hand", "value": "hand"}, {"label": "Bring coffee", "value": "coffee"}, {"label": "Say hello and go on", "value": "hello"}, {"label": "Feel I should and do not", "value": "should"}]'::jsonb),
    (3, 'Somebody tells a cruel joke at dinner. You …', 'choice', 'values', 1.5,
      '[{"label": "Say that it is not funny", "value": "say"}, {"label": "Ask them to explain it", "value": "explain"}, {"label": "Change the subject", "value": "subject"}, {"label": "Say nothing and remember", "value": "nothing"}]'::jsonb),
    (4, 'You find a wallet with a name in it. You …', 'choice', 'trust', 1,
      '[{"label": "Look up the owner myself", "value": "owner"}, {"label": "Hand it in at the police", "value": "police"}, {"label": "Ask around nearby", "value": "ask"}, {"label": "Leave it in sight where it was", "value": "leave"}]'::jsonb),
    (5, 'A colleague takes credit for your idea. You …', 'choice', 'conflict_style', 1.5,
      '[{"label": "Say so in the meeting", "value": "meeting"}, {"label": "Speak to them alone", "value": "alone"}, {"label": "Let it go once", "value": "once"}, {"label": "Have the next idea in writing", "value": "writing"}]'::jsonb),
    (6, 'A friend owes you money and does not mention it. You …', 'choice', 'money', 1,
      '[{"label": "Remind them kindly", "value": "remind"}, {"label": "Make a joke of it", "value": "joke"}, {"label": "Let it be a gift", "value": "gift"}, {"label": "Do not lend to them again", "value": "never"}]'::jsonb),
    (7, 'On a full train an argument becomes ugly. You …', 'choice', 'values', 1,
      '[{"label": "Sit next to the person attacked", "value": "sit"}, {"label": "Call the guard", "value": "guard"}, {"label": "Step in with words", "value": "words"}, {"label": "Look for others to act with", "value": "others"}]'::jsonb),
    (8, 'A stranger cries on a park bench. You …', 'choice', 'warmth', 1,
      '[{"label": "Ask whether I can help", "value": "ask"}, {"label": "Offer a tissue and go on", "value": "tissue"}, {"label": "Leave them in peace", "value": "peace"}, {"label": "Stay within sight for a while", "value": "stay"}]'::jsonb),
    (9, 'You are praised for something another person did. You …', 'choice', 'trust', 1,
      '[{"label": "Say at once whose it was", "value": "say"}, {"label": "Tell that person later", "value": "later"}, {"label": "Enjoy it a little", "value": "enjoy"}, {"label": "Find it too awkward to correct", "value": "awkward"}]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'small-kindnesses'
on conflict (game_id, position) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'What makes a home?', 'ranking', 'family', 1,
      '[{"label": "People", "value": "people"}, {"label": "Quiet", "value": "quiet"}, {"label": "Beauty", "value": "beauty"}, {"label": "Safety", "value": "safety"}]'::jsonb),
    (2, 'What do you respect most in others?', 'ranking', 'values', 1.5,
      '[{"label": "Honesty", "value": "honesty"}, {"label": "Courage", "value": "courage"}, {"label": "Patience", "value": "patience"}, {"label": "Humor", "value": "humor"}]'::jsonb),
    (3, 'What would you protect in your week, whatever happens?', 'ranking', 'routine', 1,
      '[{"label": "Sleep", "value": "sleep"}, {"label": "Exercise", "value": "exercise"}, {"label": "Friends", "value": "friends"}, {"label": "Time alone", "value": "alone"}]'::jsonb),
    (4, 'What should work give you?', 'ranking', 'ambition', 1.5,
      '[{"label": "Meaning", "value": "meaning"}, {"label": "Money", "value": "money"}, {"label": "Time", "value": "time"}, {"label": "Recognition", "value": "recognition"}]'::jsonb),
    (5, 'What hurts a relationship most?', 'ranking', 'trust', 2,
      '[{"label": "Lies", "value": "lies"}, {"label": "Indifference", "value": "indifference"}, {"label": "Contempt", "value": "contempt"}, {"label": "Distance", "value": "distance"}]'::jsonb),
    (6, 'What would you spend a windfall on?', 'ranking', 'money', 1,
      '[{"label": "Security", "value": "security"}, {"label": "Experiences", "value": "experiences"}, {"label": "Gifts", "value": "gifts"}, {"label": "Things that last", "value": "things"}]'::jsonb),
    (7, 'What makes a good parent, or would make one?', 'ranking', 'family', 1,
      '[{"label": "Patience", "value": "patience"}, {"label": "Clear limits", "value": "limits"}, {"label": "Presence", "value": "presence"}, {"label": "A happy life of their own", "value": "own"}]'::jsonb),
    (8, 'What do you want from a friend?', 'ranking', 'warmth', 1,
      '[{"label": "Loyalty", "value": "loyalty"}, {"label": "Honesty", "value": "honesty"}, {"label": "Laughter", "value": "laughter"}, {"label": "Freedom", "value": "freedom"}]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'what-comes-first'
on conflict (game_id, position) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'What makes you feel loved?', 'ranking', 'intimacy', 2,
      '[{"label": "Touch", "value": "touch"}, {"label": "Words", "value": "words"}, {"label": "Help", "value": "help"}, {"label": "Time", "value": "time"}, {"label": "Attention", "value": "attention"}]'::jsonb),
    (2, 'What draws you to a person first?', 'ranking', 'openness', 1,
      '[{"label": "Their mind", "value": "mind"}, {"label": "Their kindness", "value": "kindness"}, {"label": "Their looks", "value": "looks"}, {"label": "Their calm", "value": "calm"}]'::jsonb),
    (3, 'What would you like to do together most?', 'ranking', 'adventure', 1,
      '[{"label": "Travel", "value": "travel"}, {"label": "Cook and eat", "value": "eat"}, {"label": "Make something", "value": "make"}, {"label": "Do nothing", "value": "nothing"}]'::jsonb),
    (4, 'What should a partner be for you?', 'ranking', 'intimacy', 2,
      '[{"label": "Best friend", "value": "friend"}, {"label": "Lover", "value": "lover"}, {"label": "Teammate", "value": "team"}, {"label": "Safe harbor", "value": "harbor"}]'::jsonb),
    (5, 'What helps you after a hard day?', 'ranking', 'warmth', 1,
      '[{"label": "Being held", "value": "held"}, {"label": "Being left alone", "value": "alone"}, {"label": "Being distracted", "value": "distracted"}, {"label": "Being asked", "value": "asked"}]'::jsonb),
    (6, 'Which difference could you live with most easily?', 'ranking', 'openness', 1.5,
      '[{"label": "Politics", "value": "politics"}, {"label": "Religion", "value": "religion"}, {"label": "Taste", "value": "taste"}, {"label": "Tempo", "value": "tempo"}]'::jsonb),
    (7, 'What should never be missing, even in a busy year?', 'ranking', 'intimacy', 1,
      '[{"label": "Laughter", "value": "laughter"}, {"label": "Tenderness", "value": "tenderness"}, {"label": "Long talks", "value": "talks"}, {"label": "Time for each one alone", "value": "alone"}]'::jsonb),
    (8, 'What do you bring to a relationship?', 'ranking', 'warmth', 1,
      '[{"label": "Stability", "value": "stability"}, {"label": "Ideas", "value": "ideas"}, {"label": "Warmth", "value": "warmth"}, {"label": "Humor", "value": "humor"}]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'love-in-order'
on conflict (game_id, position) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'The next five years should bring …', 'ranking', 'ambition', 2,
      '[{"label": "A family", "value": "family"}, {"label": "A calling", "value": "calling"}, {"label": "A home", "value": "home"}, {"label": "The wide world", "value": "world"}]'::jsonb),
    (2, 'A good decade is one in which I …', 'ranking', 'openness', 1,
      '[{"label": "Learn a lot", "value": "learn"}, {"label": "Build something", "value": "build"}, {"label": "Love well", "value": "love"}, {"label": "Stay healthy", "value": "healthy"}]'::jsonb),
    (3, 'Which of these would you give up last?', 'ranking', 'independence', 1.5,
      '[{"label": "My city", "value": "city"}, {"label": "My work", "value": "work"}, {"label": "My hobby", "value": "hobby"}, {"label": "My habits", "value": "habits"}]'::jsonb),
    (4, 'What should old age have plenty of?', 'ranking', 'family', 1,
      '[{"label": "Grandchildren or young friends", "value": "young"}, {"label": "Travel", "value": "travel"}, {"label": "A garden", "value": "garden"}, {"label": "Good talk", "value": "talk"}]'::jsonb),
    (5, 'What would you like to be able to do?', 'ranking', 'ambition', 1,
      '[{"label": "Play an instrument", "value": "music"}, {"label": "Speak a language", "value": "language"}, {"label": "Repair things", "value": "repair"}, {"label": "Cook for twenty", "value": "cook"}]'::jsonb),
    (6, 'Which risk would you take soonest?', 'ranking', 'adventure', 1,
      '[{"label": "A new country", "value": "country"}, {"label": "A new trade", "value": "trade"}, {"label": "A loan for a home", "value": "loan"}, {"label": "A house shared with friends", "value": "friends"}]'::jsonb),
    (7, 'What should we leave behind?', 'ranking', 'values', 1,
      '[{"label": "Good memories", "value": "memories"}, {"label": "Good work", "value": "work"}, {"label": "Kind children", "value": "children"}, {"label": "A little less mess", "value": "mess"}]'::jsonb),
    (8, 'What makes waiting bearable?', 'ranking', 'humor', 1,
      '[{"label": "A plan", "value": "plan"}, {"label": "A joke", "value": "joke"}, {"label": "A friend", "value": "friend"}, {"label": "Patience", "value": "patience"}]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'dream-agenda'
on conflict (game_id, position) do nothing;

insert into public.game_questions (game_id, position, prompt, kind, dimension, weight, options)
select g.id, q.*
from public.games g,
  (values
    (1, 'Which conversation would you join first?', 'ranking', 'openness', 1,
      '[{"label": "Dreams", "value": "dreams"}, {"label": "Politics", "value": "politics"}, {"label": "Food", "value": "food"}, {"label": "Gossip", "value": "gossip"}]'::jsonb),
    (2, 'Which expert would you like at your table?', 'ranking', 'openness', 1,
      '[{"label": "An astronomer", "value": "astronomer"}, {"label": "A nurse", "value": "nurse"}, {"label": "A burglar, retired", "value": "burglar"}, {"label": "A beekeeper", "value": "beekeeper"}]'::jsonb),
    (3, 'Which journey would you like to hear about?', 'ranking', 'adventure', 1,
      '[{"label": "Across a desert", "value": "desert"}, {"label": "Out of a prison", "value": "prison"}, {"label": "Through an illness", "value": "illness"}, {"label": "Up a mountain", "value": "mountain"}]'::jsonb),
    (4, 'Which secret would you want to know?', 'ranking', 'trust', 1,
      '[{"label": "How it ends", "value": "ends"}, {"label": "What they think of me", "value": "me"}, {"label": "Why they left", "value": "left"}, {"label": "Where it is buried", "value": "buried"}]'::jsonb),
    (5, 'Which skill would you like to watch?', 'ranking', 'ambition', 1,
      '[{"label": "Glassblowing", "value": "glass"}, {"label": "Surgery", "value": "surgery"}, {"label": "Bread making", "value": "bread"}, {"label": "Auctioneering", "value": "auction"}]'::jsonb),
    (6, 'Which question would you ask a hundred-year-old?', 'ranking', 'family', 1,
      '[{"label": "Whom did you love?", "value": "love"}, {"label": "What would you skip?", "value": "skip"}, {"label": "When were you bravest?", "value": "brave"}, {"label": "What is funny now?", "value": "funny"}]'::jsonb),
    (7, 'Which museum would you visit tonight?', 'ranking', 'humor', 1,
      '[{"label": "Of broken things", "value": "broken"}, {"label": "Of failed inventions", "value": "failed"}, {"label": "Of lost letters", "value": "letters"}, {"label": "Of smells", "value": "smells"}]'::jsonb),
    (8, 'Which silence do you like best?', 'ranking', 'independence', 1,
      '[{"label": "Of snow", "value": "snow"}, {"label": "Before a concert", "value": "concert"}, {"label": "After an argument", "value": "argument"}, {"label": "In a library", "value": "library"}]'::jsonb)
  ) as q (position, prompt, kind, dimension, weight, options)
where g.slug = 'table-of-curiosities'
on conflict (game_id, position) do nothing;
