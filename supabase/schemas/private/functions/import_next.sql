-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.import_next(rule private.import_rules, import_id uuid, from_row integer, to_row integer, judged boolean, OUT there integer[], OUT fresh integer[])
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  execute format(
    'select array_agg(c.row_number) filter (where c.is_there), array_agg(c.row_number) filter (where not c.is_there)
     from (
       select distinct on (coalesce(r.key, ''#'' || r.row_number)) r.row_number,
         r.key is not null and exists (select from public.%I t where %s) as is_there
       from public.import_rows r
       where r.import_id = $1 and r.row_number between $2 and $3 and %s
       order by coalesce(r.key, ''#'' || r.row_number), r.row_number
     ) c',
    rule.table_name, private.import_match(rule.key),
    case when judged then 'r.outcome in (''new'', ''duplicate'')' else 'r.outcome is null' end)
  into there, fresh using import_id, from_row, to_row;
end
$function$;

grant execute on function private.import_next(rule private.import_rules, import_id uuid, from_row integer, to_row integer, judged boolean, OUT there integer[], OUT fresh integer[]) to authenticated;
