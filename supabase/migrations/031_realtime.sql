-- 031 realtime
-- On a hosted project, lists follow these tables: what a colleague or a bot changes is seen within moments. Row security
-- decides what each person is told. Where there is no such publication (a plain Postgres, the embedded database)
-- nothing happens, and lists ask again every so often. The big logs are left out on purpose: each of their many rows
-- would be checked for every person who watches.
do $$
declare
  followed text;
begin
  if not exists (select from pg_catalog.pg_publication p where p.pubname = 'supabase_realtime' and not p.puballtables) then
    return;
  end if;
  foreach followed in array array[
    'leads', 'lead_sources', 'scrape_runs', 'outreach_sequences', 'sequence_emails', 'sequence_enrollments',
    'outreach_responses', 'outreach_suppressions', 'invoices', 'invoice_line_items', 'invoice_payments',
    'user_subscriptions', 'subscription_plans', 'ai_bot_health', 'bot_incidents', 'community_posts', 'post_comments',
    'content_reports', 'moderation_decisions', 'moderation_claims', 'member_sanctions', 'profiles', 'matches',
    'content_articles', 'staff_members', 'saved_views'
  ] loop
    if not exists (
      select from pg_catalog.pg_publication_tables t
      where t.pubname = 'supabase_realtime' and t.schemaname = 'public' and t.tablename = followed
    ) then
      execute format('alter publication supabase_realtime add table public.%I', followed);
    end if;
  end loop;
end
$$;
