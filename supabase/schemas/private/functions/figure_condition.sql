-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.figure_condition(target text, filters jsonb, relations jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  perform private.bulk_key(target);
  if jsonb_typeof(filters) is distinct from 'array' then
    raise exception 'Filters are a list.' using errcode = '22023';
  end if;
  return private.filter_condition(target, jsonb_build_object('operator', 'and', 'value', filters), coalesce(relations, '{}'));
end
$function$;

comment on function private.figure_condition(target text, filters jsonb, relations jsonb) is 'The filters of a list as an SQL condition, for figures about its rows.';

grant execute on function private.figure_condition(target text, filters jsonb, relations jsonb) to authenticated;
