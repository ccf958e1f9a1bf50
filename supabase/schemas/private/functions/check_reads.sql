-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_reads(value text, of_type text, column_name text)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  execute format('select %L::%s', value, of_type);
exception when data_exception or datetime_field_overflow or numeric_value_out_of_range or invalid_text_representation then
  raise exception '“%” is no value of %.', left(value, 60), column_name using errcode = '22023';
end
$function$;

comment on function private.check_reads(value text, of_type text, column_name text) is 'Refuses in words what a column could not hold.';

grant execute on function private.check_reads(value text, of_type text, column_name text) to authenticated;
grant execute on function private.check_reads(value text, of_type text, column_name text) to service_role;
