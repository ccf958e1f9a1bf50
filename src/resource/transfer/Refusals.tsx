import { Button } from 'antd'
import { Row, Stack } from '@/ui/layout'
import { numbers } from '@/ui/locale'

/** The most row numbers listed. */
export const listed = 50
/** A number with its label. */
export function Figure({ label, value, tone }: { label: string; value: number; tone?: string }) {
  return (
    <div data-tone={tone}>
      <dt className="small">{label}</dt>
      <dd className="title tabular toned">{numbers.format(value)}</dd>
    </div>
  )
}

export interface RefusalsProps {
  /** The reasons by row number. */
  reasons: ReadonlyMap<number, string>
  onDownload: () => void
}

/** The rows that are not written, with the reasons. */
export function Refusals({ reasons, onDownload }: RefusalsProps) {
  if (reasons.size === 0) return null
  return (
    <Stack as="section" gap={8} aria-label="Bad rows">
      <Row gap={8} justify="between" wrap>
        <h3>Bad rows</h3>
        <Button size="small" onClick={onDownload}>
          Download them with the reasons
        </Button>
      </Row>
      <ol className="lined">
        {[...reasons].slice(0, listed).map(([row, reason]) => (
          <Row as="li" gap={8} align="baseline" key={row}>
            <span className="tabular quiet fixed" style={{ width: 76 }}>
              Row {numbers.format(row)}
            </span>
            <span>{reason}</span>
          </Row>
        ))}
      </ol>
      {reasons.size > listed ? (
        <p className="quiet small">And {numbers.format(reasons.size - listed)} more, all in the download.</p>
      ) : null}
    </Stack>
  )
}
