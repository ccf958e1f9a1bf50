-- Written by `npm run schema` from the migrations: change those, not this.

create table public.moderation_decisions (
  id bigint generated always as identity not null,
  post_id uuid,
  comment_id uuid,
  decision text not null,
  reason_code text,
  note text,
  moderator_id uuid not null,
  version_seen integer not null,
  state_before text not null,
  state_after text not null,
  undoes_id bigint,
  created_at timestamp with time zone default now() not null,
  client_key uuid,
  decision_seen bigint,
  waiting_since timestamp with time zone,
  reports_changed jsonb default '[]'::jsonb not null,
  shown_before integer,
  pending_before integer,
  version_after integer,
  over_claim boolean default false not null,
  assigned_to uuid,
  due_at timestamp with time zone,
  search text generated always as (private.folded(((((decision || ' '::text) || COALESCE(reason_code, ''::text)) || ' '::text) || COALESCE(note, ''::text)))) stored,
  folded jsonb generated always as (private.folded_texts('{note}'::text[], ARRAY[note])) stored,
  sanction_id uuid,
  found_by text,
  verdicts jsonb default '[]'::jsonb not null,
  constraint moderation_decisions_assigned_to_fkey FOREIGN KEY (assigned_to) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint moderation_decisions_comment_id_fkey FOREIGN KEY (comment_id) REFERENCES post_comments(id) ON DELETE RESTRICT,
  constraint moderation_decisions_decision_check CHECK (decision = ANY (ARRAY['approve'::text, 'hide'::text, 'remove'::text, 'restore'::text, 'dismiss_reports'::text, 'escalate'::text, 'decline_edit'::text, 'undo'::text])),
  constraint moderation_decisions_finite CHECK (isfinite(waiting_since) AND isfinite(due_at)),
  constraint moderation_decisions_found_by_check CHECK (found_by = ANY (ARRAY['report'::text, 'machine'::text, 'moderator'::text])),
  constraint moderation_decisions_moderator_id_fkey FOREIGN KEY (moderator_id) REFERENCES staff_members(user_id) ON DELETE RESTRICT,
  constraint moderation_decisions_note_check CHECK (char_length(note) <= 2000),
  constraint moderation_decisions_one_item_check CHECK (num_nonnulls(post_id, comment_id) = 1),
  constraint moderation_decisions_pkey PRIMARY KEY (id),
  constraint moderation_decisions_post_id_fkey FOREIGN KEY (post_id) REFERENCES community_posts(id) ON DELETE RESTRICT,
  constraint moderation_decisions_reason_code_check CHECK (char_length(reason_code) <= 60),
  constraint moderation_decisions_reason_code_fkey FOREIGN KEY (reason_code) REFERENCES moderation_reasons(code) ON DELETE RESTRICT NOT VALID,
  constraint moderation_decisions_reports_changed_depth_check CHECK (NOT jsonb_path_exists(reports_changed, '$.**{50}'::jsonpath)),
  constraint moderation_decisions_reports_changed_elements_check CHECK (jsonb_typeof(reports_changed) = 'array'::text AND NOT jsonb_path_exists(reports_changed, 'strict $[*]?(@.type() != "object")'::jsonpath) AND NOT jsonb_path_exists(reports_changed, '$[*]?((!(@."id".type() == "string") || !(@."before".type() == "string")) || !(@."after".type() == "string"))'::jsonpath)),
  constraint moderation_decisions_sanction_id_fkey FOREIGN KEY (sanction_id) REFERENCES member_sanctions(id) ON DELETE SET NULL,
  constraint moderation_decisions_undo_check CHECK ((decision = 'undo'::text) = (undoes_id IS NOT NULL)),
  constraint moderation_decisions_undoes_id_fkey FOREIGN KEY (undoes_id) REFERENCES moderation_decisions(id) ON DELETE RESTRICT,
  constraint moderation_decisions_undoes_id_key UNIQUE (undoes_id),
  constraint moderation_decisions_verdicts_depth_check CHECK (NOT jsonb_path_exists(verdicts, '$.**{50}'::jsonpath)),
  constraint moderation_decisions_verdicts_elements_check CHECK (private.are_verdicts(verdicts)),
  constraint moderation_decisions_version_seen_check CHECK (version_seen >= 1)
);

comment on table public.moderation_decisions is 'What was decided about posts and comments, by whom and why; never changed.';

comment on column public.moderation_decisions.client_key is 'Chosen by whoever decides: the same decision sent again is found by it and not made twice.';
comment on column public.moderation_decisions.decision_seen is 'The last decision on the item that the moderator knew of.';
comment on column public.moderation_decisions.waiting_since is 'Since when the item had waited for this.';
comment on column public.moderation_decisions.reports_changed is 'The members'' reports that it decided: [{"id", "before", "after"}].';
comment on column public.moderation_decisions.shown_before is 'The version that members read before it.';
comment on column public.moderation_decisions.pending_before is 'The edit that waited before it.';
comment on column public.moderation_decisions.version_after is 'The newest version that is left after it.';
comment on column public.moderation_decisions.over_claim is 'Made although a colleague was at the item, and knowingly.';
comment on column public.moderation_decisions.assigned_to is 'Whom an escalation is handed to; nobody: whoever comes.';
comment on column public.moderation_decisions.due_at is 'Until when an escalation is to be answered.';
comment on column public.moderation_decisions.sanction_id is 'The sanction that hid it.';
comment on column public.moderation_decisions.found_by is 'What brought it to the moderators: a report, a machine, or their own reading.';
comment on column public.moderation_decisions.verdicts is 'What it says of reported versions other than the one decided: [{"version", "verdict"}], upheld where that one broke a rule, dismissed where not. No version: all others.';

CREATE INDEX moderation_decisions_assigned_idx ON public.moderation_decisions USING btree (assigned_to);
CREATE UNIQUE INDEX moderation_decisions_client_key_idx ON public.moderation_decisions USING btree (client_key);
CREATE INDEX moderation_decisions_comment_idx ON public.moderation_decisions USING btree (comment_id, created_at DESC);
CREATE INDEX moderation_decisions_comment_last_idx ON public.moderation_decisions USING btree (comment_id, id DESC);
CREATE INDEX moderation_decisions_created_idx ON public.moderation_decisions USING btree (created_at DESC, id DESC);
CREATE INDEX moderation_decisions_escalated_idx ON public.moderation_decisions USING btree (id) WHERE (decision = 'escalate'::text);
CREATE INDEX moderation_decisions_moderator_idx ON public.moderation_decisions USING btree (moderator_id, created_at DESC);
CREATE INDEX moderation_decisions_post_idx ON public.moderation_decisions USING btree (post_id, created_at DESC);
CREATE INDEX moderation_decisions_post_last_idx ON public.moderation_decisions USING btree (post_id, id DESC);
CREATE INDEX moderation_decisions_reason_idx ON public.moderation_decisions USING btree (reason_code, created_at DESC, id DESC);
CREATE INDEX moderation_decisions_sanction_idx ON public.moderation_decisions USING btree (sanction_id);
CREATE INDEX moderation_decisions_search_idx ON public.moderation_decisions USING gin (search extensions.gin_trgm_ops);

CREATE TRIGGER a_found_by BEFORE INSERT ON moderation_decisions FOR EACH ROW EXECUTE FUNCTION private.note_found_by();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON moderation_decisions FOR EACH ROW EXECUTE FUNCTION private.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON moderation_decisions FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON moderation_decisions FOR EACH ROW EXECUTE FUNCTION private.audit('log');
CREATE TRIGGER b_own_report BEFORE INSERT ON moderation_decisions FOR EACH ROW WHEN (new.decision <> ALL (ARRAY['escalate'::text, 'undo'::text])) EXECUTE FUNCTION private.refuse_own_report();
CREATE TRIGGER carry_out AFTER INSERT ON moderation_decisions FOR EACH ROW EXECUTE FUNCTION private.carry_out_decision();
CREATE TRIGGER judge BEFORE INSERT ON moderation_decisions FOR EACH ROW EXECUTE FUNCTION private.judge_decision();
CREATE TRIGGER note_file BEFORE INSERT ON moderation_decisions FOR EACH ROW WHEN (new.post_id IS NOT NULL) EXECUTE FUNCTION private.note_file();
CREATE TRIGGER reason_fits BEFORE INSERT ON moderation_decisions FOR EACH ROW EXECUTE FUNCTION private.fit_reason('text');
CREATE TRIGGER second_look AFTER INSERT ON moderation_decisions FOR EACH ROW EXECUTE FUNCTION private.draw_second_look();
CREATE TRIGGER tell AFTER INSERT ON moderation_decisions FOR EACH ROW EXECUTE FUNCTION private.tell_of_decision();
CREATE TRIGGER waiting AFTER INSERT ON moderation_decisions FOR EACH ROW EXECUTE FUNCTION private.keep_waiting();

alter table public.moderation_decisions enable row level security;

create policy "moderation_decisions select" on public.moderation_decisions for select to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));

grant select on public.moderation_decisions to authenticated;
grant select on public.moderation_decisions to service_role;
