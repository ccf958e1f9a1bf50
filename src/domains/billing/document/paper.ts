import { moneyText } from '@/resource/fields'
import { dayText } from '../shared/days'
import type { DocumentSnapshot, Party } from './snapshot'

/** A table of the document: what stands in its head, and cells of text. All but the first column are figures. */
interface PaperTable {
  head: readonly string[]
  rows: readonly (readonly string[])[]
}

/** All that stands on the document, as text, in order: the screen, the printer and the PDF draw the same. */
export interface Paper {
  title: string
  number: string
  /** What must not be overlooked: that it is a draft, or void. */
  stamp?: string
  /** What a letter says before it comes to its figures. */
  letter?: readonly string[]
  seller: readonly string[]
  buyer: readonly string[]
  details: readonly (readonly [label: string, value: string])[]
  lines?: PaperTable
  taxes?: PaperTable
  /** Taxes and sums do not fit beside each other. */
  hasWideSums: boolean
  sums: readonly { label: string; value: string; isStrong?: boolean }[]
  memo?: string
  foot: string
}

/** So many lines go with the sums that follow them: sums do not stand alone on the last page. */
export const rowsWithSums = 3

/** Two columns of amounts of this many signs fit beside the sums, at the least. */
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
    // Not a code of ISO 3166: what is stored is what is printed.
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

// Its space does not break: of two lines of it, neither says what it is.
const withoutTax = 'Without\u00a0tax'

const methods: Record<string, string> = {
  card: 'Paid by card',
  bank_transfer: 'Paid by bank transfer',
  cash: 'Paid in cash',
  credit: 'Paid from credit',
}

/** Puts a snapshot into the words and figures of its document. */
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

/** What a reminder says: it asks, and threatens with nothing that nobody here has decided. */
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

/** Every text on the document: what its font must be able to write. */
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
