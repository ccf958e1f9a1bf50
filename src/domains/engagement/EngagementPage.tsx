import { Tiles } from '@/ui/layout'
import { Page } from '@/ui/Page'
import EngagementChart from './EngagementChart'
import FunnelChart from './FunnelChart'
import LifecycleChart from './LifecycleChart'
import OutcomesChart from './OutcomesChart'
import ReachChart from './ReachChart'
import RetentionChart from './RetentionChart'
import SplitChart from './SplitChart'
import StickinessChart from './StickinessChart'

/** How members come, come back and get on; the days and the zone of the first chart are those of all. */
export default function EngagementPage() {
  return (
    <Page
      title="Engagement"
      description="How members come, come back and get on. The days, the zone and the grain of the first chart hold for all."
    >
      <EngagementChart />
      <LifecycleChart />
      <Tiles min={420} gap={16} fit className="flush">
        <StickinessChart />
        <FunnelChart />
      </Tiles>
      <RetentionChart />
      <Tiles min={420} gap={16} fit className="flush">
        <SplitChart />
        <ReachChart />
      </Tiles>
      <OutcomesChart />
    </Page>
  )
}
