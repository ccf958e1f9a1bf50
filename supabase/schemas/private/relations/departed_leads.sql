-- Written by `npm run schema` from the migrations: change those, not this.

create table private.departed_leads (
  id bigint generated always as identity not null,
  lead_id uuid,
  source_id uuid,
  found_at timestamp with time zone not null,
  qualified_at timestamp with time zone,
  contacted_at timestamp with time zone,
  replied_at timestamp with time zone,
  converted_at timestamp with time zone,
  departed_at timestamp with time zone default now() not null,
  relations jsonb default '{}'::jsonb not null,
  scrape_run_id uuid,
  constraint departed_leads_pkey PRIMARY KEY (id),
  constraint departed_leads_scrape_run_id_fkey FOREIGN KEY (scrape_run_id) REFERENCES scrape_runs(id) ON DELETE SET NULL,
  constraint departed_leads_source_id_fkey FOREIGN KEY (source_id) REFERENCES lead_sources(id) ON DELETE SET NULL
);

comment on table private.departed_leads is 'What the figures still count of leads that were deleted or erased: when, and from where. Nothing of who it was.';

comment on column private.departed_leads.scrape_run_id is 'The run that brought it, whose cost it is still a part of.';

CREATE INDEX departed_leads_lead_idx ON private.departed_leads USING btree (lead_id) WHERE (lead_id IS NOT NULL);
CREATE INDEX departed_leads_run_idx ON private.departed_leads USING btree (scrape_run_id);
CREATE INDEX departed_leads_source_idx ON private.departed_leads USING btree (source_id);

alter table private.departed_leads enable row level security;
