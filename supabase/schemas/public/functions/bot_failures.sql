-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.bot_failures(from_date date, to_date date, time_zone text DEFAULT 'UTC'::text)
 RETURNS TABLE(error_group text, bot_id uuid, bot_label text, action text, message text, failures bigint, first_at timestamp with time zone, last_at timestamp with time zone, regressed boolean, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
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
$function$;

comment on function public.bot_failures(from_date date, to_date date, time_zone text) is 'Failures that are the same (bot, action, message but for figures, ids, addresses and quoted names), with the first, the last, how many, and whether they came back after a week without.';

grant execute on function public.bot_failures(from_date date, to_date date, time_zone text) to authenticated;
