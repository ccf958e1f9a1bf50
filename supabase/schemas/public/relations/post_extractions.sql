-- Written by `npm run schema` from the migrations: change those, not this.

create table public.post_extractions (
  id uuid default gen_random_uuid() not null,
  post_id uuid not null,
  user_id uuid not null,
  kind text not null,
  value text not null,
  confidence numeric(4,3) not null,
  model text not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  folded jsonb generated always as (private.folded_texts('{value}'::text[], ARRAY[value])) stored,
  constraint post_extractions_confidence_check CHECK (confidence >= 0::numeric AND confidence <= 1::numeric),
  constraint post_extractions_finite CHECK (confidence < 'Infinity'::numeric),
  constraint post_extractions_kind_check CHECK (kind = ANY (ARRAY['value'::text, 'interest'::text, 'goal'::text, 'boundary'::text, 'humor'::text, 'attachment'::text])),
  constraint post_extractions_model_check CHECK (char_length(model) >= 1 AND char_length(model) <= 80),
  constraint post_extractions_pkey PRIMARY KEY (id),
  constraint post_extractions_post_id_fkey FOREIGN KEY (post_id) REFERENCES community_posts(id) ON DELETE CASCADE,
  constraint post_extractions_post_id_kind_value_key UNIQUE (post_id, kind, value),
  constraint post_extractions_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE CASCADE,
  constraint post_extractions_value_check CHECK (char_length(value) >= 1 AND char_length(value) <= 200)
);

comment on table public.post_extractions is 'What a bot read out of a member''s post.';

CREATE INDEX post_extractions_created_idx ON public.post_extractions USING btree (created_at DESC, id DESC);
CREATE INDEX post_extractions_user_idx ON public.post_extractions USING btree (user_id);

CREATE TRIGGER a_moment_of_created_at BEFORE INSERT OR UPDATE OF created_at ON post_extractions FOR EACH ROW WHEN (new.created_at < '1970-01-01 00:00:00+00'::timestamp with time zone OR new.created_at >= '2201-01-01 00:00:00+00'::timestamp with time zone) EXECUTE FUNCTION private.refuse_moment('created_at');
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON post_extractions FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER touch BEFORE UPDATE ON post_extractions FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.post_extractions enable row level security;

create policy "post_extractions delete" on public.post_extractions for delete to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));
create policy "post_extractions select" on public.post_extractions for select to authenticated
  using (((user_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('moderator'::text) AS has_role)));

grant delete, select on public.post_extractions to authenticated;
grant delete, select on public.post_extractions to service_role;

grant insert (id, post_id, user_id, kind, value, confidence, model, created_at) on public.post_extractions to service_role;
grant update (kind, value, confidence, model) on public.post_extractions to service_role;
