-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.count_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if to_jsonb(new) -> 'title' is distinct from to_jsonb(old) -> 'title' or new.body is distinct from old.body
    or to_jsonb(new) -> 'image_path' is distinct from to_jsonb(old) -> 'image_path' then
    new.version := old.version + 1;
    new.edited_at := clock_timestamp();
  end if;
  return new;
end
$function$;
