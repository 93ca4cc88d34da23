import { busConformance } from '../testing/bus-conformance.js';
import { LocalBus } from './local-bus.js';

describe('the bus within one process', () => {
  it.each(Object.entries(busConformance))('%s', async (_, conforms) => {
    const bus = new LocalBus();
    await conforms(async () => bus);
    await bus.drain();
  });
});
