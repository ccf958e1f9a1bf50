-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_activity()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  quarter constant interval := '15 minutes';
  epoch constant timestamptz := '2000-01-01Z';
begin
  if tg_op = 'INSERT' then
    perform private.count_activity(array_agg(c.user_id), array_agg(c.at), array_agg(c.sessions), array_agg(c.seconds), array_agg(false))
    from (
      select n.user_id, date_bin(quarter, n.started_at, epoch) as at, count(*) as sessions, sum(n.seconds) as seconds from new_rows n group by 1, 2
    ) c having count(*) > 0;
  elsif tg_op = 'DELETE' then
    perform private.count_activity(array_agg(c.user_id), array_agg(c.at), array_agg(c.sessions), array_agg(c.seconds), array_agg(true))
    from (
      select o.user_id, date_bin(quarter, o.started_at, epoch) as at, -count(*) as sessions, -sum(o.seconds) as seconds from old_rows o group by 1, 2
    ) c having count(*) > 0;
  else
    perform private.count_activity(array_agg(c.user_id), array_agg(c.at), array_agg(c.sessions), array_agg(c.seconds), array_agg(c.went))
    from (
      select e.user_id, date_bin(quarter, e.started_at, epoch) as at, sum(e.sign)::bigint as sessions, sum(e.sign * e.seconds)::bigint as seconds, bool_or(e.sign < 0) as went
      from old_rows o full join new_rows n using (id)
      cross join lateral (values (o.user_id, o.started_at, o.seconds, -1), (n.user_id, n.started_at, n.seconds, 1)) e (user_id, started_at, seconds, sign)
      where (o.user_id, o.started_at, o.seconds) is distinct from (n.user_id, n.started_at, n.seconds) and e.user_id is not null
      group by 1, 2
    ) c having count(*) > 0;
  end if;
  return null;
end
$function$;
