-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.note_export(of_table text, file_format text, row_count bigint, filters jsonb DEFAULT NULL::jsonb)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.note_export(of_table, file_format, row_count, filters)
$function$;

comment on function public.note_export(of_table text, file_format text, row_count bigint, filters jsonb) is 'Puts on record that a list was exported: which, how many rows, by which filters. The console calls it before it hands the file over.';

grant execute on function public.note_export(of_table text, file_format text, row_count bigint, filters jsonb) to authenticated;
