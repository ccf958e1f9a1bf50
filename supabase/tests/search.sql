-- Search: what contains the words, in every table that the person may read; what is closest where nothing does.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@search.test' from unnest(array['growth', 'finance', 'member']) name;
insert into staff_members (user_id, full_name, email, roles)
  select tests.id(name), name, name || '@search.test', array[name] from unnest(array['growth', 'finance']) name;
insert into profiles (id, display_name, email) values (tests.id('member'), 'Elena Quibble', 'member@search.test');
insert into leads (id, full_name, email, city, state) values
  (tests.id('elena'), 'Elena Quibblemarch', 'elena@search.test', 'Milan', 'new'),
  (tests.id('marco'), 'Marco Rossini', 'marco.quibblemarch@search.test', 'Milan', 'contacted'),
  (tests.id('ellen'), 'Ellen Quiblemark', 'ellen@search.test', null, 'contacted'),
  (tests.id('percent'), '100%_sure Quibbles', 'percent@search.test', null, 'new');
insert into outreach_sequences (id, name, from_name, from_email, postal_address)
  values (tests.id('sequence'), 'Quibble again', 'M', 'm@search.test', '1 Main Street, Town');
insert into email_sends (lead_id, to_email, subject)
  select tests.id('elena'), 'elena@search.test', 'Hello ' || n from unnest(array['one', 'two']) n;
create function pg_temp.found(query text) returns text language sql as $$
  select string_agg(r.table_name || ': ' || r.title || case when r.is_close then ' (close)' else '' end, ', ') from search_records(query) r
$$;
create function pg_temp.closest(query text, filters text default '[]') returns text language sql as $$
  select string_agg(l.full_name, ', ' order by c.place)
  from rows from (closest_records('leads', query, filters::jsonb)) with ordinality c (id, place) join leads l on l.id::text = c.id
$$;

select tests.act_as('growth');
select is(pg_temp.found('QUIBBLEM'), 'leads: Elena Quibblemarch, leads: Marco Rossini', 'whatever the case; a name that has a word beginning so comes first');
select is(pg_temp.found('milan marco'), 'leads: Marco Rossini', 'every word must occur, in any order');
select is(pg_temp.found('quibble'), 'leads: 100%_sure Quibbles, leads: Elena Quibblemarch, leads: Marco Rossini, member_directory: Elena Quibble, outreach_sequences: Quibble again', 'in every table');
select is(pg_temp.found('100%_'), 'leads: 100%_sure Quibbles', 'wildcards are only signs');
select is(pg_temp.found('elena quiblemarsh'), 'leads: Elena Quibblemarch (close), leads: Ellen Quiblemark (close), member_directory: Elena Quibble (close)', 'what is closest where nothing contains the words, and it says so');
select is(pg_temp.found('q'), null, 'one letter is not enough');

select tests.act_as('finance');
select is(pg_temp.found('quibble'), 'member_directory: Elena Quibble', 'nothing of tables that the role does not read');
select is(pg_temp.closest('elena quiblemarsh'), null, 'nor by closeness');
select tests.act_as('member');
select is(pg_temp.found('quibble'), null, 'who is not staff finds nothing');

select tests.act_as('growth');
select is(pg_temp.closest('elena quiblemarsh'), 'Elena Quibblemarch, Ellen Quiblemark', 'the closest leads first');
select is(pg_temp.closest('elena quiblemarsh', '[{"field": "state", "operator": "eq", "value": "contacted"}]'), 'Ellen Quiblemark', 'the other filters hold');
select is(pg_temp.closest('zzzz zzzz'), null, 'nothing is like nothing');
select is(
  (select count(*)::integer from closest_records('email_sends', 'elena quiblemarsh', '[]', '{"lead": {"column": "lead_id", "table": "leads", "key": "id"}}', 'lead')),
  2, 'a list that searches through a relation finds its own rows');
select throws_ok($$select closest_records('nothing', 'anything')$$, '22023', null, 'a table that is not there is refused');

-- A searched list asks for the keys of what it finds, where the table is so large that looking at each row takes time.
create function pg_temp.keys(texts text[], how_many integer default 150) returns text language sql as $$
  select case when a ? 'keys' then coalesce((
      select string_agg(coalesce(l.full_name, 'unseen'), ', ' order by l.full_name)
      from jsonb_array_elements_text(a -> 'keys') k left join leads l on l.id = k::uuid), 'none') else a::text end
  from keys_containing('leads', texts, how_many) a
$$;
select is(pg_temp.keys('{quibblem}'), '{"small": true}', 'a small table need not be asked');
select tests.act_as('owner');
-- So many that the table is large; what their triggers do is not looked at here, and takes most of the time.
alter table leads disable trigger user;
insert into leads (full_name, handle) select 'Person ' || n, 'person' || n from generate_series(1, 20000) n;
alter table leads enable trigger user;
analyze leads;
select tests.act_as('growth');
select is(pg_temp.keys('{QuibbleM}'), 'Elena Quibblemarch, Marco Rossini', 'keys of what contains the text, whatever the case');
select is(pg_temp.keys('{quibble,milan,ma}'), 'Elena Quibblemarch, Marco Rossini', 'of what contains all of the texts, short ones too');
select is(pg_temp.keys('{100%_,"sure q"}'), '100%_sure Quibbles', 'wildcards are only signs, and a text may have blanks');
select is(pg_temp.keys('{nobodyatall}'), 'none', 'none where nothing contains it');
select is(pg_temp.keys('{quibble}', 2), '{}', 'no keys where there are more than asked for');
select is(pg_temp.keys('{qu}'), '{}', 'no keys for two letters, which the index cannot find');
-- Beside the search, what a part of a text or a list holds.
create function pg_temp.keys_of(also text, texts text[] default '{}', how_many integer default 150) returns text language sql as $$
  select case when a ? 'keys' then coalesce((
      select string_agg(l.full_name, ', ' order by l.full_name) from jsonb_array_elements_text(a -> 'keys') k join leads l on l.id = k::uuid), 'none') else a::text end
  from keys_containing('leads', texts, how_many, also::jsonb) a
$$;
select tests.act_as('owner');
update leads set tags = case when full_name like 'Elena%' then array['rare', 'vip'] else array['rare'] end where full_name in ('Elena Quibblemarch', 'Marco Rossini');
update leads set interests = '{chess}' where full_name = 'Marco Rossini';
select tests.act_as('growth');
select is(pg_temp.keys_of('[{"name": "tags", "one_of": ["rare", "none"]}]'), 'Elena Quibblemarch, Marco Rossini', 'keys of whose list holds one of some values');
select is(pg_temp.keys_of('[{"name": "tags", "every": ["rare", "vip"]}]'), 'Elena Quibblemarch', 'or each of them');
select is(pg_temp.keys_of('[{"name": "tags", "every": ["rare"]}, {"name": "interests", "one_of": ["chess"]}]'), 'Marco Rossini', 'of two lists');
select is(pg_temp.keys_of('[{"name": "tags", "every": ["rare"]}]', '{rossini}'), 'Marco Rossini', 'beside a search');
select is(pg_temp.keys_of('[{"name": "full_name", "text": "Rossin"}]'), 'Marco Rossini', 'of a text that a searched column contains');
select is(pg_temp.keys_of('[{"name": "notes", "text": "Rossin"}]'), '{}', 'not of one that is not searched');
select is(pg_temp.keys_of('[{"name": "tags", "one_of": ["nobody has it"]}]'), 'none', 'none where nobody has it');
select is(pg_temp.keys_of('[{"name": "tags", "one_of": ["rare"]}]', '{}', 1), '{}', 'no keys where there are more than asked for');
select is(pg_temp.keys_of('[{"name": "state", "one_of": ["new"]}, {"name": "score", "text": "123"}, {"name": "x; drop", "text": "abc"}, {"name": "tags", "every": []}]'), '{}', 'what is no list, no text or no column is left out');
select tests.act_as('finance');
select is(pg_temp.keys_of('[{"name": "tags", "one_of": ["rare"]}]'), '{}', 'no key of a list that the person may not read');
select is(pg_temp.keys('{quibblem}'), '{}', 'no key of a record that the person may not read');
select is(pg_temp.keys('{nowhere}'), '{}', 'and not a word on whether there is one');
select tests.act_as('member');
select is(pg_temp.keys('{quibblem}'), '{}', 'nor for somebody who is not staff');

-- ---------------------------------------------------------------------------------------
-- Accents

select tests.act_as('owner');
select is(private.folded(one), private.folded(other), one || ' is ' || other) from (values ('O’Neil', 'O''Neil'), ('OʼNeil', 'O‘Neil'), (U&'Jean\2011Luc', 'Jean-Luc'), ('Smith–Jones', 'smith-jones'),
  ('مُحَمَّد', 'محمد'), ('أحمد', 'احمد'), ('שָׁלוֹם', 'שלום'), ('İstanbul', 'istanbul'), ('STRASSE', 'Straße'), ('㍿', '株式会社'), ('Łódź', 'lodz'), ('ﬁne', 'fine')) w (one, other);
select is(private.folded(t), 'malaga', 'folded: ' || t) from unnest(array['Málaga', U&'Ma\0301laga', 'MÁLAGA', U&'Ma\200Blaga', 'Ｍａｌａｇａ']) t;
select is(private.folded('Łódź Straße ﬁn Ørsted Ærø Σίσυφος'), 'lodz strasse fin orsted aero σισυφοσ', 'letters with strokes, ligatures, Greek accents');
select is(private.folded(null), null, 'nothing stays nothing');
insert into leads (id, full_name, email, city) values
  (tests.id('lefevre'), U&'Zo\0308e Lef\00e8vre', 'x1@search.test', U&'Ma\0301laga'), (tests.id('elise'), 'Élise Zuber', 'x2@search.test', 'Málaga');
select tests.act_as('growth');
select is(pg_temp.found('lefevre'), 'leads: ' || (select full_name from leads where id = tests.id('lefevre')), 'the palette finds an accent by its letter');
select is(pg_temp.found('LEFÈVRE malaga'), pg_temp.found('lefevre'), 'and by itself, in capitals and composed');
select is(pg_temp.keys('{malaga,lefe}'), (select full_name from leads where id = tests.id('lefevre')), 'a searched list as well');
select is((select count(*)::integer from leads where folded ->> 'city' = 'malaga'), 2, 'and a filter of one text');
select is((select string_agg(left(full_name, 1), '' order by sort_name) from leads where email like '%@search.test' and full_name ~ '^[EÉMZ]'), 'EÉEMZ', 'names are sorted as they are read');
update leads set city = 'Cádiz' where id = tests.id('elise');
select tests.act_as('owner');
select is((select after from audit_log where record_id = tests.id('elise')::text and action = 'update'), '{"city": "Cádiz"}', 'what is computed is not in the history');
select is_empty($$select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and a.attname = 'search' and (pg_get_expr(d.adbin, d.adrelid) not like 'private.folded(%'
    or not exists (select from pg_index i join pg_class x on x.oid = i.indexrelid join pg_am m on m.oid = x.relam where i.indrelid = c.oid and a.attnum = i.indkey[0] and m.amname = 'gin'))$$,
  'every search column is folded and has its index');

-- A match is found by either person, under the name they have now; through the same filters as everywhere.
select tests.act_as('owner');
insert into auth.users (id, email) select tests.id(name), name || '@search.test' from unnest(array['first', 'second', 'moderator']) name;
insert into profiles (id, display_name, email, city) values
  (tests.id('first'), 'Odalys Thistle', 'first@search.test', 'Porto'), (tests.id('second'), 'Bertrand Wren', 'second@search.test', null);
insert into staff_members (user_id, full_name, email, roles) values (tests.id('moderator'), 'M', 'moderator@search.test', '{moderator}');
insert into matches (user_a, user_b, score)
  select least(a, b), greatest(a, b), 50 from (values (tests.id('first'), tests.id('second')), (tests.id('first'), tests.id('member'))) p (a, b);
create function pg_temp.matched(variadic words text[]) returns integer language plpgsql as $$
declare
  n integer;
begin
  execute 'select count(*) from matches t where ' || private.filter_condition('matches',
    jsonb_build_object('operator', 'and', 'value', (select jsonb_agg(jsonb_build_object('field', 'names.search', 'operator', 'contains', 'value', w)) from unnest(words) w)),
    '{"names": {"column": "id", "table": "match_names", "key": "match_id"}}') into n;
  return n;
end
$$;
select tests.act_as('moderator');
select is(pg_temp.matched('odalys'), 2, 'by one person');
select is(pg_temp.matched('wren', 'thistle'), 1, 'by both');
select is((select count(*)::integer from closest_records('matches', 'odalys thisle', '[]', '{"names": {"column": "id", "table": "match_names", "key": "match_id"}}', 'names')), 2, 'by what is like it');
select tests.act_as('second');
update profiles set display_name = 'Bertrand Sparrow' where id = tests.id('second');
select is((select count(*)::integer from match_names), 0, 'a member who renames themself does not see the names of their matches');
select tests.act_as('moderator');
select is(pg_temp.matched('sparrow') || ' ' || pg_temp.matched('wren'), '1 0', 'but is found by the new name, and by the old one no more');

-- What a column cannot hold, or cannot be asked, is refused in words by all that take filters.
select tests.act_as('growth');
select throws_ok(format('select bulk_preview(''leads'', %L)', q), '22023', m, m) from (values
  ('[{"field": "created_at", "operator": "gte", "value": "2026-02-30"}]', '“2026-02-30” is no value of created_at.'),
  ('[{"field": "created_at", "operator": "between", "value": ["", "soon"]}]', '“soon” is no value of created_at.'),
  ('[{"field": "score", "operator": "in", "value": [1, 1e400]}]', null),
  ('[{"field": "id", "operator": "contains", "value": "x"}]', 'The column "id" holds no text to search in.'),
  ('[{"field": "score", "operator": "nstartswith", "value": "1"}]', 'The column "score" holds no text to search in.'),
  ('[{"field": "tags", "operator": "in", "value": ["a"]}]', 'The column "tags" holds more than one value, so "in" says nothing of it.'),
  ('[{"field": "city", "operator": "ina", "value": ["a"]}]', 'The column "city" holds one value, so "ina" says nothing of it.')) v (q, m);
select is(pg_temp.found(repeat('Quibblemarch ', 2000) || 'nobody'), pg_temp.found(repeat('Quibblemarch ', 3)), 'and a search is read as far as a name may go');
select throws_ok($$select suppress_lead(tests.id('elena'), 'whim')$$, '22023', null, 'and nobody is suppressed for a reason that there is not');

select * from finish();
rollback;
