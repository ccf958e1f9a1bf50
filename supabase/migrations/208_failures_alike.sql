-- Failures are alike where their messages differ in what was named only: names in quotes, mail addresses and ids as well as figures, in any script's digits.
-- Whether one came back after a week is asked of all its failures: one that was last seen before the days that are shown had never come back.
-- What a bot changed is compared as its record holds it: a time with a Z or an amount as text was taken for a change by somebody else.

create or replace function private.error_fingerprint(kind text, message text) returns text language sql immutable parallel safe set search_path = '' as $$
  select case when coalesce(kind, message) is not null then left(md5(coalesce(kind, '') || ' ' ||
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(
      translate(lower(coalesce(message, '')), '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९０１２３４５６７８９', '0123456789012345678901234567890123456789'),
      -- Addresses; then what stands in quotes, of which an apostrophe within a word is none.
      'https?://\S+|[0-9a-f]{8}-[0-9a-f-]{27}|[^\s"''<>]+@[^\s"''<>]+', '#', 'g'),
      '"[^"\n]*"|`[^`\n]*`|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|»[^«\n]*«|‹[^›\n]*›|「[^」\n]*」|『[^』\n]*』|(?<![[:alnum:]])''[^''\n]*''(?![[:alnum:]])|(?<![[:alnum:]])‘[^’\n]*’(?![[:alnum:]])', '#', 'g'),
      -- Ids: eight letters and figures or more, with three figures in a row or some in two places. Names such as base64url stay.
      '(?=[a-z0-9]*(?:[0-9]{3}|[0-9][a-z]+[0-9]))[a-z0-9]{8,}', '#', 'g'),
      '[0-9]+([.,:][0-9]+)*', '#', 'g')), 12) end
$$;

-- What failed before is grouped anew; nobody did anything to it.
alter table public.bot_actions_log disable trigger user;
update public.bot_actions_log set error_message = error_message where error_group is distinct from case when outcome = 'failed' then private.error_fingerprint(null, error_message) end;
alter table public.bot_actions_log enable trigger user;
alter table public.scrape_runs disable trigger user;
update public.scrape_runs set error_message = error_message where error_fingerprint is distinct from private.error_fingerprint(error_kind, error_message);
alter table public.scrape_runs enable trigger user;
comment on column public.bot_actions_log.error_group is 'The same for failures whose messages differ in figures, ids, addresses and quoted names only.';
comment on column public.scrape_runs.error_fingerprint is 'The same for failures that differ in figures, ids, addresses and quoted names only.';

create or replace function public.bot_failures(from_date date, to_date date, time_zone text default 'UTC') returns table (error_group text, bot_id uuid, bot_label text, action text, message text, failures bigint, first_at timestamp with time zone, last_at timestamp with time zone, regressed boolean, starts_at timestamp with time zone, ends_at timestamp with time zone) language plpgsql stable set search_path = '' as $$
begin
  perform private.check_range(from_date, to_date, time_zone);
  starts_at := private.day_start(from_date, time_zone);
  ends_at := private.day_start(to_date + 1, time_zone);
  return query
  select f.error_group, f.bot_id, b.label, f.action, (array_agg(f.error_message order by f.created_at desc))[1], count(*), min(f.created_at), max(f.created_at),
    -- It was away for a week and has come back.
    coalesce(bool_or(f.created_at - f.before > interval '7 days'), false), starts_at, ends_at
  from (
    select l.*, coalesce(lag(l.created_at) over (partition by l.error_group, l.bot_id, l.action order by l.created_at), (
        select max(p.created_at) from public.bot_actions_log p
        where p.error_group = l.error_group and p.bot_id = l.bot_id and p.action = l.action and p.created_at < starts_at)) as before
    from public.bot_actions_log l
    where l.outcome = 'failed' and l.created_at >= starts_at and l.created_at < ends_at
  ) f join public.ai_bot_health b on b.id = f.bot_id
  group by f.error_group, f.bot_id, b.label, f.action
  order by 6 desc, 8 desc;
end
$$;
comment on function public.bot_failures(date, date, text) is 'Failures that are the same (bot, action, message but for figures, ids, addresses and quoted names), with the first, the last, how many, and whether they came back after a week without.';

create or replace function public.scrape_failures(days integer default 30) returns table (fingerprint text, kind text, message text, runs bigint, sources bigint, first_at timestamp with time zone, last_at timestamp with time zone, regressed boolean, run_ids uuid[], retryable uuid[]) language sql stable set search_path = '' as $$
  with failed as (
    select r.*, coalesce(lag(r.queued_at) over (partition by r.error_fingerprint order by r.queued_at), (
        select max(p.queued_at) from public.scrape_runs p
        where p.error_fingerprint = r.error_fingerprint and p.state in ('failed', 'partial') and p.queued_at <= now() - greatest(0, least(days, 365)) * interval '1 day')) as earlier
    from public.scrape_runs r where r.error_fingerprint is not null and r.state in ('failed', 'partial') and r.queued_at > now() - greatest(0, least(days, 365)) * interval '1 day'
  )
  select f.error_fingerprint, min(f.error_kind), (array_agg(f.error_message order by f.queued_at desc))[1], count(*), count(distinct f.source_id), min(f.queued_at), max(f.queued_at),
    -- Gone for a week, and back.
    coalesce(bool_or(f.queued_at - f.earlier > interval '7 days' and f.queued_at > now() - interval '7 days'), false),
    (array_agg(f.id order by f.queued_at desc))[:100],
    -- The last run of each source, where that is one of these: what a retry would run.
    array_agg(f.id) filter (where not exists (select from public.scrape_runs n where n.source_id = f.source_id and n.queued_at > f.queued_at))
  from failed f group by f.error_fingerprint order by max(f.queued_at) desc
$$;
comment on function public.scrape_failures(integer) is 'Failures that differ in figures, ids, addresses and quoted names only, as one: how often, since when, last when, whether they came back, and which runs.';

create or replace function private.move_bot_change(action_id bigint, back boolean, why text) returns void language plpgsql set search_path = '' as $$
declare
  act public.bot_actions_log;
  key_column text;
  wanted jsonb;
  standing jsonb;
  row_now jsonb;
  moved boolean;
  stale text;
begin
  select * into act from public.bot_actions_log l where l.id = action_id;
  key_column := private.bulk_key(act.target_table);
  select jsonb_object_agg(c.key, c.value -> case when back then 'from' else 'to' end), jsonb_object_agg(c.key, c.value -> case when back then 'to' else 'from' end)
    into wanted, standing from jsonb_each(act.changed) c;
  execute format('select to_jsonb(t), $2 || to_jsonb(jsonb_populate_record(t, $2)) from public.%I t where t.%I::text = $1 for update', act.target_table, key_column)
    into row_now, standing using act.target_id, standing;
  if row_now is null then
    raise exception 'Its record is gone, or you may not change it: nothing was put back.' using errcode = '42501';
  end if;
  -- As the record would hold it, beside what the record holds.
  select string_agg(replace(s.key, '_', ' '), ', ' order by s.key) into stale from jsonb_each(standing) s where row_now -> s.key is distinct from s.value;
  if stale is not null then
    perform private.raise_conflict('changed', format('Somebody changed this since: %s. Nothing was put back.', stale), '{}');
  end if;
  perform set_config('app.reason', left(why, 1000), true);
  execute format('with done as (update public.%1$I t set %2$s from jsonb_populate_record(null::public.%1$I, $1) n where t.%3$I::text = $2 returning 1) select exists (select from done)',
    act.target_table, private.check_changes(act.target_table, wanted, key_column), key_column) into moved using wanted, act.target_id;
  perform set_config('app.reason', '', true);
  if not moved then
    raise exception 'Your role may not change its record: nothing was put back.' using errcode = '42501';
  end if;
end
$$;
