-- Written by `npm run schema` from the migrations: change those, not this.

create table public.invoice_reminders (
  id uuid default gen_random_uuid() not null,
  invoice_id uuid not null,
  level smallint not null,
  promised_on date,
  note text,
  due_minor bigint not null,
  currency text not null,
  sent_at timestamp with time zone default clock_timestamp() not null,
  recorded_by uuid,
  constraint invoice_reminders_currency_fkey FOREIGN KEY (currency) REFERENCES currencies(code),
  constraint invoice_reminders_finite CHECK (isfinite(promised_on) AND isfinite(sent_at)),
  constraint invoice_reminders_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES invoices(id) ON DELETE RESTRICT,
  constraint invoice_reminders_level_check CHECK (level >= 1 AND level <= 3),
  constraint invoice_reminders_note_check CHECK (char_length(note) <= 500),
  constraint invoice_reminders_pkey PRIMARY KEY (id),
  constraint invoice_reminders_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES staff_members(user_id) ON DELETE SET NULL
);

comment on table public.invoice_reminders is 'Each time that somebody was reminded of an overdue invoice, and what they promised. Never changed.';

CREATE INDEX invoice_reminders_currency_idx ON public.invoice_reminders USING btree (currency);
CREATE INDEX invoice_reminders_invoice_idx ON public.invoice_reminders USING btree (invoice_id, sent_at);
CREATE INDEX invoice_reminders_recorded_by_idx ON public.invoice_reminders USING btree (recorded_by);
CREATE INDEX invoice_reminders_sent_idx ON public.invoice_reminders USING btree (sent_at DESC, id DESC);

CREATE TRIGGER a_day BEFORE INSERT ON invoice_reminders FOR EACH ROW EXECUTE FUNCTION private.one_reminder_a_day();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON invoice_reminders FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER keep_booking BEFORE DELETE OR UPDATE ON invoice_reminders FOR EACH ROW EXECUTE FUNCTION private.keep_booking('recorded_by');

alter table public.invoice_reminders enable row level security;

create policy "invoice_reminders select" on public.invoice_reminders for select to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role));

grant select on public.invoice_reminders to authenticated;
grant select on public.invoice_reminders to service_role;
