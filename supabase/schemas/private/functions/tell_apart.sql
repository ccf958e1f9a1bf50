-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.tell_apart(a uuid, b uuid, apart boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may say who is one person.' using errcode = '42501';
  elsif a = b or (select count(*) from public.leads l where l.id in (a, b)) <> 2 then
    raise exception 'One of these leads does not exist any more.' using errcode = 'PT404';
  elsif coalesce(apart, true) then
    insert into private.not_twins (one, other, said_by) values (least(a, b), greatest(a, b), auth.uid()) on conflict do nothing;
  else
    delete from private.not_twins n where n.one = least(a, b) and n.other = greatest(a, b);
  end if;
end
$function$;

comment on function private.tell_apart(a uuid, b uuid, apart boolean) is 'Keeps that two leads are two people, or takes that back. Behind the public function of its name.';

grant execute on function private.tell_apart(a uuid, b uuid, apart boolean) to authenticated;
