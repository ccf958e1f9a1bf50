-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.reorder_steps(sequence_id uuid, steps uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  places smallint[];
  free smallint;
  was smallint;
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth writes sequences.' using errcode = '42501';
  end if;
  perform from public.sequence_emails e where e.sequence_id = reorder_steps.sequence_id order by e.id for update;
  select array_agg(e.position order by e.position) into places from public.sequence_emails e where e.sequence_id = reorder_steps.sequence_id;
  if (select array_agg(e.id order by e.id) from public.sequence_emails e where e.sequence_id = reorder_steps.sequence_id)
    is distinct from (select array_agg(s order by s) from unnest(steps) s) then
    raise exception 'Somebody added or removed an email meanwhile. Look again, then order them.' using errcode = 'PT409';
  elsif exists (
    select from public.sequence_emails e join unnest(steps) with ordinality n (id, place) on n.id = e.id
    where e.position <> places[n.place] and exists (select from public.email_sends s where s.sequence_email_id = e.id and s.state <> 'skipped')
  ) then
    raise exception 'An email that was sent already keeps its place: those enrolled are counted by it. Move the others, or duplicate the sequence.' using errcode = '23514';
  end if;
  -- Places are unique at every moment: whoever is in the way waits at the free one.
  select f into free from generate_series(1, 20) f where f <> all (places) limit 1;
  if free is null then
    raise exception 'With 20 emails there is no room to move them. Remove one first.' using errcode = '23514';
  end if;
  for place in 1..cardinality(steps) loop
    select e.position into was from public.sequence_emails e where e.id = steps[place];
    continue when was = places[place];
    update public.sequence_emails e set position = free where e.sequence_id = reorder_steps.sequence_id and e.position = places[place];
    update public.sequence_emails e set position = places[place] where e.id = steps[place];
    -- Whoever waits goes to where this one came from.
    update public.sequence_emails e set position = was where e.sequence_id = reorder_steps.sequence_id and e.position = free;
  end loop;
end
$function$;

comment on function public.reorder_steps(sequence_id uuid, steps uuid[]) is 'Puts the emails of a sequence into this order. One that was sent already keeps its place.';

grant execute on function public.reorder_steps(sequence_id uuid, steps uuid[]) to authenticated;
