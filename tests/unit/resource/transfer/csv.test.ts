import { describe, expect, test } from 'vitest'
import { listText, readList } from '@/resource/fields/lists'
import { decode, encodingNote, guessEncoding } from '@/resource/transfer/encoding'
import { problemOfFile, problemOfSize, problemOfText } from '@/resource/transfer/fileKind'
import { guessDelimiter, readRows } from '@/resource/transfer/readCsv'
import { csvLine, escapeFormula, unescapeFormula } from '@/ui/csv'
import fc from '../../../support/property'

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', '=', '+', '-', '@', "'", ' ', '0', 'ü', '😀'),
  }),
)

const cellsOf = async (text: string, delimiter = ',') =>
  (await readRows(text, delimiter)).map(({ cells }) => cells)

describe('CSV', () => {
  test('is read back as it was written, whatever is in it, and no cell of it is a formula', async () => {
    const table = fc.array(fc.array(hostile, { minLength: 1, maxLength: 5 }), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const read = await cellsOf(rows.map(csvLine).join(''))
        const isFull = (cells: string[]) => cells.some((cell) => cell.trim() !== '')
        expect(read.map((cells) => cells.map(unescapeFormula))).toEqual(
          rows.filter((cells) => isFull(cells.map(escapeFormula))),
        )
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

  test.each<[string, string, string, string[][]]>([
    [
      'quotes, with line breaks',
      'a;b\r\n"one\r\ntwo";"say ""hi"""',
      ';',
      [
        ['a', 'b'],
        ['one\r\ntwo', 'say "hi"'],
      ],
    ],
    [
      'line ends of all kinds',
      'a,b\r\n1,2\r3,4\n"5",6\r\r\n7,8',
      ',',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
        ['5', '6'],
        ['7', '8'],
      ],
    ],
    [
      'line ends of old Macs only',
      'a,b\r"x\ry",2\r',
      ',',
      [
        ['a', 'b'],
        ['x\ry', '2'],
      ],
    ],
    ['blank rows, left out', 'a\n\n;\nb;', ';', [['a'], ['b', '']]],
    ['quotes in the middle of a cell', '5" pipe,Un"quoted', ',', [['5" pipe', 'Un"quoted']]],
    [
      'DOS’s mark of the end',
      'a,b\r\n1,2\r\n\u001a',
      ',',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['the line that names its delimiter', 'sep=#\r\na#b', '#', [['a', 'b']]],
    [
      'a delimiter that means something elsewhere',
      'a^"b"\r\n1^2',
      '^',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
  ])('has %s', async (_what, text, delimiter, cells) => {
    expect(await cellsOf(text, delimiter)).toEqual(cells)
  })

  test('a quote that is not closed is told; one that is not doubled spoils its row only', async () => {
    await expect(readRows('a,b\n1,"2\n3,4', ',')).rejects.toThrow('line 2 is never closed')
    const rows = await readRows('a,b\n"x"y,1\n"z",2\n3,4', ',')
    expect(rows.map(({ number, problem }) => [number, problem?.replace(/^.*that /, '')])).toEqual([
      [1, undefined],
      [2, 'lines 2 to 3 were read as one row'],
      [3, undefined],
    ])
  })

  test('is read in pieces that end anywhere', async () => {
    const line = `${'x'.repeat(997)},"y\n${'z'.repeat(5)}"`
    const rows = await readRows(Array.from({ length: 5000 }, () => line).join('\n'), ',')
    expect(rows).toHaveLength(5000)
    expect(rows.at(-1)).toEqual({ number: 5000, cells: ['x'.repeat(997), 'y\nzzzzz'] })
    await expect(readRows('a\n'.repeat(10), ',', AbortSignal.abort())).rejects.toThrow()
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
    ['UTF-16 with its mark, big endian', utf16('\uFEFFMüller', false), 'utf-16be'],
    ['what is no UTF-8', Uint8Array.from([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72]), 'windows-1252'],
  ])('is decoded by %s', (_what, bytes, encoding) => {
    expect(guessEncoding(bytes)).toBe(encoding)
    expect(decode(bytes, encoding)).toBe('Müller')
  })
  test('says where its encoding is assumed, or does not fit', () => {
    const note = (bytes: Uint8Array, encoding = guessEncoding(bytes)) =>
      encodingNote(bytes, encoding, decode(bytes, encoding))
    const western = Uint8Array.from([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72])
    expect(note(western)).toContain('Windows-1252 (Western Europe) is assumed')
    expect(note(utf16('Müller', false))).toContain('UTF-16, big endian is assumed')
    expect(note(western, 'utf-8')).toBe('1 sign cannot be read as UTF-8: choose another encoding.')
    expect(note(western, 'windows-1250')).toBeUndefined()
    expect(note(new TextEncoder().encode('Müller'))).toBeUndefined()
    expect(note(utf16('\uFEFFMüller', true))).toBeUndefined()
  })
  test.each([true, false])('is known as UTF-16 without a mark, whatever its script (%s)', (littleEndian) => {
    for (const line of [
      'Имя,Город\nАнна,Киев\n',
      '名前,都市\n山田 太郎,東京\n',
      'Name\tStadt\nZoë\tMalmö\n',
    ]) {
      const bytes = utf16(line.repeat(3), littleEndian)
      expect(problemOfFile(bytes)).toBeUndefined()
      expect(decode(bytes, guessEncoding(bytes))).toBe(line.repeat(3))
    }
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
    ['\x1f\x8b\x08\0', 'a packed file'],
    ['\xfd7zXZ\0', 'a packed file'],
    ['PK\x05\x06\0\0', 'an empty ZIP archive'],
    ['\xff\xfe\0\0N\0\0\0', 'text in UTF-32'],
  ])('%j is %s', (text, kind) => {
    expect(problemOfFile(start(text))).toContain(kind)
  })

  test.each([
    ['\n<!DOCTYPE html><html>', 'a web page'],
    ['<?xml version="1.0"?><Workbook>', 'XML'],
    ['[\n{"full_name":"Ada"}]', 'JSON'],
    ['Name,Notes\nA,<b>', undefined],
  ])('the text %j is %s', (text, kind) => {
    if (kind) expect(problemOfText(text)).toContain(kind)
    else expect(problemOfText(text)).toBeUndefined()
  })

  test('text in any encoding is read', () => {
    for (const text of [
      'Name,Email\r\nZo\xeb,a@b.c',
      '\xff\xfeN\0a\0m\0e\0\x44\x01',
      'N\0a\0m\0e\0,\0',
      'Name,Email\nA\0da,a@b.c\n',
      '',
    ]) {
      expect(problemOfFile(start(text)), JSON.stringify(text)).toBeUndefined()
    }
  })
})

test('a file is refused for its size before it is read', () => {
  expect(problemOfSize(0)).toBe('It is empty.')
  expect(problemOfSize(2_147_483_648)).toContain('2,147 MB')
  expect(problemOfSize(1000)).toBeUndefined()
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
    '\u0007=1',
    '\u034f=1',
    '\u3164+1',
    '\ufe0f@x',
    '﹦1',
    '﹫x',
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
