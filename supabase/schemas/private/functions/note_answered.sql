-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.note_answered()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  send public.email_sends;
begin
  select * into send from public.email_sends s where s.id = new.email_send_id;
  new.sequence_id := send.sequence_id;
  new.sequence_email_id := send.sequence_email_id;
  new.variant_id := send.variant_id;
  new.sender_id := send.sender_id;
  new.source_id := coalesce(send.source_id, (select l.source_id from public.leads l where l.id = new.lead_id));
  return new;
end
$function$;

comment on function private.note_answered() is 'Trigger: a reply keeps which mail of which sequence, step, text and sender it answers, and where its lead was from.';
