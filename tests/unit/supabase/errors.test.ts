import { AuthApiError, AuthRetryableFetchError, AuthSessionMissingError } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConsoleError, retryRead, toConsoleError } from '@/supabase/errors'
import type { Backend } from '../../../supabase/local/backend.ts'
import { knowColumns, startToy } from './support'

knowColumns({
  plans: {
    id: {},
    code: {},
    currency: {},
    price: {},
    price_old: {},
    source_id: {},
    starts_on: {},
    ends_on: {},
  },
})

describe('what the database refuses', () => {
  let backend: Backend

  /** The database's error for a signed-in person, in the shape in which PostgREST returns it. */
  async function refused(statement: string, params: unknown[] = []): Promise<ConsoleError> {
    try {
      await backend.transaction(async (tx) => {
        await tx.exec('set local role authenticated')
        await tx.query(statement, params)
      })
    } catch (error) {
      const { code, message, detail, hint } = error as Record<'code' | 'message' | 'detail' | 'hint', string>
      return toConsoleError({ code, message, details: detail ?? null, hint: hint ?? null }, 400, 'plans')
    }
    throw new Error(`Not refused: ${statement}`)
  }

  const ask = (values: Record<string, unknown>) => {
    const row = { id: 2, code: 'new', ...values }
    return refused(
      `insert into public.plans (${Object.keys(row)}) select ${Object.keys(row)} from json_populate_record(null::public.plans, $1)`,
      [JSON.stringify(row)],
    )
  }

  beforeAll(async () => {
    backend = await startToy(`
      create table public.lead_sources (id int primary key);
      create table public.plans (
        id int primary key,
        code text not null unique check (char_length(code) < 10),
        currency text,
        price int,
        price_old int,
        source_id int references public.lead_sources,
        starts_on date,
        ends_on date,
        unique (price, currency),
        constraint plans_price_old_not_below_price_check check (price_old >= price),
        constraint plans_ends_after_start_check check (ends_on > starts_on)
      );
      create function public.guard() returns trigger language plpgsql as $$ begin
        case new.code
          when 'field' then raise exception 'Choose a later day.' using errcode = '23514', detail = '{"field": "starts_on"}';
          when 'plain' then raise exception 'This plan is closed.';
          when 'role' then raise exception 'Only finance may change plans.' using errcode = '42501';
          when 'gone' then raise exception 'This plan does not exist any more.' using errcode = 'PT404';
          when 'slow' then raise exception 'canceling statement due to statement timeout' using errcode = '57014';
          when 'raced' then raise exception 'could not serialize access' using errcode = '40001';
          else return new;
        end case;
      end $$;
      create trigger guard before insert on public.plans for each row execute function public.guard();
      insert into public.lead_sources values (1);
      insert into public.plans (id, code, currency, price, source_id) values (1, 'taken', 'EUR', 5, 1);
      alter table public.plans enable row level security;
      alter table public.lead_sources enable row level security;
      create policy all_plans on public.plans to authenticated using (true) with check (price is distinct from 13);
      create policy all_sources on public.lead_sources to authenticated using (true);
      grant select, insert, update, delete on public.plans, public.lead_sources to authenticated;
    `)
  })
  afterAll(() => backend.close())

  it.each([
    [{ code: 'taken' }, 'invalid', { code: 'Already used by another record.' }],
    [
      { price: 5, currency: 'EUR' },
      'invalid',
      {
        price: 'Already used by another record in this combination of price and currency.',
        currency: 'Already used by another record in this combination of price and currency.',
      },
    ],
    [{ code: null }, 'invalid', { code: 'Required' }],
    [{ code: 'a'.repeat(10) }, 'invalid', { code: 'This value is not allowed.' }],
    [{ price: 2, price_old: 1 }, 'invalid', { price_old: 'This value is not allowed.' }],
    [{ source_id: 9 }, 'invalid', { source_id: 'This no longer exists in lead sources. Choose another.' }],
    [{ code: 'field' }, 'invalid', { starts_on: 'Choose a later day.' }],
  ])('%o: %s, beside its field', async (values, kind, errors) => {
    expect(await ask(values)).toMatchObject({ kind, errors })
  })

  it.each([
    [
      { starts_on: '2026-02-02', ends_on: '2026-01-01' },
      'invalid',
      'This breaks the rule “ends after start”. Nothing was saved.',
    ],
    [{ code: 'plain' }, 'invalid', 'This plan is closed.'],
    [{ code: 'role' }, 'forbidden', 'Only finance may change plans.'],
    [{ code: 'gone' }, 'gone', 'This plan does not exist any more.'],
    [
      { code: 'raced' },
      'conflict',
      'Someone else was changing the same records. Nothing was changed; try again.',
    ],
    [{ price: 13 }, 'forbidden', 'Your role does not allow this. Nothing was changed.'],
    [{ price: 'many' }, 'invalid', '“many” has a form that the database does not accept.'],
    [{ price: 99_999_999_999 }, 'invalid', 'A number is larger or smaller than the database accepts.'],
    [{ starts_on: '2026-02-31' }, 'invalid', 'A date or time is not valid.'],
    [{ colour: 1 }, 'server', expect.stringContaining('A migration may not have been applied')],
  ])('%o: %s, in one sentence', async (values, kind, message) => {
    const error = await ask(values)
    expect(error).toMatchObject({ kind, message })
    expect(error.errors).toBeUndefined()
  })

  it('a statement that took too long', async () => {
    expect(await ask({ code: 'slow' })).toMatchObject({ kind: 'timeout', statusCode: 504 })
  })

  it('the removal of what is still used', async () => {
    expect(await refused('delete from public.lead_sources where id = 1')).toMatchObject({
      kind: 'conflict',
      statusCode: 409,
      message: 'This record is still used by plans, so it was kept. Remove or change those first.',
    })
  })
})

describe('what comes in between', () => {
  it.each([
    [{ message: 'JWT expired', code: 'PGRST303' }, 401, 'expired'],
    [{ message: 'permission denied for table leads', code: '42501' }, 401, 'expired'],
    [{ message: 'permission denied for table leads', code: '42501' }, 403, 'forbidden'],
    [{ message: '' }, 429, 'busy'],
    [{ message: '<html>Bad gateway</html>' }, 502, 'server'],
    [{ message: '<html>Gateway timeout</html>' }, 504, 'timeout'],
    [{ message: '<html>Sign in to the wifi</html>' }, 200, 'server'],
    [{ message: 'TypeError: Failed to fetch', code: '' }, 0, 'offline'],
    [{ message: 'AbortError: This operation was aborted', code: '' }, 0, 'aborted'],
    [new DOMException('signal timed out', 'TimeoutError'), 0, 'timeout'],
    [new AuthRetryableFetchError('Failed to fetch', 0), undefined, 'offline'],
    [new AuthRetryableFetchError('Bad gateway', 502), undefined, 'server'],
    [new AuthSessionMissingError(), undefined, 'expired'],
    [new AuthApiError('Invalid Refresh Token', 400, 'refresh_token_not_found'), undefined, 'expired'],
    [new AuthApiError('Invalid login credentials', 400, 'invalid_credentials'), undefined, 'invalid'],
    [new AuthApiError('Rate limit', 429, 'over_email_send_rate_limit'), undefined, 'busy'],
    [new TypeError('Failed to fetch'), undefined, 'offline'],
    [new TypeError('x is not a function'), undefined, 'server'],
    ['a text', undefined, 'server'],
  ])('%o with status %s is %s', (error, status, kind) => {
    const made = toConsoleError(error, status)
    expect(made.kind).toBe(kind)
    // A proxy's error text is for administrators and not shown to people.
    expect(made.message).toMatch(/^[A-Z][^<]*\.$/)
  })

  it('stays what it is when seen twice', () => {
    const error = new ConsoleError({ kind: 'gone', statusCode: 404, message: 'Gone.' })
    expect(toConsoleError(error, 500)).toBe(error)
  })

  it('is worth another try only when it may pass, and twice', () => {
    const error = (kind: ConsoleError['kind'], statusCode: number) =>
      new ConsoleError({ kind, statusCode, message: '' })
    expect(retryRead(0, error('offline', 0))).toBe(true)
    expect(retryRead(1, error('server', 503))).toBe(true)
    expect(retryRead(2, error('offline', 0))).toBe(false)
    expect(retryRead(0, error('server', 500))).toBe(false)
    expect(retryRead(0, error('forbidden', 403))).toBe(false)
    expect(retryRead(0, new TypeError('a bug'))).toBe(false)
  })
})
