import { screen, within } from '@testing-library/react'
import { beforeAll, describe, expect, test } from 'vitest'
import { resetBackend, sql } from '../support/backend.ts'
import { address, addressIs, openConsole, pageTitled, user } from '../support/render.tsx'

beforeAll(resetBackend)

describe('signing in', () => {
  test('x', async () => {
    const t0=performance.now()
    await openConsole('/leads?state=any:new', 'growth')
    await pageTitled('Leads')
    console.log('title', performance.now()-t0)
    await screen.findByRole('table', {name:'Leads'})
    console.log('table', performance.now()-t0)
    const t=performance.now()
    console.log(screen.getAllByRole('row').length, performance.now()-t)
    const t2=performance.now()
    console.log(screen.getByRole('button',{name:'Next rows'}).outerHTML.length, performance.now()-t2)
    console.log(document.querySelectorAll('*').length, document.querySelectorAll('style').length)
  })
})
