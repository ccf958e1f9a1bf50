-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_send()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  lead public.leads;
begin
  if tg_op = 'INSERT' then
    new.source_id := (select l.source_id from public.leads l where l.id = new.lead_id);
  end if;
  if new.state in ('queued', 'sent')
    and (tg_op = 'INSERT' or new.state <> old.state or (new.state = 'queued' and new.to_email <> old.to_email)) then
    select * into lead from public.leads l where l.id = new.lead_id for share;
    if private.is_suppressed(new.to_email) or private.is_lead_suppressed(lead) then
      if tg_op = 'UPDATE' and new.state = 'sent' then
        raise exception 'This mail must not be sent: the address is suppressed.' using errcode = '23514';
      end if;
      new.state := 'skipped';
      new.reason := 'suppressed';
    end if;
  end if;
  return new;
end
$function$;

comment on function private.check_send() is 'Trigger: no mail goes to a suppressed address; each keeps where its lead was from.';
