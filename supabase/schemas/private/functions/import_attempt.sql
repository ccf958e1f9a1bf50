-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.import_attempt(statement text, import_id uuid, rows integer[], keep boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  affected bigint;
  code text;
  message text;
  details text;
  half integer := coalesce(cardinality(rows), 0) / 2;
begin
  if coalesce(cardinality(rows), 0) = 0 then
    return '{}';
  end if;
  begin
    execute statement using import_id, rows;
    get diagnostics affected = row_count;
    if affected <> cardinality(rows) then
      raise exception 'Your role does not allow this change.' using errcode = '42501';
    end if;
    if not keep then
      raise exception using errcode = 'IMDRY';
    end if;
    return '{}';
  exception
    when sqlstate 'IMDRY' then
      return '{}';
    when integrity_constraint_violation or data_exception or raise_exception or insufficient_privilege then
      get stacked diagnostics code = returned_sqlstate, message = message_text, details = pg_exception_detail;
  end;
  if half = 0 then
    return jsonb_build_object(rows[1], jsonb_build_object('code', code, 'message', message, 'details', details));
  end if;
  return private.import_attempt(statement, import_id, rows[:half], keep)
    || private.import_attempt(statement, import_id, rows[half + 1:], keep);
end
$function$;

grant execute on function private.import_attempt(statement text, import_id uuid, rows integer[], keep boolean) to authenticated;
