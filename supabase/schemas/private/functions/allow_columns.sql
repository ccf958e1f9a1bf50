-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.allow_columns(target text, verb text, rules jsonb, owner_column text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  named text;
begin
  delete from private.column_rules r where r.table_name = target and r.verb = allow_columns.verb;
  insert into private.column_rules (table_name, verb, who, columns)
    select target, allow_columns.verb, w.key, array(select jsonb_array_elements_text(w.value)) from jsonb_each(rules) w;
  -- Taking the table's privilege back takes back those on its columns.
  execute format('revoke %s on public.%I from anon, authenticated', verb, target);
  select string_agg(distinct format('%I', c), ', ') into named
  from private.column_rules r, unnest(r.columns) c where r.table_name = target and r.verb = allow_columns.verb;
  if named is not null then
    execute format('grant %s (%s) on public.%I to authenticated', verb, named, target);
  end if;
  if verb = 'update' and owner_column is not null then
    execute format('create or replace trigger a_columns before update on public.%I for each row
      execute function private.only_own_columns(%L)', target, owner_column);
  end if;
end
$function$;

comment on function private.allow_columns(target text, verb text, rules jsonb, owner_column text) is 'For migrations: who may insert or update which columns. With owner_column, members and staff are held to their own columns.';
