import { moneyText } from '@/resource/fields'
import { dayText } from '../shared/days'
import type { DocumentSnapshot, Party } from './snapshot'

/** A table of the document with formatted text. All columns but the first contain numbers. */
interface PaperTable {
  head: readonly string[]
  rows: readonly (readonly string[])[]
}

/** The complete text of the document, in order; screen, print and PDF all render it. */
export interface Paper {
  title: string
  number: string
  /** A notice at the top: the document is a draft, or void. */
  stamp?: string
  /** The paragraphs of a letter before its figures. */
  letter?: readonly string[]
  seller: readonly string[]
  buyer: readonly string[]
  details: readonly (readonly [label: string, value: string])[]
  lines?: PaperTable
  taxes?: PaperTable
  /** True when the taxes and the totals do not fit side by side. */
  hasWideSums: boolean
  sums: readonly { label: string; value: string; isStrong?: boolean }[]
  memo?: string
  foot: string
}

/**
 * How many of the last lines stay on one page with the
 * totals, so that the last page never contains totals alone.
 */
export const rowsWithSums = 3

/** Two columns of amounts with up to this many characters fit beside the totals. */
const widestBeside = 12

const regions = new Intl.DisplayNames('en', { type: 'region' })
const counts = new Intl.NumberFormat('en')
const rates = new Intl.NumberFormat('en', { maximumFractionDigits: 6 })
const rateText = (rate: number) => `${rates.format(Number(rate))} %`

function country(code: string | null | undefined): string | undefined {
  if (!code) return undefined
  try {
    return regions.of(code)
  } catch {
    // Not an ISO 3166 code: the stored text is printed unchanged.
    return code
  }
}

function partyLines(party: Party): string[] {
  const lines = [
    party.name,
    ...(party.address ?? '').split('\n'),
    country(party.country),
    party.email,
    party.tax_id ? `Tax id ${party.tax_id}` : '',
  ]
  return lines.map((line) => (line ?? '').trim()).filter(Boolean)
}

// A non-breaking space, because half of the heading on its own line would be unclear.
const withoutTax = 'Without\u00a0tax'

const methods: Record<string, string> = {
  card: 'Paid by card',
  bank_transfer: 'Paid by bank transfer',
  cash: 'Paid in cash',
  credit: 'Paid from credit',
}

/** Turns a snapshot into the texts and numbers of its document. */
export function paperOf(document: DocumentSnapshot): Paper {
  const { currency, seller } = document
  const money = (minor: number) => moneyText(minor, currency)
  const isReminder = document.kind === 'reminder'
  const hasDiscount = document.discount_minor > 0 && !isReminder
  const net = document.total_minor - document.tax_minor
  const taxed = document.taxes.flatMap(({ net_minor, tax_minor }) => [money(net_minor), money(tax_minor)])
  return {
    title: titleOf(document),
    number: document.number ?? 'Draft',
    stamp:
      document.state === 'draft'
        ? 'Draft: not an invoice yet'
        : document.state === 'void'
          ? 'Void: nothing is owed'
          : undefined,
    letter: isReminder ? letterOf(document, money) : undefined,
    seller: partyLines(seller),
    buyer: partyLines(document.buyer),
    details: detailsOf(document),
    lines: document.lines && {
      head: [
        'Description',
        'Quantity',
        'Unit price',
        ...(hasDiscount ? ['Discount'] : []),
        'Tax',
        `Net, ${currency}`,
      ],
      rows: document.lines.map((line) => [
        line.description,
        counts.format(line.quantity),
        money(line.unit_minor),
        ...(hasDiscount ? [line.discount_minor ? `−${money(line.discount_minor)}` : '–'] : []),
        rateText(line.tax_rate),
        money(line.amount_minor),
      ]),
    },
    taxes: document.taxes.length
      ? {
          head: ['Tax', 'Rate', 'Net', `Tax, ${currency}`],
          rows: document.taxes.map((tax) => [
            Number(tax.rate) ? [tax.name, tax.jurisdiction].filter(Boolean).join(' ') : withoutTax,
            rateText(tax.rate),
            money(tax.net_minor),
            money(tax.tax_minor),
          ]),
        }
      : undefined,
    hasWideSums: taxed.some((text) => text.length > widestBeside),
    sums: [
      ...(hasDiscount
        ? [
            { label: 'Subtotal', value: money(document.subtotal_minor) },
            { label: 'Discount', value: `−${money(document.discount_minor)}` },
          ]
        : []),
      ...(isReminder
        ? []
        : [
            { label: 'Net', value: money(net) },
            { label: 'Tax', value: money(document.tax_minor) },
          ]),
      { label: `Total ${currency}`, value: money(document.total_minor), isStrong: true },
      ...settledSums(document, money),
    ],
    memo: document.memo ?? undefined,
    foot: [seller.name, seller.tax_id, seller.email].filter(Boolean).join(' · '),
  }
}

function titleOf({ kind, level = 1 }: DocumentSnapshot): string {
  if (kind === 'invoice') return 'Invoice'
  if (kind === 'credit_note') return 'Credit note'
  return ['Payment reminder', 'Second reminder', 'Last reminder'][level - 1] ?? 'Payment reminder'
}

/** The text of a reminder. It asks for payment and names no consequence, because staff decide those. */
function letterOf(
  { number, due_on, due_minor = 0, days_late = 0, level = 1, promised_on }: DocumentSnapshot,
  money: (minor: number) => string,
): string[] {
  const days = `${days_late} ${days_late === 1 ? 'day' : 'days'}`
  const owed = `${money(due_minor)} of invoice ${number} was due on ${dayText(due_on ?? '')}, ${days} ago, and has not reached us.`
  const asks = [
    'It may have been overlooked. Please pay it in the next few days.',
    'We have reminded you of it before. Please pay it in the next few days, or tell us what keeps you from it.',
    'We have reminded you of it twice. Please pay it now, or tell us what keeps you from it: we shall not remind you again.',
  ]
  return [
    `${owed} ${asks[level - 1] ?? asks[0]}`,
    ...(promised_on ? [`You told us that you would pay it by ${dayText(promised_on)}.`] : []),
    'Where you have paid it by now, nothing more is to be done. Thank you.',
  ]
}

function detailsOf(document: DocumentSnapshot): [string, string][] {
  const isReminder = document.kind === 'reminder'
  const details: [string, string | null | undefined][] = [
    [isReminder ? 'Sent on' : 'Issued on', document.issued_on && dayText(document.issued_on)],
    [isReminder ? 'Was due on' : 'Due on', document.due_on && dayText(document.due_on)],
    ['Invoice', isReminder ? document.number : null],
    [
      'Period',
      document.period_start && document.period_end
        ? `${dayText(document.period_start)} – ${dayText(document.period_end)}`
        : null,
    ],
    ['For invoice', document.invoice_number],
    ['Of', document.invoice_issued_on && dayText(document.invoice_issued_on)],
    ['Currency', document.currency],
  ]
  return details.flatMap(([label, value]) => (value ? [[label, value] as [string, string]] : []))
}

function settledSums(document: DocumentSnapshot, money: (minor: number) => string): Paper['sums'] {
  if (document.kind === 'credit_note') {
    const applied = document.applied_minor ?? 0
    return [
      { label: 'Off what was due', value: money(applied) },
      { label: 'Held as credit', value: money(document.total_minor - applied) },
    ]
  }
  return [
    ...(document.payments ?? []).map(({ day, method, amount_minor }) => ({
      label: `${amount_minor < 0 ? 'Taken back' : (methods[method] ?? 'Paid')}, ${dayText(day)}`,
      value: amount_minor < 0 ? money(-amount_minor) : `−${money(amount_minor)}`,
    })),
    ...(document.credits ?? []).map(({ day, number, amount_minor }) => ({
      label: `Credit note ${number}, ${dayText(day)}`,
      value: `−${money(amount_minor)}`,
    })),
    { label: `Amount due ${document.currency}`, value: money(document.due_minor ?? 0), isStrong: true },
  ]
}

/** All texts of the document, for which fonts are needed. */
export function textsOf(paper: Paper): string[] {
  return [
    paper.title,
    paper.number,
    paper.stamp ?? '',
    ...(paper.letter ?? []),
    ...paper.seller,
    ...paper.buyer,
    ...paper.details.flat(),
    ...[paper.lines, paper.taxes].flatMap((table) => (table ? [...table.head, ...table.rows.flat()] : [])),
    ...paper.sums.flatMap(({ label, value }) => [label, value]),
    paper.memo ?? '',
    paper.foot,
  ]
}
