import { expect, it } from 'vitest'
import { singular } from '@/shell/home/singular'

it.each([
  ['incidents nobody took on', 'incident nobody took on'],
  ['bots are not well', 'bot is not well'],
  ['replies wait for an answer', 'reply waits for an answer'],
  ['unsure bot actions wait for a verdict', 'unsure bot action waits for a verdict'],
  ['bot actions need attention', 'bot action needs attention'],
  ['invoices are drafts', 'invoice is a draft'],
  ['subscriptions are past due or unpaid', 'subscription is past due or unpaid'],
  ['runs failed in the last 24 hours', 'run failed in the last 24 hours'],
])('one of “%s” is a “%s”', (many, one) => expect(singular(many)).toBe(one))
