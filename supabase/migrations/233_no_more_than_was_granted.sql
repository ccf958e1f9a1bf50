-- 233 no_more_than_was_granted
-- A hosted project gives every new table, view, sequence and function of public to all three roles by default privileges. Where a
-- migration forgot to take that back, who is not signed in could read what waits for review of the bots.

revoke all on public.bot_review_queue from anon, authenticated, service_role;
grant select on public.bot_review_queue to authenticated, service_role;

revoke all on sequence public.bot_reviews_id_seq, public.photo_decisions_id_seq, public.security_events_id_seq from anon, authenticated, service_role;

-- Answers for people, about themselves or for their team: no worker asks them.
revoke all on function public.add_comment(uuid, text, text, text, uuid[]), public.engagement_members(date, date, text, text, text, date, integer, integer, integer),
  public.engagement_streaks(date, text, integer), public.my_credit_entries(), public.my_credit_notes(), public.my_invoice_payments(), public.my_invoices(),
  public.my_payments(), public.my_plan_prices(), public.my_refunds(), public.my_subscription_periods(), public.my_subscriptions(),
  public.outreach_funnel(date, date, text, text), public.source_costs(date, date, text), public.usage_by_plan(date),
  public.keys_containing(text, text[], integer, jsonb) from service_role;
