import { lazy, Suspense } from 'react'
import { LoadingState } from '@/ui/states'
import { type Field, type FieldOptions, type InputProps, isEmpty } from '../field'
import { none } from './text'

const MarkdownView = lazy(() => import('./MarkdownView'))
const MarkdownEditor = lazy(() => import('./MarkdownEditor'))

function MarkdownInput(props: InputProps) {
  return (
    <Suspense fallback={<LoadingState shape="text" />}>
      <MarkdownEditor {...props} />
    </Suspense>
  )
}

/** A Markdown text: shown formatted, edited with a live preview. Parser and editor are loaded when first used. */
export const markdown = (label: string, options?: FieldOptions): Field => ({
  label,
  width: 280,
  filter: 'text',
  sortable: false,
  wide: true,
  heavy: true,
  input: 'area',
  Input: MarkdownInput,
  fromForm: (value) => (typeof value === 'string' && value.trim() === '' ? null : value),
  text: (value) => (isEmpty(value) ? '' : String(value)),
  show: (value, _row, place) =>
    isEmpty(value) ? (
      none
    ) : place === 'list' ? (
      <span className="value-line">{String(value)}</span>
    ) : (
      <Suspense fallback={<LoadingState shape="text" />}>
        <MarkdownView text={String(value)} />
      </Suspense>
    ),
  ...options,
})
