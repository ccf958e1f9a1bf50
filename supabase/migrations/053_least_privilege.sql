-- Least privilege
-- Each role reads and writes what its work needs and no more: members do not learn the other's answer before theirs, what a
-- check found of an import is not written by hand, a rule is not asked by whom it does not concern, and the service writes
-- the columns that workers fill.

-- ---------------------------------------------------------------------------------------
-- An answer to a match is the other's secret until both have answered

drop policy if exists "matches select" on public.matches;
create policy "matches select" on public.matches for select to authenticated using (
  (user_a = (select auth.uid()) and (response_b is null or response_a is not null)
    or user_b = (select auth.uid()) and (response_a is null or response_b is not null))
    and id <> all ((select private.matches_with_suspended())::uuid[])
  or (select private.has_role('moderator')));

create or replace function private.own_matches()
returns table (id uuid, other_id uuid, score numeric, factors jsonb, state text, my_answer text, their_answer text,
  presented_at timestamptz, introduced_at timestamptz, expires_at timestamptz, created_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select m.id, case m.user_a when a.me then m.user_b else m.user_a end, m.score, m.factors,
    -- The state would tell what the answer is.
    case when a.mine is not null or a.theirs is null or m.state not in ('accepted', 'declined') then m.state
      when m.expires_at < now() then 'expired' else 'presented' end,
    a.mine, case when a.mine is not null then a.theirs end, m.presented_at, m.introduced_at, m.expires_at, m.created_at
  from public.matches m, lateral (
    select auth.uid() as me, case m.user_a when auth.uid() then m.response_a else m.response_b end as mine,
      case m.user_a when auth.uid() then m.response_b else m.response_a end as theirs) a
  where a.me in (m.user_a, m.user_b) and m.id <> all ((select private.matches_with_suspended())::uuid[])
  order by m.created_at desc, m.id
$$;
comment on function private.own_matches() is 'The reading half of my_matches.';
create or replace function public.my_matches()
returns table (id uuid, other_id uuid, score numeric, factors jsonb, state text, my_answer text, their_answer text,
  presented_at timestamptz, introduced_at timestamptz, expires_at timestamptz, created_at timestamptz)
language sql stable security invoker set search_path = '' as $$
  select * from private.own_matches()
$$;
comment on function public.my_matches() is
  'The signed-in member''s matches, newest first; what the other answered only once both have. Rows of `matches` where only the other has answered are left to this.';

-- ---------------------------------------------------------------------------------------
-- Imports

create or replace function private.keep_findings() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user = 'authenticated' and current_setting('app.import', true) is distinct from new.import_id::text
    and (tg_op = 'INSERT' and (new.outcome, new.reason, new.twin) is distinct from (null::text, null::jsonb, null::integer)
      or tg_op = 'UPDATE' and (new.outcome, new.reason, new.twin, new.suppressed) is distinct from (old.outcome, old.reason, old.twin, old.suppressed)) then
    raise exception 'What became of a row is found by checking and writing it, not told.' using errcode = '42501', detail = '{"field": "outcome"}';
  end if;
  return new;
end
$$;
comment on function private.keep_findings() is 'Row trigger: only import_check and import_write, which name their import, say what became of a row.';
create or replace trigger a_findings before insert or update on public.import_rows
  for each row execute function private.keep_findings();

-- ---------------------------------------------------------------------------------------
-- Who is not of the team learns nothing from what a trigger says

create or replace function private.only_team() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user = 'authenticated' and not (tg_argv[0] = 'staff' and private.is_staff()
    or private.has_any_role(array[tg_argv[0]])) then
    raise exception 'Your role does not allow this change.' using errcode = '42501';
  end if;
  return null;
end
$$;
comment on function private.only_team() is
  'Statement trigger: refuses before the triggers of rows, whose messages tell of other rows, are run for whom they do not concern.';
do $$
declare
  team record;
begin
  for team in select * from (values
    ('leads', 'growth'), ('lead_sources', 'growth'), ('outreach_sequences', 'growth'), ('sequence_emails', 'growth'),
    ('sequence_enrollments', 'growth'), ('outreach_suppressions', 'growth'), ('outreach_senders', 'growth'), ('outreach_responses', 'growth'),
    ('invoices', 'finance'), ('invoice_line_items', 'finance'), ('user_subscriptions', 'finance'), ('subscription_plans', 'finance'),
    ('record_comments', 'staff'), ('comment_mentions', 'staff'), ('saved_views', 'staff'), ('saved_view_defaults', 'staff'), ('imports', 'staff')
  ) t (name, roles) loop
    execute format('create or replace trigger a_team before insert on public.%I for each statement execute function private.only_team(%L)', team.name, team.roles);
  end loop;
end
$$;

create or replace function private.next_version(post uuid, comment uuid, standing integer) returns integer
language sql stable security definer set search_path = '' as $$
  select greatest(standing, (select max(v.version) from public.content_versions v where v.post_id = post and v.author_id = w.author),
    (select max(v.version) from public.content_versions v where v.comment_id = comment and v.author_id = w.author)) + 1
  from (select case when auth.uid() is null or private.has_role('moderator')
    then coalesce((select p.user_id from public.community_posts p where p.id = post), (select c.user_id from public.post_comments c where c.id = comment))
    else auth.uid() end as author) w
$$;
comment on function private.next_version(uuid, uuid, integer) is 'The number of the next version of one''s own post or comment.';

create or replace function private.end_sanctions() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  ended integer;
begin
  if auth.uid() is not null and not (select private.has_role('moderator')) then
    raise exception 'Only moderators and workers may do that.' using errcode = '42501';
  end if;
  perform private.follow_sanctions(p.id) from public.profiles p
  where p.state = 'suspended' and not exists (
    select from public.member_sanctions s where s.member_id = p.id and s.kind = 'suspend' and private.is_running(s));
  get diagnostics ended = row_count;
  return ended;
end
$$;
comment on function private.end_sanctions() is 'The writing half of end_sanctions.';

create or replace function private.end_operation(operation uuid, target text, outcome jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  if not (select private.is_staff()) then
    raise exception 'Only staff may act on many records.' using errcode = '42501';
  end if;
  delete from private.bulk_operations o where o.at < now() - interval '90 days';
  insert into private.bulk_operations (id, actor_id, target, outcome)
  values (operation, auth.uid(), target, outcome || jsonb_build_object('operation_id', operation))
  returning bulk_operations.outcome into outcome;
  return outcome;
end
$$;

-- ---------------------------------------------------------------------------------------
-- Odd arguments get an answer in words

create or replace function private.bulk_key(target text) returns text
language plpgsql stable set search_path = '' as $$
declare
  key_column text;
begin
  select a.attname into key_column
  from pg_catalog.pg_class c
  join pg_catalog.pg_constraint k on k.conrelid = c.oid and k.contype = 'p' and cardinality(k.conkey) = 1
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
  where c.oid = to_regclass(format('public.%I', coalesce(target, ''))) and c.relkind = 'r' and c.relrowsecurity;
  if key_column is null then
    raise exception 'There is no table "%" to change.', coalesce(left(target, 100), '') using errcode = '22023';
  end if;
  return key_column;
end
$$;

create or replace function private.type_of_column(target text, field text) returns regtype
language sql stable set search_path = '' as $$
  select a.atttypid::regtype
  from pg_catalog.pg_attribute a
  where a.attrelid = to_regclass(format('public.%I', coalesce(target, ''))) and a.attname = field and a.attnum > 0 and not a.attisdropped
$$;

create or replace function private.check_range(from_date date, to_date date, time_zone text) returns void
language plpgsql stable set search_path = '' as $$
begin
  if from_date is null or to_date is null or from_date > to_date then
    raise exception 'The first day must not lie after the last.' using errcode = '22023', detail = '{"field": "from_date"}';
  elsif not isfinite(from_date) or not isfinite(to_date) or to_date - from_date > 1100 then
    raise exception 'Choose three years at the most.' using errcode = '22023', detail = '{"field": "from_date"}';
  elsif not exists (select from pg_catalog.pg_timezone_names z where z.name = time_zone) then
    raise exception 'There is no time zone "%".', time_zone using errcode = '22023', detail = '{"field": "time_zone"}';
  end if;
end
$$;

create or replace function private.begin_operation(operation uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  done private.bulk_operations;
begin
  if not private.is_staff() then
    raise exception 'Only staff may act on many records.' using errcode = '42501';
  elsif operation is null then
    raise exception 'An operation needs a key of its own.' using errcode = '22023', detail = '{"field": "operation"}';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(operation::text, 0));
  select * into done from private.bulk_operations o where o.id = operation;
  if not found then
    return null;
  elsif done.actor_id is distinct from auth.uid() then
    raise exception 'This operation is somebody else''s.' using errcode = '42501';
  elsif done.outcome is null then
    raise exception 'This was given up before it began. Nothing was changed.' using errcode = 'PT409';
  end if;
  return done.outcome;
end
$$;

create or replace function private.settle_operation(operation uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  done private.bulk_operations;
begin
  if not private.is_staff() then
    raise exception 'Only staff may act on many records.' using errcode = '42501';
  elsif operation is null then
    raise exception 'An operation needs a key of its own.' using errcode = '22023', detail = '{"field": "operation"}';
  elsif not pg_try_advisory_xact_lock(hashtextextended(operation::text, 0)) then
    return '{"status": "running"}';
  end if;
  select * into done from private.bulk_operations o where o.id = operation;
  if not found then
    insert into private.bulk_operations (id, actor_id) values (operation, auth.uid());
  elsif done.actor_id is distinct from auth.uid() then
    raise exception 'This operation is somebody else''s.' using errcode = '42501';
  elsif done.outcome is not null then
    return done.outcome || '{"status": "done"}';
  end if;
  return '{"status": "none"}';
end
$$;

create or replace function private.closest_keys(target text, query text, how_many integer) returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  keys text[];
begin
  if char_length(btrim(query)) < 4 or how_many < 1 or not (select private.may_search(target)) then
    return '{}';
  end if;
  perform set_config('pg_trgm.word_similarity_threshold', '0.5', true);
  execute format(
    'select coalesce(array_agg(key order by closeness desc, key), ''{}'') from (
       select t.%1$I::text as key, extensions.word_similarity($1, t.search) as closeness
       from public.%2$I t where $1 operator(extensions.<%%) t.search order by closeness desc, key limit $2) c',
    private.bulk_key(target), target) into keys using private.folded(btrim(query)), how_many;
  return keys;
end
$$;

create or replace function public.closest_records(
  target text, query text, filters jsonb default '[]', relations jsonb default '{}', via text default null, how_many integer default 8
) returns table (id text)
language plpgsql stable security invoker set search_path = '' as $$
declare
  searched text := coalesce(relations -> via ->> 'table', target);
  key_column text := private.bulk_key(target);
  matched text := coalesce(relations -> via ->> 'column', key_column);
  key_type text;
begin
  select pg_catalog.format_type(a.atttypid, a.atttypmod) into key_type
  from pg_catalog.pg_attribute a
  where a.attrelid = to_regclass(format('public.%I', target)) and a.attname = matched and a.attnum > 0 and not a.attisdropped;
  if key_type is null then
    raise exception 'There is no column "%" to search by.', left(matched, 100) using errcode = '22023';
  end if;
  return query execute format(
    'select t.%1$I::text from unnest($1) with ordinality c (key, place) join public.%2$I t on t.%3$I = c.key::%4$s
     where %5$s order by c.place, t.%1$I limit $2',
    key_column, target, matched, key_type,
    private.filter_condition(target, jsonb_build_object('operator', 'and', 'value', coalesce(filters, '[]')), relations))
    using private.closest_keys(searched, query, 1000), greatest(least(how_many, 50), 0);
end
$$;

do $$
declare
  body constant text := pg_get_functiondef('public.search_records(text, integer)'::regprocedure);
begin
  execute replace(body, 'pass, least(per_table, 20);', 'pass, greatest(least(per_table, 20), 0);');
end
$$;

create or replace function private.need(given boolean, message text, field text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if given is not true then
    raise exception '%', message using errcode = '23514', detail = jsonb_build_object('field', field)::text;
  end if;
end
$$;
comment on function private.need(boolean, text, text) is 'Refuses what was left out, naming the field.';

create or replace function public.preview_sanction(
  member_id uuid, kind text, days integer default null, reason_code text default null, hide_pending boolean default false, message text default null
) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  waits boolean := kind = 'suspend' and days is null and not (select private.has_role('admin'));
  preview jsonb;
begin
  perform private.check_sanction(preview_sanction.member_id, preview_sanction.kind, days, coalesce(hide_pending, false));
  preview := private.sanction_preview(preview_sanction.member_id, preview_sanction.kind,
    case when waits then private.setting('days_to_confirm')::integer else days end, preview_sanction.reason_code, hide_pending, message);
  return preview || jsonb_build_object('version', private.sanctions_version(preview_sanction.member_id), 'to_be_confirmed', waits);
end
$$;

create or replace function public.close_month(month date) returns public.billing_periods
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.need(isfinite(close_month.month), 'Say which month.', 'month');
  return private.decide_period('close', close_month.month, null);
end
$$;
create or replace function public.reopen_month(month date, reason text) returns public.billing_periods
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.need(isfinite(reopen_month.month), 'Say which month.', 'month');
  return private.decide_period('reopen', reopen_month.month, reopen_month.reason);
end
$$;
create or replace function public.receive_payment(
  currency text, amount_minor bigint, user_id uuid default null, method text default 'bank_transfer', reference text default null,
  paid_at timestamptz default null, provider text default null, provider_reference text default null, payment_method_id uuid default null,
  idempotency_key text default null, dry_run boolean default false
) returns public.payments
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.need(currency is not null, 'Say in which currency.', 'currency'), private.need(amount_minor is not null, 'Say how much.', 'amount_minor');
  return private.decide_payment('receive_payment', null, jsonb_build_object('currency', currency, 'amount_minor', amount_minor, 'user_id', user_id, 'method', method,
    'reference', reference, 'paid_at', paid_at, 'provider', provider, 'provider_reference', provider_reference, 'payment_method_id', payment_method_id), idempotency_key, dry_run);
end
$$;
create or replace function public.record_response(
  lead_id uuid default null, send_id bigint default null, from_email text default null, channel text default 'email', subject text default null,
  body text default null, intent text default 'other', sentiment text default 'neutral', at timestamptz default null, back_on date default null
) returns public.outreach_responses
language plpgsql security invoker set search_path = '' as $$
begin
  perform private.need(btrim(body) <> '', 'Say what they wrote.', 'body'), private.need(back_on is null or isfinite(back_on), 'Say on which day they are back.', 'back_on');
  return private.record_response(lead_id, send_id, from_email, channel, subject, body, intent, sentiment, at, back_on);
end
$$;

-- ---------------------------------------------------------------------------------------
-- The service: workers' columns, and nothing of what people decide

do $$
declare
  t record;
  columns text;
begin
  -- Staff, what they write and choose, plans: no worker has a part in these.
  revoke insert, update, delete on public.staff_members, public.moderation_reasons, public.saved_views, public.saved_view_defaults, public.imports,
    public.import_rows, public.record_comments, public.comment_mentions, public.subscription_plans from service_role;
  -- What was done and what happened is not deleted.
  revoke delete on public.bot_actions_log, public.bot_incidents, public.user_subscriptions, public.usage_tracking, public.match_generation_runs from service_role;
  for t in
    select c.oid, c.relname, v.verb from pg_catalog.pg_class c, unnest(array['insert', 'update']) v (verb)
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege('service_role', c.oid, v.verb)
  loop
    select string_agg(format('%I', a.attname), ', ') into columns
    from pg_catalog.pg_attribute a
    where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity <> 'a'
      -- Who reviewed or acknowledged, and what came of it, is people's; a row keeps its key and whom it belongs to.
      and a.attname not in ('updated_at', 'review', 'review_note', 'reviewed_by', 'reviewed_at', 'acknowledged_by', 'acknowledged_at', 'rejection_reason')
      and not (t.verb = 'update' and (a.attname in ('created_at', 'user_id', 'user_a', 'user_b', 'match_id', 'bot_id')
        or exists (select from pg_catalog.pg_constraint k where k.conrelid = t.oid and k.contype = 'p' and a.attnum = any (k.conkey))));
    execute format('revoke %s on public.%I from service_role', t.verb, t.relname);
    execute format('grant %s (%s) on public.%I to service_role', t.verb, columns, t.relname);
  end loop;
end
$$;

-- ---------------------------------------------------------------------------------------
-- mailto://max@example.com

create or replace function private.mail_address(written text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  shown text := private.visible_text(left(written, 2000));
  wrapping constant text := '''`‘’“”„‚«»‹›[]{} ';
  sign text;
  kept text := '';
  quoted text := '';
  remark text := '';
  depth integer := 0;
  in_quotes boolean := false;
  escaped boolean := false;
  bracketed boolean := false;
  closed boolean := false;
  odd boolean := false;
  at integer;
  local_part text;
  domain text;
begin
  if shown is null or position('@' in shown) + position('%40' in shown) = 0 then
    return null;
  end if;
  if shown ~ '^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$' then
    kept := shown;
  else
    if shown ~* '^\W*(url:\s*)?mailto:' then
      -- Some write it as if it were the address of a page, mailto://.
      shown := regexp_replace(private.visible_text(private.percent_decoded(
        regexp_replace(regexp_replace(shown, '^(\W*)(url:\s*)?mailto:', '\1', 'i'), '\?[^>]*', ''))), '^([\s<]*)[\s/\\]+', '\1');
    end if;
    foreach sign in array regexp_split_to_array(shown, '') loop
      if escaped then
        escaped := false;
        if in_quotes then
          kept := kept || sign;
          quoted := quoted || sign;
          odd := odd or sign ~ '[\s"(),:;<>@\[\]\\]';
        end if;
      elsif sign = '\' and (in_quotes or depth > 0) then
        escaped := true;
      elsif in_quotes then
        if sign = '"' then
          in_quotes := false;
        else
          kept := kept || sign;
          quoted := quoted || sign;
          odd := odd or sign ~ '[\s(),:;<>@\[\]\\]';
        end if;
      elsif depth > 0 then
        depth := depth + case sign when '(' then 1 when ')' then -1 else 0 end;
        remark := remark || case when depth > 0 then sign else '' end;
      elsif sign = '"' then
        in_quotes := true;
      elsif sign = '(' then
        depth := 1;
      elsif sign = '<' then
        if bracketed then
          return null;
        end if;
        bracketed := true;
        kept := '';
        quoted := '';
        odd := false;
      elsif sign = '>' and bracketed and not closed then
        closed := true;
      elsif closed then
        if sign !~ '[\s;,.]' then
          return null;
        end if;
      else
        kept := kept || sign;
      end if;
    end loop;
    if in_quotes or depth > 0 then
      return null;
    elsif odd then
      -- The whole of it in quotes.
      return case when btrim(kept) = btrim(quoted) and position('"' in quoted) = 0 then private.mail_address(quoted) end;
    end if;
    kept := btrim(kept, ' ,;');
    if kept = '' and position('@' in remark) > 0 then
      return private.mail_address(remark);
    end if;
    kept := regexp_replace(kept, '^@[^:]*:', '');
    if kept <> '' and position(left(kept, 1) in wrapping) > 0 and position(right(kept, 1) in wrapping) > 0 then
      kept := btrim(kept, wrapping);
    end if;
    kept := regexp_replace(kept, '\s*([.@])\s*', '\1', 'g');
  end if;
  if position('@' in kept) = 0 then
    return null;
  end if;
  at := length(kept) - position('@' in reverse(kept)) + 1;
  local_part := normalize(private.lower_case(left(kept, at - 1)), NFKC);
  domain := private.mail_domain(substr(kept, at + 1));
  if domain is null or local_part ~ '[\s@"(),:;<>\[\]\\]' or length(local_part) not between 1 and 64 or length(local_part) + length(domain) > 253 then
    return null;
  end if;
  return local_part || '@' || domain;
end
$$;

revoke all on function private.own_matches(), public.my_matches(), private.keep_findings(), private.only_team(), private.need(boolean, text, text)
  from public, anon, authenticated, service_role;
grant execute on function private.own_matches(), public.my_matches(), private.need(boolean, text, text) to authenticated;
grant execute on function private.need(boolean, text, text) to service_role;
