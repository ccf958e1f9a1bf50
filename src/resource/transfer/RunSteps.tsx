import { Alert, Progress } from 'antd'
import { Row, Stack } from '@/ui/layout'
import { numbers } from '@/ui/locale'
import { pluralText } from '@/ui/pluralText'
import { type RunningStage, type RunStage, stoppedText } from './importPlan'
import { Figure, Refusals, type RefusalsProps } from './Refusals'

const rowsText = (count: number) => pluralText(count, 'row')

/** The progress of the check or of writing. */
export function RunningStep({
  stage: { at, rows, of },
  whole,
  elapsed,
}: {
  stage: RunningStage
  whole: boolean
  elapsed: string
}) {
  const isCheck = at === 'checking'
  return (
    <Stack gap={16}>
      <Progress
        percent={Math.floor((rows / Math.max(1, of)) * 100)}
        status="active"
        aria-label={isCheck ? 'How far the check is' : 'How far the import is'}
      />
      <p role="status" className="tabular">
        {isCheck
          ? `Checking: ${numbers.format(rows)} of ${rowsText(of)}`
          : whole
            ? `Writing all ${rowsText(of)} in one go`
            : `Writing: ${numbers.format(rows)} of ${rowsText(of)}`}{' '}
        · {elapsed}
      </p>
      <p className="quiet small">
        {isCheck
          ? 'Each row is tried against everything the database demands, and taken back. Nothing is written.'
          : whole
            ? 'All rows or none: cancelling leaves everything as it was, unless it is done already.'
            : 'What is written stays if you cancel.'}
      </p>
    </Stack>
  )
}

/** The error that stopped the check or the writing. */
export function StoppedStep({
  error,
  during,
  whole,
}: {
  error: unknown
  during: RunningStage['at']
  whole: boolean
}) {
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={during === 'checking' ? 'The check has stopped' : 'The import has stopped'}
      description={stoppedText(error, during, whole)}
    />
  )
}

/** The result of writing. */
export function DoneStep({
  stage: { outcome, cancelled },
  name,
  whole,
  refusals,
}: {
  stage: Extract<RunStage, { at: 'done' }>
  name: string
  whole: boolean
  refusals: RefusalsProps
}) {
  const { counts } = outcome
  const leftOut = refusals.reasons.size
  return (
    <Stack gap={16}>
      <Alert
        type={cancelled || (counts.refused ?? 0) > 0 ? 'warning' : 'success'}
        showIcon
        role="status"
        title={
          cancelled
            ? `The import was cancelled. ${whole ? 'Nothing was written.' : 'What was written by then stays.'}`
            : `The import of ${name} is done.`
        }
      />
      <Row as="dl" gap={24} align="stretch" wrap>
        <Figure label="Added" value={counts.created ?? 0} />
        <Figure label="Updated" value={counts.updated ?? 0} />
        <Figure label="Skipped" value={counts.skipped ?? 0} />
        <Figure label="Left out" value={leftOut} tone={leftOut > 0 ? 'red' : undefined} />
      </Row>
      <Refusals {...refusals} />
    </Stack>
  )
}
