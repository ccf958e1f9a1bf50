-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.audit()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  person uuid := auth.uid();
  before_row jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
  after_row jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
  row_now jsonb := coalesce(after_row, before_row);
  changed_columns text[] := '{}';
  staff public.staff_members;
begin
  if person is not null then
    select * into staff from public.staff_members s where s.user_id = person;
  end if;
  -- Tables that machines and members write ('log') are recorded when staff insert, and on every change.
  if tg_op = 'INSERT' and tg_argv[0] = 'log' and staff.user_id is null then
    return null;
  end if;

  if tg_op = 'UPDATE' then
    select array_agg(a.key order by a.key), jsonb_object_agg(a.key, before_row -> a.key), jsonb_object_agg(a.key, a.value)
      into changed_columns, before_row, after_row
    from jsonb_each(after_row) a
    where a.value is distinct from before_row -> a.key and a.key not in ('search', 'folded', 'sort_name', 'updated_at');
    if changed_columns is null then
      return null;
    end if;
  else
    before_row := before_row - array['search', 'folded', 'sort_name', 'updated_at'];
    after_row := after_row - array['search', 'folded', 'sort_name', 'updated_at'];
  end if;

  insert into public.audit_log
    (actor_id, actor_name, actor_kind, actor_roles, action, table_name, record_id, record_label, changed, before, after, reason, operation_id)
  values (
    person,
    case
      when staff.full_name is not null then staff.full_name
      when person is not null then 'A member'
      when auth.role() = 'service_role' then 'The service'
      else 'The system'
    end,
    case when person is not null then 'person' when auth.role() = 'service_role' then 'service' else 'system' end,
    case when staff.active then staff.roles else '{}' end,
    lower(tg_op),
    tg_table_name,
    coalesce(row_now ->> 'id', row_now ->> 'user_id'),
    left(coalesce(
      row_now ->> 'name', row_now ->> 'title', row_now ->> 'full_name', row_now ->> 'display_name',
      row_now ->> 'number', row_now ->> 'email', row_now ->> 'label', row_now ->> 'subject'), 120),
    changed_columns,
    before_row,
    after_row,
    left(private.context('reason'), 1000),
    private.context('operation')::uuid
  );
  return null;
end
$function$;

comment on function private.audit() is 'Row trigger. Argument: all (every change) or log (a table machines write: their inserts are not recorded).';
