-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.stamp_match()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if new.state is distinct from old.state then
    if current_user = 'authenticated' and new.state in ('accepted', 'declined') then
      raise exception 'Only the two people themselves accept or decline a match.' using errcode = '42501', detail = '{"field": "state"}';
    end if;
    if new.state = 'presented' then
      new.presented_at := coalesce(new.presented_at, clock_timestamp());
    elsif new.state = 'introduced' then
      new.introduced_at := coalesce(new.introduced_at, clock_timestamp());
    end if;
  end if;
  return new;
end
$function$;

comment on function private.stamp_match() is 'Row trigger: notes when a match was presented or introduced, and lets nobody answer for its people.';
