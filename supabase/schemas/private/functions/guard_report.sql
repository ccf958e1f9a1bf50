-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.guard_report()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if new.state is distinct from old.state and new.state = 'delivered' then
    new.delivered_at := coalesce(new.delivered_at, clock_timestamp());
  elsif current_user = 'authenticated' and old.state = 'delivered'
    and to_jsonb(new) - array['state', 'updated_at'] - private.generated_columns(tg_relid)
      is distinct from to_jsonb(old) - array['state', 'updated_at'] - private.generated_columns(tg_relid) then
    raise exception 'Both people have read this report. Withdraw it before changing it.' using errcode = '23514', detail = '{"field": "state"}';
  end if;
  return new;
end
$function$;

comment on function private.guard_report() is 'Row trigger: notes when a report was delivered; what was read is not rewritten.';
