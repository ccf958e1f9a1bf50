-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.guard_report()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  words constant text[] := array['headline', 'summary', 'strengths', 'frictions', 'starters'];
  was jsonb := to_jsonb(old);
  becomes jsonb := to_jsonb(new);
begin
  if new.state is distinct from old.state and new.state = 'delivered' then
    new.delivered_at := coalesce(new.delivered_at, clock_timestamp());
  end if;
  if current_user not in ('authenticated', 'service_role') then
    return new;
  end if;
  if old.state = 'delivered' and becomes - array['state', 'updated_at'] - private.generated_columns(tg_relid)
    is distinct from was - array['state', 'updated_at'] - private.generated_columns(tg_relid) then
    raise exception 'Both people have read this report. Withdraw it before changing it.' using errcode = '23514', detail = '{"field": "state"}';
  elsif current_user = 'service_role' and old.state in ('ready', 'withdrawn')
    and exists (select from unnest(words) w where becomes -> w is distinct from was -> w) and new.state in ('ready', 'delivered') then
    if new.state = 'delivered' then
      raise exception 'Another text than the one that is ready is not delivered.' using errcode = '23514', detail = '{"field": "state"}';
    end if;
    new.state := 'draft';
  end if;
  return new;
end
$function$;

comment on function private.guard_report() is 'Row trigger: notes when a report was delivered; what was read is not rewritten, and what is rewritten is a draft again.';
