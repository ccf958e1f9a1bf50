-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_suppression()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if coalesce(current_setting('app.import', true), '') <> '' then
    raise exception 'An import never changes a suppression that is there.' using errcode = '42501';
  end if;
  return coalesce(new, old);
end
$function$;
