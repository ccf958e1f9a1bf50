-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_photo_waiting()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  row_now record := case when tg_op = 'DELETE' then old else new end;
begin
  perform private.refresh_waiting('photo', row_now.id);
  return null;
end
$function$;

comment on function private.keep_photo_waiting() is 'Trigger: keeps whether a photo waits for a decision.';
