-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.lead_returns()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  gone private.departed_leads;
begin
  delete from private.departed_leads d where d.lead_id = new.id returning * into gone;
  if gone.id is not null then
    perform private.set_context('door', 'merge');
    update public.leads l set found_at = gone.found_at, qualified_at = gone.qualified_at, contacted_at = gone.contacted_at, replied_at = gone.replied_at, converted_at = gone.converted_at
    where l.id = new.id;
    update public.sequence_enrollments e set lead_id = new.id where e.id in (select v::uuid from jsonb_array_elements_text(gone.relations -> 'enrollments') v);
    update public.email_sends s set lead_id = new.id where s.id in (select v::bigint from jsonb_array_elements_text(gone.relations -> 'sends') v);
    update public.outreach_responses r set lead_id = new.id where r.id in (select v::uuid from jsonb_array_elements_text(gone.relations -> 'replies') v);
    update public.lead_consents c set lead_id = new.id where c.id in (select v::uuid from jsonb_array_elements_text(gone.relations -> 'consents') v);
    perform private.set_context('door', '');
  end if;
  return null;
end
$function$;

comment on function private.lead_returns() is 'Trigger: a deleted lead that is brought back has its times, enrollments, mails, replies and consents again.';
