// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { readCamt } from '@/domains/billing/bank/camt'
import { bookable, choiceOf, type Match } from '@/domains/billing/bank/choices'
import { readCsvFile } from '@/domains/billing/bank/csvColumns'
import { missingOf, readCsvStatement } from '@/domains/billing/bank/csvStatement'
import { readChosen } from '@/domains/billing/bank/readChosen'
import { dayOf, dayOrderOf } from '@/domains/billing/bank/writtenDays'

const camt = (entries: string, version = '08', prefix = '') => {
  const p = prefix ? `${prefix}:` : ''
  const body = `<${p}BkToCstmrStmt><${p}Stmt><${p}Id>S1</${p}Id><${p}Acct><${p}Id><${p}IBAN>DE02</${p}IBAN></${p}Id></${p}Acct>${entries}</${p}Stmt></${p}BkToCstmrStmt>`
  return `<?xml version="1.0"?><${p}Document xmlns${prefix && `:${prefix}`}="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}">${body}</${p}Document>`
}

interface EntryParts {
  amount?: string
  currency?: string
  direction?: string
  state?: string
  reversal?: string
  reference?: string
  details?: string
}

const entry = ({
  amount = '10.00',
  currency = 'EUR',
  direction = 'CRDT',
  state = 'BOOK',
  reversal = '',
  reference = 'R1',
  details = '',
}: EntryParts = {}) =>
  `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd>${reversal && `<RvslInd>${reversal}</RvslInd>`}<Sts>${state}</Sts>
   <BookgDt><Dt>2026-11-30</Dt></BookgDt>${reference && `<AcctSvcrRef>${reference}</AcctSvcrRef>`}${details && `<NtryDtls>${details}</NtryDtls>`}</Ntry>`

const payment = (name: string, words: string, amount = '', refs = '') =>
  `<TxDtls><Refs>${refs}</Refs>${amount && `<Amt Ccy="EUR">${amount}</Amt>`}<RltdPties><Dbtr>${name}</Dbtr></RltdPties><RmtInf><Ustrd>${words}</Ustrd></RmtInf></TxDtls>`

const read = (entries: string, version?: string) => readCamt(camt(entries, version))

describe('CAMT.053', () => {
  it('reads every page of a statement, and a counted entry as another one next month', () => {
    const page = (place: number, body: string) =>
      camt(`<StmtPgntn><PgNb>${place}</PgNb></StmtPgntn>${body}`)
        .replace(/^.*<Stmt>/, '<Stmt>')
        .replace(/<\/BkTo.*$/, '')
    const counted = (amount: string) =>
      entry({ amount, reference: '' }).replace('<Amt', '<NtryRef>1</NtryRef><Amt')
    const both = camt('').replace(/<Stmt>.*<\/Stmt>/, page(1, counted('10.00')) + page(2, counted('20.00')))
    expect(readCamt(both)).toMatchObject({
      lines: [{ amount_minor: 1000 }, { amount_minor: 2000 }],
      leftOut: [],
    })
    expect(new Set(readCamt(both).lines.map(({ bank_id }) => bank_id)).size).toBe(2)
    expect(read(entry({ amount: '0.00' }))).toMatchObject({
      lines: [],
      leftOut: [{ why: 'of no amount', count: 1 }],
    })
  })

  it('tells under which key an entry was booked when a count was taken for one', () => {
    const counted = entry({ reference: '' }).replace('<Amt', '<NtryRef>1</NtryRef><Amt')
    const keysOf = (body: string) => read(body).lines.map((line) => [line.bank_id, line.bank_ids_before])
    expect(keysOf(counted + counted + entry())).toEqual([
      ['DE02|1|~|2026-11-30|1000|EUR||', ['DE02|1', 'DE02|1 2026-11-30 1000 EUR']],
      ['DE02|1|~|2026-11-30|1000|EUR|||2', ['DE02|1|2', 'DE02|1 2026-11-30 1000 EUR|2']],
      ['DE02|R1', undefined],
    ])
    const parts = payment('<Nm>A</Nm>', '', '4.00') + payment('<Nm>B</Nm>', '', '6.00')
    expect(keysOf(counted.replace('</Ntry>', `<NtryDtls>${parts}</NtryDtls></Ntry>`))[1]).toEqual([
      'DE02|1/2|~|2026-11-30|600|EUR|B|',
      ['DE02|1/2', 'DE02|1 2026-11-30 1000 EUR/2'],
    ])
    // The same running number in another statement of that day is another payment if the payer differs.
    const from = (name: string) =>
      keysOf(
        counted.replace('</Ntry>', `<NtryDtls>${payment(`<Nm>${name}</Nm>`, '')}</NtryDtls></Ntry>`),
      )[0]?.[0]
    expect(from('A')).not.toBe(from('B'))
  })

  it('takes of a part what it is in the currency of the account', () => {
    const part = (eur: string) =>
      `<TxDtls><Amt Ccy="USD">99.00</Amt><AmtDtls><TxAmt><Amt Ccy="EUR">${eur}</Amt></TxAmt></AmtDtls></TxDtls>`
    expect(
      read(entry({ details: part('4.00') + part('6.00') })).lines.map(({ amount_minor }) => amount_minor),
    ).toEqual([400, 600])
  })

  it('names every invoice that a payment says it is for', () => {
    const words = ['IA-2026-00001', 'IA-2026-00002'].map(
      (nr) => `<Strd><RfrdDocInf><Nb>${nr}</Nb></RfrdDocInf></Strd>`,
    )
    const details = `<TxDtls><RmtInf>${words.join('')}</RmtInf></TxDtls>`
    expect(read(entry({ details })).lines[0]?.reference).toBe('IA-2026-00001 IA-2026-00002')
  })

  it.each(['02', '05', '07', '08', '09', '13'])('reads version 001.%s', (version) => {
    const state = version >= '08' ? '<Cd>BOOK</Cd>' : 'BOOK'
    const name = version >= '08' ? '<Pty><Nm>Zoë Łukasik</Nm></Pty>' : '<Nm>Zoë Łukasik</Nm>'
    const { lines } = read(entry({ state, details: payment(name, 'IA-2026-00001') }), version)
    expect(lines).toEqual([
      {
        line: 1,
        day: '2026-11-30',
        amount_minor: 1000,
        currency: 'EUR',
        name: 'Zoë Łukasik',
        reference: 'IA-2026-00001',
        bank_id: 'DE02|R1',
      },
    ])
  })

  it('reads elements under any prefix', () => {
    const prefixed = entry().replace(/<(\/?)(\w)/g, '<$1n:$2')
    expect(readCamt(camt(prefixed, '04', 'n')).lines).toHaveLength(1)
  })

  it('leaves out, and counts, what did not come in for good', () => {
    const { lines, leftOut } = read(
      [
        { direction: 'DBIT' },
        { reversal: 'true' },
        { direction: 'DBIT', reversal: '1' },
        { state: 'PDNG' },
        { state: '<Cd>INFO</Cd>' },
        { direction: '' },
      ]
        .map((parts) => entry(parts))
        .join(''),
    )
    expect(lines).toEqual([])
    expect(leftOut).toEqual([
      { why: 'went out', count: 1 },
      { why: 'taken back by the bank', count: 2 },
      { why: 'not booked yet', count: 2 },
      { why: 'without a direction', count: 1 },
    ])
  })

  it('reads a statement once that is in the file twice', () => {
    const text = camt(entry())
    const [statement = ''] = /<Stmt>.*<\/Stmt>/s.exec(text) ?? []
    const { lines, leftOut } = readCamt(text.replace(statement, statement + statement))
    expect(lines.map(({ bank_id }) => bank_id)).toEqual(['DE02|R1'])
    expect(leftOut).toEqual([{ why: 'of a statement that is in this file twice', count: 1 }])
  })

  it('takes a batch apart where its parts come to it, each with a key of its own', () => {
    const { lines } = read(
      entry({
        amount: '30.00',
        details: payment('<Nm>A</Nm>', 'one', '10.00') + payment('<Nm>B</Nm>', 'two', '20'),
      }),
    )
    expect(lines.map((line) => [line.amount_minor, line.name, line.bank_id])).toEqual([
      [1000, 'A', 'DE02|R1/1'],
      [2000, 'B', 'DE02|R1/2'],
    ])
  })

  it('tells of a batch that does not add up, and of amounts that cannot be, and guesses none', () => {
    const { lines, problems } = read(
      entry({
        amount: '31.00',
        details: payment('<Nm>A</Nm>', 'one', '10.00') + payment('<Nm>B</Nm>', 'two', '20'),
      }) +
        entry({ amount: '1,50' }) +
        entry({ amount: '1.505' }) +
        entry({ amount: '10.5', currency: 'JPY' }) +
        entry({ amount: '-1.00' }),
    )
    expect(lines).toEqual([])
    expect(problems).toHaveLength(5)
    expect(problems[0]).toContain('2 payments that do not come to its amount')
  })

  it('gives the same keys each time, and lines that are alike different ones', () => {
    const alike = entry({ reference: '', details: payment('<Nm>A</Nm>', 'rent') })
    const keys = read(alike + alike + entry({ reference: 'NONREF' })).lines.map(({ bank_id }) => bank_id)
    expect(new Set(keys).size).toBe(3)
    expect(
      read(entry() + alike + alike)
        .lines.slice(1)
        .map(({ bank_id }) => bank_id),
    ).toEqual(keys.slice(0, 2))
  })

  it.each([
    ['<a', /broken XML/],
    ['<html/>', /not a statement/],
    [camt('', '08').replace('camt.053', 'camt.054'), /notice of single bookings/],
    [camt('', '08').replace('camt.053.001.08', 'pain.001.001.09'), /order to the bank/],
    [camt('', '14'), /version camt\.053\.001\.14/],
    [camt('', '08').replace(/<Stmt>.*<\/Stmt>/, ''), /no statement/],
  ])('says in plain words why %.30s is not read', (text, message) => {
    expect(() => readCamt(text)).toThrow(message)
  })

  it('leaves out one entry that cannot be booked, and reads the others', () => {
    const whole = [
      entry({ amount: '99999999999999999999.00', reference: 'BIG' }),
      entry({ currency: 'XXX' }),
      entry({ amount: '12.5', currency: 'JPY' }),
      entry().replace('2026-11-30', '2026-02-30'),
      entry({ amount: '1.234', currency: 'KWD' }),
    ]
    const { lines, problems } = read(whole.join(''))
    expect(lines.map(({ amount_minor }) => amount_minor)).toEqual([1234])
    expect(problems.map((problem) => problem.replace(/^The entry .*of \S+ /, ''))).toEqual([
      'has an amount “99999999999999999999.00” that is none in EUR. It is left out.',
      'has the currency “XXX”, which does not exist. It is left out.',
      'has an amount “12.5” that is none in JPY. It is left out.',
      'has no day that can be read. It is left out.',
    ])
  })
})

const german = `Kontoumsätze;DE02\n\nBuchungstag;Auftraggeber;Verwendungszweck;Betrag;Währung
30.11.2026;Zoë Łukasik;IA-2026-00001;1.234,56;EUR
30.11.2026;Zoë Łukasik;IA-2026-00001;1.234,56;EUR
01.12.2026;"Meyer; Söhne";Rechnung;1.234;EUR
01.12.2026;Miete;;-800,00;EUR
32.12.2026;X;Y;5,00;EUR
30.11.2026;X;Y;5,00;ZZZ
;;Summe;434,56;EUR
`

describe('a statement as CSV', () => {
  it('finds its head below what the bank puts before it, and reads the decimal comma', () => {
    const file = readCsvFile(german)
    expect(missingOf(file, { columns: file.columns })).toEqual([])
    const { lines, leftOut, problems } = readCsvStatement(file, { columns: file.columns })
    expect(lines.map(({ day, amount_minor, name }) => [day, amount_minor, name])).toEqual([
      ['2026-11-30', 123_456, 'Zoë Łukasik'],
      ['2026-11-30', 123_456, 'Zoë Łukasik'],
      // The separators of the other amounts in this column decide that 1.234 means thousands.
      ['2026-12-01', 123_400, 'Meyer; Söhne'],
    ])
    expect(new Set(lines.map(({ bank_id }) => bank_id)).size).toBe(3)
    expect(leftOut).toEqual([
      { why: 'went out', count: 1 },
      { why: 'a balance', count: 1 },
    ])
    expect(problems).toEqual([
      'Line 8: the day “32.12.2026” cannot be read. It is left out.',
      'Line 9: the currency “ZZZ” does not exist. It is left out.',
    ])
  })

  it('leaves out what a column of its own says went out', () => {
    const file = readCsvFile(
      '\uFEFFBuchungstag;Umsatz;Währung;Soll/Haben\n30.11.2026;12,50;EUR;S\n30.11.2026;7,00;EUR;H\n',
    )
    const { lines, leftOut } = readCsvStatement(file, { columns: file.columns })
    expect(lines.map(({ amount_minor }) => amount_minor)).toEqual([700])
    expect(leftOut).toEqual([{ why: 'went out', count: 1 }])
  })

  const readLines = (head: string, rows: readonly string[]) => {
    const file = readCsvFile([head, ...rows].join('\n'))
    const { lines, leftOut, problems } = readCsvStatement(file, { columns: file.columns })
    return { amounts: lines.map(({ amount_minor }) => amount_minor), leftOut, problems }
  }

  it('leaves out balances and what is not booked, wherever the line says so', () => {
    const rows = [
      '01.11.2026;;Anfangssaldo;100,00;EUR;',
      '02.11.2026;Anna;Balance;12,50;EUR;gebucht',
      '03.11.2026;Anna;Rest;12,50;EUR;vorgemerkt',
      '04.11.2026;Endsaldo;;112,50;EUR;',
      '04.11.2026;;Kontostand per 04.11.2026;112,50;EUR;',
    ]
    expect(readLines('Buchungstag;Name;Verwendungszweck;Betrag;Währung;Info', rows)).toEqual({
      amounts: [1250],
      leftOut: [
        { why: 'a balance', count: 3 },
        { why: 'not booked', count: 1 },
      ],
      problems: [],
    })
  })

  it('reads what went out in brackets, by a minus behind it, or by letters', () => {
    const out = ['(12,50)', '12,50-', '(1.234)', '1.234-', '−1.234', '12,50 S', '12,50 DR']
    const came = ['1.234 €', 'EUR 1.234', '+5,00', '12,50 H', '12,50CR']
    const rows = [...out, ...came].map((amount) => `03.11.2026;${amount};EUR`)
    expect(readLines('Buchungstag;Betrag;Währung', rows)).toEqual({
      amounts: [123_400, 123_400, 500, 1250, 1250],
      leftOut: [{ why: 'went out', count: out.length }],
      problems: [],
    })
  })

  it('is read in the encoding that XML names, else in what the bytes are', async () => {
    const nameOf = async (bytes: Uint8Array<ArrayBuffer>) => {
      const read = await readChosen(new File([bytes], 'x'))
      return 'statement' in read
        ? read.statement.lines[0]?.name
        : 'csv' in read
          ? read.csv.rows[0]?.cells[1]
          : read
    }
    const named = camt(entry({ details: payment('<Nm>\xa3ukasik</Nm>', '') }), '04')
    const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
    expect(await nameOf(latin(named.replace('?>', ' encoding="ISO-8859-2"?>')))).toBe('Łukasik')
    const table = 'Datum;Name;Betrag\n03.11.2026;Zo\xeb;12,50\n'
    expect(await nameOf(latin(table))).toBe('Zoë')
    const utf16 = new Uint8Array(2 * table.length + 2)
    for (const [at, letter] of [...`\uFEFF${table}`].entries())
      new DataView(utf16.buffer).setUint16(2 * at, letter.charCodeAt(0), true)
    expect(await nameOf(utf16)).toBe('Zoë')
  })

  it('holds nothing that the database refuses in a text, since one line would keep all from being looked at', async () => {
    const row = (name: string, words: string) => `30.11.2026;12,50;EUR;${name};${words}`
    for (let before = 130; before < 190; before += 1) {
      const file = [
        'Datum;Betrag;Währung;Name;Verwendungszweck',
        row('A\0da', `${'x'.repeat(before)}👩‍👩‍👧${'y'.repeat(5000)}`),
      ]
      const chosen = await readChosen(new File([file.join('\n')], 'bank.csv'))
      if (!('csv' in chosen)) throw new Error('It is a table.')
      const [line] = readCsvStatement(chosen.csv, { columns: chosen.csv.columns }).lines
      expect(line).toMatchObject({ name: 'Ada', amount_minor: 1250 })
      expect(JSON.stringify(line)).not.toMatch(/\\u(0000|d[89a-f])/)
      expect(line?.reference.length).toBeLessThan(1_100)
    }
  })

  it('that cannot be opened any more is said so', async () => {
    const gone = new File(['x'], 'bank.csv')
    gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'))
    expect(await readChosen(gone)).toMatchObject({
      problem: expect.stringMatching(/^This file could not be opened/),
    })
  })

  it('does not take a number that counts the lines of a file for a key of the bank', () => {
    const keyOf = (day: string) => {
      const file = readCsvFile(`Id;Date;Amount;Currency\n1;${day};7.00;EUR\n`)
      return readCsvStatement(file, { columns: file.columns }).lines[0]?.bank_id
    }
    expect(keyOf('2026-10-30')).not.toBe(keyOf('2026-11-30'))
    expect(keyOf('2026-10-30')).toBe(keyOf('2026-10-30'))
  })

  it.each([
    [
      'UBS',
      "Kontonummer:;0230\nVon:;2026-11-01\nAbschlussdatum;Buchungsdatum;Währung;Belastung;Gutschrift;Saldo;Beschreibung1\n2026-11-30;2026-11-30;CHF;;1'234.50;2000.00;A\n2026-11-30;2026-11-30;CHF;-20.00;;1980.00;B\n",
      123_450,
    ],
    [
      'PostFinance',
      "Konto:;CH00\nDatum;Avisierungstext;Gutschrift in CHF;Lastschrift in CHF;Saldo in CHF\n30.11.2026;A;1'234.50;;2000\n30.11.2026;B;;-5.00;1995\n\nDisclaimer:\nText\n",
      123_450,
    ],
    [
      'ZKB',
      '"Date";"Booking text";"Curr";"Debit CHF";"Credit CHF"\n"30.11.2026";"A";"CHF";"";"12.50"\n"30.11.2026";"B";"CHF";"7.00";""\n',
      1250,
    ],
    [
      'Raiffeisen',
      'IBAN;Booked At;Text;Credit/Debit Amount CHF\nCH00;2026-11-30 00:00:00.0;A;12.5\nCH00;2026-11-30 00:00:00.0;B;-12.5\n',
      1250,
    ],
    [
      'ING in Dutch',
      '"Datum";"Naam / Omschrijving";"Af Bij";"Bedrag (EUR)"\n"20261130";"A";"Bij";"12,50"\n"20261130";"B";"Af";"12,50"\n',
      1250,
    ],
    [
      'mBank',
      '#Data operacji;#Opis operacji;#Kwota EUR\n2026-11-30;A;1 234,50 EUR\n2026-11-30;B;-1 234,50 EUR\n',
      123_450,
    ],
    [
      'Intesa',
      'Data contabile;Descrizione;Addebiti;Accrediti;Divisa\n30/11/2026;A;;1.234,50;EUR\n30/11/2026;B;-5,00;;EUR\n',
      123_450,
    ],
    [
      'Chase',
      'Details,Posting Date,Description,Amount (USD)\nCREDIT,11/30/2026,A,"1,234.50"\nDEBIT,11/30/2026,B,-12.50\n',
      123_450,
    ],
    [
      'months by name',
      'Date,Amount,Currency\n30-Nov-26,12.50,EUR\n"Nov 30, 2026",-3.00,EUR\n30. März 26,-1.00,EUR\n',
      1250,
    ],
  ])('reads without a question what %s writes', (_bank, text, amount) => {
    const { columns, currency, ...file } = readCsvFile(text)
    const choices = { columns, currency }
    expect(missingOf({ columns, ...file }, choices)).toEqual([])
    const { lines, leftOut, problems } = readCsvStatement({ columns, ...file }, choices)
    expect(lines).toMatchObject([{ day: '2026-11-30', amount_minor: amount }])
    expect(leftOut.find(({ why }) => why === 'went out')?.count).toBeGreaterThan(0)
    expect(problems).toEqual([])
  })

  it('finds the table by its bookings where no heading is known, and loses none where there is no heading', () => {
    const strange = readCsvFile('Konto:;0230\nStand;1.000,00\nTag X;Was;Wieviel\n30.11.2026;A;12,50\n')
    expect(strange.headings).toEqual(['Tag X', 'Was', 'Wieviel'])
    const bare = readCsvFile('"11/30/2026","12.50","*","","A"\n"11/29/2026","3.00","*","","B"\n')
    expect(bare.headings).toHaveLength(5)
    const choices = { columns: { day: 0, amount: 1, reference: 4 }, currency: 'USD' }
    expect(readCsvStatement(bare, choices).lines.map(({ day, reference }) => [day, reference])).toEqual([
      ['2026-11-30', 'A'],
      ['2026-11-29', 'B'],
    ])
  })

  it('asks for what the file does not say', () => {
    const file = readCsvFile('Date,Description,Credit\n01/02/2026,A,10.00\n')
    expect(missingOf(file, { columns: file.columns })).toEqual([
      'the currency',
      'how days are written: “01/02/2026” can be read in more than one way',
    ])
    const { lines } = readCsvStatement(file, { columns: file.columns, currency: 'GBP', order: 'dmy' })
    expect(lines).toMatchObject([{ day: '2026-02-01', amount_minor: 1000, currency: 'GBP' }])
    const strange = readCsvFile('a,b\n1,2\n')
    expect(missingOf(strange, { columns: strange.columns })).toHaveLength(3)
  })

  it('reads three decimals where the currency has them, and asks where they can be thousands', () => {
    const amounts = (...written: string[]) => {
      const file = readCsvFile(
        `Date;Amount;Currency\n${written.map((one) => `2026-11-30;${one};KWD\n`).join('')}`,
      )
      const read = (mark?: '.' | ',') =>
        readCsvStatement(file, { columns: file.columns, mark }).lines.map(({ amount_minor }) => amount_minor)
      return { read, missing: missingOf(file, { columns: file.columns }) }
    }
    const unclear = amounts('1.500')
    expect(unclear.missing).toEqual([
      'which mark stands before the decimals: “1.500” can be 1500 or 1.500 KWD',
    ])
    expect([unclear.read(), unclear.read('.'), unclear.read(',')]).toEqual([[], [1500], [1_500_000]])
    for (const telling of ['0.750', '1,234.500', '1234.500', '2.25'])
      expect([amounts('1.500', telling).missing, amounts('1.500', telling).read()[0]]).toEqual([[], 1500])
    expect(amounts('1.500', '1.234,500').read()).toEqual([1_500_000, 1_234_500])
  })

  it('knows the order of days only where it can be one', () => {
    expect(dayOrderOf(['2026-01-02'])).toBe('ymd')
    expect(dayOrderOf(['01.02.2026'])).toBe('dmy')
    expect(dayOrderOf(['01/02/2026', '01/13/2026'])).toBe('mdy')
    expect(dayOrderOf(['01/02/2026', '13/01/2026'])).toBe('dmy')
    expect(dayOrderOf(['01/02/2026'])).toBeUndefined()
    // A two-digit year can be at either end; between dots the day comes first.
    expect(dayOrderOf(['26-11-30'])).toBeUndefined()
    expect(dayOrderOf(['30/11/26', '30/10/26'])).toBeUndefined()
    expect(dayOrderOf(['26-11-30', '99-12-31'])).toBe('ymd')
    expect(dayOrderOf(['30.11.26', ''])).toBe('dmy')
    expect(dayOf('26-11-30', 'ymd')).toBe('2026-11-30')
    expect(dayOf('29.02.2027', 'dmy')).toBeUndefined()
    expect(dayOf('29.02.28', 'dmy')).toBe('2028-02-29')
  })
})

describe('what becomes of a line', () => {
  const match = (changes: Partial<Match>): Match => ({
    line: 1,
    booked_before: false,
    like_payment: null as never,
    invoice_id: 'i',
    number: 'N',
    billing_name: 'B',
    due_minor: 1,
    why: '',
    score: 140,
    ...changes,
  })
  it('is an invoice only where its number was named, and nothing twice', () => {
    expect(choiceOf(match({}))).toBe('invoice')
    expect(choiceOf(match({ score: 60 }))).toBe('unallocated')
    expect(choiceOf(match({ like_payment: 'p' }))).toBe('leave')
    const line = {
      line: 1,
      day: '2026-11-30',
      amount_minor: 1,
      currency: 'EUR',
      name: '',
      reference: '',
      bank_id: 'x',
    }
    expect(bookable([line], new Map([[1, match({ booked_before: true })]]), { 1: 'invoice' })).toEqual([])
    expect(bookable([line], new Map([[1, match({ like_payment: 'p' })]]), { 1: 'unallocated' })).toEqual([
      line,
    ])
  })
})
