-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.require_reason(reason text, message text)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if private.said(reason) is null then
    raise exception '%', message using errcode = '23514', detail = '{"field": "reason"}';
  elsif char_length(reason) > 500 then
    raise exception 'The reason is at most 500 characters long.' using errcode = '23514', detail = '{"field": "reason"}';
  end if;
  perform private.set_context('reason', reason);
end
$function$;

comment on function private.require_reason(reason text, message text) is 'Refuses an empty or too long reason with a message, beside the field, and notes a good one for the log of this transaction.';
