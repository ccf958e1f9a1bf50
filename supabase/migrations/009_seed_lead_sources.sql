-- 009 seed_lead_sources
-- The core sources: one of each kind, described in full, so that everybody sees what a good source
-- looks like. Rule for all of them: public pages or people who asked us, robots.txt respected, slow,
-- and never a place where people look for help in a crisis. Quality is a first estimate; `next_run_at`
-- stays empty, so nothing is fetched before growth has scheduled it.

insert into public.lead_sources
  (slug, name, kind, url, category, country, language, schedule, config, state, quality, requests_per_minute, lawful_basis, notes)
values
  ('reddit-datingoverthirty', 'r/datingoverthirty', 'subreddit', 'https://www.reddit.com/r/datingoverthirty', 'Dating after thirty', null, 'en',
    'daily', '{"path": "/new.json", "max_pages": 10, "since_days": 7, "min_post_length": 400, "keywords": ["compatibility", "values", "tired of swiping", "looking for something serious"]}'::jsonb,
    'active', 72, 20, 'legitimate_interest',
    'Long, thoughtful posts by people who want a relationship and say why apps tire them. Read through the official API only, under its commercial terms. An account is a lead only if its owner published an address for contact; we do not send private messages, because the rules of the community forbid it. Skip posts tagged as a vent or about a loss.'),

  ('meetup-intentional-dating', 'Meetup: intentional dating and relating', 'meetup', 'https://www.meetup.com/topics/singles/', 'Singles groups', null, 'en',
    'weekly', '{"path": "/find/?keywords=intentional%20dating&source=GROUPS", "max_pages": 20, "min_members": 50, "active_within_days": 60}'::jsonb,
    'active', 68, 10, 'legitimate_interest',
    'Groups that meet in person to talk about relating. We collect the contact address an organiser has published, nothing about the guests. A good first mail offers to host an evening, not a subscription.'),

  ('mumsnet-relationships', 'Mumsnet Talk: relationships', 'forum', 'https://www.mumsnet.com/talk/relationships', 'Parents who date again', 'GB', 'en',
    'weekly', '{"path": "/talk/dating", "max_pages": 15, "since_days": 14, "skip_tags": ["domestic abuse", "bereavement"]}'::jsonb,
    'paused', 41, 6, 'legitimate_interest',
    'Single parents who think clearly about what a new partner would mean for their children. Paused until the site has given its permission. Threads about abuse, separation in progress or bereavement are excluded by tag and must stay excluded.'),

  ('parkrun-organisers', 'parkrun event pages', 'club', 'https://www.parkrun.com', 'Running', null, 'en',
    'monthly', '{"path": "/countries", "max_pages": 40, "fields": ["event_name", "contact_email", "city"]}'::jsonb,
    'active', 55, 6, 'legitimate_interest',
    'Every event publishes a contact address for its volunteer team. The lead is the team, and the offer is a page about our community that they may put on their board. Results lists carry names and ages of runners: they are never fetched.'),

  ('erasmus-alumni-alliance', 'Erasmus+ Student and Alumni Alliance', 'alumni', 'https://www.esaa-eu.org', 'International graduates', null, 'en',
    'monthly', '{"path": "/network", "max_pages": 8, "fields": ["organisation", "contact_email", "country"]}'::jsonb,
    'active', 63, 6, 'legitimate_interest',
    'National alumni associations with a public board address. People who have lived in a second country often look for a partner who has, too, and our compatibility reports speak well to them. Only association addresses, never members.'),

  ('bookclubs-directory', 'Bookclubs: groups open to new readers', 'directory', 'https://bookclubs.com/join-a-book-club', 'Reading groups', 'US', 'en',
    'weekly', '{"path": "/join-a-book-club", "max_pages": 25, "filters": {"open": true, "meets": "in_person"}}'::jsonb,
    'active', 66, 10, 'legitimate_interest',
    'Public listings of book clubs with a contact for newcomers. Hosts are used to introducing strangers to each other, so offer them our question cards for a first evening.'),

  ('eventbrite-berlin-singles', 'Eventbrite Berlin: evenings for singles', 'event', 'https://www.eventbrite.de/d/germany--berlin/singles/', 'Events for singles', 'DE', 'de',
    'daily', '{"path": "/d/germany--berlin/singles/", "max_pages": 12, "since_days": 1, "skip_price_above_minor": 9000}'::jsonb,
    'active', 70, 12, 'legitimate_interest',
    'Organisers of dinners, walks and speed-dating evenings. New events appear every day, so a daily run of twelve pages is enough. Organisers only; lists of guests are not public and we do not ask for them.'),

  ('letters-subscribers', 'Readers of our Sunday letter', 'newsletter', 'https://letters.introalignment.example/sunday', 'Our own newsletter', null, 'en',
    'daily', '{"path": "/export/confirmed.csv", "format": "csv", "max_pages": 1, "double_opt_in": true}'::jsonb,
    'active', 88, 30, 'consent',
    'People who subscribed, confirmed by a second mail and ticked "tell me when introductions open in my city". The consent text and its date come with every row and are kept on the lead. Treat it gently: one sequence a quarter at most.'),

  ('listennotes-relationships', 'Podcasts about relationships', 'podcast', 'https://www.listennotes.com', 'Shows about relationships', null, 'en',
    'monthly', '{"path": "/search/?q=relationships&type=podcast", "max_pages": 10, "min_episodes": 20, "published_within_days": 45}'::jsonb,
    'active', 58, 8, 'legitimate_interest',
    'Shows that still publish and name an address for guests or sponsors. Leads are the producers. Personal shows in which somebody speaks about their own therapy are left out by hand at review.'),

  ('medium-dating', 'Medium: writing on dating', 'blog', 'https://medium.com/tag/dating', 'Essays', null, 'en',
    'weekly', '{"path": "/tag/dating/latest", "max_pages": 10, "min_words": 700, "since_days": 14}'::jsonb,
    'active', 49, 8, 'legitimate_interest',
    'Writers who give a contact address on their profile. Few do. Useful for guest articles more than for sign-ups, so score by reach and by fit of tone.'),

  ('mastodon-slowdating', 'Mastodon: public posts on slow dating', 'social', 'https://mastodon.social/tags/slowdating', 'Open social web', null, 'en',
    'daily', '{"path": "/api/v1/timelines/tag/slowdating", "max_pages": 5, "since_days": 2, "skip_if_profile_says": ["noindex", "nobot", "no bots"]}'::jsonb,
    'active', 44, 15, 'legitimate_interest',
    'Public posts under a hashtag through the open interface. Profiles that opt out of search or of bots are skipped before anything is stored. Expect small numbers.'),

  ('partner-bookshops', 'Independent bookshops', 'partner', 'https://partners.introalignment.example/bookshops', 'Partners on the ground', 'DE', 'de',
    'manual', '{"path": "/exports/bookshops.csv", "format": "csv", "max_pages": 1, "voucher": true}'::jsonb,
    'active', 81, 30, 'consent',
    'Guests of reading evenings who put their name on our card in the shop and ticked the box. The shop sends the list after each evening, a colleague uploads it. The consent text allows one invitation and one reminder, nothing more.'),

  ('volunteermatch-community', 'VolunteerMatch: community and friendship', 'volunteering', 'https://www.volunteermatch.org', 'Volunteering', 'US', 'en',
    'weekly', '{"path": "/search?cats=community", "max_pages": 20, "since_days": 7, "skip_categories": ["crisis support", "hospice"]}'::jsonb,
    'active', 61, 10, 'legitimate_interest',
    'Organisations that publish a coordinator''s address. People who give their Saturdays to others tend to take introductions seriously. Crisis lines and hospices are excluded for good.'),

  ('vhs-communication-courses', 'Volkshochschulen: courses on communication', 'course', 'https://www.vhs.de', 'Evening classes', 'DE', 'de',
    'monthly', '{"path": "/kurse", "max_pages": 30, "keywords": ["Kommunikation", "Tanzen", "Kochen", "Konversation"]}'::jsonb,
    'active', 64, 6, 'legitimate_interest',
    'Public course lists of adult education centres. Leads are the departments that publish an address; the offer is a free evening on first conversations, given by one of our coaches. Programmes change in January and August, so monthly is plenty.')
on conflict (slug) do nothing;
