import { Button } from 'antd'
import { Row } from '@/ui/layout'
import { pluralText } from '@/ui/pluralText'
import type { RunStage } from './importPlan'
import { canResume } from './withRetries'

interface ImportButtonsProps {
  stage: RunStage | undefined
  hasFile: boolean
  rows: number
  /** The labels of columns that are still required. */
  missing: readonly string[]
  written: number
  whole: boolean
  onRestart: () => void
  onBack: () => void
  onCancel: () => void
  onCheck: () => void
  onWrite: () => void
  onClose: () => void
}

/** The buttons of each step of an import. */
export function ImportButtons(props: ImportButtonsProps) {
  return (
    <Row gap={8} justify="end">
      {buttonsOf(props)}
    </Row>
  )
}

function buttonsOf({ stage, written, whole, ...props }: ImportButtonsProps) {
  switch (stage?.at) {
    case undefined:
      return props.hasFile ? <ColumnsButtons {...props} /> : <Button onClick={props.onClose}>Cancel</Button>
    case 'checking':
    case 'writing':
      return <Button onClick={props.onCancel}>Cancel</Button>
    case 'checked':
      return (
        <>
          <Button onClick={props.onBack}>Back</Button>
          <Button type="primary" disabled={written === 0} onClick={props.onWrite}>
            Import {pluralText(written, 'row')}
          </Button>
        </>
      )
    case 'stopped': {
      const isResumable = canResume(stage.error)
      return (
        <>
          <Button onClick={props.onCancel}>
            {stage.during === 'writing' && (isResumable || !whole) ? 'Stop here' : 'Back'}
          </Button>
          {isResumable ? (
            <Button type="primary" onClick={stage.during === 'checking' ? props.onCheck : props.onWrite}>
              Go on
            </Button>
          ) : null}
        </>
      )
    }
    case 'done':
      return (
        <>
          <Button onClick={props.onRestart}>Import another file</Button>
          <Button type="primary" onClick={props.onClose}>
            Close
          </Button>
        </>
      )
  }
}

function ColumnsButtons({
  rows,
  missing,
  onRestart,
  onCheck,
}: Pick<ImportButtonsProps, 'rows' | 'missing' | 'onRestart' | 'onCheck'>) {
  return (
    <>
      <Button onClick={onRestart}>Another file</Button>
      <span className="grow wrong right">
        {missing.length > 0 ? `Still needed: ${missing.join(', ')}` : null}
      </span>
      <Button type="primary" disabled={missing.length > 0} onClick={onCheck}>
        Check {pluralText(rows, 'row')}
      </Button>
    </>
  )
}
