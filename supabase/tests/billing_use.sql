-- Use against limits, and use that fell: 30 days against the 30 before, figures worked by hand.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@rules.test' from unnest(array['half', 'less', 'steady', 'few', 'new month', 'late', 'nothing', 'finance']) name;
insert into profiles (id, display_name, email) select tests.id(name), name, name || '@rules.test' from unnest(array['half', 'less', 'steady', 'few', 'new month', 'late', 'nothing']) name;
insert into staff_members (user_id, full_name, email, roles) values (tests.id('finance'), 'Finance', 'finance@rules.test', '{finance}');
insert into subscription_plans (id, code, name, billing_interval, currency, amount_minor) values (tests.id('plan'), 'rules_use', 'Use', 'month', 'EUR', 100);
insert into user_subscriptions (id, user_id, plan_id, state, current_period_end)
  select tests.id('s ' || name), tests.id(name), tests.id('plan'), 'active', now() + interval '20 days' from unnest(array['half', 'less', 'steady', 'few', 'new month', 'late', 'nothing']) name;
-- On 15 June the last 30 days are 17 May to 15 June, the 30 before 17 April to 16 May: 14 of April's 30 days, 16 and 15 of May's 31.
insert into usage_tracking (user_id, subscription_id, feature, period_start, period_end, used, limit_value)
  select tests.id(name), tests.id('s ' || name), 'messages', day, (day + interval '1 month - 1 day')::date, used, 100 from (values
    -- 14 + 16 before; 15 + 0 since: half.
    ('half', date '2026-04-01', 30), ('half', '2026-05-01', 31), ('half', '2026-06-01', 0),
    -- 14 + 16 before; 15 + 1 since: more than half.
    ('less', '2026-04-01', 30), ('less', '2026-05-01', 31), ('less', '2026-06-01', 1),
    ('steady', '2026-04-01', 30), ('steady', '2026-05-01', 31), ('steady', '2026-06-01', 15),
    -- Hardly used at all before.
    ('few', '2026-04-01', 3), ('few', '2026-05-01', 3),
    -- May is far below April, but June came back.
    ('new month', '2026-04-01', 300), ('new month', '2026-05-01', 31), ('new month', '2026-06-01', 200),
    -- Use that ended with April: more than 30 days ago, none since.
    ('late', '2026-04-01', 30)) as v (name, day, used);
select tests.act_as('finance');
select set_eq($$select member from subscriptions_at_risk('2026-06-15 12:00Z', 'EUR') where 'usage_fell' = any (reasons) and subscription_id in (select tests.id('s ' || n) from unnest(array['half', 'less', 'steady', 'few', 'new month', 'late']) n)$$,
  array['half', 'late'], 'the 30 days are compared with the 30 before');
select is((select found_minor from subscriptions_at_risk('2026-06-15 12:00Z', 'EUR') where member = 'half'), 200::bigint, 'and both are at stake');

-- A limit of nothing: used up once something was used, not before.
select tests.act_as('owner');
insert into usage_tracking (user_id, subscription_id, feature, period_start, period_end, used, limit_value)
  select tests.id(name), tests.id('s ' || name), 'boosts', '2026-03-01', '2026-03-31', used, 0 from (values ('nothing', 0), ('half', 1)) as v (name, used);
select tests.act_as('finance');
select results_eq($$select members, over, near, most_percent from limits_used('2026-03-01')$$, $$values (2::bigint, 1::bigint, 0::bigint, 100::numeric)$$, 'nothing used of nothing is not used up');
select set_eq($$select used, used_share from usage_tracking where feature = 'boosts' and period_start = '2026-03-01'$$, $$values (0, 0::double precision), (1, 1)$$, 'the column says the same');
select results_eq($$select member from limits_used_by(tests.id('plan'), 'boosts', '2026-03-01')$$, array['half'], 'nor listed');
select results_eq($$select near_limit, at_limit from usage_over_time('2026-03-01', '2026-03-31')$$, $$values (1::bigint, 1::bigint)$$, 'nor in the chart');
select tests.act_as('owner');
update usage_tracking set used = 2 where user_id = tests.id('nothing') and feature = 'boosts';
update usage_tracking set used = 0 where user_id = tests.id('half') and feature = 'boosts';
delete from usage_tracking where user_id = tests.id('nothing') and feature = 'boosts';
select tests.act_as('finance');
select results_eq($$select near_limit, at_limit from usage_over_time('2026-03-01', '2026-03-31')$$, $$values (0::bigint, 0::bigint)$$, 'which follows corrections');

-- Just below four fifths, and just below the limit: as the column says, in every place.
select tests.act_as('owner');
insert into usage_tracking (user_id, subscription_id, feature, period_start, period_end, used, limit_value)
  select tests.id(name), tests.id('s ' || name), 'introductions', '2026-02-01', '2026-02-28', used, 20000 from (values ('nothing', 15999), ('half', 16000), ('less', 19999), ('few', 20000)) as v (name, used);
select tests.act_as('finance');
select results_eq($$select over, near, most_percent from limits_used('2026-02-01')$$, $$values (1::bigint, 2::bigint, 100::numeric)$$, 'four fifths are counted exactly');
select is((select found from limits_used_by(tests.id('plan'), 'introductions', '2026-02-01') limit 1), 3::bigint, 'and listed so');
select is((select count(*) from usage_tracking where feature = 'introductions' and period_start = '2026-02-01' and used_share >= 0.8), 3::bigint, 'the list that the chart opens has them');
select results_eq($$select near_limit, at_limit from usage_over_time('2026-02-01', '2026-02-28')$$, $$values (3::bigint, 1::bigint)$$, 'and so has the chart');
select is((select count(*) from usage_tracking where feature = 'introductions' and period_start = '2026-02-01' and used_share >= 1), 1::bigint, 'all of it is used up only where nothing is left');

-- ---------------------------------------------------------------------------------------
-- Whose subscription it is

select tests.act_as('service_role');
select throws_ok($$insert into usage_tracking (user_id, subscription_id, feature, period_start, period_end)
    select p.id, s.id, 'borrowed', '2026-06-01', '2026-06-30' from user_subscriptions s join profiles p on p.id <> s.user_id limit 1$$,
  '23514', 'This subscription is another member''s.', 'nobody''s use is counted under the subscription of somebody else');
select throws_ok($$update usage_tracking u set subscription_id = s.id from user_subscriptions s
    where u.id = (select min(id) from usage_tracking) and s.id = (select x.id from user_subscriptions x where x.user_id <> (select user_id from usage_tracking order by id limit 1) limit 1)$$,
  '23514', null, 'nor put under it later');
select tests.act_as('owner');

select * from finish();
rollback;
