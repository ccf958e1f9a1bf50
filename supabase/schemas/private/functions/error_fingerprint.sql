-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.error_fingerprint(kind text, message text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  select case when coalesce(kind, message) is not null then left(md5(coalesce(kind, '') || ' ' ||
    regexp_replace(regexp_replace(lower(coalesce(message, '')), 'https?://\S+|[0-9a-f]{8}-[0-9a-f-]{27}', '#', 'g'), '[0-9]+', '#', 'g')), 12) end
$function$;

grant execute on function private.error_fingerprint(kind text, message text) to authenticated;
grant execute on function private.error_fingerprint(kind text, message text) to service_role;
