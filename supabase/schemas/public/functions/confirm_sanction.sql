-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.confirm_sanction(sanction_id uuid)
 RETURNS member_sanctions
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.confirm_sanction(sanction_id)
$function$;

comment on function public.confirm_sanction(sanction_id uuid) is 'The second yes to a suspension without an end.';

grant execute on function public.confirm_sanction(sanction_id uuid) to authenticated;
