-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.lift_sanction(sanction_id uuid, why text, bring_back boolean DEFAULT false, expected integer DEFAULT 0)
 RETURNS member_sanctions
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.lift_sanction(sanction_id, why, bring_back, expected)
$function$;

comment on function public.lift_sanction(sanction_id uuid, why text, bring_back boolean, expected integer) is 'Ends a sanction at once. bring_back: with it, what it hid; `expected`: how many preview_lift said.';

grant execute on function public.lift_sanction(sanction_id uuid, why text, bring_back boolean, expected integer) to authenticated;
