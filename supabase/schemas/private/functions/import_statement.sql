-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.import_statement(rule private.import_rules, columns text[], verb text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  allowed text[] := case verb when 'create' then rule.create_columns else rule.update_columns end;
  targets text;
  fresh text;
  changes text;
begin
  select
    string_agg(format('%I', a.attname), ', ' order by a.attnum),
    string_agg(case when d.adbin is null then format('n.%I', a.attname)
      else format('coalesce(n.%I, %s)', a.attname, pg_catalog.pg_get_expr(d.adbin, d.adrelid)) end, ', ' order by a.attnum),
    string_agg(format('%I = coalesce(n.%1$I, t.%1$I)', a.attname), ', ' order by a.attnum)
  into targets, fresh, changes
  from pg_catalog.pg_attribute a
  left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = to_regclass(format('public.%I', rule.table_name)) and a.attname = any (columns) and a.attname = any (allowed);
  if verb = 'create' then
    return format(
      'insert into public.%1$I (%2$s) select %3$s from public.import_rows r cross join lateral jsonb_populate_record(null::public.%1$I, r.data) n
       where r.import_id = $1 and r.row_number = any ($2) order by r.row_number', rule.table_name, targets, fresh);
  end if;
  if changes is null then
    return null; -- Nothing of what is there is for a file to change.
  end if;
  return format(
    'update public.%1$I t set %2$s from public.import_rows r cross join lateral jsonb_populate_record(null::public.%1$I, r.data) n
     where r.import_id = $1 and r.row_number = any ($2) and %3$s', rule.table_name, changes, private.import_match(rule.key));
end
$function$;

grant execute on function private.import_statement(rule private.import_rules, columns text[], verb text) to authenticated;
