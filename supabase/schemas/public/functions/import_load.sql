-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.import_load(import_id uuid, rows jsonb)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
 SET statement_timeout TO '60s'
AS $function$
declare
  job public.imports := private.import_job(import_id);
  rule private.import_rules := private.import_rule(job.table_name);
begin
  perform private.import_open(job);
  insert into public.import_rows (import_id, row_number, data, key)
  select job.id, (r ->> 'n')::integer, r -> 'v', private.import_key(rule.key, r -> 'v') from jsonb_array_elements(rows) r
  on conflict do nothing;
  return jsonb_array_length(rows);
end
$function$;

comment on function public.import_load(import_id uuid, rows jsonb) is 'Lays rows of a file down: [{"n": row number, "v": {"column": value}}]. Laid down twice, they are there once.';

grant execute on function public.import_load(import_id uuid, rows jsonb) to authenticated;
