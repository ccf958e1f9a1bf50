-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.claim_replies(items jsonb, take_over boolean DEFAULT false)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$ select private.claim_replies(items, take_over) $function$;

comment on function public.claim_replies(items jsonb, take_over boolean) is 'Says that one is at these replies, for five minutes; take_over takes them from whoever has them.';

grant execute on function public.claim_replies(items jsonb, take_over boolean) to authenticated;
