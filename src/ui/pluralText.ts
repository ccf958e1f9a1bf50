import { numberLocale } from './locale'

const whole = new Intl.NumberFormat(numberLocale, { maximumFractionDigits: 0 })

/** A number with its noun: “1 report”, “3 reports”, “1,204 posts”. */
export function pluralText(number: number, one: string, many = `${one}s`): string {
  return `${whole.format(number)} ${number === 1 ? one : many}`
}
