import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { candidatesFor, fontFiles, lettersOf } from '@/domains/billing/document/fonts'
import { paperOf, textsOf } from '@/domains/billing/document/paper'
import { definitionOf } from '@/domains/billing/document/pdf'
import { runsOf } from '@/domains/billing/document/runs'
import type { DocumentSnapshot } from '@/domains/billing/document/snapshot'

const snapshot: DocumentSnapshot = {
  kind: 'invoice',
  state: 'open',
  number: 'IA-2026-00001',
  issued_on: '2026-11-29',
  due_on: '2026-12-13',
  currency: 'JPY',
  seller: { name: 'IntroAlignment GmbH', address: 'Lindenstraße 14\n10969 Berlin', country: 'DE' },
  buyer: { name: 'דוד 漢', country: 'JP' },
  memo: null,
  subtotal_minor: 2000,
  discount_minor: 100,
  tax_minor: 190,
  total_minor: 2090,
  due_minor: 1090,
  taxes: [{ rate: 10, name: 'VAT', jurisdiction: 'JP', net_minor: 1900, tax_minor: 190 }],
  lines: [
    {
      description: 'Plan',
      quantity: 2,
      unit_minor: 1000,
      discount_minor: 100,
      tax_rate: 10,
      amount_minor: 1900,
    },
  ],
  payments: [{ day: '2026-11-30', method: 'card', amount_minor: 1000 }],
  credits: [],
}

interface Placed {
  id: string
  positions: { pageNumber: number }[]
}

function markedIn(node: unknown): Placed[] {
  if (typeof node !== 'object' || node === null) return []
  const found = 'id' in node && 'positions' in node ? [node as Placed] : []
  return [
    ...found,
    ...(Array.isArray(node)
      ? node
      : ['columns', 'stack', 'table', 'body'].map((key) => (node as Record<string, unknown>)[key])
    ).flatMap(markedIn),
  ]
}

describe('the document of an invoice', () => {
  it('says each sum in its currency, and what was paid', () => {
    const paper = paperOf(snapshot)
    expect(paper.lines?.rows).toEqual([['Plan', '2', '¥1,000', '−¥100', '10 %', '¥1,900']])
    expect(paper.sums.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Subtotal: ¥2,000',
      'Discount: −¥100',
      'Net: ¥1,900',
      'Tax: ¥190',
      'Total JPY: ¥2,090',
      'Paid by card, 30 Nov 2026: −¥1,000',
      'Amount due JPY: ¥1,090',
    ])
  })

  it('keeps its sums together in the PDF where they fit on a page, and breaks words that are wider than a column', () => {
    const drawn = (document: DocumentSnapshot) =>
      JSON.stringify(definitionOf(paperOf(document), 'A4', (text) => [{ text, font: 'f' }]))
    const [payment] = snapshot.payments ?? []
    expect(drawn(snapshot)).toContain('"unbreakable":true')
    expect(drawn(snapshot)).not.toContain('break-all')
    const long = drawn({
      ...snapshot,
      buyer: { name: 'W'.repeat(60) },
      payments: Array.from({ length: 45 }, () => payment!),
    })
    expect(long).toContain('"unbreakable":false')
    expect(long).toContain(`${'W'.repeat(60)}","font":"f"}],"wordBreak":"break-all"`)
  })

  it('writes the figures of a line on the height of its text, also where that is Arabic', () => {
    const paper = paperOf({ ...snapshot, lines: [{ ...snapshot.lines![0]!, description: 'محمد' }] })
    const drawn = definitionOf(paper, 'A4', (text) => [
      { text, font: text === 'محمد' ? 'noto-sans-arabic-arabic' : 'noto-sans-latin' },
    ])
    const row = (text: string) =>
      new RegExp(`"${text}","font":"[^"]+"\\}\\][^{]*?"margin":\\[0,([\\d.]+),0,0\\]`).exec(
        JSON.stringify(drawn),
      )?.[1]
    expect([Number(row('محمد')), Number(row('2')).toFixed(3)]).toEqual([0, (9 * 0.305).toFixed(3)])
  })

  it.each(['A4', 'LETTER'] as const)('never leaves its sums alone on a page of %s', async (size) => {
    const { default: pdfMake } = await import('pdfmake/build/pdfmake.min.js')
    const file = fontFiles().find(({ name }) => name === 'noto-sans-latin')
    const font = readFileSync(decodeURIComponent(file?.url.slice(1).split('?')[0] ?? '')).toString('base64')
    pdfMake.addVirtualFileSystem({ 'f.woff': font })
    pdfMake.addFonts({ 'noto-sans-latin': { normal: 'f.woff', bold: 'f.woff' } })
    const [line] = snapshot.lines ?? []
    let moved = 0
    const draw = async (lines: number, description: string, memo = '') => {
      const paper = paperOf({
        ...snapshot,
        memo,
        lines: Array.from({ length: lines }, () => ({ ...line!, description })),
      })
      const drawn = definitionOf(paper, size, (text) => [
        { text: text.replace(/[^ -~]/g, '-'), font: 'noto-sans-latin' },
      ])
      await pdfMake.createPdf(drawn).getBuffer()
      // Marked content has a position: the page of each marked text.
      const pages = new Map(
        markedIn(drawn.content).map(({ id, positions }) => [id, positions[0]?.pageNumber]),
      )
      const last = pages.get('0 left, 0')
      for (let left = 1; left <= Math.min(lines, 3) && lines > 3; left++)
        for (let column = 0; column < 6; column++)
          expect(pages.get(`${left} left, ${column}`), `${lines} lines, ${left} left, ${column}`).toBe(last)
      if (last !== pages.get('4 left, 0')) moved++
      if (memo) expect(pages.get('memo'), `the memo after ${lines} lines`).toBe(last)
    }
    for (let lines = 17; lines <= 19; lines++)
      await draw(lines, 'Plan', 'Thank you.\nPayable within 14 days.\n\nYours,\n\nthe accounts')
    for (let lines = 16; lines <= 25; lines++) await draw(lines, 'Plan')
    for (let lines = 9; lines <= 13; lines++)
      await draw(lines, 'A long description of what was bought. '.repeat(3))
    expect(moved).toBeGreaterThan(2)
  })

  it('puts its sums below its taxes where amounts are wide, and never breaks “Without tax”', () => {
    const of = (tax_minor: number) =>
      paperOf({
        ...snapshot,
        currency: 'KWD',
        taxes: [{ rate: 0, name: '', jurisdiction: '', net_minor: 1000, tax_minor }],
      })
    expect([of(123_456).hasWideSums, of(1_234_567).hasWideSums]).toEqual([false, true])
    expect(of(0).taxes?.rows[0]?.[0]).toBe('Without\u00a0tax')
  })

  it('asks for what is due as a letter, more urgently each time', () => {
    const letter = (level: number) =>
      paperOf({
        ...snapshot,
        kind: 'reminder',
        level,
        issued_on: '2026-12-14',
        days_late: 1,
        promised_on: level === 2 ? '2026-12-20' : null,
      })
    expect([1, 2, 3].map((level) => letter(level).title)).toEqual([
      'Payment reminder',
      'Second reminder',
      'Last reminder',
    ])
    expect(letter(2).letter).toEqual([
      '¥1,090 of invoice IA-2026-00001 was due on 13 Dec 2026, 1 day ago, and has not reached us. We have reminded you of it before. Please pay it in the next few days, or tell us what keeps you from it.',
      'You told us that you would pay it by 20 Dec 2026.',
      'Where you have paid it by now, nothing more is to be done. Thank you.',
    ])
    expect(textsOf(letter(3))).toContain(letter(3).letter?.[0])
  })

  it('is stamped where nothing is owed on it', () => {
    expect(paperOf({ ...snapshot, state: 'draft', number: null }).stamp).toContain('Draft')
    expect(paperOf({ ...snapshot, state: 'void' }).stamp).toContain('Void')
    expect(paperOf(snapshot).stamp).toBeUndefined()
  })

  it('finds a font that has each letter, whatever the font’s own list says', async () => {
    const all = fontFiles()
    const owner = async (letter: string) => {
      for (const file of candidatesFor(letter.codePointAt(0) ?? 0, all)) {
        const bytes = readFileSync(decodeURIComponent(file.url.replace(/^\//, '').split('?')[0] ?? ''))
        if ((await lettersOf(new Uint8Array(bytes).buffer)).has(letter.codePointAt(0) ?? 0)) return file.name
      }
    }
    for (const letter of 'éłŁŒıȘЖґΩשم漢语の€−–') expect(await owner(letter), letter).toBeDefined()
    // The Chinese font's list claims to cover Korean syllables, too.
    for (const letter of ['한', '🦄']) expect(await owner(letter), letter).toBeUndefined()
  })

  it('names all that it writes, so that no letter is drawn as a box', () => {
    expect(textsOf(paperOf(snapshot)).join(' ')).toMatch(/דוד 漢.*Amount due JPY/s)
  })
})

describe('runs of a text', () => {
  const fontOf = (letter: number) => (letter >= 0x590 && letter < 0x700 ? 'rtl' : 'ltr')
  const seen = (text: string) => runsOf(text, fontOf).map((run) => run.text)

  it('leave a text from left to right as it is', () => {
    expect(seen('Zoë (Łukasik) 12')).toEqual(['Zoë (Łukasik) 12'])
  })
  it('put words from right to left in the order of the eye, their letters as stored', () => {
    expect(seen('דוד בן גוריון')).toEqual(['גוריון', ' ', 'בן', ' ', 'דוד'])
  })
  it('turn brackets round and keep figures', () => {
    expect(seen('דוד (אב) 12')).toEqual(['12 (', 'אב', ') ', 'דוד'])
  })
  it('break a long text before they turn it, so that its lines follow each other', () => {
    const runs = seen(Array.from({ length: 12 }, () => 'שלוםשלום').join(' '))
    expect(runs.filter((text) => text.startsWith('\n'))).toHaveLength(2)
  })
  it('never drop a letter that no font has', () => {
    expect(() => runsOf('a🦄', (letter) => (letter < 128 ? 'ltr' : undefined))).toThrow('🦄')
  })
})
