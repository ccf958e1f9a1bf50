-- What is only added to is so for every connection, also one that plays the part of a replica; and ten deletions by one person
-- in one list are one act also where the clock turns over to the next minute between them.

do $$
declare
  t record;
begin
  for t in
    select g.tgrelid::regclass as name, g.tgname from pg_catalog.pg_trigger g
    join pg_catalog.pg_proc p on p.oid = g.tgfoid join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'private' and p.proname = 'refuse_change' and g.tgenabled <> 'A'
  loop
    execute format('alter table %s enable always trigger %I', t.name, t.tgname);
  end loop;
end
$$;

create or replace function public.security_changes(since timestamp with time zone, most integer DEFAULT 20)
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
  ), paused as (
    -- Deletions one by one are one act until their person pauses in that list for a minute.
    select n.*, n.at - lag(n.at) over (partition by n.actor_kind, n.actor_id, n.table_name, n.operation_id, n.action, n.watched order by n.at, n.id)
      <= interval '1 minute' as goes_on from noted n
  ), numbered as (
    select p.*, count(*) filter (where p.goes_on is not true)
      over (partition by p.actor_kind, p.actor_id, p.table_name, p.operation_id, p.action, p.watched order by p.at, p.id) as nth from paused p
  ), acts as (
    select n.*, case
        when n.operation_id is not null then n.operation_id::text
        when n.action = 'delete' and not n.watched then concat_ws(' ', n.actor_kind, n.actor_id, n.table_name, n.nth)
        else n.id::text end as act
    from numbered n
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

comment on function public.security_changes(timestamptz, integer) is 'What admins should have seen of the audit log since a moment: changes of staff, months and sellers, lifted suppressions, and deletions of many at once, each act once with how many records it took; ten deletions by one person in one list, none of them a minute after the one before, are one.';
