-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.record_consent(lead_id uuid, given_at timestamp with time zone, how text, words text)
 RETURNS leads
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  lead public.leads;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may record consent.' using errcode = '42501';
  end if;
  select * into lead from public.leads l where l.id = record_consent.lead_id for update;
  if not found then
    raise exception 'This lead does not exist any more.' using errcode = 'PT404';
  elsif char_length(coalesce(private.visible_text(private.said(how)), '')) < 3 or char_length(coalesce(private.visible_text(private.said(words)), '')) < 3 or given_at is null then
    raise exception 'Consent needs its evidence: when, how, and in which words.' using errcode = '23514', detail = '{"field": "words"}';
  elsif given_at > now() then
    raise exception 'Nobody agrees in the future.' using errcode = '23514', detail = '{"field": "given_at"}';
  elsif private.is_lead_suppressed(lead) then
    raise exception 'This person is suppressed. An admin lifts that first, with a reason.' using errcode = '23514';
  end if;
  insert into public.lead_consents (lead_id, given_at, how, words, recorded_by) values (lead.id, given_at, btrim(how), btrim(words), auth.uid());
  perform private.set_context('door', 'consent');
  update public.leads l set consent = 'consented' where l.id = lead.id returning l.* into lead;
  perform private.set_context('door', '');
  return lead;
end
$function$;

comment on function private.record_consent(lead_id uuid, given_at timestamp with time zone, how text, words text) is 'Keeps that a lead agreed to be mailed: when, how and in which words. Behind the public function of its name.';

grant execute on function private.record_consent(lead_id uuid, given_at timestamp with time zone, how text, words text) to authenticated;
