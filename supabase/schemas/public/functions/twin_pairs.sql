-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.twin_pairs(most integer DEFAULT 50)
 RETURNS TABLE(a uuid, a_name text, a_contact text, a_state text, b uuid, b_name text, b_contact text, b_state text, why text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select * from private.twin_pairs(most) $function$;

comment on function public.twin_pairs(most integer) is 'Pairs of leads that may be one person, the surest first and of those the newest, without those of which somebody said that they are two. What they share exactly is looked for among all leads; names that are nearly the same among the 5,000 newest and everybody in their city.';

grant execute on function public.twin_pairs(most integer) to authenticated;
