export { byteOrderMark, csvLine, escapeFormula, unescapeFormula } from '@/ui/csv'
