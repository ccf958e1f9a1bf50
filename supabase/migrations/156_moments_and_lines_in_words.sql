-- A moment that no chart can count and a line that no number can cross were refused in Postgres's own words.

create or replace function private.refuse_moment() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'Give a moment between 1970 and 2200.' using errcode = '22023', detail = jsonb_build_object('field', tg_argv[0])::text;
end
$$;
comment on function private.refuse_moment() is 'Trigger: refuses a moment beyond what charts count; only rows with such a one come to it.';
revoke execute on function private.refuse_moment() from public, anon, authenticated;

-- Wherever the service says when something was, and where somebody else says it of what charts count.
do $$
declare
  c record;
begin
  for c in
    select r.relname as name, a.attname as moment from pg_class r join pg_attribute a on a.attrelid = r.oid
    where r.relnamespace = 'public'::regnamespace and r.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and (a.attname = 'created_at' and has_column_privilege('service_role', r.oid, a.attnum, 'insert')
        or r.relname in ('engagement_sessions', 'user_game_sessions') and a.attname in ('started_at', 'ended_at', 'finished_at', 'completed_at'))
  loop
    execute format('create or replace trigger %1$I before insert or update of %2$I on public.%3$I for each row
      when (new.%2$I < ''1970-01-01Z'' or new.%2$I >= ''2201-01-01Z'') execute function private.refuse_moment(%2$L)', 'a_moment_of_' || c.moment, c.moment, c.name);
  end loop;
end
$$;

-- A number that is too large was refused by the column before a trigger could say so: it keeps what it keeps, by the trigger.
create or replace function private.check_line() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  f record;
begin
  select * into f from private.alert_figures() a where a.figure = new.figure;
  if not found then
    raise exception 'There is no figure of that name to draw a line on.' using errcode = '22023', detail = '{"field": "figure"}';
  elsif new.period <> all (f.periods) then
    raise exception 'This figure is counted by the month only.' using errcode = '22023', detail = '{"field": "period"}';
  elsif new.team <> all (f.teams) then
    raise exception 'This figure is not one of that team.' using errcode = '22023', detail = '{"field": "team"}';
  elsif f.subject is null and new.subject is not null then
    raise exception 'This figure is of everything: leave out of what.' using errcode = '22023', detail = '{"field": "subject"}';
  elsif f.subject = 'currency' and not exists (select from public.subscription_periods p where p.currency = new.subject) then
    raise exception 'Say in which currency: nothing was earned in that one.' using errcode = '22023', detail = '{"field": "subject"}';
  elsif f.subject = 'feature' and not exists (select from private.usage_sums s where s.feature = new.subject) then
    raise exception 'Say of which feature: nobody has used one of that name.' using errcode = '22023', detail = '{"field": "subject"}';
  end if;
  new.threshold := round(new.threshold, 2);
  if new.threshold < 0 or new.threshold >= 1000000000000 then
    raise exception 'A line is a number between 0 and 1,000,000,000,000.' using errcode = '22023', detail = '{"field": "threshold"}';
  end if;
  return new;
end
$$;
drop trigger if exists check_line on public.chart_lines;
alter table public.chart_lines alter column threshold type numeric;
create trigger check_line before insert or update of figure, period, team, subject, threshold on public.chart_lines for each row execute function private.check_line();
