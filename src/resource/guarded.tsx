import { Component, type ReactNode } from 'react'
import type { Field } from './field'

/** A stored value as it is, for where its kind cannot show it. */
function plainValue(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
}

/** Shows the plain value in place of what React could not draw. */
class Drawn extends Component<{ plain: string; children: ReactNode }, { failed: boolean }> {
  static getDerivedStateFromError() {
    return { failed: true }
  }

  override state = { failed: false }

  override render() {
    return this.state.failed ? this.props.plain : this.props.children
  }
}

/**
 * A field for a column of documents (jsonb), which may hold anything: a value of another form than its kind expects
 * is shown as it is stored, and never takes the page down.
 */
export function guarded(field: Field): Field {
  const attempt = <T,>(work: () => T, otherwise: T): T => {
    try {
      return work()
    } catch {
      return otherwise
    }
  }
  const { toForm } = field
  return {
    ...field,
    show: (value, row, place) => {
      const plain = plainValue(value)
      return (
        <Drawn plain={plain} key={plain}>
          {attempt<ReactNode>(() => field.show(value, row, place), plain)}
        </Drawn>
      )
    },
    text: (value, row) => attempt(() => field.text(value, row), plainValue(value)),
    ...(toForm && { toForm: (value: unknown) => attempt(() => toForm(value), plainValue(value)) }),
  }
}
