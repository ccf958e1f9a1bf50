-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.apply_objection()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into public.outreach_suppressions (email, reason, source) values (new.email, 'objected', 'lead')
  on conflict (email) do nothing;
  return null;
end
$function$;
