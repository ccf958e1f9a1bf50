import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import invoicePayments from '@/domains/billing/invoicePayments'
import { daysLate } from '@/domains/billing/shared/days'
import { moneyIn } from '@/domains/bots/board/costs'
import leads from '@/domains/outreach/leads'
import scrapeRuns from '@/domains/outreach/scrapeRuns'
import { constraintProblem } from '@/resource/constraints'
import { minorDigits } from '@/resource/fields/currencies'
import { costMicros, decimalText, money, moneyText, storedFigure } from '@/resource/fields/money'
import { durationText } from '@/resource/fields/number'
import { plainText } from '@/resource/fields/readNumber'
import { agoText } from '@/resource/fields/time'
import { problemsOf, storedValues } from '@/resource/form/FieldInputs'
import { countText } from '@/ui/countText'

afterEach(() => vi.unstubAllEnvs())

describe('what a column’s constraints say', () => {
  const short = { type: 'text', minLength: 2, maxLength: 3 }
  test.each([
    ['characters, not UTF-16 units', '😀😀😀', short, undefined],
    ['one too many', '😀😀😀😀', short, 'At most 3 characters; these are 4'],
    ['too few', '😀', short, 'At least 2 characters'],
    ['a NUL character', 'a\0b', short, 'It contains a character that cannot be stored'],
    ['half of a surrogate pair', 'a\ud83d', short, 'It contains a character that cannot be stored'],
    ['a NUL within a document', { a: ['b\0'] }, short, 'It contains a character that cannot be stored'],
    ['the escape itself, written out', { a: '\\u0000' }, short, undefined],
    ['within', 100, { type: 'int2', min: 0, max: 100 }, undefined],
    ['without', 101, { type: 'int2', min: 0, max: 100 }, 'Between 0 and 100'],
    ['below', -1, { type: 'int4', min: 0 }, 'At least 0'],
    ['above', 1.5, { type: 'numeric', max: 1 }, 'At most 1'],
    ['a part', 1.5, { type: 'int4' }, 'A whole number'],
    ['an email', 'a@b.c', { type: 'text', pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$' }, undefined],
    [
      'no email',
      'a@b',
      { type: 'text', pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$' },
      'Not an email address, such as name@example.com',
    ],
    [
      'a country',
      'de',
      { type: 'text', pattern: '^[A-Z]{2}$' },
      'Two capital letters (ISO 3166), such as DE',
    ],
    ['any other form', 'x', { type: 'text', pattern: '^y$' }, 'Not in the form that is needed here'],
  ])('%s', (_what, value, fact, problem) => {
    expect(constraintProblem(value, fact)).toBe(problem)
  })

  test('what is required follows the table; what has a default may stay empty in a new record only', () => {
    const { full_name, score, email, tags } = leads.fields
    const fields = { full_name: full_name!, score: score!, email: email!, tags: tags! }
    const [creating, editing] = [true, false].map((isNew) => problemsOf(fields, 'leads', isNew))
    expect(creating?.('full_name', '   ', {})).toBe('Required')
    expect(creating?.('score', null, {})).toBeUndefined()
    expect(editing?.('score', null, {})).toBe('Required')
    expect(editing?.('email', '', { handle: 'anna' })).toBeUndefined()
    expect(editing?.('email', '', {})).toBe('Give an email, a phone, a handle or a profile')
    expect(editing?.('tags', [], {})).toBeUndefined()
    expect(editing?.('score', 101, {})).toBe('Between 0 and 100')
  })

  test('a dialog that belongs to no table requires what it says itself', () => {
    const problems = problemsOf(
      { why: { ...leads.fields.notes!, required: true }, note: leads.fields.notes! },
      undefined,
    )
    expect(problems('why', '', {})).toBe('Required')
    expect(problems('note', '', {})).toBeUndefined()
  })

  test('a document is refused where it was typed wrong, and stored as what it says', () => {
    const fields = { log: scrapeRuns.fields.log! }
    const problems = problemsOf(fields, undefined)
    expect(problems('log', [{ value: { a: 'x' }, problem: 'A: “x” is not a number' }], {})).toMatch(
      /not a number/,
    )
    expect(problems('log', [{ value: { a: 1 } }], {})).toBeUndefined()
    expect(storedValues(fields, { log: [{ value: { a: 1 } }] })).toEqual({ log: { a: 1 } })
    expect(storedValues({ notes: leads.fields.notes! }, { notes: '  ' })).toEqual({ notes: null })
  })
})

describe('values in words', () => {
  test.each([
    ['EUR', 1999, '€19.99', '19.99'],
    ['EUR', -5, '-€0.05', '-0.05'],
    ['JPY', 1999, '¥1,999', '1999'],
    ['KWD', 1999, 'KWD 1.999', '1.999'],
    ['KWD', -9749, '-KWD 9.749', '-9.749'],
    ['KWD', 500, 'KWD 0.500', '0.500'],
    ['CLF', 12345, 'CLF 1.2345', '1.2345'],
    ['no code', 1999, '19.99', '19.99'],
  ])('%s %d', (currency, minor, shown, plain) => {
    expect(moneyText(minor, currency).replace('\u00a0', ' ')).toBe(shown)
    expect(decimalText(minor, currency)).toBe(plain)
  })

  test.each([
    ['EUR', 1999, '19.99'],
    ['JPY', 1999, '1999'],
    // Three decimals alone could also be a group of thousands.
    ['KWD', 1999, '1.9990'],
    ['KWD', 500, '0.500'],
    ['KWD', 9007199254740991, '9007199254740.991'],
    ['EUR', 9007199254740990, '90071992547409.90'],
  ])('%s %d is typed so that it is read as the same amount', (currency, minor, typed) => {
    expect(plainText(minor, minorDigits(currency))).toBe(typed)
    expect(storedFigure(typed, money('Sum'), { currency })).toEqual({ value: minor })
  })

  test.each([
    [0, '€0.00'],
    [0.3, '< €0.01'],
    [0.5, '€0.01'],
  ])('%d cents, worked out by division, are %s', (minor, shown) => {
    expect(moneyText(minor, 'EUR')).toBe(shown)
  })

  test('writes what a bot costs as what it is, also below a cent', () => {
    const cost = costMicros('Cost')
    expect(renderToStaticMarkup(cost.show(20, { cost_currency: 'USD' }, 'list'))).toContain('>0.00002 USD<')
    const costIn = moneyIn('USD')
    expect([0, 20, 120_000].map(costIn)).toEqual(['$0.00', '< $0.01', '$0.12'])
  })

  test.each([
    [0, '0 ms'],
    [999.4, '999 ms'],
    [999.6, '1 s'],
    [3240, '3.2 s'],
    [59_960, '1 min'],
    [119_600, '2 min'],
    [250_000, '4 min 10 s'],
    [3_599_700, '1 h'],
    [7_500_000, '2 h 5 min'],
  ])('%d ms is “%s”', (milliseconds, said) => {
    expect(durationText(milliseconds)).toBe(said)
  })

  test.each([
    ['2026-11-22T14:59:30', 'just now'],
    ['2026-11-22T15:00:30', 'in a moment'],
    ['2026-11-22T14:56:00', '4 min'],
    ['2026-11-22T18:00:00', 'in 3 h'],
    ['2026-11-21T16:00:00', '23 h'],
    ['2026-11-21T14:00:00', 'yesterday'],
    ['2026-11-23T20:00:00', 'tomorrow'],
    ['2026-11-19T23:00:00', '3 d'],
    ['2026-03-12T12:00:00', '12 Mar'],
    ['2024-03-12T12:00:00', '12 Mar 2024'],
  ])('%s is “%s”', (then, said) => {
    vi.stubEnv('T', 'UTC')
    expect(agoText(new Date(then), new Date('2026-11-22T15:00:00'))).toBe(said)
  })

  test('a day of 25 hours has no “0 days ago”', () => {
    vi.stubEnv('TZ', 'America/New_York')
    expect(agoText(new Date('2026-11-01T00:05:00-04:00'), new Date('2026-11-01T23:55:00-05:00'))).toBe('24 h')
  })

  test.each([
    [1284, false, '1,284'],
    // An estimate may be off by half: only the certain number is shown.
    [48_123, true, 'more than 1,000'],
    [7, true, '7'],
  ])('%d rows, estimated: %s, are “%s”', (total, approximate, said) => {
    expect(countText(total, approximate)).toBe(said)
  })
})

describe('what is read beside a row', () => {
  test('names the column of each foreign key; a table’s own rows by the column alone', () => {
    const parts = scrapeRuns.embed.split(/,(?=\w+:)/)
    expect(parts).toEqual([
      'source:lead_sources!source_id!inner(id,name,search)',
      'requester:staff_members!requested_by(user_id,full_name)',
      'earlier:retry_of(id,queued_at)',
    ])
    expect(invoicePayments.path).toBe('/invoice-payments')
  })
})

test('an invoice is late from the day after it was due', () => {
  const now = new Date(2026, 2, 10, 23, 59)
  expect(['2026-03-11', '2026-03-10', '2026-03-09', '2025-03-10'].map((day) => daysLate(day, now))).toEqual([
    0, 0, 1, 365,
  ])
})
