-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.apply_response()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  address text;
begin
  if new.intent = 'out_of_office' or (tg_op = 'UPDATE' and new.intent = old.intent) then
    return null;
  end if;
  if new.intent = 'unsubscribe' then
    select email into address from public.leads where id = new.lead_id;
    if address is not null then
      insert into public.outreach_suppressions (email, reason, source, created_by)
      values (address, 'unsubscribed', 'reply', null)
      on conflict (email) do update set reason = excluded.reason, source = excluded.source
        where outreach_suppressions.reason in ('manual', 'hard_bounce');
    end if;
    update public.leads set consent = 'objected' where id = new.lead_id and consent <> 'objected';
  end if;
  update public.sequence_enrollments set state = 'replied', stop_reason = 'The lead answered'
  where lead_id = new.lead_id and state in ('active', 'paused');
  update public.leads set state = 'replied', replied_at = coalesce(replied_at, new.received_at)
  where id = new.lead_id and state = 'contacted';
  return null;
end
$function$;
