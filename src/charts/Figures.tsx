import './charts.css'

/** A headline figure. */
export interface Figure<Key extends string = string> {
  key: Key
  label: string
  /** Undefined where there is nothing to show. */
  value: string | undefined
  /** How it changed: “+4.1%”. */
  change?: string
  /** A quiet fact in place of a change: “38 of 210”. */
  detail?: string
}

interface FiguresProps<Key extends string> {
  figures: readonly Figure<Key>[]
  /** With `onSelect` the figures choose what is plotted. */
  selected?: Key
  onSelect?: (key: Key) => void
  waiting?: boolean
}

/** Headline figures in a row; with `onSelect` each is a button that says what is plotted below. */
export function Figures<Key extends string>({ figures, selected, onSelect, waiting }: FiguresProps<Key>) {
  return (
    <div className="chart-figures">
      {figures.map((figure) => {
        const content = (
          <>
            <span className="chart-figure-label">{figure.label}</span>
            <span className="chart-figure-line">
              {waiting ? (
                <span className="chart-figure-waiting" aria-hidden />
              ) : (
                <span className="chart-figure-value">{figure.value ?? '–'}</span>
              )}
              {figure.change && !waiting ? (
                <span className="chart-figure-change" data-direction={figure.change[0]}>
                  {figure.change.replace('-', '−')}
                </span>
              ) : null}
              {figure.detail && !waiting ? (
                <span className="chart-figure-detail">{figure.detail}</span>
              ) : null}
            </span>
          </>
        )
        return onSelect ? (
          <button
            key={figure.key}
            type="button"
            className="chart-figure"
            aria-pressed={figure.key === selected}
            onClick={() => onSelect(figure.key)}
          >
            {content}
          </button>
        ) : (
          <div key={figure.key} className="chart-figure">
            {content}
          </div>
        )
      })}
    </div>
  )
}
