import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvLine, neutralised, original } from '@/resource/transfer/csv'
import { decode, guessEncoding } from '@/resource/transfer/encoding'
import { CsvProblem, csvRecords, guessDelimiter, withoutDelimiterLine } from '@/resource/transfer/readCsv'

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', '=', '+', '-', '@', "'", ' ', '0', 'ü', '😀'),
  }),
)

describe('CSV', () => {
  test('is read back as it was written, whatever is in it, and no cell of it is a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.array(hostile, { minLength: 1, maxLength: 5 }), { maxLength: 8 }), (rows) => {
        const read = [...csvRecords(rows.map(csvLine).join(''), ',')]
        expect(read.map((cells) => cells.map(original))).toEqual(rows)
        for (const cell of read.flat()) expect(cell).not.toMatch(/^[=+@\t\r\n]|^-(?!\d+(\.\d+)?$)/)
      }),
    )
  })

  test.each([
    ['=HYPERLINK("https://x.test")', '\'=HYPERLINK("https://x.test")'],
    ['+49 30 1234', "'+49 30 1234"],
    ['-12.50', '-12.50'],
    ['-1+cmd', "'-1+cmd"],
    ["'=1", "''=1"],
    ["'t Hart", "'t Hart"],
    ['0049', '0049'],
  ])('%s becomes %s and comes back', (text, safe) => {
    expect(neutralised(text)).toBe(safe)
    expect(original(safe)).toBe(text)
  })

  test('keeps line breaks in quotes, and all kinds of line ends', () => {
    expect([...csvRecords('a;b\r\n"one\r\ntwo";"say ""hi"""\r\r\n;\nc;', ';')]).toEqual([
      ['a', 'b'],
      ['one\r\ntwo', 'say "hi"'],
      [''],
      ['', ''],
      ['c', ''],
    ])
  })

  test('says where a quote is not closed', () => {
    expect(() => [...csvRecords('a,b\n1,"2\n3,4', ',')]).toThrow(CsvProblem)
    expect(() => [...csvRecords('a,b\n1,"2\n3,4', ',')]).toThrow('line 2')
  })

  test.each([
    ['name;city\n"Doe, J";Berlin\nRoe;Kiel, Ost', ';'],
    ['name,notes\nA,x;y\nB,z', ','],
    ['name\tcity\nA\tB', '\t'],
    ['a|b,c|d\n1|2|3', '|'],
    ['sep=#\r\na#b', '#'],
    ['email\na@b.test', ','],
  ])('guesses the delimiter of %j', (text, delimiter) => {
    expect(guessDelimiter(text)).toBe(delimiter)
    expect(withoutDelimiterLine(text)).not.toContain('sep=')
  })

  const utf16 = (text: string, littleEndian: boolean) => {
    const bytes = new Uint8Array(text.length * 2)
    const view = new DataView(bytes.buffer)
    for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), littleEndian)
    return bytes
  }
  test.each([
    ['a byte order mark', new TextEncoder().encode('\uFEFFMüller'), 'utf-8'],
    ['valid UTF-8', new TextEncoder().encode('Müller'), 'utf-8'],
    ['UTF-16 with its mark', utf16('\uFEFFMüller', true), 'utf-16le'],
    ['UTF-16 without one', utf16('Müller', false), 'utf-16be'],
    ['what is no UTF-8', Uint8Array.from([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72]), 'windows-1252'],
  ])('is decoded by %s', (_what, bytes, encoding) => {
    expect(guessEncoding(bytes)).toBe(encoding)
    expect(decode(bytes, encoding)).toBe('Müller')
  })
})
