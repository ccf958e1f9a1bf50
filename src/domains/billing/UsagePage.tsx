import { Tiles } from '@/ui/layout'
import { Page } from '@/ui/Page'
import UsageChart from './UsageChart'
import GrowthChart from './usage/GrowthChart'
import PlansChart from './usage/PlansChart'
import SpreadChart from './usage/SpreadChart'

/** Usage of the features that plans count. The selected feature and month apply to all charts. */
export default function UsagePage() {
  return (
    <Page
      title="Use of features"
      description="What members use of what the plans count. The feature and the month that are chosen hold for all charts."
    >
      <UsageChart />
      <PlansChart />
      <Tiles min={420} gap={16} fit className="flush">
        <SpreadChart />
        <GrowthChart />
      </Tiles>
    </Page>
  )
}
