import { Tiles } from '@/ui/layout'
import { Page } from '@/ui/Page'
import CommunityChart from './CommunityChart'
import EngagementChart from './EngagementChart'
import FunnelChart from './FunnelChart'
import LifecycleChart from './LifecycleChart'
import OutcomesChart from './OutcomesChart'
import ReachChart from './ReachChart'
import RetentionChart from './RetentionChart'
import SplitChart from './SplitChart'
import StickinessChart from './StickinessChart'
import StreaksChart from './StreaksChart'

/**
 * How members sign up, return and progress. The range and time zone of the first chart apply to all charts.
 */
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
        <StreaksChart />
      </Tiles>
      <RetentionChart />
      <FunnelChart />
      <CommunityChart />
      <Tiles min={420} gap={16} fit className="flush">
        <SplitChart />
        <ReachChart />
      </Tiles>
      <OutcomesChart />
    </Page>
  )
}
