-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.check_appeal()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  notice public.member_notices;
begin
  if auth.uid() is null then
    return new;
  end if;
  select * into notice from public.member_notices n where n.id = new.notice_id and n.member_id = new.member_id;
  if notice.object_until is null then
    raise exception 'There is nothing to object to in this.' using errcode = '23514', detail = '{"field": "notice_id"}';
  elsif notice.object_until <= now() then
    raise exception 'The time to object is over.' using errcode = '23514', detail = '{"field": "notice_id"}';
  elsif notice.reversed_at is not null then
    raise exception 'It was taken back already.' using errcode = '23514', detail = '{"field": "notice_id"}';
  end if;
  return new;
end
$function$;

comment on function private.check_appeal() is 'Trigger: a member objects only to a notice of theirs that may be objected to, in time, and not after it was taken back.';
