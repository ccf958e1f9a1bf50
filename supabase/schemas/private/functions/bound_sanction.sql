-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.bound_sanction()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- Who may impose none is told so by row security, not what is wrong with it.
  if current_user <> 'authenticated' or not (select private.has_role('moderator')) then
    return new;
  end if;
  if not exists (select from public.moderation_reasons r where r.code = new.reason_code and r.active and 'sanction' = any (r.decisions)) then
    raise exception 'This is not a reason for a sanction.' using errcode = '23514', detail = '{"field": "reason_code"}';
  elsif new.ends_at > now() + interval '366 days' then
    raise exception 'A sanction ends within a year, or not at all.' using errcode = '23514', detail = '{"field": "ends_at"}';
  end if;
  new.starts_at := now();
  new.created_by := auth.uid();
  return new;
end
$function$;
