-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_suppression()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  door constant text := coalesce(private.context('door'), '');
  free text[] := array['updated_at', 'search', 'folded', 'sort_name'];
begin
  if tg_op = 'UPDATE' then
    -- Who leaves the staff for good leaves no name behind.
    if new.created_by is null then free := free || array['created_by']; end if;
    if new.lifted_by is null and old.lifted_by is not null then free := free || array['lifted_by']; end if;
    if door = 'lift' and old.lifted_at is null then free := free || array['lifted_at', 'lifted_by', 'lift_reason']; end if;
    if door = 'erase' then free := free || array['email', 'kind', 'lead_id', 'note', 'lift_reason']; end if;
    if to_jsonb(new) - free = to_jsonb(old) - free then
      return new;
    end if;
  end if;
  raise exception 'A suppression is never changed or removed. An admin can lift it, with a reason.' using errcode = '42501';
end
$function$;

comment on function private.keep_suppression() is 'Trigger: suppressions are not rewritten.';
