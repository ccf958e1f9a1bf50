-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.lift_suppression(id uuid, reason text)
 RETURNS outreach_suppressions
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.lift_suppression(id, reason)
$function$;

comment on function public.lift_suppression(id uuid, reason text) is 'Admins only: this suppression counts no more. It stays as it was, with who lifted it, when and why; a lead that objected stays so until consent is given anew.';

grant execute on function public.lift_suppression(id uuid, reason text) to authenticated;
