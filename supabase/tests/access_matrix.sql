-- Who may do what with a row of each table: the whole of it, declared once.
--
-- For each table: a valid new row (it belongs to `member` where members own rows of it), a change,
-- and who may select, insert, update and delete. Nobody else may; nobody signed out may anything.
-- Each cell is tried as that person and undone. What counts is the row afterwards, not the answer.

begin;
set local search_path = public, extensions;
select no_plan();

-- ---------------------------------------------------------------------------------------
-- People and the rows that others refer to. <name> in the statements below is such an id.

create temporary table fixture (name text primary key, id uuid not null default gen_random_uuid());
insert into fixture (name, id)
  select name, format('00000000-0000-4000-b000-%s', lpad(n::text, 12, '0'))::uuid
  from unnest(array['member', 'other', 'third', 'fourth', 'newcomer', 'moderator', 'growth', 'finance', 'admin', 'spare'])
    with ordinality p (name, n);
insert into fixture (name)
  select unnest(array['game', 'question', 'session', 'badge', 'topic', 'article', 'dealbreaker', 'post', 'others_post', 'unsaid', 'notice', 'flow',
    'conversation', 'source', 'lead', 'sequence', 'running', 'match', 'bot', 'plan', 'draft_invoice', 'subscription', 'open_invoice', 'payment', 'view', 'second', 'import', 'comment']);

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

-- Plays a person for what follows; `owner` is whoever runs this file. `suspended` is `member` while a suspension lasts,
-- and `inactive growth` a colleague who has left the team.
create function pg_temp.act_as(person text) returns void language plpgsql as $$
begin
  perform set_config('role', 'none', true);
  perform set_config('request.jwt.claims',
    case when person = 'owner' then '' when person in ('anon', 'service_role') then jsonb_build_object('role', person)::text
    else (select jsonb_build_object('sub', id, 'role', 'authenticated')::text from fixture where name = pg_temp.named(person)) end, true);
  perform set_config('role',
    case when person = 'owner' then 'none' when person in ('anon', 'service_role') then person else 'authenticated' end, true);
end
$$;

-- Whose id somebody has in the statements.
create function pg_temp.named(person text) returns text language sql immutable as $$
  select case when person in ('anon', 'service_role') then 'moderator' when person = 'suspended' then 'member' else replace(person, 'inactive ', '') end
$$;

-- What has happened to them before they try.
create function pg_temp.prepare(person text) returns void language plpgsql as $$
begin
  if person = 'suspended' then
    insert into public.member_sanctions (member_id, kind, reason_code, created_by)
    select m.id, 'suspend', 'spam', s.id from fixture m, fixture s where m.name = 'member' and s.name = 'moderator';
  elsif person like 'inactive %' then
    update public.staff_members set active = false where user_id = (select id from fixture where name = pg_temp.named(person));
  end if;
end
$$;

insert into auth.users (id, email)
  select id, name || '@matrix.test' from fixture
  where name in ('member', 'other', 'third', 'fourth', 'newcomer', 'moderator', 'growth', 'finance', 'admin', 'spare');
insert into profiles (id, display_name, email)
  select id, name, name || '@matrix.test' from fixture where name in ('member', 'other', 'third', 'fourth');
insert into staff_members (user_id, full_name, email, roles)
  select id, name, name || '@matrix.test', array[name] from fixture where name in ('moderator', 'growth', 'finance', 'admin')
  -- Somebody has to stay an admin while another is not one any more.
  union all select id, name, name || '@matrix.test', '{admin}' from fixture where name = 'spare';

do $do$
begin
  execute pg_temp.filled($$insert into games (id, slug, name, description, kind, category, state) values (<game>, 'matrix', 'M', 'M', 'quiz', 'values', 'active')$$);
  execute pg_temp.filled($$insert into game_questions (id, game_id, position, prompt, dimension) values (<question>, <game>, 1, 'M', 'm')$$);
  execute pg_temp.filled($$insert into user_game_sessions (id, user_id, game_id) values (<session>, <member>, <game>)$$);
  execute pg_temp.filled($$insert into badges (id, code, name, description, category) values (<badge>, 'matrix', 'M', 'M', 'games')$$);
  execute pg_temp.filled($$insert into content_topics (id, slug, name) values (<topic>, 'matrix', 'M')$$);
  execute pg_temp.filled($$insert into content_articles (id, slug, topic_id, title, summary, body, author_name) values (<article>, 'matrix', <topic>, 'M', 'M', 'M', 'M')$$);
  execute pg_temp.filled($$insert into dealbreakers (id, code, name, category, description, question) values (<dealbreaker>, 'matrix', 'M', 'values', 'M', 'M')$$);
  execute pg_temp.filled($$insert into community_posts (id, user_id, title, body, state) values (<post>, <member>, 'M', 'M', 'published'), (<others_post>, <other>, 'M', 'M', 'published')$$);
  execute pg_temp.filled($$insert into community_posts (id, user_id, title, body) values (<unsaid>, <other>, 'M', 'M')$$);
  execute pg_temp.filled($$delete from content_signals where post_id = <unsaid>$$);
  execute pg_temp.filled($$insert into member_notices (id, member_id, kind, what, object_until) values (<notice>, <member>, 'decision', 'hide', now() + interval '1 day')$$);
  execute pg_temp.filled($$insert into conversation_flows (id, slug, name, goal, state) values (<flow>, 'matrix', 'M', 'M', 'active')$$);
  execute pg_temp.filled($$insert into user_conversations (id, user_id, flow_id) values (<conversation>, <member>, <flow>)$$);
  execute pg_temp.filled($$insert into lead_sources (id, slug, name, kind, url, category) values (<source>, 'matrix', 'M', 'forum', 'https://matrix.test', 'm')$$);
  execute pg_temp.filled($$insert into leads (id, full_name, email, source_id) values (<lead>, 'M', 'lead@matrix.test', <source>)$$);
  execute pg_temp.filled($$insert into outreach_sequences (id, name, from_name, from_email, postal_address) values (<sequence>, 'Matrix', 'M', 'm@matrix.test', '1 Main Street, Town')$$);
  execute pg_temp.filled($$insert into outreach_sequences (id, name, state, from_name, from_email, postal_address) values (<running>, 'Running', 'active', 'M', 'm@matrix.test', '1 Main Street, Town')$$);
  execute pg_temp.filled($$insert into matches (id, user_a, user_b, score) values (<match>, <member>, <third>, 50)$$);
  -- Kept by a trigger; here it is a row like any other.
  delete from match_names;
  execute pg_temp.filled($$delete from member_directory where id = <fourth>$$);
  execute pg_temp.filled($$insert into ai_bot_health (id, name, label) values (<bot>, 'matrix', 'M')$$);
  execute pg_temp.filled($$insert into subscription_plans (id, code, name, billing_interval, currency, amount_minor) values (<plan>, 'matrix', 'M', 'month', 'EUR', 100)$$);
  execute pg_temp.filled($$insert into user_subscriptions (id, user_id, plan_id, current_period_end, state, canceled_at) values (<subscription>, <member>, <plan>, now() + interval '1 month', 'canceled', now())$$);
  execute pg_temp.filled($$insert into invoices (id, user_id, billing_name, billing_email, currency) values (<draft_invoice>, <member>, 'M', 'm@matrix.test', 'EUR')$$);
  execute pg_temp.filled($$insert into saved_views (id, table_name, name, owner_id) values (<view>, 'leads', 'M', <growth>), (<second>, 'leads', 'O', <growth>)$$);
  execute pg_temp.filled($$insert into record_comments (id, table_name, record_id, body, author_id) values (<comment>, 'leads', <lead>, 'M', <growth>)$$);
  execute pg_temp.filled($$insert into imports (id, table_name, file_name, columns, owner_id) values (<import>, 'leads', 'm.csv', '{full_name}', <growth>)$$);
  execute pg_temp.filled($$insert into invoices (id, user_id, billing_name, billing_email, currency) values (<open_invoice>, <member>, 'M', 'm@matrix.test', 'EUR')$$);
  execute pg_temp.filled($$insert into invoice_line_items (invoice_id, description, unit_minor) values (<open_invoice>, 'M', 1000)$$);
  execute pg_temp.filled($$select issue_invoice(<open_invoice>, null)$$);
  execute pg_temp.filled($$insert into payments (id, user_id, currency, amount_minor) values (<payment>, <member>, 'EUR', 1000)$$);
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
  ('staff_members', $$(user_id, full_name, email, roles) values (<newcomer>, 'N', 'n@matrix.test', '{growth}')$$, $$full_name = 'Z'$$, 'staff', '', 'admin', ''),
  ('security_events', $$(kind, user_id, who) values ('sign_in', <me>, 'N')$$, $$who = 'Z'$$, 'admin', '', '', ''),
  ('audit_log', $$(actor_name, actor_kind, action, table_name, record_id) values ('N', 'system', 'update', 'leads', '1')$$, $$reason = 'Z'$$, 'growth admin', '', '', ''),
  ('state_transitions', $$(table_name, from_state, to_state) values ('matrix', 'a', 'b')$$, $$to_state = 'z'$$, 'staff', '', '', ''),
  -- 001: people
  ('profiles', $$(id, display_name, email) values (<newcomer>, 'N', 'n@matrix.test')$$, $$city = 'Z'$$, 'member moderator admin', '', 'member moderator admin', ''),
  ('member_directory', $$(id, display_name, email, state, created_at) values (<fourth>, 'N', 'n@matrix.test', 'active', now())$$, $$city = 'Z'$$, 'staff', '', '', ''),
  ('user_preferences', $$(user_id, category, value) values (<member>, 'pets', '"dogs"')$$, $$importance = 5$$, 'member moderator admin', 'member', 'member', 'member'),
  ('user_images', $$(user_id, storage_path) values (<member>, 'profiles/00000000-0000-4000-b000-000000000001/n.jpg')$$, $$alt_text = 'Z'$$, 'member moderator admin', 'member', 'member', 'member'),
  ('dealbreakers', $$(code, name, category, description, question) values ('matrix_new', 'N', 'values', 'N', 'N')$$, $$severity = 3$$, 'everyone', 'moderator admin', 'moderator admin', 'moderator admin'),
  ('user_dealbreakers', $$(user_id, dealbreaker_id) values (<member>, <dealbreaker>)$$, $$note = 'Z'$$, 'member moderator admin', 'member', 'member', 'member'),
  -- 002: games and engagement
  ('games', $$(slug, name, description, kind, category) values ('matrix-new', 'N', 'N', 'quiz', 'values')$$, $$minutes = 9$$, 'everyone', 'moderator admin', 'moderator admin', 'moderator admin'),
  ('game_questions', $$(game_id, position, prompt, dimension) values (<game>, 2, 'N', 'n')$$, $$weight = 9$$, 'everyone', 'moderator admin', 'moderator admin', 'moderator admin'),
  ('user_game_sessions', $$(user_id, game_id) values (<member>, <game>)$$, $$state = 'abandoned'$$, 'member moderator admin', 'member', 'member', ''),
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
  ('community_posts', $$(user_id, title, body) values (<member>, 'N', 'N')$$, $$body = 'Z'$$, 'member moderator admin', 'member', 'member', ''),
  ('post_comments', $$(post_id, user_id, body) values (<post>, <member>, 'N')$$, $$body = 'Z'$$, 'member moderator admin', 'member', 'member', ''),
  ('post_reactions', $$(post_id, user_id) values (<post>, <member>)$$, $$kind = 'heart'$$, 'member staff', 'member', '', 'member'),
  ('content_signals', $$(post_id) values (<unsaid>)$$, $$bot_score = 0.9$$, 'moderator admin', '', '', ''),
  ('member_reports', $$(member_id, reporter_id, category) values (<other>, <member>, 'spam')$$, $$note = 'Z'$$, 'moderator admin', 'member', '', ''),
  ('content_reports', $$(post_id, reporter_id, category) values (<others_post>, <member>, 'spam')$$, $$note = 'Z'$$, 'moderator admin', 'member', '', ''),
  ('moderation_decisions', $$(post_id, decision, reason_code, moderator_id, version_seen, state_before, state_after) values (<post>, 'hide', 'spam', <me>, 1, 'published', 'hidden')$$, $$note = 'Z'$$, 'moderator admin', '', '', ''),
  ('photo_decisions', $$(image_id, member_id, decision, reason_code, moderator_id, checksum, state_before, state_after, client_key) values (gen_random_uuid(), <member>, 'reject', 'spam', <me>, repeat('a', 64), 'pending', 'rejected', gen_random_uuid())$$, $$note = 'Z'$$, 'moderator admin', '', '', ''),
  ('post_extractions', $$(post_id, user_id, kind, value, confidence, model) values (<post>, <member>, 'value', 'N', 1, 'n')$$, $$value = 'Z'$$, 'member moderator admin', '', '', 'moderator admin'),
  -- 007: conversations
  ('conversation_questions', $$(slug, prompt, dimension) values ('matrix-new', 'N', 'n')$$, $$position = 9$$, 'everyone', 'moderator admin', 'moderator admin', 'moderator admin'),
  ('conversation_flows', $$(slug, name, goal) values ('matrix-new', 'N', 'N')$$, $$goal = 'Z'$$, 'everyone', 'moderator admin', 'moderator admin', 'moderator admin'),
  ('user_conversations', $$(user_id, flow_id) values (<member>, <flow>)$$, $$state = 'abandoned'$$, 'member moderator admin', 'member', 'member', ''),
  ('conversation_responses', $$(conversation_id, position, prompt) values (<conversation>, 1, 'N')$$, $$answer = 'Z'$$, 'member moderator admin', 'member', '', ''),
  -- 008: outreach
  ('lead_sources', $$(slug, name, kind, url, category) values ('matrix-new', 'N', 'forum', 'https://n.test', 'n')$$, $$quality = 9$$, 'growth admin', 'growth admin', 'growth admin', 'growth admin'),
  ('scrape_runs', $$(source_id) values (<source>)$$, $$state = 'cancelled'$$, 'growth admin', '', 'growth admin', ''),
  ('leads', $$(full_name, email) values ('N', 'n@matrix.test')$$, $$notes = 'Z'$$, 'growth admin', 'growth admin', 'growth admin', 'growth admin'),
  ('outreach_suppressions', $$(email, reason) values ('n@matrix.test', 'manual')$$, $$note = 'Z'$$, 'growth admin', 'growth admin', '', ''),
  ('outreach_sequences', $$(name, from_name, from_email, postal_address) values ('N', 'N', 'n@matrix.test', '1 Main Street, Town')$$, $$daily_cap = 9$$, 'growth admin', 'growth admin', 'growth admin', 'growth admin'),
  ('sequence_emails', $$(sequence_id, position, subject, body) values (<sequence>, 1, 'N', 'N')$$, $$subject = 'Z'$$, 'growth admin', 'growth admin', 'growth admin', 'growth admin'),
  ('sequence_variants', $$(sequence_email_id, share, subject, body) values ((select id from public.sequence_emails limit 1), 1, 'N', 'N')$$, $$share = 9$$, 'growth admin', 'growth admin', 'growth admin', 'growth admin'),
  ('sequence_enrollments', $$(sequence_id, lead_id) values (<running>, <lead>)$$, $$state = 'paused'$$, 'growth admin', 'growth admin', 'growth admin', ''),
  ('email_sends', $$(lead_id, to_email, subject) values (<lead>, 'lead@matrix.test', 'N')$$, $$subject = 'Z'$$, 'growth admin', '', '', ''),
  ('outreach_responses', $$(lead_id, body) values (<lead>, 'N')$$, $$sentiment = 'positive'$$, 'growth admin', '', 'growth admin', ''),
  ('outreach_senders', $$(email, name) values ('n@matrix.test', 'N')$$, $$daily_cap = 9$$, 'growth admin', 'growth admin', 'growth admin', ''),
  ('sequence_senders', $$(sequence_id, sender_id) values (<sequence>, (select id from public.outreach_senders limit 1))$$, $$sender_id = sender_id$$, 'growth admin', 'growth admin', '', 'growth admin'),
  ('lead_consents', $$(lead_id, given_at, how, words) values (<lead>, now(), 'By phone', 'Yes')$$, $$how = 'Zzz'$$, 'growth admin', '', '', ''),
  -- 011: matching
  ('match_generation_runs', $$(algorithm) values ('n')$$, $$candidates = 9$$, 'moderator admin', '', '', ''),
  ('matches', $$(user_a, user_b, score) values (<member>, <fourth>, 50)$$, $$expires_at = '2030-01-01'$$, 'member moderator admin', '', 'moderator admin', ''),
  ('match_feedback', $$(match_id, user_id, rating) values (<match>, <member>, 5)$$, $$rating = 1$$, 'member moderator admin', 'member', 'member', ''),
  ('introduction_reports', $$(match_id, headline, summary, model, state, delivered_at) values (<match>, 'N', 'N', 'n', 'delivered', now())$$, $$state = 'withdrawn'$$, 'member moderator admin', '', 'moderator admin', ''),
  -- 016, 017: bots
  ('ai_bot_health', $$(name, label) values ('matrix_new', 'N')$$, $$purpose = 'Z'$$, 'staff', 'admin', 'admin', 'admin'),
  ('bot_actions_log', $$(bot_id, action, outcome) values (<bot>, 'n', 'succeeded')$$, $$review_note = 'Z'$$, 'staff', '', '', ''),
  ('bot_reviews', $$(action_id, decision, reviewer_id, state_before, state_after, client_key) select min(id), 'confirm', <me>, 'unreviewed', 'confirmed', gen_random_uuid() from bot_actions_log$$, $$note = 'Z'$$, 'staff', '', '', ''),
  ('bot_health_samples', $$(bot_id, state) values (<bot>, 'healthy')$$, $$latency_ms = 9$$, 'staff', '', '', ''),
  ('bot_incidents', $$(bot_id, severity, summary) values (<bot>, 'down', 'N')$$, $$note = 'Z'$$, 'staff', '', 'moderator growth admin', ''),
  -- 018: billing
  ('subscription_plans', $$(code, name, billing_interval, currency, amount_minor) values ('matrix_new', 'N', 'month', 'EUR', 100)$$, $$position = 9$$, 'everyone', 'finance admin', 'finance admin', ''),
  ('payment_methods', $$(user_id, brand, last4, exp_month, exp_year) values (<member>, 'visa', '4242', 1, 2030)$$, $$exp_year = 2031$$, 'member finance admin', '', 'finance admin', 'finance admin'),
  ('user_subscriptions', $$(user_id, plan_id, current_period_end) values (<member>, <plan>, now() + interval '1 month')$$, $$quantity = 9$$, 'finance admin', '', '', ''),
  ('plan_prices', $$(plan_id, version, currency, billing_interval, amount_minor, valid_until) values (<plan>, 9, 'EUR', 'month', 9, now() + interval '1 day')$$, $$reason = 'Z'$$, 'staff', '', '', ''),
  ('subscription_periods', $$(subscription_id, n, user_id, from_at, state, plan_id, price_id, currency, billing_interval, quantity, discount_percent, recurring_minor) select <subscription>, 9, <member>, now(), 'canceled', <plan>, r.id, 'EUR', 'month', 1, 0, 1 from plan_prices r where r.plan_id = <plan> and r.version = 1$$, $$quantity = 9$$, 'finance admin', '', '', ''),
  ('invoices', $$(user_id, billing_name, billing_email, currency) values (<member>, 'N', 'n@matrix.test', 'EUR')$$, $$memo = 'Z'$$, 'finance admin', 'finance admin', 'finance admin', 'finance admin'),
  ('invoice_line_items', $$(invoice_id, description, unit_minor) values (<draft_invoice>, 'N', 100)$$, $$quantity = 9$$, 'finance admin', 'finance admin', 'finance admin', 'finance admin'),
  ('invoice_payments', $$(invoice_id, payment_id, amount_minor, currency) values (<open_invoice>, <payment>, 100, 'EUR')$$, $$reference = 'Z'$$, 'finance admin', '', '', ''),
  -- 046: the ledger
  ('currencies', $$(code, digits) values ('ZZZ', 2)$$, $$digits = 3$$, 'everyone', '', '', ''),
  ('billing_sellers', $$(series, name, address, country, email) values ('ZZ', 'N', 'N', 'DE', 'n@matrix.test')$$, $$name = 'Z'$$, 'finance admin', '', 'admin', ''),
  ('billing_periods', $$(month) values ('2020-01-01')$$, $$closed = false$$, 'finance admin', '', '', ''),
  ('invoice_taxes', $$(invoice_id, rate, net_minor, tax_minor) values (<open_invoice>, 50, 100, 50)$$, $$tax_minor = 1$$, 'member finance admin', '', '', ''),
  ('invoice_due_changes', $$(invoice_id, due_before, due_on, reason) values (<open_invoice>, '2026-01-01', '2026-02-01', 'N')$$, $$reason = 'Z'$$, 'finance admin', '', '', ''),
  ('payments', $$(user_id, currency, amount_minor) values (<member>, 'EUR', 100)$$, $$reference = 'Z'$$, 'finance admin', '', '', ''),
  ('credit_notes', $$(number, invoice_id, user_id, currency, net_minor, tax_minor, applied_minor, reason, taxes, seller, buyer) values ('CN-1900-00001', <open_invoice>, <member>, 'EUR', 1, 0, 1, 'N', '[]', '{}', '{}')$$, $$reason = 'Z'$$, 'finance admin', '', '', ''),
  ('refunds', $$(number, payment_id, user_id, currency, amount_minor, from_credit_minor, reason) values ('RF-1900-00001', <payment>, <member>, 'EUR', 1, 0, 'N')$$, $$reason = 'Z'$$, 'finance admin', '', '', ''),
  ('credit_entries', $$(user_id, currency, amount_minor, kind) values (<member>, 'EUR', 1, 'opening')$$, $$reason = 'Z'$$, 'finance admin', '', '', ''),
  ('invoice_reminders', $$(invoice_id, level, due_minor, currency) values (<open_invoice>, 1, 1, 'EUR')$$, $$note = 'Z'$$, 'finance admin', '', '', ''),
  ('billing_accounts', $$(document, account) values ('invoice', '1') on conflict (document) do update set account = '2'$$, $$account = '3'$$, 'finance admin', '', 'finance admin', ''),
  ('usage_tracking', $$(user_id, feature, period_start, period_end) values (<member>, 'matrix', '2026-01-01', '2026-01-31')$$, $$used = 9$$, 'member staff', '', '', ''),
  -- 022: saved views
  ('saved_views', $$(table_name, name, owner_id) values ('leads', 'N', <growth>)$$, $$name = 'Z'$$, 'growth', 'growth', 'growth', 'growth'),
  ('saved_view_defaults', $$(user_id, table_name, view_id) values (<growth>, 'leads', <view>)$$, $$view_id = <second>$$, 'growth', 'growth', 'growth', 'growth'),
  -- 023 and 024: moderation
  ('second_looks', $$(decision_id, verdict, agrees, looked_by, looked_at) select max(id), 'fine', true, <moderator>, now() from moderation_decisions$$, $$same_reason = true$$, 'moderator admin', '', '', ''),
  ('watched_words', $$(pattern) values ('matrix')$$, $$note = 'Z'$$, 'moderator admin', 'moderator admin', 'moderator admin', ''),
  ('moderation_reasons', $$(code, label, member_text) values ('matrix_new', 'N', 'N')$$, $$label = 'Z'$$, 'staff', 'admin', 'admin', ''),
  ('moderation_claims', $$(post_id, moderator_id) values (<post>, <me>)$$, $$expires_at = now() + interval '1 minute'$$, 'moderator admin', '', '', ''),
  ('member_sanctions', $$(member_id, kind, reason_code, created_by) values (<member>, 'warn', 'spam', <me>)$$, $$note = 'Z'$$, 'moderator admin', '', '', ''),
  -- 038 and 039: what was approved, and what waits
  ('moderation_settings', $$(code, label, about, value, largest) values ('matrix', 'N', 'N', 1, 9)$$, $$value = 2$$, 'moderator admin', '', 'admin', ''),
  ('edit_trust_rules', $$(name) values ('Matrix')$$, $$max_changed = 9$$, 'moderator admin', 'admin', 'admin', ''),
  ('content_versions', $$(post_id, author_id, version, body, state) values (<post>, <member>, 9, 'N', 'replaced')$$, $$body = 'Z'$$, 'member moderator admin', '', '', ''),
  ('member_notices', $$(member_id, kind, what, object_until) values (<member>, 'decision', 'hide', now() + interval '1 day')$$, $$what = 'z'$$, 'member moderator admin', '', '', ''),
  ('moderation_appeals', $$(notice_id, member_id, text) values (<notice>, <member>, 'N')$$, $$text = 'Z'$$, 'moderator admin', 'member', '', ''),
  ('moderation_waiting', $$(item_id, item_type, waiting_since) values (<badge>, 'post', now())$$, $$edited = true$$, 'moderator admin', '', '', ''),
  -- Comments on records: of whoever reads the record; their author is whoever writes them
  ('record_comments', $$(table_name, record_id, body, author_id) values ('leads', <lead>, 'N', <growth>)$$, $$body = 'Z'$$, 'growth admin', 'growth admin', '', 'growth'),
  ('comment_mentions', $$(comment_id, person_id) values (<comment>, <admin>)$$, $$read_at = now()$$, 'growth admin', 'growth', 'admin', ''),
  -- 027: imports
  ('imports', $$(table_name, file_name, columns, owner_id) values ('leads', 'n.csv', '{full_name}', <growth>)$$, $$duplicates = 'update'$$, 'growth admin', 'growth', 'growth', ''),
  ('import_rows', $$(import_id, row_number, data) values (<import>, 2, '{}')$$, $$outcome = 'new'$$, 'growth admin', 'growth', '', 'growth'),
  -- Charts: what is written on them, whose home they stand on, and lines on their figures
  ('chart_annotations', $$(on_day, label) values ('2026-03-01', 'N')$$, $$label = 'Z'$$, 'staff', 'moderator growth finance admin', 'admin', 'admin'),
  ('chart_pins', $$(user_id, chart) values (<growth>, 'n-chart')$$, $$address = 'z'$$, 'growth', 'growth', 'growth', 'growth'),
  ('staff_preferences', $$(user_id, single_keys) values (<moderator>, false)$$, $$single_keys = true$$, 'moderator', 'moderator', 'moderator', ''),
  ('chart_lines', $$(figure, threshold, team) values ('sessions', 1, 'growth')$$, $$threshold = 2$$, 'staff', 'growth admin', 'growth admin', 'growth admin'),
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
  begin
    perform pg_temp.prepare(person);
    if verb = 'insert' then
      execute format('select count(*) from public.%I', tbl) into rows_before;
    else
      execute format('select to_jsonb(t) - ''updated_at'' from public.%I t where %s', tbl, target) into strict row_before;
    end if;
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
    -- The service may delete a member, but not one whose accounts have to be kept.
    outcome := case when sqlstate = 'UNDO1' then sqlerrm when sqlstate = '42501' or person = 'service_role' and tbl = 'profiles' and sqlstate = '23503' then 'deny' else sqlstate || ' ' || sqlerrm end;
  end;
  return outcome;
end
$$;

-- The row of each table that everything is tried on.
create temporary table tried_row (tbl text primary key, target text not null);

-- What the service may write: what workers and webhooks fill. It reads every table.
create temporary table service_matrix (tbl text primary key, writes text not null);
insert into service_matrix
  select tbl, 'insert update delete' from unnest(array['ai_bot_health', 'badges', 'bot_health_samples', 'community_posts', 'content_articles', 'content_topics',
    'conversation_flows', 'conversation_questions', 'conversation_responses', 'dealbreakers', 'engagement_sessions', 'game_questions', 'games', 'introduction_reports',
    'invoice_line_items', 'invoices', 'match_feedback', 'matches', 'payment_methods', 'post_comments', 'post_extractions', 'post_reactions', 'puzzles', 'user_badges',
    'user_content_interactions', 'user_conversations', 'user_dealbreakers', 'user_game_responses', 'user_game_sessions', 'user_preferences']) tbl
  union all select 'content_signals', 'update'
  union all select tbl, 'insert update' from unnest(array['match_generation_runs', 'profiles', 'usage_tracking']) tbl
  union all select tbl, 'insert delete' from unnest(array['leads', 'user_images']) tbl
  union all select tbl, 'insert' from unnest(array['bot_actions_log', 'bot_incidents', 'content_reports', 'outreach_suppressions']) tbl;

create function pg_temp.expects(m matrix, person text, verb text) returns boolean language sql stable as $$
  select case
    -- Who is suspended reads as before, and may object.
    when person = 'suspended' then verb = 'select' and 'member' = any (string_to_array(m.selects, ' ')) or (m.tbl, verb) = ('moderation_appeals', 'insert')
    when person = 'service_role' then verb = 'select' or verb = any (string_to_array((select v.writes from service_matrix v where v.tbl = m.tbl), ' '))
    -- They are as anybody who is signed in: what is everyone's to read, and nothing to write.
    when person like 'inactive %' then verb = 'select' and 'other' = any (string_to_array(m.selects, ' '))
    else person = any (string_to_array(case verb when 'select' then m.selects when 'insert' then m.inserts when 'update' then m.updates else m.deletes end, ' '))
  end
$$;

-- Every deviation of one table, a line each; empty when there is none.
create function pg_temp.deviations(m matrix) returns text language plpgsql as $$
declare
  found text[] := '{}';
  people constant text[] := array['anon', 'member', 'other', 'moderator', 'growth', 'finance', 'admin', 'suspended', 'service_role',
    'inactive moderator', 'inactive growth', 'inactive finance', 'inactive admin'];
  person text;
  verb text;
  statement text;
  key text[];
  target text;
  got text;
  expected text;
begin
  foreach person in array people loop
    statement := pg_temp.filled(replace(m.new_row, '<me>', '<' || pg_temp.named(person) || '>'));
    got := pg_temp.attempt(person, 'insert', m.tbl, statement, null, null);
    expected := case when pg_temp.expects(m, person, 'insert') then 'allow' else 'deny' end;
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
  insert into tried_row values (m.tbl, target);
  foreach verb in array array['select', 'update', 'delete'] loop
    foreach person in array people loop
      got := pg_temp.attempt(person, verb, m.tbl, null, pg_temp.filled(m.change), target);
      expected := case when pg_temp.expects(m, person, verb) then 'allow' else 'deny' end;
      if got <> expected then
        found := found || format('%s %s: expected %s, got %s', person, verb, expected, got);
      end if;
    end loop;
  end loop;
  return array_to_string(found, E'\n');
end
$$;

select is(pg_temp.deviations(m), '', m.tbl) from matrix m order by tbl;

-- ---------------------------------------------------------------------------------------
-- Columns: what each may really change, and what a new row may be given.
--
-- A column counts as changeable when one of many values that could stand there is in the row afterwards: what a trigger
-- writes over does not count. Where not even the owner of the table gets another value in, the privilege decides.

create temporary table column_matrix (
  tbl text not null,
  who text not null, -- one person or several who may the same
  updates text not null default '',
  inserts text -- said once a table
);
insert into column_matrix values
  -- members
  ('profiles', 'member', 'display_name, birth_date, gender, pronouns, city, country, occupation, bio, relationship_goal, attachment_style, communication_style, personality, last_active_at', null),
  ('profiles', 'moderator admin', 'display_name, city, country, state', null),
  ('user_preferences', 'member', 'value, importance', 'category, id, importance, user_id, value'),
  ('user_images', 'member', 'alt_text, position, is_primary', 'alt_text, height, id, is_primary, position, storage_path, user_id, width'),
  ('user_dealbreakers', 'member', 'strength, note', 'dealbreaker_id, id, note, strength, user_id'),
  ('user_badges', 'moderator admin', 'reason', 'badge_id, id, reason, user_id'),
  -- matching
  ('matches', 'moderator admin', 'state, expires_at, closed_reason', null),
  ('match_feedback', 'member', 'rating, would_meet_again, comment, tags', 'comment, id, match_id, rating, tags, user_id, would_meet_again'),
  -- A delivered one; the words of another are moderators' to mend.
  ('introduction_reports', 'moderator admin', 'state', null),
  ('dealbreakers', 'moderator admin', 'name, category, question, description, severity, position, active', 'active, category, code, description, id, name, position, question, severity'),
  -- games
  ('games', 'moderator admin', 'name, kind, category, description, minutes, players, position, scoring, state', 'category, description, id, kind, minutes, name, players, position, scoring, slug, state'),
  ('game_questions', 'moderator admin', 'position, kind, dimension, weight, active, prompt, options', 'active, dimension, game_id, id, kind, options, position, prompt, weight'),
  ('badges', 'moderator admin', 'name, category, tier, icon, points, position, active, description, criteria', 'active, category, code, criteria, description, icon, id, name, points, position, tier'),
  ('user_game_sessions', 'member', 'state', 'game_id, id, user_id'),
  ('user_game_responses', '', '', 'answer, question_id, response_ms, session_id, user_id'),
  -- content
  ('puzzles', 'moderator admin', 'title, slug, kind, difficulty, publish_on, prompt, answer, hint, explanation, state', 'answer, difficulty, explanation, hint, id, kind, prompt, publish_on, slug, state, title'),
  ('content_topics', 'moderator admin', 'name, slug, position, active, description', 'active, description, id, name, position, slug'),
  ('content_articles', 'moderator admin', 'title, topic_id, author_name, summary, body, slug, reading_minutes, tags, featured_until, feed_weight, state', 'author_name, body, featured_until, feed_weight, id, reading_minutes, slug, state, summary, tags, title, topic_id'),
  ('user_content_interactions', 'member', 'progress, seconds', 'article_id, kind, progress, seconds, user_id'),
  -- conversations
  ('conversation_questions', 'moderator admin', 'prompt, slug, kind, dimension, position, active, options, guidance', 'active, dimension, guidance, id, kind, options, position, prompt, slug'),
  ('conversation_flows', 'moderator admin', 'name, slug, goal, description, steps, state', 'description, goal, id, name, slug, state, steps'),
  ('user_conversations', 'member', 'state', 'flow_id, id, user_id'),
  ('conversation_responses', '', '', 'answer, answered_at, conversation_id, position, prompt, question_id'),
  -- community
  ('community_posts', 'member', 'topic_id, kind, title, body, image_path', 'body, id, image_path, kind, title, topic_id, user_id'),
  ('community_posts', 'moderator admin', 'topic_id, pinned_until', null),
  ('post_comments', 'member', 'body', 'body, id, parent_id, post_id, user_id'),
  ('post_reactions', '', '', 'id, kind, post_id, user_id'),
  ('member_reports', '', '', 'category, conversation_id, id, member_id, note, reporter_id'),
  ('content_reports', '', '', 'category, comment_id, id, item_version, note, post_id, reporter_id'),
  ('watched_words', 'moderator admin', 'pattern, signal, severity, language, effect, note', 'effect, id, language, note, pattern, severity, signal'),
  ('moderation_reasons', 'admin', 'label, member_text, member_texts, earlier_reports, severity, decisions, items, number_key, position, active', 'active, code, decisions, earlier_reports, id, items, label, member_text, member_texts, number_key, position, severity'),
  ('moderation_appeals', '', '', 'id, notice_id, member_id, text'),
  ('moderation_settings', 'admin', 'value', null),
  ('edit_trust_rules', 'admin', 'name, min_published, min_member_days, clean_days, max_changed, edits_between, active', 'name, min_published, min_member_days, clean_days, max_changed, edits_between, active'),
  -- outreach
  ('lead_sources', 'growth admin', 'slug, name, kind, url, category, country, language, schedule, config, state, quality, requests_per_minute, respects_robots, lawful_basis, next_run_at, notes, silent_after_minutes', 'id, slug, name, kind, url, category, country, language, schedule, config, state, quality, requests_per_minute, respects_robots, lawful_basis, next_run_at, notes, silent_after_minutes'),
  ('scrape_runs', 'growth admin', 'state', null),
  ('leads', 'growth admin', 'source_id, full_name, email, phone, handle, profile_url, headline, city, country, interests, tags, score, state, consent, rejected_reason, owner_id, converted_user_id, notes, follow_up_on, follow_up_note', 'id, source_id, full_name, email, phone, handle, profile_url, headline, city, country, interests, tags, score, state, consent, rejected_reason, owner_id, notes, follow_up_on, follow_up_note'),
  ('outreach_suppressions', '', '', 'id, email, kind, subdomains, reason, source, note'),
  ('outreach_sequences', 'growth admin', 'name, description, state, from_name, from_email, reply_to, postal_address, daily_cap, send_from, send_until, time_zone, owner_id, send_days, allow_parallel, soft_bounce_limit, away_days, stop_company', 'id, name, description, from_name, from_email, reply_to, postal_address, daily_cap, send_from, send_until, time_zone, owner_id, send_days, allow_parallel, soft_bounce_limit, away_days, stop_company'),
  ('sequence_emails', 'growth admin', 'position, delay_days, active, subject, preview_text, body', 'active, body, delay_days, id, position, preview_text, sequence_id, subject'),
  ('sequence_variants', 'growth admin', 'share, subject, preview_text, body, active', 'id, sequence_email_id, share, subject, preview_text, body, active'),
  ('sequence_enrollments', 'growth admin', 'state, stop_reason', 'id, lead_id, sequence_id'),
  ('outreach_responses', 'growth admin', 'intent, sentiment, handling_note', null),
  ('outreach_senders', 'growth admin', 'name, state, daily_cap, ramp_start, ramp_step, min_gap_seconds', 'id, email, name, daily_cap, ramp_start, ramp_step, min_gap_seconds'),
  ('sequence_senders', '', '', 'id, sequence_id, sender_id'),
  -- billing
  ('billing_accounts', 'finance admin', 'account', null),
  ('subscription_plans', 'finance admin', 'name, trial_days, active, position, description, features, limits', 'active, amount_minor, billing_interval, code, currency, description, features, id, limits, name, position, trial_days'),
  ('payment_methods', 'finance admin', 'exp_month, exp_year, is_default', null),
  ('invoices', 'finance admin', 'user_id, billing_name, billing_email, billing_country, billing_address, billing_tax_id, locale, period_start, period_end, memo, note', 'id, user_id, subscription_id, billing_name, billing_email, billing_country, billing_address, billing_tax_id, locale, currency, state, period_start, period_end, memo, note'),
  ('invoice_line_items', 'finance admin', 'position, description, quantity, unit_minor, discount_minor, tax_rate, tax_name, tax_jurisdiction', 'id, invoice_id, position, description, quantity, unit_minor, discount_minor, tax_rate, tax_name, tax_jurisdiction, currency'),
  ('billing_sellers', 'admin', 'name, address, country, tax_id, email, due_days', null),
  -- bots
  ('ai_bot_health', 'admin', 'label, purpose, heartbeat_every_seconds, version, model, state, daily_budget_micros, review_below', 'daily_budget_micros, heartbeat_every_seconds, id, label, model, name, purpose, review_below, state, version'),
  ('bot_incidents', 'growth moderator admin', 'note', null),
  -- charts
  ('chart_annotations', 'admin', 'on_day, until_day, label, kind', 'id, kind, label, on_day, until_day'),
  ('chart_pins', 'growth', 'address', 'address, chart, user_id'),
  ('staff_preferences', 'moderator', 'single_keys', 'single_keys, user_id'),
  ('chart_lines', 'growth', 'figure, subject, direction, threshold, period, active', 'id, active, direction, figure, period, subject, team, threshold'),
  ('chart_lines', 'admin', 'figure, subject, direction, threshold, period, team, active', null),
  -- staff, saved views, imports and comments
  ('record_comments', '', '', 'id, table_name, record_id, body, author_id'),
  ('comment_mentions', 'admin', 'read_at', 'comment_id, person_id'),
  ('staff_members', 'admin', 'full_name, roles', null),
  ('saved_views', 'growth', 'name, address, columns, density, shared_with', 'address, columns, density, id, name, owner_id, shared_with, table_name'),
  ('saved_view_defaults', 'growth', 'view_id', 'id, table_name, user_id, view_id'),
  ('imports', 'growth', 'duplicates, whole, state', 'columns, duplicates, file_name, id, mapping, owner_id, table_name'),
  ('import_rows', '', '', 'data, import_id, key, row_number');

create function pg_temp.words(list text) returns text[] language sql immutable as $$
  select array(select w from regexp_split_to_table(btrim(list), '[,\s]+') w where w <> '' order by w)
$$;

-- Values that a column might take.
create function pg_temp.candidates(tbl text, col text) returns setof text language plpgsql as $$
declare
  of_type text;
begin
  select format_type(a.atttypid, -1) into of_type from pg_attribute a where a.attrelid = tbl::regclass and a.attname = col;
  return query
    select distinct quote_literal(m[1]) || '::' || of_type from pg_constraint k, regexp_matches(pg_get_constraintdef(k.oid), '''([^'']*)''::text', 'g') m
    where k.conrelid = tbl::regclass and k.contype = 'c' and of_type = 'text'
      and exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attname = col and a.attnum = any (k.conkey));
  return query
    select quote_literal('{' || m[1] || '}') || '::text[]' from pg_constraint k, regexp_matches(pg_get_constraintdef(k.oid), '''([^'']*)''::text', 'g') m
    where k.conrelid = tbl::regclass and k.contype = 'c' and of_type = 'text[]'
      and exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attname = col and a.attnum = any (k.conkey));
  if of_type = 'uuid' then
    return query select quote_literal(f.id) || '::uuid' from fixture f where name in ('other', 'growth', 'finance', 'topic', 'second', 'plan', 'source');
  end if;
  return query select v || '::' || of_type from unnest(case
    when of_type = 'text' then array['''Changed''', '''changed@matrix.test''', '''https://changed.test''', '''changed-1''', '''changed_1''', '''XX''', '''xx''',
      '''USD''', '''Europe/Berlin''', '''4711''', '''2 Side Street, Town''', '''0 3 * * *''', '''user_created''']
    when of_type in ('smallint', 'integer', 'bigint', 'numeric') then array['0', '1', '2', '3', '5', '50', '2031', '0.5']
    when of_type = 'boolean' then array['true', 'false']
    when of_type = 'timestamp with time zone' then array['now()', 'now() + interval ''2 days''', 'now() - interval ''2 days''', '''2031-01-01''']
    when of_type = 'date' then array['current_date', 'current_date + 30', '''1990-01-01''']
    when of_type = 'time without time zone' then array['''00:30''', '''23:30''']
    when of_type = 'text[]' then array['''{}''', '''{changed}''']
    when of_type = 'jsonb' then array['''{}''', '''[]''', '''["changed"]''', '''{"a": 1}''', '''"changed"''', '''1''']
    else '{}' end) v
  union all select 'null::' || of_type;
end
$$;

-- Which of the values a person gets into the row; the first will do where `all_of_them` is false.
create function pg_temp.changes(person text, tbl text, col text, target text, tried text[], all_of_them boolean) returns text[] language plpgsql as $$
declare
  value text;
  is_new boolean;
  got text[] := '{}';
begin
  perform pg_temp.act_as(person);
  foreach value in array tried loop
    begin
      execute format('update public.%I t set %I = %s where %s', tbl, col, value, target);
      perform set_config('role', 'none', true);
      if col = any (pg_temp.key_of(tbl)) then
        execute format('select not exists (select from public.%I t where %s)', tbl, target) into is_new;
      else
        execute format('select exists (select from public.%I t, before_row b where %s and to_jsonb(t) -> %L is distinct from b.row -> %3$L and t.%I is not distinct from %s)',
          tbl, target, col, col, value) into is_new;
      end if;
      raise exception using errcode = 'UNDO1', message = is_new::text;
    exception when others then
      if sqlstate = 'UNDO1' and sqlerrm = 'true' then
        got := got || value;
        exit when not all_of_them;
      end if;
    end;
  end loop;
  perform pg_temp.act_as('owner');
  return got;
end
$$;
create function pg_temp.key_of(tbl text) returns text[] language sql stable as $$
  select array_agg(a.attname::text order by a.attnum) from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
  where i.indrelid = format('public.%I', tbl)::regclass and i.indisprimary
$$;
create temporary table before_row (row jsonb);
grant select on before_row to anon, authenticated, service_role;

create function pg_temp.column_deviations(m matrix) returns text language plpgsql as $$
declare
  found text[] := '{}';
  person text;
  target text;
  expected text[];
  got text[];
  col text;
  owner_can jsonb := '{}';
begin
  select r.target into target from tried_row r where r.tbl = m.tbl;
  delete from before_row;
  execute format('insert into before_row select to_jsonb(t) from public.%I t where %s', m.tbl, target);
  for col in select a.attname from pg_attribute a
    where a.attrelid = m.tbl::regclass and a.attnum > 0 and not a.attisdropped and has_column_privilege('authenticated', a.attrelid, a.attnum, 'update') loop
    owner_can := owner_can || jsonb_build_object(col, pg_temp.changes('owner', m.tbl, col, target, array(select pg_temp.candidates(m.tbl, col)), true));
  end loop;
  -- Whom row security keeps from the row altogether was seen above.
  foreach person in array string_to_array(m.updates, ' ') loop
    -- Without the privilege Postgres refuses whatever the value.
    select coalesce(array_agg(k.key order by k.key), '{}') into got from jsonb_each(owner_can) k
    where case when k.value <> '[]' then pg_temp.changes(person, m.tbl, k.key, target, array(select jsonb_array_elements_text(k.value)), false) <> '{}' else person = any (string_to_array(m.updates, ' ')) end;
    select coalesce(array_agg(distinct w order by w), '{}') into expected from column_matrix c, unnest(pg_temp.words(c.updates)) w
    where c.tbl = m.tbl and person = any (string_to_array(c.who, ' '));
    if got <> expected then
      found := found || format('%s may change too much: %s; too little: %s', person,
        array(select unnest(got) except select unnest(expected)), array(select unnest(expected) except select unnest(got)));
    end if;
  end loop;
  select coalesce(array_agg(a.attname::text order by a.attname), '{}') into got from pg_attribute a
  where a.attrelid = m.tbl::regclass and a.attnum > 0 and not a.attisdropped and has_column_privilege('authenticated', a.attrelid, a.attnum, 'insert');
  select coalesce(array_agg(distinct w order by w), '{}') into expected from column_matrix c, unnest(pg_temp.words(c.inserts)) w where c.tbl = m.tbl;
  if got <> expected then
    found := found || format('a new row takes too much: %s; too little: %s',
      array(select unnest(got) except select unnest(expected)), array(select unnest(expected) except select unnest(got)));
  end if;
  return array_to_string(found, E'\n');
end
$$;

select is(pg_temp.column_deviations(m), '', m.tbl || ': columns') from matrix m order by tbl;

-- ---------------------------------------------------------------------------------------
-- Upserts: `POST` with `Prefer: resolution=merge-duplicates` over a row that is there
--
-- The API sets every column that was sent, the key among them, so it takes leave to write each. Here a column at a time
-- is sent beside what a row cannot be without; whatever changes the row has to be a column that its person may update.

create function pg_temp.upserted(person text, tbl text, target text, keys text[], col text, value text) returns boolean language plpgsql as $$
declare
  changed boolean := false;
  names text[];
begin
  select array_agg(a.attname::text order by a.attnum) into names from pg_attribute a
  where a.attrelid = format('public.%I', tbl)::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    and (a.attname = col or a.attname = any (keys) or a.attnotnull and not a.atthasdef and a.attidentity = '');
  begin
    perform pg_temp.prepare(person);
    delete from before_row;
    execute format('insert into before_row select to_jsonb(t) - ''updated_at'' from public.%I t where %s', tbl, target);
    perform pg_temp.act_as(person);
    execute format('insert into public.%1$I (%2$s) select %3$s from jsonb_populate_record(null::public.%1$I, (select b.row from before_row b)) p on conflict (%4$s) do update set %5$s', tbl,
      (select string_agg(quote_ident(n), ', ') from unnest(names) n),
      (select string_agg(case n when col then value else 'p.' || quote_ident(n) end, ', ') from unnest(names) n),
      (select string_agg(quote_ident(k), ', ') from unnest(keys) k),
      (select string_agg(format('%I = excluded.%1$I', n), ', ') from unnest(names) n));
    perform set_config('role', 'none', true);
    execute format('select not exists (select from public.%I t, before_row b where %s and to_jsonb(t) - ''updated_at'' = b.row)', tbl, target) into changed;
    raise exception using errcode = 'UNDO1';
  exception when others then
    null;
  end;
  perform pg_temp.act_as('owner');
  return changed;
end
$$;

create function pg_temp.upsert_deviations(m matrix, people text[]) returns text language plpgsql as $$
declare
  found text[] := '{}';
  person text;
  target text;
  col text;
  value text;
  tried integer;
begin
  select r.target into target from tried_row r where r.tbl = m.tbl;
  foreach person in array people loop
    tried := 0;
    for col in select a.attname from pg_attribute a
      where a.attrelid = format('public.%I', m.tbl)::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        and has_column_privilege(case when person in ('anon', 'service_role', 'owner') then replace(person, 'owner', current_user) else 'authenticated' end, a.attrelid, a.attnum, 'insert') loop
      -- Without leave to write the key it is the same whatever else is sent: one column is enough.
      continue when tried > 2 and person <> 'owner' and not has_column_privilege(case person when 'service_role' then person else 'authenticated' end,
        format('public.%I', m.tbl)::regclass, (pg_temp.key_of(m.tbl))[1], 'update');
      for value in select c from pg_temp.candidates(m.tbl, col) c limit 4 loop
        tried := tried + 1;
        if pg_temp.upserted(person, m.tbl, target, pg_temp.key_of(m.tbl), col, value) then
          found := found || format('%s changes %s', person, col);
          exit;
        end if;
      end loop;
    end loop;
  end loop;
  return array_to_string(found, E'\n');
end
$$;

select is(pg_temp.upsert_deviations(m, array['member', 'moderator', 'growth', 'finance', 'admin', 'suspended', 'service_role']), '',
  m.tbl || ': nothing is changed by an upsert') from matrix m order by tbl;
select isnt(pg_temp.upsert_deviations(m, '{owner}'), '', m.tbl || ': which was tried in earnest') from matrix m where tbl in ('leads', 'community_posts', 'invoices', 'saved_views') order by tbl;

-- ---------------------------------------------------------------------------------------
-- The service: what workers and webhooks fill, and nothing that people decide or that a function writes for them

select is(
  (select string_agg(distinct c.relname, ', ' order by c.relname) from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
     and (has_table_privilege('service_role', c.oid, 'insert, update, truncate, references, trigger')
       or has_any_column_privilege('service_role', c.oid, 'insert, update') or has_table_privilege('service_role', c.oid, 'delete'))
     and c.relname in ('staff_members', 'audit_log', 'state_transitions', 'moderation_decisions', 'moderation_reasons', 'watched_words', 'second_looks', 'moderation_appeals', 'member_sanctions', 'member_notices', 'member_reports',
       'edit_trust_rules', 'moderation_settings', 'moderation_claims', 'content_versions', 'saved_views', 'saved_view_defaults', 'imports', 'import_rows', 'record_comments', 'comment_mentions',
       'email_sends', 'scrape_runs', 'sequence_enrollments', 'outreach_responses', 'outreach_sequences', 'sequence_emails', 'sequence_variants', 'outreach_senders', 'lead_consents',
       'payments', 'invoice_payments', 'credit_notes', 'refunds', 'credit_entries', 'invoice_taxes', 'invoice_due_changes', 'billing_periods', 'billing_sellers', 'currencies', 'subscription_plans')),
  null, 'the service has no hand in these');
select is(
  (select string_agg(format('%s of %s', v, c.relname), ', ' order by c.relname) from pg_class c, unnest(array['insert', 'update']) v
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege('service_role', c.oid, v)),
  null, 'nowhere has it a whole table');
select is(
  (select string_agg(format('%s of %s', a.attname, c.relname), ', ' order by c.relname, a.attnum) from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_column_privilege('service_role', c.oid, a.attnum, 'update')
     and (a.attname in ('id', 'created_at', 'updated_at', 'reviewed_by', 'acknowledged_by', 'handled_by', 'recorded_by', 'created_by', 'consent', 'closed_at', 'number', 'paid_minor', 'total_minor')
       or c.relname = 'invoices' and a.attname in ('state', 'issued_at', 'due_on'))),
  null, 'nor who, when, what was consented to, and what an invoice comes to');
select is(
  (select string_agg(format('%s.%s', c.relname, a.attname), ', ' order by c.relname, a.attname) from pg_constraint k join pg_class c on c.oid = k.conrelid
   join pg_attribute a on a.attrelid = c.oid and a.attnum = any (k.conkey)
   where k.contype = 'f' and k.connamespace = 'public'::regnamespace and has_column_privilege('service_role', c.oid, a.attnum, 'update')
     -- What is sorted into topics and games, a draft's debtor, and usage whose subscription comes to light later.
     and (c.relname, a.attname) not in (('community_posts', 'topic_id'), ('content_articles', 'topic_id'), ('game_questions', 'game_id'), ('invoices', 'user_id'), ('usage_tracking', 'subscription_id'))),
  null, 'nor what a row belongs to');

select * from finish();
rollback;
