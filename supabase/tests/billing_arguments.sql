-- Billing: whatever a function is given in place of what it asks for, it does what it says or refuses in a sentence: never with
-- the name of a constraint or an error of Postgres.

begin;
set local search_path = public, extensions;
select no_plan();

insert into auth.users (id, email) select tests.id(name), name || '@odd.test' from unnest(array['member', 'other', 'finance']) name;
insert into profiles (id, display_name, email, country) select tests.id(name), name, name || '@odd.test', 'DE' from unnest(array['member', 'other']) name;
insert into staff_members (user_id, full_name, email, roles) values (tests.id('finance'), 'Fay', 'f@odd.test', '{finance,admin}');
insert into payment_methods (id, user_id, brand, last4, exp_month, exp_year) select tests.id(name || ' card'), tests.id(name), 'visa', '4242', 12, 2090 from unnest(array['member', 'other']) name;
insert into invoices (id, user_id, billing_name, billing_email, currency) select tests.id(name), tests.id('member'), name, 'm@odd.test', 'EUR' from unnest(array['draft', 'open', 'late', 'part']) name;
insert into invoice_line_items (invoice_id, description, unit_minor, tax_rate) select tests.id(name), 'L', 1000, 19 from unnest(array['draft', 'open', 'late', 'part']) name;
do $$
begin
  perform issue_invoice(tests.id(name), null) from unnest(array['open', 'late', 'part']) name;
end
$$;
alter table invoices disable trigger user;
update invoices set due_on = current_date - 5 where id = tests.id('late');
alter table invoices enable trigger user;
insert into subscription_plans (id, code, name, billing_interval, currency, amount_minor) values
  (tests.id('plan'), 'odd', 'Odd', 'month', 'EUR', 1000), (tests.id('other plan'), 'odder', 'Odder', 'month', 'EUR', 3000), (tests.id('dollars'), 'odd', 'Odd', 'month', 'USD', 3000);
create temporary table made as select (receive_payment('EUR', 5000, tests.id('member'), provider => 'bank', provider_reference => 'known')).id as payment, (start_subscription(tests.id('member'), tests.id('plan'))).id as sub;
do $$
begin
  perform allocate_payment(payment, tests.id('part'), null, 300) from made;
end
$$;
grant select on made to public;

-- What each function is meant to be given, one argument after the other; @name is the version of that record.
create temporary table calls (f text, args text[]);
insert into calls values
  ('issue_invoice', '{tests.id(''draft''),@draft,current_date + 10,''k'',false}'),
  ('record_payment', '{tests.id(''open''),@open,100,''card'',''R'',now(),''prov'',''ref'',tests.id(''member card''),''k'',false}'),
  ('receive_payment', '{''EUR'',100,tests.id(''member''),''card'',''R'',now(),''prov'',''ref'',tests.id(''member card''),''k'',false}'),
  ('allocate_payment', '{(select payment from made),tests.id(''open''),@open,100,''k'',false}'),
  ('release_payment', '{(select payment from made),tests.id(''part''),@part,100,''R'',''k'',false}'),
  ('void_invoice', '{tests.id(''open''),@open,''R'',''k'',false}'),
  ('write_off_invoice', '{tests.id(''open''),@open,''R'',''k'',false}'),
  ('extend_due_date', '{tests.id(''open''),@open,current_date + 40,''R'',''k'',false}'),
  ('credit_invoice', '{tests.id(''open''),@open,100,''R'',''k'',false}'),
  ('hold_payment', '{(select payment from made),100,''k'',false,"(select p.updated_at from payments p, made where p.id = made.payment)"}'),
  ('refund_payment', '{(select payment from made),100,''R'',''ref'',''k'',false,"(select p.updated_at from payments p, made where p.id = made.payment)"}'),
  ('settle_payment', '{(select payment from made),"jsonb_build_array(jsonb_build_object(''invoice_id'', tests.id(''open''), ''version'', @open, ''amount_minor'', 5))",false,''k'',false,"(select p.updated_at from payments p, made where p.id = made.payment)"}'),
  ('remind_invoice', '{tests.id(''late''),@late,1,current_date + 3,''N'',''k'',false}'),
  ('issue_invoices', '{array[tests.id(''draft'')],''k'',false,array[v.draft]}'),
  ('book_statement', '{"''[{\"line\": 1, \"currency\": \"EUR\", \"amount_minor\": 500, \"day\": \"2026-11-20\", \"bank_id\": \"b1\"}]''",''k'',false}'),
  ('start_subscription', '{tests.id(''other''),tests.id(''plan''),1,tests.id(''other card''),0,19,true,''UTC'',''k'',false}'),
  ('cancel_subscription', '{(select sub from made),@sub,''R'',false,true,''k'',false}'),
  ('pause_subscription', '{(select sub from made),@sub,''R'',true,now() + interval ''60 days'',true,''k'',false}'),
  ('change_subscription', '{(select sub from made),@sub,tests.id(''other plan''),2,10,false,true,''R'',''k'',false}'),
  ('set_subscription_card', '{(select sub from made),@sub,tests.id(''member card''),''k'',false}'),
  ('set_plan_price', '{tests.id(''plan''),@plan,1100,''R'',''k'',false}'),
  ('billing_advance', '{now(),10,false}'), ('next_invoice', '{(select sub from made)}'), ('close_month', '{''2026-01-01'',"month_end(''2026-01-01'') ->> ''version''"}'), ('reopen_month', '{''2026-01-01'',''R''}'),
  ('receivables', '{now(),''UTC'',''EUR'',''1_30''}'), ('receivables_by_age', '{now(),''UTC''}'), ('receivables_on', '{current_date,''UTC'',''EUR'',''1_30'',0}'), ('receivables_by_age_on', '{current_date,''UTC''}'),
  ('receivables_of_month', '{current_date}'), ('month_checks', '{current_date}'), ('month_end', '{current_date}'), ('accounting_entries', '{current_date,current_date,0}'), ('books_of_month', '{current_date}'), ('finance_figures', '{now(),''UTC''}'),
  ('mrr_movements', '{current_date,current_date,''UTC'',now()}'), ('mrr_changes', '{current_date,current_date,''UTC'',now(),''EUR'',0}'), ('subscriber_rates', '{now()}'),
  ('subscriptions_at_risk', '{now(),''EUR'',0}'), ('limits_used', '{current_date}'), ('limits_used_by', '{tests.id(''plan''),''f'',current_date,0}'),
  ('match_statement', '{"''[{\"line\": 1, \"currency\": \"EUR\", \"amount_minor\": 500, \"day\": \"2026-11-20\"}]''"}');

create function pg_temp.odd(t regtype) returns text[] language sql as $$
  select case t
    when 'text'::regtype then array['null', '''''', 'repeat(''x'', 600)', '''no such''', '''known''']
    when 'uuid'::regtype then array['null', 'gen_random_uuid()', 'tests.id(''other'')', 'tests.id(''other card'')', 'tests.id(''dollars'')']
    when 'timestamptz'::regtype then array['null', '''infinity''', '''9999-01-01''', '''4713-01-01 BC''', 'now() + interval ''1 day''']
    when 'date'::regtype then array['null', '''infinity''', '''0001-01-01''', '''5874897-12-31''', 'current_date + 1']
    when 'bigint'::regtype then array['null', '-1', '0', '9223372036854775807', '9007199254740992']
    when 'integer'::regtype then array['null', '-1', '2147483647']
    when 'smallint'::regtype then array['null', '-1', '0', '101']
    when 'numeric'::regtype then array['null', '-1', '''NaN''', '''Infinity''', '1e30', '100.1']
    when 'uuid[]'::regtype then array['null', '''{NULL}''', 'array[gen_random_uuid()]']
    when 'jsonb'::regtype then array['null', '''null''', '''{}''', '''[]''', '''1''', '''[1]''', '''[{}]''', '''[{"invoice_id": "x", "amount_minor": 5}]''', '''[{"line": "x", "amount_minor": "x"}]''',
      '''[{"line": 1, "currency": "EUR", "amount_minor": 1e30, "day": "2026-11-01"}]''', '''[{"line": 1, "currency": "EUR", "amount_minor": 1.5, "day": "x", "version": "x"}]''',
      '''[{"line": 1, "currency": "ZZZ", "amount_minor": 5, "day": "infinity"}]''']
    else array['null'] end
$$;

create temporary table shown (call text, code text, message text, field text);
do $do$
declare
  c record;
  types regtype[];
  value text;
  arguments text;
  code text;
  message text;
  detail text;
begin
  for c in select * from calls loop
    select array(select unnest(p.proargtypes::oid[])::regtype) into types from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = c.f;
    -- Place 0: nothing is odd, so that the others are refused for what is.
    for place in 0 .. cardinality(c.args) loop
      foreach value in array case when place = 0 then array[''] else pg_temp.odd(types[place]) end loop
        select string_agg(format('(%s)::%s', regexp_replace(case when t.at = place then value else t.arg end, '@(\w+)', 'v.\1', 'g'), t.type), ', ' order by t.at)
          into arguments from unnest(types, c.args) with ordinality t (type, arg, at);
        begin
          perform tests.act_as('finance');
          execute format('select count(*) from (select max(updated_at) filter (where id = tests.id(''draft'')) as draft, max(updated_at) filter (where id = tests.id(''open'')) as open, max(updated_at) filter (where id = tests.id(''late'')) as late,
              max(updated_at) filter (where id = tests.id(''part'')) as part, (select s.updated_at from user_subscriptions s, made where s.id = made.sub) as sub, (select p.updated_at from subscription_plans p where p.id = tests.id(''plan'')) as plan
            from invoices) v, lateral (select * from public.%I(%s)) r', c.f, arguments);
          raise exception using errcode = 'UNDO1';
        exception when others then
          get stacked diagnostics code = returned_sqlstate, message = message_text, detail = pg_exception_detail;
        end;
        insert into shown values (format('%s(%s)', c.f, left(arguments, 300)), code, message, case when place = 0 then 'as it is meant' when detail like '{%' then detail::jsonb ->> 'field' end);
      end loop;
    end loop;
  end loop;
end
$do$;
select tests.act_as('owner');
select is((select string_agg(distinct split_part(call, '(', 1) || ': ' || message, E'\n') from shown where field = 'as it is meant' and code <> 'UNDO1'), 'reopen_month: This month is not closed, or somebody opened it again already.', 'what is meant is done');
select is((select string_agg(distinct format('%s: %s', split_part(call, '(', 1), message), E'\n') from shown
    where code not in ('UNDO1', '23514', '22023', '42501', 'PT404', 'PT409') or message ~* 'violates|constraint|relation "|column|recogni[sz]ed|out of range|invalid input|cannot \w+ (elements|infinite)|type \w+'), null,
  'what cannot be is refused in a sentence');
select is((select string_agg(distinct message, E'\n' order by message) from shown where call like 'receive_payment%' and code <> 'UNDO1'),
  E'A payment is more than nothing, and no more than 9,007,199,254,740,991 of the smallest unit.\nA provider is named in small letters, such as stripe.\nChoose how it was paid: card, bank_transfer, cash or other.\n'
  || E'Give the provider''s reference of the payment: without it, what is told twice is booked twice.\n'
  || E'Say how much.\nSay in which currency.\nThe day of the payment lies in the future.\nThe day of the payment lies too far back.\nThe key of a request is 1 to 200 characters long.\nThe reference is at most 120 characters long.\n'
  || E'The reference of the provider is 1 to 200 characters long.\nThere is no currency "".\nThere is no currency "known".\nThere is no currency "no such".\nThere is no currency "xxxxxxxxxxxxxxxxxxxx".\nThere is no such card.\nThere is no such member.\nThis card is another member''s.',
  'and says which part of it');

-- Whoever leaves open whether it is a dry run has it done, and once.
select lives_ok('select receive_payment(''EUR'', 1, idempotency_key => ''open'', dry_run => null)', 'done');
select throws_ok('select receive_payment(''EUR'', 1, idempotency_key => ''open'', dry_run => null)', 'PT409', 'What was sent before under this key was done, and this is something else. Nothing was changed now: look at the record, then begin anew.', 'not twice');

-- A key stands for one request of one person, whatever the function: the same again is the same answer, anything else a
-- conflict, and what was refused leaves its key free.
select tests.act_as('owner');
insert into auth.users (id, email) values (tests.id('second'), 'second@odd.test');
insert into staff_members (user_id, full_name, email, roles) values (tests.id('second'), 'Sam', 's@odd.test', '{finance,admin}');
create temporary table keyed (f text, tried text, code text, message text);
grant all on keyed to public;
create function pg_temp.answer(f text, arguments text) returns text language plpgsql as $$
declare
  answer text;
begin
  execute format('select jsonb_agg(r)::text from public.%I(%s) r', f, arguments) into answer;
  return answer;
end
$$;
do $do$
declare
  c record;
  meant text[];
  types regtype[];
  names text[];
  first text;
  code text;
  message text;
  place integer;
  odd text;
begin
  for c in select p.proname as f, k.args, p.proargtypes::oid[]::regtype[] as types, p.proargnames as names from calls k join pg_proc p on p.pronamespace = 'public'::regnamespace and p.proname = k.f
      where 'idempotency_key' = any (p.proargnames) loop
    begin
      -- As they were when somebody sent it; sent again it says the same.
      select array_agg(case when arg like '%@%' then regexp_replace(arg, '@(\w+)', case substring(arg from '@(\w+)')
          when 'sub' then (select quote_literal(s.updated_at) from user_subscriptions s, made where s.id = made.sub)
          when 'plan' then (select quote_literal(p.updated_at) from subscription_plans p where p.id = tests.id('plan'))
          else (select quote_literal(i.updated_at) || '::timestamptz' from invoices i where i.id = tests.id(substring(arg from '@(\w+)'))) end)
        when arg like '%v.draft%' then replace(arg, 'v.draft', (select quote_literal(i.updated_at) || '::timestamptz' from invoices i where i.id = tests.id('draft'))) else arg end order by at)
        into meant from unnest(c.args) with ordinality a (arg, at);
      select array_agg(format('(%s)::%s', arg, c.types[at - 1 + array_lower(c.types, 1)]) order by at) into meant from unnest(meant) with ordinality a (arg, at);
      -- What is refused leaves the key free.
      perform tests.act_as('growth');
      begin
        perform pg_temp.answer(c.f, array_to_string(meant, ', '));
        insert into keyed values (c.f, 'by growth', 'done', null);
      exception when insufficient_privilege then null;
      end;
      perform tests.act_as('finance');
      begin
        perform pg_temp.answer(c.f, array_to_string(array_replace(meant, meant[1], format('null::%s', c.types[array_lower(c.types, 1)])), ', '));
        raise exception using errcode = 'UNDO2';
      exception when others then null;
      end;
      first := pg_temp.answer(c.f, array_to_string(meant, ', '));
      if pg_temp.answer(c.f, array_to_string(meant, ', ')) is distinct from first then
        insert into keyed values (c.f, 'the same again', 'another answer', null);
      end if;
      for place in 1 .. cardinality(meant) loop
        continue when c.names[place] in ('idempotency_key', 'version', 'dry_run', 'versions');
        foreach odd in array pg_temp.odd(c.types[place - 1 + array_lower(c.types, 1)]) loop
          begin
            if pg_temp.answer(c.f, array_to_string(meant[:place - 1] || format('(%s)::%s', odd, c.types[place - 1 + array_lower(c.types, 1)]) || meant[place + 1:], ', ')) is not null then
              insert into keyed values (c.f, format('%s => %s', c.names[place], odd), 'done', null);
            end if;
          exception when others then
            get stacked diagnostics code = returned_sqlstate, message = message_text;
            if code not in ('PT409', '22023', '23514', 'PT404', '42501') then
              insert into keyed values (c.f, format('%s => %s', c.names[place], odd), code, message);
            end if;
          end;
        end loop;
      end loop;
      for odd in select unnest(array['second', 'service_role']) loop
        perform tests.act_as(odd);
        begin
          perform pg_temp.answer(c.f, array_to_string(meant, ', '));
          insert into keyed values (c.f, 'by ' || odd, 'done', null);
        exception when others then
          get stacked diagnostics code = returned_sqlstate;
          if code not in ('PT409', '42501') then
            insert into keyed values (c.f, 'by ' || odd, code, sqlerrm);
          end if;
        end;
      end loop;
      raise exception using errcode = 'UNDO1', detail = (select coalesce(jsonb_agg(k), '[]')::text from keyed k where k.f = c.f);
    exception when others then
      get stacked diagnostics code = returned_sqlstate, message = message_text, odd = pg_exception_detail;
      perform tests.act_as('owner');
      if code = 'UNDO1' then
        insert into keyed select * from jsonb_populate_recordset(null::keyed, odd::jsonb);
      else
        insert into keyed values (c.f, 'as it is meant', code, message);
      end if;
    end;
  end loop;
end
$do$;
-- Those three say the same in other words.
select set_eq('select f, tried, code from keyed', $$values ('settle_payment', 'hold_rest => null', 'done'), ('start_subscription', 'user_id => tests.id(''other'')', 'done'),
  ('start_subscription', 'payment_method_id => tests.id(''other card'')', 'done')$$, 'a key is one request''s');

-- A reference is the same one however it is sent.
create temporary table once as select (receive_payment('EUR', 7, provider => 'bank', provider_reference => 'seen once')).id as payment;
select throws_ok(format($$select receive_payment('EUR', 7, provider => 'bank', provider_reference => %L)$$, sent), '23514', 'This payment was booked before: its provider has one with this reference.', 'told twice, booked once')
  from unnest(array[' seen once', E'seen once\n', E'seen\u00a0once', E'se\u200ben once', E'seen once\ufeff']) sent;
select refund_payment(payment, 1, 'R', 'back once') from once;
select throws_ok(format($$select refund_payment(payment, 1, 'R', %L) from once$$, sent), '23514', 'This was paid back before: its provider has a refund with this reference.', 'told twice, paid back once')
  from unnest(array[E'back once\u2003', E'back\u00a0once', E'\u200eback once']) sent;

select * from finish();
rollback;
