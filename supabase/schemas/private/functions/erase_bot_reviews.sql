-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.erase_bot_reviews()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update public.bot_reviews r set note = case when r.note is not null then 'Erased' end, note_before = null where r.action_id = new.id;
  return null;
end
$function$;

comment on function private.erase_bot_reviews() is 'Trigger: what is erased from a bot''s action is erased from the verdicts on it.';
