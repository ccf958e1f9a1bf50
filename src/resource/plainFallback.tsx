import { Component, type ReactNode } from 'react'
import type { Field } from './field'

/** A stored value as plain text, for values that their field cannot show. */
function plainValue(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
}

/** An error boundary that shows the plain value if rendering fails. */
class FallbackBoundary extends Component<{ plain: string; children: ReactNode }, { failed: boolean }> {
  static getDerivedStateFromError() {
    return { failed: true }
  }

  override state = { failed: false }

  override render() {
    return this.state.failed ? this.props.plain : this.props.children
  }
}

/**
 * Wraps a field for a jsonb column, which may hold anything: a value of an unexpected shape is shown as stored instead
 * of crashing the page.
 */
export function withPlainFallback(field: Field): Field {
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
        <FallbackBoundary plain={plain} key={plain}>
          {attempt<ReactNode>(() => field.show(value, row, place), plain)}
        </FallbackBoundary>
      )
    },
    text: (value, row) => attempt(() => field.text(value, row), plainValue(value)),
    ...(toForm && { toForm: (value: unknown) => attempt(() => toForm(value), plainValue(value)) }),
  }
}
