-- Written by `npm run schema` from the migrations: change those, not this.

create table public.moderation_waiting (
  item_id uuid not null,
  item_type text not null,
  waiting_since timestamp with time zone,
  pending boolean default false not null,
  edited boolean default false not null,
  by_bot boolean default false not null,
  escalated boolean default false not null,
  counting integer default 0 not null,
  set_aside integer default 0 not null,
  earlier integer default 0 not null,
  held_id bigint,
  changed_at timestamp with time zone default clock_timestamp() not null,
  signals jsonb default '[]'::jsonb not null,
  watched boolean default false not null,
  constraint moderation_waiting_finite CHECK (isfinite(waiting_since) AND isfinite(changed_at)),
  constraint moderation_waiting_pkey PRIMARY KEY (item_id),
  constraint moderation_waiting_signals_depth_check CHECK (NOT jsonb_path_exists(signals, '$.**{50}'::jsonpath)),
  constraint moderation_waiting_signals_elements_check CHECK (jsonb_typeof(signals) = 'array'::text AND NOT jsonb_path_exists(signals, 'strict $[*]?(@.type() != "object")'::jsonpath) AND NOT jsonb_path_exists(signals, '$[*]?((((!(@."factor".type() == "string") || !(@."label".type() == "string")) || !(@."points".type() == "number")) || (exists (@."value") && @."value".type() != "number") && @."value".type() != "null") || exists (@."hold") && @."hold".type() != "boolean")'::jsonpath))
);

comment on table public.moderation_waiting is 'What waits for a moderator, kept by triggers. A row without waiting_since waits no more: it tells those who ask for what changed.';

comment on column public.moderation_waiting.counting is 'Open reports that count; set_aside: that do not, as the same complaint was dismissed; earlier: about a version before the one that is judged.';
comment on column public.moderation_waiting.held_id is 'The decision that holds: the last that is neither an undo nor undone.';
comment on column public.moderation_waiting.signals is 'What its words tell: [{"factor", "label", "value", "points", "hold"}], as of its last change.';
comment on column public.moderation_waiting.watched is 'It holds a word for which edits are held.';

CREATE INDEX moderation_waiting_changed_idx ON public.moderation_waiting USING btree (changed_at);
CREATE INDEX moderation_waiting_since_idx ON public.moderation_waiting USING btree (waiting_since, item_id) WHERE (waiting_since IS NOT NULL);

alter table public.moderation_waiting enable row level security;

create policy "moderation_waiting select" on public.moderation_waiting for select to authenticated
  using (( SELECT private.has_role('moderator'::text) AS has_role));

grant select on public.moderation_waiting to authenticated;
grant select on public.moderation_waiting to service_role;
