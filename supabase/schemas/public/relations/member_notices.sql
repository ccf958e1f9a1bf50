-- Written by `npm run schema` from the migrations: change those, not this.

create table public.member_notices (
  id uuid default gen_random_uuid() not null,
  member_id uuid not null,
  kind text not null,
  what text not null,
  decision_id bigint,
  sanction_id uuid,
  report_id uuid,
  rule_code text,
  rule_text text,
  facts text,
  found_by text,
  decided_by_machine boolean default false not null,
  until timestamp with time zone,
  object_until timestamp with time zone,
  reversed_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  photo_decision_id bigint,
  member_report_id uuid,
  constraint member_notices_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES moderation_decisions(id) ON DELETE RESTRICT,
  constraint member_notices_facts_check CHECK (char_length(facts) <= 2000),
  constraint member_notices_finite CHECK (isfinite(until) AND isfinite(object_until) AND isfinite(reversed_at)),
  constraint member_notices_found_by_check CHECK (found_by = ANY (ARRAY['report'::text, 'machine'::text, 'moderator'::text])),
  constraint member_notices_kind_check CHECK (kind = ANY (ARRAY['decision'::text, 'sanction'::text, 'report'::text, 'objection'::text])),
  constraint member_notices_member_id_fkey FOREIGN KEY (member_id) REFERENCES profiles(id) ON DELETE CASCADE,
  constraint member_notices_member_report_id_fkey FOREIGN KEY (member_report_id) REFERENCES member_reports(id) ON DELETE CASCADE,
  constraint member_notices_photo_decision_id_fkey FOREIGN KEY (photo_decision_id) REFERENCES photo_decisions(id) ON DELETE RESTRICT,
  constraint member_notices_pkey PRIMARY KEY (id),
  constraint member_notices_report_id_fkey FOREIGN KEY (report_id) REFERENCES content_reports(id) ON DELETE CASCADE,
  constraint member_notices_rule_code_fkey FOREIGN KEY (rule_code) REFERENCES moderation_reasons(code) ON DELETE RESTRICT,
  constraint member_notices_sanction_id_fkey FOREIGN KEY (sanction_id) REFERENCES member_sanctions(id) ON DELETE RESTRICT,
  constraint member_notices_what_check CHECK (char_length(what) <= 60)
);

comment on table public.member_notices is 'What members are told: the statement of reasons for each decision and sanction, what came of a report, the answer to an objection. It names no moderator.';

comment on column public.member_notices.member_report_id is 'The report about a member or a conversation that it answers.';

CREATE INDEX member_notices_created_idx ON public.member_notices USING btree (created_at DESC, id DESC);
CREATE INDEX member_notices_decision_idx ON public.member_notices USING btree (decision_id);
CREATE INDEX member_notices_member_idx ON public.member_notices USING btree (member_id, created_at DESC);
CREATE INDEX member_notices_member_report_idx ON public.member_notices USING btree (member_report_id);
CREATE INDEX member_notices_photo_decision_idx ON public.member_notices USING btree (photo_decision_id);
CREATE INDEX member_notices_report_idx ON public.member_notices USING btree (report_id);
CREATE INDEX member_notices_rule_idx ON public.member_notices USING btree (rule_code);
CREATE INDEX member_notices_sanction_idx ON public.member_notices USING btree (sanction_id);

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON member_notices FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER touch BEFORE UPDATE ON member_notices FOR EACH ROW EXECUTE FUNCTION private.touch();

alter table public.member_notices enable row level security;

create policy "member_notices select" on public.member_notices for select to authenticated
  using (((member_id = ( SELECT auth.uid() AS uid)) OR ( SELECT private.has_role('moderator'::text) AS has_role)));

grant select on public.member_notices to authenticated;
grant select on public.member_notices to service_role;
