-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.stamp_published()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if new.state = 'published' and new.published_at is null then
    new.published_at := clock_timestamp();
  end if;
  return new;
end
$function$;
