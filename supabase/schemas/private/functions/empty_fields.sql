-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.empty_fields(template text, lead leads, sequence outreach_sequences)
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce(array_agg(distinct btrim(split_part(m[1], '|', 1))), '{}') from regexp_matches(template, '\{\{([^{}]*)\}\}', 'g') m
  where btrim(split_part(m[1], '|', 1)) <> 'unsubscribe_url' and btrim(split_part(m[1], '|', 2)) = '' and private.merge_value(btrim(split_part(m[1], '|', 1)), lead, sequence, null) is null
$function$;

comment on function private.empty_fields(template text, lead leads, sequence outreach_sequences) is 'The merge fields of a text that are empty for a lead and have no fallback.';
