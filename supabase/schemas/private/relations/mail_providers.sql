-- Written by `npm run schema` from the migrations: change those, not this.

create table private.mail_providers (
  domain text not null,
  same_as text not null,
  tag_sign text,
  takes text default ''::text not null,
  takes_for text default ''::text not null,
  by_subdomain boolean default false not null,
  constraint mail_providers_pkey PRIMARY KEY (domain)
);

comment on table private.mail_providers is 'How providers read the part of an address before the @. Domains that are not here are read to the letter.';

comment on column private.mail_providers.by_subdomain is 'Whether a domain below it is one mailbox: anything@ada.fastmail.com comes to ada@fastmail.com.';

alter table private.mail_providers enable row level security;
