-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.import_range(job imports, rule private.import_rules, duplicates text, from_row integer, to_row integer)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  creating text := private.import_statement(rule, job.columns, 'create');
  updating text := private.import_statement(rule, job.columns, 'update');
  batch record;
  refused jsonb;
begin
  loop
    select * into batch from private.import_next(rule, job.id, from_row, to_row, true);
    exit when batch.there is null and batch.fresh is null;
    refused := private.import_attempt(creating, job.id, batch.fresh, true)
      || case when duplicates = 'update' and updating is not null then private.import_attempt(updating, job.id, batch.there, true) else '{}' end;
    update public.import_rows r set reason = refused -> r.row_number::text,
      outcome = case when refused ? r.row_number::text then 'refused' when r.row_number = any (batch.fresh) then 'created'
        when duplicates = 'update' and updating is not null then 'updated' else 'skipped' end
    where r.import_id = job.id and r.row_number = any (batch.there || batch.fresh);
  end loop;
end
$function$;

grant execute on function private.import_range(job imports, rule private.import_rules, duplicates text, from_row integer, to_row integer) to authenticated;
