-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.quarters(phash bigint)
 RETURNS integer[]
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select array_agg(((phash >> (16 * q)) & 65535)::integer + 65536 * q) from generate_series(0, 3) q
$function$;

comment on function private.quarters(phash bigint) is 'The four quarters of a perceptual hash: hashes that differ in at most three bits share one.';

grant execute on function private.quarters(phash bigint) to authenticated;
grant execute on function private.quarters(phash bigint) to service_role;
