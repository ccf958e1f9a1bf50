-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.refuse_suspended()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user = 'authenticated' then
    if private.is_kept_from('taking_part') then
      raise exception 'You are suspended. my_sanctions tells why and until when.' using errcode = '42501';
    elsif tg_table_name <> 'profiles' then
      perform private.end_own_suspension();
    end if;
  end if;
  return null;
end
$function$;

comment on function private.refuse_suspended() is 'Trigger: a signed-in member who is suspended writes nothing; one whose suspension is over has it ended on the way.';
