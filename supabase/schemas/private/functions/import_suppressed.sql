-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.import_suppressed(target text, data jsonb)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select target = 'leads' and private.may_import(target) and exists (
    select from private.suppressed_keys k where k.key = any (private.lookup_keys(
      private.contact_keys(data ->> 'email', data ->> 'phone', data ->> 'handle', data ->> 'profile_url', data ->> 'country'),
      private.mail_address(data ->> 'email'))))
$function$;

comment on function private.import_suppressed(target text, data jsonb) is 'Whether the person in an imported row may not be mailed, by any of their keys, for those who import such rows.';

grant execute on function private.import_suppressed(target text, data jsonb) to authenticated;
