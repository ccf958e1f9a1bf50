import { describe, expect, it } from 'vitest'
import { ConsoleError, toConsoleError } from '@/supabase/errors'
import { isInDoubt } from '@/supabase/inDoubt'

describe('an allocation without an answer', () => {
  it('is asked for again under its key where it may be done, and looked at anew where it was refused', () => {
    const lost = [
      toConsoleError(new TypeError('Failed to fetch')),
      toConsoleError({ name: 'TimeoutError', message: 'TimeoutError: signal timed out' }, 0),
      new ConsoleError({ kind: 'server', statusCode: 504, message: 'The server did not answer.' }),
    ]
    expect(lost.map(isInDoubt)).toEqual([true, true, true])
    const refused = [
      toConsoleError({ code: '23514', message: 'This is more than is still owed.' }, 400),
      toConsoleError({ code: 'PT409', message: 'Somebody changed this invoice after you opened it.' }, 409),
      toConsoleError({ code: '42501', message: 'Only finance may change invoices.' }, 403),
    ]
    expect(refused.map(isInDoubt)).toEqual([false, false, false])
  })
})
