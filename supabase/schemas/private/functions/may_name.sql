-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.may_name(written text, hints text[])
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  select written <> '' and (lower(written) like any (hints) or private.folded(written) like any (hints) or regexp_replace(written, '[^0-9]', '', 'g') like any (hints))
$function$;

comment on function private.may_name(written text, hints text[]) is 'Whether a text may name somebody, by parts of what is known of them: asked before the patterns, which take longer.';
