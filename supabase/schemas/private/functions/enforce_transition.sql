-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.enforce_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  earlier text := case when tg_op = 'INSERT' then '' else old.state end;
begin
  if tg_op = 'INSERT' then
    -- Machines and migrations bring rows in whatever state they are in; a lead that was deleted comes back as it was.
    if auth.uid() is null or tg_table_name = 'leads' and coalesce(private.context('door'), '') = 'restore' then
      return new;
    end if;
  elsif new.state = old.state then
    return new;
  end if;
  if not exists (
    select from public.state_transitions t
    where t.table_name = tg_table_name and t.from_state = earlier and t.to_state = new.state
  ) and coalesce(private.context('door'), '') <> 'merge' then
    raise exception '%',
      case when tg_op = 'INSERT' then format('A new row here cannot start as %s.', replace(new.state, '_', ' '))
      else format('What is %s cannot become %s.', replace(old.state, '_', ' '), replace(new.state, '_', ' ')) end
      using errcode = '23514', detail = '{"field": "state"}';
  end if;
  return new;
end
$function$;

comment on function private.enforce_transition() is 'Trigger: only the state changes of state_transitions are allowed.';
