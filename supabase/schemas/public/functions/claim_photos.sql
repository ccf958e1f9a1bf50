-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.claim_photos(items jsonb, take_over boolean DEFAULT false)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if jsonb_typeof(items) is distinct from 'array' or jsonb_array_length(items) > 100 then
    raise exception 'Claim 100 items at the most.' using errcode = '22023', detail = '{"field": "items"}';
  end if;
  return private.claim_photos(items, take_over);
end
$function$;

comment on function public.claim_photos(items jsonb, take_over boolean) is 'Claims these photos: [{"item_id"}]. take_over: also those that a colleague has, which is recorded. Renewed and given back like other claims.';

grant execute on function public.claim_photos(items jsonb, take_over boolean) to authenticated;
