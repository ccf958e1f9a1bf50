import { Page } from '@/ui/Page'
import { Board } from './Board'
import CalibrationChart from './CalibrationChart'
import CostChart from './CostChart'
import FailuresChart from './FailuresChart'
import Incidents from './Incidents'

/** How the bots are now, what went wrong, what they cost, and how far their confidence is to be trusted. */
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
