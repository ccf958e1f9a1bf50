-- Who may do what with a row of each table: the whole of it, declared once.
--
-- For each table: a valid new row (it belongs to `member` where members own rows of it), a change,
-- and who may select, insert, update and delete. Nobody else may; nobody signed out may anything.
-- Each cell is tried as that person and undone. What counts is the row afterwards, not the answer.

begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select no_plan();

-- ---------------------------------------------------------------------------------------
-- People and the rows that others refer to. <name> in the statements below is such an id.

create temporary table fixture (name text primary key, id uuid not null default gen_random_uuid());
insert into fixture (name, id)
  select name, format('00000000-0000-4000-b000-%s', lpad(n::text, 12, '0'))::uuid
  from unnest(array['member', 'other', 'third', 'fourth', 'newcomer', 'moderator', 'growth', 'finance', 'admin'])
    with ordinality p (name, n);
insert into fixture (name)
  select unnest(array['game', 'question', 'session', 'badge', 'topic', 'article', 'dealbreaker', 'post', 'flow',
    'conversation', 'source', 'lead', 'sequence', 'match', 'bot', 'plan', 'draft_invoice', 'open_invoice', 'view', 'import']);

create function pg_temp.filled(statement text) returns text language plpgsql as $$
declare
  f record;
begin
  for f in select * from fixture loop
    statement := replace(statement, '<' || f.name || '>', quote_literal(f.id));
  end loop;
  return statement;
end
$$;

-- Plays a person for what follows; `owner` is whoever runs this file.
create function pg_temp.act_as(person text) returns void language plpgsql as $$
begin
  perform set_config('role', 'none', true);
  perform set_config('request.jwt.claims',
    case when person = 'owner' then '' when person = 'anon' then '{"role": "anon"}'
    else (select jsonb_build_object('sub', id, 'role', 'authenticated')::text from fixture where name = person) end, true);
  perform set_config('role',
    case person when 'owner' then 'none' when 'anon' then 'anon' else 'authenticated' end, true);
end
$$;

insert into auth.users (id, email)
  select id, name || '@matrix.test' from fixture
  where name in ('member', 'other', 'third', 'fourth', 'newcomer', 'moderator', 'growth', 'finance', 'admin');
insert into profiles (id, display_name, email)
  select id, name, name || '@matrix.test' from fixture where name in ('member', 'other', 'third', 'fourth');
insert into staff_members (user_id, full_name, email, roles)
  select id, name, name || '@matrix.test', array[name] from fixture where name in ('moderator', 'growth', 'finance', 'admin');

do $do$
begin
  execute pg_temp.filled($$insert into games (id, slug, name, description, kind, category, state) values (<game>, 'matrix', 'M', 'M', 'quiz', 'values', 'active')$$);
  execute pg_temp.filled($$insert into game_questions (id, game_id, position, prompt, dimension) values (<question>, <game>, 1, 'M', 'm')$$);
  execute pg_temp.filled($$insert into user_game_sessions (id, user_id, game_id) values (<session>, <member>, <game>)$$);
  execute pg_temp.filled($$insert into badges (id, code, name, description, category) values (<badge>, 'matrix', 'M', 'M', 'games')$$);
  execute pg_temp.filled($$insert into content_topics (id, slug, name) values (<topic>, 'matrix', 'M')$$);
  execute pg_temp.filled($$insert into content_articles (id, slug, topic_id, title, summary, body, author_name) values (<article>, 'matrix', <topic>, 'M', 'M', 'M', 'M')$$);
  execute pg_temp.filled($$insert into dealbreakers (id, code, name, category, description, question) values (<dealbreaker>, 'matrix', 'M', 'values', 'M', 'M')$$);
  execute pg_temp.filled($$insert into community_posts (id, user_id, title, body, state) values (<post>, <member>, 'M', 'M', 'published')$$);
  execute pg_temp.filled($$insert into conversation_flows (id, slug, name, goal, state) values (<flow>, 'matrix', 'M', 'M', 'active')$$);
  execute pg_temp.filled($$insert into user_conversations (id, user_id, flow_id) values (<conversation>, <member>, <flow>)$$);
  execute pg_temp.filled($$insert into lead_sources (id, slug, name, kind, url, category) values (<source>, 'matrix', 'M', 'forum', 'https://matrix.test', 'm')$$);
  execute pg_temp.filled($$insert into leads (id, full_name, email) values (<lead>, 'M', 'lead@matrix.test')$$);
  execute pg_temp.filled($$insert into outreach_sequences (id, name, from_name, from_email, postal_address) values (<sequence>, 'Matrix', 'M', 'm@matrix.test', '1 Main Street, Town')$$);
  execute pg_temp.filled($$insert into matches (id, user_a, user_b, score) values (<match>, <member>, <third>, 50)$$);
  -- Kept by a trigger; here it is a row like any other.
  delete from match_names;
  execute pg_temp.filled($$insert into ai_bot_health (id, name, label) values (<bot>, 'matrix', 'M')$$);
  execute pg_temp.filled($$insert into subscription_plans (id, code, name, billing_interval, currency, amount_minor) values (<plan>, 'matrix', 'M', 'month', 'EUR', 100)$$);
  execute pg_temp.filled($$insert into invoices (id, user_id, billing_name, billing_email, currency) values (<draft_invoice>, <member>, 'M', 'm@matrix.test', 'EUR')$$);
  execute pg_temp.filled($$insert into saved_views (id, table_name, name, owner_id) values (<view>, 'leads', 'M', <growth>)$$);
  execute pg_temp.filled($$insert into imports (id, table_name, file_name, columns, owner_id) values (<import>, 'leads', 'm.csv', '{full_name}', <growth>)$$);
  execute pg_temp.filled($$insert into invoices (id, user_id, billing_name, billing_email, currency, state, number, subtotal_minor, issued_at, due_on)
    values (<open_invoice>, <member>, 'M', 'm@matrix.test', 'EUR', 'open', 'IA-1900-00001', 1000, now(), current_date)$$);
end
$do$;

-- ---------------------------------------------------------------------------------------
-- The matrix

create temporary table matrix (
  tbl text primary key,
  new_row text not null, -- what follows `insert into <tbl>`
  change text not null, -- what follows `update <tbl> set`
  selects text not null,
  inserts text not null,
  updates text not null,
  deletes text not null
);
insert into matrix values
  -- 001: staff and the ground
  ('staff_members', $$(user_id, full_name, email, roles) values (<newcomer>, 'N', 'n@matrix.test', '{growth}')$$, $$full_name = 'Z'$$, 'staff', 'admin', 'admin', 'admin'),
  ('audit_log', $$(actor_name, actor_kind, action, table_name, record_id) values ('N', 'system', 'update', 'leads', '1')$$, $$reason = 'Z'$$, 'growth admin', '', '', ''),
  ('state_transitions', $$(table_name, from_state, to_state) values ('matrix', 'a', 'b')$$, $$to_state = 'z'$$, 'staff', '', '', ''),
  -- 001: people
  ('profiles', $$(id, display_name, email) values (<newcomer>, 'N', 'n@matrix.test')$$, $$bio = 'Z'$$, 'member staff', '', 'member moderator admin', ''),
  ('user_preferences', $$(user_id, category, value) values (<member>, 'pets', '"dogs"')$$, $$importance = 5$$, 'member moderator admin', 'member', 'member', 'member'),
  ('user_images', $$(user_id, storage_path) values (<member>, 'n.jpg')$$, $$alt_text = 'Z'$$, 'member moderator admin', 'member', 'member moderator admin', 'member'),
  ('dealbreakers', $$(code, name, category, description, question) values ('matrix_new', 'N', 'values', 'N', 'N')$$, $$severity = 3$$, 'everyone', 'moderator admin', 'moderator admin', 'moderator admin'),
  ('user_dealbreakers', $$(user_id, dealbreaker_id) values (<member>, <dealbreaker>)$$, $$note = 'Z'$$, 'member moderator admin', 'member', 'member', 'member'),
  -- 002: games and engagement
  ('games', $$(slug, name, description, kind, category) values ('matrix-new', 'N', 'N', 'quiz', 'values')$$, $$minutes = 9$$, 'everyone', 'moderator admin', 'moderator admin', 'moderator admin'),
  ('game_questions', $$(game_id, position, prompt, dimension) values (<game>, 2, 'N', 'n')$$, $$weight = 9$$, 'everyone', 'moderator admin', 'moderator admin', 'moderator admin'),
  ('user_game_sessions', $$(user_id, game_id) values (<member>, <game>)$$, $$score = 9$$, 'member moderator admin', 'member', 'member', ''),
  ('user_game_responses', $$(session_id, question_id, user_id, answer) values (<session>, <question>, <member>, '1')$$, $$response_ms = 9$$, 'member moderator admin', 'member', '', ''),
  ('badges', $$(code, name, description, category) values ('matrix_new', 'N', 'N', 'games')$$, $$points = 9$$, 'everyone', 'moderator admin', 'moderator admin', 'moderator admin'),
  ('user_badges', $$(user_id, badge_id) values (<member>, <badge>)$$, $$reason = 'Z'$$, 'member moderator admin', 'moderator admin', 'moderator admin', 'moderator admin'),
  ('engagement_sessions', $$(user_id, started_at) values (<member>, now())$$, $$seconds = 9$$, 'member staff', '', '', ''),
  -- 003: content
  ('puzzles', $$(slug, title, kind, prompt, answer) values ('matrix-new', 'N', 'logic', 'N', 'N')$$, $$difficulty = 5$$, 'staff', 'moderator admin', 'moderator admin', 'moderator admin'),
  ('content_topics', $$(slug, name) values ('matrix-new', 'N')$$, $$position = 9$$, 'everyone', 'moderator admin', 'moderator admin', 'moderator admin'),
  ('content_articles', $$(slug, topic_id, title, summary, body, author_name) values ('matrix-new', <topic>, 'N', 'N', 'N', 'N')$$, $$title = 'Z'$$, 'staff', 'moderator admin', 'moderator admin', 'moderator admin'),
  ('user_content_interactions', $$(user_id, article_id, kind) values (<member>, <article>, 'read')$$, $$progress = 9$$, 'member moderator admin', 'member', 'member', ''),
  -- 004: community
  ('community_posts', $$(user_id, title, body) values (<member>, 'N', 'N')$$, $$body = 'Z'$$, 'member staff', 'member', 'member moderator admin', ''),
  ('post_comments', $$(post_id, user_id, body) values (<post>, <member>, 'N')$$, $$body = 'Z'$$, 'member staff', 'member', 'member moderator admin', ''),
  ('post_reactions', $$(post_id, user_id) values (<post>, <member>)$$, $$kind = 'heart'$$, 'member staff', 'member', '', 'member'),
  ('content_reports', $$(post_id, reporter_id, category) values (<post>, <member>, 'spam')$$, $$note = 'Z'$$, 'member moderator admin', 'member', 'moderator admin', ''),
  ('moderation_decisions', $$(post_id, decision, reason_code, moderator_id, version_seen, state_before, state_after) values (<post>, 'hide', 'spam', <me>, 1, 'published', 'hidden')$$, $$note = 'Z'$$, 'staff', 'moderator admin', '', ''),
  ('post_extractions', $$(post_id, user_id, kind, value, confidence, model) values (<post>, <member>, 'value', 'N', 1, 'n')$$, $$value = 'Z'$$, 'member moderator admin', '', '', 'moderator admin'),
  -- 007: conversations
  ('conversation_questions', $$(slug, prompt, dimension) values ('matrix-new', 'N', 'n')$$, $$position = 9$$, 'everyone', 'moderator admin', 'moderator admin', 'moderator admin'),
  ('conversation_flows', $$(slug, name, goal) values ('matrix-new', 'N', 'N')$$, $$goal = 'Z'$$, 'everyone', 'moderator admin', 'moderator admin', 'moderator admin'),
  ('user_conversations', $$(user_id, flow_id) values (<member>, <flow>)$$, $$response_count = 9$$, 'member moderator admin', 'member', 'member', ''),
  ('conversation_responses', $$(conversation_id, position, prompt) values (<conversation>, 1, 'N')$$, $$answer = 'Z'$$, 'member moderator admin', 'member', '', ''),
  -- 008: outreach
  ('lead_sources', $$(slug, name, kind, url, category) values ('matrix-new', 'N', 'forum', 'https://n.test', 'n')$$, $$quality = 9$$, 'growth admin', 'growth admin', 'growth admin', 'growth admin'),
  ('scrape_runs', $$(source_id) values (<source>)$$, $$pages = 9$$, 'growth admin', 'growth admin', 'growth admin', ''),
  ('leads', $$(full_name, email) values ('N', 'n@matrix.test')$$, $$notes = 'Z'$$, 'growth admin', 'growth admin', 'growth admin', 'growth admin'),
  ('outreach_suppressions', $$(email, reason) values ('n@matrix.test', 'manual')$$, $$note = 'Z'$$, 'growth admin', 'growth admin', 'admin', 'admin'),
  ('outreach_sequences', $$(name, from_name, from_email, postal_address) values ('N', 'N', 'n@matrix.test', '1 Main Street, Town')$$, $$daily_cap = 9$$, 'growth admin', 'growth admin', 'growth admin', 'growth admin'),
  ('sequence_emails', $$(sequence_id, position, subject, body) values (<sequence>, 1, 'N', 'N')$$, $$subject = 'Z'$$, 'growth admin', 'growth admin', 'growth admin', 'growth admin'),
  ('sequence_enrollments', $$(sequence_id, lead_id) values (<sequence>, <lead>)$$, $$current_step = 9$$, 'growth admin', 'growth admin', 'growth admin', ''),
  ('email_sends', $$(lead_id, to_email, subject) values (<lead>, 'lead@matrix.test', 'N')$$, $$subject = 'Z'$$, 'growth admin', '', '', ''),
  ('outreach_responses', $$(lead_id, body) values (<lead>, 'N')$$, $$sentiment = 'positive'$$, 'growth admin', 'growth admin', 'growth admin', ''),
  -- 011: matching
  ('match_generation_runs', $$(algorithm) values ('n')$$, $$candidates = 9$$, 'moderator admin', '', '', ''),
  ('matches', $$(user_a, user_b, score) values (<member>, <fourth>, 50)$$, $$score = 9$$, 'member moderator admin', '', 'moderator admin', ''),
  ('match_feedback', $$(match_id, user_id, rating) values (<match>, <member>, 5)$$, $$rating = 1$$, 'member moderator admin', 'member', 'member', ''),
  ('introduction_reports', $$(match_id, headline, summary, model, state, delivered_at) values (<match>, 'N', 'N', 'n', 'delivered', now())$$, $$headline = 'Z'$$, 'member moderator admin', '', 'moderator admin', ''),
  -- 016, 017: bots
  ('ai_bot_health', $$(name, label) values ('matrix_new', 'N')$$, $$message = 'Z'$$, 'staff', 'admin', 'admin', 'admin'),
  ('bot_actions_log', $$(bot_id, action, outcome) values (<bot>, 'n', 'succeeded')$$, $$review_note = 'Z'$$, 'staff', '', 'moderator growth admin', ''),
  ('bot_health_samples', $$(bot_id, state) values (<bot>, 'healthy')$$, $$latency_ms = 9$$, 'staff', '', '', ''),
  ('bot_incidents', $$(bot_id, severity, summary) values (<bot>, 'down', 'N')$$, $$note = 'Z'$$, 'staff', '', 'moderator growth admin', ''),
  -- 018: billing
  ('subscription_plans', $$(code, name, billing_interval, currency, amount_minor) values ('matrix_new', 'N', 'month', 'EUR', 100)$$, $$position = 9$$, 'everyone', 'finance admin', 'finance admin', 'finance admin'),
  ('payment_methods', $$(user_id, brand, last4, exp_month, exp_year) values (<member>, 'visa', '4242', 1, 2030)$$, $$exp_year = 2031$$, 'member finance admin', '', 'finance admin', 'finance admin'),
  ('user_subscriptions', $$(user_id, plan_id, current_period_end) values (<member>, <plan>, now() + interval '1 month')$$, $$quantity = 9$$, 'member finance admin', 'finance admin', 'finance admin', ''),
  ('invoices', $$(user_id, billing_name, billing_email, currency) values (<member>, 'N', 'n@matrix.test', 'EUR')$$, $$memo = 'Z'$$, 'finance admin', 'finance admin', 'finance admin', 'finance admin'),
  ('invoice_line_items', $$(invoice_id, description, unit_minor) values (<draft_invoice>, 'N', 100)$$, $$quantity = 9$$, 'finance admin', 'finance admin', 'finance admin', 'finance admin'),
  ('invoice_payments', $$(invoice_id, amount_minor, currency) values (<open_invoice>, 100, 'EUR')$$, $$reference = 'Z'$$, 'member finance admin', 'finance admin', '', ''),
  ('usage_tracking', $$(user_id, feature, period_start, period_end) values (<member>, 'matrix', '2026-01-01', '2026-01-31')$$, $$used = 9$$, 'member staff', '', '', ''),
  -- 022: saved views
  ('saved_views', $$(table_name, name, owner_id) values ('leads', 'N', <growth>)$$, $$name = 'Z'$$, 'growth', 'growth', 'growth', 'growth'),
  ('saved_view_defaults', $$(user_id, table_name, view_id) values (<growth>, 'leads', <view>)$$, $$table_name = 'invoices'$$, 'growth', 'growth', 'growth', 'growth'),
  -- 023 and 024: moderation
  ('moderation_reasons', $$(code, label, member_text) values ('matrix_new', 'N', 'N')$$, $$label = 'Z'$$, 'staff', 'admin', 'admin', ''),
  ('moderation_claims', $$(post_id, moderator_id) values (<post>, <me>)$$, $$expires_at = now() + interval '1 minute'$$, 'moderator admin', 'moderator admin', 'moderator', 'moderator admin'),
  ('member_sanctions', $$(member_id, kind, reason_code, created_by) values (<member>, 'warn', 'spam', <me>)$$, $$note = 'Z'$$, 'moderator admin', 'moderator admin', 'moderator admin', ''),
  -- 027: imports
  ('imports', $$(table_name, file_name, columns, owner_id) values ('leads', 'n.csv', '{full_name}', <growth>)$$, $$file_name = 'z.csv'$$, 'growth admin', 'growth', 'growth', ''),
  ('import_rows', $$(import_id, row_number, data) values (<import>, 2, '{}')$$, $$key = 'z'$$, 'growth admin', 'growth', 'growth', 'growth'),
  -- 034: what matches are searched by
  ('match_names', $$(match_id, search) values (<match>, 'n')$$, $$search = 'z'$$, 'moderator admin', '', '', '');

update matrix set selects = replace(selects, 'everyone', 'member other staff');
update matrix set selects = replace(selects, 'staff', 'moderator growth finance admin');

select is(
  (select string_agg(c.relname, ', ' order by c.relname) from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not in (select tbl from matrix)),
  null, 'every table of public is in the matrix');

-- What came of one attempt: `allow`, `deny`, or an error that is neither.
create function pg_temp.attempt(person text, verb text, tbl text, new_row text, change text, target text) returns text
language plpgsql as $$
declare
  row_before jsonb;
  row_after jsonb;
  rows_before bigint;
  rows_after bigint;
  touched bigint;
  outcome text;
begin
  if verb = 'insert' then
    execute format('select count(*) from public.%I', tbl) into rows_before;
  else
    execute format('select to_jsonb(t) - ''updated_at'' from public.%I t where %s', tbl, target) into strict row_before;
  end if;
  begin
    perform pg_temp.act_as(person);
    case verb
      when 'select' then execute format('select count(*) from public.%I t where %s', tbl, target) into touched;
      when 'insert' then execute format('insert into public.%I %s', tbl, new_row);
      when 'update' then execute format('update public.%I t set %s where %s', tbl, change, target);
      when 'delete' then execute format('delete from public.%I t where %s', tbl, target);
    end case;
    if verb <> 'select' then
      get diagnostics touched = row_count;
    end if;
    perform pg_temp.act_as('owner');
    if verb = 'insert' then
      execute format('select count(*) from public.%I', tbl) into rows_after;
      outcome := case rows_after - rows_before when touched then 'allow' else 'lied' end;
    else
      execute format('select to_jsonb(t) - ''updated_at'' from public.%I t where %s', tbl, target) into row_after;
      outcome := case
        when verb = 'select' then case touched when 1 then 'allow' else 'deny' end
        when touched = 0 and row_after = row_before then 'deny'
        when verb = 'update' and touched = 1 and row_after <> row_before then 'allow'
        when verb = 'delete' and touched = 1 and row_after is null then 'allow'
        else 'lied'
      end;
    end if;
    raise exception using errcode = 'UNDO1', message = outcome;
  exception when others then
    outcome := case sqlstate when 'UNDO1' then sqlerrm when '42501' then 'deny' else sqlstate || ' ' || sqlerrm end;
  end;
  return outcome;
end
$$;

-- Every deviation of one table, a line each; empty when there is none.
create function pg_temp.deviations(m matrix) returns text language plpgsql as $$
declare
  found text[] := '{}';
  people constant text[] := array['anon', 'member', 'other', 'moderator', 'growth', 'finance', 'admin'];
  person text;
  verb text;
  statement text;
  key text[];
  target text;
  got text;
  expected text;
begin
  foreach person in array people loop
    statement := pg_temp.filled(replace(m.new_row, '<me>', case person when 'anon' then '<moderator>' else '<' || person || '>' end));
    got := pg_temp.attempt(person, 'insert', m.tbl, statement, null, null);
    expected := case when person = any (string_to_array(m.inserts, ' ')) then 'allow' else 'deny' end;
    if got <> expected then
      found := found || format('%s insert: expected %s, got %s', person, expected, got);
    end if;
  end loop;

  if m.tbl = 'profiles' then
    target := pg_temp.filled('t.id = <member>');
  else
    select array_agg(a.attname order by a.attnum) into key from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
      where i.indrelid = format('public.%I', m.tbl)::regclass and i.indisprimary;
    execute format('insert into public.%I as t %s returning %s', m.tbl, pg_temp.filled(replace(m.new_row, '<me>', '<moderator>')),
      (select string_agg(format('format(''t.%I = %%L'', t.%I)', k, k), ' || '' and '' || ') from unnest(key) k)) into target;
  end if;
  foreach verb in array array['select', 'update', 'delete'] loop
    foreach person in array people loop
      got := pg_temp.attempt(person, verb, m.tbl, null, m.change, target);
      expected := case when person = any (string_to_array(
        case verb when 'select' then m.selects when 'update' then m.updates else m.deletes end, ' ')) then 'allow' else 'deny' end;
      if got <> expected then
        found := found || format('%s %s: expected %s, got %s', person, verb, expected, got);
      end if;
    end loop;
  end loop;
  return array_to_string(found, E'\n');
end
$$;

select is(pg_temp.deviations(m), '', m.tbl) from matrix m order by tbl;

select * from finish();
rollback;
