-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.only_lift()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if to_jsonb(new) - array['note', 'lifted_at', 'lifted_by', 'lifted_why', 'updated_at']
    is distinct from to_jsonb(old) - array['note', 'lifted_at', 'lifted_by', 'lifted_why', 'updated_at'] then
    raise exception 'A sanction is not changed. Lift it and impose another.' using errcode = '23514';
  elsif old.lifted_at is not null and (new.lifted_at, new.lifted_by, new.lifted_why) is distinct from (old.lifted_at, old.lifted_by, old.lifted_why) then
    raise exception 'It is lifted already.' using errcode = '23514';
  elsif old.lifted_at is null and new.lifted_why is not null and auth.uid() is not null then
    new.lifted_at := clock_timestamp();
    new.lifted_by := auth.uid();
  end if;
  return new;
end
$function$;
