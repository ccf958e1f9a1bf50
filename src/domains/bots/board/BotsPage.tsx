import { Page } from '@/ui/Page'
import { Board } from './Board'
import CalibrationChart from './CalibrationChart'
import CostChart from './CostChart'
import FailuresChart from './FailuresChart'
import Incidents from './Incidents'

/** The overview of the bots: their state, failures, costs, and the reliability of their stated confidence. */
export default function BotsPage() {
  return (
    <Page
      title="Bot board"
      description="How they are now, what went wrong, what they cost, and how far to trust their confidence."
    >
      <Board />
      <Incidents />
      <CostChart />
      <FailuresChart />
      <CalibrationChart />
    </Page>
  )
}
