-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.tell_of_sanction()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'INSERT' then
    if auth.uid() is not null then
      insert into public.member_notices (member_id, kind, what, sanction_id, rule_code, rule_text, facts, found_by, until, object_until)
      values (new.member_id, 'sanction', new.kind, new.id, new.reason_code, private.rule_text(new.reason_code, new.member_id), new.message, 'moderator', new.ends_at,
        now() + make_interval(months => private.setting('months_to_object')::integer));
    end if;
  elsif new.lifted_at is not null and old.lifted_at is null then
    update public.member_notices n set reversed_at = new.lifted_at where n.sanction_id = new.id and n.reversed_at is null;
  elsif new.ends_at is distinct from old.ends_at then
    update public.member_notices n set until = new.ends_at where n.sanction_id = new.id;
  end if;
  return null;
end
$function$;

comment on function private.tell_of_sanction() is 'Trigger: tells a member of a sanction, and keeps in that notice until when it lasts and that it was lifted.';
