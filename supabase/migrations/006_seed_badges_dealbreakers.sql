-- 006 seed_badges_dealbreakers
-- Badges reward what makes a good introduction likely: honesty, curiosity, kindness and coming back.
-- No badge counts likes or matches. Dealbreakers name what a person cannot live with, without judging
-- those who live that way, each with the question by which a member is asked.

insert into public.badges (code, name, description, category, tier, icon, points, criteria, position)
values
  -- Onboarding
  ('hello_there', 'Hello there', 'You confirmed your address and opened the door.', 'onboarding', 'bronze', 'door-open', 10, '{"event": "email_confirmed", "count": 1}', 10),
  ('first_portrait', 'First portrait', 'Your first photo is approved, and people can picture who is writing to them.', 'onboarding', 'bronze', 'camera', 10, '{"event": "photo_approved", "count": 1}', 20),
  ('full_picture', 'Full picture', 'Five photos that show more than one side of you.', 'onboarding', 'silver', 'images', 30, '{"event": "photo_approved", "count": 5}', 30),
  ('in_your_own_words', 'In your own words', 'You finished your profile, every part of it.', 'onboarding', 'silver', 'pen', 40, '{"event": "profile_completed", "count": 1}', 40),
  ('knows_the_limits', 'Knows the limits', 'You named what you cannot live with, so that we need not guess.', 'onboarding', 'bronze', 'compass', 20, '{"event": "dealbreaker_set", "count": 3}', 50),
  ('the_long_talk', 'The long talk', 'You went through the whole first conversation and took your time.', 'onboarding', 'gold', 'coffee', 80, '{"event": "conversation_completed", "count": 1}', 60),

  -- Games
  ('first_game', 'Opening move', 'You played your first game to the end.', 'games', 'bronze', 'dice', 10, '{"event": "game_completed", "count": 1}', 110),
  ('regular_player', 'Regular player', 'Ten games finished.', 'games', 'bronze', 'dice', 25, '{"event": "game_completed", "count": 10}', 120),
  ('game_night', 'Game night', 'Fifty games finished. You bring the snacks now.', 'games', 'silver', 'cards', 60, '{"event": "game_completed", "count": 50}', 130),
  ('played_together', 'Two at the table', 'You finished a game together with somebody you were introduced to.', 'games', 'silver', 'users', 50, '{"event": "game_completed_together", "count": 1}', 140),
  ('well_played', 'Well played', 'Ten games finished together. That is a good number of evenings.', 'games', 'gold', 'users', 120, '{"event": "game_completed_together", "count": 10}', 150),
  ('all_sides', 'All sides', 'You played in every category, also in the uncomfortable ones.', 'games', 'gold', 'prism', 100, '{"event": "game_category_played", "count": 8}', 160),
  ('puzzle_solver', 'Puzzle solver', 'Ten daily puzzles solved.', 'games', 'bronze', 'puzzle', 25, '{"event": "puzzle_solved", "count": 10}', 170),
  ('puzzle_mind', 'Stays with it', 'One hundred daily puzzles solved.', 'games', 'platinum', 'puzzle', 250, '{"event": "puzzle_solved", "count": 100}', 180),

  -- Community
  ('first_post', 'First words', 'Your first post is in the community.', 'community', 'bronze', 'message', 15, '{"event": "post_published", "count": 1}', 210),
  ('storyteller', 'Storyteller', 'Ten posts that people could read without regret.', 'community', 'silver', 'book-open', 50, '{"event": "post_published", "count": 10}', 220),
  ('good_listener', 'Good listener', 'Twenty-five comments on what others wrote.', 'community', 'silver', 'ear', 50, '{"event": "comment_published", "count": 25}', 230),
  ('pillar', 'Pillar of the place', 'Two hundred comments, none of them removed.', 'community', 'gold', 'columns', 150, '{"event": "comment_published", "count": 200, "none_removed": true}', 240),
  ('helpful_answer', 'That helped', 'Ten people marked an answer of yours as insightful.', 'community', 'silver', 'lightbulb', 60, '{"event": "insightful_received", "count": 10}', 250),
  ('warm_hands', 'Warm hands', 'Fifty people thanked you for support.', 'community', 'gold', 'heart-handshake', 120, '{"event": "support_received", "count": 50}', 260),

  -- Content
  ('first_read', 'First page', 'You read an article to its end.', 'content', 'bronze', 'book', 10, '{"event": "article_read", "count": 1}', 310),
  ('well_read', 'Well read', 'Ten articles read to their end.', 'content', 'silver', 'book', 40, '{"event": "article_read", "count": 10}', 320),
  ('library_card', 'Library card', 'Fifty articles read. You could write one.', 'content', 'gold', 'library', 120, '{"event": "article_read", "count": 50}', 330),
  ('wide_reader', 'Wide reader', 'You read at least one article on every topic.', 'content', 'gold', 'map', 100, '{"event": "topic_read", "count": 10}', 340),
  ('worth_keeping', 'Worth keeping', 'Five articles saved for later.', 'content', 'bronze', 'bookmark', 15, '{"event": "article_saved", "count": 5}', 350),

  -- Matches
  ('first_introduction', 'Nice to meet you', 'You said yes to your first introduction.', 'matches', 'bronze', 'hand', 20, '{"event": "introduction_accepted", "count": 1}', 410),
  ('kind_no', 'A kind no', 'You declined an introduction with a reason that helps us do better.', 'matches', 'bronze', 'leaf', 20, '{"event": "introduction_declined_with_reason", "count": 1}', 420),
  ('real_conversation', 'A real conversation', 'You wrote back and forth for a week with one person.', 'matches', 'silver', 'messages', 60, '{"event": "conversation_week", "count": 1}', 430),
  ('out_in_the_world', 'Out in the world', 'You told us that the two of you met in person.', 'matches', 'gold', 'map-pin', 120, '{"event": "meeting_confirmed", "count": 1}', 440),
  ('honest_feedback', 'Honest feedback', 'You told us after five introductions how it really was.', 'matches', 'silver', 'clipboard', 60, '{"event": "match_feedback_given", "count": 5}', 450),
  ('closed_the_loop', 'Closed the loop', 'You ended ten conversations with a sentence instead of silence.', 'matches', 'platinum', 'feather', 250, '{"event": "conversation_closed_kindly", "count": 10}', 460),

  -- Streaks
  ('streak_3', 'Three in a row', 'You came back three days running.', 'streak', 'bronze', 'flame', 10, '{"streak_days": 3}', 510),
  ('streak_7', 'A whole week', 'Seven days, one small thing each day.', 'streak', 'bronze', 'flame', 25, '{"streak_days": 7}', 520),
  ('streak_30', 'A month of mornings', 'Thirty days in a row.', 'streak', 'silver', 'sunrise', 80, '{"streak_days": 30}', 530),
  ('streak_100', 'One hundred days', 'One hundred days in a row. Please also go outside.', 'streak', 'gold', 'mountain', 200, '{"streak_days": 100}', 540),
  ('streak_365', 'Once around the sun', 'A year without a gap.', 'streak', 'platinum', 'sun', 500, '{"streak_days": 365}', 550),
  ('took_a_break', 'Took a break', 'You paused your profile and came back when you were ready. Rest counts too.', 'streak', 'silver', 'moon', 40, '{"event": "pause_ended", "count": 1}', 560),

  -- Trust
  ('verified_face', 'It is really you', 'Your photos are checked against a live picture.', 'trust', 'silver', 'badge-check', 50, '{"event": "photo_verified", "count": 1}', 610),
  ('verified_identity', 'Identity confirmed', 'A document confirms your name and your age. We keep the result, not the document.', 'trust', 'gold', 'shield-check', 120, '{"event": "identity_verified", "count": 1}', 620),
  ('good_neighbour', 'Good neighbour', 'You reported something, and our moderators agreed with you.', 'trust', 'silver', 'shield', 40, '{"event": "report_upheld", "count": 1}', 630),
  ('code_of_conduct', 'Read the small print', 'You read our rules of conduct before you needed them.', 'trust', 'bronze', 'scroll', 10, '{"event": "conduct_read", "count": 1}', 640),
  ('good_standing', 'A year in good standing', 'Twelve months with us, and nobody had a reason to complain.', 'trust', 'platinum', 'award', 300, '{"event": "month_in_good_standing", "count": 12}', 650)
on conflict (code) do nothing;

insert into public.dealbreakers (code, name, category, description, question, severity, position)
values
  -- Lifestyle: how the days look
  ('sleep_rhythm', 'Opposite sleep rhythms', 'lifestyle', 'One is awake at six, the other falls asleep at three, and neither can change it for long.', 'Could you live with somebody whose day begins when yours ends?', 1, 10),
  ('frequent_travel', 'Away for work most weeks', 'lifestyle', 'A partner who travels for work and is home for only a part of most months.', 'How many nights a month could your partner be away before it stops feeling like a life together?', 2, 20),
  ('social_calendar', 'A very full social life', 'lifestyle', 'Guests, parties and plans on most evenings, or the reverse: hardly any company at all.', 'How many evenings a week do you want to spend with other people, and how many alone or as two?', 1, 30),
  ('pets_at_home', 'Pets at home', 'lifestyle', 'An animal that lives in the home and will stay, or the firm wish never to have one.', 'Do you live with an animal, or could you not live with one?', 2, 40),
  ('shared_diet', 'How and what we eat', 'lifestyle', 'A diet held from conviction, faith or health that the kitchen at home would have to follow.', 'Would it matter to you if your partner ate very differently from you, at your own table?', 1, 50),
  ('physical_activity', 'Sport as a way of life', 'lifestyle', 'Training, mountains or the sea take up most free days, and a partner is expected to share or accept it.', 'How would you feel about a partner whose weekends mostly belong to sport?', 1, 60),

  -- Family: children, parents, and what came before
  ('wants_children', 'Wants children', 'family', 'A clear wish to have or adopt children. There is no halfway, and nobody should be talked into or out of it.', 'Do you want to become a parent, or have another child, in the years ahead?', 3, 110),
  ('does_not_want_children', 'Does not want children', 'family', 'A settled decision not to have children, made for oneself and not open for persuasion.', 'Have you decided that you do not want children, and would you like us to respect that in every introduction?', 3, 120),
  ('has_children', 'Has children already', 'family', 'Children from an earlier relationship who are part of daily life, and the co-parent who comes with them.', 'Could you share your life with somebody whose children come first on some days?', 3, 130),
  ('grown_children_at_home', 'Grown children at home', 'family', 'Adult children who live at home, for now or for good.', 'Would you be comfortable moving in with a partner whose grown children still live there?', 1, 140),
  ('cares_for_parents', 'Cares for a parent', 'family', 'Regular care for a parent or another relative, with the time, money and worry it takes.', 'Could you stand beside a partner who gives a good part of the week to caring for a relative?', 2, 150),
  ('family_closeness', 'Close ties with the family of origin', 'family', 'Parents and siblings who have a strong say and are seen every week, or ties that were cut for good reasons.', 'How large a place should your families have in your life as a couple?', 2, 160),
  ('still_married', 'Not yet divorced', 'family', 'Separated, but the marriage is not ended in law.', 'Would you meet somebody who lives apart from a spouse but is not divorced?', 2, 170),

  -- Values: what a life is built on
  ('religious_practice', 'Religion in daily life', 'values', 'A faith that shapes holidays, food, intimacy or how children grow up, or the wish for a home without religion.', 'Should your partner share your faith, respect it from outside, or live without religion as you do?', 3, 210),
  ('political_distance', 'Far apart in politics', 'values', 'Views on society so different that they touch how one treats other people.', 'Is there a political conviction you could not live with under the same roof?', 2, 220),
  ('relationship_model', 'Exclusive or open', 'values', 'Monogamy, an open relationship or polyamory. Each can be lived with honesty; they rarely fit each other.', 'Do you want an exclusive relationship, an open one, or are you undecided?', 3, 230),
  ('marriage_wish', 'Marriage matters', 'values', 'Marriage as a goal that cannot be given up, or as something one does not want again.', 'How important is it to you to marry, or not to marry?', 2, 240),
  ('gender_roles', 'Roles at home', 'values', 'Fixed ideas of who earns, cooks and cares, or the wish to share all of it.', 'How should the work outside and inside the home be divided between you?', 2, 250),
  ('honesty_small_lies', 'Small lies', 'values', 'Untruths told to keep the peace. Some see kindness in them, others cannot trust again.', 'Can a small lie ever be kind, or would it make you doubt everything else?', 2, 260),
  ('respect_for_identity', 'Respect for who one is', 'values', 'Disrespect towards someone because of gender, orientation, origin, colour, disability or belief.', 'Should we leave out people who do not respect others for who they are?', 3, 270),

  -- Habits: small things, every day
  ('smoking', 'Smoking', 'habits', 'Cigarettes or vaping, at home or only elsewhere.', 'Could you live with a partner who smokes or vapes, and would it matter where?', 3, 310),
  ('heavy_drinking', 'Alcohol in daily life', 'habits', 'Alcohol on most days, or evenings that regularly end in drunkenness.', 'How much drinking is too much for you in somebody you love?', 3, 320),
  ('lives_sober', 'Lives without alcohol', 'habits', 'Complete abstinence, perhaps in recovery, and a home that stays dry.', 'Would you be glad to share a home in which no alcohol is kept?', 2, 330),
  ('recreational_drugs', 'Recreational drugs', 'habits', 'Cannabis or other drugs, now and then or often.', 'Is there any use of drugs you would accept in a partner, and if so, which?', 3, 340),
  ('gambling', 'Betting and gambling', 'habits', 'Betting for money as a regular habit.', 'How would you feel about a partner who bets or gambles regularly?', 3, 350),
  ('screen_time', 'Always on a screen', 'habits', 'Phone or games for most of the evening, also at the table.', 'What place may a phone have when the two of you are together?', 1, 360),
  ('tidiness', 'Order and disorder at home', 'habits', 'Very different ideas of what clean and tidy mean.', 'Would clutter, or its opposite, wear you down over the years?', 1, 370),

  -- Location: where a life takes place
  ('willing_to_move', 'Not able to move', 'location', 'Work, custody or care ties a person to one place, so the other would have to move.', 'Could you move for a relationship, and if not, what keeps you where you are?', 2, 410),
  ('long_distance', 'Long distance', 'location', 'A relationship that would be lived at a distance for more than half a year.', 'How long could you live apart if you knew when it would end?', 2, 420),
  ('city_or_country', 'City or countryside', 'location', 'The need for a big city, or for quiet and land.', 'Is there a kind of place in which you could not be happy?', 1, 430),
  ('emigration_plans', 'Plans to leave the country', 'location', 'A firm plan to live in another country in the coming years.', 'Do you plan to live abroad, or could you follow somebody who does?', 2, 440),
  ('shared_language', 'No language in common', 'location', 'No language in which both are quick, funny and precise.', 'Do you need a partner with whom you can speak your first language?', 2, 450),

  -- Health: asked with care, answered only if a person wishes
  ('fitness_expectations', 'Expectations about the body', 'health', 'The wish that a partner keep a certain weight or shape. We ask, so that nobody is measured without knowing it.', 'Would it hurt you if a partner cared a great deal about how your body looks?', 2, 510),
  ('open_about_health', 'Silence about health', 'health', 'Keeping a condition secret that affects both, for example one that can be passed on.', 'At what point should partners tell each other about their health?', 3, 520),
  ('chronic_condition', 'Life with a lasting condition', 'health', 'A chronic illness or disability, one''s own or a partner''s, that shapes plans and energy.', 'Is there something about your health that a partner should be ready to share, or a situation you know you could not?', 2, 530),
  ('mental_health_care', 'Help is not accepted', 'health', 'Refusing any help when one''s mental health is poor, and leaving a partner to carry it alone.', 'How important is it to you that a partner would accept help when things get dark?', 2, 540),
  ('vaccination', 'Vaccination and medicine', 'health', 'Opposite convictions about medicine that would meet in daily decisions, above all about children.', 'Could you share decisions about medicine with somebody who sees it very differently?', 2, 550),

  -- Money
  ('heavy_debt', 'Debt without a plan', 'money', 'Debts, apart from a mortgage or a student loan, that are growing and not talked about.', 'Would debts keep you from moving in together, and would a plan to repay them change that?', 2, 610),
  ('spending_style', 'Spending and saving', 'money', 'One saves for later, the other lives now, and both feel judged.', 'If you both had a thousand to spare, what would you want to happen to it?', 1, 620),
  ('financial_dependence', 'One income for two', 'money', 'One partner would carry the costs of both for years.', 'Could you support a partner for years, or be supported, without feeling smaller?', 2, 630),
  ('separate_accounts', 'What is mine and what is ours', 'money', 'Everything shared, or everything apart: firm convictions on either side.', 'Should a couple share one account, keep two, or have three?', 1, 640),
  ('career_first', 'Work comes first', 'money', 'A career that takes evenings and weekends for years to come.', 'Could you live with a partner for whom work comes first in the next few years?', 2, 650),

  -- Communication
  ('silent_treatment', 'Days of silence', 'communication', 'Answering hurt with silence that lasts for days.', 'How long may a silence last after a quarrel before it becomes a punishment?', 3, 710),
  ('raised_voices', 'Shouting in conflict', 'communication', 'Quarrels in loud voices. In some families that is weather, in others it is a storm.', 'Could you feel safe with somebody who gets loud in a quarrel?', 3, 720),
  ('avoids_hard_talks', 'No hard conversations', 'communication', 'Difficult subjects are put off until they decide themselves.', 'What happens between two people who never speak about what is difficult?', 2, 730),
  ('jealousy_control', 'Control out of jealousy', 'communication', 'Reading messages, asking for passwords, deciding whom the other may see.', 'Where does concern end for you and control begin?', 3, 740),
  ('contact_with_ex', 'Close contact with a former partner', 'communication', 'A friendship with a former partner that is part of daily life.', 'How would you feel if your partner''s closest friend had once been their partner?', 1, 750),
  ('humor_at_my_cost', 'Jokes at the other''s expense', 'communication', 'Teasing in front of others that one laughs about and the other carries home.', 'Are there things about you that nobody should joke about?', 2, 760)
on conflict (code) do nothing;
