-- Written by `npm run schema` from the migrations: change those, not this.

create table public.content_signals (
  id uuid generated always as (COALESCE(post_id, comment_id)) stored not null,
  post_id uuid,
  comment_id uuid,
  bot_score numeric(4,3),
  bot_category text,
  report_count integer default 0 not null,
  constraint content_signals_bot_category_check CHECK (bot_category = ANY (ARRAY['spam'::text, 'scam'::text, 'harassment'::text, 'contact_details'::text, 'sexual_content'::text, 'hate'::text, 'self_harm'::text, 'underage'::text, 'off_topic'::text])),
  constraint content_signals_bot_score_check CHECK (bot_score >= 0::numeric AND bot_score <= 1::numeric),
  constraint content_signals_comment_id_fkey FOREIGN KEY (comment_id) REFERENCES post_comments(id) ON DELETE CASCADE,
  constraint content_signals_comment_key UNIQUE (comment_id),
  constraint content_signals_finite CHECK (bot_score < 'Infinity'::numeric),
  constraint content_signals_item_check CHECK (num_nonnulls(post_id, comment_id) = 1),
  constraint content_signals_pkey PRIMARY KEY (id),
  constraint content_signals_post_id_fkey FOREIGN KEY (post_id) REFERENCES community_posts(id) ON DELETE CASCADE,
  constraint content_signals_post_key UNIQUE (post_id),
  constraint content_signals_report_count_check CHECK (report_count >= 0)
);

comment on table public.content_signals is 'What the bot and reports say of each post and comment; for moderators only. A row comes and goes with its item.';

comment on column public.content_signals.id is 'The key of the post or comment.';
comment on column public.content_signals.bot_score is 'How sure the bot is that this breaks a rule, 0 to 1.';

CREATE INDEX content_signals_flagged_idx ON public.content_signals USING btree (bot_score) WHERE (bot_score >= 0.7);

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON content_signals FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER waiting_change AFTER UPDATE ON content_signals FOR EACH ROW WHEN (old.bot_score IS DISTINCT FROM new.bot_score OR old.report_count IS DISTINCT FROM new.report_count) EXECUTE FUNCTION private.keep_waiting();
CREATE TRIGGER waiting_new AFTER INSERT ON content_signals FOR EACH ROW WHEN (new.bot_score >= 0.7 OR new.report_count > 0) EXECUTE FUNCTION private.keep_waiting();

alter table public.content_signals enable row level security;

create policy "content_signals select" on public.content_signals for select to authenticated
  using ((( SELECT private.has_role('moderator'::text) AS has_role) OR (( SELECT private.is_staff() AS is_staff) AND ((EXISTS ( SELECT
   FROM community_posts p
  WHERE ((p.id = content_signals.post_id) AND (p.state = 'published'::text)))) OR (EXISTS ( SELECT
   FROM post_comments c
  WHERE ((c.id = content_signals.comment_id) AND (c.state = 'published'::text))))))));

grant select on public.content_signals to authenticated;
grant select on public.content_signals to service_role;

grant update (bot_score, bot_category) on public.content_signals to service_role;
