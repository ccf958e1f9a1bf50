-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.reply_inbox(view text, mood text, older_than interval, most integer)
 RETURNS TABLE(item_type text, item_id uuid, title text, author_name text, version integer, decision_seen bigint, subject text, excerpt text, received_at timestamp with time zone, sentiment text, intent text, lead_id uuid, lead_state text, owner_id uuid, owner_name text, is_mine boolean, claimed_by uuid, claimed_name text, claimed_mine boolean, handled_at timestamp with time zone, handled_name text, handling_note text, waiting bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not (select private.has_role('growth')) then
    raise exception 'Only growth may read replies.' using errcode = '42501';
  end if;
  return query
    select 'reply', r.id, coalesce(l.full_name, 'Lead that is gone'), coalesce(l.full_name, ''), 0,
      (select max(d.id) from private.reply_decisions d where d.response_id = r.id), r.subject, left(r.body, 160), r.received_at,
      r.sentiment, r.intent, l.id, l.state, l.owner_id, o.full_name, l.owner_id = auth.uid(), c.staff_id, s.full_name, c.staff_id = auth.uid(),
      r.handled_at, h.full_name, r.handling_note, count(*) over ()
    from public.outreach_responses r left join public.leads l on l.id = r.lead_id left join public.staff_members o on o.user_id = l.owner_id
    left join private.reply_claims c on c.response_id = r.id and c.expires_at > now() left join public.staff_members s on s.user_id = c.staff_id
    left join public.staff_members h on h.user_id = r.handled_by
    where case view when 'done' then r.handled_at is not null else r.handled_at is null end
      and (view <> 'mine' or l.owner_id = auth.uid())
      and (mood is null or r.sentiment = mood)
      and (older_than is null or r.received_at < now() - greatest(interval '0', least(older_than, interval '100 years')))
    -- Who wants to leave or to come is first, then who has waited longest.
    order by case when view = 'done' then r.handled_at end desc,
      case r.intent when 'unsubscribe' then 0 when 'interested' then 1 when 'question' then 1 when 'out_of_office' then 3 else 2 end, r.received_at, r.id
    limit greatest(0, least(coalesce(most, 200), 200));
end
$function$;

comment on function private.reply_inbox(view text, mood text, older_than interval, most integer) is 'The replies of a view of the inbox as its page shows them. Behind the public function of its name.';

grant execute on function private.reply_inbox(view text, mood text, older_than interval, most integer) to authenticated;
