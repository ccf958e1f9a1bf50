import { Row, Stack } from '@/ui/layout'
import './charts.css'

/** A headline figure. */
export interface Figure<Key extends string = string> {
  key: Key
  label: string
  /** Undefined when there is no value to show. */
  value: string | undefined
  /** The change against the previous period: “+4.1%”. */
  change?: string
  /** Secondary text instead of a change: “38 of 210”. */
  detail?: string
}

const changeTones: Record<string, string> = { '+': 'green', '-': 'red' }

interface FiguresProps<Key extends string> {
  figures: readonly Figure<Key>[]
  /** Key of the selected figure. With `onSelect`, selecting a figure chooses what is plotted. */
  selected?: Key
  onSelect?: (key: Key) => void
  waiting?: boolean
}

/** Headline figures in a row. With `onSelect` each figure is a button that chooses what is plotted below. */
export function Figures<Key extends string>({ figures, selected, onSelect, waiting }: FiguresProps<Key>) {
  return (
    <div className="chart-figures">
      {figures.map((figure) => {
        const content = (
          <>
            <span className="chart-figure-line quiet small">{figure.label}</span>
            <Row as="span" gap={8} align="baseline" wrap="tight">
              {waiting ? (
                <span className="chart-figure-waiting" aria-hidden />
              ) : (
                <span className="chart-figure-value anywhere">{figure.value ?? '–'}</span>
              )}
              {figure.change && !waiting ? (
                <span
                  className={`chart-figure-line small ${changeTones[figure.change[0] ?? ''] ? 'toned' : 'quiet'}`}
                  data-tone={changeTones[figure.change[0] ?? '']}
                >
                  {figure.change.replace('-', '−')}
                </span>
              ) : null}
              {figure.detail && !waiting ? (
                <span className="chart-figure-line quiet small">{figure.detail}</span>
              ) : null}
            </Row>
          </>
        )
        return onSelect ? (
          <Stack
            key={figure.key}
            type="button"
            as="button"
            gap={2}
            className="choice chart-figure"
            aria-pressed={figure.key === selected}
            onClick={() => onSelect(figure.key)}
          >
            {content}
          </Stack>
        ) : (
          <Stack key={figure.key} gap={2} className="chart-figure">
            {content}
          </Stack>
        )
      })}
    </div>
  )
}
