-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.bulk_run(statement text, keys text[], changes jsonb, left_out text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  total int := cardinality(keys);
  first int := 1;
  size int := greatest(total, 1);
  batch text[];
  done text[];
  changed bigint := 0;
  refused text[] := '{}';
  reasons jsonb[] := '{}';
  code text;
  message text;
  detail text;
begin
  while first <= total loop
    batch := keys[first : first + size - 1];
    begin
      execute statement into done using batch, changes;
      changed := changed + cardinality(done);
      if cardinality(done) < cardinality(batch) then
        select refused || array_agg(k), reasons || array_agg(jsonb_build_object('reason', left_out)) into refused, reasons
        from (select unnest(batch) except select unnest(done)) missing (k);
      end if;
      first := first + size;
      size := size * 2;
    exception
      when integrity_constraint_violation or raise_exception or insufficient_privilege or invalid_parameter_value
        or no_data_found or sqlstate 'PT404' or sqlstate 'PT409' then
        if cardinality(batch) = 1 then
          get stacked diagnostics code = returned_sqlstate, message = message_text, detail = pg_exception_detail;
          refused := refused || batch;
          reasons := reasons || jsonb_build_object('reason', message, 'code', code, 'details', detail);
          first := first + 1;
        end if;
        size := greatest(cardinality(batch) / 4, 1);
    end;
  end loop;
  return jsonb_build_object('changed', changed, 'refused', (
    select coalesce(jsonb_agg(g.body || jsonb_build_object('ids', g.ids) order by cardinality(g.ids) desc, g.body ->> 'reason'), '[]')
    from (
      -- One entry a reason; the details of the first may name its key.
      select (array_agg(r.body))[1] as body, array_agg(r.id) as ids
      from unnest(refused, reasons) r (id, body) group by r.body ->> 'reason', r.body ->> 'code'
    ) g));
end
$function$;

comment on function private.bulk_run(statement text, keys text[], changes jsonb, left_out text) is 'Runs a statement for all keys, or one by one where some are refused, collecting the reasons.';

grant execute on function private.bulk_run(statement text, keys text[], changes jsonb, left_out text) to authenticated;
