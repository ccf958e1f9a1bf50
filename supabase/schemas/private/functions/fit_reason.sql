-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.fit_reason()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- History that the system brings along is taken as it is.
  if auth.uid() is not null and exists (select from public.moderation_reasons r where r.code = new.reason_code and not tg_argv[0] = any (r.items)) then
    perform private.raise_refusal(format('“%s” is no reason for a %s.', (select r.label from public.moderation_reasons r where r.code = new.reason_code),
      case tg_argv[0] when 'photo' then 'photo' else 'text' end), 'reason_code');
  end if;
  return new;
end
$function$;

comment on function private.fit_reason() is 'Trigger: a reason is one for what is decided about. Argument: text or photo.';
