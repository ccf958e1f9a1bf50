-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.pick_variant(step uuid, enrollment uuid)
 RETURNS sequence_variants
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  draw integer;
  variant public.sequence_variants;
begin
  for variant in select * from public.sequence_variants v where v.sequence_email_id = step and v.active order by v.created_at, v.id loop
    draw := coalesce(draw, mod(('x' || left(md5(enrollment::text || step::text), 7))::bit(28)::integer, 100));
    if draw < variant.share then
      return variant;
    end if;
    draw := draw - variant.share;
  end loop;
  return null;
end
$function$;

comment on function private.pick_variant(step uuid, enrollment uuid) is 'The variant of a step that an enrollment gets, drawn by the shares and always the same for it; null for the step''s own text.';
