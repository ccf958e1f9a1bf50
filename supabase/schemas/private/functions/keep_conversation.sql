-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_conversation()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if exists (select from public.member_reports r where r.state = 'open'
    and r.conversation_id::text = to_jsonb(old) ->> case tg_table_name when 'user_conversations' then 'id' else 'conversation_id' end) then
    raise exception 'This conversation was reported: it stays as it is until that is decided.' using errcode = '23514';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$function$;

comment on function private.keep_conversation() is 'Trigger: a conversation and what was said in it stay as they are while a report about it is open. With the member they go.';
