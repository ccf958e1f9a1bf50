-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.day_text(at timestamp with time zone, time_zone text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select to_char(at at time zone time_zone, 'FMDD Mon YYYY') $function$;

comment on function private.day_text(at timestamp with time zone, time_zone text) is 'The day of a moment in a zone, as a sentence names it.';
