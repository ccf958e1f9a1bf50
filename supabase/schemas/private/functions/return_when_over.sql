-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.return_when_over()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not private.is_suspended(new.id) then
    new.state := coalesce(
      (select s.state_before from public.member_sanctions s where s.member_id = new.id and s.kind = 'suspend' order by s.starts_at desc limit 1), 'active');
  end if;
  return new;
end
$function$;

comment on function private.return_when_over() is 'Trigger: any change of a profile ends a suspension whose time is over. Last by its name, as it is nobody''s own doing.';
