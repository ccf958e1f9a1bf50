import { Button } from 'antd'
import { numberLocale } from '@/ui/locale'
import { pluralText } from '@/ui/pluralText'
import type { usePagedRpc } from './usePagedRpc'

interface MoreRowsProps {
  list: Pick<ReturnType<typeof usePagedRpc>, 'query' | 'rows' | 'found'>
  /** The singular noun for a row, such as “invoice”. */
  one: string
}

/** The total number of rows, and a button that loads the next rows. */
export function MoreRows({ list: { query, rows, found }, one }: MoreRowsProps) {
  if (rows.length >= found) return pluralText(found, one)
  return (
    <>
      {pluralText(found, one)}, the first {rows.length.toLocaleString(numberLocale)} here{' '}
      <Button
        size="small"
        loading={query.isFetchingNextPage}
        onClick={() => void query.fetchNextPage()}
        danger={query.isFetchNextPageError}
      >
        {query.isFetchNextPageError ? 'Try again' : 'Show more'}
      </Button>
    </>
  )
}
