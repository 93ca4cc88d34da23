import { z } from 'zod';
import * as exported from '@gezhi/shared/contracts';
import { repository, sourcesOf, type Source } from '../../../../test/architecture/source.js';

/** What a tale of who came, or for how long, would be called. */
const telling = /attend|hour|minute|duration|present/i;
/** Who may read who came: the feature itself, its table and the timeline of a worker. */
const readers = [
  /^services\/grid\/src\/training\//,
  /^services\/grid\/src\/migrations\//,
  /^services\/grid\/src\/service\.module\.ts$/,
  /^services\/grid\/src\/worker\/career\.queries\.ts$/,
];
const reading = /\b(FROM|JOIN)\s+(attendance|drill_sheet)\b|\battended\.queries\b/;

interface Told {
  readonly subject: string;
  readonly data: z.ZodType;
}

const fieldsOf = (schema: unknown): string[] =>
  typeof schema === 'object' && schema !== null
    ? Object.entries(schema).flatMap(([name, value]) => [
        ...(name === 'properties' ? Object.keys(value as object) : []),
        ...fieldsOf(value),
      ])
    : [];
const tellingFaults = (events: readonly Told[]): string[] =>
  events.flatMap(({ subject, data }) =>
    [...new Set(fieldsOf(z.toJSONSchema(data, { io: 'output', unrepresentable: 'any' })))]
      .filter((field) => telling.test(field))
      .map((field) => `${subject} tells ${field}`),
  );

const ofTraining = exported.registry.events().filter(({ service, feature }) => service === 'grid' && feature === 'training');
const names = Object.entries(exported).flatMap(([name, value]) => (ofTraining.includes(value as never) ? [name] : []));
const heard = new RegExp(`grid\\.(event|query|command)\\.training\\b|\\b(${names.join('|')})\\b`);
const hearingFaults = (sources: readonly Source[]): string[] =>
  sources
    .filter(({ path }) => /^(services\/incentive\/src|libs\/shared\/src\/contracts\/incentive)\//.test(path))
    .filter(({ text }) => heard.test(text))
    .map(({ path }) => `${path} hears of training`);
const readingFaults = (sources: readonly Source[]): string[] =>
  sources
    .filter(({ path }) => path.startsWith('services/') && !path.endsWith('.spec.ts') && !readers.some((reader) => reader.test(path)))
    .filter(({ text }) => reading.test(text))
    .map(({ path }) => `${path} reads who came`);

describe('G-30 training is never a ground for appraisal', () => {
  const sources = sourcesOf(repository);

  it('no event tells who came, or for how long', () => {
    expect(names.toSorted()).toEqual(['casePushed', 'classOpened']);
    expect(tellingFaults(ofTraining)).toEqual([]);
  });
  it('the incentive service hears nothing of it', () => expect(hearingFaults(sources)).toEqual([]));
  it('nothing but the feature and the timeline of a worker reads who came', () => expect(readingFaults(sources)).toEqual([]));
  it('no column measures time spent', () => {
    const entity = sources.find(({ path }) => path.endsWith('training/training.entity.ts'))!;
    const columns = [...entity.text.matchAll(/^ {2}@\w+Column\(.*\) (\w+)!|^ {2}@Column\(.*\) (\w+)!/gm)].map(
      ([, key, name]) => key ?? name!,
    );
    expect(columns).toContain('attended');
    expect(columns.filter((name) => /hour|minute|duration/i.test(name))).toEqual([]);
  });
});

describe('the guards see planted violations', () => {
  const source = (path: string, text: string): Source => ({ path, text });

  it('an event that tells who came', () => {
    const data = z.object({ sessionId: z.string(), workers: z.array(z.object({ attended: z.boolean(), hoursSpent: z.int() })) });
    const subject = 'grid.event.training.class-held.v1';
    expect(tellingFaults([{ subject, data }])).toEqual([`${subject} tells attended`, `${subject} tells hoursSpent`]);
  });
  it.each(['@On(classOpened)', `subject: 'grid.event.training.class-held.v1'`])('a metric fed by %s', (text) => {
    const path = 'services/incentive/src/metric/metric.subscriber.ts';
    expect(hearingFaults([source(path, text)])).toEqual([`${path} hears of training`]);
  });
  it.each(['SELECT count(*) FROM attendance', `import { trainingCareerOf } from '../training/attended.queries.js';`])(
    'read by %s',
    (text) => {
      const path = 'services/grid/src/worker/worker.queries.ts';
      const elsewhere = [source(path, text), source('services/grid/src/worker/career.queries.ts', 'attended.queries.js')];
      expect(readingFaults(elsewhere)).toEqual([`${path} reads who came`]);
    },
  );
});
