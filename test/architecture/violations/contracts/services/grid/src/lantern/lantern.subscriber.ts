import { lanternStolen } from '@gezhi/shared/contracts';

export class LanternSubscriber {
  @On(lanternLit)
  lit() {}

  @On(lanternPolished)
  polished() {}
}
