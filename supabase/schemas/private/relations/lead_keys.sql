-- Written by `npm run schema` from the migrations: change those, not this.

create table private.lead_keys (
  key text not null,
  lead_id uuid not null,
  constraint lead_keys_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE CASCADE,
  constraint lead_keys_pkey PRIMARY KEY (key, lead_id)
);

comment on table private.lead_keys is 'By which keys a lead is known. Kept by trigger.';

CREATE INDEX lead_keys_lead_idx ON private.lead_keys USING btree (lead_id);

alter table private.lead_keys enable row level security;
