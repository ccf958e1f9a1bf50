-- Written by `npm run schema` from the migrations: change those, not this.

create table private.billed_periods (
  invoice_id uuid not null,
  subscription_id uuid not null,
  starts_at timestamp with time zone not null,
  constraint billed_periods_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES invoices(id) ON DELETE CASCADE,
  constraint billed_periods_pkey PRIMARY KEY (invoice_id),
  constraint billed_periods_subscription_id_fkey FOREIGN KEY (subscription_id) REFERENCES user_subscriptions(id) ON DELETE CASCADE
);

comment on table private.billed_periods is 'Which period of a subscription an invoice is for: two may begin on one day. Invoices from before are known by their day.';

CREATE INDEX billed_periods_subscription_idx ON private.billed_periods USING btree (subscription_id, starts_at);

alter table private.billed_periods enable row level security;
