-- 019 seed_subscription_plans
-- What a member can subscribe to: four plans, each priced in three currencies. A year costs ten
-- monthly payments. A changed price is a new plan row, so that a running subscription keeps its own.

insert into public.subscription_plans
  (code, name, description, billing_interval, currency, amount_minor, trial_days, features, limits, position)
select p.code, p.name, p.description, r.billing_interval, r.currency, r.amount_minor, p.trial_days, p.features, p.limits,
  p.position + case r.billing_interval when 'year' then 1 else 0 end
from (values
  ('free', 'Free',
    'Get to know the way we introduce people. Free for as long as you like, no card needed.',
    0, 10,
    '["One introduction a month, with the reasons we thought of the two of you.", "Messages with everybody you are introduced to, up to 40 a month.", "Ten games a month to find out what matters to you.", "All articles and the community."]'::jsonb,
    '{"introductions": 1, "messages": 40, "profile_boosts": 0, "ai_coaching": 0, "compatibility_reports": 0, "game_sessions": 10}'::jsonb),
  ('essential', 'Essential',
    'For people who are ready to meet somebody and want a steady, unhurried pace.',
    7, 20,
    '["Four introductions a month, about one a week.", "Messages without a limit.", "Two full compatibility reports a month.", "Three coaching conversations a month, on a profile, a first message or a worry.", "All games, as often as you like.", "One week to try it before the first payment."]'::jsonb,
    '{"introductions": 4, "messages": null, "profile_boosts": 1, "ai_coaching": 3, "compatibility_reports": 2, "game_sessions": null}'::jsonb),
  ('premium', 'Premium',
    'More introductions, a full report with each of them, and coaching whenever you need it.',
    14, 30,
    '["Ten introductions a month, and a say in how far we look.", "A full compatibility report with every introduction.", "Coaching conversations without a limit.", "Four boosts a month that bring your profile forward for a day.", "Messages and games without a limit.", "Two weeks to try it before the first payment."]'::jsonb,
    '{"introductions": 10, "messages": null, "profile_boosts": 4, "ai_coaching": null, "compatibility_reports": null, "game_sessions": null}'::jsonb),
  ('concierge', 'Concierge',
    'A matchmaker of your own who knows your story, chooses with care and speaks with both of you.',
    0, 40,
    '["A personal matchmaker, with a first conversation of ninety minutes.", "Up to fifteen introductions a month, each chosen and checked by a person.", "A call after every first meeting, and honest feedback if both of you wish.", "Help with photos and with the words of your profile.", "Discreet search: your profile is shown only to people you have agreed to.", "Everything in Premium."]'::jsonb,
    '{"introductions": 15, "messages": null, "profile_boosts": null, "ai_coaching": null, "compatibility_reports": null, "game_sessions": null}'::jsonb)
) as p (code, name, description, trial_days, position, features, limits)
join (values
  ('free', 'EUR', 'month', 0),
  ('free', 'USD', 'month', 0),
  ('free', 'GBP', 'month', 0),
  ('essential', 'EUR', 'month', 1490),
  ('essential', 'EUR', 'year', 14900),
  ('essential', 'USD', 'month', 1590),
  ('essential', 'USD', 'year', 15900),
  ('essential', 'GBP', 'month', 1290),
  ('essential', 'GBP', 'year', 12900),
  ('premium', 'EUR', 'month', 3490),
  ('premium', 'EUR', 'year', 34900),
  ('premium', 'USD', 'month', 3690),
  ('premium', 'USD', 'year', 36900),
  ('premium', 'GBP', 'month', 2990),
  ('premium', 'GBP', 'year', 29900),
  ('concierge', 'EUR', 'month', 18900),
  ('concierge', 'EUR', 'year', 189000),
  ('concierge', 'USD', 'month', 19900),
  ('concierge', 'USD', 'year', 199000),
  ('concierge', 'GBP', 'month', 15900),
  ('concierge', 'GBP', 'year', 159000)
) as r (code, currency, billing_interval, amount_minor) on r.code = p.code
order by p.position, r.currency, r.billing_interval
on conflict (code, currency, billing_interval) do nothing;
