-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.decide_replies(decisions jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  d jsonb;
  answers jsonb := '[]';
  why text;
  detail text;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth answers replies.' using errcode = '42501';
  elsif jsonb_typeof(decisions) is distinct from 'array' or jsonb_array_length(decisions) > 100 then
    raise exception 'Send a list of at most 100 decisions.' using errcode = '22023';
  end if;
  for d in select * from jsonb_array_elements(decisions) loop
    begin
      answers := answers || private.decide_reply(d);
    exception when check_violation or invalid_text_representation or not_null_violation then
      get stacked diagnostics why = message_text, detail = pg_exception_detail;
      answers := answers || jsonb_build_object('item_type', 'reply', 'item_id', d -> 'item_id', 'client_key', d -> 'client_key', 'result', 'refused', 'why', why);
    end;
  end loop;
  return answers;
end
$function$;

comment on function private.decide_replies(decisions jsonb) is 'Carries out decisions about replies; answers what came of each. Behind the public function of its name.';

grant execute on function private.decide_replies(decisions jsonb) to authenticated;
