-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.lead_departs()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  door constant text := coalesce(private.context('door'), '');
begin
  if door = 'merge' then
    return old;
  end if;
  update public.email_sends s set state = 'skipped', reason = 'The lead was deleted' where s.lead_id = old.id and s.state = 'queued';
  update public.sequence_enrollments e set state = 'stopped', stop_reason = 'The lead was deleted' where e.lead_id = old.id and e.state in ('active', 'paused');
  insert into private.departed_leads (lead_id, source_id, scrape_run_id, found_at, qualified_at, contacted_at, replied_at, converted_at, relations)
  values (case when door <> 'erase' then old.id end, old.source_id, old.scrape_run_id, old.found_at, old.qualified_at, old.contacted_at, old.replied_at, old.converted_at,
    case when door = 'erase' then '{}' else jsonb_build_object(
      'enrollments', (select coalesce(jsonb_agg(e.id), '[]') from public.sequence_enrollments e where e.lead_id = old.id),
      'sends', (select coalesce(jsonb_agg(s.id), '[]') from public.email_sends s where s.lead_id = old.id),
      'replies', (select coalesce(jsonb_agg(r.id), '[]') from public.outreach_responses r where r.lead_id = old.id),
      'consents', (select coalesce(jsonb_agg(c.id), '[]') from public.lead_consents c where c.lead_id = old.id)) end);
  return old;
end
$function$;

comment on function private.lead_departs() is 'Trigger: what belongs to a deleted lead ends: queued mails are skipped, enrollments stop, its times are kept for the funnel.';
