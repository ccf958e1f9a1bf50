-- Written by `npm run schema` from the migrations: change those, not this.

create table public.audit_log (
  id bigint generated always as identity not null,
  at timestamp with time zone default clock_timestamp() not null,
  actor_id uuid,
  actor_name text not null,
  actor_kind text not null,
  actor_roles text[] default '{}'::text[] not null,
  action text not null,
  table_name text not null,
  record_id text not null,
  record_label text,
  changed text[] default '{}'::text[] not null,
  before jsonb,
  after jsonb,
  reason text,
  operation_id uuid,
  search text generated always as (private.folded(((((actor_name || ' '::text) || COALESCE(record_label, ''::text)) || ' '::text) || COALESCE(reason, ''::text)))) stored,
  folded jsonb generated always as (private.folded_texts('{actor_name,record_label,reason}'::text[], ARRAY[actor_name, record_label, reason])) stored,
  constraint audit_log_action_check CHECK (action = ANY (ARRAY['insert'::text, 'update'::text, 'delete'::text])),
  constraint audit_log_actor_kind_check CHECK (actor_kind = ANY (ARRAY['person'::text, 'service'::text, 'system'::text])),
  constraint audit_log_finite CHECK (isfinite(at)),
  constraint audit_log_pkey PRIMARY KEY (id)
);

comment on table public.audit_log is 'Append-only. An update holds the changed columns only, before and after; an insert all of after, a delete all of before.';

comment on column public.audit_log.operation_id is 'The same for all records of one bulk change.';

CREATE INDEX audit_log_actor_idx ON public.audit_log USING btree (actor_id, at DESC, id DESC);
CREATE INDEX audit_log_at_idx ON public.audit_log USING btree (at DESC, id DESC);
CREATE INDEX audit_log_operation_idx ON public.audit_log USING btree (operation_id) WHERE (operation_id IS NOT NULL);
CREATE INDEX audit_log_record_idx ON public.audit_log USING btree (table_name, record_id, at DESC, id DESC);
CREATE INDEX audit_log_search_idx ON public.audit_log USING gin (search extensions.gin_trgm_ops);
CREATE INDEX audit_log_security_idx ON public.audit_log USING btree (at DESC, id DESC) WHERE ((action = 'delete'::text) OR (table_name = ANY (ARRAY['staff_members'::text, 'billing_periods'::text, 'billing_sellers'::text])) OR ((table_name = 'outreach_suppressions'::text) AND (action <> 'insert'::text)));

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON audit_log FOR EACH ROW EXECUTE FUNCTION private.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION private.refuse_change();

alter table public.audit_log enable row level security;

create policy "audit_log select" on public.audit_log for select to authenticated
  using ((( SELECT private.has_role('admin'::text) AS has_role) OR (table_name IN ( SELECT private.readable_history() AS readable_history))));

grant select on public.audit_log to authenticated;
grant select on public.audit_log to service_role;
