-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.first_name(full_name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  with given as (
    -- "Weber, Anna" is Anna, and a title is no name.
    select regexp_replace(case when full_name ~ '^[^,]+,\s*[^,\s][^,]*$' and split_part(full_name, ',', 2) !~* '^\s*(jr|sr|ph\.?d|m\.?d|mba|esq|msc|bsc|ma|ba|i+v?)\.?\s*$'
        then split_part(full_name, ',', 2) else full_name end,
      '^\s*((dr|prof|professor|mr|mrs|ms|miss|mx|sir|dame|frau|herr|mme|mlle|ing|dipl|mag)\.?\s+)+(?=\S)', '', 'i') as name
  )
  select nullif(btrim(private.plain_name(split_part(btrim(g.name), ' ', 1)), ','), '') from given g
$function$;

comment on function private.first_name(full_name text) is 'How a mail greets somebody of this name.';
