-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.refuse_for_suspended()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  member uuid;
begin
  if current_user <> 'service_role' then
    return new;
  end if;
  if tg_argv[0] = 'conversation_id' then
    select c.user_id into member from public.user_conversations c where c.id = new.conversation_id;
  else
    member := (to_jsonb(new) ->> tg_argv[0])::uuid;
  end if;
  if private.is_kept_from(tg_argv[1], member) then
    raise exception 'This member is suspended%: nothing is written in their name.', case tg_argv[1] when 'writing' then ' or muted' else '' end using errcode = '42501';
  end if;
  return new;
end
$function$;

comment on function private.refuse_for_suspended() is 'Row trigger. Arguments: the column that names the member, and what they are kept from (writing, taking_part). Workers write nothing for whoever is.';
