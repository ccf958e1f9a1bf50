-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.many_suppress_lead(keys text[], arguments jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  why constant text := case when arguments ? 'kind' then arguments ->> 'kind' else 'manual' end;
  hashes constant boolean := exists (select from private.suppressed_keys k where k.key >= 'hash:' and k.key < 'hash;');
  already constant text := 'This person is suppressed already, for the same reason.';
  refusals jsonb := '{}';
  written uuid[];
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may suppress a lead.' using errcode = '42501';
  end if;
  if not coalesce(why in ('unsubscribed', 'objected', 'complained', 'hard_bounce', 'legal', 'manual'), false) then
    raise exception 'There is no such reason to suppress a person.' using errcode = '22023';
  end if;
  select coalesce(jsonb_object_agg(x.id, x.problem) filter (where x.problem is not null), '{}') into refusals
  from (
    select a.id, case
      when l.id is null then 'This lead does not exist any more.'
      when not exists (select from private.lead_keys k where k.lead_id = l.id)
        then 'There is nothing to suppress: no email address, no phone, handle or profile.'
      when exists (
        select from private.lead_keys k
        join private.suppressed_keys d on d.key = any (array[k.key, case when hashes then private.hashed_key(k.key) end])
        join public.outreach_suppressions s on s.id = d.suppression_id
        where k.lead_id = l.id and s.reason = why and s.kind <> 'domain') then already end as problem
    from unnest(keys) a (id) left join public.leads l on l.id = a.id::uuid
  ) x;
  with done as (
    insert into public.outreach_suppressions (email, kind, reason, source, note, lead_id)
    select left(coalesce(l.email, l.phone, l.handle, l.profile_url), 300), 'person', why, 'lead', arguments ->> 'note', l.id
    from public.leads l where l.id = any (keys::uuid[]) and not refusals ? l.id::text order by l.id
    on conflict do nothing returning lead_id)
  select coalesce(array_agg(d.lead_id), '{}') into written from done d;
  return jsonb_build_object('changed', cardinality(written), 'refused', (
    select coalesce(jsonb_agg(jsonb_build_object('reason', g.reason, 'code', case when g.reason like '%any more.' then 'PT404' else '23514' end, 'details', '', 'ids', g.ids)
      order by cardinality(g.ids) desc, g.reason), '[]')
    from (
      select r.reason, array_agg(r.id) as ids
      from (select a.id, coalesce(refusals ->> a.id, already) as reason from unnest(keys) a (id) where not exists (select from unnest(written) w where w = a.id::uuid)) r
      group by r.reason) g));
end
$function$;

comment on function private.many_suppress_lead(keys text[], arguments jsonb) is 'suppress_lead for many leads, in one step. Answers as bulk_run does.';

grant execute on function private.many_suppress_lead(keys text[], arguments jsonb) to authenticated;
