-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.clean_names()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  new.full_name := private.plain_name(new.full_name);
  new.city := nullif(private.plain_name(new.city), '');
  return new;
end
$function$;

comment on function private.clean_names() is 'Trigger: names and cities are kept without what a file or a program put around them.';
