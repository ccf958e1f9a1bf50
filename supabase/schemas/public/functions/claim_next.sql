-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.claim_next(n integer DEFAULT 10, filters jsonb DEFAULT '{}'::jsonb, release_others boolean DEFAULT false)
 RETURNS SETOF moderation_queue
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  candidate record;
  taken uuid[] := '{}';
  free boolean;
begin
  if not (select private.has_role('moderator')) then
    raise exception 'Only moderators claim items.' using errcode = '42501';
  elsif n is null or n not between 1 and 100 then
    raise exception 'Claim between 1 and 100 items.' using errcode = '22023', detail = '{"field": "n"}';
  end if;
  if release_others then
    perform public.release_claims();
  end if;
  for candidate in
    select q.item_type, q.item_id from public.moderation_queue q
    where q.claimed_by is null
      and (filters ->> 'item_type' is null or q.item_type = filters ->> 'item_type')
      and (filters ->> 'why' is null or filters ->> 'why' = any (q.why))
      and (filters ->> 'top_category' is null or q.top_category = filters ->> 'top_category')
      and (filters ->> 'escalated' is null or q.escalated = (filters ->> 'escalated')::boolean)
      and (filters ->> 'min_priority' is null or q.priority >= (filters ->> 'min_priority')::numeric)
      and (filters ->> 'severity' is null or q.severity = (filters ->> 'severity')::integer)
      and (filters ->> 'waiting_after' is null or q.waiting_since > (filters ->> 'waiting_after')::timestamptz)
      and (filters ->> 'waiting_until' is null or q.waiting_since <= (filters ->> 'waiting_until')::timestamptz)
      and (filters ->> 'min_severity' is null or q.severity >= (filters ->> 'min_severity')::integer)
    order by q.priority desc, q.waiting_since, q.item_id
  loop
    -- Somebody who claims or decides at this moment holds the row: theirs, go on to the next.
    if candidate.item_type = 'post' then
      perform from public.community_posts p where p.id = candidate.item_id for update skip locked;
    else
      perform from public.post_comments c where c.id = candidate.item_id for update skip locked;
    end if;
    continue when not found;
    -- It was free when the list was read. Looked at again now that nobody else can take it.
    select not exists (
        select from public.moderation_claims c
        where (c.post_id = candidate.item_id or c.comment_id = candidate.item_id) and c.expires_at > now()
      ) and private.waiting_since(case candidate.item_type when 'post' then candidate.item_id end, case candidate.item_type when 'comment' then candidate.item_id end) is not null
      into free;
    continue when not free;
    if private.put_claim(case candidate.item_type when 'post' then candidate.item_id end, case candidate.item_type when 'comment' then candidate.item_id end, false) then
      taken := taken || candidate.item_id;
    end if;
    exit when cardinality(taken) >= n;
  end loop;
  return query select q.* from public.moderation_queue q where q.item_id = any (taken) order by q.priority desc, q.waiting_since, q.item_id;
end
$function$;

comment on function public.claim_next(n integer, filters jsonb, release_others boolean) is 'Claims the next n items of the queue that nobody has, never one that somebody else gets at the same moment, and answers with them.';

grant execute on function public.claim_next(n integer, filters jsonb, release_others boolean) to authenticated;
