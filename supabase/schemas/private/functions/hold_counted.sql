-- Written by `npm run schema` from the migrations: change those, not this.

CREATE OR REPLACE FUNCTION private.hold_counted()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET lock_timeout TO '80ms'
AS $function$
declare
  give_up constant timestamptz := clock_timestamp() + interval '2 minutes';
begin
  loop
    begin
      -- All that any rebuild reads, so that a second one in the same transaction has nothing to wait for; one rebuild at a time.
      lock table public.engagement_sessions, public.community_posts, public.post_comments, public.post_reactions, public.matches, public.match_feedback,
        public.user_game_sessions, public.user_content_interactions, public.usage_tracking, public.email_sends in share row exclusive mode;
      return;
    exception when lock_not_available then
      -- What is held by now is let go with this block, before anybody has waited long enough for it to be called a deadlock.
      if clock_timestamp() > give_up then
        raise exception 'Others have been writing for two minutes without a pause: try again later.' using errcode = '55P03';
      end if;
      perform pg_catalog.pg_sleep(0.02 + random() / 10);
    end;
  end loop;
end
$function$;

comment on function private.hold_counted() is 'Keeps others from writing what the charts count until this transaction ends, for a rebuild. Never waits for one table while it holds another for long.';
