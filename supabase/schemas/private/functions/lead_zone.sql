-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.lead_zone(country text, otherwise text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return coalesce((select c.time_zone from private.countries c where c.code = lead_zone.country), otherwise);
end
$function$;

comment on function private.lead_zone(country text, otherwise text) is 'The time zone of a country, in which a lead is taken to live; the other one where the country has none.';
