-- Written by `npm run schema` from the migrations: change those, not this.

create table private.lead_merges (
  id uuid default gen_random_uuid() not null,
  kept_id uuid not null,
  gone_id uuid not null,
  gone jsonb not null,
  before jsonb not null,
  after jsonb not null,
  moved jsonb not null,
  merged_by uuid,
  merged_at timestamp with time zone default clock_timestamp() not null,
  undone_at timestamp with time zone,
  undone_by uuid,
  constraint lead_merges_pkey PRIMARY KEY (id)
);

comment on table private.lead_merges is 'Leads that were found to be one person: what each was before, so that it can be taken back within the day.';

CREATE INDEX lead_merges_gone_idx ON private.lead_merges USING btree (gone_id);
CREATE INDEX lead_merges_kept_idx ON private.lead_merges USING btree (kept_id, merged_at DESC);

alter table private.lead_merges enable row level security;
