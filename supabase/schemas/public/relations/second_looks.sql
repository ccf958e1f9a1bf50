-- Written by `npm run schema` from the migrations: change those, not this.

create table public.second_looks (
  id uuid default gen_random_uuid() not null,
  decision_id bigint not null,
  verdict text,
  reason_code text,
  agrees boolean,
  same_reason boolean,
  looked_by uuid,
  looked_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint second_looks_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES moderation_decisions(id) ON DELETE RESTRICT,
  constraint second_looks_decision_id_key UNIQUE (decision_id),
  constraint second_looks_finite CHECK (isfinite(looked_at)),
  constraint second_looks_looked_by_fkey FOREIGN KEY (looked_by) REFERENCES staff_members(user_id) ON DELETE RESTRICT,
  constraint second_looks_pkey PRIMARY KEY (id),
  constraint second_looks_reason_code_fkey FOREIGN KEY (reason_code) REFERENCES moderation_reasons(code) ON DELETE RESTRICT,
  constraint second_looks_verdict_check CHECK (verdict = ANY (ARRAY['fine'::text, 'hide'::text, 'remove'::text])),
  constraint second_looks_whole_check CHECK ((num_nonnulls(verdict, agrees, looked_by, looked_at) = ANY (ARRAY[0, 4])) AND (reason_code IS NULL OR (verdict = ANY (ARRAY['hide'::text, 'remove'::text]))))
);

comment on table public.second_looks is 'Decisions that another moderator judged again without knowing them. An open one is read through next_second_look only.';

comment on column public.second_looks.agrees is 'Both let it stand, or both did something about it; same_reason: and for the same reason.';

CREATE INDEX second_looks_created_idx ON public.second_looks USING btree (created_at DESC, id DESC);
CREATE INDEX second_looks_looked_by_idx ON public.second_looks USING btree (looked_by);
CREATE INDEX second_looks_looked_idx ON public.second_looks USING btree (looked_at DESC, id DESC);
CREATE INDEX second_looks_open_idx ON public.second_looks USING btree (created_at) WHERE (looked_at IS NULL);
CREATE INDEX second_looks_reason_idx ON public.second_looks USING btree (reason_code);

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON second_looks FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER touch BEFORE UPDATE ON second_looks FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.second_looks enable row level security;

create policy "second_looks select" on public.second_looks for select to authenticated
  using (((looked_at IS NOT NULL) AND ( SELECT private.has_role('moderator'::text) AS has_role)));

grant select on public.second_looks to authenticated;
grant select on public.second_looks to service_role;
