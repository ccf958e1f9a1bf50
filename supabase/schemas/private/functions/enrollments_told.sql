-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.enrollments_told(word text, OUT ids uuid[], OUT count integer)
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER COST 1e+06
 SET search_path TO ''
 SET jit TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  secret constant text := (select p.secret from private.pepper p where exists (select from private.suppressed_keys k where k.key >= 'hash:' and k.key < 'hash;'));
  of_domains constant boolean := exists (select from private.suppressed_keys k where k.key >= 'domain:' and k.key < 'domain;');
begin
  ids := '{}';
  count := 0;
  if not (select private.has_role('growth')) then
    return;
  end if;
  with running as materialized (
    select e.id, e.sequence_id, e.state, e.current_step, e.next_send_at, l.country, case
      when l.id is null then 'no_lead'
      when l.email is null or l.email !~ '^[a-z0-9._+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$' and private.mail_address(l.email) is null then 'no_address'
      when l.consent = 'objected'
        or l.id in (select k.lead_id from private.suppressed_keys s join private.lead_keys k on k.key = s.key)
        or l.id in (select k.lead_id from private.suspended_keys s join private.lead_keys k on k.key = s.key)
        or of_domains and split_part(l.email, '@', 2) in (
          select d.domain from (select distinct split_part(x.email, '@', 2) as domain from public.sequence_enrollments n join public.leads x on x.id = n.lead_id where n.state in ('active', 'paused')) d
          where exists (select from private.suppressed_keys k where k.key = any (private.lookup_keys('{}', '@' || d.domain))))
        or secret is not null and l.id in (
          select k.lead_id from private.suppressed_keys s join private.lead_keys k on s.key = 'hash:' || encode(extensions.hmac(k.key, secret, 'sha256'), 'hex')) then 'suppressed'
      when l.state in ('rejected', 'converted') then 'wrong_state'
      when l.source_id is null and l.added_by is null
        or l.consent <> 'consented' and l.source_id in (select r.id from public.lead_sources r where r.lawful_basis = 'consent') then 'no_provenance'
      when e.state = 'paused' then 'paused'
      when e.id in (select s.enrollment_id from public.email_sends s where s.state = 'queued' and s.enrollment_id is not null) then 'reserved' end as code
    from public.sequence_enrollments e left join public.leads l on l.id = e.lead_id
    where e.state in ('active', 'paused')
  ), following as materialized (
    select r.id from running r join public.sequence_emails x on x.sequence_id = r.sequence_id and x.active and x.position > r.current_step
      left join public.email_sends s on s.enrollment_id = r.id and s.sequence_email_id = x.id and s.state not in ('skipped', 'failed')
    where r.code is null and s.id is null
  ), opening as materialized (
    select s.id, c.country, case when private.next_opening(s, private.lead_zone(c.country, s.time_zone), now()) > now() then 'window'
      else coalesce(private.sequence_block(s, now()) ->> 'code', 'due') end as code
    from (select distinct r.sequence_id, r.country from running r) c join public.outreach_sequences s on s.id = c.sequence_id and s.state = 'active'
  )
  select array_agg(x.id) into ids from (
    -- What stands against a lead is asked for most, and needs nothing of the sequences.
    select r.id from running r where r.code = word
    union all
    select r.id from running r join public.outreach_sequences q on q.id = r.sequence_id left join opening g on g.id = r.sequence_id and g.country is not distinct from r.country
    where word !~ '^(no_|suppressed|wrong_state|reserved|paused)' and r.code is null and case
      when r.id not in (select f.id from following f) then 'sent'
      when q.state <> 'active' then 'sequence_' || q.state
      when r.next_send_at is null or r.next_send_at > now() then 'not_yet'
      else g.code end = word
  ) x;
  ids := coalesce(ids, '{}');
  count := cardinality(ids);
end
$function$;

comment on function private.enrollments_told(word text, OUT ids uuid[], OUT count integer) is 'The enrollments under way of which the gate says this word at this moment, found for all at once by the same conditions as gate_of and lead_code. It answers a row, so that the planner does not work it out beforehand once more.';

grant execute on function private.enrollments_told(word text, OUT ids uuid[], OUT count integer) to authenticated;
