-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_objection()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if coalesce(current_setting('app.import', true), '') = '' then
    if tg_op = 'UPDATE' and old.consent = 'objected' and new.consent <> 'objected'
      and auth.uid() is not null and not (select private.has_role('admin')) then
      raise exception 'This person has objected to being written to. Only an admin takes that back.'
        using errcode = '23514', detail = '{"field": "consent"}';
    end if;
    return new;
  end if;
  if tg_op = 'UPDATE' then
    new.state := old.state;
  end if;
  if (tg_op = 'UPDATE' and old.consent = 'objected') or exists (
    select from public.outreach_suppressions s
    where s.email = private.plain_address(new.email) and s.reason in ('unsubscribed', 'objected', 'complained', 'legal')
  ) then
    new.consent := 'objected';
  end if;
  return new;
end
$function$;
