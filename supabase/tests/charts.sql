-- The numbers of the charts: whole periods in the named zone, nothing counted twice, nothing left out.

begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select no_plan();

create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5(name)::uuid $$;
-- Plays a person for the statements that follow; 'owner' is whoever runs this file, as machines and migrations do.
create function pg_temp.act_as(name text) returns void language sql as $$
  select set_config('role', 'none', true);
  select set_config('request.jwt.claims', case name when 'owner' then '' when 'service_role' then '{"role": "service_role"}'
    else jsonb_build_object('sub', pg_temp.id(name), 'role', 'authenticated')::text end, true);
  select set_config('role', case name when 'owner' then 'none' when 'service_role' then name else 'authenticated' end, true);
$$;
insert into auth.users (id, email)
  select pg_temp.id(name), name || '@rules.test' from unnest(array['member', 'other', 'moderator', 'growth', 'finance', 'admin']) name;
insert into profiles (id, display_name, email)
  select pg_temp.id(name), name, name || '@rules.test' from unnest(array['member', 'other']) name;
insert into staff_members (user_id, full_name, email, roles)
  select pg_temp.id(name), initcap(name), name || '@rules.test', array[name] from unnest(array['moderator', 'growth', 'finance', 'admin']) name;

-- Winter, when Berlin is an hour ahead of UTC. Monday 5 January 2026 begins a week.
insert into engagement_sessions (user_id, started_at, seconds) values
  (pg_temp.id('member'), '2026-01-04 22:59:59Z', 60), -- Sunday in both zones
  (pg_temp.id('member'), '2026-01-04 23:30:00Z', 90), -- Monday in Berlin
  (pg_temp.id('member'), '2026-01-07 12:00:00Z', 600),
  (pg_temp.id('member'), '2026-01-07 13:00:00Z', 600),
  (pg_temp.id('other'), '2026-01-07 13:30:00Z', 0),
  (pg_temp.id('other'), '2026-01-31 23:30:00Z', 30); -- February in Berlin
insert into usage_tracking (user_id, feature, period_start, period_end, used, limit_value) values
  (pg_temp.id('member'), 'introductions', '2026-01-01', '2026-01-31', 4, 4),
  (pg_temp.id('other'), 'introductions', '2026-01-01', '2026-01-31', 9, null),
  (pg_temp.id('other'), 'messages', '2026-01-01', '2026-01-31', 3, 10),
  (pg_temp.id('other'), 'introductions', '2026-02-01', '2026-02-28', 1, 4),
  (pg_temp.id('member'), 'introductions', date_trunc('month', now() at time zone 'UTC'), date_trunc('month', now() at time zone 'UTC') + interval '1 month - 1 day', 2, 4);

select pg_temp.act_as('growth');
select results_eq(
  $$select period_start, period_end, active_members, sessions, minutes, unfinished from engagement_activity('2026-01-04', '2026-01-07')$$,
  $$values ('2026-01-04'::date, '2026-01-04'::date, 1::bigint, 2::bigint, 2.5, false), ('2026-01-05', '2026-01-05', 0, 0, 0.0, false),
    ('2026-01-06', '2026-01-06', 0, 0, 0.0, false), ('2026-01-07', '2026-01-07', 2, 3, 20.0, false)$$,
  'by day: members once, sessions and minutes each; an empty day is zero');
select results_eq(
  $$select period_start, active_members, sessions, minutes from engagement_activity('2026-01-04', '2026-01-05', 'Europe/Berlin')$$,
  $$values ('2026-01-04'::date, 1::bigint, 1::bigint, 1.0), ('2026-01-05', 1, 1, 1.5)$$,
  'the zone says which day it was: 23:30 UTC is the next in Berlin');
select results_eq(
  $$select period_start, period_end, active_members, sessions from engagement_activity('2026-01-07', '2026-01-14', 'Europe/Berlin', 'week')$$,
  $$values ('2026-01-05'::date, '2026-01-11'::date, 2::bigint, 4::bigint), ('2026-01-12', '2026-01-18', 0, 0)$$,
  'by week, from Monday: a member is counted once a week, and a week whole where the range cuts it');
select results_eq(
  $$select period_start, period_end, active_members, sessions from engagement_activity('2026-01-15', '2026-02-01', 'Europe/Berlin', 'month')$$,
  $$values ('2026-01-01'::date, '2026-01-31'::date, 2::bigint, 5::bigint), ('2026-02-01', '2026-02-28', 1, 1)$$,
  'by month, in the zone as well');
select results_eq(
  $$select unfinished from engagement_activity((now() at time zone 'UTC')::date - 1, (now() at time zone 'UTC')::date)$$,
  array[false, true], 'today still goes on, yesterday does not');
-- Kiritimati is 14 hours ahead of UTC, Pago Pago 11 behind: it is never the same day in both.
select results_eq(
  $$select bool_or(unfinished) from engagement_activity((now() at time zone 'Pacific/Pago_Pago')::date, (now() at time zone 'Pacific/Pago_Pago')::date, 'Pacific/Kiritimati')$$,
  array[false], 'a day is over when it is over in the zone');

select results_eq(
  $$select period_start, feature, members, used, limited_members, limited_used, allowed, at_limit, unfinished from usage_over_time('2026-01-20', '2026-02-03')$$,
  $$values ('2026-01-01'::date, 'introductions', 2::bigint, 13::bigint, 1::bigint, 4::bigint, 4::bigint, 1::bigint, false),
    ('2026-01-01', 'messages', 1, 3, 1, 3, 10, 0, false), ('2026-02-01', 'introductions', 1, 1, 1, 1, 4, 0, false)$$,
  'use by month and feature; only those with a limit count against limits');
select results_eq(
  $$select unfinished from usage_over_time((now() at time zone 'UTC')::date, (now() at time zone 'UTC')::date)$$, array[true], 'this month still goes on');
select is_empty($$select * from usage_over_time('2025-01-01', '2025-12-31')$$, 'no use, no row');

select throws_ok(format('select * from engagement_activity(%s)', arguments), '22023', null, 'refused: ' || arguments) from unnest(array[
  $$'2026-01-02', '2026-01-01'$$, $$null, '2026-01-01'$$, $$'2020-01-01', '2026-01-01'$$, $$'2026-01-01', '2026-01-02', 'Mars/Olympus'$$,
  $$'2026-01-01', '2026-01-02', 'UTC', 'hour'$$]) arguments;
select throws_ok($$select * from usage_over_time('2026-01-02', '2026-01-01')$$, '22023', 'The first day must not lie after the last.', 'use is asked for in order too');

select pg_temp.act_as('member');
select results_eq($$select active_members, sessions from engagement_activity('2026-01-07', '2026-01-07')$$, $$values (1::bigint, 2::bigint)$$,
  'who is not staff sees themselves at the most');

select * from finish();
rollback;
