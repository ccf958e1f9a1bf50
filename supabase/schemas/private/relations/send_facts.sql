-- Written by `npm run schema` from the migrations: change those, not this.

create view private.send_facts with (security_invoker=true) as
 SELECT sent_at AS at,
    sequence_id,
    sequence_email_id,
    variant_id,
    sender_id,
    source_id,
    1::bigint AS sent,
    (state = ANY (ARRAY['delivered'::text, 'opened'::text, 'clicked'::text, 'complained'::text]))::integer::bigint AS delivered,
    (opened_at IS NOT NULL)::integer::bigint AS opened,
    (clicked_at IS NOT NULL)::integer::bigint AS clicked,
    (state = 'bounced'::text)::integer::bigint AS bounced,
    (state = 'complained'::text)::integer::bigint AS complained
   FROM email_sends s
  WHERE sent_at IS NOT NULL;

comment on view private.send_facts is 'Mails that were sent, each with what it counts for in the funnel.';
