-- Saved views: personal ones are nobody else's, shared ones are their teams', and nobody shares with a team that is not theirs.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@views.test' from unnest(array['growth', 'colleague', 'finance', 'admin']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), name, name || '@views.test', array[case name when 'colleague' then 'growth' else name end]
  from unnest(array['growth', 'colleague', 'finance', 'admin']) name;
create function pg_temp.seen_by(name text) returns text language plpgsql as $$
declare
  names text;
begin
  perform tests.act_as(name);
  select string_agg(v.name, ', ' order by v.name) into names from saved_views v;
  return names;
end
$$;

select tests.act_as('growth');
insert into saved_views (id, table_name, name, address, shared_with) values
  (tests.id('mine'), 'leads', 'Mine', 'state=any:new', '{}'),
  (tests.id('ours'), 'leads', 'Ours', 'score=from:55', '{growth}');
select throws_ok($$insert into saved_views (table_name, name, shared_with) values ('leads', 'Theirs', '{finance}')$$, '42501', null, 'one shares with one''s own teams only');
select throws_ok($$insert into saved_views (table_name, name, owner_id) values ('leads', 'For you', tests.id('finance'))$$, '42501', null, 'and in one''s own name');

select is(pg_temp.seen_by('growth'), 'Mine, Ours', 'the owner sees both');
select is(pg_temp.seen_by('colleague'), 'Ours', 'a colleague sees what is shared with the team');
select is(pg_temp.seen_by('finance'), null, 'another team sees neither');
select is(pg_temp.seen_by('admin'), 'Ours', 'an admin sees what is shared, not what is personal');

select tests.act_as('colleague');
update saved_views set name = 'Taken';
delete from saved_views;
select tests.act_as('owner');
select is((select string_agg(name, ', ' order by name) from saved_views), 'Mine, Ours', 'a colleague changes and deletes neither');

update staff_members set active = false where user_id = tests.id('growth');
select is(pg_temp.seen_by('growth'), null, 'who left sees none');
select tests.act_as('admin');
delete from saved_views where name = 'Ours';
select tests.act_as('owner');
select is((select string_agg(name, ', ') from saved_views), 'Mine', 'an admin may clear away what is shared');

-- The view that a list opens with.
select tests.act_as('owner');
update staff_members set active = true where user_id = tests.id('growth');
insert into saved_views (id, table_name, name, owner_id, shared_with) values
  (tests.id('team'), 'leads', 'Team', tests.id('growth'), '{growth}'),
  (tests.id('other list'), 'lead_sources', 'Other list', tests.id('growth'), '{}');
select tests.act_as('colleague');
select set_default_view('leads', tests.id('team'));
select throws_ok($$select set_default_view('leads', tests.id('mine'))$$, 'PT404', null, 'a view that one may not see cannot be the default');
select tests.act_as('growth');
select set_default_view('leads', tests.id('team'));
select set_default_view('leads', tests.id('mine'));
select throws_ok($$select set_default_view('leads', tests.id('other list'))$$, 'PT404', null, 'nor can a view of another list');
select is((select string_agg(v.name, ', ') from saved_view_defaults d join saved_views v on v.id = d.view_id), 'Mine', 'one default a list, one''s own only');
select set_default_view('leads');
select is((select count(*)::integer from saved_view_defaults), 0, 'and none again');
select tests.act_as('colleague');
select is((select count(*)::integer from saved_view_defaults), 1, 'which leaves those of others');

select * from finish();
rollback;
