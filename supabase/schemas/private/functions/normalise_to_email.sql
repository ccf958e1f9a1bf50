-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.normalise_to_email()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  new.to_email := coalesce(private.plain_address(new.to_email), '');
  return new;
end
$function$;
