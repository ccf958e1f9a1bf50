import { Alert, Radio } from 'antd'
import { sharesConnection } from '@/supabase/settings'
import { Row, Stack } from '@/ui/layout'
import { numbers } from '@/ui/locale'
import { pluralText } from '@/ui/pluralText'
import { type ImportPlan, wholeRefused } from './importPlan'
import type { Duplicates } from './importRun'
import type { Importable } from './mapping'
import { Figure, listed, Refusals, type RefusalsProps } from './Refusals'
import type { useImportRun } from './useImportRun'

interface CheckedStepProps {
  resource: Importable
  many: string
  run: Pick<
    ReturnType<typeof useImportRun>,
    'checked' | 'duplicates' | 'setDuplicates' | 'whole' | 'setWhole'
  >
  plan: ImportPlan
  refusals: RefusalsProps
}

/** The result of the check, and the choices before writing. */
export function CheckedStep({ resource, many, run, plan, refusals }: CheckedStepProps) {
  const suppressed = run.checked?.suppressed
  const refused = wholeRefused(plan, sharesConnection(document))
  return (
    <Stack gap={16}>
      <Row as="dl" gap={24} align="stretch" wrap>
        <Figure label={`New ${many}`} value={plan.fresh} />
        <Figure label="Duplicates" value={plan.duplicates} />
        <Figure label="Bad rows" value={plan.bad} tone={plan.bad > 0 ? 'red' : undefined} />
      </Row>
      {suppressed?.size ? <Suppressed names={suppressed} /> : null}
      {plan.duplicates > 0 ? <DuplicatesChoice resource={resource} run={run} plan={plan} /> : null}
      <Stack as="fieldset" gap={8} align="start" className="narrow">
        <legend className="quiet small below-8">If a row is refused</legend>
        <Radio.Group
          className="row wrap gap-16 tight"
          value={run.whole}
          onChange={({ target }) => run.setWhole(target.value as boolean)}
        >
          <Radio value={true} disabled={refused !== undefined}>
            All or nothing{refused ? `: ${refused}` : ''}
          </Radio>
          <Radio value={false}>Import the good rows, leave out the bad</Radio>
        </Radio.Group>
      </Stack>
      <p role="status">{planText(plan)}</p>
      <Refusals {...refusals} />
    </Stack>
  )
}

function planText({ written, added, updated, skipped, refused }: ImportPlan): string {
  if (written === 0) return 'There is nothing to import.'
  const others = [
    updated > 0 && `${numbers.format(updated)} updated`,
    skipped > 0 && `${numbers.format(skipped)} skipped as duplicates`,
    refused > 0 && `${numbers.format(refused)} left out as bad`,
  ]
  return `${[`${pluralText(added, 'row')} will be added`, ...others.filter(Boolean)].join(', ')}.`
}

function DuplicatesChoice({ resource, run, plan }: Pick<CheckedStepProps, 'resource' | 'run' | 'plan'>) {
  return (
    <Stack as="fieldset" gap={8} align="start" className="narrow">
      <legend className="quiet small below-8">
        Duplicates: the same {keyText(resource)} as one that is there, or as an earlier row
      </legend>
      {resource.import.updates ? (
        <Radio.Group
          className="row wrap gap-16 tight"
          value={run.duplicates}
          onChange={({ target }) => {
            run.setDuplicates(target.value as Duplicates)
            if (target.value === 'update' && plan.notUpdatable > 0) run.setWhole(false)
          }}
        >
          <Radio value="skip">Skip them</Radio>
          <Radio value="update">Update what is there; empty cells leave it as it is</Radio>
        </Radio.Group>
      ) : (
        <p>They are skipped: what is there is never changed by an import.</p>
      )}
    </Stack>
  )
}

/** The rows that must not receive email: they are imported and stay suppressed. */
function Suppressed({ names }: { names: ReadonlyMap<number, string> }) {
  const some = [...names].slice(0, listed)
  return (
    <Alert
      type="info"
      showIcon
      title={`${numbers.format(names.size)} of them ${names.size === 1 ? 'is' : 'are'} suppressed and will not be mailed`}
      description={`${some.map(([row, name]) => `${name} (row ${numbers.format(row)})`).join(', ')}${names.size > listed ? ` and ${numbers.format(names.size - listed)} more` : ''}.`}
    />
  )
}

function keyText({ fields, import: { key } }: Importable): string {
  return key.map((column) => fields[column]?.label.toLowerCase() ?? column).join(' and ')
}
