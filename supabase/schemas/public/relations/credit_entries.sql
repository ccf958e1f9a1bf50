-- Written by `npm run schema` from the migrations: change those, not this.

create table public.credit_entries (
  id uuid default gen_random_uuid() not null,
  user_id uuid,
  currency text not null,
  amount_minor bigint not null,
  kind text not null,
  payment_id uuid,
  credit_note_id uuid,
  refund_id uuid,
  invoice_id uuid,
  reason text,
  booked_at timestamp with time zone default clock_timestamp() not null,
  recorded_by uuid,
  constraint credit_entries_amount_minor_check CHECK (amount_minor <> 0 AND abs(amount_minor) <= '9007199254740991'::bigint),
  constraint credit_entries_credit_note_id_fkey FOREIGN KEY (credit_note_id) REFERENCES credit_notes(id) ON DELETE RESTRICT,
  constraint credit_entries_currency_fkey FOREIGN KEY (currency) REFERENCES currencies(code),
  constraint credit_entries_finite CHECK (isfinite(booked_at)),
  constraint credit_entries_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES invoices(id) ON DELETE RESTRICT,
  constraint credit_entries_kind_check CHECK (kind = ANY (ARRAY['overpayment'::text, 'credit_note'::text, 'proration'::text, 'used'::text, 'refund'::text, 'opening'::text])),
  constraint credit_entries_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payments(id) ON DELETE RESTRICT,
  constraint credit_entries_pkey PRIMARY KEY (id),
  constraint credit_entries_reason_check CHECK (char_length(reason) <= 500),
  constraint credit_entries_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES staff_members(user_id) ON DELETE SET NULL,
  constraint credit_entries_refund_id_fkey FOREIGN KEY (refund_id) REFERENCES refunds(id) ON DELETE RESTRICT,
  constraint credit_entries_sign_check CHECK ((amount_minor < 0) = (kind = ANY (ARRAY['used'::text, 'refund'::text]))),
  constraint credit_entries_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id) ON DELETE SET NULL,
  constraint credit_entries_user_id_listed_fkey FOREIGN KEY (user_id) REFERENCES member_directory(id) ON DELETE SET NULL
);

comment on table public.credit_entries is 'What is held for a member, entry by entry; never changed. The balance is their sum by currency and never below nothing.';

CREATE INDEX credit_entries_booked_idx ON public.credit_entries USING btree (booked_at DESC, id DESC);
CREATE INDEX credit_entries_credit_note_idx ON public.credit_entries USING btree (credit_note_id);
CREATE INDEX credit_entries_currency_idx ON public.credit_entries USING btree (currency);
CREATE INDEX credit_entries_invoice_idx ON public.credit_entries USING btree (invoice_id);
CREATE INDEX credit_entries_payment_idx ON public.credit_entries USING btree (payment_id);
CREATE INDEX credit_entries_recorded_by_idx ON public.credit_entries USING btree (recorded_by);
CREATE INDEX credit_entries_refund_idx ON public.credit_entries USING btree (refund_id);
CREATE INDEX credit_entries_user_idx ON public.credit_entries USING btree (user_id, currency, booked_at);

CREATE TRIGGER a_check BEFORE INSERT ON credit_entries FOR EACH ROW EXECUTE FUNCTION private.check_credit();
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON credit_entries FOR EACH ROW EXECUTE FUNCTION private.audit('all');
CREATE TRIGGER keep_booking BEFORE DELETE OR UPDATE ON credit_entries FOR EACH ROW EXECUTE FUNCTION private.keep_booking();

alter table public.credit_entries enable row level security;

create policy "credit_entries select" on public.credit_entries for select to authenticated
  using (( SELECT private.has_role('finance'::text) AS has_role));

grant select on public.credit_entries to authenticated;
grant select on public.credit_entries to service_role;
