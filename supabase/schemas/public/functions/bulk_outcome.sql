-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.bulk_outcome(operation uuid)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.settle_operation(operation)
$function$;

comment on function public.bulk_outcome(operation uuid) is 'What became of a bulk operation whose answer was lost: {"status": "done", …its answer}, "running", or "none"; then it can never begin any more.';

grant execute on function public.bulk_outcome(operation uuid) to authenticated;
