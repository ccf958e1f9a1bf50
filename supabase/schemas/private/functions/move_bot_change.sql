-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.move_bot_change(action_id bigint, back boolean, why text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  act public.bot_actions_log;
  key_column text;
  wanted jsonb;
  standing jsonb;
  row_now jsonb;
  moved boolean;
  stale text;
begin
  select * into act from public.bot_actions_log l where l.id = action_id;
  key_column := private.bulk_key(act.target_table);
  select jsonb_object_agg(c.key, c.value -> case when back then 'from' else 'to' end), jsonb_object_agg(c.key, c.value -> case when back then 'to' else 'from' end)
    into wanted, standing from jsonb_each(act.changed) c;
  execute format('select to_jsonb(t), $2 || to_jsonb(jsonb_populate_record(t, $2)) from public.%I t where t.%I::text = $1 for update', act.target_table, key_column)
    into row_now, standing using act.target_id, standing;
  if row_now is null then
    raise exception 'Its record is gone, or you may not change it: nothing was put back.' using errcode = '42501';
  end if;
  -- As the record would hold it, beside what the record holds.
  select string_agg(replace(s.key, '_', ' '), ', ' order by s.key) into stale from jsonb_each(standing) s where row_now -> s.key is distinct from s.value;
  if stale is not null then
    perform private.raise_conflict('changed', format('Somebody changed this since: %s. Nothing was put back.', stale), '{}');
  end if;
  perform private.set_context('reason', left(why, 1000));
  execute format('with done as (update public.%1$I t set %2$s from jsonb_populate_record(null::public.%1$I, $1) n where t.%3$I::text = $2 returning 1) select exists (select from done)',
    act.target_table, private.check_changes(act.target_table, wanted, key_column), key_column) into moved using wanted, act.target_id;
  perform private.set_context('reason', '');
  if not moved then
    raise exception 'Your role may not change its record: nothing was put back.' using errcode = '42501';
  end if;
end
$function$;

comment on function private.move_bot_change(action_id bigint, back boolean, why text) is 'Puts back what a bot changed on its record, or makes it so again; refused where it was changed since.';

grant execute on function private.move_bot_change(action_id bigint, back boolean, why text) to authenticated;
