-- Written by `npm run schema` from the migrations: change those, not this.

create table private.profile_hosts (
  host text not null,
  same_as text not null,
  person text not null,
  takes text default ''::text not null,
  constraint profile_hosts_pkey PRIMARY KEY (host)
);

comment on table private.profile_hosts is 'Platforms: the hosts that are one, and where in the address of a page a person stands. Subdomains count as their host.';

comment on column private.profile_hosts.host is 'Without www.';
comment on column private.profile_hosts.same_as is 'The host by which its pages are compared.';
comment on column private.profile_hosts.person is 'A regular expression of a path in small letters: its first group is the person.';
comment on column private.profile_hosts.takes is 'Signs that the platform does not tell names apart by.';

alter table private.profile_hosts enable row level security;
