-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_run()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  source public.lead_sources;
begin
  if private.by_api() and (tg_op = 'INSERT' or new.state = 'running' and old.state <> 'running') then
    select * into source from public.lead_sources s where s.id = new.source_id;
    if source.terms_state <> 'allowed' then
      raise exception '%', case source.terms_state when 'refused' then 'The terms of this source do not let us read it.'
        else 'Nobody has reviewed the terms of this source yet, so it is not run.' end
        using errcode = '23514', detail = '{"field": "source_id"}', hint = 'Review its terms and robots.txt first.';
    elsif source.state not in ('active', 'paused') or source.state = 'paused' and new.trigger = 'schedule' then
      raise exception 'This source is %, so it cannot be run.', source.state using errcode = '23514';
    end if;
  end if;
  -- People cancel a run; all else comes from the worker that has it.
  if tg_op = 'UPDATE' and auth.uid() is not null and new.state <> old.state and new.state <> 'cancelled' then
    raise exception 'A person can only cancel a run; the worker tells the rest.' using errcode = '42501';
  end if;
  return new;
end
$function$;

comment on function private.check_run() is 'Trigger: a run is for a source whose terms were allowed and that is active, or paused where no schedule asks; a person only cancels it.';
