-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.import_tally(import_id uuid, from_row integer, to_row integer)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select jsonb_build_object(
    'counts', coalesce((select jsonb_object_agg(c.outcome, c.n) from (
      select r.outcome, count(*) as n from public.import_rows r
      where r.import_id = import_tally.import_id and r.row_number between from_row and to_row and r.outcome is not null group by 1) c), '{}'),
    'notes', coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'row', r.row_number, 'outcome', r.outcome, 'twin', r.twin, 'reason', r.reason)) order by r.row_number)
      from public.import_rows r
      where r.import_id = import_tally.import_id and r.row_number between from_row and to_row
        and (r.outcome not in ('new', 'created', 'updated') or r.reason is not null)), '[]'))
$function$;

grant execute on function private.import_tally(import_id uuid, from_row integer, to_row integer) to authenticated;
