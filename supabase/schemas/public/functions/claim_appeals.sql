-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.claim_appeals(items jsonb, take_over boolean DEFAULT false)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if jsonb_typeof(items) is distinct from 'array' or jsonb_array_length(items) not between 1 and 100 then
    raise exception 'Send a list of 1 to 100 items.' using errcode = '22023', detail = '{"field": "items"}';
  end if;
  return private.claim_appeals(items, take_over);
end
$function$;

comment on function public.claim_appeals(items jsonb, take_over boolean) is 'Claims these objections: [{"item_id"}]. take_over: also those that a colleague has, which is recorded. Renewed and given back like other claims.';

grant execute on function public.claim_appeals(items jsonb, take_over boolean) to authenticated;
