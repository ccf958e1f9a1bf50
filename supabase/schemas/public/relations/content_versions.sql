-- Written by `npm run schema` from the migrations: change those, not this.

create table public.content_versions (
  id uuid default gen_random_uuid() not null,
  post_id uuid,
  comment_id uuid,
  author_id uuid not null,
  version integer not null,
  title text,
  body text not null,
  image_path text,
  state text not null,
  trust_rule_id uuid,
  written_at timestamp with time zone default now() not null,
  judged_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint content_versions_author_id_fkey FOREIGN KEY (author_id) REFERENCES profiles(id) ON DELETE CASCADE,
  constraint content_versions_comment_id_fkey FOREIGN KEY (comment_id) REFERENCES post_comments(id) ON DELETE CASCADE,
  constraint content_versions_comment_id_version_key UNIQUE (comment_id, version),
  constraint content_versions_finite CHECK (isfinite(written_at) AND isfinite(judged_at)),
  constraint content_versions_image_path_in_bucket_check CHECK (image_path ~ (('^posts/'::text || author_id::text) || '/[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.(jpg|jpeg|png|webp)$'::text)),
  constraint content_versions_one_item_check CHECK (num_nonnulls(post_id, comment_id) = 1),
  constraint content_versions_pkey PRIMARY KEY (id),
  constraint content_versions_post_id_fkey FOREIGN KEY (post_id) REFERENCES community_posts(id) ON DELETE CASCADE,
  constraint content_versions_post_id_version_key UNIQUE (post_id, version),
  constraint content_versions_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'shown'::text, 'replaced'::text, 'declined'::text, 'superseded'::text])),
  constraint content_versions_trust_rule_id_fkey FOREIGN KEY (trust_rule_id) REFERENCES edit_trust_rules(id) ON DELETE SET NULL,
  constraint content_versions_version_check CHECK (version >= 1)
);

comment on table public.content_versions is 'The texts of posts and comments that do not stand there now: replaced ones, which are evidence, and edits that wait or were declined.';

comment on column public.content_versions.trust_rule_id is 'The rule by which the next version stood at once.';

CREATE INDEX content_versions_author_idx ON public.content_versions USING btree (author_id, written_at DESC);
CREATE INDEX content_versions_copies_idx ON public.content_versions USING btree (private.duplicate_key(body), author_id) WHERE (state = 'waiting'::text);
CREATE INDEX content_versions_rule_idx ON public.content_versions USING btree (trust_rule_id);
CREATE INDEX content_versions_written_idx ON public.content_versions USING btree (written_at DESC, id DESC);

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON content_versions FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER touch BEFORE UPDATE ON content_versions FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.content_versions enable row level security;

create policy "content_versions select" on public.content_versions for select to authenticated
  using (((author_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('moderator'::text) AS has_role)));

grant select on public.content_versions to authenticated;
grant select on public.content_versions to service_role;
