-- Written by `npm run schema` from the migrations: change those, not this.

create table public.invoice_due_changes (
  id uuid default gen_random_uuid() not null,
  invoice_id uuid not null,
  due_before date not null,
  due_on date not null,
  reason text not null,
  at timestamp with time zone default clock_timestamp() not null,
  changed_by uuid,
  constraint invoice_due_changes_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint invoice_due_changes_finite CHECK (isfinite(due_before) AND isfinite(due_on) AND isfinite(at)),
  constraint invoice_due_changes_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES invoices(id) ON DELETE RESTRICT,
  constraint invoice_due_changes_pkey PRIMARY KEY (id),
  constraint invoice_due_changes_reason_check CHECK (char_length(btrim(reason)) >= 1 AND char_length(btrim(reason)) <= 500)
);

comment on table public.invoice_due_changes is 'Each time that an issued invoice was given more time. Never changed.';

CREATE INDEX invoice_due_changes_at_idx ON public.invoice_due_changes USING btree (at);
CREATE INDEX invoice_due_changes_changed_by_idx ON public.invoice_due_changes USING btree (changed_by);
CREATE INDEX invoice_due_changes_invoice_idx ON public.invoice_due_changes USING btree (invoice_id, at);

CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON invoice_due_changes FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER keep_booking BEFORE DELETE OR UPDATE ON invoice_due_changes FOR EACH ROW EXECUTE FUNCTION private.keep_booking();

alter table public.invoice_due_changes enable row level security;

create policy "invoice_due_changes select" on public.invoice_due_changes for select to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role));

grant select on public.invoice_due_changes to authenticated;
grant select on public.invoice_due_changes to service_role;
