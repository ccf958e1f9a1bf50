-- Sample data: a console that has been in use for months.
--
-- Loaded in one transaction after the migrations, by `npm run dev` into the embedded database, or by
--   psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -1 -f supabase/seed.sql
-- into a hosted project. Needs no superuser: only the owner of the tables.
--
--   * The same rows at every load, relative to the present day: whatever looks random is a hash of
--     a row's number and of a salt that no other use shares.
--   * Loaded already: every statement finds nothing to do (see pg_temp.many).
--   * `set app.seed_scale = '20'` before loading multiplies what grows with the business.
--   * The rules stay on. Only triggers that would date all history to the moment of loading, or count what
--     is counted here already, rest while it loads (see below); what they would have kept is written here.

-- ---------------------------------------------------------------------------------------
-- Tools

create temp table seed_setting as
select
  not exists (select from auth.users where id = '00000000-0000-4000-a000-000000000001') as fresh,
  coalesce(nullif(current_setting('app.seed_scale', true), '')::numeric, 1) as scale;

-- How many rows of something: `base` times the scale, `minimum` at the least, none when loaded already.
create or replace function pg_temp.many(base integer, minimum integer default 0) returns integer
language sql stable as $$
  select case when fresh then greatest(minimum, round(base * scale)::integer) else 0 end from pg_temp.seed_setting
$$;

create or replace function pg_temp.fresh() returns boolean language sql stable as $$
  select fresh from pg_temp.seed_setting
$$;

-- A number from 0 up to 1 that depends on nothing but its arguments.
create or replace function pg_temp.chance(n bigint, salt bigint) returns double precision
language sql immutable as $$
  select (hashint8extended(n, salt) & 4503599627370495)::double precision / 4503599627370496
$$;

create or replace function pg_temp.pick(n bigint, salt bigint, list text[]) returns text
language sql immutable as $$
  select list[1 + floor(pg_temp.chance(n, salt) * cardinality(list))::integer]
$$;

-- A telephone number in which each # becomes a digit: no two ranks share one, and there is none when all are used.
create or replace function pg_temp.dialled(template text, rank bigint) returns text
language plpgsql immutable as $$
declare
  free constant integer := char_length(template) - char_length(replace(template, '#', ''));
  -- Scattered: 37 has no factor in common with ten.
  digits constant text := lpad(((37 * rank + 11) % (10 ^ free)::bigint)::text, free, '0');
begin
  for i in 1 .. free loop
    template := regexp_replace(template, '#', substr(digits, i, 1));
  end loop;
  return case when rank < 10 ^ free then template end;
end
$$;

create or replace function pg_temp.id(kind text, n bigint) returns uuid
language sql immutable as $$
  select overlay(overlay(md5(kind || n) placing '4' from 13) placing 'a' from 17)::uuid
$$;

create or replace function pg_temp.today() returns timestamptz
language sql stable as $$
  select date_trunc('day', now() at time zone 'UTC') at time zone 'UTC'
$$;

-- A moment so many days ago at that hour (UTC). Today's hours are squeezed into what is over of the day.
create or replace function pg_temp.ago(days double precision, hour double precision) returns timestamptz
language sql stable as $$
  select date_trunc('second', case
    when days >= 1 then pg_temp.today() - make_interval(days => floor(days)::integer) + hour * interval '1 hour'
    else pg_temp.today() + (now() - pg_temp.today()) * (hour / 24)
  end)
$$;

-- As somebody's address is written: lower case, without accents.
create or replace function pg_temp.plain(name text) returns text
language sql immutable as $$
  select translate(lower(name), 'àáâãäåæçèéêëìíîïñòóôõöøùúûüýąćęğıłńśşźżčšž'' -', 'aaaaaaaceeeeiiiinoooooouuuuyacegilnsszzcsz')
$$;

-- audit and apply_response write history with the time of now, count_on_post counts row by row, a_signals says nothing yet, and
-- transition has nothing to say about rows that no person inserts. Those of billing let an invoice begin as a draft of
-- today only; what is written past them here is proved at the end, as they would have it.
do $$
declare
  t record;
begin
  for t in
    select c.relname, g.tgname
    from pg_catalog.pg_trigger g join pg_catalog.pg_class c on c.oid = g.tgrelid
    where c.relnamespace = 'public'::regnamespace and g.tgname in ('audit', 'a_signals', 'apply_response', 'count_on_post', 'transition', 'guard_invoice', 'a_lock', 'sum_invoice_lines', 'a_check', 'apply_payment', 'settle_empty', 'write_terms') and g.tgenabled = 'O'
  loop
    execute format('alter table public.%I disable trigger %I', t.relname, t.tgname);
  end loop;
end
$$;

-- ---------------------------------------------------------------------------------------
-- Where people live and what they are called. The share says how common a country is.

create temp table seed_place as
select row_number() over () as place, v.country, v.currency, v.tax, v.zone, v.dial,
  sum(v.share) over (order by v.country, v.share) - v.share as share_from, sum(v.share) over (order by v.country, v.share) as share_to,
  string_to_array(v.cities, ',') as cities, string_to_array(v.women, ',') as women,
  string_to_array(v.men, ',') as men, string_to_array(v.families, ',') as families
from (values
  ('GB', 'GBP', 20, 0.24, 'Europe/London', '+44 7700 900###',
    'London,London,London,Manchester,Bristol,Edinburgh,Leeds,Brighton,Glasgow,Cardiff,Sheffield,Norwich',
    'Amelia,Priya,Grace,Zainab,Charlotte,Imogen,Niamh,Chloe,Ayesha,Harriet,Ngozi,Megan,Beatrice,Leila,Rosie,Hannah,Folake,Alice,Eleanor,Sunita,Bronwen,Isla,Ruth,Yasmin',
    'Oliver,Kwame,James,Rohan,Callum,Hamza,Thomas,Ewan,Tunde,Edward,Daniel,Arjun,Rhys,Benjamin,Femi,George,Matthew,Idris,Lewis,Nathan,Imran,Alasdair,Joseph,Marcus',
    'Walker,Patel,Okafor,Hughes,Begum,Clarke,Bennett,Campbell,Ahmed,Foster,Morgan,Singh,Reid,Adebayo,Harrison,Marsh,Khan,Fletcher,Owusu,Sinclair,Barker,Nair,Doyle,Whitfield,Price,Grant,Choudhury,Lawson,Pearce,Mensah,Holloway,Fraser'),
  ('US', 'USD', 0, 0.22, 'America/New_York', '+1 2## 555 01##',
    'New York,New York,Chicago,Austin,Seattle,Portland,Boston,Denver,Philadelphia,Minneapolis,Oakland,Atlanta',
    'Emily,Jasmine,Sofia,Hannah,Aaliyah,Madison,Grace,Mei,Olivia,Natalie,Keisha,Rachel,Camila,Abigail,Nora,Simone,Lauren,Talia,Vanessa,Claire,Imani,Kayla,Ingrid,Elena',
    'Michael,Jamal,Ethan,Diego,Andrew,Tyler,Kevin,Noah,Marcus,Joshua,Wei,Caleb,Julian,Isaiah,Ryan,Mateo,Aaron,Devon,Samuel,Nathaniel,Victor,Eli,Theo,Omar',
    'Johnson,Nguyen,Garcia,Williams,Kim,Rodriguez,Miller,Washington,Chen,Cohen,Martinez,Anderson,Brooks,Rivera,Thompson,Lee,Sullivan,Jackson,Ramirez,Goldberg,Carter,Park,Hayes,Delgado,Murphy,Freeman,Larsen,Romano,Bailey,Okonkwo,Whitaker,Kaplan'),
  ('DE', 'EUR', 19, 0.14, 'Europe/Berlin', '+49 30 23125 ###',
    'Berlin,Berlin,Hamburg,Munich,Cologne,Leipzig,Freiburg,Frankfurt,Stuttgart,Dresden,Bremen,Münster',
    'Lena,Johanna,Aylin,Clara,Franziska,Miriam,Greta,Svenja,Elif,Katharina,Nele,Friederike,Jana,Theresa,Ines,Marlene,Yara,Paula,Antonia,Hanna,Luise,Dilara,Carolin,Rieke',
    'Lukas,Moritz,Emre,Felix,Jakob,Sebastian,Tobias,Can,Henrik,Konstantin,Niklas,Florian,Matthias,Anton,Deniz,Julius,Philipp,Malte,Leon,Simon,Tarek,Bastian,Oskar,Valentin',
    'Hoffmann,Yılmaz,Schneider,Becker,Wagner,Fischer,Neumann,Krüger,Lehmann,Kaya,Vogel,Brandt,Schubert,Winkler,Petersen,Engel,Demir,Baumann,Roth,Arnold,Seidel,Hartmann,Lorenz,Franke,Keller,Sommer,Jansen,Ziegler,Kowalski,Voigt,Behrens,Graf'),
  ('FR', 'EUR', 20, 0.09, 'Europe/Paris', '+33 6 39 98 ## ##',
    'Paris,Paris,Lyon,Nantes,Bordeaux,Toulouse,Lille,Marseille,Rennes,Strasbourg,Montpellier,Grenoble',
    'Camille,Léa,Fatou,Manon,Inès,Juliette,Chloé,Amina,Élise,Pauline,Sarah,Margaux,Nour,Lucie,Mathilde,Aïcha,Clémence,Anaïs,Louise,Salomé,Jeanne,Myriam,Agathe,Capucine',
    'Antoine,Hugo,Mamadou,Julien,Maxime,Karim,Baptiste,Théo,Adrien,Yanis,Clément,Romain,Étienne,Rayan,Gabriel,Lucas,Mathieu,Bilal,Vincent,Quentin,Paul,Samir,Rémi,Corentin',
    'Moreau,Diallo,Laurent,Petit,Roux,Benali,Girard,Fontaine,Lefèvre,Mercier,Traoré,Chevalier,Garnier,Faure,Rousseau,Blanchard,Haddad,Lemaire,Perrin,Renaud,Marchand,Brunet,Camara,Colin,Barbier,Meunier,Guérin,Picard,Vidal,Lacroix,Joly,Besson'),
  ('IT', 'EUR', 22, 0.07, 'Europe/Rome', '+39 320 555 ####',
    'Milan,Rome,Rome,Turin,Bologna,Florence,Naples,Padua,Genoa,Verona,Trieste,Palermo',
    'Giulia,Chiara,Francesca,Martina,Elena,Alessia,Valentina,Beatrice,Ilaria,Noemi,Caterina,Silvia,Federica,Marta,Arianna,Lucia,Irene,Camilla,Benedetta,Serena,Sabrina,Gaia,Viola,Emma',
    'Alessandro,Matteo,Davide,Lorenzo,Giacomo,Simone,Riccardo,Tommaso,Pietro,Edoardo,Nicolò,Andrea,Filippo,Stefano,Emanuele,Luca,Fabio,Michele,Gabriele,Daniele,Samuele,Enrico,Paolo,Dario',
    'Rossi,Bianchi,Ferrari,Conti,Ricci,Greco,Lombardi,Moretti,Barbieri,Fontana,Santoro,Caruso,Rinaldi,Ferrara,Galli,Martini,Leone,Longo,Gentile,Vitale,Serra,Coppola,De Luca,Parisi,Villa,Ferraro,Bellini,Basile,Rizzo,Sala,Donati,Grassi'),
  ('ES', 'EUR', 21, 0.07, 'Europe/Madrid', '+34 655 555 ###',
    'Madrid,Madrid,Barcelona,Barcelona,Valencia,Seville,Bilbao,Granada,Málaga,Zaragoza,San Sebastián,Alicante',
    'Lucía,Carmen,Paula,Nerea,Marta,Alba,Irene,Claudia,Rocío,Ainhoa,Elena,Sara,Inés,Laia,Patricia,Noelia,Andrea,Silvia,Cristina,Leire,Beatriz,Raquel,Julia,Macarena',
    'Javier,Pablo,Álvaro,Diego,Sergio,Adrián,Marcos,Iker,Jorge,Rubén,Carlos,Hugo,Raúl,Mario,Jordi,Miguel,Gonzalo,Iván,Nicolás,Samuel,Andrés,Gael,Martín,Unai',
    'García,Fernández,López,Sánchez,Romero,Navarro,Torres,Domínguez,Gil,Serrano,Molina,Ortega,Delgado,Castro,Ortiz,Marín,Iglesias,Medina,Garrido,Santos,Cano,Prieto,Vega,Campos,Ibáñez,Fuentes,Carrasco,Aguilar,Pascual,Herrera,Lozano,Etxeberria'),
  ('NL', 'EUR', 21, 0.06, 'Europe/Amsterdam', '+31 6 5555 ####',
    'Amsterdam,Amsterdam,Rotterdam,Utrecht,The Hague,Groningen,Eindhoven,Nijmegen,Leiden,Haarlem',
    'Sanne,Femke,Lotte,Anouk,Fatima,Eline,Iris,Roos,Maaike,Naomi,Tess,Fleur,Marit,Yara,Noor,Jasmijn,Willemijn,Saskia,Esmee,Lieke',
    'Daan,Bram,Sem,Thijs,Youssef,Jasper,Ruben,Lars,Niels,Stijn,Joris,Tim,Mats,Bilal,Pieter,Sander,Koen,Willem,Floris,Maarten',
    'de Vries,Jansen,Bakker,Visser,Smit,Meijer,Mulder,Bos,Vos,Peters,Hendriks,Dekker,Brouwer,El Amrani,Dijkstra,Kok,van Dam,Vermeer,Postma,Kuipers,Willems,Hoekstra,Koster,Prins,Huisman,Schouten'),
  ('IE', 'EUR', 23, 0.04, 'Europe/Dublin', '+353 85 555 ####',
    'Dublin,Dublin,Cork,Galway,Limerick,Waterford',
    'Aoife,Saoirse,Ciara,Niamh,Róisín,Orla,Sinéad,Maeve,Gráinne,Caoimhe,Emer,Fiadh,Sorcha,Deirdre,Clodagh,Bríd',
    'Cian,Oisín,Conor,Darragh,Eoin,Fionn,Pádraig,Tadhg,Rory,Killian,Declan,Cormac,Senan,Ronan,Shane,Liam',
    'Murphy,Kelly,Byrne,Ryan,O''Brien,Walsh,Nolan,Doyle,Gallagher,Kavanagh,Brennan,Quinn,Keane,Fitzgerald,Lynch,Moran,Daly,Hayes,Costello,Flynn,Tierney,Sheridan,Dempsey,Lawlor'),
  ('PT', 'EUR', 23, 0.03, 'Europe/Lisbon', '+351 912 555 ###',
    'Lisbon,Lisbon,Porto,Braga,Coimbra,Faro',
    'Mariana,Inês,Beatriz,Catarina,Leonor,Sofia,Joana,Marta,Rita,Carolina,Matilde,Francisca,Teresa,Madalena,Bárbara,Luana',
    'João,Tiago,Duarte,Rodrigo,Gonçalo,Afonso,Miguel,Rafael,Bernardo,Henrique,Nuno,Vasco,Pedro,Rui,Salvador,Diogo',
    'Silva,Santos,Ferreira,Pereira,Oliveira,Costa,Rodrigues,Martins,Sousa,Fernandes,Gomes,Lopes,Marques,Almeida,Ribeiro,Pinto,Carvalho,Teixeira,Moreira,Correia,Mendes,Nunes,Vieira,Monteiro'),
  ('SE', 'EUR', 25, 0.04, 'Europe/Stockholm', '+46 70 174 06 ##',
    'Stockholm,Stockholm,Gothenburg,Malmö,Uppsala,Lund',
    'Elsa,Freja,Astrid,Linnea,Signe,Ebba,Maja,Tuva,Alva,Hedda,Sanna,Moa,Ida,Amira,Karin,Elin',
    'Erik,Viktor,Axel,Gustav,Anton,Hampus,Oskar,Nils,Emil,Isak,Amir,Albin,Love,Ludvig,Jonatan,Mattias',
    'Lindqvist,Nyström,Bergman,Holm,Sandberg,Lundgren,Ek,Forsberg,Åberg,Hellström,Wallin,Sjöberg,Norén,Hassan,Söderström,Blom,Dahl,Engström,Falk,Hedlund,Öberg,Rydell,Strand,Wikström')
) v (country, currency, tax, share, zone, dial, cities, women, men, families);

create temp table seed_person as
select n, kind, p.place, p.country, p.currency, p.tax, p.zone, gender, first_name, last_name,
  pg_temp.pick(n, 14, p.cities) as city, p.dial
from (
  select kind, n, pg_temp.chance(n + case kind when 'member' then 0 else 50000000 end, 10) as place_at,
    pg_temp.chance(n + case kind when 'member' then 0 else 50000000 end, 11) as gender_at
  from (
    select 'member' as kind, generate_series(1, pg_temp.many(400, 60)) as n
    union all
    select 'lead', generate_series(1, pg_temp.many(5000, 400))
  ) k
) k
join seed_place p on k.place_at >= p.share_from and k.place_at < p.share_to
cross join lateral (
  select case when gender_at < 0.49 then 'woman' when gender_at < 0.96 then 'man' when gender_at < 0.99 then 'non_binary' else 'other' end as gender,
    pg_temp.pick(n, case kind when 'member' then 12 else 15 end, case when gender_at < 0.49 or gender_at >= 0.975 then p.women else p.men end) as first_name,
    pg_temp.pick(n, case kind when 'member' then 13 else 16 end, p.families) as last_name
) names;

-- ---------------------------------------------------------------------------------------
-- Staff and their sign-ins; the password of each is "introalignment".

create temp table seed_staff as
select v.n, ('00000000-0000-4000-a000-' || lpad(v.n::text, 12, '0'))::uuid as id, v.full_name, v.email, v.roles::text[] as roles, v.active, v.days
from (values
  (1, 'Maren Kessler', 'admin@introalignment.test', '{admin}', true, 640),
  (2, 'Ana Ruiz', 'moderator@introalignment.test', '{moderator}', true, 610),
  (3, 'Tom Adeyemi', 'growth@introalignment.test', '{growth}', true, 520),
  (4, 'Ingrid Solberg', 'finance@introalignment.test', '{finance}', true, 580),
  (6, 'Priya Raman', 'priya.raman@introalignment.test', '{moderator}', true, 330),
  (7, 'Jonas Weber', 'jonas.weber@introalignment.test', '{growth,finance}', true, 280),
  (8, 'Claire Dubois', 'claire.dubois@introalignment.test', '{moderator}', true, 150),
  (9, 'Samuel Osei', 'samuel.osei@introalignment.test', '{growth}', true, 210),
  (10, 'Hanna Lindqvist', 'hanna.lindqvist@introalignment.test', '{finance}', false, 540)
) v (n, full_name, email, roles, active, days)
where pg_temp.fresh();

-- Members. The first three can sign in, Leo Marchetti before all; what one of them writes another reports and a third reads.
create temp table seed_member as
with people as (
  select p.*, (select max(n) from seed_person where kind = 'member') as total
  from seed_person p where kind = 'member'
), placed as (
  select n::integer, case when n = 1 then '00000000-0000-4000-a000-000000000005' else pg_temp.id('member', n) end as id,
    case when n = 1 then 'Leo' else first_name end as first_name, case when n = 1 then 'Marchetti' else last_name end as last_name,
    case when n = 1 then 'man' else gender end as gender, case when n = 1 then 'IT' else country end as country,
    case when n = 1 then 'Bologna' else city end as city, case when n = 1 then 'EUR' else currency end as currency,
    case when n = 1 then 22 else tax end as tax, zone,
    -- More people join today than a year ago.
    floor(680 * power(1 - n::numeric / total, 1.15))::integer as days
  from people
), stated as (
  select *, case
      when n <= 3 then 'active'
      when days < 12 and pg_temp.chance(n, 20) < 0.55 then 'onboarding'
      when pg_temp.chance(n, 20) < 0.025 then 'onboarding'
      when days < 30 then 'active'
      when pg_temp.chance(n, 21) < 0.045 then 'closed'
      when pg_temp.chance(n, 21) < 0.075 then 'suspended'
      when pg_temp.chance(n, 21) < 0.145 then 'paused'
      else 'active'
    end as state,
    pg_temp.ago(days, 6 + 17 * pg_temp.chance(n, 22)) as joined_at
  from placed
)
select s.*, first_name || ' ' || last_name as full_name,
  case when n = 1 then 'member@introalignment.test' when n <= 3 then format('member%s@introalignment.test', n)
    else local_part || case when again = 1 then '' else again::text end || '@' || pg_temp.pick(n, 23, '{mail.test,mail.test,mail.test,inbox.test,post.test,letterbox.test,home.example}') end as email,
  -- The day on which they stopped coming (days ago), for those who did.
  case when state in ('closed', 'suspended', 'paused') then floor(days * 0.7 * pg_temp.chance(n, 24))::integer else 0 end as left_days,
  row_number() over (order by case when n = 1 then 0.05 else pg_temp.chance(n, 25) end, n)::integer as activity
from (
  select *, local_part_of as local_part, row_number() over (partition by local_part_of order by n) as again
  from (select *, pg_temp.plain(first_name) || '.' || pg_temp.plain(last_name) as local_part_of from stated) l
) s;
create unique index on seed_member (n);
create unique index on seed_member (activity);
analyze seed_member;

with password as materialized (
  select extensions.crypt('introalignment', extensions.gen_salt('bf', 6)) as hash
), people as (
  select id, email, now() - make_interval(days => days) as created_at, n < 5 as signs_in from seed_staff
  union all
  select id::uuid, email, joined_at, n <= 3 from seed_member
)
insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
  confirmation_token, recovery_token, email_change, email_change_token_new, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
select '00000000-0000-0000-0000-000000000000', p.id, 'authenticated', 'authenticated', p.email,
  case when p.signs_in then w.hash end, p.created_at, '', '', '', '',
  '{"provider": "email", "providers": ["email"]}', '{}', p.created_at, p.created_at
from people p cross join password w
on conflict do nothing;

insert into auth.identities (id, user_id, provider, provider_id, identity_data, last_sign_in_at, created_at, updated_at)
select pg_temp.id('identity', n), p.id, 'email', p.id::text,
  jsonb_build_object('sub', p.id::text, 'email', p.email, 'email_verified', true), now(), now(), now()
from (select n, id, email from seed_staff where n < 5 union all select 4 + n, id::uuid, email from seed_member where n <= 3) p
on conflict do nothing;

insert into public.staff_members (user_id, full_name, email, roles, active, created_at, updated_at)
select id, full_name, email, roles, active, now() - make_interval(days => days), now() - make_interval(days => days)
from seed_staff
on conflict do nothing;

-- ---------------------------------------------------------------------------------------
-- Sessions in the app: 120 days, more at weekends and in the evening, today as far as it has come.

create temp table seed_session as
with day as (
  select d, greatest(1, round(pg_temp.many(168) * (1.18 - d / 330.0)
      * (array[0.92, 0.9, 0.93, 0.97, 0.98, 1.12, 1.22])[extract(isodow from pg_temp.today() - make_interval(days => d))::integer]
      * (0.93 + 0.14 * pg_temp.chance(d, 30))))::integer as visits
  from generate_series(0, 119) d
  where pg_temp.fresh()
), visit as (
  select d, d * 100000::bigint + v as k,
    1 + floor((select max(activity) from seed_member) * power(pg_temp.chance(d * 100000::bigint + v, 31), 1.9))::integer as activity
  from day cross join lateral generate_series(1, visits) v
)
select v.k, m.n as member, m.id::uuid as user_id,
  date_trunc('second', pg_temp.today() - make_interval(days => v.d)
    + ((array[0, 6, 7, 7, 8, 8, 8, 9, 10, 11, 12, 12, 13, 13, 15, 16, 17, 17, 18, 18, 18, 19, 19, 19, 19, 20, 20, 20, 20, 20, 21, 21, 21, 21, 22, 22, 22, 23])
        [1 + floor(38 * pg_temp.chance(v.k, 32))::integer] + pg_temp.chance(v.k, 33)) * interval '1 hour') as started_at,
  least(5400, 35 + round(-620 * ln(1 - pg_temp.chance(v.k, 34))))::integer as seconds
from visit v
join seed_member m using (activity)
where v.d < m.days and v.d >= m.left_days
  -- Who never finished onboarding came on the first days only.
  and (m.state <> 'onboarding' or v.d >= m.days - 6);
delete from seed_session where started_at > now();

insert into public.profiles (id, display_name, email, birth_date, gender, pronouns, city, country, occupation, bio, relationship_goal,
  attachment_style, communication_style, personality, state, onboarded_at, verified_at, last_active_at, created_at, updated_at)
select m.id::uuid, m.full_name, m.email,
  (pg_temp.today() - make_interval(days => 8400 + floor(9500 * power(pg_temp.chance(m.n, 40), 1.4))::integer))::date,
  m.gender,
  case m.gender when 'woman' then 'she/her' when 'man' then 'he/him' when 'non_binary' then 'they/them' end,
  m.city, m.country,
  pg_temp.pick(m.n, 41, array['Primary school teacher', 'Software developer', 'Nurse', 'Architect', 'Product designer', 'Physiotherapist', 'Civil engineer', 'Journalist', 'Veterinary nurse', 'Researcher in marine biology', 'Accountant', 'Bookseller', 'Data analyst', 'Social worker', 'Pastry chef', 'Lawyer in family law', 'Museum educator', 'Carpenter', 'Project manager in renewable energy', 'Translator', 'Midwife', 'Secondary school teacher of history', 'Sound engineer', 'Pharmacist', 'Landscape gardener', 'Human resources partner', 'General practitioner', 'Policy adviser', 'Illustrator', 'Bicycle mechanic', 'Librarian', 'Speech therapist', 'Urban planner', 'Firefighter', 'Economist', 'Violin teacher', 'Optician', 'Logistics coordinator', 'Dentist', 'Documentary editor']),
  case when m.state <> 'onboarding' or pg_temp.chance(m.n, 42) < 0.3 then
    pg_temp.pick(m.n, 43, array[
      'I cook for more people than I invite, just in case.', 'Raised by the sea, still restless when I cannot see water.', 'I take the long way home if there is a bookshop on it.',
      'Happiest on a train with a thermos and no seat reservation.', 'I make lists, and then I make better lists.', 'Three houseplants, all named, two thriving.',
      'I listen more than I talk until somebody mentions cycling.', 'Mother tongue shared with about four people on this app.', 'I say sorry first and mean it.',
      'Sunday mornings belong to the market and to nobody else.', 'I left a job I was good at for one that I like.', 'I have run two marathons and regretted neither, eventually.',
      'I grew up between two languages and still count in the first.', 'The friend who reads the instructions.', 'My grandmother taught me to play cards and to lose gracefully.',
      'I am learning the cello at an age when one should know better.', 'Divorced, on good terms, with a lot learned.', 'I keep bees on a roof that is not mine.'])
    || ' ' || pg_temp.pick(m.n, 44, array[
      'Looking for somebody who argues kindly.', 'I would like to meet a person who is curious about other people.', 'What I miss is the ordinary evening: cooking, talking, nothing planned.',
      'I am serious about this and not in a hurry.', 'Kindness to waiters is a requirement, the rest we can talk about.', 'I want children some day and would rather say so early.',
      'My weeks are full, my weekends are not.', 'I hope for a home with an open door and a table that is too big.', 'A shared sense of humour would carry us through the dull parts.',
      'I am better in person than in messages.', 'I value somebody who says what they need.', 'Tell me what you are learning at the moment.',
      'I believe that good relationships are mostly attention.', 'I would rather hear a hard truth than guess one.']) end,
  pg_temp.pick(m.n, 45, '{long_term,long_term,long_term,long_term,marriage,marriage,dating,dating,unsure,friendship}'),
  case when m.state <> 'onboarding' then pg_temp.pick(m.n, 46, '{secure,secure,secure,secure,anxious,anxious,avoidant,avoidant,mixed}') end,
  case when m.state <> 'onboarding' then pg_temp.pick(m.n, 47, '{direct,direct,reflective,reflective,reflective,expressive,expressive,reserved}') end,
  case when m.state = 'onboarding' then '{}' else jsonb_build_object(
    'openness', (35 + 60 * pg_temp.chance(m.n, 48))::integer, 'conscientiousness', (25 + 70 * pg_temp.chance(m.n, 49))::integer,
    'extraversion', (15 + 75 * pg_temp.chance(m.n, 50))::integer, 'agreeableness', (40 + 55 * pg_temp.chance(m.n, 51))::integer,
    'neuroticism', (10 + 70 * pg_temp.chance(m.n, 52))::integer) end,
  m.state,
  case when m.state <> 'onboarding' then least(now(), m.joined_at + interval '20 minutes' + pg_temp.chance(m.n, 53) * interval '2 days') end,
  case when m.state <> 'onboarding' and m.days > 2 and pg_temp.chance(m.n, 54) < 0.72 then m.joined_at + interval '1 hour' + pg_temp.chance(m.n, 55) * interval '40 hours' end,
  greatest(m.joined_at, s.last_at, case when s.last_at is null then pg_temp.ago(greatest(m.left_days, least(m.days, 121)), 20) end),
  m.joined_at,
  greatest(m.joined_at, s.last_at)
from seed_member m
left join (select member, max(started_at) as last_at from seed_session group by 1) s on s.member = m.n
on conflict do nothing;

insert into public.engagement_sessions (user_id, started_at, ended_at, seconds, platform, actions, updated_at)
select user_id, started_at, case when ended_at <= now() then ended_at end,
  case when ended_at <= now() then seconds else extract(epoch from now() - started_at)::integer end,
  pg_temp.pick(k, 36, (case when pg_temp.chance(member, 35) < 0.5 then '{ios,ios,ios,ios,web}'
    when pg_temp.chance(member, 35) < 0.85 then '{android,android,android,web}' else '{web,web,web,ios}' end)::text[]),
  1 + (seconds / 42.0 * (0.5 + pg_temp.chance(k, 37)))::integer,
  least(ended_at, now())
from (select *, started_at + make_interval(secs => seconds) as ended_at from seed_session) s
order by started_at;

insert into public.user_preferences (id, user_id, category, value, importance, created_at, updated_at)
select pg_temp.id('preference' || c.category, m.n), m.id::uuid, c.category,
  case c.category
    when 'age_range' then jsonb_build_object('min', 24 + (18 * pg_temp.chance(m.n, 60))::integer, 'max', 36 + (24 * pg_temp.chance(m.n, 61))::integer + 6)
    when 'distance' then jsonb_build_object('km', (array[10, 25, 25, 50, 50, 100, 250])[1 + floor(7 * pg_temp.chance(m.n, 62))::integer])
    when 'gender' then to_jsonb(case when pg_temp.chance(m.n, 63) < 0.86 then array[case m.gender when 'woman' then 'man' when 'man' then 'woman' else 'woman' end] when pg_temp.chance(m.n, 63) < 0.95 then array[case m.gender when 'man' then 'man' else 'woman' end] else array['woman', 'man', 'non_binary'] end)
    when 'children' then to_jsonb(pg_temp.pick(m.n, 64, '{wants,wants,has,has and wants more,open,open,does not want}'))
    when 'religion' then to_jsonb(pg_temp.pick(m.n, 65, '{no preference,no preference,shared faith,respectful of mine,not religious}'))
    when 'smoking' then to_jsonb(pg_temp.pick(m.n, 66, '{never,never,never,now and then,no preference}'))
    when 'drinking' then to_jsonb(pg_temp.pick(m.n, 67, '{socially,socially,rarely,never,no preference}'))
    when 'education' then to_jsonb(pg_temp.pick(m.n, 68, '{no preference,no preference,curious mind,degree}'))
    when 'politics' then to_jsonb(pg_temp.pick(m.n, 69, '{similar views,open to talk,open to talk,no preference}'))
    else to_jsonb(pg_temp.pick(m.n, 70, '{has a dog,has a cat,likes animals,likes animals,no pets please}'))
  end,
  1 + floor(5 * pg_temp.chance(m.n * 16 + c.k, 71))::integer, m.joined_at, m.joined_at + pg_temp.chance(m.n, 72) * (now() - m.joined_at)
from seed_member m
join (values (1, 'age_range', 0.97), (2, 'distance', 0.92), (3, 'gender', 0.98), (4, 'children', 0.7), (5, 'religion', 0.35), (6, 'smoking', 0.5), (7, 'drinking', 0.4), (8, 'education', 0.25), (9, 'politics', 0.3), (10, 'pets', 0.3)) c (k, category, share)
  on pg_temp.chance(m.n * 16 + c.k, 73) < c.share
where m.state <> 'onboarding'
on conflict do nothing;

insert into public.user_images (id, user_id, storage_path, alt_text, position, is_primary, width, height, state, rejection_reason, created_at, updated_at)
select pg_temp.id('image' || p, m.n), m.id::uuid, 'profiles/' || m.id || '/' || p || '.jpg',
  case when pg_temp.chance(k, 80) < 0.8 then m.first_name || ' ' || pg_temp.pick(k, 81, array['smiling at the camera in a park', 'on a mountain path with a rucksack', 'at a kitchen table with a cup of coffee', 'with a dog on the beach', 'reading on a balcony', 'at a friend''s wedding', 'on a bicycle by the canal', 'playing the guitar', 'in front of a bookshelf', 'holding a very large pumpkin', 'in the rain, laughing', 'at a climbing wall', 'on a ferry, hair in the wind', 'cooking with an apron on', 'in black and white, looking away']) end,
  p, p = 0, (array[1080, 1440, 2048, 3024])[1 + floor(4 * pg_temp.chance(k, 82))::integer], (array[1350, 1920, 2048, 4032])[1 + floor(4 * pg_temp.chance(k, 82))::integer],
  s.state, case when s.state = 'rejected' then pg_temp.pick(k, 83, array['No face can be seen.', 'More than one person and it is unclear who is meant.', 'Shows a phone number.', 'A picture from a catalogue, not of the member.', 'Too dark to recognise anybody.', 'Shows a child without an adult.']) end,
  added_at, least(now(), added_at + case when s.state = 'pending' then interval '0' else pg_temp.chance(k, 84) * interval '20 hours' end)
from seed_member m
cross join lateral generate_series(0, floor(4.6 * pg_temp.chance(m.n, 85))::integer - case when m.state = 'onboarding' then 3 else 0 end) p
cross join lateral (select m.n * 16::bigint + p as k, least(now() - interval '2 minutes', m.joined_at + (now() - m.joined_at) * (case when p = 0 then 0.001 else power(pg_temp.chance(m.n * 16 + p, 86), 2) end)) as added_at) i
cross join lateral (select case when added_at > now() - interval '2 days' and pg_temp.chance(k, 87) < 0.8 or pg_temp.chance(k, 87) < 0.015 then 'pending' when pg_temp.chance(k, 88) < 0.06 then 'rejected' else 'approved' end as state) s
on conflict do nothing;

insert into public.user_dealbreakers (id, user_id, dealbreaker_id, strength, note, created_at, updated_at)
select pg_temp.id('dealbreaker' || d.k, m.n), m.id::uuid, d.id, pg_temp.pick(m.n * 128 + d.k, 90, '{preference,firm,firm,absolute}'),
  case when pg_temp.chance(m.n * 128 + d.k, 91) < 0.12 then pg_temp.pick(m.n * 128 + d.k, 92, array['We can talk about it, but I know where I stand.', 'Learned this one the hard way.', 'Only if it has been going on for years.', 'I would make an exception for a good reason.', 'This matters to my family as well.']) end,
  m.joined_at + interval '1 hour', m.joined_at + interval '1 hour'
from seed_member m
join (select id, row_number() over (order by position, code) as k from public.dealbreakers where active) d
  on pg_temp.chance(m.n * 128 + d.k, 93) < 0.6 * power(pg_temp.chance(d.k, 94), 2)
where m.state <> 'onboarding'
on conflict do nothing;

insert into public.user_badges (id, user_id, badge_id, reason, awarded_at, updated_at)
select pg_temp.id('badge' || b.k, m.n), m.id::uuid, b.id, null, t.at, t.at
from seed_member m
join (select id, tier, row_number() over (order by position, code) as k from public.badges where active) b
  on pg_temp.chance(m.n * 128 + b.k, 95) < case b.tier when 'bronze' then 0.32 when 'silver' then 0.13 when 'gold' then 0.045 else 0.015 end
    * (1.7 - m.activity::numeric / (select max(activity) from seed_member) * 1.4)
cross join lateral (select m.joined_at + (now() - m.joined_at) * pg_temp.chance(m.n * 128 + b.k, 96) as at) t
where m.state <> 'onboarding'
on conflict do nothing;

-- ---------------------------------------------------------------------------------------
-- Lead sources at work: a few yield most of the leads, a few have trouble.

create temp table seed_source as
select id, slug, url, schedule, state, rank::integer, rank in (4, 11) or state = 'blocked' as failing
from (select *, row_number() over (order by state <> 'active', md5(slug)) as rank from public.lead_sources where pg_temp.fresh()) s;

create temp table seed_run as
with drawn as (
  select r, 1 + floor((select count(*) from seed_source) * power(pg_temp.chance(r, 100), 1.9))::integer as rank,
    case when r <= 5 then 0 else floor(150 * power(pg_temp.chance(r, 101), 1.1))::integer end as days,
    case when r <= 5 then 24 * (1 - 0.004 * r) else 1 + 6 * pg_temp.chance(r, 102) + case when pg_temp.chance(r, 103) < 0.25 then 9 else 0 end end as hour
  from generate_series(1, pg_temp.many(400, 100)) r
), run as (
  select d.r, s.id as source_id, s.slug, s.url, s.rank, d.days, pg_temp.ago(d.days, d.hour) as queued_at,
    case
      -- What is open now: one run of a source, on sources that are in service.
      when d.r <= 3 then 'running'
      when d.r <= 5 then 'queued'
      when s.failing and pg_temp.chance(d.r, 104) < 0.62 then 'failed'
      when s.failing and pg_temp.chance(d.r, 104) < 0.82 then 'partial'
      when pg_temp.chance(d.r, 104) < 0.06 then 'failed'
      when pg_temp.chance(d.r, 104) < 0.15 then 'partial'
      when pg_temp.chance(d.r, 104) < 0.175 then 'cancelled'
      else 'succeeded'
    end as state,
    pg_temp.pick(d.r, 105, '{http_403,http_429,timeout,timeout,layout_changed,layout_changed,robots_disallow,dns}') as error_kind
  from drawn d
  join seed_source s on s.rank = case when d.r <= 5 then (array[1, 2, 5, 3, 12])[d.r] else d.rank end
), started as (
  select *, case when state <> 'queued' and not (state = 'cancelled' and pg_temp.chance(r, 106) < 0.5) then queued_at + make_interval(secs => 4 + 50 * pg_temp.chance(r, 107)) end as started_at,
    lag(r) over w as run_before, lag(state) over w as state_before
  from run
  window w as (partition by source_id order by queued_at, r)
)
select *, pg_temp.id('run', r) as id,
  case when state not in ('queued', 'running') then coalesce(started_at, queued_at)
    + make_interval(secs => case when error_kind = 'timeout' and state = 'failed' then 900 when state = 'failed' then 8 + 90 * pg_temp.chance(r, 108) else 60 + 1400 * power(pg_temp.chance(r, 108), 2) end) end as finished_at,
  case when state in ('succeeded', 'partial') then 4 + floor(56 * power(pg_temp.chance(r, 109), 2))::integer
    when state = 'running' then 3 + floor(9 * pg_temp.chance(r, 109))::integer
    when state = 'failed' and pg_temp.chance(r, 109) < 0.5 then 1 + floor(4 * pg_temp.chance(r, 110))::integer else 0 end as pages,
  case when run_before is not null and state_before in ('failed', 'partial', 'cancelled') and r > 5 and pg_temp.chance(r, 111) < 0.6 then 'retry'
    when pg_temp.chance(r, 112) < 0.14 then 'manual' else 'schedule' end as trigger,
  case when state in ('succeeded', 'partial') and queued_at < now() - interval '3 hours'
    then row_number() over (partition by state in ('succeeded', 'partial') and queued_at < now() - interval '3 hours' order by queued_at desc) end as yield_rank
from started;
create unique index on seed_run (r);
create index on seed_run (yield_rank);
analyze seed_run;

-- ---------------------------------------------------------------------------------------
-- Leads: found by the runs, sorted, mailed, answered; the converted ones are members now.

create temp table seed_lead as
with drawn as (
  select p.*,
    case when p.n <= (select count(*) from seed_member where days between 4 and 90 and n > 1) then p.n end as converted_rank,
    case when pg_temp.chance(p.n, 120) > 0.06 then 1 + floor((select max(yield_rank) from seed_run) * power(pg_temp.chance(p.n, 121), 1.2))::integer end as yield_rank
  from seed_person p where p.kind = 'lead'
), joined as (
  select m.*, row_number() over (order by m.days) as converted_rank,
    (select min(r.yield_rank) from seed_run r where r.started_at < m.joined_at - interval '9 days') as yield_rank
  from seed_member m where m.days between 4 and 90 and m.n > 1
), found as (
  select d.n, coalesce(m.country, d.country) as country, coalesce(m.city, d.city) as city, d.dial,
    coalesce(m.first_name, d.first_name) as first_name, coalesce(m.last_name, d.last_name) as last_name,
    m.id::uuid as member_id, m.email as member_email, m.joined_at as converted_at,
    r.r, r.source_id, r.slug, r.url,
    date_trunc('second', case when r.r is not null then r.started_at + (r.finished_at - r.started_at) * pg_temp.chance(d.n, 122)
      else coalesce(m.joined_at - interval '11 days', pg_temp.ago(2 + floor(105 * pg_temp.chance(d.n, 123)), 9 + 8 * pg_temp.chance(d.n, 124))) end) as found_at
  from drawn d
  left join joined m using (converted_rank)
  left join seed_run r on r.yield_rank = case when m.id is null then d.yield_rank else m.yield_rank end
), aged as (
  select *, extract(epoch from now() - found_at) / 86400 as age, pg_temp.chance(n, 125) as fate from found
), stated as (
  select *, case
      when converted_at is not null then 'converted'
      when age < 1 then 'new'
      when age < 4 then case when fate < 0.25 then 'qualified' when fate < 0.32 then 'rejected' else 'new' end
      when fate < 0.19 then 'new'
      when fate < 0.28 then 'qualified'
      when fate < 0.83 then 'contacted'
      when fate < 0.895 then 'replied'
      else 'rejected'
    end as state,
    coalesce(split_part(member_email, '@', 1), pg_temp.plain(first_name) || pg_temp.pick(n, 126, '{.,.,_,-,""}') || pg_temp.plain(last_name)) as local_part
  from aged
), reasoned as (
  select *, case when state = 'rejected' then case
      when pg_temp.chance(n, 127) < 0.22 then 'bounced' when pg_temp.chance(n, 127) < 0.42 then 'unsubscribed' when pg_temp.chance(n, 127) < 0.45 then 'complained'
      when pg_temp.chance(n, 127) < 0.53 then 'said_no' when pg_temp.chance(n, 127) < 0.56 then 'stopped' else 'unsuitable' end end as ending
  from stated
)
select n, pg_temp.id('lead', n) as id, first_name, last_name, country, city, dial, r, source_id, slug, url, found_at, age,
  case when ending in ('bounced', 'unsubscribed', 'complained', 'said_no', 'stopped') and age < 6 then 'unsuitable' else ending end as ending,
  state, member_id, converted_at,
  case when member_email is not null then member_email
    when state in ('contacted', 'replied') or ending is not null and ending <> 'unsuitable' or pg_temp.chance(n, 128) < 0.87 then
      local_part || case when row_number() over (partition by local_part order by n) = 1 then '' else (row_number() over (partition by local_part order by n) + 60)::text end
      || '@' || pg_temp.pick(n, 129, '{mail.test,mail.test,inbox.test,inbox.test,post.test,webmail.example,work.example,studio.example}') end as email,
  local_part,
  (array['00000000-0000-4000-a000-000000000003', '00000000-0000-4000-a000-000000000003', '00000000-0000-4000-a000-000000000009', '00000000-0000-4000-a000-000000000007'])[1 + floor(4 * pg_temp.chance(n, 130))::integer]::uuid as growth_id,
  least(97, greatest(3, round(case state when 'new' then 38 when 'qualified' then 66 when 'contacted' then 63 when 'replied' then 71 when 'converted' then 78 else case ending when 'unsuitable' then 20 else 55 end end
    + 44 * (pg_temp.chance(n, 131) - 0.5) + 16 * (pg_temp.chance(n, 132) - 0.5))))::integer as score
from reasoned;
create unique index on seed_lead (n);
analyze seed_lead (n, r);
create index on seed_lead (first_name, last_name);

-- Two of one name in one city look like one person: all but a few live elsewhere.
update seed_lead l set city = coalesce((
    select c from pg_temp.seed_place p, unnest(p.cities) c
    where p.country = l.country and not exists (select from seed_lead o where o.first_name = l.first_name and o.last_name = l.last_name and o.city = c)
    order by pg_temp.chance(l.n, ascii(c)) limit 1), l.city)
from (select n, row_number() over (partition by first_name, last_name, city order by member_id nulls last, n) as place from seed_lead) x
where x.n = l.n and x.place > 1 and l.member_id is null and l.n % 12 > 0;

-- ---------------------------------------------------------------------------------------
-- Sequences and their mails

create temp table seed_sequence as
select v.*, pg_temp.id('sequence', v.k) as id from (values
  (1, 'A first hello', 'For people whose own words suggest that they want something lasting. Five mails, unhurried, easy to leave.', 'active', 3, 158, 0, 'Europe/London', 150, 'Tom from IntroAlignment'),
  (2, 'Reading groups and book clubs', 'Begins with what they read, not with what we sell. Best answers of all our sequences.', 'active', 9, 121, 0, 'Europe/London', 80, 'Samuel from IntroAlignment'),
  (3, 'Walkers and climbers', 'For members of outdoor clubs. Short mails, written to be read on a phone at a bus stop.', 'active', 3, 76, 0, 'Europe/Berlin', 100, 'Tom from IntroAlignment'),
  (4, 'New in the city', 'For people who moved within the last year. Paused while we rewrite the second mail.', 'paused', 7, 141, 13, 'Europe/Berlin', 60, 'Jonas from IntroAlignment'),
  (5, 'Spring waiting list', 'Everybody who asked to be told when their city opens. Finished.', 'archived', 3, 154, 58, 'UTC', 200, 'The IntroAlignment team'),
  (6, 'Alumni circles, pilot', 'Not started: waiting for the texts of the third mail and for a yes from the first alumni office.', 'draft', 9, 9, 0, 'America/New_York', 40, 'Samuel from IntroAlignment')
) v (k, name, description, state, owner, from_days, until_days, zone, daily_cap, from_name)
where pg_temp.fresh();

insert into public.outreach_sequences (id, name, description, state, from_name, from_email, reply_to, postal_address, daily_cap, send_from, send_until, time_zone, owner_id, activated_at, created_at, updated_at)
select id, name, description, state, from_name, 'hello@mail.introalignment.test', 'answers@introalignment.test',
  'IntroAlignment, 4 Lindenhof, 20354 Hamburg, Germany', daily_cap, '09:00', '17:30', zone,
  ('00000000-0000-4000-a000-' || lpad(owner::text, 12, '0'))::uuid,
  case when state <> 'draft' then pg_temp.ago(from_days, 8) end, pg_temp.ago(from_days + 6, 10),
  case state when 'paused' then pg_temp.ago(until_days, 15) when 'archived' then pg_temp.ago(until_days, 11) when 'draft' then pg_temp.ago(2, 16) else pg_temp.ago(from_days - 20, 14) end
from seed_sequence
on conflict do nothing;

create temp table seed_email as
select v.*, pg_temp.id('sequence email', v.k * 100 + v.position) as id,
  sum(v.delay_days) over (partition by v.k order by v.position)::integer as day
from (values
  (1, 1, 0, 'A question before anything else, {{first_name|there}}', 'No app to install yet.',
   E'Hi {{first_name|there}},\n\nI came across something you wrote about wanting to meet people in a calmer way, and it stayed with me.\n\nI work for IntroAlignment. We introduce people to each other, four times a month at the most, and each time we say why we thought of the two of them. No swiping, no feed of faces.\n\nBefore I tell you more: what did the last dating app you used get wrong? I read every answer myself.\n\nWarmly,\nTom\n\nYou get this mail because your address is public on the page where you wrote. One click and you never hear from us again: {{unsubscribe_url}}'),
  (1, 2, 3, 'How an introduction looks', 'One page, two people, and the reasons.',
   E'Hi {{first_name|there}},\n\nlast week I asked you what other apps get wrong. Most people answer the same thing: too many faces, too little to go on.\n\nSo here is what one of our introductions looks like: one page about the two of you. What you have in common, where you may rub against each other, and three questions to start with. Both of you read the same page.\n\nHere is one to look at, with names changed: {{sample_url}}\n\nTom\n\nNot for you? {{unsubscribe_url}}'),
  (1, 3, 5, 'What we ask, and what we never ask', 'About twenty minutes, mostly about ordinary days.',
   E'Hi {{first_name|there}},\n\njoining takes about twenty minutes, and most of them are a conversation: how an ordinary Tuesday looks, what the first hour after a disagreement is like, where you would live if work did not matter.\n\nWe never ask for your contacts, we never sell what you tell us, and you can read and delete all of it.\n\nIf you are curious, begin here and stop whenever you like: {{signup_url}}\n\nTom\n\n{{unsubscribe_url}}'),
  (1, 4, 7, 'Two people in {{city|your city}}', 'A short story, told with their permission.',
   E'Hi {{first_name|there}},\n\nNadia and Piet both nearly cancelled. Their page said that they would disagree about tidiness and agree about nearly everything that matters. They still do, fourteen months later.\n\nThere are people of your age and in your area on IntroAlignment right now. I would like to introduce you to one of them: {{signup_url}}\n\nTom\n\n{{unsubscribe_url}}'),
  (1, 5, 10, 'The last mail from me', 'After this there is silence.',
   E'Hi {{first_name|there}},\n\nthis is the last mail in this row. If the moment is wrong, that is a perfectly good answer and you need not do anything.\n\nIf it is only a busy month: this link stays valid, and the first month is free: {{signup_url}}\n\nAll the best,\nTom\n\n{{unsubscribe_url}}'),
  (2, 1, 0, 'What are you reading, {{first_name|there}}?', 'A note from one reader to another.',
   E'Hello {{first_name|there}},\n\nI am Samuel, and I look after the reading corner at IntroAlignment. Your club''s page made me want to join it.\n\nWe introduce people who may suit each other, and we noticed that readers write the best first messages. So we started an evening where six people talk about one short story, and nobody has to be clever.\n\nWould that be something for you? A one-line answer is enough.\n\nSamuel\n\nWe found your address on your club''s public page. No more mails: {{unsubscribe_url}}'),
  (2, 2, 4, 'The story we read last month', 'Four pages, two opinions.',
   E'Hello {{first_name|there}},\n\nlast month it was a story of four pages about a man who returns a library book after thirty years. Half of the table found him touching, the other half would have fined him.\n\nThe next evening near {{city|your city}} has two places left. It costs nothing and you need not be looking for anybody: {{event_url}}\n\nSamuel\n\n{{unsubscribe_url}}'),
  (2, 3, 6, 'If evenings out are not your thing', 'You can also start on your sofa.',
   E'Hello {{first_name|there}},\n\nsome people would rather not begin in a room with strangers. You can also begin with a conversation of twenty minutes on your sofa, and we introduce you to one person at a time: {{signup_url}}\n\nThere is a question about books in it. There had to be.\n\nSamuel\n\n{{unsubscribe_url}}'),
  (2, 4, 9, 'I will leave it here', 'Thank you for reading this far.',
   E'Hello {{first_name|there}},\n\nthank you for your patience with my mails. I will leave it here. If you ever want to come to one of our evenings, answer this mail and I will keep a chair free.\n\nSamuel\n\n{{unsubscribe_url}}'),
  (3, 1, 0, 'The company on the way up', 'A short one.',
   E'Hi {{first_name|there}},\n\nyou know how quickly one gets to know somebody on a long walk. That is the idea behind our Saturday walks: eight people, fifteen kilometres, no icebreakers.\n\nWe are IntroAlignment, we introduce people who may suit each other, and some of them prefer to meet with boots on.\n\nIs that you? Next dates near {{city|your city}}: {{event_url}}\n\nTom\n\nYour club lists you as a contact; this is how we found you. No more mails: {{unsubscribe_url}}'),
  (3, 2, 3, 'Weather does not count as an excuse', 'What to bring, who comes along.',
   E'Hi {{first_name|there}},\n\neight people came to the last walk, it rained for four hours, and five of them have met again since.\n\nBring shoes that have seen mud and something to share at the top. We bring the route and the list of names.\n\n{{event_url}}\n\nTom\n\n{{unsubscribe_url}}'),
  (3, 3, 5, 'One person instead of eight', 'For those who like it quieter.',
   E'Hi {{first_name|there}},\n\na group is not for everybody. On IntroAlignment we can also introduce you to one person who walks at your pace, in both senses: {{signup_url}}\n\nTom\n\n{{unsubscribe_url}}'),
  (3, 4, 8, 'Last call before winter', 'Then I stop.',
   E'Hi {{first_name|there}},\n\nthe last walk of the season has three places left: {{event_url}}. After this I will not write again unless you answer.\n\nTom\n\n{{unsubscribe_url}}'),
  (4, 1, 0, 'New in {{city|your city}}?', 'It gets easier in month four.',
   E'Hello {{first_name|there}},\n\nthree years ago I moved to a city where I knew nobody but my landlord. What helped was one person who introduced me to two others.\n\nThat is more or less what IntroAlignment does: few introductions, each with a reason. You told the newcomers'' group that you would like to meet people beyond work. May I tell you how it goes?\n\nJonas\n\nNo more mails: {{unsubscribe_url}}'),
  (4, 2, 4, 'What people in {{city|your city}} do on Thursdays', 'A list, made by members.',
   E'Hello {{first_name|there}},\n\nwe asked our members in {{city|your city}} where they would take somebody who has just arrived. The list is here, free for anybody: {{list_url}}\n\nIf you would rather be shown around by a person than by a list: {{signup_url}}\n\nJonas\n\n{{unsubscribe_url}}'),
  (4, 3, 7, 'Settled in by now?', 'One last question.',
   E'Hello {{first_name|there}},\n\nby now you probably have a favourite bakery. If what is still missing is people, we would be glad to introduce you to one: {{signup_url}}\n\nJonas\n\n{{unsubscribe_url}}'),
  (4, 4, 8, 'The map, and goodbye', 'Thirty places, drawn by hand.',
   E'Hello {{first_name|there}},\n\nto say goodbye, here is the hand-drawn map that one of our members made of {{city|your city}}: thirty places where it is easy to begin a conversation. It is yours, whether you join or not: {{map_url}}\n\nI wish you a good start.\n\nJonas\n\n{{unsubscribe_url}}'),
  (5, 1, 0, 'Your city opens on the first of the month', 'You asked us to tell you.',
   E'Hello {{first_name|there}},\n\nyou asked us to write when IntroAlignment opens in {{city|your city}}. It does, on the first of next month, and the people on this list may come in a week early.\n\n{{signup_url}}\n\nThe IntroAlignment team\n\n{{unsubscribe_url}}'),
  (5, 2, 5, 'The door is open, {{first_name|there}}', 'A week before everybody else.',
   E'Hello {{first_name|there}},\n\nfrom today you can join. About two hundred people from your area are on the list with you, so the first introductions will come within days.\n\n{{signup_url}}\n\nThe IntroAlignment team\n\n{{unsubscribe_url}}'),
  (5, 3, 9, 'Your early place ends on Sunday', 'After that it is as open to you as to anybody.',
   E'Hello {{first_name|there}},\n\nthis is the last mail about the early places. You can join later as well; nothing is lost but the first week.\n\n{{signup_url}}\n\nThe IntroAlignment team\n\n{{unsubscribe_url}}'),
  (5, 4, 7, 'What the first weeks were like', 'Numbers and one wedding invitation, not ours.',
   E'Hello {{first_name|there}},\n\nin the first three weeks in {{city|your city}} we made a hundred and twelve introductions. Seventy-one pairs met. One of them invited us to a birthday.\n\nIf you would like to be next, the door is still open: {{signup_url}}\n\nThe IntroAlignment team\n\n{{unsubscribe_url}}'),
  (6, 1, 0, 'From one {{school}} graduate to another', 'An idea for our alumni circle.',
   E'Dear {{first_name|there}},\n\nI graduated from {{school}} eight years ago and work at IntroAlignment now. We are trying something with three alumni circles: introductions among graduates who live in the same city, for friendship or for more, as you like.\n\nBefore we start I would like to hear from ten people whether it is a good idea at all. Would you be one of them?\n\nSamuel\n\n{{unsubscribe_url}}'),
  (6, 2, 6, 'What the first ten people said', 'Surprisingly frank.',
   E'Dear {{first_name|there}},\n\nthe short version: yes to small dinners, no to name tags, and please no speeches. We listened.\n\nThe first dinner is here: {{event_url}}\n\nSamuel\n\n{{unsubscribe_url}}')
) v (k, position, delay_days, subject, preview_text, body)
where pg_temp.fresh();

insert into public.sequence_emails (id, sequence_id, position, delay_days, subject, preview_text, body, active, created_at, updated_at)
select e.id, s.id, e.position, e.delay_days, e.subject, e.preview_text, e.body, true, pg_temp.ago(s.from_days + 5, 11), pg_temp.ago(greatest(1, s.from_days - 3 * e.position), 15)
from seed_email e join seed_sequence s using (k)
on conflict do nothing;

-- ---------------------------------------------------------------------------------------
-- Enrollments. The fate of the lead decides how each of them went.

create temp table seed_enrollment as
with wanted as (
  -- The one that led to where the lead is now …
  select l.n, 1 as turn, l.state as lead_state, l.ending, l.found_at, l.converted_at, l.growth_id,
    case when l.state = 'qualified' then pg_temp.ago(0, 24 * pg_temp.chance(l.n, 140))
      when l.state = 'converted' then l.found_at + interval '20 hours'
      else least(now() - interval '30 hours', pg_temp.today() - make_interval(days => greatest(1, floor((l.age - 1.5) * (1 - 0.5 * power(pg_temp.chance(l.n, 141), 2)))::integer)) + interval '1 hour' * (8 + 8 * pg_temp.chance(l.n, 142))) end as enrolled_at
  from seed_lead l
  where l.email is not null
    and (l.state in ('contacted', 'replied', 'converted') or l.ending is not null and l.ending <> 'unsuitable'
      or l.state = 'qualified' and l.age > 5 and pg_temp.chance(l.n, 143) < 0.12)
), turns as (
  select * from wanted
  union all
  -- … and for some an earlier one that came to its end without an answer.
  select n, 2, 'contacted', null, found_at, null, growth_id, enrolled_at - interval '1 day' * (28 + floor(20 * pg_temp.chance(n, 144)))
  from wanted
  where enrolled_at - interval '49 days' > found_at and pg_temp.chance(n, 145) < 0.75
), placed as (
  select b.*, s.k as sequence, s.id as sequence_id, s.state as sequence_state, s.until_days,
    row_number() over (partition by b.n, b.turn order by md5(b.n || ' ' || b.turn || ' ' || s.k)) as choice,
    s.zone
  from turns b
  join seed_sequence s on s.state <> 'draft' and b.enrolled_at >= pg_temp.ago(s.from_days, 8)
    and b.enrolled_at < case when s.until_days = 0 then 'infinity' else pg_temp.ago(s.until_days + case s.state when 'archived' then 26 else 0 end, 0) end
    -- The paused sequence holds what it had at the time; a second turn is another sequence.
    and not (s.state = 'paused' and b.lead_state not in ('contacted', 'replied'))
), chosen as (
  select p.*, first_value(sequence) over (partition by n order by turn) as first_sequence from placed p where choice = 1
), timed as (
  select c.*, pg_temp.id('enrollment' || turn, n) as id,
    (select max(e.day) from seed_email e where e.k = c.sequence) as days,
    (select max(e.position) from seed_email e where e.k = c.sequence) as steps,
    case when c.lead_state in ('replied', 'converted') or c.ending in ('said_no', 'unsubscribed', 'complained', 'stopped') then
      1 + floor((case when c.lead_state = 'converted' then 2 else 3 end) * power(pg_temp.chance(n, 146), 1.4))::integer
      when c.ending = 'bounced' then 1 end as last_step
  from chosen c
  where turn = 1 or sequence <> first_sequence
)
select t.*,
  -- The moment until which mails went out: the answer, the pause, or now.
  case when sequence_state = 'paused' then least(now(), pg_temp.ago(until_days, 15)) else now() end as sent_until
from timed t;
create index on seed_enrollment (n);
analyze seed_enrollment;

create temp table seed_send as
with planned as (
  select e.*, m.position, m.id as email_id, m.subject, m.body,
    e.turn * 100000000::bigint + e.n * 10::bigint + m.position as k,
    -- In the window of the day; the first one on the day of enrolment or the next.
    date_trunc('second', (date_trunc('day', e.enrolled_at at time zone 'UTC') at time zone 'UTC')
      + make_interval(days => m.day + case when e.lead_state = 'qualified' then 1 when m.position = 1 and extract(hour from e.enrolled_at at time zone 'UTC') >= 9 then 1 when m.position > 1 then 1 else 0 end)
      + interval '1 hour' * (9 + 6.9 * pg_temp.chance(e.n * 10 + m.position, 150))) as planned_at
  from seed_enrollment e
  join seed_email m on m.k = e.sequence and (e.last_step is null or m.position <= e.last_step)
), due as (
  select p.*, l.first_name, l.email, l.city, l.ending as lead_ending,
    planned_at > sent_until as later
  from planned p join seed_lead l using (n)
)
select *, regexp_replace(regexp_replace(subject, '\{\{first_name[^}]*\}\}', first_name), '\{\{city[^}]*\}\}', city) as subject_sent,
  -- The text as it went out, which the inbox shows beside the answer; of those before a month ago it was not kept.
  replace(replace(replace(replace(replace(replace(regexp_replace(regexp_replace(body, '\{\{first_name[^}]*\}\}', first_name, 'g'), '\{\{city[^}]*\}\}', coalesce(city, 'your city'), 'g'),
    '{{sample_url}}', 'https://introalignment.com/sample'), '{{signup_url}}', 'https://introalignment.com/join'), '{{event_url}}', 'https://introalignment.com/events'),
    '{{list_url}}', 'https://introalignment.com/reading-list'), '{{map_url}}', 'https://introalignment.com/map'), '{{unsubscribe_url}}', 'https://introalignment.com/unsubscribe/' || pg_temp.id('unsubscribe', k))
    || E'\n\nIntroAlignment, 4 Lindenhof, 20354 Hamburg, Germany' as body_sent,
  max(position) filter (where not later) over (partition by id) as sent_steps,
  case
    when later then 'queued'
    when ending = 'bounced' and turn = 1 then 'bounced'
    when ending = 'complained' and turn = 1 and position = last_step then 'complained'
    when position > 1 and pg_temp.chance(k, 151) < 0.016 then 'failed'
    when position > 1 and pg_temp.chance(k, 151) < 0.026 then 'skipped'
    when planned_at > now() - interval '25 minutes' then 'sent'
    when (lead_state in ('replied', 'converted') or ending in ('said_no', 'unsubscribed')) and position = last_step then pg_temp.pick(k, 152, '{opened,opened,clicked}')
    when pg_temp.chance(k, 153) < 0.045 then 'sent'
    when pg_temp.chance(k, 154) < 0.11 then 'clicked'
    when pg_temp.chance(k, 154) < 0.47 then 'opened'
    else 'delivered'
  end as state
from due;
analyze seed_send (id, n, later);
-- Whose first mail has not gone out yet has not been contacted.
update seed_lead set state = 'qualified'
where state in ('contacted', 'replied') and n not in (select n from seed_send where not later);

-- Addresses that must never be mailed come first, so that every rule below can see them.
create temp table seed_suppression as
select row_number() over (order by at, email) as k, * from (
  select l.email, case l.ending when 'bounced' then 'hard_bounce' when 'complained' then 'complained' else 'unsubscribed' end as reason,
    case l.ending when 'bounced' then 'mail server' when 'complained' then 'feedback loop' else case when l.n % 4 = 1 then 'reply' else 'link in the mail' end end as source,
    null::text as note, null::uuid as created_by,
    least(now(), s.last_at + interval '1 hour' * (case l.ending when 'bounced' then 0.01 else 30 * pg_temp.chance(l.n, 161) end)) as at,
    l.n as lead
  from seed_lead l
  join (select n, max(planned_at) as last_at from seed_send where not later group by n) s using (n)
  where l.ending in ('bounced', 'unsubscribed', 'complained')
  union all
  select v.email, v.reason, v.source, v.note, ('00000000-0000-4000-a000-' || lpad(v.staff::text, 12, '0'))::uuid, pg_temp.ago(v.days, 10 + v.days % 7), null
  from (values
    ('legal@privacy-desk.example', 'legal', 'letter', 'Letter from their solicitor of the same week. Nothing may be sent to this address again.', 1, 74),
    ('moderators@quietforum.example', 'objected', 'mail', 'The moderators asked us not to write to members of their forum.', 3, 66),
    ('press@citypaper.example', 'manual', null, 'A journalist, not a lead.', 3, 41),
    ('office@alumni-north.example', 'manual', null, 'Partner: speaks with Samuel only.', 9, 23),
    ('dpo@university.example', 'objected', 'mail', 'Objection under GDPR Art. 21, confirmed the same day.', 1, 12),
    ('a.keller@letterbox.test', 'objected', 'phone', 'Called the office and asked to be taken off every list.', 3, 5)
  ) v (email, reason, source, note, staff, days)
  where pg_temp.fresh()
) s;

insert into public.outreach_suppressions (id, email, reason, source, note, created_by, created_at, updated_at)
select pg_temp.id('suppression', k), email, reason, source, note, created_by, at, at from seed_suppression
on conflict do nothing;

update public.lead_sources l
set last_run_at = r.last_at,
  next_run_at = case when s.state = 'active' and l.schedule <> 'manual' then greatest(now() + interval '20 minutes' + pg_temp.chance(s.rank, 99) * interval '6 hours',
    r.last_at + case l.schedule when 'hourly' then interval '1 hour' when 'daily' then interval '1 day' when 'weekly' then interval '7 days' else interval '1 month' end) end
from seed_source s
left join (select source_id, max(started_at) as last_at from seed_run group by 1) r on r.source_id = s.id
where l.id = s.id;

insert into public.scrape_runs (id, source_id, state, trigger, requested_by, retry_of, queued_at, started_at, finished_at, heartbeat_at,
  pages, found, new_leads, duplicates, errors, cost_minor, currency, error_kind, error_message, log, updated_at)
select r.id, r.source_id, r.state, r.trigger,
  case when r.trigger <> 'schedule' then ('00000000-0000-4000-a000-00000000000' || pg_temp.pick(r.r, 170, '{3,3,9,7}'))::uuid end,
  case when r.trigger = 'retry' then pg_temp.id('run', r.run_before) end,
  r.queued_at, r.started_at, r.finished_at,
  case when r.started_at is null then null
    -- One of the running ones has been silent for too long.
    when r.r = 3 then r.started_at + interval '40 seconds' when r.state = 'running' then now() - interval '12 seconds' else r.finished_at end,
  r.pages, f.new_leads + f.duplicates + f.other, f.new_leads, f.duplicates, f.errors,
  case when r.finished_at is not null then 15 + r.pages * 4 end, case when r.finished_at is not null then 'EUR' end,
  case when r.state in ('failed', 'partial') then r.error_kind end,
  case when r.state in ('failed', 'partial') then m.message when r.state = 'cancelled' then 'Cancelled by a person.' end,
  case when r.started_at is null then '[]'::jsonb else jsonb_build_array(
      jsonb_build_object('at', r.started_at, 'level', 'info', 'text', 'robots.txt read, ' || case when r.error_kind = 'robots_disallow' and r.state = 'failed' then 'path not allowed' else 'path allowed' end),
      jsonb_build_object('at', r.started_at + interval '2 seconds', 'level', 'info', 'text', 'Begin at ' || r.url))
    || case when r.pages > 0 then jsonb_build_array(jsonb_build_object('at', r.started_at + interval '6 seconds', 'level', 'info', 'text', r.pages || ' pages read, ' || (f.new_leads + f.duplicates + f.other) || ' people found')) else '[]' end
    || case when f.duplicates > 0 then jsonb_build_array(jsonb_build_object('at', coalesce(r.finished_at, now()), 'level', 'info', 'text', f.duplicates || ' known already')) else '[]' end
    || case when r.state in ('failed', 'partial') then jsonb_build_array(jsonb_build_object('at', r.finished_at, 'level', case r.state when 'failed' then 'error' else 'warning' end, 'text', m.message)) else '[]' end
  end,
  coalesce(r.finished_at, r.started_at, r.queued_at)
from seed_run r
left join (select r, count(*)::integer as leads from seed_lead where r is not null group by r) l on l.r = r.r
cross join lateral (select
  coalesce(l.leads, 0) as new_leads,
  case when r.state in ('succeeded', 'partial') then floor((4 + coalesce(l.leads, 0)) * 1.6 * pg_temp.chance(r.r, 171))::integer else 0 end as duplicates,
  case when r.pages > 0 then floor(r.pages * 0.8 * pg_temp.chance(r.r, 172))::integer else 0 end as other,
  case r.state when 'partial' then 1 + floor(6 * pg_temp.chance(r.r, 173))::integer when 'failed' then 1 when 'succeeded' then floor(1.15 * pg_temp.chance(r.r, 173))::integer else 0 end as errors) f
cross join lateral (select case r.error_kind
  when 'http_403' then 'The site answered 403 Forbidden after ' || r.pages || ' pages.'
  when 'http_429' then 'The site asked us to slow down (429 Too Many Requests) three times.'
  when 'timeout' then 'No answer within 30 seconds, five times in a row.'
  when 'layout_changed' then 'The list of members was not where it used to be: selector ".member-card" matched nothing.'
  when 'robots_disallow' then 'robots.txt does not allow this path any more. Nothing was fetched.'
  else 'The name of the site could not be resolved.' end as message) m
on conflict do nothing;

insert into public.leads (id, source_id, scrape_run_id, full_name, email, phone, handle, profile_url, headline, city, country, interests, tags,
  added_by, score, score_reasons, state, consent, rejected_reason, owner_id, converted_user_id, notes, found_at, qualified_at, contacted_at, replied_at, converted_at, created_at, updated_at,
  follow_up_on, follow_up_note)
select l.id, l.source_id, case when l.r is not null then pg_temp.id('run', l.r) end,
  l.first_name || ' ' || l.last_name, l.email,
  c.phone,
  h.handle || coalesce('_' || nullif(row_number() over (partition by h.handle order by l.n), 1), ''),
  case when l.url is not null and (l.email is null or pg_temp.chance(l.n, 184) < 0.7) or l.email is null then 'https://people.example/' || coalesce(l.slug, 'imported') || '/' || replace(l.local_part, '.', '-') || '-' || l.n end,
  pg_temp.pick(l.n, 185, array[
    'Looking for company on long walks and for good questions.', 'New in town and tired of small talk.', 'Teaches by day, sings in a choir on Thursdays.', 'Single parent, early riser, terrible at poker.',
    'Organises the monthly reading evening.', 'Writes about cooking for one and hopes not to for ever.', 'Back from four years abroad.', 'Volunteers at the repair café.',
    'Asked for advice on meeting people after forty.', 'Runs the beginners'' group of the climbing club.', 'Says that she has given up on swiping.', 'Says that he would rather be introduced by a friend.',
    'Answered a thread about values before looks.', 'Looking for somebody to visit small museums with.', 'Widowed, ready to laugh again.', 'Hosts a board game night in the neighbourhood.',
    'Wants to meet people outside the office.', 'Writes long, kind answers to strangers.', 'Started dancing at fifty and cannot stop.', 'Works nights, hopes for somebody with odd hours.',
    'Learns a fifth language and looks for people to speak it with.', 'Gave a talk about friendship in adult life.', 'Allotment, two cats, open heart.', 'On the waiting list of our partner newsletter.']),
  l.city, l.country,
  (select array_agg(distinct pg_temp.pick(l.n * 8 + i, 186, '{reading,hiking,cooking,board games,live music,travel,languages,gardening,cycling,climbing,film,pottery,volunteering,choir,dancing,photography,theatre,running,sailing,philosophy,baking,chess,history,dogs}')) from generate_series(1, 1 + floor(4 * pg_temp.chance(l.n, 187))::integer) i),
  case when l.r is null then '{imported}'::text[] else '{}' end
    || case when l.score >= 80 then '{hot}'::text[] else '{}' end
    || case when pg_temp.chance(l.n, 188) < 0.18 then array[pg_temp.pick(l.n, 189, '{newsletter,event,referral,autumn-campaign,thirty-plus,single-parent,check-by-hand}')] else '{}' end,
  case when l.source_id is null then l.growth_id end,
  l.score,
  jsonb_build_array(
    jsonb_build_object('reason', pg_temp.pick(l.n, 190, array['Writes about wanting a relationship', 'Active in the group in the last month', 'Lives where we have many members', 'Profile is complete']), 'points', greatest(1, l.score / 2)),
    jsonb_build_object('reason', pg_temp.pick(l.n, 191, array['Shares interests with present members', 'Source has brought good leads', 'Address could be checked', 'Age group in which we need people']), 'points', l.score - greatest(1, l.score / 2) + case when l.ending = 'unsuitable' then 30 else 0 end))
    || case when l.ending = 'unsuitable' then jsonb_build_array(jsonb_build_object('reason', 'Signs of a commercial account', 'points', -30)) else '[]' end,
  l.state,
  case when l.ending in ('unsubscribed', 'complained') and s.lead is not null then 'objected'
    when l.state = 'converted' or pg_temp.chance(l.n, 192) < 0.13 then 'consented'
    when l.state in ('new') and pg_temp.chance(l.n, 193) < 0.6 then 'none' else 'legitimate_interest' end,
  case when l.state = 'rejected' then case l.ending when 'bounced' then 'The address does not exist any more.' when 'unsubscribed' then 'Asked not to be written to.' when 'complained' then 'Marked a mail as spam.'
      when 'said_no' then 'Answered and is not interested.' when 'stopped' then 'Stopped by hand: known to us in person.'
      else pg_temp.pick(l.n, 194, array['Outside the countries we serve.', 'Commercial account.', 'In a relationship, by their own words.', 'Younger than 21.', 'Duplicate of another lead.', 'No way to reach them.', 'Not a person: page of a group.']) end end,
  case when l.state in ('contacted', 'replied', 'converted') and pg_temp.chance(l.n, 195) < 0.75 or l.state = 'qualified' and pg_temp.chance(l.n, 195) < 0.5 then l.growth_id end,
  l.member_id,
  case when pg_temp.chance(l.n, 196) < 0.05 then pg_temp.pick(l.n, 197, array['Met at the autumn fair, very friendly. Write in English.', 'Prefers to be called on the phone, after six.', 'Knows two of our members.', 'Asked about the price first; answered honestly.', 'Writes a column: be careful what we promise.', 'Wait until the move in spring.']) end,
  l.found_at, case when l.state in ('qualified', 'contacted', 'replied', 'converted') or f.first_at is not null then least(now(), f.first_at, l.found_at + interval '9 hours') end,
  f.first_at, case when l.state in ('replied', 'converted') or l.ending = 'said_no' then least(now(), f.last_at + interval '1 hour' * (2 + 40 * pg_temp.chance(l.n, 198))) end, l.converted_at,
  l.found_at,
  least(now(), greatest(l.found_at, f.last_at, l.converted_at)),
  case when l.state = 'replied' and l.n % 9 = 0 then (pg_temp.today() + interval '1 day' * (l.n % 5 - 2))::date end,
  case when l.state = 'replied' and l.n % 9 = 0 then 'Wrote that they would rather hear from us later' end
from seed_lead l
-- Each number belongs to one person; where a country has no more of them, the others have none.
left join (
  select n, pg_temp.dialled(dial, row_number() over (partition by dial order by n) - 1) as phone
  from seed_lead where pg_temp.chance(n, 180) < 0.13
) c using (n)
left join (select n, min(planned_at) filter (where not later and state <> 'skipped') as first_at, max(planned_at) filter (where not later) as last_at from seed_send group by n) f using (n)
left join seed_suppression s on s.lead = l.n
cross join lateral (select case when l.email is null or pg_temp.chance(l.n, 183) < 0.55 then replace(pg_temp.plain(l.first_name), '.', '') || pg_temp.pick(l.n, 199, '{_,.,"","",_the_,_in_}') || pg_temp.pick(l.n, 200, '{reads,walks,cooks,outdoors,writes,sings,at_home,wanders,bikes,bakes,paints,listens}') || pg_temp.pick(l.n, 201, '{"","",7,21,88,42,_x}') end as handle) h
on conflict do nothing;

-- A few were met a second time, and added by hand from a note with their number.
insert into public.leads (id, full_name, phone, headline, city, country, interests, tags, added_by, score, score_reasons, found_at, created_at, updated_at)
select pg_temp.id('lead met again', l.n), l.first_name || ' ' || left(l.last_name, 1) || '.', replace(r.phone, ' ', '-'), 'Came to the meet-up and left a number.', l.city, l.country, '{}', '{event}',
  l.growth_id, 40, '[{"reason": "Came to a meet-up", "points": 40}]', m.met_at, m.met_at, m.met_at
from seed_lead l join public.leads r on r.id = l.id cross join lateral (select least(now(), pg_temp.ago(1 + l.n % 6, 18))) m (met_at)
where pg_temp.fresh() and r.phone is not null and r.state in ('new', 'qualified') and l.member_id is null
order by l.n limit 6
on conflict do nothing;

-- What those said who agreed to be written to.
insert into public.lead_consents (id, lead_id, given_at, how, words, recorded_by, recorded_at, updated_at)
select pg_temp.id('consent', l.n), pg_temp.id('lead', l.n), r.found_at + interval '1 hour', 'Form at a meet-up', 'Yes, you may write to me about introductions.',
  '00000000-0000-4000-a000-000000000003', r.found_at + interval '2 hours', r.found_at + interval '2 hours'
from seed_lead l join public.leads r on r.id = pg_temp.id('lead', l.n)
where pg_temp.fresh() and r.consent = 'consented' and r.found_at < now() - interval '1 day' and l.n % 3 = 0
on conflict do nothing;

-- One sequence may also write from a second address.
insert into public.outreach_senders (id, email, name, ramp_start)
select pg_temp.id('sender', 1), 'hello@meet.introalignment.test', 'IntroAlignment', 20 where pg_temp.fresh()
on conflict do nothing;
insert into public.sequence_senders (id, sequence_id, sender_id)
select pg_temp.id('sequence sender', 1), s.id, pg_temp.id('sender', 1)
from public.outreach_sequences s where pg_temp.fresh() and s.state = 'active' order by s.created_at, s.id limit 1
on conflict do nothing;

-- The first email of that sequence is tried in other words too.
insert into public.sequence_variants (id, sequence_email_id, share, subject, preview_text, body)
select pg_temp.id('sequence variant', 1), e.id, 30, 'May I ask you something?', e.preview_text, e.body
from public.outreach_sequences s join public.sequence_emails e on e.sequence_id = s.id and e.position = 1
where pg_temp.fresh() and s.state = 'active' order by s.created_at, s.id limit 1
on conflict do nothing;

-- Somebody read the terms of those that are run.
update public.lead_sources set terms_state = 'allowed', terms_reviewed_by = '00000000-0000-4000-a000-000000000003', terms_reviewed_at = created_at + interval '1 hour',
  terms_note = 'robots.txt allows the pages that we read; the terms of use do not forbid it.'
where pg_temp.fresh() and state <> 'blocked' and terms_state = 'unreviewed';

create temp table seed_enrollment_end as
select e.id, e.n,
  case
    when e.turn = 1 and e.ending in ('bounced', 'unsubscribed') and s.lead is not null then e.ending
    when e.turn = 1 and e.ending in ('complained', 'stopped') or e.turn = 1 and e.ending is not null and s.lead is null and e.ending <> 'said_no' then 'stopped'
    when e.turn = 1 and (e.lead_state in ('replied', 'converted') or e.ending = 'said_no') then 'replied'
    when coalesce(x.sent, 0) >= e.steps then 'completed'
    when e.sequence_state = 'archived' then 'stopped'
    when e.sequence_state = 'paused' then case when pg_temp.chance(e.n, 210) < 0.6 then 'paused' else 'active' end
    when pg_temp.chance(e.n, 211) < 0.03 then 'paused'
    else 'active'
  end as state,
  coalesce(x.sent, 0) as sent, x.last_at, x.next_at, s.at as suppressed_at
from seed_enrollment e
left join (select id, count(*) filter (where not later) as sent, max(planned_at) filter (where not later) as last_at, min(planned_at) filter (where later) as next_at from seed_send group by id) x using (id)
left join seed_suppression s on s.lead = e.n and e.turn = 1;

insert into public.sequence_enrollments (id, sequence_id, lead_id, state, current_step, next_send_at, stop_reason, enrolled_by, enrolled_at, ended_at, updated_at)
select e.id, e.sequence_id, pg_temp.id('lead', e.n), x.state, x.sent,
  case when x.state = 'active' and e.sequence_state = 'active' then coalesce(x.next_at, pg_temp.today() + interval '1 day 10 hours') end,
  case x.state when 'replied' then 'The lead answered' when 'bounced' then 'Suppressed: hard bounce' when 'unsubscribed' then 'Suppressed: unsubscribed'
    when 'stopped' then case when e.ending = 'complained' then 'Suppressed: complained' when e.sequence_state = 'archived' then 'The sequence was archived' else 'Stopped by hand' end end,
  e.growth_id, e.enrolled_at,
  case when x.state not in ('active', 'paused') then least(now(), greatest(e.enrolled_at, coalesce(x.suppressed_at, x.last_at + case x.state when 'replied' then interval '1 hour' * (2 + 40 * pg_temp.chance(e.n, 198)) else interval '1 minute' end))) end,
  least(now(), greatest(e.enrolled_at, x.last_at))
from seed_enrollment e join seed_enrollment_end x using (id)
on conflict do nothing;

insert into public.email_sends (sequence_id, sender_id, step, step_version, lead_id, enrollment_id, sequence_email_id, to_email, subject, body, state, reason, message_id, queued_at, sent_at, delivered_at, opened_at, clicked_at, failed_at, updated_at)
select s.sequence_id, (select o.id from public.outreach_senders o where o.email = 'hello@mail.introalignment.test'), s.position, 1, pg_temp.id('lead', s.n), s.id, s.email_id, s.email, s.subject_sent, case when s.state <> 'skipped' and s.planned_at > now() - interval '30 days' then s.body_sent end, s.state,
  case s.state when 'bounced' then pg_temp.pick(s.k, 220, array['550 5.1.1 No such user', '550 5.1.1 Mailbox unavailable', '550 5.1.10 Recipient not found', '553 5.1.3 Invalid address'])
    when 'complained' then 'Marked as spam by the recipient' when 'failed' then pg_temp.pick(s.k, 221, array['421 4.7.0 Try again later, gave up after 24 hours', 'Connection to the mail server timed out', '452 4.2.2 Mailbox full'])
    when 'skipped' then pg_temp.pick(s.k, 222, array['daily cap reached', 'outside the sending window', 'duplicate of another enrollment']) end,
  case when s.state not in ('queued', 'skipped') then md5('message' || s.k) || '@mail.introalignment.test' end,
  case when s.later then now() - interval '1 minute' * (5 + 300 * pg_temp.chance(s.k, 223)) else s.planned_at - interval '1 minute' * (2 + 55 * pg_temp.chance(s.k, 223)) end,
  case when s.state not in ('queued', 'skipped', 'failed') then s.planned_at end,
  case when s.state in ('delivered', 'opened', 'clicked', 'complained') then t.delivered_at end,
  case when s.state in ('opened', 'clicked', 'complained') then least(now(), t.opened_at) end,
  case when s.state = 'clicked' then least(now(), t.opened_at + interval '1 second' * (6 + 200 * pg_temp.chance(s.k, 226))) end,
  case when s.state in ('failed', 'bounced') then t.delivered_at end,
  least(now(), case when s.state in ('opened', 'clicked', 'complained') then t.opened_at when s.later then now() else t.delivered_at end)
from seed_send s
join seed_enrollment_end x using (id)
cross join lateral (select s.planned_at + interval '1 second' * (1 + 40 * pg_temp.chance(s.k, 224)) as delivered_at,
  s.planned_at + interval '1 minute' * (3 + 2600 * power(pg_temp.chance(s.k, 225), 3)) as opened_at) t
-- What is due later is queued by the worker that claims it.
where not s.later
order by s.planned_at, s.k
on conflict do nothing;

-- ---------------------------------------------------------------------------------------
-- Subscriptions: most start with a trial or with the small plan; some leave, some pay late.

create temp table seed_card as
select m.n, k, pg_temp.id('card' || k, m.n) as id, m.id::uuid as user_id,
  pg_temp.pick(m.n * 8 + k, 300, '{visa,visa,visa,visa,visa,visa,visa,mastercard,mastercard,mastercard,mastercard,mastercard,amex,amex,discover,diners,jcb,unionpay,other}') as brand,
  lpad(floor(10000 * pg_temp.chance(m.n * 8 + k, 301))::text, 4, '0') as last4,
  -- Mostly years ahead; some run out within weeks and some have run out.
  (pg_temp.today() + interval '1 month' * case when k > 0 then -1 - floor(14 * pg_temp.chance(m.n, 302)) when pg_temp.chance(m.n, 303) < 0.04 then -1 - floor(3 * pg_temp.chance(m.n, 302))
    when pg_temp.chance(m.n, 303) < 0.13 then floor(3 * pg_temp.chance(m.n, 302)) else 3 + floor(46 * pg_temp.chance(m.n, 302)) end)::date as expires,
  k = 0 as is_default, m.joined_at + interval '1 day' * (case when k = 0 and pg_temp.chance(m.n, 305) < 0.18 then 0.6 * m.days else 0.01 end) as added_at
from seed_member m
cross join lateral generate_series(0, case when m.days > 200 and pg_temp.chance(m.n, 305) < 0.18 then 1 else 0 end) k
where m.state <> 'onboarding' and pg_temp.chance(m.n, 304) < 0.57;

insert into public.payment_methods (id, user_id, brand, last4, exp_month, exp_year, is_default, created_at, updated_at)
select id, user_id, brand, last4, extract(month from expires), extract(year from expires), is_default, least(now(), added_at), least(now(), added_at)
from seed_card
on conflict do nothing;

create temp table seed_subscription as
with wish as (
  select m.n, m.id::uuid as user_id, m.full_name, m.email, m.country, m.currency, m.tax, m.state, m.days, m.left_days, m.joined_at, c.id as card_id,
    case when pg_temp.chance(m.n, 310) < 0.66 then 'essential' when pg_temp.chance(m.n, 310) < 0.955 then 'premium' else 'concierge' end as code,
    case when pg_temp.chance(m.n, 311) < 0.17 then 'year' else 'month' end as first_interval,
    least(m.days - 0.5, 0.2 + 12 * power(pg_temp.chance(m.n, 312), 2)) as waited,
    -- Months until they stop, if they stop.
    1 + floor(-7 * ln(1 - pg_temp.chance(m.n, 313)))::integer as stay
  from seed_member m
  join seed_card c on c.n = m.n and c.is_default
  where m.days >= 1
), turns as (
  select w.*, w.first_interval as billing_interval, 1 as turn, w.joined_at + interval '1 day' * waited as started_at from wish w
  union all
  -- Some who left came back, with another plan, by the month.
  select w.*, 'month', 2, w.joined_at + interval '1 day' * waited + make_interval(months => w.stay + 2 + floor(3 * pg_temp.chance(w.n, 314))::integer)
  from wish w where pg_temp.chance(w.n, 315) < 0.3
), lived as (
  select t.*, p.id as plan_id, p.amount_minor, p.trial_days, p.name as plan_name, p.limits,
    row_number() over (partition by t.n, t.turn order by p.created_at, p.id) as choice,
    t.started_at + make_interval(days => p.trial_days) as paid_from,
    case when t.turn = 1 and (t.state = 'closed' or pg_temp.chance(t.n, 315) < 0.3 or pg_temp.chance(t.n, 316) < 0.22)
      then t.started_at + make_interval(days => p.trial_days) + case t.billing_interval when 'year' then interval '1 year' else make_interval(months => t.stay) end end as leaves_at
  from turns t
  join public.subscription_plans p on p.code = case when t.turn = 2 then case t.code when 'essential' then 'premium' else 'essential' end else t.code end
    and p.currency = t.currency and p.billing_interval = t.billing_interval and p.active
  where t.started_at < now() - interval '1 hour'
), kept as (
  select *, lag(leaves_at) over (partition by n order by turn) as left_before from lived where choice = 1
), ranked as (
  -- Who could owe for months, and who is newest: ranked, so that no state is missing however few there are.
  select *, row_number() over (partition by owing order by pg_temp.chance(n, 319)) as owing_rank, count(*) over (partition by owing) as owing_count,
    row_number() over (order by started_at desc) as newest
  from (select k.*, (leaves_at is null or leaves_at > now()) and state = 'active' and billing_interval = 'month' and paid_from < now() - interval '4 months' as owing from kept k) k
  where turn = 1 or left_before < started_at and state <> 'closed'
), stated as (
  select *, case
      when newest in (3, 17) then 'incomplete'
      when leaves_at <= now() or state = 'closed' then 'canceled'
      when paid_from > now() then 'trialing'
      when state = 'suspended' or state = 'paused' and pg_temp.chance(n, 318) < 0.5 then 'paused'
      when owing and owing_rank <= greatest(1, 0.045 * owing_count) then 'unpaid'
      when owing and owing_rank <= greatest(3, 0.13 * owing_count) then 'past_due'
      else 'active'
    end as sub_state
  from ranked
)
select s.*, pg_temp.id('subscription' || turn, n) as id,
  case sub_state when 'canceled' then least(now() - interval '2 hours', coalesce(leaves_at, now() - interval '1 day' * left_days)) when 'paused' then greatest(paid_from, now() - interval '1 day' * greatest(1, left_days)) else now() end as billed_until,
  case billing_interval when 'year' then interval '1 year' else interval '1 month' end as step,
  -- How many invoices at the end are not paid.
  case sub_state when 'unpaid' then 3 + floor(2.6 * pg_temp.chance(n, 320))::integer when 'past_due' then 1 + floor(1.7 * pg_temp.chance(n, 320))::integer else 0 end as owed
from stated s;
create index on seed_subscription (n);
analyze seed_subscription (n, id);

create temp table seed_period as
select s.id as subscription_id, s.n, s.turn, k, s.paid_from + s.step * k as starts_at, s.paid_from + s.step * (k + 1) as ends_at,
  row_number() over (partition by s.id order by k desc) as from_end,
  max(s.paid_from + s.step * k) over (partition by s.id) > now() - interval '16 days' as new_period
from seed_subscription s
cross join lateral generate_series(0, 40) k
where s.sub_state not in ('incomplete', 'trialing') and s.paid_from + s.step * k < s.billed_until and s.paid_from + s.step * k < now();

insert into public.user_subscriptions (id, user_id, plan_id, payment_method_id, state, quantity, tax_rate, tax_name, started_at, trial_ends_at, anchor_at, period_index, current_period_start, current_period_end,
  cancel_at_period_end, canceled_at, ended_at, cancel_reason, created_at, updated_at)
select s.id, s.user_id, s.plan_id, s.card_id, s.sub_state, 1, s.tax, case when s.tax > 0 then 'VAT' end, s.started_at, case when s.trial_days > 0 then s.paid_from end, s.paid_from, coalesce(p.k, 0),
  coalesce(p.starts_at, s.started_at), coalesce(p.ends_at, greatest(s.paid_from, s.started_at + interval '1 day')),
  w.leaving, case when s.sub_state = 'canceled' then s.billed_until - interval '1 day' * floor(20 * pg_temp.chance(s.n, 330)) when w.leaving then now() - interval '1 day' * (1 + 9 * pg_temp.chance(s.n, 330)) end,
  case when s.sub_state = 'canceled' then s.billed_until end,
  case when s.sub_state = 'canceled' or w.leaving then pg_temp.pick(s.n, 331, array['Met somebody here', 'Met somebody here', 'Met somebody elsewhere', 'Too expensive at the moment', 'Not enough people in my area', 'Needs a break from dating', 'Introductions did not fit', 'Moving abroad', 'Prefers to use the free plan', 'Payment failed']) end,
  s.started_at, greatest(s.started_at, least(now(), coalesce(p.starts_at, s.started_at)), case when s.sub_state = 'canceled' then s.billed_until end)
from seed_subscription s
left join seed_period p on p.subscription_id = s.id and p.from_end = 1
cross join lateral (select s.sub_state = 'active' and pg_temp.chance(s.n, 332) < 0.05 as leaving) w
on conflict do nothing;
select private.rebuild_history();

-- ---------------------------------------------------------------------------------------
-- Invoices: one a period, numbered as they were issued. The last ones of late payers stay open.

create temp table seed_invoice as
with drawn as (
  select p.*, p.n * 100::bigint + p.turn * 50 + p.k as i, s.owed, s.sub_state, s.plan_name, s.amount_minor, s.currency, s.tax, s.card_id, s.billing_interval, s.full_name, s.email, s.country, s.user_id,
    date_trunc('second', p.starts_at) as issued_at,
    -- Who pays by transfer has fourteen days; a card is charged within the hour.
    pg_temp.chance(s.n, 340) < 0.14 as by_transfer
  from seed_period p join seed_subscription s on s.id = p.subscription_id
), stated as (
  select *, case
      -- The newest is not due yet, so it comes on top of what is late.
      when owed > 0 and from_end <= owed + new_period::integer then 'open'
      when sub_state = 'canceled' and from_end = 1 and pg_temp.chance(n, 341) < 0.16 then case when issued_at < now() - interval '100 days' then 'uncollectible' else 'open' end
      when sub_state = 'canceled' and from_end = 1 and pg_temp.chance(n, 341) < 0.3 then 'void'
      when by_transfer and issued_at > now() - interval '9 days' then 'open'
      when by_transfer and issued_at > now() - interval '55 days' and pg_temp.chance(i, 342) < 0.35 then 'open'
      when pg_temp.chance(i, 343) < 0.007 then 'void'
      else 'paid'
    end as state,
    case when k = 0 and pg_temp.chance(n, 344) < 0.16 then 20 when pg_temp.chance(n, 344) < 0.03 then 10 else 0 end as discount_percent,
    case when pg_temp.chance(i, 345) < 0.045 then 900 + 100 * floor(12 * pg_temp.chance(i, 346))::integer else 0 end as extra_minor
  from drawn
), summed as (
  select *, amount_minor + extra_minor as subtotal_minor,
    round(amount_minor * discount_percent / 100.0)::bigint as discount_minor,
    round((amount_minor + extra_minor - round(amount_minor * discount_percent / 100.0)) * tax / 100.0)::bigint as tax_minor,
    (issued_at at time zone 'UTC')::date + case when by_transfer then 14 else 7 end as due_on,
    row_number() over (partition by extract(year from issued_at at time zone 'UTC') order by issued_at, i) as sequence
  from stated
)
select *, pg_temp.id('invoice', i) as id, subtotal_minor - discount_minor + tax_minor as total_minor,
  'IA-' || to_char(issued_at at time zone 'UTC', 'YYYY') || '-' || lpad(sequence::text, 5, '0') as number,
  date_trunc('second', least(now() - interval '1 minute', case when not by_transfer then issued_at + interval '1 minute' * (3 + 50 * pg_temp.chance(i, 347))
    when pg_temp.chance(i, 347) < 0.75 then issued_at + interval '1 day' * (2 + 11 * pg_temp.chance(i, 348)) else issued_at + interval '1 day' * (15 + 30 * pg_temp.chance(i, 348)) end)) as paid_at,
  -- Part paid: what was paid of it.
  case when state in ('open', 'uncollectible') and by_transfer and pg_temp.chance(i, 349) < 0.3 or state = 'open' and from_end = owed and pg_temp.chance(i, 349) < 0.2
    then greatest(100, 100 * floor((subtotal_minor - discount_minor + tax_minor) * (0.2 + 0.5 * pg_temp.chance(i, 350)) / 100)::bigint) end as part_minor
from summed;
create unique index on seed_invoice (i);
analyze seed_invoice (i, id);

insert into public.invoices (id, number, user_id, subscription_id, billing_name, billing_email, billing_country, state, currency, subtotal_minor, discount_minor, tax_minor, paid_minor,
  period_start, period_end, issued_at, due_on, paid_at, closed_at, voided_at, written_off_at, seller, buyer, closed_reason, memo, created_at, updated_at)
select i.id, i.number, i.user_id, i.subscription_id, i.full_name, i.email, i.country,
  i.state, i.currency, i.subtotal_minor, i.discount_minor, i.tax_minor,
  case when i.state = 'paid' then i.total_minor when i.part_minor < i.total_minor then i.part_minor else 0 end,
  (i.starts_at at time zone 'UTC')::date, (i.ends_at at time zone 'UTC')::date - 1, i.issued_at, i.due_on,
  case when i.state = 'paid' then i.paid_at end, c.closed_at, case i.state when 'void' then c.closed_at end, case i.state when 'uncollectible' then c.closed_at end,
  (select to_jsonb(s) - array['series', 'id', 'due_days', 'created_at', 'updated_at'] from public.billing_sellers s where s.series = 'IA'),
  jsonb_build_object('name', i.full_name, 'email', i.email, 'country', i.country, 'address', null, 'tax_id', null, 'locale', 'en'),
  case i.state when 'void' then pg_temp.pick(i.i, 351, array['Issued twice by mistake.', 'The member canceled within the fourteen days the law gives.', 'Wrong billing country; issued again.', 'Goodwill: two introductions fell through.'])
    when 'uncollectible' then pg_temp.pick(i.i, 352, array['Three reminders without an answer; the amount does not justify more.', 'Card reported stolen and no other way to pay.', 'The member has died; closed with our condolences.', 'Account closed, address unknown.']) end,
  case when i.by_transfer and pg_temp.chance(i.i, 353) < 0.3 then 'Please quote the number of this invoice with your transfer.' when i.discount_percent = 20 then 'Welcome discount on the first payment.' end,
  i.issued_at, greatest(i.issued_at, case when i.state = 'paid' then i.paid_at end, c.closed_at)
from seed_invoice i
cross join lateral (select case i.state when 'void' then least(now() - interval '1 hour', i.issued_at + interval '1 day' * (1 + 9 * pg_temp.chance(i.i, 354))) when 'uncollectible' then least(now() - interval '1 hour', i.issued_at + interval '1 day' * (75 + 20 * pg_temp.chance(i.i, 354))) end as closed_at) c
on conflict do nothing;

insert into public.invoice_line_items (id, invoice_id, position, description, quantity, unit_minor, discount_minor, tax_rate, tax_name, tax_jurisdiction, currency, kind, created_at, updated_at)
select l.id, i.id, l.position, l.description, 1, l.unit_minor, l.discount_minor, i.tax, case when i.tax > 0 then 'VAT' end, case when i.tax > 0 then i.country end, i.currency, l.kind, i.issued_at, i.issued_at
from seed_invoice i
cross join lateral (
  select pg_temp.id('line1', i.i) as id, 1 as position, i.plan_name || ', ' || case i.billing_interval when 'year' then 'one year from ' else 'month from ' end || to_char(i.starts_at at time zone 'UTC', 'FMDD Mon YYYY') as description,
    i.amount_minor as unit_minor, i.discount_minor, 'plan' as kind
  union all
  select pg_temp.id('line2', i.i), 2, pg_temp.pick(i.i, 355, array['Profile boost, extra', 'Additional compatibility report', 'Coaching conversation, 45 minutes', 'Ticket for the Thursday dinner', 'Portrait session with our photographer']), i.extra_minor, 0, 'item'
  where i.extra_minor > 0
) l
on conflict do nothing;

-- Drafts: what finance prepares by hand, for the period after the present one of each subscription.
create temp table seed_draft as
select s.*, pg_temp.id('draft', s.n) as draft_id, 1 + (s.place % 3 = 2)::integer as quantity, p.ends_at as starts_at, p.ends_at + s.step * (1 + (s.place % 3 = 2)::integer) as until_at
from (select *, row_number() over (order by pg_temp.chance(n, 357)) as place from seed_subscription where sub_state = 'active' and turn = 1) s
join seed_period p on p.subscription_id = s.id and p.from_end = 1
where s.place <= 9;
insert into public.invoices (id, user_id, subscription_id, billing_name, billing_email, billing_country, state, currency, subtotal_minor, tax_minor, period_start, period_end, memo, created_at, updated_at)
select draft_id, user_id, id, full_name, email, country, 'draft', currency, quantity * amount_minor, round(quantity * amount_minor * tax / 100.0)::bigint,
  (starts_at at time zone 'UTC')::date, (until_at at time zone 'UTC')::date - 1,
  case when quantity = 2 then 'Two periods at once, as agreed by phone.' else pg_temp.pick(n, 356, array['Ask before sending: the member thinks about another plan.', 'Company pays: wait for the order number.']) end,
  pg_temp.ago(n % 5, 9), pg_temp.ago(n % 5, 9)
from seed_draft
on conflict do nothing;
insert into public.invoice_line_items (id, invoice_id, position, description, quantity, unit_minor, tax_rate, tax_name, tax_jurisdiction, currency, kind, created_at, updated_at)
select pg_temp.id('draft line', d.n), d.draft_id, 1, d.plan_name || case d.quantity when 2 then ', next two periods' else ', next period' end, d.quantity, d.amount_minor,
  d.tax, case when d.tax > 0 then 'VAT' end, case when d.tax > 0 then d.country end, d.currency, 'plan', pg_temp.ago(d.n % 5, 9), pg_temp.ago(d.n % 5, 9)
from seed_draft d
on conflict do nothing;

-- Tax, rounded once for each rate of an invoice.
insert into public.invoice_taxes (invoice_id, rate, name, jurisdiction, net_minor, tax_minor)
select l.invoice_id, l.tax_rate, coalesce(l.tax_name, 'Tax'), coalesce(l.tax_jurisdiction, ''), sum(l.amount_minor - l.discount_minor), round(sum(l.amount_minor - l.discount_minor) * l.tax_rate / 100)
from public.invoice_line_items l
where l.invoice_id in (select id from seed_invoice union all select draft_id from seed_draft)
group by 1, 2, 3, 4
on conflict do nothing;

-- Payments, each put on one invoice.
create temp table seed_payment as
select pg_temp.id('payment' || p.part, i.i) as id, i.id as invoice_id, i.user_id, p.amount_minor, i.currency,
  w.method, case w.method when 'card' then 'ch_' || substr(md5('charge' || p.part || i.i), 1, 16) when 'bank_transfer' then 'SEPA ' || upper(substr(md5('transfer' || p.part || i.i), 1, 10)) end as reference,
  -- With the card of now, where it could be charged then.
  case when w.method = 'card' then (select c.id from seed_card c where c.id = i.card_id and c.added_at <= p.paid_at and date_trunc('month', c.expires) + interval '1 month' > p.paid_at) end as payment_method_id, p.paid_at,
  case when w.method <> 'card' then (array['00000000-0000-4000-a000-000000000004', '00000000-0000-4000-a000-000000000004', '00000000-0000-4000-a000-000000000007'])[1 + floor(3 * pg_temp.chance(i.i, 361))::integer]::uuid end as recorded_by
from seed_invoice i
cross join lateral (
  select 1 as part, i.total_minor - s.first_part as amount_minor, i.paid_at from (select case when pg_temp.chance(i.i, 360) < 0.03 then i.total_minor / 2 else 0 end as first_part) s where i.state = 'paid' and i.total_minor > 0
  union all
  select 2, i.total_minor / 2, greatest(i.issued_at, i.paid_at - interval '3 days') where i.state = 'paid' and pg_temp.chance(i.i, 360) < 0.03 and i.total_minor > 1
  union all
  select 3, i.part_minor, least(now() - interval '5 minutes', i.issued_at + interval '1 day' * (1 + 12 * pg_temp.chance(i.i, 362))) where i.part_minor < i.total_minor and i.state in ('open', 'uncollectible')
) p
cross join lateral (select case when not i.by_transfer then 'card' when pg_temp.chance(i.i, 363) < 0.03 then 'cash' when pg_temp.chance(i.i, 363) < 0.05 then 'other' else 'bank_transfer' end as method) w;
insert into public.payments (id, user_id, currency, amount_minor, allocated_minor, method, provider, provider_reference, reference, payment_method_id, paid_at, booked_at, recorded_by)
select id, user_id, currency, amount_minor, amount_minor, method, case method when 'card' then 'stripe' end, case method when 'card' then reference end, reference, payment_method_id, paid_at, paid_at, recorded_by
from seed_payment
on conflict do nothing;
insert into public.invoice_payments (id, payment_id, invoice_id, amount_minor, currency, method, reference, payment_method_id, paid_at, booked_at, recorded_by, created_at, updated_at)
select id, id, invoice_id, amount_minor, currency, method, reference, payment_method_id, paid_at, paid_at, recorded_by, paid_at, paid_at
from seed_payment
on conflict do nothing;

insert into private.document_counters as c (series, year, last)
select 'IA', extract(year from issued_at at time zone 'UTC'), max(sequence) from seed_invoice where pg_temp.fresh() group by 2
on conflict (series, year) do update set last = greatest(c.last, excluded.last);

-- ---------------------------------------------------------------------------------------
-- Use of the features by month, against the limits of the plan of that month.

-- Per plan and feature: the limit of a month. Who has no plan has what the free one gives.
create temp table seed_limit as
select p.id as plan_id, f.k, f.feature, f.mean, (p.limits ->> f.feature)::integer as limit_value
from (
  select id, limits from public.subscription_plans
  union all
  (select null, limits from public.subscription_plans where code = 'free' order by currency limit 1)
) p
join (values (1, 'introductions', 4.5), (2, 'messages', 46.0), (3, 'profile_boosts', 1.4), (4, 'ai_coaching', 2.6), (5, 'compatibility_reports', 2.8), (6, 'game_sessions', 8.0)) f (k, feature, mean)
  on p.limits ? f.feature
where pg_temp.fresh() and (p.limits ->> f.feature)::integer is distinct from 0;

create temp table seed_member_month as
select distinct on (m.n, p.month) m.n, m.id::uuid as user_id, m.joined_at, p.month, p.last_day, p.next_month, s.id as subscription_id, s.plan_id,
  (0.25 + 1.9 * (1 - m.activity::double precision / (max(m.activity) over ()))) * case when p.next_month > now() then extract(day from now()) / 30.0 else 1 end * case when s.id is null then 0.6 else 1 end as eagerness,
  m.n * 100::bigint + (extract(year from p.month) * 12 + extract(month from p.month))::integer % 100 as k
from seed_member m
join (
  select d::date as month, (d + interval '1 month')::date - 1 as last_day, d at time zone 'UTC' as starts_at, (d + interval '1 month') at time zone 'UTC' as next_month
  from generate_series(date_trunc('month', now() at time zone 'UTC') - interval '20 months', date_trunc('month', now() at time zone 'UTC'), interval '1 month') d
) p on p.next_month > m.joined_at and p.starts_at <= now() - make_interval(days => m.left_days)
left join seed_subscription s on s.n = m.n and s.started_at < p.next_month and s.billed_until >= p.starts_at and s.sub_state <> 'incomplete'
order by m.n, p.month, s.turn desc;

insert into public.usage_tracking (user_id, subscription_id, feature, period_start, period_end, used, limit_value, created_at, updated_at)
select m.user_id, m.subscription_id, l.feature, m.month, m.last_day,
  least(coalesce(l.limit_value, 100000), floor(l.mean * m.eagerness * -ln(1 - pg_temp.chance(m.k * 10 + l.k, 370))))::integer,
  l.limit_value, greatest(m.joined_at, m.month::timestamp at time zone 'UTC'), least(now(), m.next_month)
from seed_member_month m
join seed_limit l on l.plan_id is not distinct from m.plan_id
order by m.month, m.n, l.k
on conflict do nothing;

-- ---------------------------------------------------------------------------------------
-- Answers to the mails

create temp table seed_response as
with last_mail as (
  select distinct on (n) n, k, planned_at, subject_sent, first_name, lead_state, lead_ending
  from seed_send
  where turn = 1 and not later and state not in ('skipped', 'failed', 'bounced')
  order by n, planned_at desc
)
select m.*, i.intent, l.growth_id,
  date_trunc('second', least(now() - interval '4 minutes', m.planned_at + case i.intent when 'out_of_office' then interval '1 minute' when 'unsubscribe' then interval '1 hour' * 30 * pg_temp.chance(m.n, 161)
    else interval '1 hour' * (2 + 40 * pg_temp.chance(m.n, 198)) end)) as received_at
from last_mail m
join seed_lead l using (n)
left join seed_suppression s on s.lead = m.n
cross join lateral (select case
    when m.lead_state = 'replied' then pg_temp.pick(m.n, 400, '{interested,interested,interested,interested,interested,question,question,question,later,later,other,not_interested}')
    when m.lead_state = 'converted' and pg_temp.chance(m.n, 401) < 0.55 then 'interested'
    when m.lead_ending = 'said_no' then 'not_interested'
    when s.source = 'reply' then 'unsubscribe'
    when m.lead_state = 'contacted' and pg_temp.chance(m.n, 402) < 0.028 then 'out_of_office' end as intent) i
where i.intent is not null;

insert into public.outreach_responses (id, lead_id, email_send_id, channel, subject, body, sentiment, intent, handled_by, handled_at, handling_note, received_at, updated_at)
select pg_temp.id('response', r.n), pg_temp.id('lead', r.n), e.id,
  case when r.intent in ('interested', 'question') and pg_temp.chance(r.n, 403) < 0.05 then pg_temp.pick(r.n, 404, '{phone,social}') else 'email' end,
  case r.intent when 'out_of_office' then 'Automatic reply: ' else 'Re: ' end || r.subject_sent,
  case r.intent
    when 'interested' then
      pg_temp.pick(r.n, 405, array['Hello,', 'Hi there,', 'Hi,', 'Good evening,', 'Thank you for your mail.', 'Well, this is the first one of these that I have read to the end.', 'Hello and thank you for writing like a person.', 'Hi, good timing.'])
      || E'\n\n' || pg_temp.pick(r.n, 406, array[
        'This sounds like what I have been looking for since I left the last app in spring. How do I begin?', 'I like that there are few introductions. I would rather meet two people properly than forty badly.', 'I read the sample page twice. Could I see how you would describe somebody like me?',
        'My sister met her husband through friends, and I have been jealous of the method ever since. Count me in.', 'I have about twenty minutes tonight, so I will try the conversation you mention.', 'You asked what the last app got wrong: everybody was a catalogue there, me included.',
        'I would like to come to the next evening, if there is still a chair.', 'Please put me down for the walk on Saturday. I am slow on the way up and cheerful at the top.', 'I am curious, and a little sceptical, which is probably the right mixture.',
        'What got me was the sentence about disagreeing about tidiness. That is honest.', 'I have moved here in August and know my colleagues and my dentist. So yes, gladly.', 'I am fifty-three and have no patience for games. If that is fine with you, I am interested.'])
      || pg_temp.pick(r.n, 407, array['', '', ' Is there anything that I should prepare?', ' I am free most evenings after seven.', ' You can also call me.', ' My only worry is that there are few people of my age.'])
      || E'\n\n' || pg_temp.pick(r.n, 408, array['Best wishes', 'Warm regards', 'Until soon', 'Best', 'Greetings', 'Thanks again']) || E',\n' || r.first_name
    when 'question' then
      pg_temp.pick(r.n, 405, array['Hello,', 'Hi,', 'Hello,', 'Good morning,', 'Hi, two things.', 'Hello, and thank you for the mail.', 'Hi there,', 'Hello,'])
      || E'\n\n' || pg_temp.pick(r.n, 409, array[
        'Before I sign up: who can read what I tell you in that long conversation?', 'What does it cost after the first month? I could not find it on the page.', 'Do you have members in smaller towns, or is this a big-city thing?',
        'I have two children who live with me every other week. Is that a problem for your matching?', 'How did you get my address? I am not angry, only curious.', 'Is it open to people who are looking for friends and nothing more?',
        'I do not drink and most singles events happen in bars. Are yours different?', 'Can I delete everything again if I change my mind?', 'How many women and how many men are there, roughly? At the last place it was one to five.',
        'Is there a way to do the conversation in another language? My German is better than my English.', 'I use a wheelchair. Are the places where you meet accessible?', 'Do you check that people are who they say they are?'])
      || E'\n\n' || pg_temp.pick(r.n, 408, array['Thank you', 'Thanks in advance', 'Best wishes', 'Kind regards', 'Best', 'Many thanks']) || E',\n' || r.first_name
    when 'later' then
      pg_temp.pick(r.n, 410, array[
        'Thank you, but this is not the moment: I change jobs in four weeks and can think of nothing else. Please ask me again after the holidays.', 'I like the idea. My father is ill at the moment and my evenings belong to him. Could you write again in spring?',
        'I am just out of a long relationship, and it would not be fair to anybody. Perhaps in half a year.', 'We are moving house and I cannot find my own socks. Next month, gladly.', 'Exams until the end of the term, then I will have a life again. Remind me?',
        'I have just met somebody and would like to see where it goes. If it goes nowhere you will hear from me.', 'Busy season in the shop until January. After that, yes.', 'I am abroad until the autumn. Keep my place, please.'])
      || E'\n\n' || r.first_name
    when 'not_interested' then
      pg_temp.pick(r.n, 411, array[
        'Thank you, but this is not for me. I wish you luck with it.', 'I am happily single and mean to stay so. No hard feelings.', 'I do not want to meet people through a company. Nothing against yours.', 'Not interested, thank you.', 'I have been married for eleven years, so I am afraid you have the wrong person.',
        'Nice mail, wrong reader. I am not looking for anybody.', 'I prefer to meet people by accident.', 'No, thanks. But the story about the library book made me laugh.', 'I signed up to that forum to talk about bicycles and would like to keep it so.'])
      || case when pg_temp.chance(r.n, 412) < 0.6 then E'\n\n' || r.first_name else '' end
    when 'unsubscribe' then pg_temp.pick(r.n, 413, array[
        'Please take me off your list.', 'Unsubscribe', 'Stop writing to me, please. I never asked for this.', 'Remove my address and confirm that you have done so.', 'I object to the processing of my data for advertising. Please delete my address.', 'The link does not work on my phone. Please unsubscribe me.', 'No more mails, thank you.'])
    when 'out_of_office' then pg_temp.pick(r.n, 414, array[
        'I am out of the office until Monday the week after next and read my mail only now and then. In urgent cases please write to my colleagues.', 'Thank you for your message. I am on parental leave until March.', 'I am on holiday and have left my laptop at home on purpose. I will answer when I am back.', 'I no longer work on Fridays. Your mail will be read on Monday.', 'Our office is closed between the years. Happy holidays!'])
    else pg_temp.pick(r.n, 415, array[
        'Is this an automatic mail or does somebody read it? Asking for a friend.', 'You wrote to me about my reading club. The club belongs to Marta now, I only keep the website.', 'Your link leads to an empty page on my old tablet. I thought you would like to know.', 'I forwarded this to my brother. He needs it more than I do.', 'There is a typo in your second paragraph. Apart from that: good mail.'])
  end,
  case r.intent when 'interested' then 'positive' when 'question' then case when pg_temp.chance(r.n, 416) < 0.45 then 'positive' else 'neutral' end when 'later' then case when pg_temp.chance(r.n, 416) < 0.3 then 'positive' else 'neutral' end
    when 'not_interested' then case when pg_temp.chance(r.n, 416) < 0.5 then 'negative' else 'neutral' end when 'unsubscribe' then 'negative' else 'neutral' end,
  r.intent,
  case when h.at is not null then r.growth_id end, h.at,
  case when h.at is not null and pg_temp.chance(r.n, 417) < 0.55 then case r.intent
    when 'interested' then pg_temp.pick(r.n, 418, array['Sent the link and two dates.', 'Called back, will join this week.', 'Answered in person, very nice exchange.', 'Signed up while we were writing.'])
    when 'question' then pg_temp.pick(r.n, 418, array['Answered, with the page about data protection.', 'Told the price for the city and the free month.', 'Answered honestly: few members there yet.', 'Explained how we check identities.'])
    when 'later' then pg_temp.pick(r.n, 418, array['Noted for spring.', 'Will write again in the month named.', 'Tagged for the next round.'])
    when 'unsubscribe' then 'Suppressed, confirmed by mail.' when 'not_interested' then 'Thanked and closed.' else 'No answer needed.' end end,
  r.received_at, coalesce(h.at, r.received_at)
from seed_response r
left join public.email_sends e on e.message_id = md5('message' || r.k) || '@mail.introalignment.test'
cross join lateral (select case when r.received_at < now() - interval '8 days' and pg_temp.chance(r.n, 419) < 0.97 or r.received_at < now() - interval '30 hours' and pg_temp.chance(r.n, 419) < 0.7 or r.received_at < now() - interval '3 hours' and pg_temp.chance(r.n, 419) < 0.2
  then least(now() - interval '1 minute', r.received_at + interval '1 hour' * (0.5 + 28 * power(pg_temp.chance(r.n, 420), 2))) end as at) h
on conflict do nothing;

-- ---------------------------------------------------------------------------------------
-- The community. A post is put together from sentences of one theme, so that it reads as one piece;
-- where a theme has as many openings as titles, the opening goes with the title.

create temp table seed_theme as
select row_number() over () as theme, v.topic, v.kind, string_to_array(v.titles, '|') as titles, string_to_array(v.openings, '|') as openings,
  string_to_array(v.middles, '|') as middles, string_to_array(v.endings, '|') as endings
from (values
  ('first-conversations', 'question',
   'What do you ask on a first call?|Is it odd to prepare questions?|First call on {day}, and I am nervous|How long should a first conversation be?|He asked one question in an hour|She answered everything with one word|Video or voice for the first time?|What made you want a second conversation?|Silence on the first call|Do you tell people about {thing} at once?',
   'My first call through an introduction is on {day} and I have written nine questions on a card.|We talked for two hours and I still know nothing about her.|I had a first call yesterday, and it ended after twenty minutes, politely.|I am good at listening, which turns out to be a way of hiding.|It has been six years since I last had a first conversation with anybody.|Last week I forgot every question I had and asked about his curtains.',
   'The page said we both like {thing}, and after five minutes we had used that up.|I noticed that I explain myself when I am nervous, as if it were a job interview.|What saved it was that he admitted to being nervous as well.|I asked what an ordinary Tuesday looks like, and suddenly it was easy.|At some point I said that I had run out of clever things to say, and we both laughed.|A friend told me to listen for what the other person is proud of.|I kept looking at my own face in the corner of the screen.|She asked what I was reading, and I said the ingredients of a soup.',
   'What do you ask when it gets quiet?|Is there a question that always works for you?|How do you end a call without making it sound like an end?|Should I write the same evening or wait?|I would be glad of ideas before {day}.|Tell me it gets easier.'),
  ('starting-again', 'story',
   'Dating again after {years} years|Forty-{small} and a beginner|What I did wrong the last time|The first coffee after the divorce|Starting again in {city}|My children know about it now|I deleted the apps and came here|Widowed, and trying|A good evening, for once|It took me {years} years to write this',
   'I was married for {years} years and the last time I had a date there were no smartphones.|A year ago I could not have written this.|My daughter is fourteen and helped me to choose the photo, which says enough about the year I have had.|When my wife died I was sure that this part of life was over.|I moved to {city} after the separation with a suitcase and a cello.|I have been on my own for three winters now.',
   'The first coffee was awful, the second one was fine, and the third lasted until they put the chairs up.|I had forgotten how it is when somebody is curious about you.|What surprised me is how much of the old story I still told, and how little of it mattered.|He asked how I take my coffee and remembered it the next time; I nearly cried.|My friends are kind, and all of them are married, and all of them give advice.|I noticed that I was looking for the same person with a different name.|It helps to say early on that I am slow.|For the first time I left a date without going over every sentence in my head.',
   'If you are at the beginning of this: it does get lighter.|I do not know where it leads, and that is fine.|Thank you for reading, I needed to tell somebody.|How was it for you, the first time?|I would do it again, curtains and all.|To everybody who starts again in their {decade}: you are not late.'),
  ('conflict', 'advice',
   'How do you apologise so that it lands?|We argue by message and it is terrible|He goes silent, I talk too much|The first argument after {small} weeks|A rule that helped us|Going to bed angry, yes or no?|She keeps score|How do you stop an argument about {thing}?|What I learned from a mediator|Repair matters more than being right',
   'We had our first real argument on {day}, about {thing} of all things.|I grew up in a house where nobody ever raised their voice and nobody ever said sorry.|When I am hurt I become very polite, and it drives him mad.|I am a mediator by profession and a disaster at home.|Three weeks in, and we have found the thing that we will always disagree about.|My last relationship ended in messages, so I have become careful with them.',
   'What helped was to agree that nobody has to answer within the hour.|He needs to be alone first, I need to know that he comes back; once we said so it stopped being a fight.|We made a rule: nothing important by text after nine in the evening.|I said sorry with a reason attached, and a friend told me that a reason is not an apology.|She said what she had understood before she said what she thought. I had never seen that done.|In the end neither of us could remember how it began.|Half of it was hunger, I am convinced of it.|It was never about {thing}, it was about being taken seriously.',
   'How do you find your way back?|Does anybody have a sentence that works in the middle of it?|Take what is useful and leave the rest.|I would like to hear from the quiet ones.|How long is a pause before it is a punishment?|What was your first argument about?'),
  ('everyday-life', 'story',
   'The small thing I noticed this week|Cooking for one, a confession|Sunday evenings|What a good Tuesday looks like|Ode to the market on {day}|A neighbour, a ladder and a cat|I learned to bake bread and other news|Living alone and liking it, mostly|My allotment, a love story|Trains',
   'This is not about dating, or perhaps it is.|On {day} I took the slow train home on purpose.|I have lived alone for {years} years and know every sound of this flat.|My neighbour knocked because of a cat in a tree, and stayed for soup.|Every {day} I buy too many vegetables from a man who calls me young lady.|I bake bread now, like everybody, only later.',
   'There was a couple on the platform who shared one pair of gloves.|I set the table for myself with a candle, felt silly for a minute and then did not.|We talked about tomatoes for an hour, and I went home happy.|The cat came down by itself, as they do.|Sometimes I narrate my day as if somebody had asked.|What I miss is not the big things but somebody who knows that the window sticks.|I have started to say yes to the small invitations.|A woman read aloud to her father on a bench, and I sat close enough to hear the ending.',
   'What was your small thing this week?|That is all. Have a good week, everybody.|I thought somebody here would understand.|Recommendations for soup are welcome.|Who else likes living alone and would still give it up?|I wish you a good {day}.'),
  ('values', 'question',
   'Can it work with different politics?|How early do you talk about money?|Children: how do you bring it up?|Faith, and a partner without|He earns three times what I earn|Would you move to {city} for somebody?|What can you not compromise on?|Meat, no meat, one kitchen|Do shared hobbies matter at all?|What did you change your mind about?',
   'I like her very much, and we vote for different parties.|We have been seeing each other for two months and have never spoken about money.|I am thirty-{small}, I want children, and I do not want to waste anybody''s time.|My faith matters to me, and he is friendly about it in the way one is friendly about a hobby.|Neither of us minds, we say, and then he pays for dinner and I am silent all the way home.|I was offered a position in {city} the week after we met.|Everybody says that one has to compromise, and nobody says where it ends.|I cook without meat, he owns a smoker.|He climbs, I read; he paddles, I read.|A year ago I was sure that I would never live with anybody again.',
   'My list of what I cannot give up used to be long; there are three things left on it.|We agree about how to treat people, and I begin to think that this is most of it.|When I finally asked, he had been waiting for somebody to ask.|A friend says that one talks about it before the third date, another says never before the first holiday.|I would rather be disappointed early than surprised late.|In my family nobody ever spoke about {thing}, and I am determined to do it differently.|It turned out that we mean different things by the same word.|I do not need us to agree, I need us to be able to talk about it.',
   'How did you bring it up?|What is on your list of three?|Did it work for any of you?|When is early, and when is too early?|I would like to hear from people who stayed together in spite of it.|What would you do?'),
  ('boundaries', 'advice',
   'How to say no to a second date|Saying no without a story|She wants to write all day, I cannot|Is it rude to leave after one coffee?|My friends want to see the photos|I asked for a slower pace|When somebody does not answer|How much do you tell your ex?|He came by without asking|Being kind and being clear',
   'I said no to a second date, and it took me two days to write four lines.|She writes from breakfast to midnight, and I work in a job without a phone.|For years I said yes and then became ill, which is one way of saying no.|I asked somebody to slow down last week, and nothing terrible happened.|He came by with flowers, unannounced, while I was cleaning the oven.|I was the one who did not answer, and I am not proud of it.',
   'What I wrote in the end: I enjoyed the evening, I do not see us together, and I wish you well.|A no with five reasons sounds like a negotiation.|I used to think that a boundary is a wall; now I think it is a door with a bell.|The other person said thank you for being clear, and meant it.|We agreed on one call in the evening instead of forty messages.|I noticed that I explain most to those who listen least.|It is not the no that hurts, it is the waiting.|My rule is to answer within a day, even if the answer is that I need time.',
   'How do you word it?|It is allowed to be simple.|I hope this helps somebody.|Am I being unfair?|What is your sentence for this?|Be kind, be short, be done.'),
  ('distance', 'question',
   '{city} and back, every second weekend|Four hours by train, is it too far?|When one of us has to move|Long distance at our age|How often do you call?|The time zone is the third person|Meeting halfway, literally|She has a house, I have a lease|Visiting for the first time|A year of Sunday evenings on platforms',
   'We were introduced in June, and there are four hundred kilometres between us.|I live in {city}, she lives where her children go to school.|Every second {day} I take the last train.|We have a call at seven and it is already tomorrow where she is.|He has a garden and I have a rented flat, so everybody assumes that I will be the one to move.|I never wanted long distance, and then there was this person.',
   'The good part: when we see each other we are really there.|The bad part is {day}, and the platform.|We cook the same meal on both sides of the call, and one of us always burns it.|We have said that we will decide in spring and not before.|Small things get large when one has no kitchen in common.|I have learned to be bored together on the phone, which is closer than it sounds.|My work could be done from anywhere, my mother cannot.|Nobody tells you how much of a relationship is errands.',
   'How do you do it?|How did you decide who moves?|When did you know?|Is there an end date, and should there be?|What helps on the evening after?|Encourage me, or talk me out of it.'),
  ('attachment', 'question',
   'I get anxious when he does not write|She needs space, I need signs|Learning to stay|Is there such a thing as too calm?|Why do I like the ones who are not there?|Three good months and I want to run|Slow trust|My therapist asked a good question|Being missed is new to me|Close, but how close?',
   'Three good months, and on {day} I woke up wanting to run.|When he does not write for a day I draft farewell letters in my head.|I have always liked people who were half out of the door.|She is calm, kind and there, and I keep waiting for the catch.|My grandmother raised me, and nobody in our family ever said what they felt.|It takes me long to trust somebody, longer than most people wait.',
   'I told him, in one sentence, without asking for anything, and he simply began to write at lunch.|My therapist asked what I would do with the time if I did not spend it on worrying.|It seems that quiet is what safety sounds like, and I do not know the tune.|I have stopped testing people without telling them that there is a test.|He said: I am here, and I need the evening; both are true.|What I took for boredom was my shoulders coming down.|I caught myself starting an argument so that I would be the one who ends it.|It is strange to be missed by somebody who is not angry about it.',
   'Does this change with time?|How do you tell instinct from habit?|Who else is learning this late?|What helped you to stay?|I am staying, for the record.|What do you do on such a day?'),
  ('compatibility', 'story',
   'The report was right about {thing}|We matched at 61 and it is the best thing|A high score and no spark|What the reasons left out|Our friction was tidiness, of course|I did not like the photo|Same games, different answers|Introduced twice|Two introverts and a phone|An update after {small} months',
   'Our page said that we would disagree about {thing}.|On paper we had a score of 91, and the evening had the temperature of a tax office.|I nearly declined because of the photo.|We were both described as reserved, so we sat in a café in {city} and looked at our cups.|I want to write about an introduction that should not have worked.|This is an update, because so many of you were kind when I asked in spring.',
   'The score was sixty-one, and we have met every week since.|What no report can tell you is how somebody treats the person at the till.|We read the page to each other and laughed at the same sentence.|He is early for everything, I am late for everything, and we have found a kind of average.|The friction it warned us of came in the second week, on time.|I liked that there was something to talk about that was not our jobs.|The strengths were true and somehow not the point.|She did not look like her photo, she looked like somebody I already knew.',
   'So give the middle scores a chance.|I am grateful, that is all.|What did your page get wrong?|We will see. I am in no hurry.|Does the score tell you anything, in your experience?|More in {small} months.'),
  ('safety', 'advice',
   'First meeting: what I always do|Somebody asked me for money|A checklist that fits on one hand|Please tell a friend where you are|Is it rude to ask for a video call first?|How I noticed that something was off|Meeting in {city}: safe places|Reporting somebody, and then?|My brother drives me, and I am fifty|Trust your stomach',
   'I had a strange experience last week and want to write it down while it is fresh.|For every first meeting I have the same five rules, and they have served me well.|He was charming for three weeks, and then there was a sick nephew and a bill.|My daughter made me promise to share my location, and I think she is right.|I reported a profile on {day} and want to say how it went.|I always ask for a short video call before we meet, and only one person has ever been offended.',
   'In public, in daylight, with my own way home, and one friend who knows.|The stories did not quite fit, and when I asked he became impatient; that was the moment.|The team answered within a day and asked good questions.|A person who means well understands every rule you have.|It is not rude to leave, and you need no reason for it.|I pay for my own coffee, so that nobody can tell me afterwards what I owe.|Nobody who likes you needs your money before they know your surname.|I was embarrassed, and then I thought of the next person he would write to.',
   'What do you do?|Please add your own rules.|Look after each other.|I hope nobody needs this.|Better one coffee too few.|Ask me anything about it.'),
  ('everyday-life', 'meetup',
   'Walk along the river in {city} on {day}|Board games in {city}, beginners welcome|Reading evening in {city}: four places left|Museum on a rainy {day}?|Who comes to the choir concert in {city}?|Sunday breakfast for early birds, {city}|Language tandem table in {city}|Slow bike tour from {city}|Soup evening, bring a bowl|Film and an argument about it, {city}',
   'A few of us meet in {city} on {day} and there is room for more.|I have booked a table for eight and know four people.|No icebreakers, no name tags, and you may leave whenever you like.|I organise this every month, and the last time eleven people came, some of them twice.|This is not a singles event, only people who like {thing}.|After the last walk three people asked for the next date, so here it is.',
   'We start at eleven at the main entrance and are done by three.|It is about nine kilometres, flat, with a café at the end.|Bring something to share, if you like; nobody counts.|The place is accessible without steps, and it is not loud.|Children are welcome, dogs as well if they can bear each other.|It costs nothing; everybody pays for what they drink.|If it rains we go anyway, only faster.|I wear a yellow scarf, so that you can find us.',
   'Write below if you come, so that I can count chairs.|Who is in?|I look forward to it.|Tell me if you would like to come and are shy about it; we have all been there.|Places so far: {small} of eight.|See you on {day}.'),
  ('first-conversations', 'photo',
   'The view from where we met|Proof that I can bake|My desk before the first call|Autumn in {city}|A dog that introduced us|The table I laid for two|From the walk on {day}|This bench',
   'I promised some of you a picture.|No filter, only luck with the light.|The dog is called Herr Schmidt and takes credit for everything.|This is where we sat until they closed.|It looks better than it tastes, which I am told is the wrong way round.|From the walk on {day}, after the rain.',
   'I took it a minute before I lost my nerve and a minute before she came round the corner.|The candle is there because the lamp is broken.|You can see three people I did not know in the morning.|My mother says that the flowers are too much; they stay.|If you know {city}, you know this corner.|The bench has a plate on it for a couple who sat there for forty years.',
   'Show me yours.|Have a good evening, all of you.|More next week.|That is the whole story.|I am rather proud of it.|Guess where it is.')
) v (topic, kind, titles, openings, middles, endings);

-- What breaks the rules, so that moderators have something to do.
create temp table seed_offence as
select row_number() over () as k, v.* from (values
  ('spam', 'Best meal boxes, 60 % off only today', 'Singles save most! Use the code LOVE60 in our shop and get three boxes for the price of one. Link in my profile, tell all your friends, offer ends tonight.'),
  ('spam', 'I made 4,000 in a month from my sofa', 'Nobody believed me. My mentor shows you the system for free, places are limited. Write me the word SOFA and I send you the link.'),
  ('scam', 'A serious man abroad seeks honest lady', 'I am an engineer on a platform at sea and cannot use the phone. My heart is open. There is only a small matter of a customs fee that keeps me from coming home to you.'),
  ('scam', 'Help for my nephew, please', 'You know me from the comments. My nephew is in hospital and the transfer from my bank is blocked until Monday. Gift cards would help as well. I pay back double.'),
  ('contact_details', 'Easier to reach me elsewhere', 'I hardly look in here. Write to me on the messenger, my number is 0151 555 0199, or to sunny.side@mail.test. I answer every message.'),
  ('contact_details', 'Group chat for {city}, join us', 'We have a group outside of this app with forty people already. Send your number to 07700 900 321 and I add you.'),
  ('harassment', 'To the woman who declined me', 'You know who you are. People like you deserve to stay alone and everybody in {city} should know how you treat men. I will find your profile again.'),
  ('harassment', 'Some of you should be ashamed', 'I have read through the comments of a certain person, and honestly: nobody could love that. Take a look at the picture and you know why.'),
  ('sexual_content', 'Not here for talking', 'I have no time for long conversations. Whoever is free tonight and wants the same thing knows what I mean, pictures on request, yours first.'),
  ('hate', 'There are too many of them here now', 'I pay to meet people from my own country. Look through the introductions and count. Somebody has to say that these people should have their own app.'),
  ('self_harm', 'I do not see the point any more', 'Third no in a row. I sit here in the kitchen and do not know what for. It would make no difference to anybody if I were gone tomorrow.'),
  ('underage', 'Anybody else still at school?', 'Everybody here is so old. I turned sixteen in May and said that I was nineteen, it was easy. Who else is in year eleven?'),
  ('off_topic', 'Selling my winter tyres', 'Four tyres on rims, hardly used, pick up near {city}. Also a child''s bicycle and a lamp. Price on request.'),
  ('off_topic', 'The referee on {day} was blind', 'That was never a penalty, and everybody in the stadium saw it. What is video for if nobody looks at it?')
) v (category, title, body);

create or replace function pg_temp.fill(template text, n bigint, salt bigint) returns text
language sql immutable as $$
  select replace(replace(replace(replace(replace(replace(template,
    '{day}', pg_temp.pick(n, salt, '{Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Saturday,Sunday,Sunday}')),
    '{city}', pg_temp.pick(n, salt + 1, '{London,Berlin,Manchester,Hamburg,Lyon,Bologna,Utrecht,Dublin,Lisbon,Gothenburg,Chicago,Boston,Valencia,Edinburgh,Cologne,Porto,Leeds,Seattle,Paris,Turin}')),
    '{thing}', pg_temp.pick(n, salt + 2, '{tidiness,money,cooking,being on time,old films,hiking,the dishwasher,long walks,music,holidays,sleeping with the window open,crosswords,the heating,visitors,jazz,spicy food}')),
    '{years}', pg_temp.pick(n, salt + 3, '{three,four,six,nine,eleven,fourteen,eighteen,twenty}')),
    '{small}', pg_temp.pick(n, salt + 4, '{two,three,four,five,six}')),
    '{decade}', pg_temp.pick(n, salt + 5, '{thirties,forties,forties,fifties,fifties,sixties}'))
$$;

create temp table seed_author as
select row_number() over (order by pg_temp.chance(n, 500)) as rank, n, id::uuid as user_id, first_name, joined_at, left_days
from seed_member where state <> 'onboarding' and days > 3;
create unique index on seed_author (rank);
analyze seed_author;

create temp table seed_post as
with drawn as (
  select p, 1 + floor((select count(*) from seed_author) * power(pg_temp.chance(p, 501), 2.4))::integer as rank,
    pg_temp.chance(p, 502) < 0.12 as offends, floor(118 * power(pg_temp.chance(p, 503), 1.5))::integer as days
  from generate_series(1, pg_temp.many(600, 150)) p
), written as (
  select d.p, a.user_id, a.n, d.offends,
    -- Never before its author joined nor after they left.
    greatest(a.joined_at + interval '1 day' * (1 + pg_temp.chance(d.p, 504)), least(now() - interval '6 minutes' - interval '1 hour' * 10 * pg_temp.chance(d.p, 504), pg_temp.ago(greatest(d.days, a.left_days), 7 + 15 * pg_temp.chance(d.p, 505)))) as created_at,
    t.*, o.category, o.title as offence_title, o.body as offence_body
  from drawn d
  join seed_author a using (rank)
  join seed_theme t on t.theme = 1 + floor((select count(*) from seed_theme) * pg_temp.chance(d.p, 506))::integer
  join seed_offence o on o.k = 1 + floor((select count(*) from seed_offence) * pg_temp.chance(d.p, 507))::integer
), stated as (
  select *, case
      when created_at > now() - interval '24 hours' and pg_temp.chance(p, 508) < 0.85 or created_at > now() - interval '7 days' and pg_temp.chance(p, 508) < case when offends then 0.8 else 0.3 end then 'pending'
      when offends and pg_temp.chance(p, 509) < 0.52 then 'removed'
      when offends and pg_temp.chance(p, 509) < 0.88 then 'hidden'
      when pg_temp.chance(p, 509) < 0.012 then 'hidden'
      else 'published'
    end as state
  from written
)
select p, pg_temp.id('post', p) as id, user_id, n, topic, case when offends then pg_temp.pick(p, 510, '{question,story,advice}') else kind end as kind, offends, state, created_at,
  case when offends then category end as category,
  initcap(left(title_text, 1)) || substr(title_text, 2) as title,
  case when offends then pg_temp.fill(offence_body, p, 520)
    else pg_temp.fill(pg_temp.pick(p, case when cardinality(openings) = cardinality(titles) then 519 else 511 end, openings) || ' ' || pg_temp.pick(p, 512, middles)
      || case when pg_temp.chance(p, 513) < 0.75 then E'\n\n' || middles[1 + (floor(pg_temp.chance(p, 512) * cardinality(middles))::integer + 1 + floor(pg_temp.chance(p, 514) * (cardinality(middles) - 2))::integer) % cardinality(middles)] else '' end
      || case when pg_temp.chance(p, 513) < 0.75 then ' ' else E'\n\n' end || pg_temp.pick(p, 515, endings), p, 520) end as body,
  -- Sure of most of what offends, and now and then of what does not.
  round((case when offends then 0.55 + 0.44 * pg_temp.chance(p, 516) when pg_temp.chance(p, 517) < 0.05 then 0.5 + 0.35 * pg_temp.chance(p, 516) else 0.28 * power(pg_temp.chance(p, 516), 3) end)::numeric, 3) as bot_score,
  case when pg_temp.chance(p, 518) < 0.07 then 2 else 1 end as version
from stated
cross join lateral (select pg_temp.fill(case when offends then offence_title else pg_temp.pick(p, 519, titles) end, p, 520) as title_text) t;
create unique index on seed_post (p);
analyze seed_post (p, id, state);

create temp table seed_comment as
with drawn as (
  select c, 1 + floor((select max(p) from seed_post) * power(pg_temp.chance(c, 530), 1.7))::integer as place,
    1 + floor((select count(*) from seed_author) * power(pg_temp.chance(c, 531), 2.0))::integer as rank
  from generate_series(1, pg_temp.many(3000, 500)) c
), open_posts as (
  select *, row_number() over (order by pg_temp.chance(p, 532)) as place from seed_post
  where state <> 'pending' or created_at < now() - interval '1 hour'
), placed as (
  select d.c, p.p, p.id as post_id, p.user_id as post_author, p.topic, p.kind, p.state as post_state, a.user_id, a.first_name, pg_temp.chance(d.c, 533) < 0.035 as offends,
    greatest(p.created_at + interval '2 minutes', a.joined_at + interval '1 day', least(now() - interval '1 minute', p.created_at + interval '1 hour' * (0.2 + 110 * power(pg_temp.chance(d.c, 534), 3)))) as created_at
  from drawn d join open_posts p using (place) join seed_author a using (rank)
)
select c.*, pg_temp.id('comment', c.c) as id,
  row_number() over (partition by p order by created_at, c) as turn,
  case
    when created_at > now() - interval '12 hours' and pg_temp.chance(c, 535) < 0.5 or offends and created_at > now() - interval '3 days' then 'pending'
    when offends and pg_temp.chance(c, 536) < 0.5 then 'removed' when offends and pg_temp.chance(c, 536) < 0.9 then 'hidden'
    when pg_temp.chance(c, 536) < 0.006 then 'hidden' else 'published' end as state
from placed c
where created_at < now();
create unique index on seed_comment (c);
analyze seed_comment (c, p, turn, id);

create temp table seed_report as
with item as (
  select 1 as kind, p as item, id, user_id, category, created_at, state, offends, version from seed_post
  union all
  select 2, c, id, user_id, null, created_at, state, offends, 1 from seed_comment
), drawn as (
  select i.*, r, i.kind * 1000000::bigint + i.item * 8 + r as k
  from item i
  -- What offends is reported by one to five people, the rest hardly ever.
  cross join lateral generate_series(1, case when i.offends then 1 + floor(4.4 * power(pg_temp.chance(i.kind * 1000000 + i.item, 540), 2))::integer when pg_temp.chance(i.kind * 1000000 + i.item, 541) < case i.kind when 1 then 0.11 else 0.022 end then 1 else 0 end) r
), reported as materialized (
  -- Three members see what offends before others do, three report what they merely dislike, the rest now and then.
  select d.*, case
      when d.offends and pg_temp.chance(d.k, 546) < 0.22 then 2 + floor(3 * pg_temp.chance(d.k, 547))
      when not d.offends and pg_temp.chance(d.k, 546) < 0.45 then 40 + floor(3 * pg_temp.chance(d.k, 547))
      else 1 + floor((select count(*) from seed_author) * pg_temp.chance(d.k, 545)) end::integer as rank
  from drawn d
)
select distinct on (d.id, a.user_id) d.k, d.kind, d.item, d.id as item_id, d.version, d.offends, d.state as item_state, a.user_id as reporter_id,
  coalesce(d.category, pg_temp.pick(d.k, 542, '{harassment,spam,off_topic,other,contact_details}')) as category,
  least(now() - interval '1 minute', d.created_at + interval '1 hour' * (0.3 + 40 * power(pg_temp.chance(d.k, 543), 2))) as created_at,
  case when d.state = 'pending' then 'open' when d.offends and d.state in ('hidden', 'removed') then 'upheld'
    when d.created_at > now() - interval '3 days' and pg_temp.chance(d.item, 544) < 0.75 then 'open'
    when pg_temp.chance(d.item, 544) < 0.16 then 'open'
    when d.state in ('hidden', 'removed') then 'upheld' else 'dismissed' end as state
from reported d
join seed_author a on a.rank = d.rank and a.user_id <> d.user_id
order by d.id, a.user_id, d.k;

create temp table seed_reaction as
select distinct on (p.id, a.user_id, d.reaction) d.r, p.id as post_id, a.user_id, d.reaction as kind, least(now(), greatest(a.joined_at, p.created_at) + interval '1 hour' * (0.1 + 90 * power(pg_temp.chance(r, 550), 3))) as created_at
from (
  select r, 1 + floor((select max(p) from seed_post) * power(pg_temp.chance(r, 551), 1.9))::integer as place,
    1 + floor((select count(*) from seed_author) * power(pg_temp.chance(r, 552), 1.3))::integer as rank,
    pg_temp.pick(r, 553, '{like,like,like,like,heart,heart,insightful,support,support,funny}') as reaction
  from generate_series(1, pg_temp.many(4200, 300)) r
) d
join (select *, row_number() over (order by pg_temp.chance(p, 532)) as place from seed_post) p using (place)
join seed_author a using (rank)
where p.state = 'published' or p.state = 'hidden' and pg_temp.chance(r, 554) < 0.2
order by p.id, a.user_id, d.reaction, d.r;

-- What moderators decided, in the order in which it happened to an item.
create temp table seed_decision as
with item as (
  select 1 as kind, p as item, id, state, created_at, offends, version, category, bot_score from seed_post
  union all
  select 2, c, id, state, created_at, offends, 1, null, null from seed_comment where offends or state = 'hidden'
), first_report as (
  select item_id, min(created_at) as at, bool_or(state = 'dismissed') as dismissed from seed_report group by 1
), decided as (
  select i.*, i.kind * 1000000::bigint + i.item as k, f.dismissed, f.at as reported_at,
    least(now() - interval '1 minute', coalesce(f.at, i.created_at) + interval '1 hour' * (0.4 + 30 * power(pg_temp.chance(i.kind * 1000000 + i.item, 560), 2))) as at
  from item i left join first_report f on f.item_id = i.id
  where i.state <> 'pending'
), steps as (
  -- Most posts go live by themselves; some a person looks at first.
  select d.*, 1 as step, 'approve' as decision, 'pending' as state_before, 'published' as state_after from decided d
  where d.kind = 1 and d.state = 'published' and not d.offends and pg_temp.chance(d.k, 561) < 0.3
  union all
  select d.*, 2, case d.state when 'removed' then 'remove' else 'hide' end, case when pg_temp.chance(d.k, 562) < 0.5 then 'pending' else 'published' end, d.state from decided d where d.state in ('hidden', 'removed')
  union all
  select d.*, 2, 'dismiss_reports', 'published', 'published' from decided d where d.state = 'published' and d.dismissed
  union all
  -- Hidden by one, restored by another.
  select d.*, x.step, x.decision, x.state_before, x.state_after from decided d
  cross join (values (2, 'hide', 'published', 'hidden'), (3, 'restore', 'hidden', 'published')) x (step, decision, state_before, state_after)
  where d.state = 'published' and d.dismissed is not true and d.kind = 1 and not d.offends and (d.bot_score > 0.5 and d.created_at < now() - interval '12 days' or d.item % 97 = 11)
  union all
  -- Passed on first, as the decision that follows is not taken alone.
  select d.*, 1, 'escalate', x.state, x.state from decided d cross join lateral (select case when pg_temp.chance(d.k, 562) < 0.5 then 'pending' else 'published' end as state) x
  where d.state in ('hidden', 'removed') and d.category in ('self_harm', 'underage', 'scam') and pg_temp.chance(d.k, 563) < 0.5
  union all
  -- A slip of the finger, taken back within the minute.
  select d.*, x.step, x.decision, x.state_before, x.state_after from decided d
  cross join (values (4, 'hide', 'published', 'hidden'), (5, 'undo', 'hidden', 'published')) x (step, decision, state_before, state_after)
  where d.state = 'published' and d.kind = 1 and not d.offends and pg_temp.chance(d.k, 564) < 0.02
)
select s.*, least(now() - interval '10 seconds', s.at + s.step * interval '41 seconds' + case when s.step >= 3 then interval '20 hours' * pg_temp.chance(s.k, 565) else interval '0' end) as decided_at,
  ('00000000-0000-4000-a000-00000000000' || pg_temp.pick(s.k, 566, '{2,2,2,6,6,8}'))::uuid as moderator_id
from steps s;

insert into public.community_posts (id, user_id, topic_id, kind, title, body, image_path, state, version, view_count, comment_count, reaction_count,
  published_at, edited_at, created_at, updated_at, pinned_until)
select p.id, p.user_id, t.id, p.kind, p.title, p.body, case when p.kind = 'photo' then 'posts/' || p.user_id || '/' || p.id || '.jpg' end, p.state, p.version,
  v.views, coalesce(c.comments, 0), coalesce(r.reactions, 0),
  case when p.state = 'published' or x.was_published then p.created_at + interval '1 minute' * (1 + 40 * power(pg_temp.chance(p.p, 571), 4)) end,
  case when p.version > 1 then least(now(), p.created_at + interval '1 hour' * 5 * pg_temp.chance(p.p, 572)) end,
  p.created_at, least(now(), greatest(p.created_at, x.at)),
  case when p.state = 'published' and p.kind = 'meetup' and p.created_at > now() - interval '20 days' and pg_temp.chance(p.p, 573) < 0.12 then now() + interval '5 days' end
from seed_post p
left join public.content_topics t on t.slug = p.topic
left join (select p, count(*) as comments from seed_comment group by 1) c on c.p = p.p
left join (select post_id, count(*) as reactions from seed_reaction group by 1) r on r.post_id = p.id
left join (select id, max(decided_at) as at, bool_or(state_before = 'published') as was_published from seed_decision group by 1) x on x.id = p.id
cross join lateral (select case when p.state = 'pending' then 0 else (coalesce(c.comments, 0) * 9 + coalesce(r.reactions, 0) * 6 + 12 + 60 * power(pg_temp.chance(p.p, 574), 2))::integer end as views) v
on conflict do nothing;

insert into public.post_comments (id, post_id, parent_id, user_id, body, state, version, created_at, updated_at)
select c.id, c.post_id,
  -- Some answer the comment before.
  case when c.turn > 1 and pg_temp.chance(c.c, 580) < 0.33 then before.id end,
  c.user_id,
  pg_temp.fill(case when c.offends then pg_temp.pick(c.c, 581, array['Write to me directly, my number is 07700 900 118, it is easier there.', 'Nobody asked for your opinion, and with that face I would stay quiet.', 'Earn money from home like I do, ask me how!', 'You are exactly the reason why men like me give up.', 'Check my profile for pictures, you will not regret it.', 'People like you should be sent back where they came from.', 'Can somebody lend me two hundred until Friday? I am good for it.', 'Buy cheap followers here, link in my profile.', 'Does anybody need four winter tyres?', 'I am seventeen, does that count?', 'Then I might as well not be here at all.'])
  else case c.kind
    when 'meetup' then pg_temp.pick(c.c, 582, array['I am in, and I bring a friend if that is all right.', 'Is there still room? I would come a little late.', 'I was there the last time and it was lovely. Go, all of you.', 'Wrong city for me, what a pity. Would somebody start one in {city}?', 'Can one come alone? I know nobody.', 'Count me in. I bring the cake that I promised.', 'I cannot on {day}, but please tell us about the next one.', 'How do I find you, apart from the scarf?', 'My dog asks whether she is invited as well.', 'I was shy about it the last time and am glad that I came.', 'Is it all right to leave early? I have the early shift.', 'Put me on the list, please.'])
    when 'photo' then pg_temp.pick(c.c, 583, array['What a light.', 'Herr Schmidt deserves a medal.', 'I know that corner! The bakery opposite is worth a detour.', 'This made my {day}.', 'The flowers stay, your mother will get used to them.', 'I would have sat there until they closed as well.', 'More of these, please.', 'It looks exactly as it should.', 'Is that {city}?', 'I can nearly smell the bread.'])
    when 'question' then pg_temp.pick(c.c, 584, array['I ask what somebody is looking forward to. It works nearly always.', 'For me it got easier when I stopped trying to be interesting.', 'Say it early. Those who leave would have left later.', 'I had exactly this in spring. Give it two more meetings before you decide.', 'Honestly, I would ask. The worst answer is still an answer.', 'We wrote our three things on paper and swapped them. Best hour of the month.', 'There is no rule, but there is your stomach, and it seems to have spoken.', 'It worked for us, but we talked about it a lot, and I mean a lot.', 'It did not work for us, and I would still do it again.', 'How old are you both? I find that it matters less than I thought.', 'I write the same evening. Life is too short for tactics.', 'My husband and I were four hundred kilometres apart for two years. Sundays are hard, keep going.', 'You sound kinder about it than I would be.', 'I needed to read this today.', 'Could you tell us how it went?', 'Ask about the curtains again. It is memorable.', 'Silence is not always a bad sign. Some of us think before we speak.', 'With us it was the dishwasher. It is always the dishwasher.'])
    when 'advice' then pg_temp.pick(c.c, 585, array['Thank you, I have copied the sentence into my notes.', 'The door with a bell is a good picture.', 'I would add: tell one friend when you are home again.', 'I disagree a little. A reason can be a kindness, if it is a true one.', 'This should be pinned.', 'I tried it on {day}, and it worked better than expected.', 'Nothing important by text after nine: we have the same rule.', 'Being clear is harder than it looks. Thank you for the wording.', 'The same happened to me, down to the nephew. Please report such people.', 'My sister needs to read this, I have sent it to her.', 'How long did it take you until it felt natural?', 'Short and true.', 'I come from a family of slammers of doors. I will practise.', 'Good point about the hunger.'])
    else pg_temp.pick(c.c, 586, array['Thank you for telling us. It reads like the beginning of something.', 'I had tears in my eyes at the coffee.', 'You are not late. I was sixty-one.', 'What a lovely way to put it.', 'I live alone as well, and the window sticks here too.', 'Please write again in three months. I would like to know how it goes on.', 'The gloves! I will think of them all week.', 'I was sceptical of the scores, too, and then came a sixty-four.', 'Same here, only with a clarinet.', 'I smiled all the way through.', 'You write well. Have you thought of doing more of it?', 'My first one was awful as well. The third was fine.', 'It took me four years. There is no timetable.', 'Sending you a good thought from {city}.', 'The neighbour with the soup sounds promising, if I may say so.', 'This is the first thing I read today, and I am glad it was.', 'My father met somebody at seventy. He whistles again.', 'I recognise the over-explaining. We should found a club.']) end
    end, c.c, 596),
  c.state, 1, c.created_at, c.created_at
from seed_comment c
left join seed_comment before on before.p = c.p and before.turn = c.turn - 1
order by c.created_at
on conflict do nothing;

-- What the bot and reports say of them.
insert into public.content_signals (post_id, bot_score, bot_category, report_count)
select p.id, p.bot_score, case when p.offends then p.category when p.bot_score >= 0.5 then pg_temp.pick(p.p, 570, '{off_topic,contact_details,harassment}') end,
  (select count(*) from seed_report r where r.item_id = p.id)
from seed_post p join public.community_posts k on k.id = p.id
on conflict do nothing;
insert into public.content_signals (comment_id, bot_score, bot_category, report_count)
select c.id, round((case when c.offends then 0.5 + 0.49 * pg_temp.chance(c.c, 587) else 0.25 * power(pg_temp.chance(c.c, 587), 3) end)::numeric, 3),
  case when c.offends then pg_temp.pick(c.c, 581, '{contact_details,harassment,spam,harassment,sexual_content,hate,scam,spam,off_topic,underage,self_harm}') end,
  (select count(*) from seed_report r where r.kind = 2 and r.item_id = c.id)
from seed_comment c join public.post_comments k on k.id = c.id
on conflict do nothing;

insert into public.post_reactions (id, post_id, user_id, kind, created_at, updated_at)
select pg_temp.id('reaction', r), post_id, user_id, kind, created_at, created_at from seed_reaction
on conflict do nothing;

insert into public.content_reports (id, post_id, comment_id, reporter_id, category, note, item_version, state, decided_by, decided_at, created_at, updated_at)
select pg_temp.id('report', r.k), case when r.kind = 1 then r.item_id end, case when r.kind = 2 then r.item_id end, r.reporter_id, r.category,
  case when pg_temp.chance(r.k, 591) < 0.45 then case when r.offends then pg_temp.pick(r.k, 592, array['Wrote me the same in private.', 'This is the third account with this text.', 'It made me feel unsafe.', 'Please look at the profile as well.', 'I am worried about this person.', 'That is an advertisement.', 'Asks everybody for a phone number.'])
    else pg_temp.pick(r.k, 592, array['I do not like the tone.', 'Not sure whether this belongs here.', 'He wrote about me without saying so.', 'Too personal in my opinion.', 'Wrong topic.']) end end,
  r.version, r.state, case when r.state <> 'open' then d.moderator_id end, case when r.state <> 'open' then greatest(r.created_at, d.decided_at) end, r.created_at, greatest(r.created_at, case when r.state <> 'open' then d.decided_at end)
from (select r.k, r.kind, r.item_id, r.reporter_id, r.category, r.version, r.offends, r.created_at, case when d.id is null then 'open' else r.state end as state from seed_report r left join (select distinct id from seed_decision) d on d.id = r.item_id) r
left join (select distinct on (id) id, moderator_id, decided_at from seed_decision where decision in ('hide', 'remove', 'dismiss_reports', 'approve') order by id, step) d on d.id = r.item_id
order by r.created_at, r.k
on conflict do nothing;

insert into public.moderation_decisions (post_id, comment_id, decision, reason_code, note, moderator_id, version_seen, state_before, state_after, created_at, waiting_since, found_by, reports_changed)
select case when kind = 1 then id end, case when kind = 2 then id end, decision,
  case when decision in ('hide', 'remove', 'escalate') then coalesce(category, pg_temp.pick(k, 593, '{harassment,contact_details,off_topic,spam}')) when decision in ('dismiss_reports', 'restore') then 'within_rules' end,
  case when pg_temp.chance(k * 8 + step, 594) < 0.22 then case decision when 'remove' then pg_temp.pick(k, 595, array['Second time within a month, profile suspended as well.', 'Clear case.', 'Same text from three accounts.']) when 'hide' then pg_temp.pick(k, 595, array['Author told, may write it again without the number.', 'Tone. Spoke with the author.', 'Waiting for an answer from the author.'])
    when 'escalate' then 'Passed to the care team, they call today.' when 'restore' then 'Read it again with Ana: harmless, the bot took the joke for an insult.' when 'dismiss_reports' then pg_temp.pick(k, 595, array['A matter of taste, within the rules.', 'Nothing here breaks a rule.']) end end,
  moderator_id, version, state_before, state_after, decided_at,
  -- Only what was decided in the first place had waited, and only that decided the reports.
  case when decision in ('approve', 'hide', 'remove', 'dismiss_reports', 'escalate') and step < 4 then least(decided_at - interval '20 seconds', coalesce(reported_at, created_at)) end,
  case when reported_at <= decided_at then 'report'
    when exists (select from public.content_signals g where coalesce(g.post_id, g.comment_id) = seed_decision.id and g.bot_category is not null) then 'machine' else 'moderator' end,
  case when decision in ('hide', 'remove', 'dismiss_reports') and step < 3 then coalesce((
    select jsonb_agg(jsonb_build_object('id', r.id, 'before', 'open', 'after', r.state) order by r.id) from public.content_reports r
    where coalesce(r.post_id, r.comment_id) = seed_decision.id and r.state = case decision when 'dismiss_reports' then 'dismissed' else 'upheld' end), '[]') else '[]' end
from seed_decision where decision <> 'undo'
order by decided_at, k, step;

insert into public.moderation_decisions (post_id, decision, note, moderator_id, version_seen, state_before, state_after, undoes_id, created_at)
select s.id, 'undo', 'Wrong key.', m.moderator_id, s.version, 'hidden', 'published', m.id, greatest(m.created_at, s.decided_at) + interval '8 seconds'
from seed_decision s
join lateral (select d.id, d.moderator_id, d.created_at from public.moderation_decisions d where d.post_id = s.id and d.decision = 'hide' order by d.id desc limit 1) m on true
where s.decision = 'undo'
on conflict do nothing;

-- The moderators' day: what came in since the night, one of each kind that there is to decide.
create temp table seed_case as
select v.k, ('community_' || v.what) as target, a.user_id, v.title, v.body, v.state, v.version, v.bot_score::numeric, v.category, v.views,
  now() - v.hours * interval '1 hour' as created_at, v.reports, v.held, v.held_note, pg_temp.id('case', v.k) as id
from (values
  -- The same advertisement, again and again, by one member.
  (1, 'post', 61, 'Cheap flights for singles, today only', 'Two for one to Lisbon, only today, write to 07700 900 118 and say LOVE. Tell all your friends!', 'published', 1, 0.91, 'spam', 214, 5.2, '{2,3,71}'::integer[], null, null),
  (2, 'post', 61, 'Cheap flights for singles - today only!', 'Two for one to Lisbon, only today! Write to 07700 900 119 and say LOVE. Tell all your friends.', 'published', 1, 0.90, 'spam', 96, 4.6, '{4}', null, null),
  (3, 'post', 61, 'CHEAP FLIGHTS FOR SINGLES, TODAY ONLY', 'Two for one to Lisbon, only today, write to 07700 900 120 and say LOVE. Tell all your friends!!', 'pending', 1, 0.94, 'spam', 0, 3.9, '{}', null, null),
  (4, 'post', 61, 'Cheap flights for singles (today only)', 'Two for one to Porto, only today, write to 07700 900 121 and say LOVE. Tell all your friends!', 'pending', 1, 0.93, 'spam', 0, 3.1, '{}', null, null),
  (5, 'comment', 61, null, 'Two for one to Lisbon, only today, write to 07700 900 118 and say LOVE.', 'published', 1, 0.88, 'spam', 0, 2.8, '{3}', null, null),
  (6, 'comment', 61, null, 'Two for one to Lisbon, only today, write to 07700 900 122 and say LOVE!', 'pending', 1, 0.89, 'spam', 0, 2.2, '{}', null, null),
  -- Flagged by the bot, which is right about some.
  (7, 'post', 12, 'Who lends me a drill until Sunday?', 'Mine has given up in the middle of a shelf. I bring it back with cake.', 'published', 1, 0.74, 'scam', 61, 7.5, '{}', null, null),
  (8, 'post', 93, 'I know where you work', 'You blocked me, so I say it here: I know where you work and when you leave. We will talk.', 'published', 1, 0.93, 'harassment', 340, 6.1, '{2,4,88}', null, null),
  (9, 'comment', 17, null, 'I could kill for that recipe.', 'published', 1, 0.81, 'harassment', 0, 9.4, '{}', null, null),
  (10, 'post', 25, 'My phone number, for those who asked', '0151 555 0187. I answer after six.', 'published', 1, 0.86, 'contact_details', 128, 11.0, '{}', null, null),
  -- Passed on, and still open.
  (11, 'post', 34, 'It does not get better, does it', 'Everybody says so, and I have waited for a year. I have written the letters now.', 'published', 1, 0.79, 'self_harm', 77, 1.4, '{2,3,15}', 'escalate', 'Called the care team at once, they try to reach her. Please leave it visible until they have answered.'),
  (12, 'post', 47, 'Is seventeen and a half close enough?', 'I turn eighteen in spring and my sister says that nobody checks.', 'pending', 1, 0.88, 'underage', 0, 20.5, '{}', 'escalate', 'Have to ask for a proof of age first. Is there a form letter?'),
  (13, 'post', 93, 'He took 2,300 from me', 'His name here is {thing}, and I have the receipts. I want others to know, and I want his name to stand here.', 'published', 1, 0.41, null, 412, 28.0, '{41,19}', 'escalate', 'Names a member, but may well be true. Legal should look at it.'),
  -- Hidden, and mended by its author.
  (14, 'post', 21, 'Group for walks in {city}', 'Without the number this time: write below, and I tell you where we meet.', 'hidden', 2, 0.12, null, 88, 50.0, '{}', 'hide', 'Take the number out, and it can stand.'),
  (15, 'comment', 30, null, 'I said it too sharply. What I mean: it hurt me, and I would not do it again.', 'hidden', 2, 0.08, null, 0, 44.0, '{}', 'hide', 'Tone.'),
  -- Found harmless, and then changed.
  (16, 'post', 55, 'The bench by the canal', 'A place to sit. And for everybody who wants more than to sit: my pictures, write to me.', 'published', 2, 0.58, 'sexual_content', 260, 70.0, '{40}', 'dismiss_reports', 'A bench.'),
  -- Reported by those who report a lot, for little.
  (17, 'post', 9, 'I do not like surprises', 'No balloons, no flash mob, no visit at the office. A letter would be fine.', 'published', 1, 0.03, null, 190, 3.3, '{40,41,42}', null, null),
  (18, 'comment', 14, null, 'I disagree with nearly everything here, and I enjoyed reading it.', 'published', 1, 0.05, null, 0, 2.0, '{41}', null, null)
) v (k, what, author, title, body, state, version, bot_score, category, views, hours, reports, held, held_note)
join seed_author a on a.rank = least(v.author, (select max(rank) from seed_author))
where pg_temp.fresh();

insert into public.community_posts (id, user_id, topic_id, kind, title, body, state, version, view_count, published_at, edited_at, created_at, updated_at)
select c.id, c.user_id, (select t.id from public.content_topics t where t.slug = 'everyday-life'), 'story', pg_temp.fill(c.title, c.k, 620), pg_temp.fill(c.body, c.k, 620), c.state, c.version, c.views,
  case when c.state <> 'pending' then c.created_at + interval '2 minutes' end, case when c.version > 1 then now() - interval '40 minutes' end, c.created_at, c.created_at
from seed_case c where c.target = 'community_post'
on conflict do nothing;

insert into public.post_comments (id, post_id, user_id, body, state, version, edited_at, created_at, updated_at)
select c.id, p.id, c.user_id, c.body, c.state, c.version, case when c.version > 1 then now() - interval '25 minutes' end, c.created_at, c.created_at
from seed_case c
join lateral (select p.id from seed_post p where p.state = 'published' and p.created_at < c.created_at - interval '3 hours' order by p.created_at desc offset c.k limit 1) p on true
where c.target = 'community_comment'
on conflict do nothing;
insert into public.content_signals (post_id, comment_id, bot_score, bot_category, report_count)
select p.id, k.id, c.bot_score, c.category, cardinality(c.reports)
from seed_case c left join public.community_posts p on p.id = c.id left join public.post_comments k on k.id = c.id
where num_nonnulls(p.id, k.id) = 1
on conflict do nothing;
update public.community_posts p set comment_count = p.comment_count + n.comments
from (select k.post_id, count(*) as comments from public.post_comments k join seed_case c on c.id = k.id group by 1) n
where p.id = n.post_id;

insert into public.content_reports (id, post_id, comment_id, reporter_id, category, note, item_version, state, decided_by, decided_at, created_at, updated_at)
select pg_temp.id('case report', c.k * 1000 + r.rank), case c.target when 'community_post' then c.id end, case c.target when 'community_comment' then c.id end, a.user_id,
  case when r.rank between 40 and 42 then pg_temp.pick(c.k + r.rank, 621, '{off_topic,harassment,other}') else coalesce(c.category, 'harassment') end,
  case when c.k = 8 then 'She is afraid to come to the Thursday group now.' when c.k = 11 then 'I know her from here. Please do something.' when r.rank between 40 and 42 then 'Again one of those.' end,
  1, s.state, case when s.state <> 'open' then '00000000-0000-4000-a000-000000000006'::uuid end, case when s.state <> 'open' then c.created_at + interval '5 hours' end,
  x.at, greatest(x.at, case when s.state <> 'open' then c.created_at + interval '5 hours' end)
from seed_case c
cross join lateral unnest(c.reports) r (rank)
cross join lateral (select case when c.held = 'dismiss_reports' then 'dismissed' else 'open' end as state) s
cross join lateral (select c.created_at + (now() - c.created_at) * (0.1 + 0.5 * pg_temp.chance(c.k * 1000 + r.rank, 622)) as at) t
cross join lateral (select case when s.state = 'open' then t.at else least(t.at, c.created_at + interval '4 hours') end as at) x
join seed_author a on a.rank = r.rank and a.user_id <> c.user_id
where c.target = 'community_post' or exists (select from public.post_comments k where k.id = c.id)
on conflict do nothing;

insert into public.moderation_decisions (post_id, comment_id, decision, reason_code, note, moderator_id, version_seen, state_before, state_after, created_at, waiting_since, due_at)
select case c.target when 'community_post' then c.id end, case c.target when 'community_comment' then c.id end, c.held,
  case when c.held = 'dismiss_reports' then 'within_rules' when c.held = 'escalate' then coalesce(c.category, 'unsure') when c.k = 14 then 'contact_details' else 'harassment' end, c.held_note,
  ('00000000-0000-4000-a000-00000000000' || pg_temp.pick(c.k, 623, '{6,6,8,2}'))::uuid, 1,
  case when c.held = 'hide' then 'published' else c.state end, c.state, c.created_at + (case when c.held = 'dismiss_reports' then interval '5 hours' else (now() - c.created_at) * 0.7 end), c.created_at + interval '5 minutes',
  -- The care team at once, the proof of age within the day, legal in three; one is late.
  case when c.held = 'escalate' then now() + case c.k when 11 then interval '3 hours' when 12 then interval '-2 hours' else interval '2 days' end end
from seed_case c
where c.held is not null and (c.target = 'community_post' or exists (select from public.post_comments k where k.id = c.id))
order by c.created_at;

-- A share of the decisions of three weeks is looked at a second time by somebody else; what is a week old was, and three times of ten otherwise.
insert into public.second_looks (id, decision_id, verdict, reason_code, agrees, same_reason, looked_by, looked_at, created_at)
select pg_temp.id('second look', d.id::integer), d.id, l.verdict, case when l.verdict <> 'fine' then coalesce(d.reason_code, 'spam') end, case when l.verdict is not null then (l.verdict = 'fine') = (d.decision in ('approve', 'dismiss_reports')) end,
  case when l.verdict <> 'fine' and d.decision in ('hide', 'remove') then true end, case when l.verdict is not null then l.looked_by end, case when l.verdict is not null then d.created_at + interval '2 hours' end, d.created_at
from public.moderation_decisions d
cross join lateral (
  select (array['00000000-0000-4000-a000-000000000006', '00000000-0000-4000-a000-000000000008']::uuid[])[case when d.moderator_id = '00000000-0000-4000-a000-000000000006' then 2 else 1 end] as looked_by,
    case when d.created_at < now() - interval '4 days' then case when (d.decision in ('approve', 'dismiss_reports')) = (pg_temp.chance(d.id::integer, 641) < 0.7) then 'fine' when d.decision = 'hide' then 'hide' else 'remove' end end as verdict
) l
where d.decision in ('approve', 'hide', 'remove', 'dismiss_reports') and d.sanction_id is null and d.created_at > now() - interval '21 days' and pg_temp.chance(d.id::integer, 640) < 0.25
on conflict do nothing;

-- What stood there before it was changed, and what its author wants to stand there.
insert into public.content_versions (id, post_id, comment_id, author_id, version, title, body, image_path, state, written_at, created_at)
select pg_temp.id('version', hashtext(i.id::text)), case when i.post then i.id end, case when not i.post then i.id end, i.user_id, 1, i.title,
  case when i.post then 'Call me at 0151 555 0187, I answer after six. ' else 'Nobody asked for your opinion. ' end || i.body, i.image_path, 'replaced', i.created_at, i.created_at
from (
  select true as post, id, user_id, title, body, image_path, version, created_at from public.community_posts
  union all select false, id, user_id, null, body, null, version, created_at from public.post_comments
) i
where i.version = 2 and pg_temp.fresh()
on conflict do nothing;
insert into public.content_versions (id, post_id, author_id, version, title, body, image_path, state, written_at, created_at)
select pg_temp.id('edit', p.n::integer), p.id, p.user_id, p.version + 1, p.title, p.body || pg_temp.pick(p.n::integer, 625, array[' Send 500 EUR by gift card, and I tell you the rest.', ' Edit: it has worked out, thank you all.', ' Write to me on another app, my name there is the same.']),
  p.image_path, 'waiting', now() - p.n * interval '47 minutes', now() - p.n * interval '47 minutes'
from (
  select row_number() over (order by p.created_at desc) as n, p.* from public.community_posts p
  where p.state = 'published' and p.version = 1 and public.report_count(p) = 0 and coalesce(public.bot_score(p), 0) < 0.3 and p.created_at < now() - interval '3 days'
) p
where p.n <= 3 and pg_temp.fresh()
on conflict do nothing;
update public.community_posts p set pending_version = v.version
from public.content_versions v where v.post_id = p.id and v.state = 'waiting' and p.pending_version is null;

-- Sanctions: running, over, lifted.
insert into public.member_sanctions (id, member_id, kind, reason_code, message, note, starts_at, ends_at, decision_id, created_by, lifted_at, lifted_by, lifted_why, created_at, updated_at)
select pg_temp.id('sanction', s.n), s.user_id, s.kind, s.reason_code, s.message, s.note, s.starts_at, s.ends_at, s.decision_id,
  s.moderator_id, case when s.lifted then s.starts_at + interval '30 hours' end, case when s.lifted then '00000000-0000-4000-a000-000000000001'::uuid end,
  case when s.lifted then 'Wrote to us; the photo was of her sister. An apology is on its way.' end, s.starts_at, s.starts_at + case when s.lifted then interval '30 hours' else interval '0' end
from (
  select o.n, o.user_id, o.decision_id, o.moderator_id, o.reason_code, o.at + interval '3 minutes' as starts_at,
    case when o.n % 5 in (0, 1, 2) then 'warn' when o.n % 5 = 3 then 'mute' else 'suspend' end as kind,
    case o.n % 5 when 3 then o.at + interval '3 minutes' + interval '1 day' * (array[3, 7, 7, 14, 30])[1 + (o.n / 5 % 5)::integer] when 4 then case when o.n % 10 = 4 then o.at + interval '3 minutes' + interval '30 days' end end as ends_at,
    case when pg_temp.chance(o.n, 630) < 0.3 then 'We know that such evenings are hard. Please write it in a way that nobody has to be afraid of.' end as message,
    case when pg_temp.chance(o.n, 631) < 0.4 then pg_temp.pick(o.n, 632, array['The second time this month.', 'Spoke with the author on the phone.', 'Same wording as in spring, see there.']) end as note,
    o.n % 20 = 9 as lifted
  from (
    select row_number() over (order by f.at desc) as n, f.* from (
      select distinct on (s.user_id) s.user_id, d.id as decision_id, d.moderator_id, d.reason_code, d.created_at as at
      from public.moderation_decisions d
      join (select id, user_id from seed_post union all select id, user_id from seed_comment) s on s.id = coalesce(d.post_id, d.comment_id)
      join public.moderation_reasons r on r.code = d.reason_code and 'sanction' = any (r.decisions)
      where d.decision = 'remove' and not exists (select from public.moderation_decisions u where u.undoes_id = d.id)
      order by s.user_id, d.id desc
    ) f
  ) o
  where o.n <= pg_temp.many(28, 12)
  union all
  -- The advertiser of today: warned a month ago.
  select 1000000, c.user_id, null, '00000000-0000-4000-a000-000000000008', 'spam', greatest(now() - interval '33 days', a.joined_at + interval '1 day'), 'warn', null, null, 'Advertised a travel agency.', false
  from seed_case c join seed_author a using (user_id) where c.k = 1
  union all
  select 1000001, c.user_id, null, '00000000-0000-4000-a000-000000000002', 'harassment', now() - interval '2 days', 'mute', now() + interval '5 days', 'You may write again in a week. Until then please think about how it is read.', 'Kept on in comments after a warning.', false from seed_case c where c.k = 8
) s
on conflict do nothing;

-- Whoever is suspended is so by a sanction.
insert into public.member_sanctions (id, member_id, kind, reason_code, note, starts_at, created_by, created_at)
select pg_temp.id('suspended', row_number() over (order by p.id)::integer), p.id, 'suspend', 'scam', 'Asked three members for money.', p.updated_at, '00000000-0000-4000-a000-000000000008', p.updated_at
from public.profiles p
where p.state = 'suspended' and pg_temp.fresh()
  and not exists (select from public.member_sanctions s where s.member_id = p.id and s.kind = 'suspend' and private.is_running(s))
on conflict do nothing;

-- What members were told, and what they object to.
insert into public.member_notices (id, member_id, kind, what, decision_id, rule_code, rule_text, facts, found_by, object_until, created_at)
select pg_temp.id('notice', d.id::integer), coalesce(p.user_id, c.user_id), 'decision', d.decision, d.id, d.reason_code, r.member_text,
  format('Your %s: “%s”', case when d.post_id is not null then 'post' else 'comment' end, private.excerpt(coalesce(c.body, p.body))), coalesce(d.found_by, 'report'), d.created_at + interval '6 months', d.created_at
from public.moderation_decisions d
join public.moderation_reasons r on r.code = d.reason_code
left join public.community_posts p on p.id = d.post_id
left join public.post_comments c on c.id = d.comment_id
where d.decision in ('hide', 'remove') and d.created_at > now() - interval '60 days' and pg_temp.fresh()
on conflict do nothing;
insert into public.moderation_appeals (id, notice_id, member_id, text, state, answer, decided_by, decided_at, created_at)
select pg_temp.id('appeal', n.place::integer), n.id, n.member_id,
  pg_temp.pick(n.place::integer, 640, array['It was meant as a joke, and everybody took it for one.', 'The number was that of the café, not mine.', 'Somebody reported me because we had quarrelled. Please read it again.']),
  case when n.place <= 3 then 'open' when n.place % 2 = 0 then 'upheld' else 'overturned' end,
  case when n.place > 3 then case when n.place % 2 = 0 then 'We have read it again. It does break the rule.' else 'You are right, and we are sorry. It stands again.' end end,
  case when n.place > 3 then n.other end, case when n.place > 3 then least(now(), n.created_at + interval '31 hours') end, least(now() - interval '10 minutes', n.created_at + interval '5 hours')
from (
  select row_number() over (order by n.created_at desc) as place, n.*,
    (case when d.moderator_id = '00000000-0000-4000-a000-000000000006' then '00000000-0000-4000-a000-000000000008' else '00000000-0000-4000-a000-000000000006' end)::uuid as other
  from public.member_notices n join public.moderation_decisions d on d.id = n.decision_id
) n
where n.place <= 9 and pg_temp.fresh()
on conflict do nothing;

-- What reporters were told whose report was dismissed, and what one of them objects to.
insert into public.member_notices (id, member_id, kind, what, report_id, decision_id, rule_code, facts, object_until, created_at)
select pg_temp.id('dismissed', r.place::integer), r.reporter_id, 'report', 'dismissed', r.id, r.decision_id, r.category,
  'We have looked at what you reported. It is within our rules, and stays.', r.decided_at + interval '6 months', r.decided_at
from (
  select row_number() over (order by r.decided_at desc, r.id) as place, r.*, d.id as decision_id
  from public.content_reports r
  cross join lateral (select d.id from public.moderation_decisions d where (d.post_id = r.post_id or d.comment_id = r.comment_id) order by d.id desc limit 1) d
  where r.state = 'dismissed' and r.decided_at > now() - interval '30 days'
) r
where r.place <= 8 and pg_temp.fresh()
on conflict do nothing;
insert into public.moderation_appeals (id, notice_id, member_id, text, created_at)
select pg_temp.id('reporter objects', 1), n.id, n.member_id, 'Please look at the second half of it again: this is about me, and it is not true.', least(now() - interval '20 minutes', n.created_at + interval '3 hours')
from public.member_notices n where n.id = pg_temp.id('dismissed', 1) and pg_temp.fresh()
on conflict do nothing;

insert into public.post_extractions (id, post_id, user_id, kind, value, confidence, model, created_at, updated_at)
select pg_temp.id('extraction' || e, p.p), p.id, p.user_id, x.kind, x.value, round((0.55 + 0.44 * pg_temp.chance(p.p * 4 + e, 600))::numeric, 3),
  case when p.created_at < now() - interval '45 days' then 'extract-2' else 'extract-3' end, p.created_at + interval '5 minutes', p.created_at + interval '5 minutes'
from seed_post p
cross join generate_series(1, 2) e
cross join lateral (select split_part(pg_temp.pick(p.p * 4 + e, 601, array['value:honesty early on', 'value:kindness over cleverness', 'value:open about money', 'value:keeps promises', 'interest:long walks', 'interest:cooking for others', 'interest:reading aloud', 'interest:choir', 'interest:board games', 'interest:allotment', 'goal:a family', 'goal:a home with an open door', 'goal:somebody to travel slowly with', 'goal:a second start', 'boundary:needs time alone after an argument', 'boundary:no messages during work', 'boundary:slow pace in the beginning', 'humor:dry, at their own expense', 'humor:likes wordplay', 'attachment:asks for reassurance', 'attachment:comfortable with distance', 'attachment:slow to trust']), ':', 1) as kind,
  split_part(pg_temp.pick(p.p * 4 + e, 601, array['value:honesty early on', 'value:kindness over cleverness', 'value:open about money', 'value:keeps promises', 'interest:long walks', 'interest:cooking for others', 'interest:reading aloud', 'interest:choir', 'interest:board games', 'interest:allotment', 'goal:a family', 'goal:a home with an open door', 'goal:somebody to travel slowly with', 'goal:a second start', 'boundary:needs time alone after an argument', 'boundary:no messages during work', 'boundary:slow pace in the beginning', 'humor:dry, at their own expense', 'humor:likes wordplay', 'attachment:asks for reassurance', 'attachment:comfortable with distance', 'attachment:slow to trust']), ':', 2) as value) x
where p.state = 'published' and not p.offends and pg_temp.chance(p.p * 4 + e, 602) < 0.6
on conflict do nothing;

-- ---------------------------------------------------------------------------------------
-- Games, articles, matches

create temp table seed_game as
with drawn as (
  select g, a.user_id, a.n, a.joined_at, a.left_days, q.id as game_id, q.minutes,
    a.joined_at + interval '10 minutes' + (now() - interval '1 day' * a.left_days - a.joined_at - interval '10 minutes') * (1 - power(pg_temp.chance(g, 610), 1.2)) as started_at
  from generate_series(1, pg_temp.many(640, 120)) g
  join seed_author a on a.rank = 1 + floor((select count(*) from seed_author) * power(pg_temp.chance(g, 611), 1.5))::integer
  join (select id, minutes, row_number() over (order by pg_temp.chance(position, 612), slug) as place from public.games where state = 'active') q
    on q.place = 1 + floor((select count(*) from public.games where state = 'active') * power(pg_temp.chance(g, 613), 1.6))::integer
)
select *, case when started_at > now() - interval '40 minutes' or pg_temp.chance(g, 614) < 0.02 then 'active' when pg_temp.chance(g, 614) < 0.14 then 'abandoned' else 'completed' end as state
from drawn
where pg_temp.fresh();

insert into public.user_game_sessions (id, user_id, game_id, state, score, insights, started_at, completed_at, updated_at)
select pg_temp.id('game', g), user_id, game_id, state,
  case when state = 'completed' then round((30 + 68 * pg_temp.chance(g, 615))::numeric, 2) end,
  case when state = 'completed' then jsonb_build_object('summary', pg_temp.pick(g, 616, array['Chooses calm over excitement, nearly always.', 'Decides quickly and explains afterwards.', 'Puts people before plans.', 'Likes a plan, and likes it more when somebody else has made it.', 'Answers with humour where it becomes personal.', 'Values time alone more than most members.', 'Would rather talk at once than later.']), 'confidence', round((0.5 + 0.45 * pg_temp.chance(g, 617))::numeric, 2)) else '{}' end,
  started_at, case when state = 'completed' then least(now(), started_at + interval '1 minute' * minutes * (0.6 + pg_temp.chance(g, 618))) end,
  least(now(), started_at + interval '1 minute' * minutes)
from seed_game
on conflict do nothing;

insert into public.user_game_responses (session_id, question_id, user_id, answer, response_ms, created_at, updated_at)
select pg_temp.id('game', s.g), q.id, s.user_id,
  case q.kind
    when 'choice' then q.options -> floor(jsonb_array_length(q.options) * pg_temp.chance(k, 620))::integer -> 'value'
    when 'scale' then to_jsonb(1 + floor(5 * pg_temp.chance(k, 620))::integer)
    when 'ranking' then (select jsonb_agg(o.value -> 'value' order by pg_temp.chance(k * 10 + o.ordinality, 621)) from jsonb_array_elements(q.options) with ordinality o)
    else to_jsonb(pg_temp.pick(k, 622, array['the door is left open for a while', 'somebody asks twice', 'my phone is in another room', 'we cook and nobody hurries', 'I am allowed to change my mind', 'the first coffee is ready before I am', 'the others have gone and two people stay to do the dishes', 'it is raining and nobody has to go out', 'I can hear you humming in the next room', 'it says what it means', 'my sister, always my sister', 'a long train ride with a friend', 'I would call you first', 'that I would have said so earlier'])) end,
  900 + floor(-5200 * ln(1 - pg_temp.chance(k, 623)))::integer, s.started_at + interval '20 seconds' * q.position, s.started_at + interval '20 seconds' * q.position
from seed_game s
join public.game_questions q on q.game_id = s.game_id and q.active
  and (s.state = 'completed' or q.position <= 1 + floor(6 * pg_temp.chance(s.g, 624)))
cross join lateral (select s.g * 100::bigint + q.position as k) x
where s.started_at + interval '20 seconds' * q.position < now()
order by s.g, q.position
on conflict do nothing;

insert into public.user_content_interactions (user_id, article_id, kind, progress, seconds, created_at, updated_at)
select distinct on (user_id, article_id, kind) user_id, article_id, kind, progress, seconds, at, at
from (
  select i, a.user_id, c.id as article_id, k.kind, case when k.kind = 'viewed' then (5 + 60 * pg_temp.chance(i, 632))::integer else 100 end as progress,
    case k.kind when 'viewed' then (8 + 90 * pg_temp.chance(i, 633))::integer when 'read' then (c.reading_minutes * 60 * (0.5 + pg_temp.chance(i, 633)))::integer else 0 end as seconds,
    a.joined_at + (now() - interval '1 day' * a.left_days - a.joined_at) * (1 - power(pg_temp.chance(i, 634), 1.3)) as at
  from generate_series(1, pg_temp.many(2400, 200)) i
  join seed_author a on a.rank = 1 + floor((select count(*) from seed_author) * power(pg_temp.chance(i, 630), 1.4))::integer
  join (select id, reading_minutes, row_number() over (order by pg_temp.chance(reading_minutes, 635), slug) as place from public.content_articles where state = 'published') c
    on c.place = 1 + floor((select count(*) from public.content_articles where state = 'published') * power(pg_temp.chance(i, 631), 1.7))::integer
  cross join lateral (select pg_temp.pick(i, 636, '{viewed,viewed,viewed,viewed,read,read,read,liked,saved,shared}') as kind) k
) r
order by user_id, article_id, kind, i
on conflict do nothing;

-- One article that had its time.
insert into public.content_articles (id, slug, topic_id, title, summary, body, author_name, reading_minutes, tags, state, published_at, created_at, updated_at)
select pg_temp.id('article', 1), 'what-the-first-hundred-told-us', t.id, 'What the first hundred members told us',
  'A look back at the weeks before we opened: what people hoped for, and what surprised us.',
  E'Before we opened, a hundred people tried everything and told us what they thought of it.\n\n## What they liked\n\nFewer introductions than elsewhere, and a reason with each. Many said that they read the page about the two of them twice.\n\n## What they did not like\n\nThe questions about money came too early. We have moved them to a second conversation, for those who want it.\n\n## What surprised us\n\nMembers who disagreed about tidiness met again more often than those who did not. We are still thinking about it.',
  'Maren Kessler', 3, '{beta}', 'archived', pg_temp.ago(560, 9), pg_temp.ago(563, 11), pg_temp.ago(240, 10)
from public.content_topics t
where t.slug = 'compatibility' and pg_temp.fresh()
on conflict do nothing;

create temp table seed_match_run as
select r, pg_temp.id('match run', r) as id, pg_temp.ago(r * 2, 2) + interval '1 minute' * 20 * pg_temp.chance(r, 640) as started_at,
  case when r = 0 then 'running' when r in (9, 31) then 'failed' else 'succeeded' end as state
from generate_series(0, 59) r where pg_temp.fresh();

create temp table seed_match as
with pairs as (
  select distinct on (least(a.user_id, b.user_id), greatest(a.user_id, b.user_id)) m, least(a.user_id, b.user_id) as user_a, greatest(a.user_id, b.user_id) as user_b,
    greatest(a.joined_at, b.joined_at) as both_since, greatest(a.left_days, b.left_days) as left_days
  from generate_series(1, pg_temp.many(1050, 180)) m
  join seed_author a on a.rank = 1 + floor((select count(*) from seed_author) * pg_temp.chance(m, 650))::integer
  join seed_author b on b.rank = 1 + floor((select count(*) from seed_author) * pg_temp.chance(m, 651))::integer
  where a.user_id <> b.user_id
  order by least(a.user_id, b.user_id), greatest(a.user_id, b.user_id), m
), found as (
  select p.*, r.id as run_id, r.started_at + interval '4 minutes' * pg_temp.chance(m, 652) as created_at, extract(epoch from now() - r.started_at) / 86400 as age
  from pairs p
  join seed_match_run r on r.r = 1 + floor(59 * power(pg_temp.chance(m, 653), 1.3))::integer and r.state = 'succeeded'
  where r.started_at > p.both_since
)
select f.*, least(98.5, round((48 + 38 * (pg_temp.chance(m, 654) + pg_temp.chance(m, 655)) / 1.4 - 4)::numeric, 2)) as score, pg_temp.chance(m, 656) as fate,
  case
    when age < 3 then case when pg_temp.chance(m, 656) < 0.7 then 'suggested' else 'presented' end
    when age < 9 then case when pg_temp.chance(m, 656) < 0.08 then 'suggested' when pg_temp.chance(m, 656) < 0.5 then 'presented' when pg_temp.chance(m, 656) < 0.72 then 'declined' when pg_temp.chance(m, 656) < 0.88 then 'accepted' else 'introduced' end
    when pg_temp.chance(m, 656) < 0.27 then 'declined' when pg_temp.chance(m, 656) < 0.46 then 'expired' when pg_temp.chance(m, 656) < 0.5 then 'accepted'
    when pg_temp.chance(m, 656) < 0.8 or age < 20 then 'introduced' else 'closed' end as state
from found f;

insert into public.match_generation_runs (id, algorithm, state, candidates, generated, error_message, started_at, finished_at, updated_at)
select r.id, case when r.r > 22 then 'compatibility-4' else 'compatibility-5' end, r.state,
  case when r.state = 'failed' then 0 else (260 + 6 * (60 - r.r)) * 14 + floor(900 * pg_temp.chance(r.r, 641))::integer end, coalesce(m.matches, 0),
  case when r.state = 'failed' then case r.r when 9 then 'The answers of three members could not be read: dimension "pace" has no weight.' else 'Stopped after 15 minutes without progress.' end end,
  r.started_at, case when r.state <> 'running' then r.started_at + interval '1 minute' * (5 + 9 * pg_temp.chance(r.r, 642)) end, r.started_at + interval '15 minutes'
from seed_match_run r left join (select run_id, count(*) as matches from seed_match group by 1) m on m.run_id = r.id
on conflict do nothing;

insert into public.matches (id, user_a, user_b, run_id, score, factors, state, response_a, response_b, presented_at, introduced_at, expires_at, closed_reason, created_at, updated_at)
select pg_temp.id('match', m), user_a, user_b, run_id, score,
  (select jsonb_object_agg(f.name, least(100, greatest(5, round(score + 46 * (pg_temp.chance(m * 8 + f.k, 660) - 0.5))))) from (values (1, 'values'), (2, 'lifestyle'), (3, 'communication'), (4, 'attachment'), (5, 'humor')) f (k, name)),
  state,
  case when state in ('accepted', 'introduced', 'closed') then 'accepted' when state = 'declined' then case when pg_temp.chance(m, 661) < 0.5 then 'declined' else 'accepted' end when state in ('expired', 'presented') and pg_temp.chance(m, 662) < 0.35 then 'accepted' end,
  case when state in ('accepted', 'introduced', 'closed') then 'accepted' when state = 'declined' then case when pg_temp.chance(m, 661) < 0.5 then null else 'declined' end end,
  case when state <> 'suggested' then created_at + interval '8 hours' end,
  case when state in ('introduced', 'closed') then least(now(), created_at + interval '1 day' * (1.5 + 5 * pg_temp.chance(m, 663))) end,
  created_at + interval '14 days',
  case when state = 'closed' then pg_temp.pick(m, 664, array['They are seeing each other', 'They are seeing each other', 'Met, no spark', 'Met, no spark', 'Became friends', 'One of them left', 'Never met', 'Closed after a report']) end,
  created_at, least(now(), created_at + case when state = 'suggested' then interval '0' else interval '1 day' * (0.4 + 9 * pg_temp.chance(m, 665)) end)
from seed_match
on conflict do nothing;

insert into public.match_feedback (id, match_id, user_id, rating, would_meet_again, comment, tags, created_at, updated_at)
select pg_temp.id('feedback' || side, m.m), pg_temp.id('match', m.m), case side when 1 then user_a else user_b end, r.rating, r.rating >= 4 or r.rating = 3 and pg_temp.chance(k, 670) < 0.4,
  case when pg_temp.chance(k, 671) < 0.7 then case when r.rating >= 4 then pg_temp.pick(k, 672, array['We talked until the café closed. The page had us about right.', 'Kind, funny, a little shy, like me. We meet again on Thursday.', 'No fireworks and yet I thought of her all Sunday.', 'He asked good questions and listened to the answers.', 'The warning about being late was justified. I do not mind.', 'Best evening in months, whatever comes of it.', 'I felt at ease from the first minute, which never happens.'])
    when r.rating = 3 then pg_temp.pick(k, 672, array['A nice conversation, and I do not know more after it.', 'Good person, no spark. Perhaps a second time.', 'We have much in common and little to say to each other.', 'I liked the walk more than the talk.', 'Friendly, a bit tired, both of us.'])
    else pg_temp.pick(k, 672, array['Looked at his phone all the time.', 'The photos are ten years old.', 'We want different things, and it could have been known before.', 'Spoke about the former wife for an hour.', 'Did not come and did not write.', 'Two hundred kilometres are too far, I had said so.']) end end,
  case when r.rating >= 4 then array[pg_temp.pick(k, 673, '{easy conversation,shared humour,felt safe,attraction}'), 'as described'] when r.rating = 3 then array[pg_temp.pick(k, 673, '{no spark,good talk}')] else array[pg_temp.pick(k, 673, '{not as described,too far,different goals,no show}')] end,
  least(now(), m.created_at + interval '1 day' * (7 + 9 * pg_temp.chance(k, 674))), least(now(), m.created_at + interval '1 day' * (7 + 9 * pg_temp.chance(k, 674)))
from seed_match m
cross join generate_series(1, 2) side
cross join lateral (select m.m * 4::bigint + side as k) x
cross join lateral (select case when pg_temp.chance(k, 675) < 0.27 then 5 when pg_temp.chance(k, 675) < 0.55 then 4 when pg_temp.chance(k, 675) < 0.8 then 3 when pg_temp.chance(k, 675) < 0.93 then 2 else 1 end as rating) r
where m.state in ('introduced', 'closed') and m.age > 8 and pg_temp.chance(k, 676) < 0.62
on conflict do nothing;

insert into public.introduction_reports (id, match_id, headline, summary, strengths, frictions, starters, model, state, delivered_at, created_at, updated_at)
select pg_temp.id('introduction', m.m), pg_temp.id('match', m.m),
  pg_temp.pick(m.m, 680, array['Two calm people with a weakness for detours', 'Different tempo, same direction', 'A planner and somebody who needs one', 'Much to laugh about, one thing to talk about', 'Both of you would rather listen', 'The same idea of a good Sunday', 'Close in what matters, far apart in the kitchen', 'Curious about the same things from opposite ends']),
  a.first_name || ' and ' || b.first_name || ' ' || pg_temp.pick(m.m, 681, array['answered the questions about conflict almost word for word alike: a pause first, then the talk, and no messages in between.', 'want the same things in the same order, which is rarer than it sounds.', 'share few hobbies and most values. Our experience says that this is the better way round.', 'both described an ordinary evening as the thing they miss, and described it in nearly the same words.'])
    || ' ' || pg_temp.pick(m.m, 682, array['Where they differ is pace: one decides in the shop, the other sleeps on it.', 'They differ in how much company a weekend needs, and both know this about themselves.', 'We expect some friction about order and being on time, and good humour about it.', 'Money may need an early, friendly conversation.']),
  jsonb_build_array(pg_temp.pick(m.m, 683, array['Both say sorry aloud', 'Same wish for a family', 'Similar need for closeness', 'Humour of the same kind']), pg_temp.pick(m.m, 684, array['Neither needs the last word', 'Both like to cook', 'Work matters, and not too much', 'Honest about the past'])),
  jsonb_build_array(pg_temp.pick(m.m, 685, array['Tidiness: 2 against 5', 'Early riser meets night owl', 'One plans, one drifts', 'Different need for company', 'Spending and saving'])),
  jsonb_build_array(pg_temp.pick(m.m, 686, array['What would your closest friend warn the other about?', 'Which meal could you cook without a recipe?', 'What did you change your mind about this year?']), pg_temp.pick(m.m, 687, array['What does a good ordinary Tuesday look like?', 'Who taught you how to argue?', 'What are you looking forward to?']), 'What made you say yes to this introduction?'),
  case when m.age > 45 then 'report-writer-3' else 'report-writer-4' end,
  s.state, case when s.state in ('delivered') then least(now(), m.created_at + interval '1 day' * (1.5 + 5 * pg_temp.chance(m.m, 663))) end,
  least(now(), m.created_at + interval '1 hour' * (9 + 6 * pg_temp.chance(m.m, 688))), least(now(), m.created_at + interval '1 day' * (1.5 + 5 * pg_temp.chance(m.m, 663)))
from seed_match m
join (select id::uuid as user_id, first_name from seed_member) a on a.user_id = m.user_a
join (select id::uuid as user_id, first_name from seed_member) b on b.user_id = m.user_b
cross join lateral (select case when m.state = 'closed' and (m.m % 11 = 4 or pg_temp.chance(m.m, 689) < 0.02) or m.state = 'declined' then 'withdrawn' when m.state in ('introduced', 'closed') then 'delivered' when m.state = 'accepted' then 'ready' else 'draft' end as state) s
where m.state in ('introduced', 'closed', 'accepted') or m.state = 'presented' and pg_temp.chance(m.m, 690) < 0.3 or m.state = 'declined' and pg_temp.chance(m.m, 690) < 0.08
on conflict do nothing;

-- ---------------------------------------------------------------------------------------
-- Conversations
-- The question bank and the flows of the onboarding conversation. In a flow, `when` is the value of the
-- chosen option, a plain description of an open answer for the bot, or 'otherwise', which comes last.

insert into public.conversation_questions (slug, prompt, kind, dimension, options, guidance, position, active, created_at, updated_at)
select v.*, pg_temp.ago(420, 9), pg_temp.ago(140, 15)
from (values
  ('opening-how-arrived', 'Hello, and welcome. Before anything else: how are you today, and what made today the day you signed up?', 'open', 'warmth',
    '[]'::jsonb,
    'Set the pace. Mirror the tone of the answer, thank them, and do not probe a hard day unless they go on about it themselves.', 1, true),
  ('name-and-pronouns', 'What would you like me to call you, and which pronouns should I use?', 'open', 'communication',
    '[]'::jsonb,
    'Use what they give from here on. If they leave pronouns out, avoid them rather than ask twice.', 2, true),
  ('looking-for', 'Which of these comes closest to what you are hoping to find?', 'choice', 'intimacy',
    '[{"label": "A long-term partner", "value": "long_term"}, {"label": "Something that could become long-term", "value": "open_long_term"}, {"label": "Dating, without a plan yet", "value": "dating"}, {"label": "I am still working that out", "value": "unsure"}]'::jsonb,
    'Do not treat unsure as a lesser answer. It is often the most honest one.', 3, true),
  ('what-changed', 'What is different about you now, compared with the last time you were looking for someone?', 'open', 'openness',
    '[]'::jsonb,
    'Listen for what they learned rather than for what happened. Follow up once if the answer is only about the other person.', 4, true),
  ('perfect-ordinary-tuesday', 'Never mind the perfect holiday. What does a very good ordinary Tuesday look like for you?', 'open', 'routine',
    '[]'::jsonb,
    'Note the time they wake, how much company they want, and where work ends. Ask about the evening if they leave it out.', 5, true),
  ('weekend-energy', 'After a full week, where does your weekend energy go?', 'scale', 'social_energy',
    '["Home and quiet", "Out with people"]'::jsonb,
    'A 3 says little: ask what decides it.', 6, true),
  ('home-setting', 'Where would you choose to live if work did not matter?', 'choice', 'adventure',
    '[{"label": "In the middle of a city", "value": "city"}, {"label": "A small town", "value": "town"}, {"label": "Countryside or coast", "value": "country"}, {"label": "Somewhere new every few years", "value": "moving"}]'::jsonb,
    'If they choose moving, ask whether a partner would have to move too.', 7, true),
  ('move-for-love', 'Would you move for someone, and what would have to be true first?', 'follow_up', 'adventure',
    '[]'::jsonb,
    'Ask after home-setting. Look for concrete conditions: family, work, friends, language.', 8, true),
  ('family-closeness', 'How much a part of your week is your family, whoever you count as family?', 'scale', 'family',
    '["We speak now and then", "We speak most days"]'::jsonb,
    'Chosen family counts. Never assume that parents are living or in touch.', 9, true),
  ('children-wish', 'Where do you stand on having children?', 'choice', 'family',
    '[{"label": "I want children", "value": "want"}, {"label": "I have children and want no more", "value": "have_done"}, {"label": "I have children and would like more", "value": "have_more"}, {"label": "I do not want children", "value": "no"}, {"label": "I am undecided", "value": "undecided"}]'::jsonb,
    'Repeat the answer back once and move on. Never argue or console.', 10, true),
  ('children-timing', 'Is there a time frame you carry in your head for that, even a loose one?', 'follow_up', 'family',
    '[]'::jsonb,
    'Only after want, have_more or undecided. Let it go if the answer is short.', 11, true),
  ('children-at-home', 'How old are your children, and what would someone new need to know about your weeks?', 'follow_up', 'family',
    '[]'::jsonb,
    'Only after have_done or have_more. Record ages and custody rhythm; never names or schools.', 12, true),
  ('disagreement-first-hour', 'You and a partner have just disagreed about something that matters. What does the first hour look like?', 'choice', 'conflict_style',
    '[{"label": "I want to talk it through now", "value": "talk"}, {"label": "I need some time alone first", "value": "space"}, {"label": "I try to lighten the mood", "value": "lighten"}, {"label": "I tend to give way", "value": "yield"}]'::jsonb,
    'Every option has a cost: ask what their way costs them.', 13, true),
  ('disagreement-repair', 'And how do the two of you usually find your way back to each other?', 'follow_up', 'conflict_style',
    '[]'::jsonb,
    'Listen for who moves first and whether an apology is said aloud.', 14, true),
  ('apology-that-worked', 'Tell me about an apology you received that really worked. What made it work?', 'open', 'conflict_style',
    '[]'::jsonb,
    'If nothing comes to mind, ask about one they gave.', 15, true),
  ('money-talk', 'How easy is it for you to talk about money with someone you love?', 'scale', 'money',
    '["I would rather not", "It is like any other subject"]'::jsonb,
    'Do not ask for amounts.', 16, true),
  ('windfall', 'Suppose a year''s salary arrived tomorrow, tax paid. What happens to most of it?', 'choice', 'money',
    '[{"label": "Saved or invested", "value": "save"}, {"label": "Debts paid", "value": "debts"}, {"label": "A long trip or a great experience", "value": "experience"}, {"label": "Shared with people I love", "value": "share"}]'::jsonb,
    'Debts is a practical answer, not a confession.', 17, true),
  ('work-meaning', 'What part of your work, paid or not, would you do even if nobody noticed?', 'open', 'ambition',
    '[]'::jsonb,
    'People who are between jobs, caring or studying should feel included. Rephrase if work seems a sore point.', 18, true),
  ('five-years-proud', 'Five years from now, what would you like to be quietly proud of?', 'open', 'ambition',
    '[]'::jsonb,
    'Note whether the picture has other people in it. Do not point it out.', 19, true),
  ('time-alone', 'How much time to yourself do you need to be good company?', 'scale', 'independence',
    '["An hour here and there", "Most of most days"]'::jsonb,
    'A high answer matters for matching: ask what that time is for.', 20, true),
  ('friends-of-yours', 'Who are the two or three people you would call with very good news?', 'open', 'social_energy',
    '[]'::jsonb,
    'Roles are enough: a sister, an old flatmate. Do not store names.', 21, true),
  ('laugh-last', 'What was the last thing that made you laugh until it hurt?', 'open', 'humor',
    '[]'::jsonb,
    'Join in. Tag the kind of humor: dry, silly, absurd, teasing, wordplay.', 22, true),
  ('teasing', 'How do you feel about being teased by someone who likes you?', 'choice', 'humor',
    '[{"label": "Bring it on", "value": "love"}, {"label": "Fine, once I know them", "value": "later"}, {"label": "Only about small things", "value": "small"}, {"label": "I do not enjoy it", "value": "no"}]'::jsonb,
    'A no is a boundary: store it as one.', 23, true),
  ('affection-everyday', 'What makes you feel loved on an ordinary day?', 'choice', 'intimacy',
    '[{"label": "Being touched or held", "value": "touch"}, {"label": "Being told", "value": "words"}, {"label": "Being helped without asking", "value": "help"}, {"label": "Being asked and listened to", "value": "attention"}, {"label": "Being given time", "value": "time"}]'::jsonb,
    'Ask for one small example.', 24, true),
  ('affection-public', 'How do you feel about affection in public?', 'scale', 'intimacy',
    '["I keep it private", "I hardly notice who is there"]'::jsonb,
    'Culture and safety can both be reasons. Accept the number without asking why.', 25, true),
  ('trust-built', 'How do you notice that you have begun to trust someone?', 'open', 'trust',
    '[]'::jsonb,
    'If the answer turns to a betrayal, acknowledge it and offer to skip the rest of this part.', 26, true),
  ('trust-past-hurt', 'Thank you for telling me. Is there anything that would help the next person be careful with that?', 'follow_up', 'trust',
    '[]'::jsonb,
    'Only when a hurt was mentioned. Offer to skip. Never ask for details.', 27, true),
  ('values-not-negotiable', 'What is one thing you could not compromise on, even for somebody wonderful?', 'open', 'values',
    '[]'::jsonb,
    'Compare with the dealbreakers they chose. Point out a contradiction gently, once.', 28, true),
  ('curious-lately', 'What have you been reading, watching or wondering about lately?', 'open', 'openness',
    '[]'::jsonb,
    'A good place to lift the mood after a heavier question.', 29, true),
  ('closing-anything-missed', 'Is there something I should have asked, so that the right person would recognize you?', 'open', 'communication',
    '[]'::jsonb,
    'Always ask before ending. Thank them and say what happens next: a summary they can edit, then the first introductions.', 30, true),
  ('zodiac-sign', 'How much does astrology matter to you?', 'choice', 'values',
    '[{"label": "It guides me", "value": "guides"}, {"label": "It is good fun", "value": "fun"}, {"label": "Not at all", "value": "none"}]'::jsonb,
    'Taken out of the flows: the answers did not predict anything.', 31, false),
  ('text-or-call', 'Between dates, how do you like to stay in touch?', 'choice', 'communication',
    '[{"label": "Messages through the day", "value": "messages"}, {"label": "One good call", "value": "call"}, {"label": "A little of both", "value": "both"}, {"label": "I would rather wait until we meet", "value": "wait"}]'::jsonb,
    'Two people who differ here need to know it early.', 32, true)
) v (slug, prompt, kind, dimension, options, guidance, position, active)
where pg_temp.fresh()
on conflict (slug) do nothing;

insert into public.conversation_flows (slug, name, description, goal, steps, state, created_at, updated_at)
select v.*, pg_temp.ago(400, 9), pg_temp.ago(133, 15)
from (values
  ('first-conversation', 'First conversation',
    'The conversation every new member has on the first day. About twelve minutes, never more than one follow-up in a row.',
    'Learn enough about a new member to write a summary they recognize and to make a first introduction.',
    '[
      {"id": "welcome", "question": "opening-how-arrived", "next": [{"when": "otherwise", "to": "name"}]},
      {"id": "name", "question": "name-and-pronouns", "next": [{"when": "otherwise", "to": "hope"}]},
      {"id": "hope", "question": "looking-for", "next": [{"when": "unsure", "to": "changed"}, {"when": "otherwise", "to": "tuesday"}]},
      {"id": "changed", "question": "what-changed", "next": [{"when": "otherwise", "to": "tuesday"}]},
      {"id": "tuesday", "question": "perfect-ordinary-tuesday", "next": [{"when": "otherwise", "to": "children"}]},
      {"id": "children", "question": "children-wish", "next": [{"when": "want", "to": "timing"}, {"when": "undecided", "to": "timing"}, {"when": "have_more", "to": "at-home"}, {"when": "have_done", "to": "at-home"}, {"when": "otherwise", "to": "disagree"}]},
      {"id": "timing", "question": "children-timing", "next": [{"when": "otherwise", "to": "disagree"}]},
      {"id": "at-home", "question": "children-at-home", "next": [{"when": "otherwise", "to": "disagree"}]},
      {"id": "disagree", "question": "disagreement-first-hour", "next": [{"when": "yield", "to": "repair"}, {"when": "space", "to": "repair"}, {"when": "otherwise", "to": "affection"}]},
      {"id": "repair", "question": "disagreement-repair", "next": [{"when": "otherwise", "to": "affection"}]},
      {"id": "affection", "question": "affection-everyday", "next": [{"when": "otherwise", "to": "laugh"}]},
      {"id": "laugh", "question": "laugh-last", "next": [{"when": "otherwise", "to": "limits"}]},
      {"id": "limits", "question": "values-not-negotiable", "next": [{"when": "otherwise", "to": "close"}]},
      {"id": "close", "question": "closing-anything-missed"}
    ]'::jsonb,
    'active'),
  ('deeper-look', 'A deeper look',
    'Offered after the first three introductions, when a member has seen what the matching does with their answers.',
    'Fill the gaps in trust, money and closeness that the first conversation leaves open.',
    '[
      {"id": "lately", "question": "curious-lately", "next": [{"when": "otherwise", "to": "trust"}]},
      {"id": "trust", "question": "trust-built", "next": [{"when": "mentions having been hurt", "to": "hurt"}, {"when": "asks to skip", "to": "money"}, {"when": "otherwise", "to": "apology"}]},
      {"id": "hurt", "question": "trust-past-hurt", "next": [{"when": "otherwise", "to": "money"}]},
      {"id": "apology", "question": "apology-that-worked", "next": [{"when": "otherwise", "to": "money"}]},
      {"id": "money", "question": "money-talk", "next": [{"when": "1 or 2", "to": "public"}, {"when": "otherwise", "to": "windfall"}]},
      {"id": "windfall", "question": "windfall", "next": [{"when": "otherwise", "to": "public"}]},
      {"id": "public", "question": "affection-public", "next": [{"when": "otherwise", "to": "alone"}]},
      {"id": "alone", "question": "time-alone", "next": [{"when": "otherwise", "to": "home"}]},
      {"id": "home", "question": "home-setting", "next": [{"when": "moving", "to": "move"}, {"when": "otherwise", "to": "proud"}]},
      {"id": "move", "question": "move-for-love", "next": [{"when": "otherwise", "to": "proud"}]},
      {"id": "proud", "question": "five-years-proud", "next": [{"when": "otherwise", "to": "close"}]},
      {"id": "close", "question": "closing-anything-missed"}
    ]'::jsonb,
    'active'),
  ('welcome-back', 'Welcome back',
    'For members who return after three months or more. Short, and free of any reproach for having been away.',
    'Find out what has changed since a member was last here, so that old answers do not mislead the matching.',
    '[
      {"id": "hello", "question": "opening-how-arrived", "next": [{"when": "says it is not a good time", "to": "close"}, {"when": "otherwise", "to": "changed"}]},
      {"id": "changed", "question": "what-changed", "next": [{"when": "otherwise", "to": "hope"}]},
      {"id": "hope", "question": "looking-for", "next": [{"when": "long_term", "to": "children"}, {"when": "open_long_term", "to": "children"}, {"when": "otherwise", "to": "touch"}]},
      {"id": "children", "question": "children-wish", "next": [{"when": "undecided", "to": "timing"}, {"when": "otherwise", "to": "touch"}]},
      {"id": "timing", "question": "children-timing", "next": [{"when": "otherwise", "to": "touch"}]},
      {"id": "touch", "question": "text-or-call", "next": [{"when": "otherwise", "to": "close"}]},
      {"id": "close", "question": "closing-anything-missed"}
    ]'::jsonb,
    'draft'),
  ('lifestyle-check', 'Lifestyle check',
    'The first version of onboarding, mostly scales. Replaced by First conversation: people finished it quickly and said little.',
    'Place a new member on the lifestyle scales in under four minutes.',
    '[
      {"id": "weekend", "question": "weekend-energy", "next": [{"when": "otherwise", "to": "family"}]},
      {"id": "family", "question": "family-closeness", "next": [{"when": "otherwise", "to": "alone"}]},
      {"id": "alone", "question": "time-alone", "next": [{"when": "4 or 5", "to": "friends"}, {"when": "otherwise", "to": "money"}]},
      {"id": "friends", "question": "friends-of-yours", "next": [{"when": "otherwise", "to": "money"}]},
      {"id": "money", "question": "money-talk", "next": [{"when": "otherwise", "to": "teasing"}]},
      {"id": "teasing", "question": "teasing", "next": [{"when": "no", "to": "public"}, {"when": "otherwise", "to": "work"}]},
      {"id": "work", "question": "work-meaning", "next": [{"when": "otherwise", "to": "public"}]},
      {"id": "public", "question": "affection-public"}
    ]'::jsonb,
    'retired')
) v (slug, name, description, goal, steps, state)
where pg_temp.fresh()
on conflict (slug) do nothing;

-- What people say to the open questions.
create temp table seed_answer as
select slug, string_to_array(answers, '|') as answers from (values
  ('opening-how-arrived', 'A bit tired, curious. My sister sent me the link and said no excuses.|Good, thank you. It rained and I had no plan, so here I am.|Nervous, honestly. It has been some years.|I read one of your articles on the train and missed my stop.|Fine. I have turned forty on Saturday and made a list.|Not a great day, and perhaps that is the reason.'),
  ('name-and-pronouns', 'My friends use the short form of my name, and you may, too.|Just as I wrote it, please. She and her.|He and him is fine, and no nicknames.|They, please. Thank you for asking.|As on my profile. I do not mind either way.'),
  ('what-changed', 'I know how to be alone now, so I choose differently.|I learned to say what I need before I am angry.|I used to fall for people who needed saving. I have stopped that, mostly.|I work less. There is room for somebody.|The children are bigger, and so is my patience.|I no longer think that love has to be difficult to be real.'),
  ('perfect-ordinary-tuesday', 'Up at half past six, coffee on the balcony, work until five, soup, a walk, one episode of something.|Nobody calls before nine. In the evening choir, afterwards one beer with the altos.|I cook, somebody tells me about their day, we are asleep by eleven.|A swim before work and a long table in the evening with people I do not have to entertain.|Home office, dog, market, an hour with a book, a phone call with my brother.|It ends with two people reading in the same room.'),
  ('move-for-love', 'Yes, if there is work for me and a direct train to my mother.|Not before my son has left school. After that, gladly.|I moved once and would do it again, but this time we would look for a flat that is new to both.|Only within the country. My work needs the language.|I would rather not, and I would rather say so at once.'),
  ('children-timing', 'Within three years, I think, though I know that it is not up to me alone.|No year in mind. I would like to know somebody for a while first.|Soon. I am thirty-eight and would not pretend otherwise.|Not before I am settled here, two years perhaps.|I try not to carry a date around with me.'),
  ('children-at-home', 'Nine and twelve, every other week. The weeks without them are quiet, too quiet.|One daughter of six, with me from Wednesday to Saturday.|Both are grown up. They come for Sunday lunch when they need something.|Fourteen. He decides for himself where he sleeps.|Four and seven, mostly with me. Evenings are short here.'),
  ('disagreement-repair', 'I make tea for two. It is understood.|I come back and say what I understood. That took me years to learn.|Usually I write a note, because I am better on paper.|He says my name in a certain way, and then it is over.|We go for a walk, side by side is easier than face to face.'),
  ('apology-that-worked', 'He said what he had done, without an explanation, and asked nothing of me.|My father, at seventy. He said: I was wrong about you. That was all.|A friend wrote a letter by hand two years later. It still worked.|She changed the thing. The words came afterwards.|It came quickly and it was not about her feelings.'),
  ('work-meaning', 'Listening to the people who come in at the end of the day.|Repairing things. The moment when it runs again.|The first draft, before anybody has an opinion about it.|Teaching the one who sits at the back.|Tidying up after the others, strange as it sounds.'),
  ('five-years-proud', 'That I stayed in touch with people.|A garden that is not finished.|That I was there when my parents needed me, without losing myself in it.|To speak Portuguese without thinking.|That somebody feels at home with me.|To have left a job that was only money.'),
  ('trust-built', 'When I stop rehearsing my sentences.|When somebody remembers a small thing without making a show of it.|I notice that I have told a story I never tell.|When I can be in a bad mood in front of them.|It takes a year, with me. I think it is the ordinary days.'),
  ('trust-past-hurt', 'Tell me early if something has changed. I can cope with nearly everything but silence.|No jokes about it, please. Otherwise I am fine.|I may ask twice where you are. It is not about you.|Patience in the beginning would help.'),
  ('values-not-negotiable', 'Honesty, also when it is inconvenient.|How somebody treats people who can do nothing for them.|My son. He comes first, and that will not change.|That we can speak about everything, also about money.|No cruelty, not even as a joke.'),
  ('curious-lately', 'How swifts sleep. They do it in the air, apparently.|A very long novel about a very small village.|Why my neighbours paint their fence every year.|A series about chess, and now I lose against my nephew.|What my grandmother did in 1951. There is a gap in the letters.'),
  ('laugh-last', 'My nephew explained to me how to use a telephone box.|I said good morning to a mannequin. Twice.|The choir, when the tenors came in a bar early and looked so sure of themselves.|A seagull stole my sandwich with such dignity that I could not be angry.'),
  ('friends-of-yours', 'Two from school, one from the choir. They would say that I worry too much.|Loud ones. I am the quiet one among them.|Few and old. We holiday together with all the children.|They would like you to pass the test of my friend Karin, and you would not notice that it is one.'),
  ('affection-everyday', 'I bring coffee before anybody asks.|A hand on the shoulder in passing.|I send a photo of something stupid during the day.|I remember what the meeting was about and ask how it went.'),
  ('closing-anything-missed', 'That I sing in the car, loudly.|I am deaf on one side and sit on the left. It matters more than one would think.|Ask me about the sea.|No, I think you have got me. It was nicer than expected.|That I am slow to warm up and then stay.')
) v (slug, answers)
where pg_temp.fresh();

create temp table seed_talk as
with drawn as (
  select t, a.user_id, a.n, a.first_name, f.slug as flow, f.id as flow_id, f.steps,
    case when f.slug = 'deeper-look' then a.joined_at + (now() - interval '1 day' * a.left_days - a.joined_at) * (0.15 + 0.8 * pg_temp.chance(t, 700)) else a.joined_at + interval '25 minutes' end as started_at
  from (select t, case when pg_temp.chance(t, 701) < 0.2 then 'deeper-look' end as deeper from generate_series(1, pg_temp.many(260, 60)) t) d
  -- Each has the first conversation; the later ones are had by some.
  join (select id::uuid as user_id, n, first_name, joined_at, left_days, days, row_number() over (order by joined_at desc) as place from seed_member where n > 1 or days > 0) a on a.place = d.t
  join public.conversation_flows f on f.slug = coalesce(case when a.days > 40 then d.deeper end, case when a.days > 170 then 'lifestyle-check' else 'first-conversation' end)
), fated as (
  select *, case when started_at > now() - interval '5 hours' then 'active' when t = 9 or pg_temp.chance(t, 702) < 0.02 then 'active' when pg_temp.chance(t, 702) < 0.16 then 'abandoned' else 'completed' end as state,
    2 + floor(5 * pg_temp.chance(t, 703))::integer as given_up_at
  from drawn where started_at < now()
)
select * from fated;

create temp table seed_step as
select f.slug as flow, s.value ->> 'id' as step_id, s.ordinality = 1 as first, q.id as question_id, q.prompt, q.kind, q.dimension, q.options, a.answers,
  case when q.kind = 'choice' then jsonb_array_length(q.options) else 0 end as choices, s.value -> 'next' as next
from public.conversation_flows f
cross join lateral jsonb_array_elements(f.steps) with ordinality s
join public.conversation_questions q on q.slug = s.value ->> 'question'
left join seed_answer a on a.slug = q.slug
where pg_temp.fresh();
create unique index on seed_step (flow, step_id);

create temp table seed_step_next as
select s.flow, s.step_id, n.value ->> 'to' as to_step, n.value ->> 'when' as condition, n.ordinality as place,
  -- The number of the option that leads here; none: any answer.
  (select o.ordinality - 1 from jsonb_array_elements(s.options) with ordinality o where s.kind = 'choice' and o.value ->> 'value' = n.value ->> 'when') as choice
from seed_step s cross join lateral jsonb_array_elements(s.next) with ordinality n;
create index on seed_step_next (flow, step_id);
analyze seed_step;
analyze seed_step_next;

create temp table seed_talk_step as
with recursive walk as (
  select t.t, t.flow, 1 as position, s.step_id, s.choices
  from seed_talk t join seed_step s on s.flow = t.flow and s.first
  union all
  select w.t, w.flow, w.position + 1, s.step_id, s.choices
  from walk w
  cross join lateral (
    select n.to_step from seed_step_next n
    where n.flow = w.flow and n.step_id = w.step_id
      and (n.condition = 'otherwise' or n.choice = floor(w.choices * pg_temp.chance(w.t * 64::bigint + w.position, 710)))
    order by n.place limit 1
  ) n
  join seed_step s on s.flow = w.flow and s.step_id = n.to_step
  where w.position < 30
)
select w.t, w.position, s.question_id, s.prompt, s.kind, s.dimension, s.options, s.answers,
  floor(w.choices * pg_temp.chance(w.t * 64::bigint + w.position, 710))::integer as choice,
  t.user_id, t.state, t.given_up_at, t.started_at, t.started_at + interval '50 seconds' * (w.position - 1) * (0.6 + pg_temp.chance(w.t, 711)) as asked_at
from walk w
join seed_talk t using (t)
join seed_step s on s.flow = w.flow and s.step_id = w.step_id
-- Who gave up was asked a last question and left it.
where t.state = 'completed' or w.position <= t.given_up_at;

insert into public.user_conversations (id, user_id, flow_id, state, sentiment, summary, response_count, started_at, completed_at, updated_at)
select pg_temp.id('conversation', t.t), t.user_id, t.flow_id, t.state,
  case when t.state = 'completed' then pg_temp.pick(t.t, 712, '{positive,positive,positive,neutral,neutral,negative}') end,
  case when t.state = 'completed' then t.first_name || ' ' || pg_temp.pick(t.t, 713, array['looks for something lasting and has time for it. Values calm, plain words and small rituals.', 'is open and quick to laugh, careful where trust is concerned. Needs a pause after an argument.', 'lives a full life and would like to share the ordinary part of it.', 'is thoughtful and a little tired of dating. Asks for patience in the beginning.', 'knows well what did not work before. Family is close and part of every week.', 'is undecided about children and says so openly.'])
    || ' ' || pg_temp.pick(t.t, 714, array['Answers were long and personal.', 'Answers were short; the second conversation may bring more.', 'Humour is dry, mostly at their own expense.', 'Warmest when speaking about other people.', 'Distance is a limit: one hour by train at the most.']) end,
  s.answered, t.started_at, case when t.state = 'completed' then least(now(), s.last_at + interval '1 minute') end, least(now(), s.last_at + interval '1 minute')
from seed_talk t
join (select t, max(asked_at) as last_at, count(*) filter (where state = 'completed' or position < given_up_at) as answered from seed_talk_step group by t) s using (t)
on conflict do nothing;

-- Reports about people, and about conversations with the onboarding bot.
insert into public.member_reports (id, member_id, conversation_id, reporter_id, category, note, state, answer, decided_by, decided_at, created_at, updated_at)
select pg_temp.id('member report', r.n), case when r.talk is null then r.other end, r.talk, r.id, case when r.talk is null then pg_temp.pick(r.n, 651, '{scam,impersonation,underage,harassment}') else 'other' end,
  case when r.talk is null then pg_temp.pick(r.n, 651, array['Asked me for money after two days.', 'Uses pictures of somebody I know.', 'Says on the profile 24, told me 17.', 'Called me names when I declined.']) else 'The bot asked about my illness although I had said no.' end,
  case when r.k <= 4 then 'open' when r.k % 2 = 0 then 'upheld' else 'dismissed' end,
  case when r.k > 4 then case when r.k % 2 = 0 then 'Read the profile and all posts; warned.' else 'Nothing of it can be found.' end end,
  case when r.k > 4 then '00000000-0000-4000-a000-000000000006'::uuid end, case when r.k > 4 then r.at + interval '9 hours' end, r.at, case when r.k > 4 then r.at + interval '9 hours' else r.at end
from (
  select m.n, m.id::uuid as id, m.k, m.other::uuid as other, now() - m.k * interval '7 hours' as at,
    case when m.k % 4 = 0 then (select c.id from public.user_conversations c where c.user_id = m.id::uuid order by c.id limit 1) end as talk
  from (select n, id, row_number() over (order by n) as k, lead(id) over (order by n) as other from seed_member where state = 'active' and n % 17 = 3) m
) r
where r.k <= 9 and r.other is not null
on conflict do nothing;

insert into public.conversation_responses (conversation_id, question_id, position, prompt, answer, extracted, asked_at, answered_at, updated_at)
select pg_temp.id('conversation', t), question_id, position, prompt,
  case when answered then case kind when 'choice' then options -> choice ->> 'label' when 'scale' then (1 + floor(5 * pg_temp.chance(k, 720)))::text else coalesce(pg_temp.pick(k, 721, answers), 'I would like to think about that for a moment longer.') end end,
  case when answered then jsonb_build_object('dimension', dimension, 'confidence', round((0.45 + 0.5 * pg_temp.chance(k, 722))::numeric, 2)) || case when kind = 'choice' then jsonb_build_object('value', options -> choice ->> 'value') else '{}' end else '{}' end,
  least(now(), asked_at), case when answered then least(now(), asked_at + interval '1 second' * (7 + 32 * pg_temp.chance(k, 723))) end, least(now(), asked_at + interval '40 seconds')
from (select *, t * 64::bigint + position as k, state = 'completed' or position < given_up_at as answered from seed_talk_step) s
order by t, position
on conflict do nothing;

-- ---------------------------------------------------------------------------------------
-- Bots: seven of them, one not well, one down since this morning.

create temp table seed_bot as
select v.*, pg_temp.id('bot', v.k) as id from (values
  (1, 'onboarding-guide', 'Onboarding guide', 'Leads new members through their first conversation and writes the summary.', 'healthy', 60, 1450, 0.006, 3, '2.8.1', 'large-3', 0.2, 0.004),
  (2, 'community-guard', 'Community guard', 'Reads every post and comment before or as it goes live and marks what may break a rule.', 'healthy', 30, 310, 0.004, 11, '5.2.0', 'small-4', 0.31, 0.009),
  (3, 'lead-scout', 'Lead scout', 'Scores new leads, finds duplicates and fills in what public pages say.', 'degraded', 60, 4900, 0.142, 212, '3.1.4', 'small-4', 0.23, 0.02),
  (4, 'reply-triage', 'Reply triage', 'Sorts answers to our mails and drafts a reply for a person to send.', 'healthy', 60, 720, 0.011, 2, '1.9.3', 'small-4', 0.08, 0.01),
  (5, 'match-explainer', 'Match explainer', 'Says in plain words why two people may suit each other.', 'healthy', 60, 2250, 0.008, 6, '4.0.2', 'large-3', 0.1, 0.01),
  (6, 'report-writer', 'Report writer', 'Writes the page that both read before they meet.', 'down', 120, null, 1, 57, '4.3.0', 'large-3', 0.05, 0.01),
  (7, 'profile-coach', 'Profile coach', 'Suggests better words and a better first photo to members who ask.', 'healthy', 60, 1680, 0.009, 0, '1.2.0', 'large-3', 0.03, 0.01)
) v (k, name, label, purpose, state, every, latency, error_rate, queue, version, model, share, failing)
where pg_temp.fresh();

insert into public.ai_bot_health (id, name, label, purpose, state, state_since, heartbeat_at, heartbeat_every_seconds, latency_ms, error_rate, queue_depth, version, model, message, created_at, updated_at)
select id, name, label, purpose, state,
  case state when 'healthy' then now() - interval '1 day' * (4 + 11 * pg_temp.chance(k, 800)) when 'degraded' then now() - interval '5 hours 20 minutes' else now() - interval '3 hours 8 minutes' end,
  case state when 'down' then now() - interval '3 hours 11 minutes' else now() - interval '1 second' * every * pg_temp.chance(k, 801) * 0.8 end,
  every, latency, error_rate, queue, version, model,
  case state when 'degraded' then 'Slow answers from the model provider; one in seven calls times out.' when 'down' then 'No heartbeat since the release of version 4.3.0.' end,
  pg_temp.ago(400 - 30 * k, 9), case state when 'healthy' then now() - interval '1 minute' when 'degraded' then now() - interval '1 minute' else now() - interval '3 hours 8 minutes' end
from seed_bot
on conflict do nothing;

create temp table seed_incident as
select v.*, pg_temp.id('incident', v.i) as id, now() - v.age as opened_at, case when v.lasted is not null then now() - v.age + v.lasted end as resolved_at
from (values
  (1, 6, 'down', 'No heartbeat since the release of version 4.3.0.', interval '3 hours 8 minutes', null::interval, 1, 'Called the supplier; going back to 4.2.6 if there is nothing by noon.'),
  (2, 3, 'degraded', 'Slow answers from the model provider; one in seven calls times out.', interval '5 hours 20 minutes', null, null, null),
  (3, 2, 'degraded', 'Queue of more than 400 posts after the newsletter.', interval '4 days 6 hours', interval '2 hours 10 minutes', 2, 'Worked off by itself. More workers from now on when a newsletter goes out.'),
  (4, 3, 'down', 'Scoring service not reachable.', interval '9 days 3 hours', interval '47 minutes', 3, 'Certificate had run out.'),
  (5, 1, 'degraded', 'Latency above six seconds for a quarter of the conversations.', interval '11 days 15 hours', interval '3 hours 25 minutes', 8, null),
  (6, 4, 'down', 'Mailbox could not be read: password changed.', interval '16 days 20 hours', interval '9 hours 5 minutes', 9, 'Password is in the vault now, with a reminder.'),
  (7, 2, 'down', 'Model returned empty answers.', interval '27 days 2 hours', interval '35 minutes', 6, 'Posts of that half hour were read by hand.'),
  (8, 5, 'degraded', 'Explanations in the wrong language for members in Portugal.', interval '38 days 8 hours', interval '1 day 4 hours', 2, 'Prompt corrected in 4.0.2, 41 explanations written again.'),
  (9, 3, 'degraded', 'One source returned the same page a thousand times.', interval '52 days 5 hours', interval '5 hours', 3, 'Source blocked until its layout is understood.'),
  (10, 7, 'down', 'Budget of the month used up.', interval '64 days 1 hour', interval '14 hours', 1, 'Budget raised, alarm at 80 per cent.')
) v (i, bot, severity, summary, age, lasted, staff, note)
where pg_temp.fresh();

insert into public.bot_incidents (id, bot_id, severity, summary, opened_at, acknowledged_by, acknowledged_at, resolved_at, note, updated_at)
select i.id, pg_temp.id('bot', i.bot), i.severity, i.summary, i.opened_at, ('00000000-0000-4000-a000-' || lpad(i.staff::text, 12, '0'))::uuid,
  case when i.staff is not null then i.opened_at + interval '9 minutes' + interval '6 minutes' * (i.i % 3) end, i.resolved_at, i.note, coalesce(i.resolved_at, i.opened_at)
from seed_incident i
on conflict do nothing;

insert into public.bot_health_samples (bot_id, sampled_at, state, latency_ms, error_rate, queue_depth)
select b.id, s.at, s.state,
  case when s.state = 'down' then null else (coalesce(b.latency, 2600) * case when s.state = 'degraded' then 1 else case when b.state = 'degraded' then 0.24 else 1 end end * case when s.state = 'degraded' and b.state <> 'degraded' then 3.4 else 1 end * (0.8 + 0.4 * pg_temp.chance(x.i, 810)))::integer end,
  round((case s.state when 'down' then 1 when 'degraded' then 0.08 + 0.12 * pg_temp.chance(x.i, 811) else b.failing * pg_temp.chance(x.i, 811) end)::numeric, 4),
  case s.state when 'down' then 20 + (40 * pg_temp.chance(x.i, 812))::integer when 'degraded' then 90 + (180 * pg_temp.chance(x.i, 812))::integer else floor(14 * power(pg_temp.chance(x.i, 812), 3))::integer end
from seed_bot b
cross join generate_series(0, 14 * 24 - 1) h
cross join lateral (select h * 16::bigint + b.k as i, date_trunc('hour', now()) - interval '1 hour' * h as at) x
cross join lateral (select x.at, coalesce((select i.severity from seed_incident i where i.bot = b.k and x.at >= i.opened_at and x.at < coalesce(i.resolved_at, 'infinity') limit 1), 'healthy') as state) s
order by s.at, b.k;

create temp table seed_target as
select row_number() over (partition by bot, action order by pg_temp.chance(n, 820), n) as place, * from (
  select 1 as bot, 'summarise_conversation' as action, 'user_conversations' as target_table, pg_temp.id('conversation', t)::text as target_id, t::bigint as n, first_name as about from seed_talk where state = 'completed'
  union all select 1, 'ask_follow_up', 'user_conversations', pg_temp.id('conversation', t)::text, t, first_name from seed_talk
  union all select 2, 'screen_post', 'community_posts', id::text, p, title from seed_post
  union all select 2, 'screen_comment', 'post_comments', id::text, c, first_name from seed_comment
  union all select 3, 'score_lead', 'leads', id::text, n, first_name || ' ' || last_name from seed_lead where n <= 6000
  union all select 3, 'find_duplicates', 'leads', id::text, n, first_name || ' ' || last_name from seed_lead where n <= 6000
  union all select 4, 'classify_reply', 'outreach_responses', pg_temp.id('response', n)::text, n, intent from seed_response
  union all select 4, 'draft_reply', 'outreach_responses', pg_temp.id('response', n)::text, n, intent from seed_response where intent in ('interested', 'question', 'later')
  union all select 5, 'explain_match', 'matches', pg_temp.id('match', m)::text, m, score::text from seed_match
  union all select 6, 'write_report', 'matches', pg_temp.id('match', m)::text, m, score::text from seed_match where state in ('introduced', 'closed', 'accepted')
  union all select 7, 'suggest_bio', 'profiles', user_id::text, n, first_name from seed_author
  union all select 7, 'rank_photos', 'profiles', user_id::text, n, first_name from seed_author
) t;
create index on seed_target (bot, action, place);
analyze seed_target (bot, action, place);

create temp table seed_action as
with drawn as (
  select a, b.k as bot, b.model, b.failing, b.latency,
    (array['summarise_conversation,ask_follow_up,ask_follow_up', 'screen_post,screen_comment,screen_comment,screen_comment', 'score_lead,score_lead,score_lead,find_duplicates', 'classify_reply,classify_reply,draft_reply', 'explain_match', 'write_report', 'suggest_bio,suggest_bio,rank_photos'])[b.k] as actions,
    now() - interval '1 minute' - interval '1 day' * 96 * power(pg_temp.chance(a, 830), 1.9) as created_at
  from (select a, pg_temp.chance(a, 831) as draw from generate_series(1, pg_temp.many(6000, 400)) a) d
  join (select *, sum(share) over (order by k) - share as share_from, sum(share) over (order by k) as share_to from seed_bot) b on d.draw >= b.share_from and d.draw < b.share_to
)
select d.*, d.action_name as action, t.target_table, t.target_id, t.about,
  case when i.severity = 'down' and pg_temp.chance(d.a, 832) < 0.8 or i.severity = 'degraded' and pg_temp.chance(d.a, 832) < 0.17 or pg_temp.chance(d.a, 833) < d.failing then 'failed'
    when pg_temp.chance(d.a, 834) < 0.05 then 'skipped' when d.confidence < 0.5 and pg_temp.chance(d.a, 835) < 0.7 then 'escalated' else 'succeeded' end as outcome
from (select *, pg_temp.pick(a, 836, string_to_array(actions, ',')) as action_name, round((0.38 + 0.61 * sqrt(pg_temp.chance(a, 837)))::numeric, 3) as confidence from drawn) d
left join lateral (select t.* from seed_target t where t.bot = d.bot and t.action = d.action_name
  and t.place = 1 + floor((select max(m.place) from seed_target m where m.bot = d.bot and m.action = d.action_name) * pg_temp.chance(d.a, 838))::bigint) t on true
left join seed_incident i on i.bot = d.bot and d.created_at >= i.opened_at and d.created_at < coalesce(i.resolved_at, 'infinity')
-- Nothing comes from a bot that is down.
where not (d.bot = 6 and d.created_at > now() - interval '3 hours');

insert into public.bot_actions_log (bot_id, action, target_table, target_id, input, output, confidence, cost_micros, cost_currency, duration_ms, outcome, error_message, changed, review, review_note, reviewed_by, reviewed_at, created_at, updated_at)
select pg_temp.id('bot', a.bot), a.action, a.target_table, a.target_id,
  case a.action
    when 'screen_post' then jsonb_build_object('title', a.about, 'policy', 'community-7')
    when 'screen_comment' then jsonb_build_object('author', a.about, 'policy', 'community-7')
    when 'score_lead' then jsonb_build_object('name', a.about, 'rules', 'lead-score-12')
    when 'find_duplicates' then jsonb_build_object('name', a.about, 'compared_with', 40 + floor(300 * pg_temp.chance(a.a, 840)))
    when 'classify_reply' then jsonb_build_object('language', 'en', 'words', 6 + floor(90 * pg_temp.chance(a.a, 840)))
    when 'draft_reply' then jsonb_build_object('intent', a.about, 'tone', 'warm, short')
    when 'explain_match' then jsonb_build_object('score', a.about::numeric, 'readers', 'both')
    when 'write_report' then jsonb_build_object('score', a.about::numeric, 'pages', 1)
    when 'suggest_bio' then jsonb_build_object('member', a.about, 'wish', pg_temp.pick(a.a, 841, array['shorter', 'funnier', 'warmer', 'less about work']))
    else jsonb_build_object('member', a.about) end,
  case when a.outcome in ('failed', 'skipped') then '{}' else case a.action
    when 'screen_post' then jsonb_build_object('verdict', case when a.outcome = 'escalated' then 'unsure' when pg_temp.chance(a.a, 842) < 0.12 then 'breaks a rule' else 'fine' end, 'category', case when pg_temp.chance(a.a, 842) < 0.12 then pg_temp.pick(a.a, 843, '{spam,contact_details,harassment,scam}') end)
    when 'screen_comment' then jsonb_build_object('verdict', case when a.outcome = 'escalated' then 'unsure' when pg_temp.chance(a.a, 842) < 0.05 then 'breaks a rule' else 'fine' end)
    when 'score_lead' then jsonb_build_object('score', coalesce(c.score, floor(96 * pg_temp.chance(a.a, 842))), 'reason', pg_temp.pick(a.a, 843, array['Active lately and lives where we have members', 'Profile too thin to judge', 'Writes about wanting something lasting', 'Looks like a commercial account']))
    when 'find_duplicates' then jsonb_build_object('duplicates', floor(2.2 * power(pg_temp.chance(a.a, 842), 4)))
    when 'classify_reply' then jsonb_build_object('intent', a.about)
    when 'draft_reply' then jsonb_build_object('text', pg_temp.pick(a.a, 843, array['Thank you for your answer! Here is the link; it takes about twenty minutes, and you can stop at any time.', 'That is a fair question. Nobody but you and our matching reads that conversation, and you can delete it.', 'Of course. I will write again in spring, and until then you hear nothing from us.']))
    when 'explain_match' then jsonb_build_object('text', pg_temp.pick(a.a, 843, array['You both want a calm start of the day and much company on Saturdays.', 'You disagree about tidiness and agree about nearly everything that costs sleep.', 'Both of you named honesty first and humour second.', 'You live forty minutes apart and both like trains.']))
    when 'write_report' then jsonb_build_object('words', 380 + floor(240 * pg_temp.chance(a.a, 842)), 'starters', 3)
    when 'summarise_conversation' then jsonb_build_object('words', 60 + floor(80 * pg_temp.chance(a.a, 842)), 'dimensions', 5 + floor(6 * pg_temp.chance(a.a, 843)))
    when 'ask_follow_up' then jsonb_build_object('question', pg_temp.pick(a.a, 843, array['What would have to be true first?', 'Who usually takes the first step?', 'What does your way cost you?', 'Is there a small example?']))
    when 'suggest_bio' then jsonb_build_object('suggestions', 2 + floor(2 * pg_temp.chance(a.a, 842)))
    else jsonb_build_object('order', jsonb_build_array(2, 1, 3)) end end,
  case when a.outcome <> 'failed' then a.confidence end,
  case when a.outcome = 'skipped' then 0 else (case when a.model = 'large-3' then 7800 else 420 end * (0.4 + 1.4 * pg_temp.chance(a.a, 844)))::bigint end, 'USD',
  case when a.outcome = 'failed' then 30000 else (coalesce(a.latency, 2600) * (0.35 + 1.5 * power(pg_temp.chance(a.a, 845), 2)))::integer end,
  a.outcome,
  case when a.outcome = 'failed' then pg_temp.pick(a.a, 846, array['The model did not answer within 30 seconds.', 'The model did not answer within 30 seconds.', 'Answer was not valid JSON, three times.', 'Rate limit of the provider reached (429).', 'The record was changed while it was being read.', 'Refused by the provider: content policy.']) end,
  case when c.score is not null then jsonb_build_object('score', jsonb_build_object('from', (c.score + 37) % 97, 'to', c.score)) end,
  r.review, case when r.review = 'overturned' then pg_temp.pick(a.a, 847, array['A joke, and a good one. Not an insult.', 'This person is a member already.', 'The phone number is that of a helpline: allowed.', 'Score far too high for an empty profile.', 'They asked to be called, not to be left alone.', 'Wrong person: same name, another city.'])
    when r.review = 'needs_attention' then pg_temp.pick(a.a, 847, array['The third of this kind today.', 'Wording sounds like a machine.', 'Please look at this with the prompt of last week.', 'Unsure, and so am I.', 'Should have been passed to a person.', 'Check the language.'])
    when r.review = 'confirmed' and pg_temp.chance(a.a, 848) < 0.1 then 'Well seen.' end,
  case when r.review <> 'unreviewed' then ('00000000-0000-4000-a000-00000000000' || case when a.bot in (3, 4) then pg_temp.pick(a.a, 849, '{3,9}') else pg_temp.pick(a.a, 849, '{2,2,6,8}') end)::uuid end,
  case when r.review <> 'unreviewed' then r.at end, a.created_at, case when r.review <> 'unreviewed' then r.at else a.created_at end
from seed_action a
cross join lateral (select case
    when a.created_at > now() - interval '8 hours' then 'unreviewed'
    when a.outcome = 'escalated' and pg_temp.chance(a.a, 850) < 0.7 or a.confidence < 0.6 and pg_temp.chance(a.a, 850) < 0.4 or pg_temp.chance(a.a, 850) < 0.12 then
      case when pg_temp.chance(a.a, 851) < 0.76 then 'confirmed' when pg_temp.chance(a.a, 851) < 0.93 then 'overturned' else 'needs_attention' end
    else 'unreviewed' end as review, least(now() - interval '30 seconds', a.created_at + interval '1 hour' * (0.2 + 20 * pg_temp.chance(a.a, 852))) as at) r
-- A score that it set lately still stands, and can be put back.
left join public.leads c on c.id::text = a.target_id and a.action = 'score_lead' and a.outcome = 'succeeded' and r.review <> 'overturned' and a.created_at > now() - interval '20 days'
order by a.created_at, a.a;

-- ---------------------------------------------------------------------------------------
-- What people changed, as the audit would have written it: in the order of time, ending in the
-- state that the record is in now.

create temp table seed_change (at timestamptz, staff integer, action text, table_name text, record_id text, record_label text, before jsonb, after jsonb, reason text);

-- Leads go through their states; who owns them sorted them.
insert into seed_change
select l.found_at + interval '1 day' * least(0.8 * l.age, x.days), right(l.growth_id::text, 2)::integer, 'update', 'leads', l.id::text, l.first_name || ' ' || l.last_name,
  jsonb_build_object('state', x.from_state) || x.more_before, jsonb_build_object('state', x.to_state) || x.more_after, x.reason
from seed_lead l
join public.leads p on p.id = l.id
cross join lateral (
  select 0.3 + pg_temp.chance(l.n, 900) as days, 'new' as from_state, 'qualified' as to_state,
    case when p.owner_id is not null then '{"owner_id": null}'::jsonb else '{}' end as more_before, case when p.owner_id is not null then jsonb_build_object('owner_id', p.owner_id) else '{}' end as more_after, null::text as reason
  where l.state = 'qualified' and pg_temp.chance(l.n, 901) < 0.6 or l.state in ('replied', 'converted') and l.age > 3 and pg_temp.chance(l.n, 901) < 0.45
  union all
  select 0.5 + pg_temp.chance(l.n, 902), 'new', 'rejected', '{"rejected_reason": null}', jsonb_build_object('rejected_reason', p.rejected_reason), p.rejected_reason
  where l.ending = 'unsuitable' and pg_temp.chance(l.n, 903) < 0.7
) x
where l.n <= 5000;

-- Moderators' decisions as they changed the post or comment.
insert into seed_change
select d.decided_at, right(d.moderator_id::text, 2)::integer, 'update', case d.kind when 1 then 'community_posts' else 'post_comments' end, d.id::text, p.title,
  jsonb_build_object('state', d.state_before), jsonb_build_object('state', d.state_after), case when d.decision in ('hide', 'remove') then coalesce(replace(d.category, '_', ' '), 'harassment') when d.decision = 'undo' then 'Undo' when d.decision = 'restore' then 'Read again: harmless' end
from seed_decision d left join seed_post p on d.kind = 1 and p.p = d.item
where d.state_before <> d.state_after;

-- Invoices: issued by the service, closed by finance.
insert into seed_change
select i.issued_at, 0, 'insert', 'invoices', i.id::text, i.number, null, to_jsonb(i.*) - array['search', 'updated_at'] || jsonb_build_object('state', 'open', 'paid_minor', 0, 'due_minor', i.total_minor, 'paid_at', null, 'closed_at', null, 'closed_reason', null), null
from public.invoices i join seed_invoice s on s.id = i.id
where i.issued_at > now() - interval '100 days' and s.i % 2 = 0 or i.state in ('open', 'void', 'uncollectible');
insert into seed_change
select coalesce(i.closed_at, i.issued_at), case when pg_temp.chance(s.i, 910) < 0.7 then 4 else 7 end, 'update', 'invoices', i.id::text, i.number,
  jsonb_build_object('state', 'open', 'closed_at', null, 'closed_reason', null), jsonb_build_object('state', i.state, 'closed_at', i.closed_at, 'closed_reason', i.closed_reason), i.closed_reason
from public.invoices i join seed_invoice s on s.id = i.id where i.state in ('void', 'uncollectible');
insert into seed_change
select i.paid_at, case when s.by_transfer then 4 else 0 end, 'update', 'invoices', i.id::text, i.number,
  jsonb_build_object('state', 'open', 'paid_minor', 0, 'paid_at', null), jsonb_build_object('state', 'paid', 'paid_minor', i.paid_minor, 'paid_at', i.paid_at), case when s.by_transfer then 'Found on the bank statement' end
from public.invoices i join seed_invoice s on s.id = i.id where i.state = 'paid' and i.paid_at > now() - interval '100 days' and s.i % 2 = 0;

-- Answers taken care of.
insert into seed_change
select r.handled_at, right(r.handled_by::text, 2)::integer, 'update', 'outreach_responses', r.id::text, r.subject,
  jsonb_build_object('handled_by', null, 'handled_at', null, 'handling_note', null), jsonb_build_object('handled_by', r.handled_by, 'handled_at', r.handled_at, 'handling_note', r.handling_note), null
from seed_response s join public.outreach_responses r on r.id = pg_temp.id('response', s.n)
where r.handled_at is not null;

-- What a person suppressed, suspended, closed or reviewed.
insert into seed_change
select s.created_at, right(s.created_by::text, 2)::integer, 'insert', 'outreach_suppressions', s.id::text, s.email, null, to_jsonb(s.*) - array['search', 'updated_at'], s.note
from seed_suppression x join public.outreach_suppressions s on s.id = pg_temp.id('suppression', x.k) where s.created_by is not null;
insert into seed_change
select now() - interval '1 day' * greatest(0.3, m.left_days), (array[2, 6, 8])[1 + floor(3 * pg_temp.chance(m.n, 911))::integer], 'update', 'profiles', m.id::text, m.full_name,
  '{"state": "active"}', jsonb_build_object('state', m.state), case m.state when 'suspended' then pg_temp.pick(m.n, 912, array['Third report for asking for money.', 'Says they are younger than eighteen; waiting for proof of age.', 'Threats in private messages.', 'Same photos as two other profiles.']) else 'Closed at the member''s own wish, by mail.' end
from seed_member m where m.state = 'suspended' or m.state = 'closed' and pg_temp.chance(m.n, 913) < 0.4;
insert into seed_change
select i.updated_at, (array[2, 6, 8])[1 + floor(3 * pg_temp.chance(hashtext(i.id::text), 914))::integer], 'update', 'user_images', i.id::text, null,
  '{"state": "pending", "rejection_reason": null}', jsonb_build_object('state', i.state, 'rejection_reason', i.rejection_reason), i.rejection_reason
from seed_member m join public.user_images i on i.user_id = m.id::uuid where i.state = 'rejected';
insert into seed_change
select b.reviewed_at, right(b.reviewed_by::text, 2)::integer, 'update', 'bot_actions_log', b.id::text, null,
  jsonb_build_object('review', 'unreviewed', 'review_note', null, 'reviewed_by', null, 'reviewed_at', null), jsonb_build_object('review', b.review, 'review_note', b.review_note, 'reviewed_by', b.reviewed_by, 'reviewed_at', b.reviewed_at), null
from public.bot_actions_log b where pg_temp.fresh() and b.review in ('overturned', 'needs_attention');

-- Sequences, sources and plans: few changes, but those that people ask about later.
insert into seed_change
select pg_temp.ago(s.from_days, 8), s.owner, 'update', 'outreach_sequences', s.id::text, s.name, '{"state": "draft", "activated_at": null}'::jsonb, jsonb_build_object('state', 'active', 'activated_at', pg_temp.ago(s.from_days, 8)), null
from seed_sequence s where s.state <> 'draft'
union all
select pg_temp.ago(s.until_days, 15), s.owner, 'update', 'outreach_sequences', s.id::text, s.name, '{"state": "active"}'::jsonb, jsonb_build_object('state', s.state), case s.state when 'paused' then 'The second mail gets fewer answers than it should; rewriting it.' else 'All cities of the list are open.' end
from seed_sequence s where s.state in ('paused', 'archived')
union all
select pg_temp.ago(s.from_days - 21, 14), s.owner, 'update', 'outreach_sequences', s.id::text, s.name, jsonb_build_object('daily_cap', s.daily_cap / 2), jsonb_build_object('daily_cap', s.daily_cap), 'Mail providers have got used to us'
from seed_sequence s where s.state <> 'draft'
union all
select e.updated_at, q.owner, 'update', 'sequence_emails', e.id::text, e.subject, jsonb_build_object('subject', case when e.position = 1 then 'A short question' else 'Again from us' end), jsonb_build_object('subject', e.subject), 'The new subject was opened more often in the test'
from seed_email m join public.sequence_emails e on e.id = m.id join seed_sequence q on q.k = m.k where m.position % 2 = 1
union all
select pg_temp.ago(6 + s.rank * 2 % 84, 10 + s.rank % 6), (array[3, 9, 7])[1 + s.rank % 3], 'update', 'lead_sources', l.id::text, l.name, '{"state": "active"}'::jsonb, jsonb_build_object('state', l.state),
  case l.state when 'blocked' then 'Answers 403 since last week; we stay away until we have spoken with them.' when 'retired' then 'No good lead in three months.' else 'Paused while we ask for permission.' end
from seed_source s join public.lead_sources l on l.id = s.id where l.state <> 'active'
union all
select pg_temp.ago(3 + s.rank % 86, 9 + s.rank % 7), (array[3, 9])[1 + s.rank % 2], 'update', 'lead_sources', l.id::text, l.name, jsonb_build_object('quality', greatest(0, least(100, l.quality + s.rank % 17 - 8))), jsonb_build_object('quality', l.quality), 'Review of the quarter'
from seed_source s join public.lead_sources l on l.id = s.id where s.rank % 3 = 0 and s.rank % 17 <> 8
union all
select pg_temp.ago(32 + row_number() over (order by code, currency, billing_interval), 11), (array[4, 1])[1 + (row_number() over (order by code, currency, billing_interval))::integer % 2], 'update', 'subscription_plans', p.id::text, p.name,
  jsonb_build_object('trial_days', 0), jsonb_build_object('trial_days', p.trial_days), 'Trial for everybody, decided in the autumn meeting'
from public.subscription_plans p where pg_temp.fresh() and p.trial_days > 0
union all
select pg_temp.ago(88, 9), 1, 'update', 'staff_members', '00000000-0000-4000-a000-000000000010', 'Hanna Lindqvist', '{"active": true}'::jsonb, '{"active": false}'::jsonb, 'Left the company at the end of the month'
where pg_temp.fresh()
union all
select pg_temp.ago(72, 14), 1, 'update', 'staff_members', '00000000-0000-4000-a000-000000000007', 'Jonas Weber', '{"roles": ["growth"]}'::jsonb, '{"roles": ["growth", "finance"]}'::jsonb, 'Stands in for Ingrid during her holidays'
where pg_temp.fresh()
union all
select s.canceled_at, 4, 'update', 'user_subscriptions', s.id::text, null, '{"cancel_at_period_end": false, "canceled_at": null, "cancel_reason": null}'::jsonb, jsonb_build_object('cancel_at_period_end', true, 'canceled_at', s.canceled_at, 'cancel_reason', s.cancel_reason), 'Asked for by mail'
from seed_subscription x join public.user_subscriptions s on s.id = x.id where s.cancel_at_period_end and s.state <> 'canceled'
union all
select now() - interval '1 day' * (4 + 40 * pg_temp.chance(x.n, 915)), 4, 'update', 'user_subscriptions', s.id::text, null, '{"state": "active"}'::jsonb, jsonb_build_object('state', s.state), case s.state when 'paused' then 'Break until the spring, agreed by phone' else 'Card declined three times' end
from seed_subscription x join public.user_subscriptions s on s.id = x.id where s.state in ('paused', 'past_due');

-- What is gone: only its history is left.
insert into seed_change
select pg_temp.ago(v.days, 11 + v.days % 5), v.staff, 'delete', v.table_name, pg_temp.id('gone', v.k)::text, v.label, v.before || jsonb_build_object('id', pg_temp.id('gone', v.k)), null, v.reason
from (values
  (1, 'leads', 3, 71, 'Test Person', '{"full_name": "Test Person", "email": "test@mail.test", "state": "new", "score": 0, "tags": ["imported"]}'::jsonb, 'Only a test of the import'),
  (2, 'leads', 9, 38, 'Marta Prieto', '{"full_name": "Marta Prieto", "email": "m.prieto@inbox.test", "state": "rejected", "score": 44}', 'Asked for deletion under GDPR Art. 17'),
  (3, 'leads', 3, 15, 'Daniel Roth', '{"full_name": "Daniel Roth", "handle": "daniel_walks", "state": "qualified", "score": 61}', 'Asked for deletion under GDPR Art. 17'),
  (4, 'invoices', 4, 27, 'Draft for Camille Roux', '{"billing_name": "Camille Roux", "state": "draft", "currency": "EUR", "subtotal_minor": 3490, "tax_minor": 698}', 'Prepared twice'),
  (5, 'lead_sources', 7, 54, 'City singles newsletter', '{"name": "City singles newsletter", "kind": "newsletter", "state": "paused", "quality": 12}', 'The newsletter does not exist any more'),
  (6, 'outreach_sequences', 3, 83, 'Old welcome mails', '{"name": "Old welcome mails", "state": "draft", "daily_cap": 50}', 'Replaced by "A first hello"')
) v (k, table_name, staff, days, label, before, reason)
where pg_temp.fresh();

-- What colleagues say about records, and whom they call.
insert into public.record_comments (id, table_name, record_id, record_label, body, author_id, created_at)
select pg_temp.id('comment', v.k), v.table_name, v.record_id, v.label, v.body, s.id, pg_temp.ago(v.days, 9 + v.k)
from (
  select 1 as k, 'leads' as table_name, l.id::text as record_id, l.full_name as label, 9 as staff, 2 as days, '@Tom Adeyemi she asked for a call after work. Could you?' as body
  from (select id, full_name from public.leads where state = 'qualified' order by id limit 1) l
  union all
  select 2, 'leads', l.id::text, l.full_name, 7, 1, 'Called, no answer. I try again tomorrow.'
  from (select id, full_name from public.leads where state = 'qualified' order by id limit 1) l
  union all
  select 3, 'invoices', i.id::text, i.number, 7, 3, '@Ingrid Solberg the bank says the transfer is on its way.'
  from (select id, number from public.invoices where state = 'open' order by id limit 1) i
) v
join seed_staff s on s.n = v.staff
where pg_temp.fresh()
on conflict do nothing;
insert into public.comment_mentions (id, comment_id, person_id, created_at)
select pg_temp.id('mention', v.k), c.id, s.id, c.created_at
from (values (1, 3), (3, 4)) v (k, staff)
join public.record_comments c on c.id = pg_temp.id('comment', v.k)
join seed_staff s on s.n = v.staff
where pg_temp.fresh()
on conflict do nothing;

insert into public.audit_log (at, actor_id, actor_name, actor_kind, actor_roles, action, table_name, record_id, record_label, changed, before, after, reason)
select c.at, s.id, coalesce(s.full_name, 'The service'), case when s.id is null then 'service' else 'person' end, coalesce(s.roles, '{}'), c.action, c.table_name, c.record_id, left(c.record_label, 120),
  case c.action when 'update' then (select array_agg(k order by k) from jsonb_object_keys(c.after) k) else '{}' end, c.before, c.after, c.reason
from seed_change c
left join seed_staff s on s.n = c.staff
where c.at <= now()
order by c.at, c.table_name, c.record_id;

-- ---------------------------------------------------------------------------------------
-- The triggers that rested work again; what they had no say in is proved; what happens today happens by the functions.

do $$
declare
  t record;
begin
  for t in
    select c.relname, g.tgname
    from pg_catalog.pg_trigger g join pg_catalog.pg_class c on c.oid = g.tgrelid
    where c.relnamespace = 'public'::regnamespace and g.tgname in ('audit', 'a_signals', 'apply_response', 'count_on_post', 'transition', 'guard_invoice', 'a_lock', 'sum_invoice_lines', 'a_check', 'apply_payment', 'settle_empty', 'write_terms') and g.tgenabled = 'D'
  loop
    execute format('alter table public.%I enable trigger %I', t.relname, t.tgname);
  end loop;

end
$$;

do $$
declare
  wrong text;
begin
  select string_agg(w.what, '; ') into wrong from (
    select i.id || ': lines' as what from public.invoices i where (i.subtotal_minor, i.discount_minor) is distinct from
      (select (coalesce(sum(l.amount_minor), 0)::bigint, coalesce(sum(l.discount_minor), 0)::bigint) from public.invoice_line_items l where l.invoice_id = i.id)
    union all
    select i.id || ': tax' from public.invoices i where i.tax_minor <> (select coalesce(sum(t.tax_minor), 0) from public.invoice_taxes t where t.invoice_id = i.id)
    union all
    select i.id || ': paid' from public.invoices i where i.paid_minor <> (select coalesce(sum(p.amount_minor), 0) from public.invoice_payments p where p.invoice_id = i.id)
    union all
    select series || year || ': number ' || missing from public.number_gaps()
  ) w;
  if wrong is not null then
    raise exception 'The sample data of billing does not add up: %', left(wrong, 500);
  end if;
end
$$;

-- What only a few invoices see, in every currency: each by the function that finance calls for it.
create or replace function pg_temp.bill(n bigint, name text, currency text, country text, unit bigint, quantity integer, discount bigint, rate numeric, what text) returns public.invoices
language plpgsql as $f$
declare
  invoice public.invoices;
begin
  insert into public.invoices (id, user_id, billing_name, billing_email, billing_country, billing_address, currency, note)
  values (pg_temp.id('case', n), (select p.id from public.profiles p where p.display_name = name order by p.id limit 1), name, pg_temp.plain(replace(name, ' ', '.')) || '@example.com', country, null, currency, what);
  insert into public.invoice_line_items (invoice_id, description, quantity, unit_minor, discount_minor, tax_rate)
  values (pg_temp.id('case', n), what, quantity, unit, discount, rate);
  select * into invoice from public.invoices i where i.id = pg_temp.id('case', n);
  return invoice;
end
$f$;
do $$
declare
  i public.invoices;
  j public.invoices;
  p public.payments;
  member record;
begin
  if not pg_temp.fresh() then
    return;
  end if;
  select m.id::uuid as id, m.full_name as name into member from seed_member m where m.state = 'active' order by m.n offset 3 limit 1;
  -- Yen have no minor unit, dinars three digits.
  i := pg_temp.bill(1, 'Haruka Mori', 'JPY', 'JP', 1490, 3, 0, 10, 'Essential, three friends at once');
  i := public.issue_invoice(i.id, i.updated_at);
  i := public.record_payment(i.id, i.updated_at, i.due_minor, 'card');
  i := pg_temp.bill(2, 'Haruka Mori', 'JPY', 'JP', 18900, 1, 0, 10, 'Concierge, one month');
  i := public.issue_invoice(i.id, i.updated_at);
  i := pg_temp.bill(3, 'Yusuf Al-Sabah', 'KWD', 'KW', 4875, 2, 1, 0, 'Premium, two months');
  i := public.issue_invoice(i.id, i.updated_at);
  i := public.record_payment(i.id, i.updated_at, 4001, 'bank_transfer', 'KNET 5517');
  i := pg_temp.bill(4, 'Zoë Łukasik', 'EUR', 'PL', 3490, 1, 3490, 23, 'Premium, one month as a present');
  i := public.issue_invoice(i.id, i.updated_at);
  -- Given more time, written off, and paid in the end.
  i := pg_temp.bill(5, 'Padraig Quinn', 'GBP', 'IE', 2990, 1, 0, 23, 'Premium, one month');
  i := public.issue_invoice(i.id, i.updated_at);
  i := public.extend_due_date(i.id, i.updated_at, i.due_on + 14, 'Promised by phone for the end of the month');
  i := pg_temp.bill(6, 'Carmen Ortega', 'USD', 'US', 19900, 1, 0, 8.875, 'Concierge, one month');
  i := public.issue_invoice(i.id, i.updated_at);
  i := public.write_off_invoice(i.id, i.updated_at, 'Card stolen, account closed');
  i := public.record_payment(i.id, i.updated_at, i.due_minor, 'bank_transfer', 'Paid after all');
  -- Paid, credited in part, and part of that paid back; another written off in part.
  i := pg_temp.bill(7, member.name, 'EUR', 'DE', 18900, 1, 0, 19, 'Concierge, one month');
  update public.invoices set user_id = member.id where id = i.id returning * into i;
  i := public.issue_invoice(i.id, i.updated_at);
  i := public.record_payment(i.id, i.updated_at, i.due_minor, 'card');
  i := public.credit_invoice(i.id, i.updated_at, 5000, 'The first conversation fell through');
  select o.* into p from public.payments o join public.invoice_payments a on a.payment_id = o.id where a.invoice_id = i.id;
  p := public.refund_payment(p.id, 3000, 'Asked to have it back on the card');
  i := pg_temp.bill(8, member.name, 'EUR', 'DE', 1490, 1, 0, 19, 'Essential, one month');
  update public.invoices set user_id = member.id where id = i.id returning * into i;
  i := public.issue_invoice(i.id, i.updated_at);
  i := public.record_payment(i.id, i.updated_at, 1000, 'credit');
  i := public.credit_invoice(i.id, i.updated_at, 200, 'Goodwill');
  -- What follows is done for other reasons.
  perform private.set_context('reason', '');
  -- Paid too much, and by somebody we do not know yet.
  p := public.receive_payment('EUR', 4200, member.id, reference => 'Thank you!');
  p := public.hold_payment(p.id, 1200);
  p := public.receive_payment('EUR', 8900, reference => 'RF18 5390 0754 7034');
  p := public.receive_payment('JPY', 1639, reference => 'ﾓﾘ ﾊﾙｶ');
  -- A name from right to left; its number came with a transfer that nobody has put on it yet.
  i := pg_temp.bill(9, 'דוד בן־גוריון 漢', 'EUR', 'IL', 3490, 1, 0, 0, 'Premium, one month');
  i := public.issue_invoice(i.id, i.updated_at);
  p := public.receive_payment('EUR', 3490, reference => 'Invoice ' || replace(i.number, '-', ' '));
  -- Two tax rates on one invoice, credited in part; one transfer pays what is left of it and another invoice.
  i := pg_temp.bill(10, member.name, 'EUR', 'DE', 3490, 2, 0, 19, 'Premium, two months');
  update public.invoices set user_id = member.id where id = i.id;
  insert into public.invoice_line_items (invoice_id, description, quantity, unit_minor, discount_minor, tax_rate)
  values (i.id, '“First evenings”, the book', 3, 1795, 90, 7);
  select * into i from public.invoices o where o.id = i.id;
  i := public.issue_invoice(i.id, i.updated_at);
  i := public.credit_invoice(i.id, i.updated_at, 1001, 'One book arrived damaged');
  j := pg_temp.bill(11, member.name, 'EUR', 'DE', 1490, 1, 0, 19, 'Essential, one month');
  update public.invoices set user_id = member.id where id = j.id returning * into j;
  j := public.issue_invoice(j.id, j.updated_at);
  p := public.receive_payment('EUR', i.due_minor + j.due_minor, member.id, 'bank_transfer', reference => format('%s and %s', i.number, j.number));
  i := public.allocate_payment(p.id, i.id, i.updated_at, i.due_minor);
  j := public.allocate_payment(p.id, j.id, j.updated_at, j.due_minor);
  perform private.set_context('reason', '');
  -- Some that are late were reminded of, one level after the other.
  insert into public.invoice_reminders (id, invoice_id, level, promised_on, note, due_minor, currency, sent_at, recorded_by)
  select pg_temp.id('reminder' || l, late.n), late.id, l, case when l = late.levels and late.n % 2 = 0 then current_date + 4 end, (array['By mail', 'By phone; asked for a week more', 'Registered letter'])[l],
    late.due_minor, late.currency, (late.due_on + 2 + 7 * l)::timestamp at time zone 'UTC' + interval '9 hours', '00000000-0000-4000-a000-000000000004'
  from (select v.*, row_number() over (order by v.due_on, v.id) as n, least(3, (current_date - v.due_on - 3) / 7)::integer as levels from public.invoices v where v.state = 'open' and v.due_on < current_date - 12) late,
    generate_series(1, late.levels) l
  where late.n % 3 > 0;
  update public.invoices v set reminder_level = r.level, promised_on = r.promised_on
  from (select distinct on (o.invoice_id) o.* from public.invoice_reminders o order by o.invoice_id, o.level desc) r where r.invoice_id = v.id;
end
$$;

-- What staff wrote on the time axis of charts, and the lines that they drew on figures.
insert into public.chart_annotations (id, on_day, until_day, label, kind, created_by)
select pg_temp.id('annotation', v.i), current_date - v.age, current_date - v.until, v.label, v.kind, ('00000000-0000-4000-a000-' || lpad(v.staff::text, 12, '0'))::uuid
from (values (1, 11, null, 'Version 5.2 of the app', 'release', 1), (2, 24, 19, 'Autumn campaign in Berlin', 'campaign', 3), (3, 47, null, 'Version 5.1 of the app', 'release', 1))
  v (i, age, until, label, kind, staff)
on conflict do nothing;
insert into public.chart_lines (id, figure, direction, threshold, period, team, created_by)
select pg_temp.id('line', v.i), v.figure, v.direction, v.threshold, v.period, v.team, ('00000000-0000-4000-a000-' || lpad(v.staff::text, 12, '0'))::uuid
from (values (1, 'failed_runs', 'above', 5, 'day', 'growth', 3), (2, 'bot_failures', 'above', 3, 'day', 'moderator', 2), (3, 'active_members', 'below', 40, 'day', 'growth', 3), (4, 'failed_payments', 'above', 5, 'week', 'finance', 4))
  v (i, figure, direction, threshold, period, team, staff)
on conflict do nothing;
-- Nothing beats in sample data: with one beat a day the bots stay well for three days after it was loaded.
update public.ai_bot_health set daily_budget_micros = case when model = 'large-3' then 120000 else 15000 end,
  heartbeat_every_seconds = case when state = 'down' then heartbeat_every_seconds else 86400 end
where pg_temp.fresh();

-- Plans in yen and dinars, one that was retired, a price that rose; and subscriptions with all that may happen to one.
do $$
declare
  people uuid[];
  s public.user_subscriptions;
  old_plan uuid := pg_temp.id('plan', 3);
  i public.invoices;
begin
  if not pg_temp.fresh() then
    return;
  end if;
  insert into public.subscription_plans (id, code, name, description, billing_interval, currency, amount_minor, trial_days, features, limits, active, position)
  select pg_temp.id('plan', v.n), v.code, v.name, p.description, 'month', v.currency, v.amount, 0, p.features, p.limits, true, v.place
  from (values (1, 'essential', 'Essential', 'JPY', 1490, 25), (2, 'premium', 'Premium', 'KWD', 10750, 35), (3, 'companion', 'Companion', 'EUR', 990, 45)) v (n, code, name, currency, amount, place)
  join public.subscription_plans p on p.code = case v.code when 'companion' then 'essential' else v.code end and p.currency = 'EUR' and p.billing_interval = 'month' and p.active;
  -- Members who never subscribed.
  select array_agg(x.id) into people from (select m.id::uuid as id from seed_member m where m.state = 'active'
    and not exists (select from public.user_subscriptions u where u.user_id = m.id::uuid) order by m.n limit 10) x;
  s := public.start_subscription(people[1], pg_temp.id('plan', 1), 2::smallint, tax_rate => 10, time_zone => 'Asia/Tokyo');
  s := public.start_subscription(people[2], pg_temp.id('plan', 2), time_zone => 'Asia/Kuwait');
  s := public.start_subscription(people[3], old_plan, discount_percent => 25, tax_rate => 19, time_zone => 'Europe/Berlin');
  -- The retired plan goes on for who has it; before, its price rose for whoever came then.
  perform public.set_plan_price(old_plan, (select p.updated_at from public.subscription_plans p where p.id = old_plan), 1190, 'Two introductions more');
  -- Its reason is not that of what follows in this transaction.
  perform private.set_context('reason', '');
  s := public.start_subscription(people[4], old_plan, 3::smallint, tax_rate => 20);
  update public.subscription_plans set active = false where id = old_plan;
  -- Paid, then changed to fewer in the middle of the period.
  select * into i from public.invoices where subscription_id = s.id;
  i := public.issue_invoice(i.id, i.updated_at);
  i := public.record_payment(i.id, i.updated_at, i.due_minor, 'card');
  perform public.change_subscription(s.id, s.updated_at, quantity => 2::smallint, reason => 'One of the three moved away');
  -- Paid, then changed to a larger plan at once; another to a smaller one at the end of its period.
  s := public.start_subscription(people[8], (select p.id from public.subscription_plans p where p.code = 'essential' and p.currency = 'EUR' and p.billing_interval = 'month' and p.active), trial => false, tax_rate => 19);
  select * into i from public.invoices where subscription_id = s.id;
  i := public.issue_invoice(i.id, i.updated_at);
  i := public.record_payment(i.id, i.updated_at, i.due_minor, 'card');
  perform public.change_subscription(s.id, s.updated_at, (select p.id from public.subscription_plans p where p.code = 'premium' and p.currency = 'EUR' and p.billing_interval = 'month' and p.active), reason => 'Wants introductions every week');
  s := public.start_subscription(people[5], (select p.id from public.subscription_plans p where p.code = 'premium' and p.currency = 'EUR' and p.billing_interval = 'month' and p.active), trial => false, tax_rate => 19);
  perform public.change_subscription(s.id, s.updated_at, (select p.id from public.subscription_plans p where p.code = 'essential' and p.currency = 'EUR' and p.billing_interval = 'month' and p.active), at_period_end => true);
  s := public.start_subscription(people[6], (select p.id from public.subscription_plans p where p.code = 'essential' and p.currency = 'EUR' and p.billing_interval = 'year' and p.active), trial => false, tax_rate => 19);
  perform public.pause_subscription(s.id, s.updated_at, 'Half a year abroad', at_period_end => false, resume_at => now() + interval '6 months');
  s := public.start_subscription(people[7], (select p.id from public.subscription_plans p where p.code = 'premium' and p.currency = 'EUR' and p.billing_interval = 'month' and p.active), tax_rate => 19);
  perform public.cancel_subscription(s.id, s.updated_at, 'Met somebody on the first day', at_period_end => false);
  -- Another still tries it, on whatever day these data are made.
  s := public.start_subscription(people[9], (select p.id from public.subscription_plans p where p.code = 'premium' and p.currency = 'EUR' and p.billing_interval = 'month' and p.active), tax_rate => 19);
end
$$;

-- ---------------------------------------------------------------------------------------
-- Who of the staff came in, and what they took out

insert into public.security_events (at, kind, user_id, who, table_name, file_format, row_count, filters)
select e.at, e.kind, m.user_id, m.full_name, e.table_name, e.file_format, e.row_count, e.filters
from (select s.*, row_number() over (order by s.user_id) as n from public.staff_members s where s.active and pg_temp.fresh()) m
cross join lateral (
  select pg_temp.ago(d, 7.5 + 2.5 * pg_temp.chance(m.n * 100 + d, 980)) as at, 'sign_in' as kind, null::text as table_name, null::text as file_format, null::bigint as row_count, null::jsonb as filters
  from generate_series(1, 14) d where extract(isodow from pg_temp.ago(d, 8)) < 6
  union all
  select pg_temp.ago(2 + m.n, 11.2), 'export', x.table_name, x.file_format, x.row_count, x.filters
  from (values ('growth', 'leads', 'csv', 412, '[{"field": "state", "operator": "in", "value": ["qualified"]}]'::jsonb), ('finance', 'invoices', 'csv', 96, '[]')) x (role, table_name, file_format, row_count, filters)
  where x.role = any (m.roles)
) e
where e.at < now()
order by e.at;

do $$
declare
  t record;
begin
  for t in
    select c.relname from pg_catalog.pg_class c
    where c.relnamespace = pg_my_temp_schema() and c.relkind = 'r' and c.relname like 'seed\_%'
  loop
    execute format('drop table pg_temp.%I', t.relname);
  end loop;

  for t in
    select p.oid::regprocedure::text as function_name from pg_catalog.pg_proc p where p.pronamespace = pg_my_temp_schema()
  loop
    execute format('drop function %s', t.function_name);
  end loop;
end
$$;
