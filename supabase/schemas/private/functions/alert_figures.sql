-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.alert_figures()
 RETURNS TABLE(figure text, label text, path text, filter text, moment text, periods text[], teams text[], subject text)
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select * from (values
    ('active_members', 'active members', '/engagement-sessions', '', 'started_at', '{day,week,month}'::text[], null::text[], null::text),
    ('sessions', 'sessions', '/engagement-sessions', '', 'started_at', '{day,week,month}', null, null),
    ('minutes', 'minutes in the app', '/engagement-sessions', '', 'started_at', '{day,week,month}', null, null),
    ('minutes_each', 'minutes per active member', '/engagement-sessions', '', 'started_at', '{day,week,month}', null, null),
    ('new_members', 'new members', '/engagement-sessions', '', 'started_at', '{day,week,month}', null, null),
    ('returning_members', 'returning members', '/engagement-sessions', '', 'started_at', '{day,week,month}', null, null),
    ('revived_members', 'revived members', '/engagement-sessions', '', 'started_at', '{day,week,month}', null, null),
    ('lapsed_members', 'lapsed members', '/engagement-sessions', '', 'started_at', '{day,week,month}', null, null),
    ('stickiness', 'per cent stickiness', '/engagement-sessions', '', 'started_at', '{month}', null, null),
    ('sign_ups', 'sign-ups', '/member-directory', '', 'created_at', '{day,week,month}', null, null),
    ('posts', 'posts', '/community-posts', '', 'created_at', '{day,week,month}', null, null),
    ('comments', 'comments', '/post-comments', '', 'created_at', '{day,week,month}', null, null),
    ('reactions', 'reactions', '/post-reactions', '', 'created_at', '{day,week,month}', null, null),
    ('writers', 'members who wrote', '/community-posts', '', 'created_at', '{day,week,month}', null, null),
    ('matches', 'matches', '/matches', '', 'created_at', '{day,week,month}', null, null),
    ('decisions', 'decisions of moderators', '/moderation-decisions', 'decision=none:undo', 'created_at', '{day,week,month}', '{moderator,admin}', null),
    ('reports', 'reports by members', '/content-reports', '', 'created_at', '{day,week,month}', null, null),
    ('failed_runs', 'failed runs', '/scrape-runs', 'state=any:failed', 'queued_at', '{day,week,month}', null, null),
    ('bounced_mails', 'bounced emails', '/email-sends', 'state=any:bounced', 'queued_at', '{day,week,month}', null, null),
    ('bot_actions', 'bot actions', '/bot-actions-log', '', 'created_at', '{day,week,month}', null, null),
    ('bot_failures', 'failed bot actions', '/bot-actions-log', 'outcome=any:failed', 'created_at', '{day,week,month}', null, null),
    ('bot_cost', 'dollars spent by bots', '/bot-actions-log', 'sort=-cost_micros', 'created_at', '{day,week,month}', null, null),
    ('bot_incidents', 'bot incidents', '/bot-incidents', '', 'opened_at', '{day,week,month}', null, null),
    ('failed_payments', 'subscriptions past due', '/user-subscriptions', 'state=any:past_due,unpaid', null, '{day,week,month}', null, null),
    ('revenue', 'recurring revenue this month', '/revenue', '', null, '{month}', '{finance,admin}', 'currency'),
    ('feature_uses', 'uses this month', '/usage-tracking', '', null, '{month}', null, 'feature')
  ) f (figure, label, path, filter, moment, periods, teams, subject)
$function$;

comment on function private.alert_figures() is 'The figures that lines can be drawn on: what they are called, where their rows are, over which periods they are counted, and for which teams.';

grant execute on function private.alert_figures() to authenticated;
grant execute on function private.alert_figures() to service_role;
