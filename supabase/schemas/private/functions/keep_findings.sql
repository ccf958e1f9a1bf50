-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_findings()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user = 'authenticated' and private.context('import') is distinct from new.import_id::text
    and (tg_op = 'INSERT' and (new.outcome, new.reason, new.twin) is distinct from (null::text, null::jsonb, null::integer)
      or tg_op = 'UPDATE' and (new.outcome, new.reason, new.twin, new.suppressed) is distinct from (old.outcome, old.reason, old.twin, old.suppressed)) then
    raise exception 'What became of a row is found by checking and writing it, not told.' using errcode = '42501', detail = '{"field": "outcome"}';
  end if;
  return new;
end
$function$;

comment on function private.keep_findings() is 'Row trigger: only import_check and import_write, which name their import, say what became of a row.';
