-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.keep_reply_claims(items jsonb, renew boolean)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  n integer;
begin
  if renew then
    update private.reply_claims c set expires_at = now() + interval '5 minutes' where c.staff_id = auth.uid();
  else
    delete from private.reply_claims c where c.staff_id = auth.uid()
      and (items is null or c.response_id in (select (i ->> 'item_id')::uuid from jsonb_array_elements(items) i));
  end if;
  get diagnostics n = row_count;
  return n;
end
$function$;

comment on function private.keep_reply_claims(items jsonb, renew boolean) is 'Renews or gives back the claims of replies of the person who asks; answers how many.';

grant execute on function private.keep_reply_claims(items jsonb, renew boolean) to authenticated;
