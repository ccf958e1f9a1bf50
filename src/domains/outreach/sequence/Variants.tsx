import { Button } from 'antd'
import type { TableRow } from '@/supabase/rows'

import type { Step } from './SequenceSteps'
import { Template } from './TemplateText'

export type Variant = TableRow<'sequence_variants'>

/** The most texts of a step, including its own. */
const most = 5

interface VariantsProps {
  step: Step
  variants: readonly Variant[]
  mayEdit: boolean
  onEdit: (variant: Variant | 'new') => void
}

/** The variants of a step with their shares; the step's own text gets the remaining share. */
export function Variants({ step, variants, mayEdit, onEdit }: VariantsProps) {
  const own = 100 - variants.reduce((sum, { active, share }) => sum + (active ? share : 0), 0)
  return (
    <>
      {variants.length > 0 ? (
        <>
          <span className="quiet small">A, the text above: {own} %</span>
          <ul aria-label={`Variants of email ${step.position}`}>
            {variants.map((variant, index) => (
              <li key={variant.id} data-off={!variant.active || undefined}>
                <span className="quiet small">
                  {String.fromCharCode(66 + index)}, {variant.active ? `${variant.share} %` : 'switched off'}:
                </span>{' '}
                <button
                  type="button"
                  className="still anywhere"
                  onClick={() => onEdit(variant)}
                  disabled={!mayEdit}
                >
                  <Template text={variant.subject} />
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {mayEdit && variants.length < most ? (
        <Button
          type="link"
          size="small"
          style={{ alignSelf: 'start', paddingInline: 0 }}
          onClick={() => onEdit('new')}
        >
          Add variant
        </Button>
      ) : null}
    </>
  )
}
