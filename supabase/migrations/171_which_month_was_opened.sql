-- A month has no name in the audit log but itself: an admin reads which one was opened again.

CREATE OR REPLACE FUNCTION public.security_changes(since timestamp with time zone, most integer DEFAULT 20)
 RETURNS TABLE(id bigint, at timestamp with time zone, actor_name text, action text, table_name text, record_label text, changed text[], reopened boolean, operation_id uuid, records bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if not private.has_role('admin') then
    raise exception 'Events of security are for admins.' using errcode = '42501';
  end if;
  if since is null or not isfinite(since) or most is null or most not between 1 and 200 then
    raise exception 'Give a moment, and ask for 1 to 200 of them.' using errcode = '22023', detail = '{"field": "since"}';
  end if;
  return query
  with noted as (
    select a.*, a.table_name in ('staff_members', 'billing_periods', 'billing_sellers') or a.table_name = 'outreach_suppressions' and a.action <> 'insert' as watched
    from public.audit_log a
    where a.at >= since
      and (a.action = 'delete' or a.table_name in ('staff_members', 'billing_periods', 'billing_sellers') or (a.table_name = 'outreach_suppressions' and a.action <> 'insert'))
      and (a.actor_kind <> 'system' or a.operation_id is not null or a.action <> 'delete')
  ), acts as (
    select n.*, case
        when n.operation_id is not null then n.operation_id::text
        when n.action = 'delete' and not n.watched then concat_ws(' ', n.actor_kind, n.actor_id, n.table_name, date_trunc('minute', n.at))
        else n.id::text end as act
    from noted n
  ), counted as (
    -- The record itself is written down after what goes with it.
    select distinct on (c.act) c.*, count(*) over (partition by c.act, c.table_name) as together from acts c order by c.act, c.id desc
  )
  select c.id, c.at, c.actor_name, c.action, c.table_name, coalesce(c.record_label, to_char((coalesce(c.after, c.before) ->> 'month')::date, 'YYYY-MM')), c.changed,
    c.table_name = 'billing_periods' and 'closed' = any (c.changed) and c.after ->> 'closed' = 'false', c.operation_id, c.together
  from counted c where c.watched or c.operation_id is not null or c.together >= 10
  order by c.at desc, c.id desc limit most;
end
$function$;
