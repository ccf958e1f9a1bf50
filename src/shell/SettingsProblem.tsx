import { useLayoutEffect } from 'react'
import type { SettingsProblem as Problem } from '@/supabase/settings'
import { paintGround } from '@/ui/Appearance'
import { Row } from '@/ui/layout'
import './sign-in.css'

/** Says why the console cannot start and how to fix it. Works without any provider. */
export function SettingsProblem({ problem }: { problem: Problem }) {
  useLayoutEffect(() => {
    paintGround()
    document.title = 'Setup needed · IntroAlignment'
  }, [])
  return (
    <main className="entry">
      <div className="entry-card" style={{ maxWidth: 520 }} role="alert">
        <Row gap={8} className="bold below-24">
          <span className="brand-mark" />
          IntroAlignment
        </Row>
        <h1 className="title">{problem.title}</h1>
        <p className="quiet anywhere above-4">{problem.detail}</p>
        <h2>What to do</h2>
        <p className="quiet anywhere above-4">{problem.remedy}</p>
        <p className="entry-foot quiet above-16">
          <button type="button" className="link-button medium" onClick={() => window.location.reload()}>
            Reload this page
          </button>
        </p>
      </div>
    </main>
  )
}
