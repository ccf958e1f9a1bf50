-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.render_mail(template text, lead leads, sequence outreach_sequences, token uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  result text := '';
  rest text := template;
  found text[];
  place integer;
begin
  -- Piece by piece: what a lead's own words hold in braces is not read as a field.
  loop
    found := regexp_match(rest, '\{\{\s*([a-z_]+)\s*(?:\|([^{}]*))?\}\}');
    exit when found is null;
    place := (select length(split_part(rest, m[1], 1)) from regexp_match(rest, '(\{\{\s*[a-z_]+\s*(?:\|[^{}]*)?\}\})') m);
    result := result || left(rest, place) || coalesce(private.merge_value(found[1], lead, sequence, token), btrim(found[2]), '');
    rest := substr(rest, place + 1 + (select length(m[1]) from regexp_match(rest, '(\{\{\s*[a-z_]+\s*(?:\|[^{}]*)?\}\})') m));
  end loop;
  return result || rest;
end
$function$;

comment on function private.render_mail(template text, lead leads, sequence outreach_sequences, token uuid) is 'A template with its merge fields filled in for a lead; what a lead''s own words hold in braces is not read as a field.';
