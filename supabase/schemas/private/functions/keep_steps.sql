-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_steps()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_table_name = 'matches' then
    if tg_op = 'INSERT' then
      perform private.follow_steps(array(select u from new_rows n cross join lateral unnest(array[n.user_a, n.user_b]) u));
    elsif tg_op = 'DELETE' then
      perform private.follow_steps(array(select u from old_rows o cross join lateral unnest(array[o.user_a, o.user_b]) u));
    else
      perform private.follow_steps(array(
        select u from old_rows o full join new_rows n using (id) cross join lateral unnest(array[o.user_a, o.user_b, n.user_a, n.user_b]) u
        where (o.user_a, o.user_b, o.created_at, o.introduced_at) is distinct from (n.user_a, n.user_b, n.created_at, n.introduced_at)));
    end if;
  elsif tg_op = 'INSERT' then
    perform private.follow_steps(array(select n.user_id from new_rows n));
  elsif tg_op = 'DELETE' then
    perform private.follow_steps(array(select o.user_id from old_rows o));
  else
    perform private.follow_steps(array(
      select u from old_rows o full join new_rows n using (id) cross join lateral unnest(array[o.user_id, n.user_id]) u
      where (o.user_id, o.started_at, o.completed_at) is distinct from (n.user_id, n.started_at, n.completed_at)));
  end if;
  return null;
end
$function$;

comment on function private.keep_steps() is 'Trigger: keeps how far members have got.';
