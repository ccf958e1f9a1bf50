import { moneyText } from '@/resource/fields'
import type { RowOfResult } from '@/supabase/rpc'
import { pluralText } from '@/ui/pluralText'
import type { StatementLine } from './statement'

/** What a line may be for, as `match_statement` answers. */
export type Match = RowOfResult<'match_statement'>

/** What becomes of a line. */
export type Choice = 'invoice' | 'unallocated' | 'leave'

/** The score of a match whose number the payer named. */
const named = 100

/**
 * What a line begins with: the invoice only where its number was named, else nowhere yet. What looks booked already is
 * left out until somebody has looked.
 */
export function choiceOf(match: Match | undefined): Choice {
  if (!match || match.booked_before || match.like_payment) return match ? 'leave' : 'unallocated'
  return match.invoice_id && match.score >= named ? 'invoice' : 'unallocated'
}

/** The lines that are chosen, as `book_statement` takes them. */
export function bookable(
  lines: readonly StatementLine[],
  matches: ReadonlyMap<number, Match>,
  choices: Readonly<Record<number, Choice>>,
): (StatementLine & { invoice_id?: string })[] {
  return lines.flatMap((line) => {
    const match = matches.get(line.line)
    const choice = choices[line.line] ?? choiceOf(match)
    if (match?.booked_before || choice === 'leave') return []
    return choice === 'invoice' && match?.invoice_id ? [{ ...line, invoice_id: match.invoice_id }] : [line]
  })
}

/** What lines come to, by currency. */
export function sumsText(lines: readonly StatementLine[]): string {
  const currencies = [...new Set(lines.map(({ currency }) => currency))].sort()
  return currencies
    .map((currency) => {
      const own = lines.filter((line) => line.currency === currency)
      return `${pluralText(own.length, 'payment')}, ${moneyText(
        own.reduce((sum, { amount_minor }) => sum + amount_minor, 0),
        currency,
      )}`
    })
    .join(' · ')
}
