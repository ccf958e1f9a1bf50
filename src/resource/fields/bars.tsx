import type { CSSProperties } from 'react'
import { type Field, type FieldOptions, humanize } from '../field'
import { none } from './text'

/**
 * Several numbers from 0 to 100 with names (jsonb, `{"openness": 71}`), shown as bars. `names` sets the order; unknown
 * names come last.
 */
export function bars(label: string, names: readonly string[], more?: FieldOptions): Field {
  const figuresOf = (value: unknown): [name: string, figure: number][] => {
    const figures = Object.entries((value ?? {}) as Record<string, unknown>)
      .map(([name, figure]): [string, number] => [name, Number(figure)])
      .filter(([, figure]) => Number.isFinite(figure))
    const place = (name: string) => (names.includes(name) ? names.indexOf(name) : names.length)
    return figures.sort(([a], [b]) => place(a) - place(b))
  }
  const textOf = (value: unknown) =>
    figuresOf(value)
      .map(([name, figure]) => `${humanize(name)} ${Math.round(figure)}`)
      .join(', ')
  return {
    label,
    width: 220,
    filter: 'json',
    sortable: false,
    wide: true,
    text: textOf,
    show: (value, _row, place) => {
      const figures = figuresOf(value)
      if (figures.length === 0) return none
      if (place === 'list') return <span className="value-line">{textOf(value)}</span>
      return (
        <ul
          className="bars"
          style={{ '--columns': 'max-content 1fr max-content', maxWidth: 420 } as CSSProperties}
        >
          {figures.map(([name, figure]) => (
            <li key={name}>
              <span>{humanize(name)}</span>
              <span className="track" style={{ height: 6 }} aria-hidden>
                <span style={{ width: `${Math.max(0, Math.min(100, figure))}%` }} />
              </span>
              <span className="tabular right">{Math.round(figure)}</span>
            </li>
          ))}
        </ul>
      )
    },
    ...more,
  }
}
