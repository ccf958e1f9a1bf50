import { currencyCodes, minorDigits } from '@/resource/fields/currencies'
import {
  amountOf,
  counter,
  createKeys,
  isDay,
  type KeyParts,
  type Statement,
  StatementProblem,
  truncated,
} from './statement'

// All these versions share the elements that are read. Some banks
// use a namespace of their own that ends with the message's name.
const known = /\bcamt\.053\.001\.(0[2-9]|1[0-3])(\.xsd)?$/

const others: readonly [start: string, what: string][] = [
  ['camt.052', 'an intraday report (camt.052), whose bookings are not final'],
  ['camt.054', 'a notice of single bookings (camt.054)'],
  ['pain.', 'an order to the bank (pain), not what it booked'],
  ['pacs.', 'a message between banks (pacs)'],
  ['camt.', 'another message of the bank'],
]

/** Whether a text looks like XML. */
export function isXml(text: string): boolean {
  return /^\uFEFF?\s*</.test(text)
}

/**
 * Reads a CAMT.053 statement, versions 001.02 to 001.13: incoming, booked money; each payment of a batch
 * becomes a line. An unclear entry is reported as a problem, never guessed.
 */
export function readCamt(text: string): Statement {
  const xml = new DOMParser().parseFromString(text, 'application/xml')
  if (xml.querySelector('parsererror'))
    throw new StatementProblem(
      'This file is broken XML: it may have been cut off. Fetch it from the bank again.',
    )
  const root = xml.documentElement
  const space = root.namespaceURI ?? ''
  if (root.localName !== 'Document' || !known.test(space)) throw new StatementProblem(strangerText(space))
  const left = counter()
  const problems: string[] = []
  const lines: Statement['lines'] = []
  const keyOf = createKeys()
  const statements = deep(root, 'BkToCstmrStmt/Stmt')
  if (statements.length === 0) throw new StatementProblem('There is no statement in this file.')
  const read = new Set<string>()
  for (const statement of statements) {
    const account = value(statement, 'Acct/Id/IBAN') || value(statement, 'Acct/Id/Othr/Id') || 'account'
    // The pages of a long statement share one id, so the page number is part of the key.
    const places = ['Id', 'LglSeqNb', 'ElctrncSeqNb', 'StmtPgntn/PgNb', 'RptPgntn/PgNb']
    const id =
      value(statement, 'Id') && [account, ...places.map((place) => value(statement, place))].join(' ')
    const isCopy = read.has(id)
    if (id) read.add(id)
    for (const entry of deep(statement, 'Ntry')) {
      const skipped = isCopy ? 'of a statement that is in this file twice' : whyLeftOut(entry)
      if (skipped) left.add(skipped)
      else
        for (const part of partsOf(entry, problems)) {
          const { given, counted, ...rest } = part
          const known = [rest.day, String(rest.amount_minor), rest.currency, rest.name, rest.reference]
          lines.push({ line: lines.length + 1, ...rest, ...keyOf({ account, given, counted, known }) })
        }
    }
  }
  return { kind: 'CAMT.053', lines, leftOut: left.counted(), problems }
}

function strangerText(space: string): string {
  const message = /\b(?:camt|pain|pacs)\..+$/.exec(space)?.[0] ?? ''
  if (message.startsWith('camt.053'))
    return `This is a statement of version ${message}; 001.02 to 001.13 can be read. Ask the bank for one of those.`
  const what = others.find(([start]) => message.startsWith(start))?.[1]
  return what
    ? `This file is ${what}. Choose the statement of the account: CAMT.053.`
    : 'This is XML, but not a statement of a bank account (CAMT.053).'
}

function whyLeftOut(entry: Element): string | undefined {
  // Up to version 7 the status is text; since version 8 it is a `Cd` element.
  const state = value(entry, 'Sts/Cd') || value(entry, 'Sts')
  if (state !== 'BOOK') return 'not booked yet'
  if (/^(true|1)$/.test(value(entry, 'RvslInd'))) return 'taken back by the bank'
  const direction = value(entry, 'CdtDbtInd')
  if (direction === 'DBIT') return 'went out'
  if (/^0*(\.0*)?$/.test(value(entry, 'Amt') || '-')) return 'of no amount'
  return direction === 'CRDT' ? undefined : 'without a direction'
}

type Part = Omit<Statement['lines'][number], 'line' | 'bank_id' | 'bank_ids_before'> &
  Pick<KeyParts, 'given' | 'counted'>

function partsOf(entry: Element, problems: string[]): Part[] {
  const day = (
    value(entry, 'BookgDt/Dt') ||
    value(entry, 'BookgDt/DtTm') ||
    value(entry, 'ValDt/Dt') ||
    value(entry, 'ValDt/DtTm')
  ).slice(0, 10)
  const whole = readAmount(deep(entry, 'Amt')[0])
  const sum = whole && `${day} ${whole.amount_minor} ${whole.currency}`
  const own = bankKey(entry, ['AcctSvcrRef'], ['NtryRef'], sum)
  const called = own.given ?? own.counted?.number
  const where = `The entry ${called ? `${called} ` : ''}of ${day || 'no day'}`
  if (!isDay(day) || !whole) {
    const unread = whyUnread(deep(entry, 'Amt')[0])
    problems.push(`${where} ${isDay(day) ? unread : 'has no day that can be read'}. It is left out.`)
    return []
  }
  const details = deep(entry, 'NtryDtls/TxDtls')
  const said = Number(value(entry, 'NtryDtls/Btch/NbOfTxs') || details.length)
  if (details.length <= 1) {
    const detail = details[0]
    const note = said > 1 ? ` (${said} payments in one)` : ''
    return [
      {
        ...whole,
        day,
        name: detail ? nameOf(detail) : '',
        reference: truncated((detail && referenceOf(detail)) || value(entry, 'AddtlNtryInf')) + note,
        ...(called || !detail ? own : bankKey(detail, keys, weakKeys, sum)),
      },
    ]
  }
  const amounts = details.map((detail) => amountWithin(detail, whole.currency))
  const isWhole =
    amounts.every((amount) => amount?.currency === whole.currency) &&
    amounts.reduce((sum, amount) => sum + (amount?.amount_minor ?? 0), 0) === whole.amount_minor
  if (!isWhole || details.some((detail) => value(detail, 'CdtDbtInd') === 'DBIT')) {
    problems.push(
      `${where} holds ${details.length} payments that do not come to its amount. Book it by hand.`,
    )
    return []
  }
  return details.map((detail, at) => ({
    ...(amounts[at] ?? whole),
    day,
    name: nameOf(detail),
    reference: referenceOf(detail),
    ...partKey(detail, own, `${day} ${amounts[at]?.amount_minor} ${whole.currency}`, at + 1),
  }))
}

const keys = ['Refs/AcctSvcrRef', 'Refs/TxId', 'Refs/UETR']
const weakKeys = ['Refs/InstrId']

type Key = Pick<KeyParts, 'given' | 'counted'>

/**
 * The bank's key of a payment. A key that only numbers the
 * entries of a statement does not identify a payment by itself.
 */
function bankKey(element: Element, strong: readonly string[], weak: readonly string[], sum = ''): Key {
  const given = givenKey(element, strong)
  const number = given ? undefined : givenKey(element, weak)
  return { given, counted: number ? { number, before: [number, `${number} ${sum}`] } : undefined }
}

/**
 * The key of one payment in a batch. If only the whole entry
 * has a key, the position in the batch is added to it.
 */
function partKey(detail: Element, whole: Key, sum: string, place: number): Key {
  const own = bankKey(detail, keys, weakKeys, sum)
  if (own.given ?? own.counted) return own
  const at = (key: string) => `${key}/${place}`
  const { given, counted } = whole
  return {
    given: given && at(given),
    counted: counted && {
      number: at(counted.number),
      before: [at(counted.before[0]), at(counted.before[1])],
    },
  }
}

function givenKey(element: Element, paths: readonly string[]): string | undefined {
  return paths
    .map((path) => value(element, path))
    .find((text) => text && !/^(NOTPROVIDED|NONREF|N\/?A)$/i.test(text))
}

function readAmount(element: Element | undefined): { amount_minor: number; currency: string } | undefined {
  const currency = element?.getAttribute('Ccy') ?? ''
  const text = element?.textContent?.trim() ?? ''
  const decimals = /^\d+(?:\.(\d+))?$/.exec(text)?.[1]?.replace(/0+$/, '') ?? ''
  if (!/^\d+(\.\d+)?$/.test(text) || decimals.length > minorDigits(currency)) return undefined
  const amount_minor = amountOf(text, currency)
  return amount_minor === undefined ? undefined : { amount_minor, currency }
}

function whyUnread(element: Element | undefined): string {
  const currency = element?.getAttribute('Ccy') ?? ''
  if (!currencyCodes.includes(currency)) return `has the currency “${currency}”, which does not exist`
  return `has an amount “${element?.textContent?.trim()}” that is none in ${currency}`
}

/** The amount of one payment in the account's currency, which may be listed beside the payer's currency. */
function amountWithin(detail: Element, currency: string): ReturnType<typeof readAmount> {
  const places = ['Amt', 'AmtDtls/TxAmt/Amt', 'AmtDtls/CntrValAmt/Amt', 'AmtDtls/InstdAmt/Amt']
  const told = places.flatMap((place) => deep(detail, place))
  return readAmount(told.find((one) => one.getAttribute('Ccy') === currency) ?? told[0])
}

function nameOf(detail: Element): string {
  const party = ['RltdPties/UltmtDbtr', 'RltdPties/Dbtr']
  return truncated(
    party.flatMap((path) => [value(detail, `${path}/Pty/Nm`), value(detail, `${path}/Nm`)]).find(Boolean) ??
      '',
  )
}

function referenceOf(detail: Element): string {
  const written = deep(detail, 'RmtInf/Ustrd').map((part) => part.textContent?.trim() ?? '')
  // A payment for several invoices names each of them in an element of its own.
  const structured = ['CdtrRefInf/Ref', 'RfrdDocInf/Nb', 'AddtlRmtInf']
    .flatMap((path) => deep(detail, `RmtInf/Strd/${path}`))
    .map((part) => part.textContent?.trim() ?? '')
  const endToEnd = givenKey(detail, ['Refs/EndToEndId'])
  const told = [...written, ...structured]
  return truncated([...told, told.some(Boolean) ? '' : endToEnd].filter(Boolean).join(' ').trim())
}

/** The elements along a path of local names, with any namespace prefix. */
function deep(element: Element, path: string): Element[] {
  return path
    .split('/')
    .reduce<Element[]>(
      (found, name) => found.flatMap((one) => [...one.children].filter((child) => child.localName === name)),
      [element],
    )
}

function value(element: Element, path: string): string {
  return deep(element, path)[0]?.textContent?.trim() ?? ''
}
