-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.bound_sanction()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  other record;
begin
  if new.kind = 'suspend' and new.state_before is null then
    select coalesce(
      (select s.state_before from public.member_sanctions s where s.member_id = new.member_id and s.kind = 'suspend' and private.is_running(s) order by s.starts_at limit 1),
      (select nullif(p.state, 'suspended') from public.profiles p where p.id = new.member_id), 'active') into new.state_before;
  end if;
  -- History that the system brings along is taken as it is.
  if auth.uid() is null then
    return new;
  end if;
  if not exists (select from public.moderation_reasons r where r.code = new.reason_code and r.active and 'sanction' = any (r.decisions)) then
    raise exception 'This is not a reason for a sanction.' using errcode = '23514', detail = '{"field": "reason_code"}';
  elsif new.ends_at > now() + interval '366 days' then
    raise exception 'A sanction ends within a year, or not at all.' using errcode = '23514', detail = '{"field": "ends_at"}';
  end if;
  -- Without a look at when it starts: the transaction that waited for the other one may have begun before it.
  select s.kind, m.full_name into other from public.member_sanctions s join public.staff_members m on m.user_id = s.created_by
  where s.member_id = new.member_id and s.kind = new.kind and s.kind <> 'warn' and s.lifted_at is null and (s.ends_at is null or s.ends_at > now()) limit 1;
  if found then
    raise exception '%', format(case other.kind when 'mute' then '%s has muted them already.' else '%s has suspended them already.' end, other.full_name)
      using errcode = 'PT409', hint = 'Lift that one first, if another is meant.';
  end if;
  new.starts_at := now();
  new.created_by := auth.uid();
  return new;
end
$function$;

comment on function private.bound_sanction() is 'Trigger: sanctions have a permitted length.';
