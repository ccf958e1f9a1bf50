-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.preview_lift(sanction_id uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select jsonb_build_object('count', count(*), 'items', coalesce(jsonb_agg(to_jsonb(h)), '[]')) from private.hidden_by(preview_lift.sanction_id) h
$function$;

comment on function public.preview_lift(sanction_id uuid) is 'What lift_sanction would bring back: what the sanction hid and nobody has decided about since.';

grant execute on function public.preview_lift(sanction_id uuid) to authenticated;
