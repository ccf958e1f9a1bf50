-- Written by `npm run schema` from the migrations: change those, not this.

create table public.moderation_claims (
  id uuid default gen_random_uuid() not null,
  post_id uuid,
  comment_id uuid,
  moderator_id uuid not null,
  claimed_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone default (now() + '00:05:00'::interval) not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  image_id uuid,
  appeal_id uuid,
  constraint moderation_claims_appeal_id_fkey FOREIGN KEY (appeal_id) REFERENCES moderation_appeals(id) ON DELETE CASCADE,
  constraint moderation_claims_comment_id_fkey FOREIGN KEY (comment_id) REFERENCES post_comments(id) ON DELETE CASCADE,
  constraint moderation_claims_comment_id_key UNIQUE (comment_id),
  constraint moderation_claims_finite CHECK (isfinite(claimed_at) AND isfinite(expires_at)),
  constraint moderation_claims_image_id_fkey FOREIGN KEY (image_id) REFERENCES user_images(id) ON DELETE CASCADE,
  constraint moderation_claims_image_id_key UNIQUE (image_id),
  constraint moderation_claims_moderator_id_fkey FOREIGN KEY (moderator_id) REFERENCES staff_members(user_id) ON DELETE CASCADE,
  constraint moderation_claims_one_item_check CHECK (num_nonnulls(post_id, comment_id, image_id, appeal_id) = 1),
  constraint moderation_claims_pkey PRIMARY KEY (id),
  constraint moderation_claims_post_id_fkey FOREIGN KEY (post_id) REFERENCES community_posts(id) ON DELETE CASCADE,
  constraint moderation_claims_post_id_key UNIQUE (post_id)
);

comment on table public.moderation_claims is 'Short holds of moderators on items, so that two do not judge one at once.';

comment on column public.moderation_claims.expires_at is 'Five idle minutes: from then on it is anybody''s, without anything having to run.';

CREATE UNIQUE INDEX moderation_claims_appeal_id_key ON public.moderation_claims USING btree (appeal_id);
CREATE INDEX moderation_claims_moderator_idx ON public.moderation_claims USING btree (moderator_id, expires_at);

CREATE TRIGGER a_bound BEFORE INSERT OR UPDATE ON moderation_claims FOR EACH ROW EXECUTE FUNCTION private.bound_claim();
CREATE TRIGGER audit AFTER UPDATE ON moderation_claims FOR EACH ROW WHEN (new.moderator_id <> old.moderator_id) EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER touch BEFORE UPDATE ON moderation_claims FOR EACH ROW EXECUTE FUNCTION private.touch();
CREATE TRIGGER waiting AFTER INSERT OR DELETE OR UPDATE ON moderation_claims FOR EACH ROW EXECUTE FUNCTION private.keep_claimed();

alter table public.moderation_claims enable row level security;

create policy "moderation_claims select" on public.moderation_claims for select to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));

grant select on public.moderation_claims to authenticated;
grant select on public.moderation_claims to service_role;
