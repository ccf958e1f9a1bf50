-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_activity()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  rows_of constant text := format('select (%s)::text as part, (%s)::uuid as user_id, date_bin(%L, %s, ''2000-01-01Z'') as moment, (%s) * sign as acts, (%s) * sign as amount from ',
    tg_argv[1], tg_argv[2], private.activity_step(tg_argv[0]), tg_argv[3], coalesce(tg_argv[5], '1'), tg_argv[4]);
  by_row constant boolean := tg_level = 'ROW';
  sides text[];
  counting text;
begin
  if tg_op <> 'DELETE' then
    sides := sides || (rows_of || case when by_row then '(select ($2).*, 1 as sign) r' else '(select n.*, 1 as sign from new_rows n) r' end);
  end if;
  if tg_op <> 'INSERT' then
    sides := sides || (rows_of || case when by_row then '(select ($1).*, -1 as sign) r' else '(select o.*, -1 as sign from old_rows o) r' end);
  end if;
  counting := format('select private.count_activity(%L, array_agg(c.part), array_agg(c.user_id), array_agg(c.moment), array_agg(c.acts), array_agg(c.amount)) from ('
    'select e.part, e.user_id, e.moment, sum(e.acts)::bigint as acts, sum(e.amount)::bigint as amount from (%s) e where e.moment is not null '
    'group by 1, 2, 3 having sum(e.acts) <> 0 or sum(e.amount) <> 0) c having count(*) > 0', tg_argv[0], array_to_string(sides, ' union all '));
  if by_row then
    execute counting using old, new;
  else
    execute counting;
  end if;
  return null;
end
$function$;

comment on function private.keep_activity() is 'Trigger: keeps the sums of the charts for what its arguments say of a row.';
