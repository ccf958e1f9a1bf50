import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listText, readList } from '@/resource/fields/lists'
import { csvLine, escapeFormula, unescapeFormula } from '@/resource/transfer/csv'
import { decode, guessEncoding } from '@/resource/transfer/encoding'
import { problemOfFile } from '@/resource/transfer/fileKind'
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
        expect(read.map((cells) => cells.map(unescapeFormula))).toEqual(rows)
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
    expect(escapeFormula(text)).toBe(safe)
    expect(unescapeFormula(safe)).toBe(text)
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

describe('a file that is no text', () => {
  const start = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))
  test.each([
    ['PK\x03\x04....xl/workbook.xml', 'an Excel workbook'],
    ['PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet', 'an OpenDocument spreadsheet'],
    ['PK\x03\x04Index/Document.iwa', 'a Numbers spreadsheet'],
    ['PK\x03\x04leads.csv', 'a ZIP archive'],
    ['\xd0\xcf\x11\xe0\xa1', 'an old Excel'],
    ['\x89PNG\r\n', 'a picture'],
    ['%PDF-1.7', 'a PDF'],
    ['\x7fELF\x02\x01\x01\0\0\0\0', 'no text'],
  ])('%j is %s', (text, kind) => {
    expect(problemOfFile(start(text))).toContain(kind)
  })

  test('text in any encoding is read', () => {
    for (const text of [
      'Name,Email\r\nZo\xeb,a@b.c',
      '\xff\xfeN\0a\0m\0e\0\x44\x01',
      'N\0a\0m\0e\0,\0',
      '',
    ]) {
      expect(problemOfFile(start(text)), JSON.stringify(text)).toBeUndefined()
    }
  })
})

describe('a formula', () => {
  test.each([
    '=1',
    '+x',
    '-x',
    '@x',
    '\t=1',
    '＝1',
    '＋1',
    '－x',
    '＠x',
    '\u200b=1',
    ' =1',
    '\u00a0@x',
    "'=1",
    '\ufeff=1',
  ])('%j is neutralised, and is itself again when it is read', (text) => {
    expect(escapeFormula(text)).toBe(`'${text}`)
    expect(unescapeFormula(escapeFormula(text))).toBe(text)
  })
  test.each(['-5', "'t Hart", 'a=b', 'plain'])('%j is none', (text) => expect(escapeFormula(text)).toBe(text))
})

describe('a list of texts', () => {
  test.each([[['a,b', 'c;d', 'e|f', 'plain']], [['say "x"', 'two\nlines', ' spaced ']], [['"']], [[]]])(
    '%j survives being written and read',
    (values) => expect(readList(listText(values))).toEqual(values),
  )
  test('is read as people write it', () => {
    expect(readList('a, b;c | d\ne,, 5" pipe')).toEqual(['a', 'b', 'c', 'd', 'e', '5" pipe'])
  })
})
