-- Written by `npm run schema` from the migrations: change those, not this.

create table public.moderation_reasons (
  id uuid default gen_random_uuid() not null,
  code text not null,
  label text not null,
  member_text text not null,
  severity smallint default 2 not null,
  decisions text[] default '{hide,remove,escalate,sanction}'::text[] not null,
  number_key smallint,
  "position" integer default 0 not null,
  active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  earlier_reports text,
  search text generated always as (private.folded(((((code || ' '::text) || label) || ' '::text) || COALESCE(member_text, ''::text)))) stored,
  folded jsonb generated always as (private.folded_texts('{label,member_text}'::text[], ARRAY[label, member_text])) stored,
  member_texts jsonb default '{}'::jsonb not null,
  items text[] default '{text}'::text[] not null,
  constraint moderation_reasons_code_check CHECK (code ~ '^[a-z][a-z0-9_]{1,59}$'::text),
  constraint moderation_reasons_code_key UNIQUE (code),
  constraint moderation_reasons_decisions_check CHECK (decisions <@ ARRAY['approve'::text, 'hide'::text, 'remove'::text, 'restore'::text, 'dismiss_reports'::text, 'escalate'::text, 'decline_edit'::text, 'sanction'::text, 'reject'::text]),
  constraint moderation_reasons_decisions_length_check CHECK (private.is_text_list(decisions, 20, 40)),
  constraint moderation_reasons_earlier_reports_check CHECK (earlier_reports = ANY (ARRAY['upheld'::text, 'dismissed'::text])),
  constraint moderation_reasons_items_check CHECK (items <@ ARRAY['text'::text, 'photo'::text] AND items <> '{}'::text[]),
  constraint moderation_reasons_items_length_check CHECK (private.is_text_list(items, 20, 40)),
  constraint moderation_reasons_label_check CHECK (char_length(label) >= 1 AND char_length(label) <= 80),
  constraint moderation_reasons_label_required_check CHECK (private.said(label) IS NOT NULL),
  constraint moderation_reasons_member_text_check CHECK (char_length(member_text) >= 1 AND char_length(member_text) <= 300),
  constraint moderation_reasons_member_text_required_check CHECK (private.said(member_text) IS NOT NULL),
  constraint moderation_reasons_member_texts_depth_check CHECK (NOT jsonb_path_exists(member_texts, '$.**{50}'::jsonpath)),
  constraint moderation_reasons_member_texts_elements_check CHECK (private.are_translations(member_texts)),
  constraint moderation_reasons_number_key_check CHECK (number_key >= 1 AND number_key <= 9),
  constraint moderation_reasons_number_key_key UNIQUE (number_key),
  constraint moderation_reasons_pkey PRIMARY KEY (id),
  constraint moderation_reasons_severity_check CHECK (severity >= 1 AND severity <= 5)
);

comment on table public.moderation_reasons is 'Reasons for decisions, with the text that the member reads.';

comment on column public.moderation_reasons.member_text is 'What the author is told.';
comment on column public.moderation_reasons.severity is '1 to 5: how far up the queue a complaint of this kind brings an item.';
comment on column public.moderation_reasons.decisions is 'What it may be given as the reason for.';
comment on column public.moderation_reasons.number_key is 'The key that chooses it, 1 to 9.';
comment on column public.moderation_reasons.active is 'One that is not is refused for new decisions and stays with the old ones.';
comment on column public.moderation_reasons.earlier_reports is 'What becomes of reports about a version before the one that is approved: upheld where that one broke a rule. Needed to approve what was reported and then changed.';
comment on column public.moderation_reasons.member_texts is 'What the member is told in other languages: {"de": "…"}. member_text where theirs is missing.';
comment on column public.moderation_reasons.items is 'What it can be said of: texts (posts and comments), photos, or both.';

CREATE INDEX moderation_reasons_position_idx ON public.moderation_reasons USING btree ("position", id);
CREATE INDEX moderation_reasons_search_idx ON public.moderation_reasons USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON moderation_reasons FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER touch BEFORE UPDATE ON moderation_reasons FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.moderation_reasons enable row level security;

create policy "moderation_reasons insert" on public.moderation_reasons for insert to authenticated
  with check (( SELECT private.has_role('admin'::text) AS has_role));
create policy "moderation_reasons select" on public.moderation_reasons for select to authenticated
  using (( SELECT private.is_staff() AS is_staff));
create policy "moderation_reasons update" on public.moderation_reasons for update to authenticated
  using (( SELECT private.has_role('admin'::text) AS has_role))
  with check (( SELECT private.has_role('admin'::text) AS has_role));

grant select on public.moderation_reasons to authenticated;
grant select on public.moderation_reasons to service_role;

grant insert (id, code, label, member_text, severity, decisions, number_key, "position", active, earlier_reports, member_texts, items) on public.moderation_reasons to authenticated;
grant update (label, member_text, severity, decisions, number_key, "position", active, earlier_reports, member_texts, items) on public.moderation_reasons to authenticated;
