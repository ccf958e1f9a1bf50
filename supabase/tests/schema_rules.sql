-- What holds for every table, view, function and policy there is, read from the catalogue; so it
-- holds for those of later migrations too. Each test lists what breaks the rule: nothing may.

begin;
set local search_path = public, extensions;
select no_plan();

create temporary view relation as
  select c.oid, c.relname as name, n.nspname as schema, c.relkind as kind, c.relrowsecurity, c.reloptions
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'private')
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e');
create temporary view routine as
  select p.oid, p.oid::regprocedure::text as name, n.nspname as schema, p.prosecdef, p.proconfig, p.prosrc
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('public', 'private')
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e');

-- ---------------------------------------------------------------------------------------
-- The schema document

select is_empty(
  $$select t from unnest(array['profiles', 'user_preferences', 'user_images', 'user_badges', 'engagement_sessions', 'matches',
      'match_feedback', 'introduction_reports', 'dealbreakers', 'user_dealbreakers', 'games', 'game_questions',
      'user_game_sessions', 'user_game_responses', 'content_articles', 'content_topics', 'user_content_interactions',
      'community_posts', 'post_comments', 'post_reactions', 'lead_sources', 'leads', 'scrape_runs', 'outreach_sequences',
      'sequence_emails', 'sequence_enrollments', 'email_sends', 'outreach_responses', 'ai_bot_health', 'bot_actions_log',
      'subscription_plans', 'user_subscriptions', 'payment_methods', 'invoices', 'usage_tracking',
      'conversation_questions', 'conversation_flows', 'user_conversations', 'conversation_responses']) t
    where not exists (select from relation where schema = 'public' and kind = 'r' and name = t)$$,
  'every table of the schema document exists');

-- `one`: at most one row for each parent; `pair`: at most one for each two parents.
select is_empty(
  $$select r.* from (values
      ('profiles', 'id', 'auth.users', 'one'),
      ('user_preferences', 'user_id', 'profiles', ''),
      ('user_images', 'user_id', 'profiles', ''),
      ('user_badges', 'user_id', 'profiles', ''),
      ('engagement_sessions', 'user_id', 'profiles', ''),
      ('matches', 'user_a', 'profiles', 'pair'),
      ('matches', 'user_b', 'profiles', ''),
      ('match_feedback', 'match_id', 'matches', ''),
      ('introduction_reports', 'match_id', 'matches', 'one'),
      ('leads', 'source_id', 'lead_sources', ''),
      ('email_sends', 'lead_id', 'leads', ''),
      ('sequence_enrollments', 'sequence_id', 'outreach_sequences', 'pair'),
      ('sequence_enrollments', 'lead_id', 'leads', ''),
      ('user_subscriptions', 'user_id', 'profiles', ''),
      ('user_subscriptions', 'plan_id', 'subscription_plans', '')
    ) r (child, key, parent, most)
    where not exists (
        select from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
        where k.contype = 'f' and k.conrelid = r.child::regclass and k.confrelid = r.parent::regclass and a.attname = r.key
      )
      or most <> '' and not exists (
        select from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
        where k.contype in ('p', 'u') and k.conrelid = r.child::regclass and a.attname = r.key
          and cardinality(k.conkey) = case most when 'one' then 1 else 2 end
      )$$,
  'every line of its key relationships is a foreign key, unique where it says one');

-- ---------------------------------------------------------------------------------------
-- Access

select is_empty(
  $$select schema, name from relation where kind in ('r', 'p') and not relrowsecurity$$,
  'row security is on for every table');

select is_empty(
  $$select schema, name, what from relation, unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) what
    where kind in ('r', 'p', 'v', 'm') and (has_table_privilege('anon', oid, what)
      or what in ('select', 'insert', 'update', 'references') and has_any_column_privilege('anon', oid, what))$$,
  'who is not signed in has no privilege on any table or view');

select is_empty(
  $$select r, schema, name from relation, unnest(array['anon', 'authenticated', 'service_role']) r
    where kind = 'S' and has_sequence_privilege(r, oid, 'usage, select, update')$$,
  'no role of the API reaches a sequence');

select is_empty(
  $$select name from routine where has_function_privilege('anon', oid, 'execute')$$,
  'who is not signed in can call no function');

-- TRUNCATE is not seen by row security.
select is_empty(
  $$select r, schema, name, what from relation, unnest(array['authenticated', 'service_role']) r, unnest(array['truncate', 'references', 'trigger']) what
    where kind in ('r', 'p', 'v') and has_table_privilege(r, oid, what)$$,
  'signed-in people and the service have no TRUNCATE, REFERENCES or TRIGGER');

select is_empty(
  $$select name from relation where schema = 'private' and kind in ('r', 'p', 'v')
    and (has_table_privilege('authenticated', oid, 'select, insert, update, delete') or has_table_privilege('service_role', oid, 'select, insert, update, delete'))$$,
  'tables in private are reached through its functions only');

select is_empty(
  $$select name from routine where schema = 'public' and prosecdef$$,
  'public has no security definer function');

-- What these answer is no secret: a text in one form, a number that rules use, whether a report given to it counts.
select is_empty(
  $$select name from routine where prosecdef and has_function_privilege('authenticated', oid, 'execute')
    and split_part(name, '(', 1) not in ('private.import_text', 'private.setting', 'private.report_counts', 'private.trusting_rule')
    and prosrc !~ '(has_role|has_any_role|is_staff|may_search|may_import|require_finance|require_staff|auth\.uid)\('$$,
  'what runs with the owner''s rights asks who calls before it answers');

-- Or its body was bound when it was made, and asks for nothing by a name any more.
select is_empty(
  $$select name from routine where not exists (select from unnest(proconfig) c where c like 'search_path=%') and not exists (select from pg_proc p where p.oid = routine.oid and p.prosqlbody is not null)$$,
  'every function fixes its search_path');

select is_empty(
  $$select name from relation where kind = 'v' and not coalesce('security_invoker=true' = any (reloptions), false)$$,
  'every view asks with the rights of who looks');

select is_empty(
  $$select tablename, policyname from pg_policies where schemaname in ('public', 'private') and (roles <> '{authenticated}' or permissive <> 'PERMISSIVE')$$,
  'every policy is for signed-in people');

select is_empty(
  $$select tablename, v from pg_policies, unnest(case cmd when 'ALL' then array['SELECT', 'INSERT', 'UPDATE', 'DELETE'] else array[cmd] end) v
    where schemaname in ('public', 'private') group by 1, 2 having count(*) > 1$$,
  'a table has one policy a verb');

-- A bare call is made again for each row: 100 times slower on 500,000 rows.
select is_empty(
  $$select tablename, policyname from pg_policies,
      regexp_replace(coalesce(qual, '') || coalesce(with_check, ''), 'SELECT (auth|private)\.\w+\(', '', 'g') bare
    where schemaname in ('public', 'private') and bare ~ '(auth|private)\.\w+\('$$,
  'a policy calls its functions as (select …)');

-- ---------------------------------------------------------------------------------------
-- Shape

select is_empty(
  $$select k.conrelid::regclass, k.conname from pg_constraint k
    where k.contype = 'f' and k.connamespace in ('public'::regnamespace, 'private'::regnamespace) and not exists (
      select from pg_index i where i.indrelid = k.conrelid and i.indpred is null
        and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
    )$$,
  'every foreign key has an index that begins with it');

select is_empty(
  $$select tgrelid::regclass, tgname from pg_trigger join pg_proc p on p.oid = tgfoid where p.proname = 'refuse_change' and tgenabled <> 'A'$$,
  'what is only added to is so for replicas, too');
-- Shares that are only ever compared: under row security an index serves comparisons of that type alone.
select is_empty(
  $$select name, attname from relation join pg_attribute on attrelid = oid
    where kind = 'r' and attnum > 0 and (name, attname) not in (('usage_tracking', 'used_share'), ('bot_actions_log', 'confidence')) and atttypid in ('timestamp'::regtype, 'money'::regtype, 'real'::regtype, 'double precision'::regtype)$$,
  'times have their zone and numbers are exact');

-- As in migration 091, for tables and columns that came later too.
select is_empty(
  $$select name, attname from relation r join pg_attribute a on attrelid = oid
    where schema = 'public' and kind in ('r', 'p') and attnum > 0 and not attisdropped and attgenerated = '' and attname not in ('created_at', 'updated_at')
      and atttypid in ('date'::regtype, 'timestamptz'::regtype, 'numeric'::regtype)
      and not exists (select from pg_constraint k where k.conrelid = r.oid and k.contype = 'c' and a.attnum = any (k.conkey) and pg_get_constraintdef(k.oid) ~ '(isfinite|Infinity)')$$,
  'days and times are finite, and numbers are numbers');

select is_empty(
  $$select r.name from relation r join pg_attribute a on a.attrelid = r.oid and a.attname = 'created_at'
    where r.schema = 'public' and r.kind = 'r' and has_column_privilege('service_role', r.oid, a.attnum, 'insert')
      and not exists (select from pg_trigger g where g.tgrelid = r.oid and g.tgfoid = 'private.refuse_moment()'::regprocedure and g.tgenabled = 'O')$$,
  'when something was made is a moment that charts can count, wherever the service says it');

select is_empty(
  $$select name, attname from relation join pg_attribute on attrelid = oid
    where schema = 'public' and kind = 'r' and attnum > 0 and attname like '%\_minor' and atttypid <> 'bigint'::regtype$$,
  'money is a whole number of minor units');

select is_empty(
  $$select name from relation r where schema = 'public' and kind = 'r'
    and exists (select from pg_attribute a where a.attrelid = r.oid and a.attname = 'updated_at')
    and not exists (select from pg_trigger g where g.tgrelid = r.oid and g.tgfoid = 'private.touch()'::regprocedure and g.tgenabled = 'O')$$,
  'updated_at is kept by trigger');

select is_empty(
  $$select name from relation where schema = 'public' and kind = 'r' and (has_table_privilege('authenticated', oid, 'update') or has_any_column_privilege('authenticated', oid, 'update'))
    and not exists (select from pg_attribute a where a.attrelid = oid and a.attname = 'updated_at')$$,
  'every table that people can edit has a version');

-- The log itself, the state rules that only migrations write, readings that are never edited, rows of files on
-- their way, whose words the log must not keep, and what is made of other tables'.
select is_empty(
  $$select name from relation r where schema = 'public' and kind = 'r'
    and name not in ('audit_log', 'state_transitions', 'bot_health_samples', 'import_rows', 'match_names', 'moderation_waiting', 'invoice_taxes', 'member_directory')
    and not exists (select from pg_trigger g where g.tgrelid = r.oid and g.tgfoid = 'private.audit()'::regprocedure and g.tgenabled = 'O')$$,
  'every table is audited');

select is_empty(
  $$select c.relname from pg_trigger g join pg_class c on c.oid = g.tgrelid where g.tgfoid = 'private.audit()'::regprocedure
    except select table_name from private.audit_readers$$,
  'who may read the history of an audited table is said');

select is_empty(
  $$select t.table_name, s.state from state_transitions t, unnest(array[t.from_state, t.to_state]) s (state)
    where s.state <> '' and not exists (
      select from pg_constraint k where k.conrelid = format('public.%I', t.table_name)::regclass and k.contype = 'c'
        and pg_get_constraintdef(k.oid) like '%(state = ANY%' || quote_literal(s.state) || '%'
    )$$,
  'state rules name states that exist');

select is_empty(
  $$select table_name from state_transitions t where not exists (
      select from pg_trigger g where g.tgrelid = format('public.%I', t.table_name)::regclass and g.tgfoid = 'private.enforce_transition()'::regprocedure
    )$$,
  'state rules are enforced');

-- Hosted projects load safeupdate for whatever the API calls. Texts and comments are taken out before a function is read.
select is_empty(
  $$select p.oid::regprocedure, m[1] from pg_proc p join pg_namespace n on n.oid = p.pronamespace,
      lateral regexp_replace(regexp_replace(p.prosrc, '--[^\n]*', '', 'g'), $q$'[^']*'$q$, '', 'g') code,
      lateral regexp_matches(code, '(\m(?:delete\s+from|update\s+(?!set\M)[\w.]+(?:\s+\w+)?\s+set\M)[^;]*)', 'gi') m
    where n.nspname in ('public', 'private') and m[1] !~* '\mwhere\M'$$,
  'no function changes a whole table without a condition');

-- A name that is written wrong would be read as nothing. Triggers ask too, in their conditions.
create temp view speaking as
  select p.proname as name, p.prosrc as text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('public', 'private')
  union all
  select t.tgname, pg_get_triggerdef(t.oid) from pg_trigger t where not t.tgisinternal;
select is_empty(
  $$select name from speaking where name <> 'set_context' and text ~ '(set_config|current_setting)\(''app\.'$$,
  'what a transaction knows of its cause is set and read by private.set_context and private.context');
select lives_ok(
  $$select private.set_context(m[1], '') from speaking, regexp_matches(text, 'context\(''([a-z_]+)''', 'g') m$$,
  'each context that a function or trigger names is known');
select throws_ok($$select private.set_context('reasons', '')$$, '22023');

-- Moments and days that somebody may write are such as pages and charts can show; what has happened, has.
select is_empty($$select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.atttypid in ('date'::regtype, 'timestamptz'::regtype)
    and (has_column_privilege('authenticated', c.oid, a.attnum, 'insert, update') or has_column_privilege('service_role', c.oid, a.attnum, 'insert, update'))
    -- These have rules of their own.
    and c.relname || '.' || a.attname not in ('invoices.period_start', 'invoices.period_end', 'chart_annotations.on_day', 'chart_annotations.until_day')
    and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname in ('a_moment_of_' || a.attname, 'a_' || a.attname))$$,
  'no year is taken that nobody meant');
insert into auth.users (id, email) values (tests.id('reached'), 'reached@rules.test');
insert into profiles (id, display_name, email, birth_date) values (tests.id('reached'), 'Reached', 'reached@rules.test', '1990-01-01');
select tests.act_as('service_role');
select throws_ok(format('update profiles set birth_date = %L', day), '22023', 'Give a birth date between 1900 and today.', 'nobody was born on ' || day)
  from unnest(array['1899-12-31', '2099-01-01', '0001-01-01']) day;
select throws_ok(format('update profiles set verified_at = %L where id = tests.id(''reached'')', day), '22023', null, 'nor verified on ' || day) from unnest(array['0044-03-15 BC', '294276-12-31']) day;
update profiles set verified_at = '2199-01-01', last_active_at = '2199-01-01' where id = tests.id('reached');
select ok((select verified_at <= clock_timestamp() and last_active_at <= clock_timestamp() from profiles where id = tests.id('reached')), 'a clock that is fast is not believed');
select throws_ok($$insert into leads (full_name, email, score_reasons) values ('N', 'n@rules.test', '{"a": 1}')$$, '23514', null, 'reasons that are no list are refused by their rule');
reset role;

-- PostgREST answers these classes with 5xx, upon which a webhook repeats its call for days; 'DRYRN' ends a trial within its function.
select is_empty(
  $$select p.proname, m[1] from pg_proc p, regexp_matches(p.prosrc, 'errcode = ''(\w{5})''', 'g') m
  where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and m[1] ~ '^(08|09|21000|25|2D|38|39|3B|40|53|54|55|57|58|F0|HV|P0(?!001)|XX|PT[^4])' and p.proname <> 'hold_counted'$$,
  'what a function refuses is answered as a fault of the request, not of the server');

select * from finish();
rollback;
