import * as exported from '@gezhi/shared/contracts';
import {
  handlerFaults,
  listenerFaults,
  namelessFaults,
  publisherFaults,
  subjectFaults,
  vocabularyOf,
  type Vocabulary,
} from './contract-guards.js';
import { planted, repository, sourcesOf } from './source.js';

const [contracts, events] = [exported.registry.contracts(), exported.registry.events()];
const perService = Object.fromEntries(exported.services.map((service) => [service, exported.platformContracts(service)]));
const vocabulary = vocabularyOf(exported, perService, contracts, events);
const sources = sourcesOf(repository);

describe('contracts and events of the system', () => {
  it('all are exported', () => {
    expect(namelessFaults(exported, perService, [...contracts, ...events])).toEqual([]);
  });
  it('a contract has exactly one handler, in its own folder', () => expect(handlerFaults(vocabulary, sources)).toEqual([]));
  it('a listener names a declared event', () => expect(listenerFaults(vocabulary, sources)).toEqual([]));
  it('an event is made by its service', () => expect(publisherFaults(vocabulary, sources)).toEqual([]));
  it('subjects are unique', () => expect(subjectFaults([...contracts, ...events])).toEqual([]));
});

describe('the guards see planted violations', () => {
  const declared = (service: string, feature: string, name: string) =>
    [name, { subject: `${service}.command.${feature}.${name}.v1`, service, feature }] as const;
  const small: Vocabulary = {
    contracts: new Map([
      declared('grid', 'lantern', 'light'),
      declared('grid', 'lantern', 'dim'),
      declared('grid', 'lantern', 'forgotten'),
      declared('council', 'choir', 'sing'),
    ]),
    events: new Map([declared('grid', 'lantern', 'lanternLit'), declared('grid', 'lantern', 'lanternStolen')]),
  };
  const tree = sourcesOf(planted('contracts'));

  it('no handler, two handlers, a handler elsewhere, a handler of nothing', () => {
    expect(handlerFaults(small, tree)).toEqual([
      'services/grid/src/lantern/lantern.queries.ts: @Handles(polish) names no contract',
      'dim has 2 handlers, services/grid/src/lantern/lantern.commands.ts, services/grid/src/lantern/lantern.queries.ts',
      'forgotten has 0 handlers',
      'sing is handled in services/grid/src/lantern/lantern.commands.ts, not below services/council/src/choir/',
    ]);
  });
  it('a listener to nothing', () => {
    expect(listenerFaults(small, tree)).toEqual(['services/grid/src/lantern/lantern.subscriber.ts: @On(lanternPolished) names no event']);
  });
  it('an event nobody makes', () => expect(publisherFaults(small, tree)).toEqual(['lanternStolen of grid is made nowhere']));
  it('a contract nobody exports', () => {
    const hidden = { subject: 'grid.query.lantern.hidden.v1', service: 'grid', feature: 'lantern' };
    expect(namelessFaults(Object.fromEntries(small.contracts), {}, [...small.contracts.values(), hidden])).toEqual([hidden.subject]);
  });
  it('a subject declared twice', () => {
    const [one] = small.contracts.values();
    expect(subjectFaults([one!, one!])).toEqual(['grid.command.lantern.light.v1 is declared twice']);
    expect(() => exported.contract({ ...exported.metricsOfPlace })).toThrow(/already|twice/);
  });
});
