-- Days and moments that API roles may write lie within what charts and pages count, as those of sessions did already; what
-- has happened did not happen later than now, whatever clock told it; nobody was born in the future.
do $do$
declare
  place record;
begin
  for place in
    select c.relname as of_table, a.attname as of_column from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.atttypid in ('date'::regtype, 'timestamptz'::regtype)
      and (c.relname, a.attname) <> ('profiles', 'birth_date')
      and (has_column_privilege('authenticated', c.oid, a.attnum, 'insert, update') or has_column_privilege('service_role', c.oid, a.attnum, 'insert, update'))
  loop
    execute format('drop trigger if exists %I on public.%I', 'a_moment_of_' || place.of_column, place.of_table);
    execute format($$create trigger %I before insert or update of %I on public.%I for each row
      when (new.%2$I < '1970-01-01 00:00+00' or new.%2$I >= '2201-01-01 00:00+00') execute function private.refuse_moment(%2$L)$$,
      'a_moment_of_' || place.of_column, place.of_column, place.of_table);
  end loop;
  for place in
    select split_part(t, '.', 1) as of_table, split_part(t, '.', 2) as of_column
    from unnest(array['bot_incidents.opened_at', 'bot_incidents.resolved_at', 'conversation_responses.asked_at', 'conversation_responses.answered_at',
      'introduction_reports.delivered_at', 'leads.found_at', 'match_generation_runs.started_at', 'match_generation_runs.finished_at', 'matches.presented_at', 'matches.introduced_at',
      'profiles.last_active_at', 'profiles.onboarded_at', 'profiles.verified_at', 'user_badges.awarded_at', 'user_conversations.started_at', 'user_conversations.completed_at']) t
  loop
    execute format('drop trigger if exists %I on public.%I', 'a_arrival_of_' || place.of_column, place.of_table);
    execute format('create trigger %I before insert or update of %I on public.%I for each row
      when (new.%2$I > clock_timestamp() and new.%2$I < ''2201-01-01 00:00+00'') execute function private.count_from_arrival(%2$L)', 'a_arrival_of_' || place.of_column, place.of_column, place.of_table);
  end loop;
end
$do$;

create or replace function private.refuse_birth() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception 'Give a birth date between 1900 and today.' using errcode = '22023', detail = '{"field": "birth_date"}';
end
$$;
comment on function private.refuse_birth() is 'Trigger: refuses a birth date on which nobody was born who is a member; only rows with such a one come to it.';
revoke execute on function private.refuse_birth() from public, anon;
drop trigger if exists a_birth_date on public.profiles;
create trigger a_birth_date before insert or update of birth_date on public.profiles for each row
  when (new.birth_date < '1900-01-01' or new.birth_date > (clock_timestamp() at time zone 'UTC')::date + 1) execute function private.refuse_birth();

create or replace function private.keep_lead_evidence()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if coalesce(private.context('door'), '') = 'merge' then
    return new;
  end if;
  if private.by_api() then
    if tg_op = 'INSERT' then
      new.added_by := auth.uid();
    elsif new.added_by is distinct from old.added_by and new.added_by is not null then
      new.added_by := old.added_by;
    end if;
    if new.consent = 'consented' and (tg_op = 'INSERT' or old.consent <> 'consented') and coalesce(private.context('door'), '') <> 'consent' then
      raise exception 'Consent needs its evidence: record when it was given, how, and in which words.' using errcode = '23514', detail = '{"field": "consent"}';
    end if;
    -- What a program scores is what its reasons come to. It leaves alone what a person made of it.
    if auth.uid() is null and (tg_op = 'INSERT' or new.score <> old.score or new.score_reasons is distinct from old.score_reasons) then
      new.score := (select least(100, greatest(0, coalesce(sum(case when jsonb_typeof(r -> 'points') = 'number' then (r ->> 'points')::numeric end), 0)))
        -- What is no list is refused by its rule.
        from jsonb_array_elements(case jsonb_typeof(new.score_reasons) when 'array' then new.score_reasons else '[]' end) r);
    end if;
  end if;
  if tg_op = 'UPDATE' and new.state <> old.state then
    if new.state = 'qualified' then new.qualified_at := coalesce(new.qualified_at, clock_timestamp()); end if;
    if new.state = 'contacted' then new.contacted_at := coalesce(new.contacted_at, clock_timestamp()); end if;
    if new.state = 'replied' then new.replied_at := coalesce(new.replied_at, clock_timestamp()); end if;
    if new.state = 'converted' then new.converted_at := coalesce(new.converted_at, clock_timestamp()); end if;
  end if;
  return new;
end
$function$;
