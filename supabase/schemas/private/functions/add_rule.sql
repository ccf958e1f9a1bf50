-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.add_rule(of_table text, rule text, definition text, broken_by text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from pg_catalog.pg_constraint k where k.conrelid = format('public.%I', of_table)::regclass and k.conname = rule) then
    execute format('alter table public.%I add constraint %I %s not valid', of_table, rule, definition);
    begin
      execute format('alter table public.%I validate constraint %I', of_table, rule);
    exception when check_violation or foreign_key_violation then
      execute format('insert into private.billing_exceptions (table_name, rule, record_id, detail)
        select %L, %L, t.id::text, left(t::text, 500) from public.%I t where %s on conflict do nothing', of_table, rule, of_table, broken_by);
    end;
  end if;
end
$function$;

comment on function private.add_rule(of_table text, rule text, definition text, broken_by text) is 'Adds a constraint; rows that break it are noted in billing_exceptions and it holds for new ones.';
