import { lazy, Suspense } from 'react'
import { defineResource } from '@/resource/define'
import type { Field, InputProps } from '@/resource/field'
import { dateTime, json, longText, options, programName, text } from '@/resource/fields'
import { LoadingState } from '@/ui/states'
import { FlowSteps } from './FlowSteps'
import { readSteps, stepsProblem } from './flow'
import { flowStates } from './states'

const StepsInput = lazy(() => import('./StepsInput'))
const steps = json('Steps')

export default defineResource({
  table: 'conversation_flows',
  one: 'flow',
  about: 'The ways through the questions that the onboarding guide takes with a member.',
  may: { create: ['moderator'], edit: ['moderator'], delete: ['moderator'] },
  title: (flow) => flow.name,
  titleColumns: ['name'],
  fields: {
    name: text('Name'),
    slug: programName('Name in the app', { help: 'Small letters; unique.' }),
    goal: longText('Goal', { width: 420, help: 'What the conversation should find out.' }),
    description: longText('Description', { heavy: true }),
    steps: {
      ...steps,
      width: 84,
      align: 'right',
      heavy: false,
      help: 'A step asks a question, by its name in the app; each answer may lead to another step. A step without a way out ends the conversation.',
      document: { like: [{ id: '', question: '', next: [{ when: '', to: '' }] }] },
      validate: (held, values) =>
        steps.validate?.(held, values) ?? stepsProblem(steps.fromForm?.(held, values) ?? []),
      Input: (props: InputProps & { field: Field }) => (
        <Suspense fallback={<LoadingState shape="text" />}>
          <StepsInput {...props} />
        </Suspense>
      ),
      show: (value) => <span className="tabular">{readSteps(value).length}</span>,
    },
    state: options('State', flowStates),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['state', 'goal', 'steps', 'updated_at'],
    sort: 'name',
    search: 'search',
    searchHint: 'name or goal',
    filters: ['state', 'name', 'slug', 'goal', 'created_at', 'updated_at'],
  },
  detail: {
    sections: [{ fields: ['goal', 'description', 'state', 'slug', 'created_at', 'updated_at'] }],
    extra: FlowSteps,
    related: [
      {
        table: 'user_conversations',
        by: 'flow_id',
        columns: ['state', 'sentiment', 'response_count', 'started_at'],
      },
    ],
  },
  form: { sections: [{ fields: ['name', 'slug', 'goal', 'description', 'steps'] }] },
  states: {},
  deletable: (flow) => flow.state === 'draft',
})
