-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.note_export(of_table text, file_format text, row_count bigint, filters jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not (select private.is_staff()) then
    raise exception 'Only staff export lists.' using errcode = '42501';
  elsif to_regclass(format('public.%I', coalesce(of_table, ''))) is null then
    raise exception 'There is no such list.' using errcode = '22023', detail = '{"field": "of_table"}';
  elsif coalesce(file_format, '') !~ '^[a-z]{1,20}$' or row_count is null or row_count < 0 then
    raise exception 'An export has a format and a number of rows.' using errcode = '22023', detail = '{"field": "file_format"}';
  elsif (case jsonb_typeof(filters) when 'array' then jsonb_path_exists(filters, 'strict $[*] ? (@.type() != "object")') else filters is not null end) then
    raise exception 'The filters of an export are a list of conditions.' using errcode = '22023', detail = '{"field": "filters"}';
  end if;
  insert into public.security_events (kind, user_id, who, table_name, file_format, row_count, filters)
  select 'export', s.user_id, s.full_name, of_table, note_export.file_format, note_export.row_count,
    case when pg_column_size(note_export.filters) <= 20000 then note_export.filters end
  from public.staff_members s where s.user_id = auth.uid();
end
$function$;

comment on function private.note_export(of_table text, file_format text, row_count bigint, filters jsonb) is 'Records an export of the person who asks.';

grant execute on function private.note_export(of_table text, file_format text, row_count bigint, filters jsonb) to authenticated;
