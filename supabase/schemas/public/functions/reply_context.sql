-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION public.reply_context(response_id uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select jsonb_build_object(
    'reply', to_jsonb(r) - array['search', 'folded'],
    'lead', (select to_jsonb(l) - array['search', 'folded', 'sort_name'] || jsonb_build_object('source_name', s.name, 'owner_name', o.full_name)
      from public.leads l left join public.lead_sources s on s.id = l.source_id left join public.staff_members o on o.user_id = l.owner_id where l.id = r.lead_id),
    'thread', (select coalesce(jsonb_agg(t.one order by t.at), '[]') from (
      select coalesce(m.sent_at, m.queued_at) as at, jsonb_build_object('kind', 'sent', 'id', m.id, 'at', coalesce(m.sent_at, m.queued_at), 'subject', m.subject,
        'body', m.body, 'state', m.state, 'answered', m.id = r.email_send_id) as one
      from public.email_sends m where m.lead_id = r.lead_id and m.sent_at is not null
      union all
      select o.received_at, jsonb_build_object('kind', 'reply', 'id', o.id, 'at', o.received_at, 'subject', o.subject, 'body', o.body, 'intent', o.intent, 'handled_at', o.handled_at,
        'handling_note', o.handling_note, 'this', o.id = r.id)
      from public.outreach_responses o where o.lead_id = r.lead_id or o.id = r.id) t),
    'classified', (select jsonb_build_object('id', b.id, 'intent', b.output ->> 'intent', 'confidence', b.confidence, 'bot', h.label, 'at', b.created_at)
      from public.bot_actions_log b join public.ai_bot_health h on h.id = b.bot_id
      where b.target_table = 'outreach_responses' and b.target_id = r.id::text and b.action = 'classify_reply' and b.outcome = 'succeeded' order by b.created_at desc limit 1),
    'draft', (select jsonb_build_object('id', b.id, 'text', b.output ->> 'text', 'confidence', b.confidence, 'bot', h.label, 'at', b.created_at)
      from public.bot_actions_log b join public.ai_bot_health h on h.id = b.bot_id
      where b.target_table = 'outreach_responses' and b.target_id = r.id::text and b.action = 'draft_reply' and b.outcome = 'succeeded' order by b.created_at desc limit 1))
  from public.outreach_responses r where r.id = reply_context.response_id
$function$;

comment on function public.reply_context(response_id uuid) is 'One reply with its lead, all mails and replies before and after it, what the bot takes it for and what it would answer.';

grant execute on function public.reply_context(response_id uuid) to authenticated;
