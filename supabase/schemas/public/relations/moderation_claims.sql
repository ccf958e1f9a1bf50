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
  constraint moderation_claims_comment_id_fkey FOREIGN KEY (comment_id) REFERENCES post_comments(id) ON DELETE CASCADE,
  constraint moderation_claims_comment_id_key UNIQUE (comment_id),
  constraint moderation_claims_moderator_id_fkey FOREIGN KEY (moderator_id) REFERENCES staff_members(user_id) ON DELETE CASCADE,
  constraint moderation_claims_one_item_check CHECK (num_nonnulls(post_id, comment_id) = 1),
  constraint moderation_claims_pkey PRIMARY KEY (id),
  constraint moderation_claims_post_id_fkey FOREIGN KEY (post_id) REFERENCES community_posts(id) ON DELETE CASCADE,
  constraint moderation_claims_post_id_key UNIQUE (post_id)
);

comment on column public.moderation_claims.expires_at is 'Five idle minutes: from then on it is anybody''s, without anything having to run.';

CREATE INDEX moderation_claims_moderator_idx ON public.moderation_claims USING btree (moderator_id, expires_at);

CREATE TRIGGER a_bound BEFORE INSERT OR UPDATE ON moderation_claims FOR EACH ROW EXECUTE FUNCTION private.bound_claim();
CREATE TRIGGER audit AFTER UPDATE ON moderation_claims FOR EACH ROW WHEN (new.moderator_id <> old.moderator_id) EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER audit_taken AFTER DELETE ON moderation_claims FOR EACH ROW WHEN (pg_trigger_depth() = 0 AND old.expires_at > now() AND old.moderator_id IS DISTINCT FROM auth.uid()) EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER touch BEFORE UPDATE ON moderation_claims FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.moderation_claims enable row level security;

create policy "moderation_claims delete" on public.moderation_claims for delete to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "moderation_claims insert" on public.moderation_claims for insert to authenticated
  with check (((moderator_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.has_role('moderator'::text) AS has_role)));
create policy "moderation_claims select" on public.moderation_claims for select to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "moderation_claims update" on public.moderation_claims for update to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role))
  with check (((moderator_id = ( SELECT auth.uid() AS uid)) AND ( SELECT private.has_role('moderator'::text) AS has_role)));

grant delete, insert, select, update on public.moderation_claims to authenticated;
grant delete, insert, select, update on public.moderation_claims to service_role;
