-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.stricter_consent(a text, b text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select c from unnest(array['objected', 'none', 'legitimate_interest', 'consented']) with ordinality o (c, n) where c in (a, b) order by n limit 1
$function$;

comment on function private.stricter_consent(a text, b text) is 'The stricter of two consents, in this order: objected, none, legitimate interest, consented.';
