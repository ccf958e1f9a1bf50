-- Written by `npm run schema` from the migrations: change those, not this.

create table private.billing_refusals (
  subscription_id uuid not null,
  refused_at timestamp with time zone default clock_timestamp() not null,
  why text not null,
  constraint billing_refusals_pkey PRIMARY KEY (subscription_id),
  constraint billing_refusals_subscription_id_fkey FOREIGN KEY (subscription_id) REFERENCES user_subscriptions(id) ON DELETE CASCADE
);

comment on table private.billing_refusals is 'Subscriptions that the last run of billing could not bring on, and why: they come after all others in the next.';

alter table private.billing_refusals enable row level security;
