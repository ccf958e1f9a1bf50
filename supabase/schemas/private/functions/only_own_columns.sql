-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.only_own_columns()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  after_row jsonb := to_jsonb(new) - 'updated_at' - private.generated_columns(tg_relid);
  before_row jsonb := to_jsonb(old);
  refused text;
begin
  -- Not definer: what our own definer triggers write, such as a counter, passes.
  if current_user <> 'authenticated' then
    return new;
  end if;
  select a.key into refused
  from jsonb_each(after_row) a
  where a.value is distinct from before_row -> a.key
    and a.key <> all (private.columns_for(tg_table_name, coalesce(before_row ->> tg_argv[0] = auth.uid()::text, false)))
  order by a.key limit 1;
  if found then
    raise exception 'You may not change "%" yourself.', replace(refused, '_', ' ')
      using errcode = '42501', detail = jsonb_build_object('field', refused)::text;
  end if;
  return new;
end
$function$;

comment on function private.only_own_columns() is 'Row trigger. Argument: the column that names whose row it is. Named so that it comes before triggers that write columns themselves.';
